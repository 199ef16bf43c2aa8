"""`geneva-timeline [LOG]`: what is served, what is refused, and whether a browser opens."""

import argparse
import json
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from subprocess import run as run_process
from typing import NoReturn

import pytest

from components import server
from components.commands import dashboard, main
from components.commands.dashboard import make_parser, split_settings
from components.commands.display import has_display
from components.commands.registry import COMMANDS
from components.imports import Conversion, add_reading_arguments
from components.sources import ConvertedFile, configure, use_source
from tests.logs import FIRST

ROOT = Path(__file__).parents[2]
TABLE = "Date,Title\n2025-05-10,First\n2025-05-11,Second\n2025-02-30,Never\n"
UNCLEAR = "When,Name\n10/05/2025,First\n"


class StartedError(Exception):
    """The server would start now, with these options, and perhaps a browser."""


@pytest.fixture(autouse=True)
def _start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def start(script: Path, arguments: Sequence[str]) -> NoReturn:
        raise StartedError(script, list(arguments))

    monkeypatch.setattr(server, "start", start)
    monkeypatch.setattr(server, "call_when_open", lambda _: None)
    monkeypatch.setattr("components.events.use_program", lambda _: None)
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_LOG", "STREAMLIT_SERVER_HEADLESS", "STREAMLIT_SERVER_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def served(*arguments: str) -> list[str]:
    """Return the options of the server that starts."""
    with pytest.raises(StartedError) as started:
        main("geneva-timeline", arguments)
    script, options = started.value.args
    assert script == ROOT / "app.py"
    return list(options)


def refused(*arguments: str) -> int:
    """Return the status of a call that starts no server."""
    return main("geneva-timeline", arguments)


def test_without_a_log_it_serves_the_projects_own_on_this_machine_alone() -> None:
    assert served() == [
        "--server.address=127.0.0.1",
        "--server.fileWatcherType=none",
        "--logger.hideWelcomeMessage=true",
        "--server.headless=true",
        "--",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--server.port", "9000", "log.yaml", "--server.address=192.0.2.1"],
        ["log.yaml", "--server.port=9000", "--server.address", "192.0.2.1"],
    ],
)
def test_options_of_streamlit_go_through(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "log.yaml").write_text(FIRST)
    options = served(*arguments)
    assert {"--server.port=9000", "--server.address=192.0.2.1"} <= set(options)
    assert options[options.index("--") :] == ["--", "log.yaml"]


def test_an_option_may_have_several_values() -> None:
    options = served("--server.allowedHosts", "a.example", "--server.allowedHosts=b.example")
    assert {f"--server.allowedHosts={name}.example" for name in "ab"} <= set(options)


def test_the_environment_sets_an_option_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "192.0.2.1")
    monkeypatch.setenv("STREAMLIT_SERVER_FILE_WATCHER_TYPE", "auto")
    monkeypatch.setenv("STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE", "false")
    assert served() == ["--server.headless=true", "--"]


def test_what_stands_behind_two_dashes_is_a_file() -> None:
    assert split_settings(["--a.b", "1", "--", "--c.d"]) == ([("a.b", "1")], [], ["--c.d"])
    for name in ("-dash.csv", "--dot.csv"):
        Path(name).write_text(TABLE)
        assert served("--title", "X", "--", name)[-1] == name


@pytest.mark.parametrize("name", ["duckdb:///events.duckdb?table=events", "log.parquet"])
def test_an_engine_and_a_log_that_may_come_are_served_as_they_are(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_LOG", name)
    assert served()[-1] == name


def test_a_log_in_json_is_served_as_it_is(tmp_path: Path) -> None:
    log = {
        "format": 1,
        "log": {"title": "One", "zone": "UTC"},
        "events": {"one": {"title": "One", "kind": "meeting", "when": "2025"}},
    }
    (tmp_path / "log.json").write_text(json.dumps(log))
    assert served("log.json")[-1] == "log.json"
    with use_source(configure("log.json")) as _:
        assert not isinstance(configure("log.json"), ConvertedFile)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talks.csv", TABLE),
        ("talks.tsv", TABLE.replace(",", "\t")),
        ("talks.json", '[{"date": "2025-05-10", "title": "First"}]'),
        ("talks.geojson", '{"features": [{"properties": {"date": "2025-05", "title": "A"}}]}'),
        ("talks.yaml", "- {date: 2025-05-10, title: First}\n"),
    ],
)
def test_a_file_of_another_kind_is_shown_at_once(
    tmp_path: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content)
    assert served(name)[-1] == name
    with use_source(None):
        snapshot = configure(tmp_path / name).snapshot()
    assert snapshot.is_converted and snapshot.name == name and not snapshot.trouble_now
    assert snapshot.log and snapshot.log.about.title == "talks"
    said = capsys.readouterr()
    assert said.out == ""
    if name == "talks.csv":
        assert "talks.csv:4: error[left-out]" in said.err
        assert "1 of 3 rows could not be read and are left out" in said.err


