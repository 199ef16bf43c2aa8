"""However the server is started, the project's configuration holds and no reader is betrayed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.conftest import LOG, ROOT, START, running
from tests.hosting.replicas import free_port
from tests.hosting.tab import Tab
from tests.soak.session import Answer, FaultyPageError

# What Community Cloud puts on the command line, whatever the repository says.
FORCED = (
    "--client.showErrorDetails=false",
    "--server.runOnSave=true",
    "--server.enableXsrfProtection=true",
    "--browser.gatherUsageStats=true",
)
COPIED = ("app.py", "components", ".streamlit")


@contextmanager
def uvicorn(folder: Path) -> Iterator[str]:
    """Run the app by another server than Streamlit's command, from elsewhere; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--app-dir", str(ROOT), "app:app"]
    output = folder / "server.txt"
    with output.open("wb") as written:
        server = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=folder,
            env={**os.environ, "TIMELINE_LOG": str(LOG)},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        deadline = time.monotonic() + START
        while not _lives(address):
            if time.monotonic() > deadline or server.poll() is not None:
                raise AssertionError(output.read_text())
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _lives(address: str) -> bool:
    try:
        with urlopen(f"{address}livez", timeout=2):
            return True
    except OSError:
        return False


def told(run: Answer) -> tuple[bool, str, bool]:
    """Return what the page's own script is told to do: report, offer tools, hand out data raw."""
    (session,) = [each.new_session for each in run.messages if each.HasField("new_session")]
    modes = session.config.ToolbarMode
    return (
        session.config.gather_usage_stats,
        modes.Name(session.config.toolbar_mode),
        session.config.disable_data_export,
    )


def test_the_configuration_holds_from_any_directory_and_under_any_server(tmp_path: Path) -> None:
    with uvicorn(tmp_path) as address:
        run = Tab(address, "topic=tariffs").run()
        assert run.tells("14 of 63 events")
        assert told(run) == (False, "MINIMAL", True)


def test_forced_options_show_no_reader_what_went_wrong_where(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy)
    page = copy / "components" / "streamlit_app"
    (page / "script.py").write_text('raise RuntimeError("secret words")\n', encoding="utf-8")
    # the calm answer to an error is tested elsewhere; here it has failed as well
    handler = "def on_script_error(error: Exception) -> bool:\n    return False\n"
    (page / "failure.py").write_text(handler, encoding="utf-8")
    with running(tmp_path, copy / "app.py", "readyz", *FORCED, log=LOG) as server:
        with pytest.raises(FaultyPageError) as met:
            Tab(server.address).run()
        run = met.value.answer
        assert run.exceptions == [""]
        for secret in ("secret words", "Traceback", "script.py:"):
            assert not run.tells(secret), secret


@pytest.mark.parametrize("name", ["uv.lock", "Pipfile", "environment.yml"])
def test_community_cloud_finds_one_list_of_what_to_install(name: str) -> None:
    assert not (ROOT / name).exists()
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins and all("==" in line for line in pins)
