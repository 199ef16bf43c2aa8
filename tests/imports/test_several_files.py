"""Several files of records go into one log."""

from pathlib import Path

import pytest

from components.events.__main__ import main
from tests.frames.sample import read_log

FILES = {
    "a.csv": "date,title,people,source\n2025-05-10,A,Ann Lee; Bo Ek,Press\n2025-05-10,,x,y\n",
    "b.jsonl": '{"Datum": "11.05.2025", "Titel": "B", "who": ["Bo Ek"], "source": "press"}\n',
    "c.json": '[{"d": 1}]',
    "log.yaml": "format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents: {}\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the files to convert."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text)


def test_each_file_has_a_look_of_its_own_and_names_are_joined(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["convert", "a.csv", "b.jsonl", "out.yaml", "--title", "Both"]) == 0
    said = capsys.readouterr()
    assert said.out == "a.csv:3: error[left-out] it has no title\nout.yaml: 2 events\n"
    assert said.err.splitlines() == [
        'a.csv: date from "date", title from "title", source from "source", actors from "people"',
        'b.jsonl: date from "Datum", title from "Titel", source from "source", actors from "who"',
        "a.csv, b.jsonl: warning: 1 of 3 rows could not be read and are left out",
    ]
    log = read_log(Path("out.yaml").read_bytes())
    assert [event.when.text for event in log.events.values()] == ["2025-05-10", "2025-05-11"]
    assert list(log.actors) == ["ann-lee", "bo-ek"]
    assert [source.title for source in log.sources.values()] == ["Press"]
    assert log.about.title == "Both"


def test_one_mapping_is_for_all_files(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text("when: {field: [date, Datum]}\ntitle: {field: [title, Titel]}\n")
    Path("a.jsonl").write_text('{"date": "2025", "title": "A"}\n')
    assert main(["convert", "a.jsonl", "b.jsonl", "out.parquet", "--map", "m.yaml"]) == 0
    assert capsys.readouterr() == ("out.parquet: 2 events\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("a.csv c.json out.yaml", "c.json:1:1: error[unclear-fields] no field looks like the date"),
        ("a.csv log.yaml out.yaml", "log.yaml:1:1: error[wrong-shape] this is a log; `merge` puts"),
        ("log.yaml a.csv out.yaml", "log.yaml:1:1: error[wrong-shape] this is a log; `merge` puts"),
    ],
)
def test_a_file_that_does_not_fit_is_named_and_nothing_is_written(
    arguments: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", *arguments.split()]) == 1
    assert capsys.readouterr().out.startswith(words)
    assert not Path("out.yaml").exists()
