"""Every command under one roof: its help, how it names itself, and the page that documents it."""

import argparse
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from subprocess import run as run_process
from tempfile import TemporaryDirectory

import pytest

from components.commands import main
from components.commands.completion import SHELLS, all_parsers
from components.commands.dashboard import make_parser
from components.commands.loading import LOADERS
from components.commands.registry import COMMANDS
from components.events import program
from components.events.__main__ import COMMANDS as COMMANDS_OF_EVENTS
from components.events.__main__ import main as main_of_events

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_programs", [])


def test_each_command_has_a_summary_and_is_loaded() -> None:
    assert set(LOADERS) == set(COMMANDS)
    for name, command in COMMANDS_OF_EVENTS.items():
        assert command.summary == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_names_the_command_as_called_with_an_example_and_its_statuses(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main("geneva-timeline", [name, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: geneva-timeline {name} ")
    assert re.search(rf"\nexamples?:\n  geneva-timeline {name} ", said)
    assert re.search(r"\nexit status:\n  0  ", said)
    assert "python -m" not in said


def test_a_wrong_option_of_a_command_is_told_in_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("check", "export"):
        with pytest.raises(SystemExit):
            main("geneva-timeline", [name, "csv", "--no-such"])
        assert f"geneva-timeline {name}: error: " in capsys.readouterr().err


def test_a_message_names_another_command_as_it_is_called_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "talks.csv"
    table.write_text("Date,Title\n2025-05-10,First\n")
    assert main_of_events(["check", str(table)]) == 1
    assert '"python -m components.events convert IN OUT"' in capsys.readouterr().out
    assert main("geneva-timeline", ["check", str(table)]) == 1
    assert '"geneva-timeline convert IN OUT"' in capsys.readouterr().out


@pytest.mark.thorough
def test_what_cannot_be_printed_is_told_in_a_line(tmp_path: Path) -> None:
    def run(command: str) -> tuple[int, str]:
        code = "import sys; from components.commands import main; "
        code += "sys.exit(main('geneva-timeline', sys.argv[1:]))"
        line = f'exec "$0" -c "$1" {command}'
        ended = run_process(
            ["/bin/sh", "-c", line, sys.executable, code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stderr

    full = "standard output: cannot be written: No space left on device\n"
    assert run("schema > /dev/full") == (2, full)
    log = tmp_path / "log.yaml"
    log.write_text("nonsense")
    assert run(f"check {log} <&- >&- 2>&-") == (1, "")
    assert log.read_text() == "nonsense"  # nothing is printed into the file that was opened first


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_has_every_command(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("geneva-timeline", ["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(re.search(rf"\b{name}\b", script) for name in COMMANDS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_is_told_to_end_first_removes_what_is_temporary(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def convert(*_: object) -> int:
        with TemporaryDirectory(dir=tmp_path):
            assert list(tmp_path.iterdir())
            signal.raise_signal(number)
        raise AssertionError

    monkeypatch.setattr("components.commands.main", convert)
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        with pytest.raises(SystemExit) as ended:
            run_path(str(ROOT / "__main__.py"))["main"]()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert ended.value.code == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_bash_completes_files_where_it_finds_no_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main("geneva-timeline", ["completion", "bash"]) == 0
    code = f"{capsys.readouterr().out}\ncomplete -p geneva-timeline"
    ended = run_process(["/bin/bash", "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr == "" and " -o default " in ended.stdout


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    actions = [*parser._optionals._group_actions]
    actions += [action for group in parser._action_groups for action in group._group_actions]
    return {option for action in actions for option in action.option_strings} - {"-h", "--help"}


def statuses_of(parser: argparse.ArgumentParser) -> dict[str, str]:
    assert parser.epilog
    written = parser.epilog.partition("exit status:\n")[2]
    return dict(re.findall(r"^  (\d+)  (.+)$", written, re.MULTILINE))


def parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield from all_parsers(LOADERS).items()


def test_the_page_has_every_command_with_its_options_and_statuses_and_no_other() -> None:
    sections = dict(
        re.findall(r"^## `geneva-timeline ?([a-z]*).*?`$(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    )
    known = dict(parsers())
    assert list(sections) == list(known)
    for name, parser in known.items():
        section = sections[name]
        options = set(re.findall(r"(?<![\w.-])--?[a-z][a-z-]*(?![\w.-])", section)) - {"--help"}
        assert options == options_of(parser), name
        assert dict(re.findall(r"^\| (\d+) \| (.+) \|$", section, re.M)) == statuses_of(parser), (
            name
        )


def test_the_dashboard_reads_files_by_options_of_convert() -> None:
    convert = all_parsers(LOADERS)["convert"]
    shared = options_of(make_parser("x")) - {"--no-browser", "--version"}
    assert shared == options_of(convert) - {"--suggest", "--ids", "--strict"}
