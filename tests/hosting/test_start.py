"""The project's configuration holds however the server is started."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.logs import FIRST
from tests.pace import PATIENCE
from tests.selection.sample import view_of
from tests.serving import LOG, ROOT, answers, free_port, running, started
from tests.soak.session import Answer, BlockingSession, FaultyPageError

APP = ROOT / "app.py"

# What Community Cloud puts on the command line, whatever the repository says.
FORCED = (
    "--client.showErrorDetails=false",
    "--server.runOnSave=true",
    "--server.enableXsrfProtection=true",
    "--browser.gatherUsageStats=true",
)
COPIED = ("app.py", "components", ".streamlit")


@contextmanager
def serving(folder: Path, *command: str, **environment: str) -> Iterator[str]:
    """Run a command from a folder until the server that it starts answers; give its address.

    PORT in the command and in the environment becomes that of the server.
    """
    port = str(free_port())
    address = f"http://127.0.0.1:{port}/"
    with started(
        [sys.executable, *(word.replace("PORT", port) for word in command)],
        folder / "server.txt",
        lambda: answers(f"{address}livez"),
        folder=folder,
        environment={key: value.replace("PORT", port) for key, value in environment.items()},
    ):
        yield address


def options_sent(run: Answer) -> tuple[bool, str, bool]:
    """Return what the page's own script is told to do: report, offer tools, hand out data raw."""
    (session,) = [
        message.new_session for message in run.messages if message.HasField("new_session")
    ]
    modes = session.config.ToolbarMode
    return (
        session.config.gather_usage_stats,
        modes.Name(session.config.toolbar_mode),
        session.config.disable_data_export,
    )


STREAMLIT = ("-m", "streamlit", "run", str(APP), "--server.port=PORT")
WAYS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "python with options": ((str(APP), "--server.port", "PORT", "own.yaml"), {}),
    "python and the environment": (
        (str(APP),),
        {"STREAMLIT_SERVER_PORT": "PORT", "TIMELINE_LOG": "own.yaml"},
    ),
    "streamlit": ((*STREAMLIT, "--", "own.yaml"), {"TIMELINE_LOG": "not-this-one.yaml"}),
    "streamlit and the environment": (STREAMLIT, {"TIMELINE_LOG": "own.yaml"}),
    "uvicorn": (
        ("-m", "uvicorn", "--app-dir", str(ROOT), "--port", "PORT", "app:app"),
        {"TIMELINE_LOG": "own.yaml"},
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_started_the_log_and_the_options_file_count(tmp_path: Path, way: str) -> None:
    (tmp_path / "own.yaml").write_text(FIRST, encoding="utf-8")
    command, environment = WAYS[way]
    with serving(tmp_path, *command, **environment) as address:
        run = BlockingSession(address).run()
        assert run.title == "First version"
        assert options_sent(run) == (False, "MINIMAL", True)


def test_a_page_that_does_not_exist_is_named_at_the_start(tmp_path: Path) -> None:
    command = (str(APP), "--server.port=PORT")
    words = r"TIMELINE_PAGE names .+none\.py, which is not a file"
    with (
        pytest.raises(AssertionError, match=words),
        serving(tmp_path, *command, TIMELINE_PAGE="none.py"),
    ):
        pass


def copied(folder: Path) -> Path:
    """Return a copy of the program that a test may edit."""
    copy = folder / "copy"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy)
    return copy


def test_an_edit_of_a_module_shows_at_the_next_rerun(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    app = str(copy / "app.py")
    with serving(tmp_path, app, "--server.port=PORT", TIMELINE_LOG=str(LOG)) as address:
        tab = BlockingSession(address)
        assert not tab.run().tells("Edited")
        module = copy / "components" / "wording" / "header.py"
        text = module.read_text(encoding="utf-8")
        assert '"People"' in text
        module.write_text(text.replace('"People"', '"Edited"'), encoding="utf-8")
        deadline = time.monotonic() + PATIENCE
        while not (run := tab.run()).tells("Edited"):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert run.sentence == view_of().sentence


def test_a_host_adds_lines_of_its_own_to_the_page(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "import streamlit as st\n"
        "from components.streamlit_app import show\n"
        "st.info('Closed on Sunday')\n"
        "show()\n"
        "st.caption('Kept by the archive')\n"
    )
    app = (str(APP), "--server.port=PORT", str(LOG))
    with serving(tmp_path, *app, TIMELINE_PAGE="own.py") as address:
        run = BlockingSession(address).run()
    assert [run.tells(text) for text in ("Closed on Sunday", "Kept by the archive")] == [True, True]
    assert run.sentence == view_of().sentence


def test_forced_options_show_no_reader_what_went_wrong_where(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (copy / "components" / "streamlit_app" / "page.py").write_text(
        'raise RuntimeError("secret words")\n', encoding="utf-8"
    )
    # the calm answer to an error is tested elsewhere; here it has failed as well
    handler = "def on_script_error(error: Exception) -> bool:\n    return False\n"
    failure = copy / "components" / "streamlit_app" / "failure.py"
    failure.write_text(handler, encoding="utf-8")
    with running(tmp_path, copy / "app.py", "readyz", *FORCED, log=LOG) as server:
        with pytest.raises(FaultyPageError) as met:
            BlockingSession(server.address).run()
        run = met.value.answer
        assert run.exceptions == [""]
        for secret in ("secret words", "Traceback", "page.py:"):
            assert not run.tells(secret), secret


@pytest.mark.parametrize("name", ["uv.lock", "Pipfile", "environment.yml"])
def test_community_cloud_finds_one_list_of_what_to_install(name: str) -> None:
    assert not (ROOT / name).exists()
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins and all("==" in line for line in pins)
