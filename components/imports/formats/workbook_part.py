"""The parts of a workbook's ZIP archive, looked through before a library builds anything of them.

What a part may hold is counted in its unpacked bytes, because what the archive or the part says of
its own size may be wrong.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal
from zipfile import ZipFile, ZipInfo

MOST_PARTS = 10_000  # in one archive; a workbook has some tens
MOST_BYTES = 1 << 30  # of one part, unpacked: a million rows of some thirty cells
MOST_TAGS = 120_000_000  # in one part, four to a cell
MOST_ROWS = 2 * 1_048_576  # ends of rows; a row without attributes has two tags that look so
MOST_STRINGS = 1_000_000  # which are kept in memory
MOST_TAGS_AT_ONCE = 400_000  # between two ends of rows: a row has at most 16,384 cells
MOST_BYTES_AT_ONCE = 16 << 20  # between two ends of rows

_CHUNK = 1 << 20
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b[^>]*>")
_START = re.compile(rb"<(?:[\w.-]+:)?sheetData\b[^>]*>")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_ENDS = re.compile(rb"(?:row|si)>")
_LONGEST_TAG = 64  # bytes of an end tag, of which a half may stand in the next chunk
_FILLED = (b"v>", b"t>")


class WorkbookError(Exception):
    """A workbook that cannot be read; the message says why."""


@dataclass(slots=True)
class SheetText:
    """Where a sheet's cells stand in its part, and what stands around them.

    `rows` counts those with a value. `start` and `end` are offsets of the element with the cells,
    `root` is the tag that opens the part, `tail` all behind the cells.
    """

    rows: int = 0
    root: bytes = b""
    prefix: bytes = b""
    start: int = -1
    end: int = -1
    tail: bytes = b""


class Archive(ZipFile):
    """A ZIP archive each of whose parts is looked through before it is read.

    Raise WorkbookError for an archive or a part that holds too much.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: dict[str, SheetText] = {}
        if len(self.infolist()) > MOST_PARTS:
            raise WorkbookError(f"it has more than {MOST_PARTS:,} parts")

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """Open a part for reading, after a look through all of it."""
        self.look_through(name.filename if isinstance(name, ZipInfo) else name)
        return super().open(name, mode, pwd, force_zip64=force_zip64)

    def look_through(self, name: str) -> SheetText:
        """Count what a part holds, and find the cells if it is a sheet."""
        if name not in self._known:
            with super().open(name) as part:
                self._known[name] = _look_through(part, name)
        return self._known[name]


class Section:
    """The cells of a sheet as a file of their own: the root tag, the cells, the end of the root.

    A parser that reads it never sees what a sheet has before and behind its cells.
    """

    def __init__(self, part: IO[bytes], text: SheetText) -> None:
        part.seek(text.start)
        self._part, self._left = part, text.end - text.start
        self._before = text.root
        self._after = b"</" + text.prefix + b"worksheet>"

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes, at most `size` of the sheet's own."""
        if self._before:
            before, self._before = self._before, b""
            return before
        if self._left > 0 and (data := self._part.read(min(size, self._left))):
            self._left -= len(data)
            return data
        after, self._after = self._after, b""
        return after


def _look_through(part: IO[bytes], name: str) -> SheetText:
    found = SheetText()
    offset = tags = rows = strings = tags_at_once = bytes_at_once = 0
    is_filled = False
    kept = b""  # of the chunk before, where a tag may have begun
    while chunk := part.read(_CHUNK):
        offset += len(chunk)
        tags += chunk.count(b"<")
        strings += chunk.count(b"</si>")
        rows += chunk.count(b"row>")
        is_long = rows > MOST_ROWS or strings > MOST_STRINGS
        if is_long or offset > MOST_BYTES or tags > MOST_TAGS:
            raise WorkbookError(f"its part {name} unpacks to more than the limit")
        for number, piece in enumerate(_ENDS.split(chunk)):
            if number:
                found.rows += is_filled
                tags_at_once = bytes_at_once = 0
                is_filled = False
            tags_at_once += piece.count(b"<")
            bytes_at_once += len(piece)
            is_filled = is_filled or any(sign in piece for sign in _FILLED)
            if tags_at_once > MOST_TAGS_AT_ONCE or bytes_at_once > MOST_BYTES_AT_ONCE:
                raise WorkbookError(f"a row or an entry in its part {name} is too long")
        if offset == len(chunk) and (root := _ROOT.search(chunk)):
            found.root, found.prefix = root[0], root[1]
        if not found.root:
            continue
        if found.end >= 0:
            found.tail += chunk
            continue
        window = kept + chunk
        before = offset - len(window)
        if found.start < 0 and (start := _START.search(window)):
            found.start = before + start.start()
            if start[0].endswith(b"/>"):
                found.end, found.tail = before + start.end(), window[start.end() :]
        if found.start >= 0 and found.end < 0 and (end := _END.search(window)):
            found.end, found.tail = before + end.end(), window[end.end() :]
        kept = window[-_LONGEST_TAG:]
    return found
