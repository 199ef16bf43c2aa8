"""The footer of a Parquet file is read as Arrow does; damage is told before Arrow sees it."""

from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.events import read_parquet, write_parquet
from components.events.parquet_footer import read_footer
from components.events.thrift import BINARY, I32, I64, Shape, ThriftError, ThriftReader
from tests.frames.sample import read_log
from tests.fuzz import parquet_file
from tests.fuzz.handmade import files
from tests.logs import FIRST


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a log."""
    write_parquet(read_log(FIRST), tmp_path / "log.parquet")
    return tmp_path / "log.parquet"


def spoil(path: Path, footer: bytes) -> Path:
    """Write another footer behind the columns of a file."""
    columns, _ = parquet_file.split(path.read_bytes())
    path.write_bytes(parquet_file.join(columns, footer))
    return path


@pytest.mark.parametrize("dictionary", [True, False])
def test_a_footer_says_what_arrow_says_of_it(path: Path, dictionary: bool) -> None:
    many = pa.concat_tables([pq.read_table(path)] * 20)  # more columns than a short list has
    pq.write_table(many, path, row_group_size=2, use_dictionary=dictionary)
    about = pq.ParquetFile(path).metadata
    with path.open("rb") as file:
        footer = read_footer(file)
    assert (footer.rows, footer.columns) == (about.num_rows, about.num_columns)
    assert len(footer.groups) == about.num_row_groups == 20
    types = {2: "INT64", 6: "BYTE_ARRAY"}
    for index, group in enumerate(footer.groups):
        of_group = about.row_group(index)
        assert group.rows == of_group.num_rows
        for number, column in enumerate(group.columns):
            other = of_group.column(number)
            start = other.dictionary_page_offset if dictionary else None
            assert column.name == other.path_in_schema
            assert types[column.type] == other.physical_type
            assert column.start == (start or other.data_page_offset)
            assert column.length == other.total_compressed_size


@pytest.mark.parametrize(
    "name", ["texts that the schema calls numbers", "numbers with the sizes of texts"]
)
def test_what_arrow_ends_the_process_over_is_a_problem(name: str, tmp_path: Path) -> None:
    (made,) = (file for file in files() if file.name == name)
    (tmp_path / "log.parquet").write_bytes(made.make())
    log, (problem,) = read_parquet(tmp_path / "log.parquet")
    assert log is None and problem.code == "unreadable-parquet"


@pytest.mark.parametrize(
    "footer",
    [
        b"",
        b"\0",
        b"\x29\x0c\x16\0\x19\x0c\0",  # a schema without its root
        b"\x29\x1c\x48\1a\x15\2\0\x16\0\x19\x0c\0",  # a root whose column is missing
        b"\x29\x2c\x48\1a\0\x15\2\x38\1b\0\x16\0\x19\x0c\0",  # a column that nothing holds
        b"\x29\x0c\x29\x0c\0",
    ],
)
def test_a_damaged_footer_is_a_problem(footer: bytes, path: Path) -> None:
    log, (problem,) = read_parquet(spoil(path, footer))
    assert log is None
    assert problem.message == "this is no Parquet file: its footer is damaged"


FIELDS: dict[int, Shape] = {1: I32, 2: [I64], 3: BINARY, 4: {1: I32}}


def test_numbers_texts_lists_and_structs_are_read_and_the_rest_is_passed_over() -> None:
    data = b"\x15\5\x19\x36\1\2\3\x18\2ab\x1c\x15\4\0\x11\x13\7\x17" + bytes(8)
    data += b"\x19\x21\1\2\x19\x1c\x18\1x\0\0"
    assert ThriftReader(BytesIO(data), 20, "it").read(FIELDS) == {
        1: -3,
        2: [-1, 1, -2],
        3: b"ab",
        4: {1: 2},
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x15\2", "damaged"),  # it ends
        (b"\x15\2\5\2\2\0", "damaged"),  # the first field again
        (b"\x16\2\0", "damaged"),  # another kind
        (b"\x11\0", "damaged"),
        (b"\x29\x15\2\0", "damaged"),  # a list of another kind
        (b"\x15" + b"\xff" * 4 + b"\x7f\0", "damaged"),  # more than 32 bits
        (b"\x29\x16" + b"\xff" * 10 + b"\0", "damaged"),  # a number without end
        (b"\5\0\2\0", "damaged"),  # field 0
        (b"\x38\5ab", "damaged"),
        (b"\x98\xff\xff\xff\xff\x7f", "damaged"),
        (b"\x9b\0\0", "damaged"),  # a map, of which Parquet has none
        (b"\x9c" + b"\x1c" * 100, "damaged"),
        (b"\x29\xf6\xff\xff\xff\x7f" + bytes(100), "has too many values"),
        (b"\x99\xf3\xff\xff\xff\x7f" + bytes(100), "has too many values"),
    ],
)
def test_what_two_readers_could_take_for_two_things_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ThriftError, match=words):
        ThriftReader(BytesIO(data), 50, "it").read(FIELDS)
