"""`python -m components.events` tells problems line by line and never shows a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from components.events import schema
from components.events.__main__ import main

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOUND = HERE / "sound.yaml"
TYPOS = HERE / "faulty" / "many" / "typos.yaml"


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "components.events", *arguments],
        input=data,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_a_sound_log_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SOUND)]) == 0
    assert capsys.readouterr().out == f"{SOUND}: 3 events, 2 actors, 1 article, 0 problems\n"


def test_each_problem_of_a_faulty_log_gets_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TYPOS)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert all(line.startswith(f"{TYPOS}:") and ": error[" in line for line in lines)


def test_problems_between_a_log_and_its_seeds_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(HERE / "faulty" / "uncited-event.yaml")]) == 1
    assert capsys.readouterr().out.startswith("seeds/uncited-event.yaml:8:45: error[uncited-event]")


def test_several_files_are_all_checked_and_the_worst_decides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(TYPOS), str(SOUND)]) == 1
    assert capsys.readouterr().out.endswith("0 problems\n")
    assert main(["check", "absent.yaml", str(SOUND)]) == 2
    told = capsys.readouterr()
    assert told.err == "absent.yaml: cannot be read: No such file or directory\n"
    assert told.out.endswith("0 problems\n")


@pytest.mark.parametrize("name", [".", "absent/log.yaml", "a\0b"])
def test_what_cannot_be_opened_is_told_in_a_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", name]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{name}: cannot be read: ")
    assert told.err.count("\n") == 1


def test_standard_input_is_a_log_like_any_other() -> None:
    text = SOUND.read_bytes().replace(b"    seed: seeds/report.yaml\n", b"")
    text = text.replace(b", passage: 1", b"").replace(b", passage: 2", b"")
    text = text.replace(b"        passage: 2\n", b"")
    done = run("check", "-", data=text)
    assert done.stdout == b"standard input: 3 events, 2 actors, 1 article, 0 problems\n"
    assert (done.returncode, done.stderr) == (0, b"")
    done = run("check", "-", data=b"[" * 100_000)
    assert done.stdout == b"standard input:1:33: error[too-deep] nested deeper than 32\n"
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


@pytest.mark.parametrize("arguments", [[], ["check"], ["praise"]])
def test_a_wrong_command_is_answered_with_its_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m components.events" in capsys.readouterr().err


def test_a_reader_of_the_output_who_leaves_early_does_not_bring_a_traceback() -> None:
    command = [sys.executable, "-m", "components.events", "schema"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
