"""A selection to the parameters of an address, and back. Both ways always give an answer.

Ids stand in the address, never names; only what differs from the default is written, so that
`decode(encode(s)) == s`. What an address says that cannot be used falls back to the default and
is named, so that a reader is not shown everything in silence.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from components import wording
from components.events import Log, is_id, stem
from components.frames import LogFacts
from components.selection.filters import option_names
from components.selection.model import KEPT_IN_WALK, LANES, PAGES, PARTS, ROLES, SHOWS, Selection
from components.selection.window import bound, clock_of, clocks, window
from components.wording import FILTERS

# Limits of an address; readers see a notice when it exceeds one.
LONGEST_QUERY = 16 * 1024  # characters behind its question mark
MOST_PARAMETERS = 1000  # when there are more, Streamlit passes none to the page
MOST_VALUES = 200  # of a parameter, and as many unknown parameters
LONGEST_SEARCH = 200  # characters
LONGEST_DATE = 40
LONGEST_SHOWN = 40  # of an ignored key or value

# `from` and `as` are keywords, so the fields have other names
_ENDS = {"start": "from", "end": "to"}
_NAMES = {**_ENDS, "role": "as"}
OWN_TO_STREAMLIT = frozenset({"embed", "embed_options"})  # which it reads itself
_KNOWN = OWN_TO_STREAMLIT | {_NAMES.get(name, name) for name in Selection.__dataclass_fields__}
# Unprintable to Python, but Persian and Indic words and many emoji are spelt with them.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A parameter that could not be used, shortened, and why.

    For an event that the log does not have, `near` are ids that begin as its id does, and `search`
    is the address of a search for the words of that id.
    """

    key: str
    value: str
    why: str
    near: tuple[str, ...] = ()
    search: str = ""


def parameter_of(field: str) -> str:
    """Return the key in an address of a field of the selection."""
    return _NAMES.get(field, field)


# All keys of an address that this project reads.
KEYS = frozenset(map(parameter_of, Selection.__dataclass_fields__))


def is_number(text: str, digits: int = 9) -> bool:
    """Return whether a text is a whole number from 1 on, written in the one way that counts."""
    return text.isascii() and text.isdecimal() and len(text) <= digits and text[0] != "0"


def encode(selection: Selection) -> dict[str, list[str]]:
    """Return the parameters of a selection, in a fixed order, defaults left out."""
    default = Selection()
    parameters: dict[str, list[str]] = {}
    for name in Selection.__dataclass_fields__:
        value = getattr(selection, name)
        if value != getattr(default, name):
            parameters[parameter_of(name)] = [value] if isinstance(value, str) else list(value)
    return parameters


def address(selection: Selection) -> str:
    """Return the query part of the address that shows a selection, from its question mark on."""
    return "?" + urlencode(encode(selection), doseq=True)


def decode(
    parameters: Mapping[str, Sequence[str]], facts: LogFacts
) -> tuple[Selection, tuple[Ignored, ...]]:
    """Return the selection that an address asks for, and what of it could not be used.

    Total: any mapping of texts gives a selection. Values are checked against the log; empty and
    repeated ones are dropped; of a single-valued parameter the last one counts, as Streamlit has
    it. At most `MOST_VALUES` values of a parameter and as many unknown parameters are looked at.
    """
    reading = _Reading(parameters, facts)
    return reading.selection(), tuple(reading.ignored)


def instead_of(event: str, log: Log) -> tuple[tuple[str, ...], str]:
    """Return ids of events that begin as an unknown id does, and the address of a search for it.

    Both are empty for what can be no id.
    """
    if not is_id(event):
        return (), ""
    words = stem(event).replace("-", " ").strip()
    return tuple(log.near(event)), address(Selection(q=words)) if words else ""


def asks_for_walk(parameters: Mapping[str, Sequence[str]]) -> bool:
    """Return whether an address asks for a step of a walk, and for nothing that rules it out.

    Nothing is checked against a log: one without a walk, or with fewer steps, shows another page.
    """
    default = Selection()
    asked = set()
    for name in Selection.__dataclass_fields__:
        last = "".join(parameters.get(parameter_of(name), ())[-1:])
        if last and last != getattr(default, name):
            asked.add(name)
    return "walk" in asked and asked <= KEPT_IN_WALK


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter in _JOINERS


def without_hidden(text: str) -> str:
    """Return a pasted text without the letters that nobody sees, such as marks of direction."""
    return "".join(letter for letter in text if _is_shown(letter) or letter.isspace())


def _printable(text: str) -> str:
    cut = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return "".join(letter if _is_shown(letter) else "\N{REPLACEMENT CHARACTER}" for letter in cut)


def pages_of_log(log: Log) -> tuple[str, ...]:
    """Return the pages that a log has: one without people or sources has no page for them."""
    without = {"people": not log.actors, "evidence": not (log.sources or log.disagreements)}
    return tuple(page for page in PAGES if not without.get(page))


