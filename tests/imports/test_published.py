"""Ids that were published stay with their events, and go to no other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import read_parquet
from components.events.__main__ import main
from components.imports import Options, convert
from tests.frames.sample import read_log
from tests.imports.sample import ROW, log_of_rows

HEAD = "date,title,actors,source,url\n"


def converted(
    folder: Path, rows: str, old: str, ending: str = ".yaml"
) -> tuple[dict[str, str], str]:
    """Convert rows with the ids of an earlier log; return the titles by id and what was told."""
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    (folder / "a.csv").write_text(HEAD + rows, encoding="utf-8")
    target = folder / f"new{ending}"
    outcome = convert(folder / "a.csv", target, options=Options(ids=folder / "old.yaml"))
    assert not outcome.problems
    log = read_parquet(target).log if ending == ".parquet" else read_log(target.read_bytes())
    assert log
    return {key: event.title for key, event in log.events.items()}, outcome.kept


def log_of(events: str, tables: str = "") -> str:
    """Return a log of events as YAML, each its id, title and date."""
    lines = (line.split("|") for line in events.split("\n"))
    table = "".join(
        f"  {key}: {{title: {title}, when: {when}, kind: background{rest and ', ' + rest}}}\n"
        for key, title, when, rest in ((*line, "")[:4] for line in lines)
    )
    head = "format: 1\nlog: {title: Old, zone: UTC, as_of: 2025-06-01}\n"
    return f"{head}{tables}events:\n{table}"


@pytest.mark.parametrize("ending", [".yaml", ".parquet"])
def test_title_and_date_keep_an_id(tmp_path: Path, ending: str) -> None:
    old = log_of("first|Talks|2025-05-10\nlater|Talks|2025-05-11\nlost|Lost|2025")
    rows = "2025-05-11,Talks,,,\n2025-05-09,Before,,,\n2025-05-10,talks,,,\n"
    ids, told = converted(tmp_path, rows, old, ending)
    assert ids == {"later": "Talks", "before-2025-05-09": "Before", "first": "talks"}
    assert told == "2 ids kept, 1 new (before-2025-05-09), 1 gone (lost)"


def test_a_title_that_is_unique_keeps_the_id_when_the_date_changes(tmp_path: Path) -> None:
    old = log_of("a|Talks|2025-05-10\nb|Tea|2025-05-10\nc|Tea|2025-05-11")
    ids, told = converted(tmp_path, "2025-05,Talks,,,\n2025-05-12,Tea,,,\n", old)
    assert ids == {"a": "Talks", "tea-2025-05-12": "Tea"}
    assert told == "1 id kept, 1 new (tea-2025-05-12), 2 gone (b, c)"


def test_date_and_address_that_are_unique_keep_the_id(tmp_path: Path) -> None:
    sources = "sources: {p: {title: P, tier: article, kind: news}}\n"
    cited = "citations: [{{source: p, locator: 'https://p.example/{}'}}]".format
    old = log_of(f"a|Talks|2025|{cited(1)}\nb|Tea|2025|{cited(2)}\nc|Tee|2025|{cited(2)}", sources)
    rows = "2025,Negotiations,,P,https://p.example/1\n2025,Other,,P,https://p.example/2\n"
    ids, _ = converted(tmp_path, rows, old)
    assert ids == {"a": "Negotiations", "other-2025": "Other"}


def test_an_id_that_is_gone_goes_to_no_other_event(tmp_path: Path) -> None:
    old = log_of("talks-2025|Quite another|2024\nx|Tea|2025")
    ids, _ = converted(tmp_path, "2025,Talks,,,\n", old)
    assert [key.partition("-x-")[0] for key in ids] == ["talks-2025"]
    assert "talks-2025" not in ids


def test_names_keep_their_ids_by_alias_too(tmp_path: Path) -> None:
    ann = "al: {name: Ann Lee, kind: person, aliases: [A. Lee]}"
    actors = f"actors: {{{ann}, bob: {{name: B., kind: person}}}}\n"
    (tmp_path / "old.yaml").write_text(log_of("a|A|2025", actors))
    (tmp_path / "a.csv").write_text(HEAD + "2025,A,a. lee;Bob,,\n")
    target = tmp_path / "new.yaml"
    convert(tmp_path / "a.csv", target, options=Options(ids=tmp_path / "old.yaml"))
    (event,) = read_log(target.read_bytes()).events.values()
    first, second = (part.actor for part in event.actors)
    assert first == "al"
    assert second.startswith("bob-x-")


def test_the_command_tells_what_was_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(HEAD + "2025,Talks,,,\n")
    old, target = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(log_of("a|Talks|2025"))
    assert main(["convert", f"{tmp_path}/a.csv", str(target), "--ids", str(old)]) == 0
    assert f"{old}: 1 id kept, 0 new, 0 gone\n" in capsys.readouterr().out
    assert main(["convert", str(old), str(target), "--ids", str(old)]) == 1
    assert "a log, which has ids of its own" in capsys.readouterr().out
    assert main(["convert", f"{tmp_path}/a.csv", str(target), "--ids", f"{tmp_path}/a.csv"]) == 1
    assert "this is no log" in capsys.readouterr().out
    assert main(["convert", f"{tmp_path}/a.csv", str(target), "--ids", f"{tmp_path}/b.yaml"]) == 2


@given(st.lists(ROW, max_size=8), st.lists(ROW, max_size=8))
def test_every_id_is_kept_as_long_as_its_row_is_there(
    rows: list[dict[str, str]], others: list[dict[str, str]]
) -> None:
    old = log_of_rows(rows, None)
    new = log_of_rows([*others, *reversed(rows)], old)
    assert old.events.keys() <= new.events.keys()
    for key, event in old.events.items():
        other = new.events[key]
        assert (other.title, other.when, other.place) == (event.title, event.when, event.place)
