"""Who spoke when: events to a grid of actors by days, months or years, then to a Plotly figure.

Across are fractions of the width, down are pixels from the top. What cannot be dated to one of
the columns has a column of its own: no date is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from components.events import (
    FIRST_YEAR,
    LAST_YEAR,
    ActorKind,
    Event,
    EventKind,
    EventStatus,
    Log,
    Role,
    civil,
    edtf_date,
    parse_when,
)
from components.figures.theme import frame, rules
from components.selection import to_wall
from components.wording import short

ROW = 34  # pixels
MOST_COLUMNS = 16  # beside the one of what is not dated
MOST_ROWS = 24
SMALLEST, LARGEST = 15.0, 32.0  # pixels across a bubble
_DAY = 86_400_000
_SPEAKING = frozenset((Role.SPEAKER, Role.AUTHOR))
# what somebody is behind without saying it at that time
_SILENT = frozenset((EventKind.BACKGROUND, EventKind.AGREEMENT))

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
class Row:
    """An actor, and where the line lies."""

    actor: str
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """A period: in EDTF, as a reader says it, the middle of its place, its ends in plain EDTF.

    The EDTF of the column of what is not dated is "".
    """

    start: str
    name: str
    x: float
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Spot:
    """What an actor said in a period: the `start` of its column, and events in order."""

    actor: str
    period: str
    events: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """Everything in the grid.

    `period` is a column's unit of time: "day", "month" or "year", or where a log needs a wider
    one "decade", "century", "millennium" or "period". `more` counts the actors without a row.
    """

    height: float
    period: str = "day"
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    spots: tuple[Spot, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Date:
    """A day: its number from 1970-01-01, and the year and month that it lies in."""

    day: int
    year: int
    month: int

    def place(self, years: int) -> int:
        """Number the period in which the day lies; one that follows another has the next."""
        if years == _DAYS:
            return self.day
        if years == _MONTHS:
            return self.year * 12 + self.month - 1
        if self.year >= 0 or years == 1:
            return self.year // years
        return -(-self.year // years) - 1  # EDTF counts -004X away from the year 0


def _dates(event: Event, zone: str) -> tuple[_Date, _Date] | None:
    """Return the first and the last day on which an event can have been, None where it is open.

    With a clock time they are those of the reader's clock, else as written.
    """
    when = event.when
    if when.start is None or when.stop is None:
        return None
    clock = zone if when.has_clock else when.zone
    return _date(to_wall(when.start, clock)), _date(to_wall(when.stop - 1, clock))


def _date(shown: int) -> _Date:
    day = shown // _DAY
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


def _column(place: int, years: int, x: float) -> Column:
    """Return the column of a period that `_Date.place` numbers."""
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
        return Column(text, _words(text), x, (text, text))
    first, last = _span(place, years)
    ends = (edtf_date(first), edtf_date(last))
    name = f"{first}s" if years == 10 and 1000 <= first <= 9999 else _words("/".join(ends))
    if years > 1000 or max(abs(first), abs(last)) > 9999:
        return Column("/".join(ends), name, x, ends)
    unsaid = len(str(years)) - 1
    return Column(ends[1][:-unsaid] + "X" * unsaid, name, x, ends)


def _spoken(log: Log, events: Iterable[str]) -> dict[str, list[str]]:
    """Return for each actor who is no outlet what they said, the busiest first."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for event in dict.fromkeys(events):
        known = log.events[event]
        if known.kind in _SILENT or known.status is not EventStatus.HAPPENED:
            continue
        parts = [part for part in known.actors if part.role in _SPEAKING]
        for actor in dict.fromkeys(part.actor for part in parts):
            if log.actors[actor].kind is not ActorKind.OUTLET:
                said[actor].append(event)
    in_file_order = [actor for actor in log.actors if actor in said]
    return {actor: said[actor] for actor in sorted(in_file_order, key=lambda a: -len(said[a]))}


def _placed(dates: Mapping[str, tuple[_Date, _Date]], years: int) -> dict[str, int]:
    """Return the number of the period of each event that lies in one alone."""
    places = {event: [date.place(years) for date in ends] for event, ends in dates.items()}
    return {event: first for event, (first, last) in places.items() if first == last}


def _finest(dates: Mapping[str, tuple[_Date, _Date]]) -> tuple[str, int]:
    """Return the finest period that needs no more than `MOST_COLUMNS`, with its years.

    It has to date at least half of what any could date, or one day among a thousand bare years
    would decide for days.
    """
    most = len(_placed(dates, _PERIODS[-1][1]))
    for name, years in _PERIODS:
        places = _placed(dates, years).values()
        breadth = max(places) - min(places) + 1 if places else 0
        if breadth <= MOST_COLUMNS and 2 * len(places) >= most:
            return name, years
    return _PERIODS[-1]


def plan(log: Log, events: Sequence[str], zone: str) -> StatementPlan:
    """Plan who of `log` speaks in or writes those of `events`, on a clock in `zone`.

    Rows are the actors by the number of their statements, then in file order. Columns are all
    periods from the first statement to the last, and one for what is not dated to one of them.
    Raise `KeyError` for an id that the log does not have.
    """
    said = _spoken(log, events)
    shown = {actor: said[actor] for actor in list(said)[:MOST_ROWS]}
    statements = list(dict.fromkeys(event for each in shown.values() for event in each))
    dated = {event: _dates(log.events[event], zone) for event in statements}
    dates = {event: ends for event, ends in dated.items() if ends}
    period, years = _finest(dates)
    placed = _placed(dates, years)

    places: list[int | None] = []
    if placed:
        places += range(min(placed.values()), max(placed.values()) + 1)
    if len(placed) < len(statements):
        places.append(None)
    columns = {
        place: Column("", f"{period} not known", (at + 0.5) / len(places))
        if place is None
        else _column(place, years, (at + 0.5) / len(places))
        for at, place in enumerate(places)
    }
    rows = {actor: Row(actor, (at + 0.5) * ROW) for at, actor in enumerate(shown)}
    cells: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
    for actor, own in shown.items():
        for event in own:
            cells[actor, placed.get(event)].append(event)
    spots = [
        Spot(actor, column.start, tuple(cells[actor, place]), column.x, row.y)
        for actor, row in rows.items()
        for place, column in columns.items()
        if (actor, place) in cells
    ]
    return StatementPlan(
        height=float(max(len(rows), 1) * ROW),
        period=period,
        rows=tuple(rows.values()),
        columns=tuple(columns.values()),
        spots=tuple(spots),
        more=len(said) - len(shown),
    )


def _diameters(counts: Sequence[int]) -> list[float]:
    """Return the pixels across of bubbles, their areas in proportion to `counts`.

    The smallest may be larger than its share, so that its number can be read.
    """
    one = min(SMALLEST, LARGEST / sqrt(max(counts, default=1)))
    return [round(max(SMALLEST, one * sqrt(count)), 2) for count in counts]


def draw(drawn: StatementPlan) -> dict[str, object]:
    """Return a grid as a Plotly figure: a plain dict without words, colours as tokens."""
    return {
        "data": [
            rules(((0, row.y, 1, row.y) for row in drawn.rows), "@grid"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [spot.x for spot in drawn.spots],
                "y": [spot.y for spot in drawn.spots],
                "marker": {
                    "symbol": 0,
                    "size": _diameters([len(spot.events) for spot in drawn.spots]),
                    "color": ["@statement" if spot.period else "@quiet" for spot in drawn.spots],
                    "opacity": 1,  # Plotly's own for sizes that differ is 0.7
                    "line": {"width": 0},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(drawn.height),
    }
