"""Who made statements when, as a grid of bubbles: actors by days, months, years or longer periods.

`plan` places them, `draw` makes a Plotly figure. x are fractions of the width, y are pixels from
the top. Statements that cannot be dated to one column share a column of their own: no date is
guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from components import wording
from components.events import (
    FIRST_YEAR,
    LAST_YEAR,
    ActorKind,
    Event,
    EventKind,
    EventStatus,
    Log,
    Role,
    Shape,
    civil,
    edtf_date,
    parse_when,
)
from components.figures.chart import frame, rules
from components.selection import to_wall
from components.wording import short

ROW = 34  # pixels
MOST_COLUMNS = 16  # beside the one of undated statements
MOST_ROWS = 24
SMALLEST, LARGEST = 15.0, 32.0  # pixels across a bubble
_DAY = 86_400_000
_SPEAKING = frozenset((Role.SPEAKER, Role.AUTHOR))

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
class ActorRow:
    """An actor, and the y of their line."""

    actor: str
    y: float


@dataclass(frozen=True, slots=True)
class Period:
    """A column: its period in EDTF and in words, the x of its middle, its ends in plain EDTF.

    The EDTF of the column of undated statements is "".
    """

    start: str
    name: str
    x: float
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Bubble:
    """The statements of an actor in a period, the `start` of its column; events in order."""

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
    rows: tuple[ActorRow, ...] = ()
    columns: tuple[Period, ...] = ()
    bubbles: tuple[Bubble, ...] = ()
    more: int = 0


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


def _column(place: int, years: int, x: float) -> Period:
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
        return Period(text, _words(text), x, (text, text))
    first, last = _span(place, years)
    ends = (edtf_date(first), edtf_date(last))
    name = f"{first}s" if years == 10 and 1000 <= first <= 9999 else _words("/".join(ends))
    if years > 1000 or max(abs(first), abs(last)) > 9999:
        return Period("/".join(ends), name, x, ends)
    unsaid = len(str(years)) - 1
    return Period(ends[1][:-unsaid] + "X" * unsaid, name, x, ends)


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
        speakers = (part.actor for part in event.actors if part.role in _SPEAKING)
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
    """Return the finest period that needs no more than `MOST_COLUMNS`, with its years.

    It has to date at least half of the events that any period can date, or one day among a
    thousand bare years would decide for days.
    """
    most = len(_placed(dates, _PERIODS[-1][1]))
    for name, years in _PERIODS:
        places = _placed(dates, years).values()
        breadth = max(places) - min(places) + 1 if places else 0
        if breadth <= MOST_COLUMNS and 2 * len(places) >= most:
            return name, years
    return _PERIODS[-1]


def plan(log: Log, events: Sequence[str], zone: str) -> StatementPlan:
    """Plan the grid of the statements among `events`, on a clock in `zone`.

    Rows are the actors by the number of their statements, then in file order. Columns are all
    periods from the first statement to the last, and one for those that lie in no single period.
    Raise `KeyError` for an id that the log does not have.
    """
    by_actor = _statements(log, events)
    shown = {actor: by_actor[actor] for actor in list(by_actor)[:MOST_ROWS]}
    statements = list(dict.fromkeys(event for events in shown.values() for event in events))
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
        place: Period("", wording.legend.not_known(period), (at + 0.5) / len(places))
        if place is None
        else _column(place, years, (at + 0.5) / len(places))
        for at, place in enumerate(places)
    }
    rows = {actor: ActorRow(actor, (at + 0.5) * ROW) for at, actor in enumerate(shown)}
    cells: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
    for actor, own in shown.items():
        for event in own:
            cells[actor, placed.get(event)].append(event)
    bubbles = [
        Bubble(actor, column.start, tuple(cells[actor, place]), column.x, row.y)
        for actor, row in rows.items()
        for place, column in columns.items()
        if (actor, place) in cells
    ]
    return StatementPlan(
        height=float(max(len(rows), 1) * ROW),
        period=period,
        rows=tuple(rows.values()),
        columns=tuple(columns.values()),
        bubbles=tuple(bubbles),
        more=len(by_actor) - len(shown),
    )


def _diameters(counts: Sequence[int]) -> list[float]:
    """Return the pixels across of bubbles, their areas in proportion to `counts`.

    The smallest may be larger than its share, so that its number can be read.
    """
    one = min(SMALLEST, LARGEST / sqrt(max(counts, default=1)))
    return [round(max(SMALLEST, one * sqrt(count)), 2) for count in counts]


def draw(grid: StatementPlan) -> dict[str, object]:
    """Return a grid as a Plotly figure: a plain dict without words, colours as tokens."""
    return {
        "data": [
            rules(((0, row.y, 1, row.y) for row in grid.rows), "@grid"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [bubble.x for bubble in grid.bubbles],
                "y": [bubble.y for bubble in grid.bubbles],
                "marker": {
                    "symbol": 0,
                    "size": _diameters([len(bubble.events) for bubble in grid.bubbles]),
                    "color": [
                        "@statement" if bubble.period else "@quiet" for bubble in grid.bubbles
                    ],
                    "opacity": 1,  # Plotly's own for sizes that differ is 0.7
                    "line": {"width": 0},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(grid.height),
    }
