"""A small Parquet file that would become gigabytes is refused before any of it is made."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.events import read_parquet, write_parquet
from components.events.parquet_page import walk_pages
from components.events.parquet_size import ParquetLimits, TooLargeError, check_size
from components.events.parquet_writer import SCHEMA
from components.events.thrift import ThriftError
from tests.bench.clock import resident
from tests.frames.sample import read_log
from tests.fuzz import parquet_file
from tests.logs import FIRST

TEXT = "x" * 60_000


def repeated(text: str, times: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(bytes(times), pa.int8()), pa.array([text]))


def bomb(path: Path, rows: int = 1, **columns: pa.Array) -> Path:
    """Write a log with other columns, and the schema that a log has."""
    write_parquet(read_log(FIRST), path)
    metadata = pq.ParquetFile(path).metadata.metadata
    row = pq.read_table(path).slice(0, 1).to_pylist()[0]
    arrays: Sequence[Any] = [
        columns.get(field.name, pa.array([row[field.name]] * rows, field.type)) for field in SCHEMA
    ]
    if "id" not in columns:
        arrays = [pa.array([f"e{row}" for row in range(rows)]), *arrays[1:]]
    table = pa.table(dict(zip(SCHEMA.names, arrays, strict=True)))
    with pq.ParquetWriter(path, table.schema, compression="zstd", store_schema=False) as writer:
        writer.write_table(table, row_group_size=rows)
        writer.add_key_value_metadata({key.decode(): metadata[key].decode() for key in metadata})
    return path


def many_topics(path: Path, times: int) -> Path:
    topics = pa.ListArray.from_arrays(pa.array([0, times], pa.int32()), repeated("talks", times))
    return bomb(path, topics=topics)


def varint(number: int, size: int = 0) -> bytes:
    """Write a number as Thrift does, in at least so many bytes."""
    number <<= 1
    data = bytearray()
    while number > 127 or len(data) + 1 < size:
        data.append(number & 127 | 128)
        number >>= 7
    return bytes([*data, number])


def lying(path: Path) -> Path:
    """Write a file whose end declares one value where a page holds two million."""
    columns, footer = parquet_file.split(many_topics(path, 2_000_000).read_bytes())
    true = varint(2_000_000)
    assert true in footer
    path.write_bytes(parquet_file.join(columns, footer.replace(true, varint(1, len(true)))))
    column = pq.ParquetFile(path).metadata.row_group(0).column(16)
    assert (column.path_in_schema, column.num_values) == ("topics.list.element", 1)
    return path


BOMBS = {
    "a text in every row": (
        lambda path: bomb(path, 20_000, event=repeated(TEXT, 20_000)),
        'it has 1,200,080,000 bytes of "event" in a group of rows; the limit is 536,870,912',
    ),
    "a text that is read later": (
        lambda path: bomb(path, 20_000, summary=repeated(TEXT, 20_000)),
        'it has 1,200,080,000 bytes of "summary" in a group of rows',
    ),
    "a long list": (
        lambda path: many_topics(path, 2_000_000),
        'it has 2,000,000 values in "topics.list.element"; the limit is 1,000,000',
    ),
    "a long list that the end of the file denies": (
        lying,
        'it has 2,000,000 values in "topics.list.element"; the limit is 1,000,000',
    ),
    "texts that fill the disk": (
        lambda path: bomb(path, 8_000, event=repeated(TEXT, 8_000)),
        'it has 480,032,000 bytes of "event"; the limit is ',
    ),
}


@pytest.mark.parametrize(("make", "words"), BOMBS.values(), ids=BOMBS)
def test_a_small_file_that_would_become_large_is_refused(
    make: Any,  # noqa: ANN401 - a lambda
    words: str,
    tmp_path: Path,
) -> None:
    path = make(tmp_path / "bomb.parquet")
    assert path.stat().st_size < 200_000
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: proc(5)
    before, _ = resident()
    log, (problem,) = read_parquet(path)
    assert log is None
    assert words in problem.message
    _, peak = resident()
    assert peak - before < 100  # MB


def test_every_limit_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    check_size(path)
    for limits, words in (
        (ParquetLimits(rows=1), "2 rows; the limit is 1"),
        (ParquetLimits(groups=0), "1 groups of rows"),
        (ParquetLimits(columns=21), "22 columns"),
        (ParquetLimits(values=0, small_values=1), "2 values in"),
        (ParquetLimits(group_bytes=100), "in a group of rows"),
        (ParquetLimits(whole_bytes=10), 'bytes of "'),
        (ParquetLimits(growth=0, small_bytes=10), 'bytes of "'),
    ):
        with pytest.raises(TooLargeError, match=words):
            check_size(path, limits)


def test_an_encoding_in_which_texts_grow_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    table, metadata = pq.read_table(path), pq.ParquetFile(path).metadata.metadata
    growing = {"use_dictionary": False, "column_encoding": {"event": "DELTA_BYTE_ARRAY"}}
    pq.write_table(table.replace_schema_metadata(metadata), path, **growing)
    log, (problem,) = read_parquet(path)
    assert log is None
    assert '"event" is written with DELTA_BYTE_ARRAY, which is not read' in problem.message


def test_pages_are_counted_as_they_were_written_in_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "numbers.parquet"
    for version in ("1.0", "2.0"):
        table = pa.table({"text": [f"text {number % 900}" for number in range(50_000)]})
        pq.write_table(table, path, data_page_version=version, data_page_size=4096)
        column = pq.ParquetFile(path).metadata.row_group(0).column(0)
        start, length = column.dictionary_page_offset, column.total_compressed_size
        with path.open("rb") as file:
            first, *pages = walk_pages(file, start, length)
            assert first.is_dictionary and len(pages) > 1
            assert sum(page.values for page in pages) == 50_000
            with pytest.raises(ThriftError):
                list(walk_pages(file, start + 3, length))
            with pytest.raises(ThriftError):
                list(walk_pages(file, path.stat().st_size, 1))
