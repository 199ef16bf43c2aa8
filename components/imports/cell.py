"""The fields of one record as a mapping reads them: texts, dates and lists of names.

No text of a record is run, formatted or taken for a pattern.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from components.events import FORBIDDEN, LIMITS, WhenError, abridged
from components.imports.dates.date import USUAL, date_of_parts, is_no_date, to_edtf
from components.imports.dates.precision import at_precision, is_precision
from components.imports.fault import OTHER, SHAPE, TOO_BIG
from components.imports.formats.html import is_html, text_of
from components.imports.mapping import DateField, ListField, TextField
from components.imports.record import InputRecord
from components.imports.sentence import listed, quoted
from components.imports.value import NO_TITLE, NOTHING, Value, lookup, parse_json

# Of companies and persons, after a comma.
_ENDS_OF_NAMES = frozenset(
    (
        *("inc", "llc", "ltd", "limited", "corp", "co", "plc", "llp", "gmbh", "ag"),
        *("l.l.c", "s.a", "s.p.a", "jr", "sr", "ph.d", "m.d", "esq"),
    )
)
# What an object is called, and what it says of a date, under the first of these that it has.
_NAMES = (
    "name",
    "title",
    "label",
    "displayName",
    "text",
    "value",
    "@value",
    "login",
    "url",
    "id",
    "@id",
)
_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATES = ("dateTime", "date", "start", "value", "@value", "text")
_ADDRESSES = ("http://", "https://")


class RowError(ValueError):
    """A row that cannot be read; the message says why, and `kind` is a key of `FAULTS`."""

    def __init__(self, message: str, kind: str = OTHER) -> None:
        super().__init__(message)
        self.kind = kind


class Cells:
    """The fields of one record, with remarks on what had to be changed.

    Every method raises RowError when a field cannot be read.
    """

    def __init__(self, record: InputRecord, html: set[str] | None = None) -> None:
        """Read a record; `html` are the fields of which it was told that they hold HTML."""
        self._fields, self._is_plain = record.fields, record.is_plain
        self._is_own = record.exported is not None  # our own exports leave empty what is nothing
        self._html = set() if html is None else html
        self.remarks = list(record.remarks)

    def text(self, field: TextField | None) -> str:
        """Return the text of a field, "" if it is not mapped."""
        return self._mapped(self._first(field.field), field) if field else ""

    def _mapped(self, text: str, field: TextField) -> str:
        """Return what a mapping makes of a text, and of none."""
        if not text:
            return field.constant
        if text in field.values:
            return field.values[text] or field.constant
        if text in NOTHING and not self._is_own:
            return field.constant
        return field.otherwise or text

    def line(self, field: TextField | None) -> str:
        """Return the text of a field on one line."""
        line = " ".join(self.text(field).split())
        is_nothing = line in NO_TITLE and not self._is_own and not (field and field.values)
        return "" if is_nothing else line

    def date(self, field: DateField | None) -> str:
        """Return a date as EDTF, "" if there is none; raise WhenError when it cannot be read."""
        if field is None:
            return ""
        if field.field:
            text = self._first_date(field.field)
            date = to_edtf(text, field.format, field.years) if text else ""
            time = self._first_date(field.time)
            date = _at_clock_time(date, time) if date and time else date
            return self._cut(date, field.precision) if date and field.precision else date
        year, month, day, time = (
            self._first_date(names) for names in (field.year, field.month, field.day, field.time)
        )
        return date_of_parts(year, month, day, time, years=field.years) if year else ""

    def _cut(self, date: str, names: Sequence[str]) -> str:
        """Cut a date to its precision, which the first of some fields says."""
        text = self._first(names)
        if text and not is_precision(text):
            self.remarks.append(f'"{abridged(text)}" does not say how exact the date is')
        return at_precision(date, text)

    def _first_date(self, names: Iterable[str]) -> str:
        """Return the first text that is not empty, nor what programs write for nothing."""
        texts = (self._first((name,), _DATES) for name in names)
        return next((text for text in texts if text and not is_no_date(text)), "")

    def names(self, field: ListField, what: str) -> Iterator[str]:
        """Yield the names in a field; `what` names them in remarks."""
        value: Value = ""
        for name in field.field:
            value = lookup(self._fields, name)
            if value:
                break
        has_names = False
        for number, item in enumerate(_items(value, field, what)):
            if number == LIMITS.items:
                raise RowError(f"it has more than {LIMITS.items:,} {what}", TOO_BIG)
            name = self._clean(_text_of(item, f"one of its {what}", _NAMES), what)
            if field.until:
                name = name.partition(field.until)[0].strip()
            if name := self._mapped(name, field):
                has_names = True
                yield name
        if not has_names and field.constant:
            yield field.constant

    def _first(self, names: Iterable[str], keys: Sequence[str] = _NAMES) -> str:
        """Return the first text that is not empty, that of an object under the first of `keys`."""
        for name in names:
            value = lookup(self._fields, name)
            items = value if isinstance(value, list) else [value]
            where = f'"{abridged(name)}"'
            texts = dict.fromkeys(self._clean(_text_of(item, where, keys), name) for item in items)
            if text := "; ".join(filter(None, texts)):
                return text
        return ""

    def _clean(self, text: str, where: str) -> str:
        """Return a text as the format takes it, with a remark if that changes what can be read."""
        if not self._is_plain and not text.lstrip().startswith(_ADDRESSES) and is_html(text):
            text = text_of(text)
            if where not in self._html:
                self._html.add(where)
                self.remarks.append(
                    f"{where} holds HTML, here and perhaps further on: its text is read"
                )
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if FORBIDDEN.search(text):
            text = FORBIDDEN.sub("", text)
            self.remarks.append(f"characters that cannot be seen are left out of {where}")
        text = text.strip()
        if len(text) > LIMITS.scalar_characters:
            limit = f"the limit is {LIMITS.scalar_characters:,}"
            raise RowError(f"{where} has {len(text):,} characters; {limit}", TOO_BIG)
        return text


def _text_of(value: Value, where: str, keys: Sequence[str]) -> str:
    """Return a text, or that of an object under the first of `keys` that it has."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        raise RowError(f"{where} is a list of lists, not text", SHAPE)
    for key in keys:
        if isinstance(text := value.get(key), str) and text:
            return text
    if not any(value.values()):
        return ""
    inner = listed([quoted(name) for name in value])
    raise RowError(f"{where} is an object with {inner}, not text; a.b is b within a", SHAPE)


