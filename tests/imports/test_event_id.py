"""The id of an event lasts, whatever other rows stand beside its own."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Event, read_parquet, renamed
from components.imports import convert
from components.imports.mapping import usual_mapping
from components.imports.record import InputRecord
from components.imports.row import RowReader
from tests.imports.sample import Converted

_TITLES = ("Talks", "talks!", "Talks end", "会谈", "会谈二", "Talks 2025", "A" * 90, "A" * 91)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(["2025", "2025-05", "2025-05-10", "2025-05-10/2025-05-12"]),
            "title": st.sampled_from(_TITLES),
            "id": st.sampled_from(["", "", "", "1", "a-1", "a1", "talks-2025", "号"]),
            "place": st.sampled_from(["", "Geneva"]),
            "actors": st.sampled_from(["", "Ann", "ANN", "Anñ", "安", "Ann; 安"]),
        }
    ),
    max_size=12,
)
Row = dict[str, str]


def events_of(rows: list[Row]) -> list[Event]:
    """Return the events of rows under their final ids."""
    reader = RowReader(usual_mapping(), "UTC")
    events = [reader.read(InputRecord(f":{n}", row))[0] for n, row in enumerate(rows)]
    _, revision = reader.settle()
    for row in revision.rows.tolist():
        key = revision.new_id(row, events[row].id)
        events[row] = events[row].model_copy(update={"id": key})
    return [renamed(event, revision.names) for event in events]


@given(_ROWS, _ROWS, st.data())
def test_an_id_stands_for_one_row_whatever_others_there_are(
    rows: list[Row], others: list[Row], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*rows, *others]))
    first = {event.id: row for event, row in zip(events_of(rows), rows, strict=True)}
    second = {event.id: row for event, row in zip(events_of(mixed), mixed, strict=True)}
    assert (len(first), len(second)) == (len(rows), len(mixed))
    for key in first.keys() & second.keys():
        # actors are one name whatever its case
        assert {k: v.casefold() for k, v in first[key].items()} == {
            k: v.casefold() for k, v in second[key].items()
        }


def test_an_id_is_made_of_title_and_date(tmp_path: Path) -> None:
    data = "date,title\n2025-05-10,Talks begin\n2025-05-11,Talks begin\n2025,会谈\n"
    ids = list(Converted(tmp_path, "a.csv", data).log.events)
    assert ids[:2] == ["talks-begin-2025-05-10", "talks-begin-2025-05-11"]
    assert re.fullmatch(r"x-[0-9a-f]{12}-2025", ids[2])


def test_rows_of_one_title_and_date_both_have_a_digest(tmp_path: Path) -> None:
    data = "date,title,place\n2025,Talks,Bern\n2025,Talks,Geneva\n2025,A,\n"
    first, second, third = Converted(tmp_path, "a.csv", data).log.events
    assert re.fullmatch(r"talks-2025-x-[0-9a-f]{12}", first)
    assert re.fullmatch(r"talks-2025-x-[0-9a-f]{12}", second)
    assert first != second
    assert third == "a-2025"


def test_rows_of_equal_content_are_numbered(tmp_path: Path) -> None:
    data = "date,title\n2025,Talks\n2025,Talks\n2025,Talks\n"
    first, *others = Converted(tmp_path, "a.csv", data).log.events
    assert first == "talks-2025"
    assert [key[-2:] for key in others] == ["-2", "-3"]


def test_an_own_id_of_two_rows_is_told_once(tmp_path: Path) -> None:
    data = "id,date,title\n1,2025-05-10,A\n1,2025-05-11,B\n2,2025-05-12,A\n"
    converted = Converted(tmp_path, "ids.csv", data)
    ids = list(converted.log.events)
    assert ids[2] == "2"
    assert all(re.fullmatch(r"1-x-[0-9a-f]{12}", key) for key in ids[:2])
    assert converted.reports == []
    assert converted.outcome.notes == (
        "2 rows have an id that another row has too (1); each now ends with a digest of what the "
        "row says",
    )


@pytest.mark.parametrize("doubles", [False, True])
def test_ids_are_the_same_in_yaml_and_in_parquet(tmp_path: Path, doubles: bool) -> None:
    rows = ["2025,Talks,Ann;安,tea", "2025,Talks!,Anñ,tea", "2024,Other,Bob,Tée", "2023,B,Ann,tea"]
    text = "\n".join(["date,title,actors,topics", *rows[: 4 if doubles else 1]])
    converted = Converted(tmp_path, "a.csv", text)
    target = tmp_path / "a.parquet"
    assert convert(tmp_path / "a.csv", target).events == len(converted.log.events)
    log, problems = read_parquet(target)
    assert log, problems
    assert list(log.events.values()) == list(converted.log.events.values())
    assert (log.actors, log.topics) == (converted.log.actors, converted.log.topics)
    assert len(log.actors) == (4 if doubles else 2)
    assert not list(tmp_path.glob(".*"))