def test_several_files_become_one_log_with_a_title(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.csv").write_text(f"Date,Title\n2025-05-1{number},Event {number}\n")
    served("1.csv", "--title", "Two", "2.csv")
    with use_source(None):
        snapshot = configure(tmp_path / "1.csv").snapshot()
    assert snapshot.log and snapshot.log.about.title == "Two"
    assert len(snapshot.log.events) == 2


def test_what_is_unclear_is_asked_and_nothing_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "unclear.csv").write_text(UNCLEAR)
    assert refused("unclear.csv") == dashboard.UNUSABLE == 2
    said = capsys.readouterr()
    assert "error[unclear-fields]" in said.err
    assert "--map unclear.map.yaml" in said.err and "format: day-first" in said.err
    assert said.err.endswith("unclear.csv: nothing is shown\n")
    mapping = "when: {field: When, format: day-first}\ntitle: Name\n"
    (tmp_path / "unclear.map.yaml").write_text(mapping)
    assert refused("unclear.csv") == 2
    assert "to read unclear.csv by it, add --map unclear.map.yaml\n" in capsys.readouterr().err
    assert served("unclear.csv", "--map", "unclear.map.yaml")[-1] == "unclear.csv"


def test_a_terminal_is_offered_the_mapping_of_what_is_unclear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agrees(question: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("components.imports.command.can_be_asked", lambda: True)
    monkeypatch.setattr("components.imports.command.agrees", agrees)
    (tmp_path / "unclear.csv").write_text(UNCLEAR)
    assert served("unclear.csv")[-1] == "unclear.csv"
    assert len(asked) == 1 and "unclear.map.yaml" in asked[0]
    assert "day-first" in (tmp_path / "unclear.map.yaml").read_text()


def test_a_file_is_converted_once_unless_it_changes_meanwhile(tmp_path: Path) -> None:
    table = tmp_path / "talks.csv"
    table.write_text(TABLE)
    conversion = Conversion([table], make_parser("x").parse_args([]))
    assert conversion.begin(tmp_path)
    target = tmp_path / "target.parquet"
    assert conversion(target) == () and not (tmp_path / "log.parquet").exists()
    assert conversion.begin(tmp_path)
    table.write_text(TABLE + "2025-05-12,Third\n")
    assert conversion(target) == () and (tmp_path / "log.parquet").exists()
    assert conversion.outcome.events == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "a command that is called alike: geneva-timeline check"),
        (["help"], "the commands: geneva-timeline --help"),
        (["gone.yaml"], "gone.yaml: cannot be read: No such file or directory"),
        (["."], ".: cannot be read: Is a directory"),
        (["log.yaml", "--title", "X"], "log.yaml: --title: a log says that itself"),
        (["--title", "X"], "LOG: --title: a log says that itself"),
        (["duckdb:///a.duckdb?table=a", "--map", "a"], "--map: a log says that itself"),
        (["log.yaml", "talks.csv"], "this is a log; `merge` puts a log and other files together"),
        (["/dev/null"], "/dev/null: cannot be read: it is no file but a pipe or a device"),
        (["http://host.example/a.csv"], 'a.csv: cannot be shown: "http://" is no engine'),
        (["old.xls"], "save it as .xlsx or .csv"),
        (["empty.csv"], "empty.csv"),
        (["bad.json"], "bad.json:1:2: error[syntax]"),
        (["talks.csv", "--map", "gone.map.yaml"], "gone.map.yaml: cannot be read"),
        (["talks.csv", "--map", "log.yaml"], "log.yaml:"),
    ],
)
def test_what_cannot_be_shown_is_told_and_nothing_is_served(
    tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log.yaml").write_text(FIRST)
    (tmp_path / "talks.csv").write_text(TABLE)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "old.xls").write_text("")
    (tmp_path / "bad.json").write_text("{nonsense")
    assert refused(*arguments) == dashboard.UNUSABLE
    assert words in capsys.readouterr().err


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "talks.csv")
    assert refused("talks.csv") == dashboard.UNUSABLE
    assert "it is no file but a pipe or a device" in capsys.readouterr().err


