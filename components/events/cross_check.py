"""Compare a log's values with each other: unknown ids, twins, repeats, units, quotes.

These are the faults that no single value shows; `check` calls it. The walk follows the models and
works on whatever the file holds, so that unknown ids are reported together with a faulty date.
"""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from components.events.entry import (
    About,
    Account,
    Citation,
    Disagreement,
    Event,
    Figure,
    Link,
    Source,
    Step,
    StepQuote,
    opened_event,
)
from components.events.field import ID_ALIAS, Refers, without_hyphens
from components.events.locate import KeyPath
from components.events.log import TABLES, USUAL_KINDS, Log
from components.events.problem import abridged
from components.events.vocabulary import Tier

# How many ids may be compared for suggestions in one file, so that many slips stay cheap.
_COMPARISONS = 100_000


class Finding(NamedTuple):
    """A problem that still stands at a path of the file (its key or its value), not at a line."""

    path: KeyPath
    at_key: bool
    code: str
    message: str


def name_of(path: KeyPath) -> str:
    """Name the thing that a path lies in, such as `event "greer-deal": `, to begin a sentence."""
    if len(path) > 1 and path[0] in TABLES:
        return f'{TABLES[str(path[0])]} "{abridged(str(path[1]))}": '
    if len(path) > 1 and path[0] == "passages":
        return f"passage {int(path[1]) + 1}: "
    if len(path) > 1 and path[0] == "corrections":
        return f"correction {int(path[1]) + 1}: "
    if len(path) > 2 and path[:2] == ("walk", "steps"):
        return f"step {int(path[2]) + 1} of the walk: "
    return f"{path[0]}: " if path[:1] in (("log",), ("walk",)) else ""


class Suggestions:
    """Suggests a known word for an unknown one, as long as its budget of comparisons lasts."""

    def __init__(self) -> None:
        self.budget = _COMPARISONS

    def __call__(self, word: object, known: Collection[str]) -> str:
        """Return `; did you mean "..."?` when one of the `known` words is close, else nothing."""
        if not isinstance(word, str) or len(word) > 80 or len(known) > self.budget:
            return ""
        self.budget -= len(known)
        by_folded = {option.casefold(): option for option in sorted(known)}
        matches = get_close_matches(word.casefold(), by_folded, n=1)
        return f'; did you mean "{by_folded[matches[0]]}"?' if matches else ""


class _Slot(NamedTuple):
    """What a field of a model holds: ids of a table, other models, or neither; one or several."""

    refers: str | None
    model: type[BaseModel] | None
    container: type | None


@cache
def slots_of(model: type[BaseModel]) -> dict[str, _Slot]:
    """Return what the keys of a model hold."""
    return {
        field.alias or key: _unfold(Annotated[field.annotation, *field.metadata, None])
        for key, field in model.model_fields.items()
        if field.alias != ID_ALIAS
    }


@cache
def _leads(model: type[BaseModel]) -> dict[str, _Slot]:
    """Return the keys of a model that hold ids, other models or lists."""
    return {key: slot for key, slot in slots_of(model).items() if any(slot)}


def references(value: BaseModel) -> Iterator[tuple[str, str]]:
    """Walk over the ids that a value of a log and all within it name, each with its table.

    The keys of `articles` of a disagreement, which are ids of sources, are not among them.
    """
    for key, slot in _leads(type(value)).items():
        held = getattr(value, key)
        if not held:
            continue
        members = (held,) if slot.container is None else held
        if slot.container is Mapping:
            members = held.values()
        if slot.refers:
            yield from ((slot.refers, member) for member in members)
        elif slot.model:
            for member in members:
                yield from references(member)


def _unfold(annotation: object) -> _Slot:
    """Find the innermost type of an annotation, the container around it, and what it refers to."""
    refers: str | None = None
    container: type | None = None
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation, *marks = arguments
            refers = next((mark.table for mark in marks if isinstance(mark, Refers)), refers)
        elif NoneType in arguments:
            annotation = next(option for option in arguments if option is not NoneType)
        elif origin in (tuple, Mapping):
            annotation, container = arguments[0 if origin is tuple else 1], origin
        else:
            break
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Slot(refers, annotation, container)
    return _Slot(refers, None, container)


def keys_at(model: type[BaseModel], path: KeyPath) -> Collection[str]:
    """Name the keys that the mapping at `path` may have."""
    steps = list(path)
    while steps:
        slot = slots_of(model)[str(steps.pop(0))]
        if slot.container and steps:
            steps.pop(0)
        model = slot.model or model
    return slots_of(model)


