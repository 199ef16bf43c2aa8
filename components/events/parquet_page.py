"""The headers of the pages of a Parquet file: how much each becomes, as the decoder will see it.

The numbers at the end of a file need not be true, and Arrow believes those of the pages. Headers
are Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/
"""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

DELTA_BYTE_ARRAY = 7  # the encoding in which a text repeats the beginning of the one before it
_DICTIONARY_PAGE = 2
_MOST_FIELDS = 1_000  # of one header, which has some twenty
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _STRUCT = 0, 1, 2, 3, 7, 8, 12
_INTEGERS = (4, 5, 6)
# The paths of fields in a header, by their numbers in parquet.thrift.
_TYPE, _HELD, _STORED = (1,), (2,), (3,)
_VALUES = ((5, 1), (8, 1))
_ENCODINGS = ((5, 2), (8, 4))


class PageError(ValueError):
    """A page whose header cannot be read."""


class Page(NamedTuple):
    """A page of a column: its values and bytes once unpacked, and how its values are written."""

    is_dictionary: bool
    values: int
    held: int
    encoding: int


def walk_pages(file: BinaryIO, start: int, length: int) -> Iterator[Page]:
    """Yield the pages of a column that stands in `length` bytes of a file from `start` on.

    Raise PageError, and OSError as `read` does.
    """
    place, end = start, start + length
    while place < end:
        file.seek(place)
        fields = _fields(file)
        stored, held = fields.get(_STORED, -1), fields.get(_HELD, -1)
        if min(stored, held) < 0:
            raise PageError("the header of a page is damaged")
        yield Page(
            fields.get(_TYPE) == _DICTIONARY_PAGE,
            max((fields.get(path, 0) for path in _VALUES), default=0),
            held,
            next((fields[path] for path in _ENCODINGS if path in fields), 0),
        )
        place = file.tell() + stored


def _fields(file: BinaryIO) -> dict[tuple[int, ...], int]:
    """Read the numbers of one header by the path of their fields; texts are passed over."""
    numbers: dict[tuple[int, ...], int] = {}
    path: list[int] = []
    last = [0]
    for _ in range(_MOST_FIELDS):
        head = _byte(file)
        kind = head & 15
        if kind == _STOP:
            if not path:
                return numbers
            path.pop()
            last.pop()
            continue
        last[-1] = last[-1] + (head >> 4) if head >> 4 else _signed(_varint(file))
        if kind in _INTEGERS:
            numbers[(*path, last[-1])] = _signed(_varint(file))
        elif kind == _STRUCT:
            path.append(last[-1])
            last.append(0)
        elif kind in (_BYTE, _DOUBLE):
            file.seek(1 if kind == _BYTE else 8, 1)
        elif kind == _BINARY:
            file.seek(_varint(file), 1)
        elif kind not in (_TRUE, _FALSE):
            break
    raise PageError("the header of a page is damaged")


def _byte(file: BinaryIO) -> int:
    data = file.read(1)
    if not data:
        raise PageError("the file ends within a column")
    return data[0]


def _varint(file: BinaryIO) -> int:
    number = 0
    for shift in range(0, 64, 7):
        byte = _byte(file)
        number |= (byte & 127) << shift
        if byte < 128:
            return number
    raise PageError("the header of a page is damaged")


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)
