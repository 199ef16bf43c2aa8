"""Records and a mapping come in; events go out one by one, and the tables that they refer to.

A row that cannot be read leaves nothing behind in the tables. No text of a row is run, formatted or
taken for a pattern.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from components.events import (
    FORBIDDEN,
    LIMITS,
    Event,
    EventKind,
    EventStatus,
    Form,
    Ids,
    Names,
    When,
    WhenError,
    abridged,
    days_in_month,
    local_time,
    parse_when,
    slug,
    zone_of,
)
from components.imports.dates import of_parts, to_edtf
from components.imports.mapping import Choice, Columns, DateChoice, Listed, fields_of
from components.imports.record import Record, Value, lookup, read_value

_HOST = re.compile(r"https?://(?:www\.)?([^/?#\s@]+)", re.IGNORECASE)
# Of companies and persons, after a comma.
_ENDS_OF_NAMES = frozenset(
    ("inc", "llc", "ltd", "limited", "corp", "co", "plc", "llp", "gmbh", "ag")
)
_ENDS_OF_NAMES |= frozenset(("l.l.c", "s.a", "s.p.a", "jr", "sr", "ph.d", "m.d", "esq"))
_Word = TypeVar("_Word", bound=StrEnum)


class RowError(ValueError):
    """A row that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Latest:
    """The last event so far: the millisecond it is ordered by, and its day, month or year."""

    at: int
    stop: int
    text: str


