"""`python -m components.events` prints problems line by line and never shows a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import components.events.__main__ as command
from components.events import check, escaped, schema, write_parquet
from components.events.__main__ import main
from tests.pace import PATIENCE

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
        timeout=PATIENCE,
        check=False,
    )


def test_a_sound_log_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SOUND)]) == 0
    assert capsys.readouterr().out == f"{SOUND}: 3 events, 2 actors, 1 article, 0 problems\n"


def test_a_log_in_parquet_is_checked_event_by_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.parquet"
    log = check(SOUND.read_bytes(), SOUND.name).log
    assert log
    write_parquet(log, path)
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}: 3 events, 2 actors, ")
    table = pq.read_table(path)
    place = table.schema.get_field_index("event")
    events = [*table["event"].to_pylist()[:-1], "{"]
    spoilt = table.set_column(place, "event", [events])
    pq.write_table(spoilt.replace_schema_metadata(table.schema.metadata), path)
    assert main(["check", str(path)]) == 1
    assert ": error[" in capsys.readouterr().out
    path.write_bytes(path.read_bytes()[:99])
    assert main(["check", str(path)]) == 1
    assert ": error[" in capsys.readouterr().out
    path.unlink()
    assert main(["check", str(path)]) == 2


def test_each_problem_of_a_faulty_log_gets_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TYPOS)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert all(line.startswith(f"{TYPOS}:") and ": error[" in line for line in lines)


def test_problems_between_a_log_and_its_seeds_are_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(HERE / "faulty" / "uncited-event.yaml")]) == 1
    place = HERE / "faulty" / "seeds" / "uncited-event.yaml"
    assert capsys.readouterr().out.startswith(f"{place}:8:45: error[uncited-event]")


def test_several_files_are_all_checked_and_the_worst_decides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(TYPOS), str(SOUND)]) == 1
    assert capsys.readouterr().out.endswith("0 problems\n")
    assert main(["check", "absent.yaml", str(SOUND)]) == 2
    output = capsys.readouterr()
    assert output.err == "absent.yaml: cannot be read: No such file or directory\n"
    assert output.out.endswith("0 problems\n")


LACKING = """
format: 1
end: marked
log: {title: T, zone: UTC, as_of: 2025-05-12}
sources: {report: {title: R, tier: article, kind: news}}
events: {talks: {title: They talk of a title that is too long, kind: post, when: 2025-05-11}}
walk:
  title: W
  steps: [{title: S, brief: S, text: S, show: event=talks, focus: [talks]}]
