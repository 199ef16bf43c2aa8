"""A fault of ours surfaces as itself, and is never reported as a damaged or faulty file."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest
from openpyxl import Workbook

from components.events import (
    check,
    field,
    make_event,
    parquet,
    plain,
    read_head,
    read_parquet,
    read_tree,
    stored,
    write_event,
    write_parquet,
)
from components.imports import convert
from components.imports.formats import icalendar, recurrence, workbook

SOUND = (Path(__file__).parent / "sound.yaml").read_bytes()
FAULTS = [KeyError("ours"), TypeError("ours"), ValueError("ours"), AttributeError("ours")]


def breaking(fault: Exception) -> object:
    """Return a function that has this fault."""

    def broken(*_: object, **__: object) -> None:
        raise fault

    return broken


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_fault_in_a_validator_is_no_problem_of_the_file(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = check(SOUND, "sound.yaml").log
    assert log
    event = read_tree(write_event(log.events["first-sailing"]))
    head = plain(log, events=False)
    monkeypatch.setattr(field, "parse_when", breaking(fault))
    for read in (
        lambda: check(SOUND, "sound.yaml"),
        lambda: make_event(event, "first-sailing", log, log.events),
        lambda: read_head(head),
    ):
        with pytest.raises(type(fault), match="ours"):
            read()


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_fault_in_making_an_event_loses_no_row(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text("date,title\n2025,A\n")
    monkeypatch.setattr(field, "zone_of", breaking(fault))
    with pytest.raises(type(fault), match="ours"):
        convert(tmp_path / "rows.csv", tmp_path / "log.yaml")


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_fault_in_reading_json_is_no_fault_of_the_text(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "Counter", breaking(fault))
    with pytest.raises(type(fault), match="ours"):
        read_tree('{"a": 1, "a": 2}')


@pytest.mark.parametrize("fault", [*FAULTS, pa.ArrowInvalid("ours"), OSError("ours")], ids=repr)
@pytest.mark.parametrize("function", ["_head", "_check_references", "_check_ids", "with_events"])
def test_a_fault_in_reading_parquet_is_no_damage(
    function: str, fault: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = check(SOUND, "sound.yaml").log
    assert log
    write_parquet(log, tmp_path / "log.parquet")
    monkeypatch.setattr(parquet, function, breaking(fault))
    with pytest.raises(type(fault), match="ours"):
        read_parquet(tmp_path / "log.parquet")


def test_a_column_that_no_log_has_is_no_damage(tmp_path: Path) -> None:
    log = check(SOUND, "sound.yaml").log
    assert log
    write_parquet(log, tmp_path / "log.parquet")
    stored_log = read_parquet(tmp_path / "log.parquet").log
    assert stored_log and isinstance(stored_log.events, parquet.ParquetEvents)
    with pytest.raises(KeyError, match="mood"):
        stored_log.events.columns("mood")


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_fault_in_reading_a_cell_is_no_fault_of_the_workbook(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["date", "title"])
    book.active.append([date(2025, 5, 10), "A"])
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setattr(workbook, "_letters", breaking(fault))
    with pytest.raises(type(fault), match="ours"):
        convert(tmp_path / "a.xlsx", tmp_path / "a.yaml")


@pytest.mark.parametrize("fault", [*FAULTS[:2], FAULTS[3]], ids=repr)
@pytest.mark.parametrize(
    ("module", "name"), [(icalendar, "edtf_of"), (icalendar, "end_of"), (recurrence, "_end_of")]
)
def test_a_fault_in_reading_an_entry_is_no_fault_of_the_calendar(
    module: ModuleType,
    name: str,
    fault: Exception,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    entry = "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20250510\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT"
    (tmp_path / "a.ics").write_text(f"BEGIN:VCALENDAR\n{entry}\nEND:VCALENDAR\n")
    monkeypatch.setattr(module, name, breaking(fault))
    with pytest.raises(type(fault), match="ours"):
        convert(tmp_path / "a.ics", tmp_path / "a.yaml")
