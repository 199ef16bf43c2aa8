"""`convert` prints what became of every row, writes a whole log or none, and shows its progress."""

import errno
import io
import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.events.__main__ import main
from components.imports import INPUT_ENDINGS
from components.imports.command import ProgressBar
from tests.frames.sample import read_log

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "talks.csv": "date,title\n2025-05,a\nsoon,b\n",
    "soon.csv": "date,title\nsoon,b\n",
    "a.jsonl": '{"date": "2025", "title": "a"}\n',
    "log.yaml": "format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents: {}\n",
    "vain.map.yaml": "when: date\ntitle: title\nurl: lnk\n",
    "faulty.map.yaml": "when: date\n",
    "date.map.yaml": "when: date\ntitle: title\n",
}
SOON = (
    'csv:{}: error[left-out] "soon" is not read as a date; write 2025-05-11 or 11 May 2025, or '
    "say its format in a mapping, such as %d %b %Y\n"
)
STUB = """\
CSV, 1 row:
  "date"   1  date   soon
  "title"  1  title  b
A mapping for it; save it as soon.map.yaml, and convert with --map soon.map.yaml:

# What the fields of soon.csv mean; the lines behind # are remarks.
# CHOOSE: "date" holds no dates that can be read, but "soon": say how they are written, \
or which field is the date
when:
  field: date
  format: usual  # or:
  # format: "%d.%m.%Y"
title: title

"""
LACK = 'no row of a.jsonl has "lnk"; there are "title" and "date"'
TAKEN = 'talks.csv: date from "date", title from "title"\n'
VAIN = f"vain.map.yaml:3:6: error[absent-field] {LACK}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the files to convert."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text)


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (
            "talks.csv out.yaml",
            0,
            f"talks.{SOON.format(3)}out.yaml: 1 event\n",
            f"{TAKEN}talks.csv: warning: 1 of 2 rows could not be read and are left out\n",
        ),
        (
            "talks.csv out.parquet --strict",
            1,
            f"talks.{SOON.format(3)}",
            f"{TAKEN}out.parquet: nothing is written: 1 of 2 rows could not be read\n",
        ),
        (
            "a.jsonl out.yaml --map vain.map.yaml",
            0,
            f"{VAIN}out.yaml: 1 event\n",
            "a.jsonl: warning: 1 field of the mapping is in no row\n",
        ),
        (
            "a.jsonl out.yaml --map vain.map.yaml --strict",
            1,
            VAIN,
            "out.yaml: nothing is written: 1 field of the mapping is in no row\n",
        ),
        (
            "soon.csv out.yaml --map date.map.yaml",
            1,
            f"soon.{SOON.format(2)}soon.csv:1:1: error[empty-file] no row could be read\n{STUB}",
            "out.yaml: nothing is written: 1 of 1 rows could not be read\n",
        ),
        (
            "a.jsonl out.yaml --map faulty.map.yaml",
            1,
            'faulty.map.yaml:1:1: error[missing-field] "title" is missing\n',
            "",
        ),
    ],
)
def test_the_fate_of_a_file_is_printed_and_a_log_is_whole_or_not_there(
    arguments: str, status: int, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = Path(arguments.split()[1])
    before = target.exists()
    assert main(["convert", *arguments.split()]) == status
    assert capsys.readouterr() == (out, err)
    assert target.exists() == (before or status == 0)
    assert not list(Path().glob("*.part"))


LITTLE = "there is not enough memory for it"
LOGS = ".yaml, .yml, .parquet"
ROWS = ", ".join(ending for ending in INPUT_ENDINGS if ending not in LOGS)
NO_NAME, NO_FILE = (
    "cannot be converted: the name of the file ends with",
    "No such file or directory",
)


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        ("absent.csv out.yaml", f"absent.csv: cannot be read: {NO_FILE}"),
        ("a.jsonl out.yaml --map absent.yaml", f"absent.yaml: cannot be read: {NO_FILE}"),
        ("talks.doc out.yaml", f"talks.doc: {NO_NAME} {LOGS}, {ROWS}"),
        (
            "talks.ods out.yaml",
            "talks.ods: cannot be converted: save it as .xlsx or .csv in the program that it "
            "comes from",
        ),
        ("talks.csv out.txt", f"out.txt: {NO_NAME} {LOGS}"),
        ("talks.csv no/out.yaml", "no/out.yaml: cannot be written: there is no directory no"),
        (
            "talks.csv a.jsonl/out.yaml",
            "a.jsonl/out.yaml: cannot be written: there is no directory a.jsonl",
        ),
        ("talks.csv /proc/out.yaml", f"{TAKEN}/proc/out.yaml: cannot be written: {NO_FILE}"),
        ("log.yaml log.yaml", "log.yaml: cannot be converted: it would be overwritten"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_nothing_is_touched(
    arguments: str, err: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", *arguments.split()]) == 2
    assert capsys.readouterr() == ("", f"{err}\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == FILES


@pytest.mark.parametrize(
    "words", ["log.yaml link.yaml", "link.yaml log.yaml", "on/../log.yaml log.yaml"]
)
def test_a_file_is_not_overwritten_by_another_name(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "on").mkdir()
    (tmp_path / "link.yaml").symlink_to("log.yaml")
    assert main(["convert", *words.split()]) == 2
    assert "it would be overwritten" in capsys.readouterr().err
    assert (tmp_path / "log.yaml").read_text() == FILES["log.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.parametrize("words", ["convert pipe.csv out.yaml", "merge log.yaml pipe.csv"])
def test_a_pipe_is_refused_for_it_can_be_read_only_once(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert main(words.split()) == 1
    assert "it is no file but a pipe or a device" in capsys.readouterr().out


def test_the_head_of_the_log_is_as_the_options_say() -> None:
    options = [
        "--title",
        "Talks",
        "--summary",
        "Two.",
        "--zone",
        "Asia/Tokyo",
        "--as-of",
        "2025-06",
    ]
    assert main(["convert", "a.jsonl", "out.yaml", *options]) == 0
    text = Path("out.yaml").read_text()
    assert text.startswith("format: 1\nend: marked\n")
    assert text.endswith("\n...\n")
    log = read_log(text)
    assert (log.about.title, log.about.summary) == ("Talks", "Two.")
    assert (log.about.zone, log.about.as_of.text) == ("Asia/Tokyo", "2025-06")


def test_a_log_goes_to_parquet_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, back = tmp_path / "log.parquet", tmp_path / "log.yaml"
    log = ROOT / "data" / "events.yaml"
    assert main(["convert", str(log), str(there)]) == 0
    assert main(["convert", str(there), str(back)]) == 0
    first, second = (read_log(path.read_bytes()) for path in (log, back))
    assert first.with_hash("") == second.with_hash("")
    assert capsys.readouterr().err == ""


def converted_on_a_terminal(source: Path, target: Path) -> tuple[str, str]:
    """Convert a file with standard error on a terminal; return what stands there and elsewhere."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "components.events", "convert", str(source), str(target)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
    ) as command:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # the end of a terminal
            while part := os.read(ours, 4096):
                seen += part
        os.close(ours)
        assert command.stdout
        output = command.stdout.read()
    assert command.returncode == 0
    return seen.decode(), output.decode()


def test_a_mapping_that_fits_is_printed_and_reads_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("us.csv").write_text("Date,Title\n10/05/2025,A\n")
    assert main(["convert", "us.csv", "--suggest"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines()[-1].startswith('choose: "10/05/2025" in "Date" is 2025-')
    Path("us.map.yaml").write_text(said.out)
    assert main(["convert", "us.csv", "out.yaml", "--map", "us.map.yaml"]) == 0
    assert main(["convert", "log.yaml", "--suggest"]) == 1
    assert capsys.readouterr().err.endswith("log.yaml: it is a log, which needs no mapping\n")
    Path("bad.jsonl").write_text("{\n")
    for arguments, status in (
        (["us.doc", "--suggest"], 2),
        (["bad.jsonl", "--suggest"], 1),
        (["no.csv", "--suggest"], 2),
        (["us.csv"], 2),
    ):
        assert main(["convert", *arguments]) == status


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("n", 1), ("", 1)])
def test_on_a_terminal_the_mapping_is_offered_and_written_beside_the_file(
    answer: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("us.csv").write_text("Date,Title\n10/05/2025,A\n")
    answers = io.StringIO(f"{answer}\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", answers)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["convert", "us.csv", "out.yaml"]) == status
    assert (
        "Write this to us.map.yaml, with the first of each choice, and convert"
        in capsys.readouterr().err
    )
    assert Path("out.yaml").exists() == Path("us.map.yaml").exists() == (status == 0)


def test_a_mapping_that_is_there_is_not_offered_anew(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("us.csv").write_text("Date,Title\n10/05/2025,A\n")
    Path("us.map.yaml").write_text("mine")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["convert", "us.csv", "out.yaml"]) == 1
    assert "[y/N]" not in capsys.readouterr().err
    assert Path("us.map.yaml").read_text() == "mine"


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json"])
def test_a_long_conversion_shows_on_a_terminal_how_far_it_is(tmp_path: Path, ending: str) -> None:
    rows = [{"date": f"{1900 + row % 100}", "title": f"Row {row}"} for row in range(12_000)]
    rows[5000]["date"] = "31 May"
    source = tmp_path / f"rows.{ending}"
    if ending == "csv":
        source.write_text("date,title\n" + "".join(f"{r['date']},{r['title']}\n" for r in rows))
    elif ending == "jsonl":
        source.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    else:
        source.write_text(json.dumps(rows))
    seen, output = converted_on_a_terminal(source, tmp_path / "log.parquet")
    shown = re.findall(r"\[(#*)\.*\] +(\d+)%  ([\d,]+) rows, [\d,]+ a second", seen)
    parts = [int(part) for _, part, _ in shown]
    assert parts and parts == sorted(parts) and parts[-1] <= 100
    for full, part, read in shown:
        assert len(full) == pytest.approx(int(part) * 24 / 100, abs=1)
        assert int(part) == pytest.approx(int(read.replace(",", "")) / 120, abs=6)
    lines = output.splitlines()
    assert "error[left-out]" in lines[0] and "31 May" in lines[0]
    assert lines[1:] == [f"{tmp_path / 'log.parquet'}: 11,999 events"]
    # a line about a row stands on a line of its own, and the last word is not a bar
    assert seen.rpartition("\r\x1b[K")[2].startswith(f"{source}: warning")


def test_what_stops_a_conversion_is_said_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    Path("rows.csv").write_text("date,title\n" + "2001,A row\n" * 5000)
    monkeypatch.setattr(pq.ParquetWriter, "write_batch", fail)
    monkeypatch.setattr(ProgressBar, "PAUSE", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["convert", "rows.csv", "rows.parquet"]) == 2
    shown, _, words = capsys.readouterr().err.rpartition("\r\x1b[K")
    assert "rows, " in shown
    assert words == "rows.parquet: cannot be written: no space left\n"


def test_where_nobody_watches_a_conversion_shows_no_progress(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("rows.csv").write_text("date,title\n" + "2001,A row\n" * 5000)
    assert main(["convert", "rows.csv", "rows.parquet"]) == 0
    assert capsys.readouterr() == (
        "rows.parquet: 5,000 events\n",
        'rows.csv: date from "date", title from "title"\n',
    )


@pytest.mark.parametrize("option", [["--zone", "Mars"], ["--as-of", "soon"]])
def test_a_wrong_option_of_a_conversion_is_reported(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["convert", "a.csv", "b.yaml", *option])
    assert left.value.code == 2
    assert f"argument {option[0]}: " in capsys.readouterr().err


def test_a_lack_of_memory_is_told_in_words_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pa.ArrowMemoryError("malloc of size 64 failed")

    before = sorted(Path().iterdir())
    monkeypatch.setattr(pq.ParquetWriter, "write_batch", fail)
    assert main(["convert", "a.jsonl", "out.parquet"]) == 4
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"{TAKEN.replace('talks.csv', 'a.jsonl')}a.jsonl: {LITTLE}\n",
    )
    assert sorted(Path().iterdir()) == before