def cross_check(tree: dict[str, Any]) -> Iterator[Finding]:
    """Compare the values of a log with each other, as far as their shape allows."""
    tables: dict[str, Mapping[str, Any]] = {
        name: table if isinstance(table := tree.get(name), dict) else {} for name in TABLES
    }
    tables["kinds"] = tables["kinds"] or USUAL_KINDS
    suggest = Suggestions()
    yield from _twin_ids(tables)
    pending: deque[tuple[Any, type[BaseModel], KeyPath]] = deque([(tree, Log, ())])
    while pending:
        value, model, path = pending.popleft()
        rule = _RULES.get(model)
        if rule:
            yield from rule(value, path, tables)
        for key, slot in _leads(model).items():
            held = value.get(key)
            if not held:
                continue
            members: list[tuple[KeyPath, Any]]
            if slot.container is None:
                members = [((*path, key), held)]
            elif slot.container is tuple and isinstance(held, list):
                members = [((*path, key, index), item) for index, item in enumerate(held)]
                yield from _repeats(members)
            elif slot.container is Mapping and isinstance(held, dict):
                members = [((*path, key, step), item) for step, item in held.items()]
            else:
                continue
            if slot.refers:
                table = tables[slot.refers]
                for place, item in members:
                    if isinstance(item, str) and item not in table:
                        yield _unknown(slot.refers, item, place, table, suggest)
            elif slot.model:
                pending += [
                    (item, slot.model, place) for place, item in members if type(item) is dict
                ]


def _unknown(
    refers: str, key: str, path: KeyPath, table: Collection[str], suggest: Suggestions
) -> Finding:
    kind = TABLES[refers]
    message = f'{name_of(path)}no {kind} "{abridged(key)}"{suggest(key, table)}'
    return Finding(path, False, f"unknown-{kind}", message)


