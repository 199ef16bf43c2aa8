"""Plan the bars by which a window is chosen: the days that the picture opens on, or longer periods.

A bar counts the events of a view that lie in its period, whatever the view's window. Times are
milliseconds on the reader's clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor

from components import wording
from components.figures.period import DAY, UNITS, Unit
from components.figures.picture import MARKS, known_span, opening, overview
from components.figures.span import Span
from components.selection import View, format_window, from_wall, to_wall

MOST = 12  # periods, between one bar for what comes before and one for what comes after


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """A period to choose: what it is called, in short and in full, and how many events it has."""

    name: str
    long_name: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a window may begin and end: as `from` and as `to` in an address, "" where it is open.

    `begins` and `ends` say so in words.
    """

    start: str
    end: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class PeriodBars:
    """Bars in the order of time, the edges around them, and which of these the window has.

    There is one edge more than there are bars. `first` and `last` are the places of the edges that
    are chosen. `is_exact` tells whether counts are more than heights of bars.
    """

    bars: Sequence[PeriodBar]
    edges: Sequence[Edge]
    first: int
    last: int
    is_exact: bool


def plan_bars(view: View) -> PeriodBars | None:
    """Return the bars of a view; `None` where there is nothing to choose from."""
    known = known_span(view)
    if known is None:
        return None
    opens_on = opening(view)
    home = max(opens_on[0], known[0]), min(opens_on[1], known[1])
    if home[0] >= home[1]:
        home = opens_on
    unit = _unit(home)
    periods = _periods(unit, home)
    first, last = periods[0][0], periods[-1][1]
    has_before, has_after = known[0] < first, known[1] > last
    spans = [
        *([(known[0], first)] if has_before else []),
        *periods,
        *([(last, known[1])] if has_after else []),
    ]
    if len(spans) < 2:
        return None
    is_exact = view.engine.total <= MARKS
    counts = _counts(view, spans) if is_exact else _estimates(view, spans)
    words = wording.filter_form
    names = [
        *([(words.BEFORE, words.before(unit.name(first)))] if has_before else []),
        *((_short(unit, start), unit.name(start)) for start, _ in periods),
        *([(words.AFTER, words.after(unit.name(periods[-1][0])))] if has_after else []),
    ]
    bars = [
        PeriodBar(short, name, count)
        for (short, name), count in zip(names, _whole(counts), strict=True)
    ]
    edges = [_edge(view, start, unit) for start, _ in spans[1:]]
    opened, closed = Edge("", "", words.FROM_BEGINNING, ""), Edge("", "", "", words.TO_END)
    begin, end = _chosen(view, [start for start, _ in spans[1:]])
    return PeriodBars(bars, [opened, *edges, closed], begin, end, is_exact)


def _unit(home: Span) -> Unit:
    """Return the smallest unit from a day on of which few enough periods make up a span."""
    for unit in UNITS:
        few = unit.length >= DAY and home[1] - home[0] <= MOST * unit.length
        if few and len(_periods(unit, home)) <= MOST:
            return unit
    return UNITS[-1]


def _periods(unit: Unit, home: Span) -> list[Span]:
    """Return the whole periods of a unit that a span touches."""
    return list(unit.periods((unit.floor(home[0]), unit.end(unit.floor(home[1] - 1)))))


def _short(unit: Unit, start: float) -> str:
    """Name a period in the width of a bar: by the number of its day, its month, its first year."""
    name = unit.name(start)
    words = name.partition("\N{EN DASH}")[0].split()
    if unit.length == DAY:
        return words[1]
    is_of_years = words[0].isdigit() and name.endswith(" BC")
    return f"{words[0]} BC" if is_of_years else words[0]


def _counts(view: View, spans: Sequence[Span]) -> list[float]:
    """Return how many events of a view lie in each span; one of several spans has a share in each.

    Each span is asked for by itself: days on which the clock changes are not as long as others.
    """
    anywhere = replace(view.query, window=(None, None))

    def count(span: Span) -> float:
        begin, stop = (from_wall(int(end), view.zone) for end in span)
        (row,) = view.engine.bins(anywhere, "kind", [], begin, stop - begin, 1)
        return float(row[0])

    return [count(span) for span in spans]


def _whole(shares: Sequence[float]) -> Sequence[int]:
    """Round shares of events so that their sum is that of the shares: the largest rests go up."""
    whole = [floor(share) for share in shares]
    rests = sorted(range(len(shares)), key=lambda place: whole[place] - shares[place])
    for place in rests[: round(sum(shares)) - sum(whole)]:
        whole[place] += 1
    return whole


def _estimates(view: View, spans: Sequence[Span]) -> list[float]:
    """Return about how many events lie in each span, from the steps of the strip."""
    counts, extent = overview(view)
    return _shared_out(counts, extent, spans)


def _shared_out(counts: Sequence[float], whole: Span, spans: Sequence[Span]) -> list[float]:
    """Share counts in even steps of `whole` out among spans, by how much of a step each has."""
    step = (whole[1] - whole[0]) / len(counts)
    edges = [whole[0] + place * step for place in range(len(counts) + 1)]
    steps = [
        (begin, end, count) for (begin, end), count in zip(pairwise(edges), counts, strict=True)
    ]
    return [
        sum(
            count * (min(end, stop) - max(begin, start)) / step
            for begin, end, count in steps
            if count and min(end, stop) > max(begin, start)
        )
        for start, stop in spans
    ]


def _edge(view: View, time: float, unit: Unit) -> Edge:
    """Return the edge between two spans."""
    start, _ = format_window(time, time + DAY, view.zone)
    _, end = format_window(time - DAY, time, view.zone)
    words = wording.filter_form
    return Edge(
        start,
        end,
        words.window_from(unit.name(unit.floor(time))),
        words.window_to(unit.name(unit.floor(time - 1))),
    )


def _chosen(view: View, inner: Sequence[float]) -> tuple[int, int]:
    """Return the places of the edges around a view's window, the nearest outside it."""
    start, stop = (
        None if instant is None else float(to_wall(instant, view.zone))
        for instant in view.query.window
    )
    first = 0 if start is None else sum(time <= start for time in inner)
    last = len(inner) + 1 if stop is None else 1 + sum(time < stop for time in inner)
    return min(first, last - 1), last