class Rows:
    """Reads rows by one mapping and gathers the actors, topics and sources that they name."""

    def __init__(self, columns: Columns, zone: str) -> None:
        """Read dates without a zone in the IANA `zone`; raise WhenError if there is none such."""
        self.columns = columns
        self.zone = zone
        self._info = zone_of(zone)
        self._ids = Ids()
        self._actors, self._topics, self._sources = Names(), Names(), Names()
        self._latest: _Latest | None = None
        self._remarks: list[str] = []

    def read(self, record: Record) -> tuple[Event, list[str]]:
        """Make the event of one record, with remarks on what had to be changed.

        Raise RowError when it cannot be read.
        """
        columns, self._remarks = self.columns, []
        zone = self._text(record, columns.zone) or self.zone
        try:
            when = self._when(record, zone)
        except WhenError as error:
            raise RowError(str(error)) from None
        title = " ".join(self._text(record, columns.title).split())
        if not title:
            raise RowError("it has no title")
        kind = _one_of(EventKind, self._text(record, columns.kind), "kind", columns.kind)
        status = _one_of(EventStatus, self._text(record, columns.status), "status", columns.status)
        texts = {
            key: self._text(record, getattr(columns, key))
            for key in ("summary", "note", "dating", "place", "channel")
        }
        actors = [
            (name, choice)
            for choice in columns.actors
            for name in self._names(record, choice, "actors")
        ]
        topics = [
            name for choice in columns.topics for name in self._names(record, choice, "topics")
        ]
        source = self._text(record, columns.source)
        url = self._text(record, columns.url)
        host = _HOST.match(url)
        source = " ".join((source or (host[1].lower() if host else "")).split())

        parts = {(self._actors.id_of(name, of.kind), of.role): None for name, of in actors}
        plain: dict[str, Any] = {
            "id": self._id(record, title),
            "title": title,
            "kind": kind,
            "status": status,
            "zone": zone,
            "when": when,
            **texts,
            "actors": [{"actor": actor, "role": role} for actor, role in parts],
            "topics": list(dict.fromkeys(self._topics.id_of(name) for name in topics)),
        }
        if source:
            plain["citations"] = [{"source": self._sources.id_of(source), "locator": url}]
        try:
            event = Event.model_validate(plain, context={"zone": self.zone})
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            raise RowError(f"{where}: {first['msg']}") from None
        self._look_at(when)
        return event, self._remarks

    @property
    def as_of(self) -> str:
        """Give the day, month or year of the last event in EDTF; "" before there is any."""
        return self._latest.text if self._latest else ""

    def tables(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Give the actors, topics and sources that were named, as plain values of the format."""
        actors: dict[str, dict[str, Any]] = {}
        for key, (name, *others) in self._actors.spellings.items():
            actors[key] = {"name": name, "kind": self._actors.kinds[key], "aliases": others}
        topics = {key: {"name": names[0]} for key, names in self._topics.spellings.items()}
        chosen = self.columns.source
        sources: dict[str, dict[str, Any]] = {}
        for key, (name, *_) in self._sources.spellings.items():
            sources[key] = {"title": name, "publisher": name, "tier": "article", "kind": "news"}
            if chosen:
                sources[key] |= {
                    "publisher": chosen.publisher or name,
                    "tier": chosen.tier,
                    "kind": chosen.kind,
                    "language": chosen.language,
                    "url": chosen.url,
                }
        return {"actors": actors, "topics": topics, "sources": sources}

    def _when(self, record: Record, zone: str) -> When:
        start = self._date(record, self.columns.when)
        if not start:
            fields = ", ".join(fields_of(self.columns))
            raise RowError(f"it has no date: {fields} is empty or missing")
        end = self._date(record, self.columns.end) if self.columns.end else ""
        return parse_when(f"{start}/{end}" if end and end != start else start, zone)

    def _date(self, record: Record, choice: DateChoice) -> str:
        if choice.field:
            text = self._field(record, choice.field)
            return to_edtf(text, choice.format) if text else ""
        year, month, day, time = (
            self._field(record, fields)
            for fields in (choice.year, choice.month, choice.day, choice.time)
        )
        return of_parts(year, month, day, time) if year else ""

    def _field(self, record: Record, fields: Iterable[str]) -> str:
        for field in fields:
            value = lookup(record.fields, field)
            if not isinstance(value, str):
                shape = "a list" if isinstance(value, list) else "an object"
                raise RowError(f'"{abridged(field)}" is {shape}, not text')
            if text := self._clean(value, field):
                return text
        return ""

    def _text(self, record: Record, choice: Choice | None) -> str:
        if choice is None:
            return ""
        return _mapped(self._field(record, choice.field), choice)

    def _names(self, record: Record, choice: Listed, what: str) -> Iterator[str]:
        found: Value = ""
        for field in choice.field:
            found = lookup(record.fields, field)
            if found:
                break
        for number, each in enumerate(self._listed(found, choice, what)):
            if number == LIMITS.items:
                raise RowError(f"it has more than {LIMITS.items:,} {what}")
            if not isinstance(each, str):
                raise RowError(f"one of its {what} is no text")
            name = self._clean(each, what)
            if choice.until:
                name = name.partition(choice.until)[0].strip()
            if name := _mapped(name, choice):
                yield name
        if not found and choice.constant:
            yield choice.constant

    def _listed(self, found: Value, choice: Listed, what: str) -> Iterable[Value]:
        if isinstance(found, list):
            return found
        if isinstance(found, dict):
            raise RowError(f"its {what} are an object, not a list or text")
        if choice.json_list and found.strip():
            try:
                value = read_value(found)
            except (json.JSONDecodeError, RecursionError):
                raise RowError(f"its {what} are no JSON list") from None
            if not isinstance(value, list):
                raise RowError(f"its {what} are no JSON list")
            return value
        if choice.before:
            found = found.partition(choice.before)[0]
        return _cut(found, choice.separator)

    def _clean(self, text: str, where: str) -> str:
        """Give a text as the format takes it, with a remark if that changes what can be read."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if FORBIDDEN.search(text):
            text = FORBIDDEN.sub("", text)
            self._remarks.append(f"characters that cannot be seen are left out of {where}")
        text = text.strip()
        if len(text) > LIMITS.scalar_characters:
            limit = f"the limit is {LIMITS.scalar_characters:,}"
            raise RowError(f"{where} has {len(text):,} characters; {limit}")
        return text

    def _id(self, record: Record, title: str) -> str:
        wish = self._text(record, self.columns.id)
        if wish:
            base = slug(wish) or f"row-{slug(record.place)}"
            given = self._ids.take(base)
            if given != base:
                self._remarks.append(f'the id "{abridged(wish)}" is taken; this one is "{given}"')
            return given
        return self._ids.take(slug(title) or f"row-{slug(record.place)}")

    def _look_at(self, when: When) -> None:
        """Remember the event if it is the last one so far."""
        start, stop = when.start, when.stop
        if stop is None:
            assert start is not None  # noqa: S101 - no date is open on both sides
            stop = start + 1
        at = stop - 1 if start is None or when.form is Form.DURATION else start
        if not self._latest or (at, stop) > (self._latest.at, self._latest.stop):
            self._latest = _Latest(at, stop, _span(at, stop, self._info))


def _span(start: int, stop: int, zone: ZoneInfo) -> str:
    """Write the year, month or day that lies between two milliseconds, else its last day."""
    year, month, day = local_time(start, zone)[:3]
    last = local_time(stop - 1, zone)[:3]
    is_first = day == 1 and last[0] == year
    if is_first and month == 1 and last[1:] == (12, 31):
        return of_parts(str(year))
    if is_first and last == (year, month, days_in_month(year, month)):
        return of_parts(str(year), str(month))
    if abs(last[0]) > 9999:
        return of_parts(str(last[0]))
    return of_parts(*map(str, last))


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


def _mapped(text: str, choice: Choice) -> str:
    if not text:
        return choice.constant
    if text in choice.values:
        return choice.values[text] or choice.constant
    return choice.otherwise or text


def _one_of(words: type[_Word], text: str, what: str, choice: Choice) -> _Word:
    found = {word.value: word for word in words}.get(text.casefold())
    if found is None:
        where = " or ".join(f'"{abridged(field)}"' for field in choice.field)
        if not text:
            raise RowError(f"it has no {what}: {where} is empty or missing")
        within = f" in {where}" if choice.field and choice.field != (what,) else ""
        raise RowError(f'"{abridged(text)}"{within} is no {what}; those are {", ".join(words)}')
    return found
