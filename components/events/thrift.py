"""Thrift's compact protocol, of which the numbers in a Parquet file consist.

Arrow reads the same bytes afterwards, so nothing is accepted that two readers could take for two
things: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, TypeAlias

I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12
_STOP, _TRUE, _FALSE, _BYTE, _I16, _DOUBLE = 0, 1, 2, 3, 4, 7
_BITS = {_I16: 16, I32: 32, I64: 64}
_LAST_FIELD = 2**15 - 1
_LONGEST = 2**31 - 1  # bytes of a text, elements of a list
_LONGEST_KEPT = 65_536  # bytes of a text that is not passed over: the name of a column
_DEEPEST = 16  # structs and lists within each other; Parquet has some ten

# What stands in a place: a kind, a struct by the numbers of its fields, or a list of one shape.
Shape: TypeAlias = int | Mapping[int, "Shape"] | Sequence["Shape"]


class ThriftError(ValueError):
    """Bytes that cannot be read; the message says which."""


class ThriftReader:
    """Reads structs from a file, with `most` values in all; `what` names them in messages."""

    def __init__(self, file: BinaryIO, most: int, what: str) -> None:
        self._file = file
        self._left = most
        self._what = what

    def read(self, fields: Mapping[int, Shape]) -> dict[int, Any]:
        """Return the struct that stands here: numbers, bytes, lists and structs by their fields.

        Fields that are not among `fields` are passed over. Raise ThriftError, and OSError as the
        file does.
        """
        return self._struct(fields, 0)

    def _damaged(self) -> ThriftError:
        return ThriftError(f"{self._what} is damaged")

    def _struct(self, fields: Mapping[int, Shape], depth: int) -> dict[int, Any]:
        found: dict[int, Any] = {}
        seen: set[int] = set()
        last = 0
        while (head := self._byte()) & 15 != _STOP:
            last = last + (head >> 4) if head >> 4 else self._number(_I16)
            # of a field that stands twice, another reader may take the other
            if not 0 < last <= _LAST_FIELD or last in seen:
                raise self._damaged()
            seen.add(last)
            kind = head & 15
            shape = fields.get(last)
            if kind in (_TRUE, _FALSE):
                if shape is not None:
                    raise self._damaged()
                self._count()
                continue
            value = self._value(kind, shape, depth + 1)
            if shape is not None:
                found[last] = value
        return found

    def _value(self, kind: int, shape: Shape | None, depth: int) -> Any:  # noqa: ANN401 - any of them
        self._count()
        if depth > _DEEPEST or (shape is not None and kind != _kind(shape)):
            raise self._damaged()
        if kind in _BITS:
            return self._number(kind)
        if kind == BINARY:
            return self._text(keeps=shape is not None)
        if kind == STRUCT:
            return self._struct(shape if isinstance(shape, Mapping) else {}, depth)
        if kind == LIST:
            return self._list(shape[0] if isinstance(shape, Sequence) else None, depth)
        if kind not in (_BYTE, _DOUBLE):
            raise self._damaged()
        self._pass(1 if kind == _BYTE else 8)
        return None

    def _list(self, shape: Shape | None, depth: int) -> list[Any]:
        head = self._byte()
        kind, size = head & 15, head >> 4
        if size == 15:
            size = self._length()
        if kind in (_TRUE, _FALSE):  # in a list each has a byte
            kind = _BYTE
        values = (self._value(kind, shape, depth + 1) for _ in range(size))
        if shape is not None:
            return list(values)
        for _ in values:
            pass
        return []

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ThriftError(f"{self._what} has too many values")

    def _byte(self) -> int:
        data = self._file.read(1)
        if not data:
            raise self._damaged()
        return data[0]

    def _varint(self) -> int:
        number = 0
        for shift in range(0, 64, 7):
            byte = self._byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
        raise self._damaged()

    def _number(self, kind: int) -> int:
        number = self._varint()
        if number >> _BITS[kind]:
            raise self._damaged()
        return (number >> 1) ^ -(number & 1)

    def _length(self) -> int:
        length = self._varint()
        if length > _LONGEST:
            raise self._damaged()
        return length

    def _text(self, *, keeps: bool) -> bytes:
        length = self._length()
        if not keeps:
            self._pass(length)
            return b""
        data = self._file.read(min(length, _LONGEST_KEPT))
        if len(data) < length:
            raise self._damaged()
        return data

    def _pass(self, length: int) -> None:
        self._file.seek(length, 1)


def _kind(shape: Shape) -> int:
    if isinstance(shape, int):
        return shape
    return STRUCT if isinstance(shape, Mapping) else LIST
