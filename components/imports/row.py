"""Records become events, with the actors, topics and sources that they name.

A row that cannot be read leaves nothing behind in the tables.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from components.events import (
    USUAL_KINDS,
    ActorKind,
    Event,
    EventStatus,
    Names,
    Revision,
    When,
    WhenError,
    abridged,
    dated_id,
    first_reason,
    folded,
    own_id,
    parse_when,
    zone_of,
)
from components.imports.cell import Cells, RowError
from components.imports.citation import citations
from components.imports.dates.date import interval
from components.imports.event_id import EventIds, SettledIds
from components.imports.fault import (
    INVALID,
    NO_DATE,
    NO_TITLE,
    UNKNOWN_WORD,
    kind_of_date,
)
from components.imports.latest import Latest
from components.imports.mapping import FieldMapping, SourceField, TextField
from components.imports.matching import content_of
from components.imports.published import Published
from components.imports.record import ExportedValues, InputRecord, named_with_id

_TEXTS = ("summary", "note", "dating", "place", "channel")
_STATUSES: Mapping[str, EventStatus] = {status.value: status for status in EventStatus}
_Word = TypeVar("_Word")


class RowReader:
    """Makes events of records, and gathers the actors, topics and sources that they name.

    Ids are final when all records are read: `settle` says which change.
    """

    def __init__(
        self,
        mapping: FieldMapping,
        zone: str,
        published: Published | None = None,
        entries: Mapping[str, Mapping[str, Mapping[str, Any]]] = MappingProxyType({}),
    ) -> None:
        """Read dates without a zone in the IANA `zone`; raise WhenError if there is no such.

        What was `published` keeps its ids, as do the `entries` of the file's own tables.
        """
        self.zone = zone
        self._mapping, self._zone = mapping, zone
        self._html: set[str] = set()
        self._ids = EventIds(published)
        self._entries = entries
        ids = published.names if published else {}
        self._names = {
            table: Names({**_ids_by_name(entries.get(table, {})), **ids.get(table, {})})
            for table in ("actors", "topics", "sources")
        }
        self._actors, self._topics, self._sources = self._names.values()
        self._source_fields: dict[str, SourceField | None] = {}
        self._latest = Latest(zone_of(zone))

    def use(self, mapping: FieldMapping, zone: str) -> None:
        """Read the further records by another mapping, their dates without a zone in `zone`."""
        self._mapping, self._zone = mapping, zone

    def read(self, record: InputRecord) -> tuple[Event, list[str]]:
        """Make the event of one record, with remarks on what had to be changed.

        Raise RowError when it cannot be read.
        """
        mapping, cells = self._mapping, Cells(record, self._html)
        zone = cells.text(mapping.zone) or self._zone
        try:
            when = self._when(cells, zone)
        except WhenError as error:
            raise RowError(str(error), kind_of_date(error)) from None
        title = cells.line(mapping.title)
        if not title:
            raise RowError("it has no title", NO_TITLE)
        kinds = {key: key for key in mapping.kinds or USUAL_KINDS}
        kind = _word(kinds, cells.text(mapping.kind), "kind", mapping.kind)
        status = _word(_STATUSES, cells.text(mapping.status), "status", mapping.status)
        texts = {key: cells.text(getattr(mapping, key)) for key in _TEXTS}
        actors = [
            (self._actors.id_of(name, field.kind), field.role)
            for field in mapping.actors
            for name in cells.names(field, "actors")
        ]
        topics = [name for field in mapping.topics for name in cells.names(field, "topics")]
        cited: list[dict[str, Any]] = [
            {"source": self._source(name), "locator": url}
            for name, url in citations(cells, mapping)
        ]
        own = cells.text(mapping.id)
        plain: dict[str, Any] = {
            "id": own_id(own) if own else dated_id(title, when),
            "title": title,
            "kind": kind,
            "status": status,
            "zone": zone,
            "when": when,
            **texts,
            "actors": [{"actor": actor, "role": role} for actor, role in dict.fromkeys(actors)],
            "topics": list(dict.fromkeys(self._topics.id_of(name) for name in topics)),
            "citations": cited,
        }
        if record.exported:
            plain |= self._exported(record.exported, [actor for actor, _ in actors])
        try:
            event = Event.model_validate(plain, context={"zone": self.zone})
        except ValidationError as error:
            raise RowError(first_reason(error), INVALID) from None
        self._latest.add(when)
        content = content_of(event, lambda table, key: self._names[table].folded(key))
        self._ids.add(event, own, content)
        return event, cells.remarks

    @property
    def as_of(self) -> str:
        """The day, month or year of the last event in EDTF; "" before there is any."""
        return self._latest.edtf

    def settle(self) -> tuple[SettledIds, Revision]:
        """Give the ids of all rows, and what of it has to change in the events that were read."""
        settled = self._ids.settle()
        names = {table: held.renamed() for table, held in self._names.items()}
        return settled, Revision(settled.rows, settled.new_id, names)

    def tables(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return the actors, topics and sources by their final ids, as plain values."""
        actors: dict[str, dict[str, Any]] = {}
        for key, (name, *others) in self._actors.spellings.items():
            actors[key] = {"name": name, "kind": self._actors.kinds[key], "aliases": others}
        topics = {key: {"name": names[0]} for key, names in self._topics.spellings.items()}
        sources: dict[str, dict[str, Any]] = {}
        for key, (name, *_) in self._sources.spellings.items():
            sources[key] = {"title": name, "publisher": name, "tier": "article", "kind": "news"}
            if field := self._source_fields.get(key):
                sources[key] |= {
                    "publisher": field.publisher or name,
                    "tier": field.tier,
                    "kind": field.kind,
                    "language": field.language,
                    "url": field.url,
                }
        tables = {"actors": actors, "topics": topics, "sources": sources}
        for table, entries in tables.items():
            known = self._entries.get(table, {})
            entries |= {key: dict(known[key]) for key in entries if key in known}
        final = {table: held.renamed() for table, held in self._names.items()}
        return {
            table: {final[table].get(key, key): entry for key, entry in entries.items()}
            for table, entries in tables.items()
        }

    def _source(self, name: str) -> str:
        """Return the id of a source, and keep what the mapping says of such sources."""
        key = self._sources.id_of(name)
        self._source_fields.setdefault(key, self._mapping.source)
        return key

    def _exported(self, exported: ExportedValues, actors: Sequence[str]) -> dict[str, Any]:
        """Return what an exported file alone says of an event; `actors` are those by their ids."""
        roles = zip(actors, exported.roles, strict=True)
        parts = dict.fromkeys((actor, role) for actor, several in roles for role in several)
        cited = [dict(citation) for citation in exported.citations]
        for citation in cited:
            citation["source"] = self._source(citation["source"])
            if "speaker" in citation:
                citation["speaker"] = self._actors.id_of(citation["speaker"], ActorKind.PERSON)
        # two names may be those of one source
        unique = {tuple(citation.items()): citation for citation in cited}
        return {
            "label": exported.label,
            "key": exported.key,
            "inferred": exported.inferred,
            "actors": [{"actor": actor, "role": role} for actor, role in parts],
            "citations": list(unique.values()),
        }

    def _when(self, cells: Cells, zone: str) -> When:
        field = self._mapping.when
        start = cells.date(field)
        if not start:
            names = ", ".join(field.field or field.year)
            raise RowError(f"it has no date: {names} is empty or missing", NO_DATE)
        end = cells.date(self._mapping.end)
        return parse_when(interval(start, end) if end and end != start else start, zone)


def _ids_by_name(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the ids of entries by their names, folded, and by these with the id behind them."""
    ids: dict[str, str] = {}
    for key, entry in entries.items():
        name = str(entry.get("name") or entry.get("title", ""))
        ids.setdefault(folded(name), key)
        ids[folded(named_with_id(name, key))] = key
    return ids


def _word(words: Mapping[str, _Word], text: str, what: str, field: TextField) -> _Word:
    word = words.get(text.casefold())
    if word is None:
        where = " or ".join(f'"{abridged(name)}"' for name in field.field)
        if not text:
            raise RowError(f"it has no {what}: {where} is empty or missing", UNKNOWN_WORD)
        within = f" in {where}" if field.field and field.field != (what,) else ""
        reason = f'"{abridged(text)}"{within} is no {what}; those are {", ".join(words)}'
        raise RowError(reason, UNKNOWN_WORD)
    return word