...
"""


def test_what_the_pages_lack_is_advice_which_leaves_the_status_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.yaml"
    log.write_text(LACKING)
    assert main(["check", str(log)]) == 0
    assert "advice" not in capsys.readouterr().out
    assert main(["check", "--pages", str(log)]) == 0
    *advised, summary = capsys.readouterr().out.splitlines()
    assert advised[0] == f"{log}:4:1: advice[no-figures] log: no figures; add `log.figures`"
    assert [line.split()[0].removeprefix(f"{log}:") for line in advised[3:]] == [
        "5:11:",
        "6:10:",
    ]
    assert summary == f"{log}: 1 event, 0 actors, 1 article, 0 problems"
    log.write_text(LACKING.replace("zone: UTC", "zone: UCT0"))
    assert main(["check", "--pages", str(log)]) == 1
    checked = check(LACKING.encode(), "log.yaml").log
    assert checked
    write_parquet(checked, tmp_path / "log.parquet")
    assert main(["check", "--pages", str(tmp_path / "log.parquet")]) == 0
    assert capsys.readouterr().out.count(": advice[") == len(advised)


def test_a_step_that_shows_what_the_log_does_not_have_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.yaml"
    log.write_text(LACKING.replace("event=talks", "kind=meeting&event=talks"))
    assert main(["check", str(log)]) == 1
    assert capsys.readouterr().out == (
        f"{log}:9:47: error[broken-step] step 1 of the walk: kind=meeting: "
        "this log has no such kind\n"
    )
    checked = check(log.read_bytes(), "log.yaml").log
    assert checked
    write_parquet(checked, tmp_path / "log.parquet")
    assert main(["check", str(tmp_path / "log.parquet")]) == 1
    assert ":1:1: error[broken-step] " in capsys.readouterr().out


@pytest.mark.parametrize("name", [".", "absent/log.yaml", "a\0b"])
def test_what_cannot_be_opened_is_reported_in_a_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", name]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"{escaped(name)}: cannot be read: ")
    assert output.err.count("\n") == 1


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


CSV = "date,title\n2025-05,a\nsoon,b\n"


LINES = '{"format": 1, "log": {"title": "T"}, "events": 1}\n{"id": "a", "title": "A"}\n'


@pytest.mark.parametrize(
    ("name", "text", "kind", "renamed"),
    [
        ("export.jsonl", LINES, "JSON Lines", ""),
        ("export.NDJSON", LINES.partition("\n")[0], "JSON Lines", ""),
        ("export.txt", f"\ufeff{LINES}", "JSON Lines", ", once its name ends with .jsonl"),
        ("talks.csv", CSV, "CSV", ""),
        ("talks.csv", "date,title\n2025,Talks: a\n", "CSV", ""),
        ("talks.tsv", "date\ttitle\n2025\tTalks\n", "CSV", ""),
        (
            "talks.txt",
            'date;"the title"\r\n2025;Talks\r\n',
            "CSV",
            ", once its name ends with .csv",
        ),
        ("talks.json", '[\n  {"date": "2025"}\n]\n', "a list in JSON", ""),
        ("talks", '[{"date": "2025"}]', "a list in JSON", ", once its name ends with .json"),
    ],
)
def test_a_file_that_is_to_be_converted_is_called_so_and_not_how_yaml_is_written(
    name: str,
    text: str,
    kind: str,
    renamed: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert main(["check", str(path)]) == 1
    assert capsys.readouterr().out == (
        f"{path}:1:1: error[syntax] this is no log but {kind}; "
        f'"python -m components.events convert IN OUT" makes a log of it{renamed}\n'
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.yaml", "format: 1, x\n"),
        ("log.yaml", '{"format": 1,\n{"a": 1}\n'),
        ("log.json", '{"format": 1}\n'),
        ("log.yaml", "a, b\n"[:-1]),
        ("empty.csv", ""),
    ],
)
def test_a_faulty_log_is_not_taken_for_a_table(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert main(["check", str(path)]) == 1
    assert "convert" not in capsys.readouterr().out


def test_a_sound_log_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents: {}\n")
    assert main(["check", str(path)]) == 0


def test_a_log_that_does_not_say_where_it_ends_is_sound_with_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.yaml"
    text = "format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents: {}\n"
    log.write_text(text)
    assert main(["check", str(log)]) == 0
    output = capsys.readouterr()
    assert output.out == f"{log}: 0 events, 0 actors, 0 articles, 0 problems\n"
    assert output.err.startswith(f"{log}: hint: ")
    assert 'write "end: marked"' in output.err
    log.write_text(text.replace("log:", "end: marked\nlog:") + "...\n")
    assert main(["check", str(log)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [[], ["check"], ["praise"], ["convert"]])
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


def test_no_text_of_a_file_is_a_command_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Titles of windows, colours, bells, and lines that look like the program's own."""
    nasty = "\x1b]0;owned\x07\x1b[2J\r\u202e\x9b31m"
    rows = tmp_path / "rows.csv"
    rows.write_text(f"date,title,{nasty},{nasty}\n2025,a,b,c\n", newline="")
    lost = tmp_path / "lost.csv"
    lost.write_text(f'date,title\n"{nasty}\nout.yaml: 1 event",{"b" * 5000}\n', newline="")
    log = tmp_path / "log.yaml"
    log.write_text(f"format: 1\n{nasty}: 1\n")
    named = tmp_path / f"{nasty}.yaml"
    named.write_text("format: 2\n")
    out = str(tmp_path / "out.yaml")
    for arguments in (
        ["convert", str(rows), out],
        ["convert", str(lost), out],
        ["check", str(log), str(named), f"{named}.none"],
    ):
        assert main(arguments)
        output = capsys.readouterr()
        lines = [*output.out.splitlines(), *output.err.splitlines()]
        assert lines and all(line.isprintable() and len(line) < 1_100 for line in lines)
        assert not any(line.startswith("out.yaml") for line in lines)


@pytest.mark.parametrize("reader", ["check", "read_parquet"])
def test_a_lack_of_memory_has_a_status_of_its_own(
    reader: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(command, reader, fail)
    path = tmp_path / ("log.yaml" if reader == "check" else "log.parquet")
    path.touch()
    assert command.main(["check", str(path)]) == 4
    assert capsys.readouterr().err == f"{path}: there is not enough memory for it\n"
