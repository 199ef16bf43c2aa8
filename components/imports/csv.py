"""CSV: a header, then a record for each row, at the line in which the row begins."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO

from components.events import LIMITS, abridged
from components.imports.file import InputFile
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = (",", ";", "\t", "|")
_MOST_CHARACTERS = 1 << 20


def read_csv(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records; raise as `read_header` does."""
    with _open(file, mapping) as (raw, text):
        file.size = file.path.stat().st_size
        lines = _Lines(text, file)
        rows = _rows(lines, file, mapping)
        header = _header(rows, file)
        after = rows.line_num
        while True:
            place, before = f":{after + 1}", after
            file.done = raw.tell()
            lines.begin_record()
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                after = rows.line_num
                yield UnreadableRecord(place, f"it is not CSV: {error}")
                continue
            after = rows.line_num
            if lines.have_ended:
                reason = "a quotation mark is open up to the end of the file"
                yield UnreadableRecord(place, reason)
                return
            if not any(row):
                continue
            if len(row) != len(header):
                reason = f"it has {len(row):,} cells; the header has {len(header):,}"
                if after - before > 1:
                    reason += f" (a quotation mark is open up to line {after})"
                yield UnreadableRecord(place, reason)
            elif not _is_text("".join(row)):
                yield UnreadableRecord(place, "it is not UTF-8")
            else:
                yield InputRecord(place, dict(zip(header, row, strict=True)))


def read_header(file: InputFile, mapping: FieldMapping) -> Sequence[str]:
    """Read the names of the columns.

    Raise OSError as `open` does and UnreadableFileError when there is no header.
    """
    with _open(file, mapping) as (_, text):
        return _header(_rows(_Lines(text, file), file, mapping), file)


@contextmanager
def _open(file: InputFile, mapping: FieldMapping) -> Iterator[tuple[BinaryIO, TextIOWrapper]]:
    is_utf_8 = mapping.encoding in ("", "utf-8")
    encoding = "utf-8-sig" if is_utf_8 else mapping.encoding
    # What is not in the encoding becomes a surrogate, so that one row is lost and not the file.
    errors = "surrogateescape" if is_utf_8 else "replace"
    with (
        file.path.open("rb") as raw,
        TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as text,
    ):
        yield raw, text


def _rows(lines: Iterable[str], file: InputFile, mapping: FieldMapping) -> "Reader":
    csv.field_size_limit(_MOST_CHARACTERS)
    return csv.reader(lines, delimiter=mapping.delimiter or _delimiter(file, mapping))


def _delimiter(file: InputFile, mapping: FieldMapping) -> str:
    """Return the delimiter that cuts the header into most cells."""
    with _open(file, mapping) as (_, text):
        lines = text.read(_MOST_CHARACTERS).splitlines(keepends=True)
    widths = {}
    for delimiter in _DELIMITERS:
        try:
            widths[delimiter] = len(next(csv.reader(lines, delimiter=delimiter), ()))
        except csv.Error:
            widths[delimiter] = 0
    return max(_DELIMITERS, key=widths.__getitem__)


def _header(rows: Iterator[list[str]], file: InputFile) -> Sequence[str]:
    try:
        header = [cell.strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise file.unreadable("syntax", f"no CSV: {error}") from None
    if not any(header):
        raise file.unreadable("empty-file", "the file has no header")
    counts = Counter(header)
    twice = next((cell for cell in header if cell and counts[cell] > 1), None)
    if twice is not None:
        raise file.unreadable("duplicate-key", f'the header names "{abridged(twice)}" twice')
    return header


class _Lines(Iterator[str]):
    """The lines of a file; raises UnreadableFileError when a record has too many characters.

    `have_ended` says that one was asked for after the last: after a complete row, none is.
    """

    def __init__(self, text: TextIOWrapper, file: InputFile) -> None:
        self._text, self._file = text, file
        self._number = 0
        self._left = LIMITS.record_characters
        self.have_ended = False

    def begin_record(self) -> None:
        self._left = LIMITS.record_characters

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        self._number += 1
        self._left -= len(line)
        if self._left < 0:
            message = f"a row has more than the limit of {LIMITS.record_characters:,} characters"
            raise self._file.unreadable("too-big", message, self._number)
        if not line:
            self.have_ended = True
            raise StopIteration
        return line


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
