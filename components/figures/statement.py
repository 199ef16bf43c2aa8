"""Who made statements when, as a table: actors by days, months, years or longer periods.

Statements that cannot be dated to one period share one of their own: no date is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from components import wording
from components.events import (
    FIRST_YEAR,
    LAST_YEAR,
    ActorKind,
    Event,
    EventKind,
    EventStatus,
    Log,
    Shape,
    civil,
    edtf_date,
    parse_when,
)
from components.selection import to_wall
from components.wording import short

MOST_PERIODS = 16  # beside the one of undated statements
_DAY = 86_400_000

# Units of time by fineness, with the years of each; the last is wide enough for any log.
_DAYS, _MONTHS = 0, -1
_PERIODS: tuple[tuple[str, int], ...] = (
    ("day", _DAYS),
    ("month", _MONTHS),
    ("year", 1),
    ("decade", 10),
    ("century", 100),
    ("millennium", 1000),
    ("period", 10_000),
    ("period", 100_000),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in EDTF and in words, with its ends in plain EDTF.

    The EDTF of the period of undated statements is "".
    """

    start: str
    name: str
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class StatementTable:
    """Who made statements when.

    `unit` is how long a period is: "day", "month" or "year", or where a log needs a longer one
    "decade", "century", "millennium" or "period". `actors` are those who speak, the busiest first.
    `cells` are events in order, by actor and the `start` of their period; no cell is empty.
    """

    unit: str = "day"
    actors: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    cells: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Date:
    """A day: its number from 1970-01-01, and the year and month that it lies in."""

    day: int
    year: int
    month: int

    def place(self, years: int) -> int:
        """Return the number of the period in which the day lies; periods are numbered in a row."""
        if years == _DAYS:
            return self.day
        if years == _MONTHS:
            return self.year * 12 + self.month - 1
        if self.year >= 0 or years == 1:
            return self.year // years
        return -(-self.year // years) - 1  # EDTF counts -004X away from the year 0


def _dates(event: Event, zone: str) -> tuple[_Date, _Date] | None:
    """Return the first and the last day that an event can be on, None when an end is open.

    An event with a clock time is on the days of the reader's clock, any other on those written.
    """
    when = event.when
    if when.start is None or when.stop is None:
        return None
    clock = zone if when.has_clock else when.zone
    return _date(to_wall(when.start, clock)), _date(to_wall(when.stop - 1, clock))


def _date(wall: int) -> _Date:
    day = wall // _DAY
    year, month, _ = civil(day)
    return _Date(day, year, month)


def _words(text: str) -> str:
    return short(parse_when(text, "UTC"), "UTC")


def _span(place: int, years: int) -> tuple[int, int]:
    """Return the first and the last year of a period of several."""
    if place >= 0:
        first, last = place * years, (place + 1) * years - 1
    else:
        first, last = (place + 1) * years - years + 1, min((place + 1) * years, -1)
    return max(first, FIRST_YEAR), min(last, LAST_YEAR)


def _period(place: int, years: int) -> Period:
    """Return the period that `_Date.place` numbers."""
    if years in (_DAYS, _MONTHS, 1):
        if years == _DAYS:
            year, month, day = civil(place)
            rest = f"-{month:02}-{day:02}"
        elif years == _MONTHS:
            year, rest = place // 12, f"-{place % 12 + 1:02}"
        else:
            year, rest = place, ""
        # EDTF has neither months nor days in years of more than four digits
        text = edtf_date(year) + (rest if abs(year) <= 9999 else "")
        return Period(text, _words(text), (text, text))
    first, last = _span(place, years)
    ends = (edtf_date(first), edtf_date(last))
    name = f"{first}s" if years == 10 and 1000 <= first <= 9999 else _words("/".join(ends))
    if years > 1000 or max(abs(first), abs(last)) > 9999:
        return Period("/".join(ends), name, ends)
    unsaid = len(str(years)) - 1
    return Period(ends[1][:-unsaid] + "X" * unsaid, name, ends)


def is_unspoken(log: Log, event: Event) -> bool:
    """Tell whether an event is a state of affairs or a decision, which nobody utters."""
    is_decided = log.kinds[event.kind].shape is Shape.DECIDED
    return is_decided or event.kind == EventKind.BACKGROUND


def _statements(log: Log, events: Iterable[str]) -> dict[str, list[str]]:
    """Return the statements of each actor but outlets, the busiest actor first."""
    by_actor: defaultdict[str, list[str]] = defaultdict(list)
    for event in map(log.events.__getitem__, dict.fromkeys(events)):
        if is_unspoken(log, event) or event.status is not EventStatus.HAPPENED:
            continue
        speakers = (part.actor for part in event.actors if part.role.speaks)
        for actor in dict.fromkeys(speakers):
            if log.actors[actor].kind is not ActorKind.OUTLET:
                by_actor[actor].append(event.id)
    in_file_order = [actor for actor in log.actors if actor in by_actor]
    busiest = sorted(in_file_order, key=lambda actor: -len(by_actor[actor]))
    return {actor: by_actor[actor] for actor in busiest}


def _placed(dates: Mapping[str, tuple[_Date, _Date]], years: int) -> dict[str, int]:
    """Return the period's number of each event that lies in a single one."""
    places = {event: [date.place(years) for date in ends] for event, ends in dates.items()}
    return {event: first for event, (first, last) in places.items() if first == last}


def _finest(dates: Mapping[str, tuple[_Date, _Date]]) -> tuple[str, int]:
    """Return the finest period that needs no more than `MOST_PERIODS`, with its years.

    It has to date at least half of the events that any period can date, or one day among a
    thousand bare years would decide for days.
    """
    most = len(_placed(dates, _PERIODS[-1][1]))
    for name, years in _PERIODS:
        places = _placed(dates, years).values()
        breadth = max(places) - min(places) + 1 if places else 0
        if breadth <= MOST_PERIODS and 2 * len(places) >= most:
            return name, years
    return _PERIODS[-1]


def statements(log: Log, events: Iterable[str], zone: str) -> StatementTable:
    """Return who made the statements among `events`, on a clock in `zone`.

    Actors come by the number of their statements, then in file order. Periods are those in which
    somebody speaks, in order, and then one for what lies in no single period. Raise `KeyError` for
    an id that the log does not have.
    """
    by_actor = _statements(log, events)
    spoken = list(dict.fromkeys(event for own in by_actor.values() for event in own))
    dated = {event: _dates(log.events[event], zone) for event in spoken}
    unit, years = _finest({event: ends for event, ends in dated.items() if ends})
    placed = _placed({event: ends for event, ends in dated.items() if ends}, years)

    periods = {place: _period(place, years) for place in sorted(set(placed.values()))}
    unknown = Period("", wording.legend.not_known(unit))
    cells: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for actor, own in by_actor.items():
        for event in own:
            period = periods[placed[event]] if event in placed else unknown
            cells[actor, period.start].append(event)
    shown = list(periods.values())
    if len(placed) < len(spoken):
        shown.append(unknown)
    return StatementTable(
        unit,
        tuple(by_actor),
        tuple(shown),
        MappingProxyType({place: tuple(own) for place, own in cells.items()}),
    )