class _Reading:
    """One address on its way to a selection; what is of no use is gathered on the way."""

    def __init__(self, parameters: Mapping[str, Sequence[str]], facts: LogFacts) -> None:
        self.parameters = parameters
        self.facts = facts
        self.log = facts.log
        self.ignored: list[Ignored] = []

    def refuse(self, key: str, value: str, why: str) -> None:
        self.ignored.append(Ignored(_printable(key), _printable(value), why))

    def last(self, key: str) -> str:
        return "".join(self.parameters.get(key, ())[-1:])

    def selection(self) -> Selection:
        fields: dict[str, Any] = {**self.filters(), **self.choices(), "q": self.search()}
        selection = self.with_window(Selection(**fields))
        is_named = any(part.key == "walk" for part in self.ignored)
        if fields["walk"] and not selection.walk and not is_named:
            self.refuse("walk", self.last("walk"), wording.link.WALK_OF_ALL)
        for key in [key for key in self.parameters if key not in _KNOWN][:MOST_VALUES]:
            self.refuse(key, self.last(key), wording.link.NO_FILTER)
        return selection

    def filters(self) -> dict[str, tuple[str, ...]]:
        offered = option_names(self.facts)
        choices = {}
        for row in FILTERS:
            values = [value for value in dict.fromkeys(self.parameters.get(row.key, ())) if value]
            if len(values) > MOST_VALUES:
                self.refuse(row.key, values[MOST_VALUES], wording.link.too_many_values(MOST_VALUES))
            ids = []
            for value in values[:MOST_VALUES]:
                if value in offered[row.key]:
                    ids.append(value)
                else:
                    self.refuse(row.key, value, wording.link.no_option(row.heading))
            choices[row.key] = tuple(ids)
        return choices

    def choices(self) -> dict[str, str]:
        offered = clocks(self.log)
        allowed: dict[str, tuple[Container[str], str]] = {
            "page": (pages_of_log(self.log), wording.link.NO_PAGE),
            "part": (PARTS, wording.link.parts(PARTS)),
            "event": (self.log.events, wording.link.NO_EVENT),
            "clock": (offered, wording.link.NO_CLOCK),
            "lanes": (LANES, wording.link.lanes(LANES)),
            "show": (SHOWS, wording.link.frames(SHOWS)),
            "role": (ROLES, wording.link.roles(ROLES)),
        }
        fields = {}
        for name, (values, why) in allowed.items():
            key = parameter_of(name)
            value = self.last(key)
            if value in values:
                fields[name] = value
            elif value and name == "event":
                near, search = instead_of(value, self.log)
                self.ignored.append(Ignored(key, _printable(value), why, near, search))
            elif value:
                self.refuse(key, value, why)
        if fields.get("clock") == next(iter(offered)):
            del fields["clock"]
        place = self.place(fields.get("part", PARTS[0]))
        return {**fields, "at": place, "number": self.number(), "walk": self.step()}

    def place(self, part: str) -> str:
        """Return what stands out on a part of the Evidence page, if it can be there."""
        value = self.last("at")
        source, _, number = value.partition(".")
        known: dict[str, bool] = {
            "accounts": value in self.log.disagreements,
            "figures": value in self.log.measures,
            "sources": value in self.log.sources,
            "passages": value in self.log.disagreements
            or (source in self.log.sources and is_number(number, 5)),
        }
        if not value or known[part]:
            return value
        self.refuse("at", value, wording.link.not_among(part))
        return ""

    def number(self) -> str:
        """Return the number of the entry that the reading list begins with."""
        value = self.last("number")
        if not value or (is_number(value) and value != "1"):
            return value
        if value != "1":
            self.refuse("number", value, wording.link.NO_ENTRY)
        return ""

    def step(self) -> str:
        """Return the number of a step of the walk, the last for one that lies beyond it."""
        value = self.last("walk")
        steps = len(self.log.walk.steps) if self.log.walk else 0
        if not value or (is_number(value) and int(value) <= steps):
            return value
        self.refuse("walk", value, wording.link.steps(steps))
        return str(steps) if steps and is_number(value) else ""

    def search(self) -> str:
        text = " ".join(self.last("q").split())
        if len(text) > LONGEST_SEARCH:
            self.refuse("q", text, wording.link.search_too_long(LONGEST_SEARCH))
        elif not all(map(_is_shown, text)):
            self.refuse("q", text, wording.link.UNSHOWABLE)
        else:
            return text
        return ""

    def with_window(self, selection: Selection) -> Selection:
        zone = clock_of(selection, self.log).zone
        ends: dict[str, Any] = {}
        for name, key in _ENDS.items():
            text = self.last(key)
            when = bound(text, zone) if len(text) <= LONGEST_DATE else None
            if when:
                ends[name] = when.text
            elif text:
                why = wording.link.NO_TIME
                self.refuse(key, text, why)
        windowed = replace(selection, **ends)
        first, last = window(windowed, zone)
        if first is None or last is None or first < last:
            return windowed
        self.refuse("to", windowed.end, wording.link.BACKWARDS)
        return replace(windowed, end="")
