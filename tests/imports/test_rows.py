"""No row of a table is lost in silence, however hostile; a sound table comes back cell for cell."""

import csv
import io
import re
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from components.events import Problem, unguarded
from components.imports import convert
from components.imports.file import InputFile
from components.imports.formats import csv as csv_reader
from components.imports.formats import table_line
from components.imports.formats.csv import read_csv
from components.imports.formats.table import layout_of
from components.imports.record import InputRecord
from tests.imports.sample import Converted, mapping_of

MAPPING = "when: date\ntitle: title\n"
# What tables are made of, in any order.
PIECES = st.sampled_from(
    [
        *(",", ";", "\t", "|", '"', '""', "'", "\\", "\n", "\r", "\r\n", "\0", " ", "é", "日"),
        *("\u2028", "\u0085", "\v", "2025-05-10", "2025-05-10,A", "A", "=1", "-30", "sep=;", "#"),
        *("date,title\n", "2025-05-11,B\n", "2025-05-12;C\r\n", '"open', 'D "d" d', '"E, e"'),
        *("\n2025-05-13\tF", '\n2025-05-14\t"G', "\n,,,\n", "\n---+---\n", '\\"', "(2 rows)"),
    ]
)
HOSTILE = st.lists(PIECES, max_size=40)
MARKED = ("utf-8", "utf-8-sig", "utf-16")
# A carriage return would end a line, which Python's writer overlooks.
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)
WESTERN = st.text(st.sampled_from("abc ÄéñZ,;|\t'\"\n€1."), max_size=12)


def table(folder: str, data: bytes, ending: str = ".csv") -> InputFile:
    """Write a table into a file."""
    path = Path(folder, f"rows{ending}")
    path.write_bytes(data)
    return InputFile(path)


@settings(max_examples=40)
@given(
    HOSTILE,
    st.sampled_from((*MARKED, "utf-16-le", "utf-16-be", "windows-1252")),
    st.sampled_from([".csv", ".tsv"]),
    st.binary(max_size=3),
)
def test_each_row_of_a_hostile_table_is_an_event_or_told(
    pieces: list[str], encoding: str, ending: str, dirt: bytes
) -> None:
    text = f"date,title\n2025-05-09,first\n{''.join(pieces)}\n2025-05-13,last"
    data = text.encode(encoding, "replace")
    half = len(data) // 2
    problems: tuple[Problem, ...] = ()
    with TemporaryDirectory() as folder:
        file = table(folder, data[:half] + dirt + data[half:], ending)
        told: list[str] = []
        outcome = convert(
            file.path, Path(folder, "log.yaml"), report=lambda row: told.append(row.message)
        )
        problems = outcome.problems
    assert "lost-rows" not in [problem.code for problem in problems]
    assert not outcome.events or len(told) >= outcome.left_out


@settings(max_examples=150)
@given(HOSTILE, HOSTILE.map(lambda pieces: pieces[:6]), st.sampled_from(MARKED))
@example(['"open', "\n2025-05-13,b\n", '"', "c"], [], "utf-8")
@example(["a", '"', "\n2025-05-13,b", '"'], [], "utf-8")
def test_each_word_of_a_hostile_table_is_in_a_record_or_in_a_line_that_is_told(
    pieces: list[str], above: list[str], encoding: str
) -> None:
    words = [f"w{number}w{piece}" for number, piece in enumerate((*above, *pieces))]
    top, rest = "".join(words[: len(above)]), "".join(words[len(above) :])
    text = f"{top}\ndate,title\n2025-05-09,first\n{rest}\n2025-05-13,last"
    with TemporaryDirectory() as folder:
        file = table(folder, text.encode(encoding))
        layout = layout_of(file, mapping_of(MAPPING))
        records = list(read_csv(file, mapping_of(MAPPING)))
    assert file.rows == len(records)
    # Where rows end in two ways, lines are counted by both.
    assume(not any("some lines end in" in note for note in file.notes))
    lines = text.split(layout.line_end)
    starts = [int(record.place[1:]) for record in records]
    assert starts == sorted(set(starts))
    for record, start, end in zip(records, starts, [*starts[1:], len(lines) + 1], strict=True):
        held = layout.line_end.join(lines[start - 1 : end - 1])
        if isinstance(record, InputRecord):
            kept = "\n".join(map(str, record.fields.values()))
            assert set(re.findall(r"w\d+w", held)) <= set(re.findall(r"w\d+w", kept))
        elif "quotation mark" in record.reason:
            assert end - start == 1 or not held.partition(layout.line_end)[2].strip("\r\n,;\t|-+ ")


@settings(max_examples=70)
@given(
    st.data(),
    st.sampled_from([",", ";", "\t", "|"]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from((*MARKED, "utf-16-le", "utf-16-be", "windows-1252")),
)
def test_a_sound_table_comes_back_cell_for_cell(
    data: st.DataObject, delimiter: str, is_enclosed: bool, line_end: str, encoding: str
) -> None:
    cells = WESTERN if encoding == "windows-1252" else CELLS
    plain = cells.filter(lambda cell: unguarded(cell) == cell and not cell.startswith('="'))
    rows = data.draw(st.lists(st.tuples(st.just("2025-05-10"), plain, plain), max_size=8))
    out = io.StringIO(newline="")
    is_enclosed = is_enclosed or line_end == "\r"
    style: Literal[0, 1] = csv.QUOTE_ALL if is_enclosed else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, quoting=style, lineterminator=line_end)
    writer.writerows([("date", "title", "note"), *rows])
    mapping = MAPPING + ("encoding: windows-1252\n" if encoding == "windows-1252" else "")
    with TemporaryDirectory() as folder:
        file = table(folder, out.getvalue().encode(encoding))
        records = list(read_csv(file, mapping_of(mapping)))
    assert [
        tuple(record.fields.values()) if isinstance(record, InputRecord) else record
        for record in records
    ] == rows


def test_a_reader_that_loses_a_row_ends_the_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = csv_reader._Table.records
    monkeypatch.setattr(csv_reader._Table, "records", lambda rows: islice(records(rows), 1, None))
    converted = Converted(tmp_path, "a.csv", "date,title\n2025,a\n2026,b\n", MAPPING)
    (problem,) = converted.outcome.problems
    assert (problem.code, converted.is_written) == ("lost-rows", False)
    assert problem.message.startswith("2 rows were met, but 1 became events and 0 were reported")


def test_a_reader_that_loses_a_line_ends_the_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        table_line.Lines, "give_back", lambda lines: lines.held.__delitem__(slice(1, None))
    )
    data = 'date,title,note\n2025,"a, b",x\n2025,"open\n2026,b,x\n'
    converted = Converted(tmp_path, "a.csv", data, MAPPING)
    (problem,) = converted.outcome.problems
    assert (problem.code, converted.is_written) == ("lost-rows", False)
    assert problem.message.startswith("4 lines were read and 3 came to be rows")