# the second has a byte of another encoding
@pytest.mark.parametrize("name", ["a\x1bb", "a\udce4b"], ids=["a control", "a byte"])
def test_a_name_that_no_log_may_hold_becomes_a_title_that_it_may(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.csv").write_text(TABLE)
    assert served(f"{name}.csv")[-1] == f"{name}.csv"
    with use_source(None):
        snapshot = configure(tmp_path / f"{name}.csv").snapshot()
    assert snapshot.log and snapshot.log.about.title == "a\ufffdb"


@pytest.mark.parametrize(
    "argument",
    ["--no-such", "--zone=Mars", "--as-of=yesterday", "--title=\x1b", "--summary=\udce4"],
    ids=["option", "zone", "day", "title", "summary"],
)
def test_a_wrong_option_is_refused(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main("geneva-timeline", [argument])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: geneva-timeline [options] [LOG ...]")


def test_a_file_called_like_a_command_is_meant_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "check").write_text(FIRST)
    assert served("./check")[-1] == "./check"
    assert main("geneva-timeline", ["check", "./check"]) == 0
    assert "./check: 2 events" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "setting", "display", "is_opened"),
    [
        ([], None, ":0", True),
        ([], None, "", False),
        (["--no-browser"], None, ":0", False),
        (["--server.headless=true"], None, ":0", False),
        (["--server.headless", "false"], None, "", True),
        ([], "true", ":0", False),
        ([], "0", "", True),
    ],
)
def test_a_browser_opens_where_there_is_one_and_it_is_not_unwanted(
    options: list[str],
    setting: str | None,
    display: str,
    is_opened: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actions: list[object] = []
    monkeypatch.setattr(server, "call_when_open", actions.append)
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    if setting:
        monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", setting)
    assert "--server.headless=true" in served(*options)  # Streamlit would ask for an address
    assert (webbrowser.open in actions) is is_opened


def test_there_is_no_browser_behind_ssh() -> None:
    assert has_display({"DISPLAY": ":0"}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({}, "darwin") and has_display({}, "win32")
    assert not has_display({}, "linux")
    assert not has_display({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "a"}, "linux")
    assert not has_display({"SSH_TTY": "/dev/pts/0"}, "darwin")


def test_ctrl_c_ends_a_command_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("components.events.__main__.run", interrupt)
    assert main("geneva-timeline", ["schema"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_help_imports_none_of_the_large_libraries() -> None:
    code = "import sys; from components.commands import main\n"
    code += "try: main('geneva-timeline', ['--help'])\nexcept SystemExit: pass\n"
    code += "large = {'streamlit', 'pandas', 'numpy', 'pydantic', 'pyarrow', 'plotly'}\n"
    code += "sys.exit(', '.join(large & sys.modules.keys()) or 0)"
    command = [sys.executable, "-c", code]
    ended = run_process(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert all(f"\n  {name} " in ended.stdout for name in COMMANDS)


def test_files_are_read_by_the_options_of_convert() -> None:
    # declared twice, because the help of the program imports nothing
    def options(parser: argparse.ArgumentParser) -> dict[str, str | None]:
        actions = {action.dest: action for action in parser._actions}
        return {key: actions[key].help for key in reading}

    other = argparse.ArgumentParser()
    add_reading_arguments(other, "LOG")
    reading = {action.dest for action in other._actions} - {"help"}
    assert options(make_parser("geneva-timeline")) == options(other)
