"""How a delimited text file is laid out: its encoding, delimiter, quoting, header and columns.

What the mapping does not say is taken from a bounded sample, and told.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias

from components.events import LIMITS, abridged
from components.imports.encoding import Encoding, encoding_of
from components.imports.file import InputFile
from components.imports.formats.header import (
    Header,
    column_names,
    header_of,
    is_ruler,
    names_twice,
    words_of_headers,
)
from components.imports.formats.quoting import Quoting, quoting_of, shape_of
from components.imports.mapping import NONE, FieldMapping

if TYPE_CHECKING:
    from _csv import Reader

TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".log")
# By the names that people have for them.
DELIMITERS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_USUAL_DELIMITERS = {".tsv": "\t", ".tab": "\t"}
# What is looked at first; more only where the header does not end in it.
_SAMPLE_BYTES = 1 << 20
_ROWS = 200
CELL_CHARACTERS = 1 << 20  # at most
_FITTING = 0.9  # share of the rows that are as wide as the header, where a delimiter is right
# Zeek, and the Extended Log File Format of the W3C.
_FIELDS = re.compile(r"#fields:?[ \t]+", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ ,;\t]*', re.IGNORECASE)
Quotes: TypeAlias = Literal[0, 3]  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The layout of a table; `notes` say in words what was passed over or taken to be so.

    `header_line` is the line of the header, 0 when there is none: the columns are then named by
    their number. `first_line` is the one where the rows begin. `guessed` are the keys, with their
    values, by which a mapping would say what was taken from the sample and is not the usual.
    `repeated` are the names that several columns have; `columns` tells those apart by a number.
    `is_quoting_proven` when cells of the sample need their quotation marks, or the mapping says so;
    `is_spaced` when spaces stand before those. `has_remarks` when lines that begin with # are no
    rows, as in the logs of Zeek and web servers.
    """

    encoding: str
    delimiter: str
    quote: bool
    header_line: int
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()
    guessed: Mapping[str, str | int] = field(default_factory=dict)
    first_line: int = 1
    line_end: str = "\n"
    repeated: frozenset[str] = frozenset()
    is_quoting_proven: bool = True
    is_spaced: bool = False
    codec: str = "utf-8"
    errors: str = "strict"
    has_remarks: bool = False

    @property
    def quoting(self) -> Quotes:
        """How Python's csv module takes quotation marks."""
        return csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE

    def reader(self, lines: Iterable[str], quoting: Quotes) -> "Reader":
        """Return a reader that raises csv.Error where a line is not as this layout says."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=quoting,
            skipinitialspace=self.is_spaced,
            strict=True,
        )

    @contextmanager
    def open(self, file: InputFile) -> Iterator[tuple[BinaryIO, TextIOWrapper]]:
        """Open a file of this layout: its bytes, and its text by lines."""
        with (
            file.path.open("rb") as raw,
            _text(raw, self.codec, self.errors, self.line_end) as text,
        ):
            yield raw, text


@dataclass(frozen=True, slots=True)
class _Guess:
    """How a sample would be cut by one delimiter; the guess that is greater is likelier."""

    delimiter: str
    quoting: Quoting
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]  # where each row begins, and one more
    header: Header

    @property
    def names(self) -> Sequence[str]:
        return self.rows[self.header.row] if self.header.row is not None else ()

    @property
    def is_several(self) -> bool:
        """Whether there are several columns."""
        return self.width > 1

    @property
    def width(self) -> int:
        return len(self.names) or max(
            (len(row) for row in self.rows[self.header.body :]), default=0
        )

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, float, int]:
        below = [len(row) for row in self.rows[self.header.body :] if any(row)]
        fit = sum(length == self.width for length in below) / len(below) if below else 1.0
        has_nothing_above = self.header.row in (0, None) and self.header.body <= 1
        is_certain = self.is_several and self.header.is_certain
        is_fitting = fit >= _FITTING
        return self.is_several, is_certain, is_fitting, has_nothing_above, fit, self.width


def layout_of(file: InputFile, mapping: FieldMapping) -> TableLayout:
    """Find out the layout of a table.

    Raise OSError as `open` does and UnreadableFileError when there is no header, or the file is not
    as the mapping says.
    """
    try:
        encoding = encoding_of(file.path, mapping.encoding)
    except ValueError as error:
        raise file.unreadable("encoding", str(error)) from None
    size = _SAMPLE_BYTES
    while True:
        with file.path.open("rb") as raw:
            data = raw.read(size)
            is_cut = bool(raw.read(1))
        layout = _layout(file, mapping, encoding, data, is_cut)
        if layout:
            return layout
        size *= 8
        if size > 4 * LIMITS.record_characters:
            message = f"a row has more than the limit of {LIMITS.record_characters:,} characters"
            raise file.unreadable("too-big", message)


def _layout(
    file: InputFile, mapping: FieldMapping, encoding: Encoding, data: bytes, is_cut: bool
) -> TableLayout | None:
    """Find the layout in the first bytes of a file; return None when they end within the header."""
    with _text(BytesIO(data), encoding.codec, encoding.errors, "") as sample:
        text = sample.read()
    line_end = _line_end(text)
    with _text(BytesIO(data), encoding.codec, encoding.errors, line_end) as sample:
        lines = list(sample)
    above = 0
    stated = mapping.delimiter
    if lines and (match := _SEPARATOR_LINE.fullmatch(lines[0].strip("\r\n"))):
        above = 1
        stated = stated or match[1]
    if not (mapping.header or mapping.delimiter) and (found := _remarked(lines, encoding)):
        return replace(found, line_end=line_end)
    text = "".join(lines[above:])
    words = words_of_headers(mapping)
    guesses = [
        _guess(text, lines, above, delimiter, mapping, words)
        for delimiter in ((stated,) if stated else DELIMITERS)
    ]
    guess = max(guesses, key=lambda guess: guess.rank)
    rows, header = guess.rows, guess.header
    if mapping.header.isdigit() and header.row is None:
        message = f"line {mapping.header}, which the mapping says is the header, is not there"
        raise file.unreadable("header", f"{message} or not among the first {_ROWS} rows")
    if is_cut and header.body >= len(rows):
        return None
    if not any(map(str.isalnum, text)):
        raise file.unreadable("empty-file", "the file has no header")
    if header.row is None:
        width = max(len(row) for row in rows)
        columns = tuple(str(number) for number in range(1, width + 1))
        header_line = 0
    else:
        columns = column_names(guess.names)
        header_line = guess.lines[header.row]
        if not mapping.quote and _is_open(
            lines[header_line - 1 : guess.lines[header.row + 1] - 1], guess
        ):
            message = "a quotation mark is open in the header"
            raise file.unreadable("syntax", message, header_line)
    notes, guessed = _told(file, mapping, encoding, guess, header_line, bool(above))
    return TableLayout(
        encoding.name,
        guess.delimiter,
        quote=guess.quoting.is_used,
        header_line=header_line,
        columns=columns,
        notes=notes,
        guessed=guessed,
        first_line=guess.lines[header.body],
        line_end=line_end,
        repeated=names_twice(guess.names),
        is_quoting_proven=guess.quoting.is_proven,
        is_spaced=guess.quoting.is_spaced,
        codec=encoding.codec,
        errors=encoding.errors,
    )


def _remarked(lines: Sequence[str], encoding: Encoding) -> TableLayout | None:
    """Return the layout of a log that names its fields in a remark, None for another file."""
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#"):
            break
        if match := _FIELDS.match(line):
            names = line[match.end() :].rstrip()
            delimiter = "\t" if "\t" in names else " "
            header = [name for name in names.split(delimiter) if name.strip()]
            return TableLayout(
                encoding.name,
                delimiter,
                quote=False,
                header_line=number,
                columns=column_names(header),
                notes=(f"the fields are those of line {number}, and lines with # are remarks",),
                first_line=number + 1,
                repeated=names_twice(header),
                codec=encoding.codec,
                errors=encoding.errors,
                has_remarks=True,
            )
    return None


def _is_open(lines: Sequence[str], guess: _Guess) -> bool:
    """Tell whether a quotation mark of the header is open over lines that are rows."""
    if len(lines) < 2:
        return False
    try:
        is_spaced = guess.quoting.is_spaced
        next(csv.reader(lines, delimiter=guess.delimiter, skipinitialspace=is_spaced, strict=True))
    except csv.Error:
        return True
    first, *others = (line.split(guess.delimiter) for line in lines)
    return any(len(cells) == len(first) > 1 and any(map(shape_of, cells)) for cells in others)


def _text(raw: BinaryIO, codec: str, errors: str, line_end: str) -> TextIOWrapper:
    return TextIOWrapper(raw, encoding=codec, errors=errors, newline=line_end)


def _line_end(text: str) -> str:
    """Return how lines end: with a line feed, or with a carriage return alone as on an old Mac.

    The other may stand within cells.
    """
    if "\r" not in text:
        return "\n"
    for part in (text, re.sub(r'"[^"]*+"', "", text)):
        feeds, returns = part.count("\n"), part.count("\r") - part.count("\r\n")
        if not (feeds and returns):
            break
    return "\r" if returns > feeds else "\n"


def _guess(
    text: str,
    lines: Sequence[str],
    above: int,
    delimiter: str,
    mapping: FieldMapping,
    words: Collection[str],
) -> _Guess:
    quoting = quoting_of(text, delimiter)
    if mapping.quote:
        is_used = mapping.quote != NONE
        quoting = Quoting(is_used, is_proven=True, is_spaced=is_used and quoting.is_spaced)
    rows: list[Sequence[str]] = []
    starts = [above + 1]
    csv.field_size_limit(CELL_CHARACTERS)
    style: Quotes = csv.QUOTE_MINIMAL if quoting.is_used else csv.QUOTE_NONE
    reader = csv.reader(
        islice(lines, above, None),
        delimiter=delimiter,
        quoting=style,
        skipinitialspace=quoting.is_spaced,
    )
    while len(rows) < _ROWS:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error:
            rows.append([])
        starts.append(above + reader.line_num + 1)
    if mapping.header.isdigit():
        row = next(
            (n for n, line in enumerate(starts[1:]) if line > int(mapping.header)), len(rows)
        )
        body = row + 1 + (row + 1 < len(rows) and is_ruler(rows[row + 1]))
        header = Header(row if row < len(rows) else None, body, is_certain=True)
    elif mapping.header:
        header = Header(None, 0, is_certain=True)
    else:
        header = header_of(rows, words)
    return _Guess(delimiter, quoting, rows, starts, header)


def _told(
    file: InputFile,
    mapping: FieldMapping,
    encoding: Encoding,
    guess: _Guess,
    header_line: int,
    has_separator_line: bool,
) -> tuple[tuple[str, ...], Mapping[str, str | int]]:
    """Return what was taken from the sample: in words, and as the keys of a mapping."""
    notes: list[str] = []
    guessed: dict[str, str | int] = {}
    if encoding.is_guessed:
        guessed["encoding"] = encoding.name
        notes.append(f"it is not UTF-8 and is read as {encoding.name}")
    if not mapping.delimiter:
        if guess.delimiter != ",":
            guessed["delimiter"] = guess.delimiter
        if has_separator_line:
            notes.append(f"line 1 says what separates the cells: {_called(guess.delimiter)}")
        elif guess.is_several and guess.delimiter != _USUAL_DELIMITERS.get(file.ending, ","):
            notes.append(f"a {_called(guess.delimiter)} separates the cells")
    if not mapping.quote and not guess.quoting.is_used:
        guessed["quote"] = NONE
        notes.append("quotation marks are letters: they do not enclose cells")
    if not mapping.header and guess.header.row is None:
        guessed["header"] = NONE
        notes.append("it has no header, so that its columns are named 1, 2 and so on")
    top = 1 + has_separator_line
    first = header_line or guess.lines[guess.header.body]
    if first > top and any(map(any, guess.rows[: guess.header.row or guess.header.body])):
        if not mapping.header:
            guessed["header"] = guessed.get("header", first)
        passed = f"line {top} is" if first == top + 1 else f"lines {top} to {first - 1} are"
        where = f"above the header in line {first}" if header_line else "above the first row"
        notes.append(f"{passed} passed over, {where}")
    notes.extend(
        f'the header names "{abridged(name)}" more than once; a mapping tells them apart as '
        f'"{abridged(name)}.1", "{abridged(name)}.2"'
        for name in sorted(names_twice(guess.names))
    )
    return tuple(notes), guessed


def _called(delimiter: str) -> str:
    return DELIMITERS.get(delimiter, f'"{delimiter}"')