def _twin_ids(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    for name, table in tables.items():
        seen: dict[str, str] = {}
        for key in table:
            first = seen.setdefault(without_hyphens(key), key)
            if first != key:
                message = f'{TABLES[name]} "{key}" is spelled like "{first}" but for the hyphens'
                yield Finding((name, key), True, "same-id", message)


def _repeats(members: list[tuple[KeyPath, Any]]) -> Iterator[Finding]:
    if len(members) < 2:
        return
    seen: set[str] = set()
    for path, value in members:
        text = repr(value)
        if text in seen:
            message = f"{name_of(path)}this stands in {path[-2]} already"
            yield Finding(path, False, "repeated", message)
        seen.add(text)


_Tables = Mapping[str, Mapping[str, Any]]


def _cited(value: dict[str, Any], path: KeyPath, tables: _Tables) -> Iterator[Finding]:
    """Compare a citation or account with its source, and its quote with its speaker."""
    if value.get("quote") and not value.get("speaker"):
        message = f"{name_of(path)}a quote has a speaker"
        yield Finding((*path, "quote"), False, "missing-speaker", message)
    for key in ("speaker", "verbatim", "translated_from"):
        if value.get(key) and not value.get("quote"):
            message = f"{name_of(path)}{key} belongs to a quote, and there is none"
            yield Finding((*path, key), True, "missing-quote", message)
    source = value.get("source")
    known = tables["sources"].get(source) if isinstance(source, str) else None
    if not isinstance(known, dict):
        return
    if known.get("tier") == Tier.ARTICLE and known.get("seed") and not value.get("passage"):
        message = f'{name_of(path)}the citation of "{source}" names no passage of its seed'
        yield Finding((*path, "source"), False, "missing-passage", message)
    if value.get("passage") and not known.get("seed"):
        message = (
            f'{name_of(path)}source "{source}" has no seed that counts passages; write a locator'
        )
        yield Finding((*path, "passage"), True, "missing-seed", message)


def _measured(value: dict[str, Any], path: KeyPath, tables: _Tables) -> Iterator[Finding]:
    """Compare a figure's unit with its measure's."""
    name, unit = value.get("measure"), value.get("unit")
    measure = tables["measures"].get(name) if isinstance(name, str) else None
    expected = measure.get("unit") if isinstance(measure, dict) else None
    if isinstance(unit, str) and isinstance(expected, str) and unit and expected != unit:
        message = f'{name_of(path)}"{name}" is measured in {expected}, not in {unit}'
        yield Finding((*path, "unit"), False, "other-unit", message)


# What stands between quotation marks, straight or curled.
_QUOTED = re.compile(
    r"\"([^\"]+)\"|\N{LEFT DOUBLE QUOTATION MARK}([^\N{RIGHT DOUBLE QUOTATION MARK}]+)"
)


def _spoken(event: object) -> Iterator[str]:
    """Yield the quotes of an event that are verbatim, or say from what they are translated."""
    citations = event.get("citations") if isinstance(event, dict) else None
    for citation in citations if isinstance(citations, list) else ():
        if not isinstance(citation, dict) or not isinstance(citation.get("quote"), str):
            continue
        if citation.get("verbatim") not in (False, "false") or citation.get("translated_from"):
            yield citation["quote"].strip()


def _labelled(value: dict[str, Any], path: KeyPath, _: _Tables) -> Iterator[Finding]:
    """Look for the words that a label quotes among the words spoken in its event."""
    label = value.get("label")
    for straight, curled in _QUOTED.findall(label) if isinstance(label, str) else ():
        words = straight or curled
        if not any(words.casefold() in quote.casefold() for quote in _spoken(value)):
            message = (
                f'{name_of(path)}the label quotes "{abridged(words)}", which no verbatim '
                "citation of the event has; leave out the quotation marks"
            )
            yield Finding((*path, "label"), False, "unquoted", message)


def _quoting(value: dict[str, Any], path: KeyPath, tables: _Tables) -> Iterator[Finding]:
    """Look for the quote of a step among those of its event."""
    event, text = value.get("event"), value.get("text")
    known = tables["events"].get(event) if isinstance(event, str) else None
    if known is None or not isinstance(text, str) or text.strip() in _spoken(known):
        return
    message = (
        f'{name_of(path)}it quotes "{abridged(text)}", which is no quote of event '
        f'"{abridged(str(event))}" that is verbatim or says from what it is translated'
    )
    yield Finding((*path, "text"), False, "unquoted", message)


def _shown(value: dict[str, Any], path: KeyPath, tables: _Tables) -> Iterator[Finding]:
    """Look for the event that a step opens; what else it shows is known to the selection alone."""
    show = value.get("show")
    if not isinstance(show, str) or not show.strip():
        return
    event = opened_event(show.strip())
    if not event:
        message = f"{name_of(path)}what it shows opens no event; add event= and an id"
        yield Finding((*path, "show"), False, "broken-step", message)
    elif event not in tables["events"]:
        message = f'{name_of(path)}no event "{abridged(event)}"'
        yield Finding((*path, "show"), False, "unknown-event", message)


def _judged(value: dict[str, Any], path: KeyPath, tables: _Tables) -> Iterator[Finding]:
    """Compare the judgements of a disagreement with the sources, its disputed events with all."""
    articles = value.get("articles")
    for key in articles if isinstance(articles, dict) else ():
        source = tables["sources"].get(key)
        place = (*path, "articles", key)
        if source is None:
            message = f'{name_of(path)}no source "{abridged(str(key))}"'
            yield Finding(place, True, "unknown-source", message)
        elif isinstance(source, dict) and source.get("tier") != Tier.ARTICLE:
            message = f'{name_of(path)}source "{key}" is no article; say it under record'
            yield Finding(place, True, "not-an-article", message)
    events, disputed = value.get("events"), value.get("in_dispute")
    for index, event in enumerate(disputed if isinstance(disputed, list) else ()):
        if not isinstance(events, list) or event not in events:
            message = f'{name_of(path)}"{abridged(str(event))}" is not among its events'
            yield Finding((*path, "in_dispute", index), False, "outside-question", message)


def _offered(value: dict[str, Any], path: KeyPath, _: _Tables) -> Iterator[Finding]:
    clocks = value.get("clocks")
    if isinstance(clocks, dict) and "utc" in clocks:
        message = f"{name_of(path)}the clock utc is always offered and is not defined"
        yield Finding((*path, "clocks", "utc"), True, "reserved-clock", message)


def _linked(value: dict[str, Any], path: KeyPath, _: _Tables) -> Iterator[Finding]:
    if value.get("event") == path[1]:
        message = f"{name_of(path)}an event is not linked to itself"
        yield Finding((*path, "event"), False, "self-link", message)


def _retold(value: dict[str, Any], path: KeyPath, _: _Tables) -> Iterator[Finding]:
    retells = value.get("retells")
    for index, source in enumerate(retells if isinstance(retells, list) else ()):
        if source == path[1]:
            message = f"{name_of(path)}a source does not retell itself"
            yield Finding((*path, "retells", index), False, "self-retelling", message)


_RULES: Mapping[
    type[BaseModel], Callable[[dict[str, Any], KeyPath, _Tables], Iterator[Finding]]
] = {
    About: _offered,
    Disagreement: _judged,
    Event: _labelled,
    Step: _shown,
    StepQuote: _quoting,
    Citation: _cited,
    Account: _cited,
    Figure: _measured,
    Link: _linked,
    Source: _retold,
}
