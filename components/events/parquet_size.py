"""How much a Parquet file may become in memory, found before any of it is made.

A text that stands in a dictionary once and in the rows a million times takes no space in the file.
So a few kilobytes can become gigabytes, before anybody sees the first row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.parquet_footer import BYTE_ARRAY, Column, read_footer
from components.events.parquet_page import DELTA_BYTE_ARRAY, walk_pages


class TooLargeError(ValueError):
    """A file that would take more than it may; the message says what of it, and the limit."""


@dataclass(frozen=True, slots=True)
class ParquetLimits:
    """How much of a Parquet file is read, so that no small file takes the host's memory.

    `columns` counts the parts of nested ones too. `values` are those of all lists of a column, for
    each row on the average; a group of rows may have `small_values` of them anyway. `group_bytes`
    bounds a column of one group of rows as it is in memory, `whole_bytes` one that is read as a
    whole, and `growth` how many times larger than the file its texts may be on the disk,
    `small_bytes` aside.
    """

    rows: int = 20_000_000
    groups: int = 100_000
    columns: int = 1_000
    values: int = 64
    small_values: int = 1_000_000
    group_bytes: int = 512 << 20
    whole_bytes: int = 2 << 30
    growth: int = 200
    small_bytes: int = 64 << 20


PARQUET_LIMITS = ParquetLimits()
_HARMLESS = 4 << 20  # bytes that a dictionary may become without a count of its texts
_NUMBER = 8  # bytes
_READ_IN_GROUPS = frozenset({"event", "title", "summary", "place", "channel", "when"})


def check_size(path: Path, limits: ParquetLimits = PARQUET_LIMITS) -> None:
    """Raise TooLargeError when the file at `path` would become too much.

    Raise ThriftError, OSError, and what Arrow does for a damaged file.
    """
    suspects: list[tuple[int, str]] = []
    totals: dict[str, int] = {}
    with path.open("rb") as file:
        footer = read_footer(file)
        _bound("rows", footer.rows, limits.rows)
        _bound("groups of rows", len(footer.groups), limits.groups)
        _bound("columns", footer.columns, limits.columns)
        for number, group in enumerate(footer.groups):
            most = max(limits.values * group.rows, limits.small_values)
            for column in group.columns:
                name = column.name
                held, values, repeated = _held(file, column, most, limits.group_bytes)
                if column.type != BYTE_ARRAY:
                    repeated = _NUMBER * values
                elif repeated > _HARMLESS:
                    suspects.append((number, name))
                    continue
                totals[name] = totals.get(name, 0) + held + repeated
    size = path.stat().st_size
    for name, held in _counted(path, suspects):
        _bound(f'bytes of "{name}" in a group of rows', held, limits.group_bytes)
        totals[name] = totals.get(name, 0) + held
        _bound(f'bytes of "{name}"', totals[name], _most_of(name, size, limits))
    for name, total in totals.items():
        _bound(f'bytes of "{name}"', total, _most_of(name, size, limits))


def _most_of(name: str, size: int, limits: ParquetLimits) -> int:
    """Return how many bytes a column may become: in memory, or on the disk beside a file."""
    if name in _READ_IN_GROUPS:
        return limits.small_bytes + limits.growth * size
    return limits.whole_bytes


def _held(
    file: BinaryIO, column: Column, most_values: int, most_bytes: int
) -> tuple[int, int, int]:
    """Return the bytes of a column's pages, its values, and what its dictionary may become."""
    name = column.name
    values = held = dictionary = 0
    for page in walk_pages(file, column.start, column.length):
        held += page.held
        _bound(f'bytes of "{name}" in a group of rows', held, most_bytes)
        if page.is_dictionary:
            dictionary = max(dictionary, page.held)
            continue
        values += page.values
        _bound(f'values in "{name}"', values, most_values)
        if DELTA_BYTE_ARRAY in page.encodings:
            raise TooLargeError(f'"{name}" is written with DELTA_BYTE_ARRAY, which is not read')
    return held, values, values * dictionary


def _counted(path: Path, suspects: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Yield what columns of groups of rows become, read so that dictionaries stay as they are."""
    names = sorted({name for _, name in suspects})
    if not names:
        return
    reader = pq.ParquetFile(pa.OSFile(str(path)), read_dictionary=names, pre_buffer=False)
    for group, name in suspects:
        yield name, _real_bytes(reader.read_row_group(group, columns=[name]))


def _bound(what: str, number: int, most: int) -> None:
    if number > most:
        raise TooLargeError(f"it has {number:,} {what}; the limit is {most:,}")


def _real_bytes(table: pa.Table) -> int:
    """Return how many bytes the texts of a column take once each stands in its row."""
    return sum(
        _length(leaf)
        for column in table.columns
        for chunk in column.chunks
        for leaf in _leaves(chunk)
    )


def _leaves(array: pa.Array) -> Iterator[pa.Array]:
    if pa.types.is_list(array.type):
        yield from _leaves(array.flatten())
    elif pa.types.is_struct(array.type):
        for part in array.flatten():
            yield from _leaves(part)
    else:
        yield array


def _length(array: pa.Array) -> int:
    if not isinstance(array, pa.DictionaryArray):
        return int(array.nbytes)
    lengths = pc.binary_length(array.dictionary).to_numpy(zero_copy_only=False)
    times = np.bincount(array.indices.drop_null().to_numpy(), minlength=len(lengths))
    return int(times @ lengths.astype(np.int64)) + 4 * len(array)
