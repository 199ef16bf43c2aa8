"""The headers of the pages of a Parquet file: how much each becomes, as the decoder will see it.

The numbers at the end of a file need not be true, and Arrow believes those of the pages.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from components.events.thrift import I32, Shape, ThriftError, ThriftReader

DELTA_BYTE_ARRAY = 7  # the encoding in which a text repeats the beginning of the one before it
_DICTIONARY_PAGE = 2
_MOST_VALUES = 1_000  # of one header, which has some twenty
_WHAT = "the header of a page"
# The numbers of fields in parquet.thrift.
_TYPE, _HELD, _STORED, _PAGE, _PAGE_2 = 1, 2, 3, 5, 8
_VALUES, _ENCODING, _ENCODING_2 = 1, 2, 4
_HEADER: Mapping[int, Shape] = {
    _TYPE: I32,
    _HELD: I32,
    _STORED: I32,
    _PAGE: {_VALUES: I32, _ENCODING: I32},
    _PAGE_2: {_VALUES: I32, _ENCODING_2: I32},
}


class Page(NamedTuple):
    """A page of a column: its values and bytes once unpacked, and how those are written."""

    is_dictionary: bool
    values: int
    held: int
    encodings: frozenset[int]


def walk_pages(file: BinaryIO, start: int, length: int) -> Iterator[Page]:
    """Yield the pages of a column that stands in `length` bytes of a file from `start` on.

    Raise ThriftError, and OSError as `read` does.
    """
    place, end = start, start + length
    while place < end:
        file.seek(place)
        header = ThriftReader(file, _MOST_VALUES, _WHAT).read(_HEADER)
        first, second = header.get(_PAGE, {}), header.get(_PAGE_2, {})
        stored, held = header.get(_STORED, -1), header.get(_HELD, -1)
        values = max(first.get(_VALUES, 0), second.get(_VALUES, 0))
        if min(stored, held, *first.values(), *second.values()) < 0:
            raise ThriftError(f"{_WHAT} is damaged")
        yield Page(
            header.get(_TYPE) == _DICTIONARY_PAGE,
            values,
            held,
            frozenset({first.get(_ENCODING, 0), second.get(_ENCODING_2, 0)}),
        )
        place = file.tell() + stored
