"""The footer of a Parquet file, read before Arrow sees it.

Asked for a column of its metadata, Arrow ends the process where statistics do not fit the type.
The numbers of fields: https://github.com/apache/parquet-format/blob/master/src/main/thrift/
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from components.events.thrift import BINARY, I32, I64, STRUCT, Shape, ThriftError, ThriftReader

BYTE_ARRAY = 6  # the type of texts
_MAGIC = b"PAR1"
_END = 8  # bytes: the length of the footer, and the magic
_WHAT = "this is no Parquet file: its footer"
# Read in some two seconds and 150 MB, and eight times what a log of twenty million events has.
_MOST_VALUES = 2_000_000
_DEEPEST = 10  # columns within each other; a log has five

# The fields that are read, and every list, whose values Arrow takes for what the field holds,
# whatever the list says that they are.
_SCHEMA, _ROWS, _GROUPS = 2, 3, 4
_TYPE, _NAME, _CHILDREN = 1, 4, 5
_COLUMNS, _GROUP_ROWS = 1, 3
_ABOUT = 3
_COLUMN_TYPE, _PATH, _STORED, _DATA, _DICTIONARY = 1, 3, 7, 9, 11
_COLUMN: Mapping[int, Shape] = {
    _COLUMN_TYPE: I32,
    2: [I32],
    _PATH: [BINARY],
    _STORED: I64,
    8: [STRUCT],
    _DATA: I64,
    _DICTIONARY: I64,
    13: [STRUCT],
    16: {2: [I64], 3: [I64]},
    17: {2: [I32]},
}
_FOOTER: Mapping[int, Shape] = {
    _SCHEMA: [{_TYPE: I32, _NAME: BINARY, _CHILDREN: I32}],
    _ROWS: I64,
    _GROUPS: [{_COLUMNS: [{_ABOUT: _COLUMN}], _GROUP_ROWS: I64, 4: [STRUCT]}],
    5: [STRUCT],
    7: [STRUCT],
}


class Column(NamedTuple):
    """A column of a group of rows: its name with its parents', and where its pages stand."""

    name: str
    type: int
    start: int
    length: int


class Group(NamedTuple):
    """A group of rows, with its columns in the order of the schema."""

    rows: int
    columns: tuple[Column, ...]


class Footer(NamedTuple):
    """What a file says of itself: its rows, how many columns it has, and its groups of rows."""

    rows: int
    columns: int
    groups: tuple[Group, ...]


def read_footer(file: BinaryIO) -> Footer:
    """Read the footer of a Parquet file; raise ThriftError, and OSError as the file does."""
    size = file.seek(0, 2)
    file.seek(max(size - _END, 0))
    end = file.read(_END)
    length = int.from_bytes(end[:4], "little")
    if size < len(_MAGIC) + _END or end[4:] != _MAGIC or length > size - len(_MAGIC) - _END:
        raise _damaged()
    file.seek(size - _END - length)
    tree = ThriftReader(file, _MOST_VALUES, _WHAT).read(_FOOTER)
    try:
        leaves = list(_leaves(tree[_SCHEMA]))
        groups = tuple(_group(group, leaves) for group in tree[_GROUPS])
        footer = Footer(tree[_ROWS], len(leaves), groups)
    except (LookupError, UnicodeDecodeError):
        raise _damaged() from None
    ends = (column.start + column.length for group in groups for column in group.columns)
    if footer.rows != sum(group.rows for group in groups) or max(ends, default=0) > size:
        raise _damaged()
    return footer


def _damaged() -> ThriftError:
    return ThriftError(f"{_WHAT} is damaged")


def _leaves(schema: list[dict[int, Any]]) -> Iterator[tuple[list[bytes], int]]:
    """Yield the path and the type of each column that has values, in their order."""
    # Of each column around the one that is read: its name, and how many are still to come in it.
    around: list[tuple[bytes, int]] = [(b"", schema[0].get(_CHILDREN, 0))]
    for element in schema[1:]:
        while not around[-1][1]:
            around.pop()
        name, left = around[-1]
        around[-1] = (name, left - 1)
        children = element.get(_CHILDREN, 0)
        if children < 0 or len(around) > _DEEPEST:
            raise _damaged()
        if children:
            around.append((element[_NAME], children))
        else:
            yield [*(name for name, _ in around[1:]), element[_NAME]], element[_TYPE]
    if any(left for _, left in around):
        raise _damaged()


def _group(group: dict[int, Any], leaves: list[tuple[list[bytes], int]]) -> Group:
    """Check a group of rows against the schema, by which Arrow decodes it."""
    columns, rows = group[_COLUMNS], group[_GROUP_ROWS]
    if len(columns) != len(leaves) or rows < 0:
        raise _damaged()
    return Group(rows, tuple(map(_column, columns, leaves)))


def _column(chunk: dict[int, Any], leaf: tuple[list[bytes], int]) -> Column:
    about = chunk[_ABOUT]
    path, kind = leaf
    if (about[_PATH], about[_COLUMN_TYPE]) != (path, kind):
        raise _damaged()
    start, dictionary = about[_DATA], about.get(_DICTIONARY, 0)
    length = about[_STORED]
    if min(start, length, dictionary) < 0:
        raise _damaged()
    if dictionary:  # none stands at the beginning of a file
        start = min(start, dictionary)
    return Column(b".".join(path).decode(), kind, start, length)