def _at_clock_time(date: str, time: str) -> str:
    """Join a day in EDTF with a clock time; raise WhenError when one of them is none."""
    if not _DAY.fullmatch(date):
        raise WhenError("when-form", f'"{abridged(time)}" is a clock time, but "{date}" is no day')
    return to_edtf(f"{date} {time}", (USUAL,))


def _items(value: Value, field: ListField, what: str) -> Iterable[Value]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [value]
    if field.json_list and value.strip():
        try:
            items = parse_json(value)
        except (json.JSONDecodeError, RecursionError):
            items = ""
        if not isinstance(items, list):
            raise RowError(f"its {what} are no JSON list", SHAPE)
        return items
    if field.before:
        value = value.partition(field.before)[0]
    return _cut(value, field.separator)


def _cut(text: str, separators: Sequence[str]) -> list[str]:
    """Cut a text at each separator, but not before what is only the end of a name: `Foo, Inc.`."""
    parts = [("", text)]  # with the separator before each
    for separator in sorted(separators, key=len, reverse=True):
        parts = [
            (separator if number else before, name)
            for before, part in parts
            for number, name in enumerate(part.split(separator))
        ]
    names: list[str] = []
    for separator, name in parts:
        if names and name.strip().rstrip(".").casefold() in _ENDS_OF_NAMES:
            names[-1] += separator + name
        else:
            names.append(name)
    return names
