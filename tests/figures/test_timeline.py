"""The picture: what `plan` puts where, and what of it `draw` gives to Plotly."""

import json
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Form, Log
from components.figures import LIGHT, Mark, Palette, Plan, draw, event_bounds, plan
from components.figures.lane import LANES
from components.figures.span import log_extent, opening_span, visible_span
from components.figures.theme import MARK, SYMBOLS
from components.figures.timeline import GUTTER, HEADING, NARROW, ROW, Arc
from components.frames import Query
from components.selection import Selection, clock_of, option_names
from components.selection.filters import query
from tests.figures.sample import every_palette, traces
from tests.frames.sample import (
    facts_of,
    ids_of,
    index_of,
    logs,
    make_log,
    of_whens,
    outside,
    small_log,
    the_log,
)

HOUR = 3_600_000
DAY = 24 * HOUR
WIDTHS = (300, 600, 900, 1400)


ALL = Selection()


def planned(log: Log, selection: Selection = ALL, width: float = 900) -> Plan:
    """Plan the picture of a selection as the page does."""
    zone = clock_of(selection, log).zone
    index = index_of(log)
    question = query(selection, log)
    known = event_bounds(log, zone, log.events)
    extent = log_extent(index.extent(Query()), zone)
    return plan(
        log,
        ids_of(index, question),
        known,
        beyond=outside(index, question),
        by="actor"
        if selection.lanes == "side"
        else "actor"
        if selection.lanes == "side"
        else selection.lanes,
        names=option_names(facts_of(log)),
        view=visible_span(question.window, zone, opening_span(log, zone, extent), extent),
        width=width,
        selected=selection.event,
    )


def of_events(log: Log, view: tuple[float, float], width: float = 900) -> Plan:
    """Plan the picture of all events of a log in file order, on the clock of UTC."""
    known = event_bounds(log, "UTC", log.events)
    names = option_names(facts_of(log))
    return plan(log, list(log.events), known, by="kind", names=names, view=view, width=width)


def pixels(chart: Plan, time: float) -> float:
    return (time - chart.view[0]) * chart.width / (chart.view[1] - chart.view[0])


def marks_of(chart: Plan) -> dict[str, list[Mark]]:
    marks = defaultdict(list)
    for mark in chart.marks:
        marks[mark.event].append(mark)
    return marks


def assert_sound(chart: Plan) -> None:
    """Hold a plan to what must be true of any."""
    top = 0.0
    for before, lane in pairwise((None, *chart.lanes)):
        assert lane is not None
        starts_group = lane.group and (before is None or before.group != lane.group)
        assert lane.top == top + (HEADING if starts_group else 0)
        top = lane.top + lane.height
    assert chart.height >= top
    assert [group for group, _ in chart.groups] == list(
        dict.fromkeys(lane.group for lane in chart.lanes if lane.group)
    )
    tops = [top for _, top in chart.groups]
    assert tops == sorted(tops)

    for mark in chart.marks:
        lane = chart.lanes[mark.lane]
        assert isfinite(mark.x)
        assert lane.top + MARK / 2 < mark.y < lane.top + lane.height - MARK / 2
    by_lane = defaultdict(list)
    for mark in chart.marks:
        by_lane[mark.lane].append((pixels(chart, mark.x), mark.y))
    for places in by_lane.values():
        for number, (x, y) in enumerate(places):
            for other_x, other_y in places[:number]:
                # far outside the view nobody looks
                apart = abs(x - other_x) >= MARK - 1e-3 or abs(x) > 50_000
                assert apart or abs(y - other_y) >= ROW

    joined = {join.event: join for join in chart.joins}
    assert len(joined) == len(chart.joins)
    for event, marks in marks_of(chart).items():
        assert [mark.lane for mark in marks] == sorted({mark.lane for mark in marks})
        assert len({(mark.x, mark.number, mark.start, mark.stop) for mark in marks}) == 1
        assert (event in joined) == (len(marks) > 1)
        if event in joined:
            heights = [mark.y for mark in marks]
            assert (joined[event].top, joined[event].bottom) == (min(heights), max(heights))
            assert joined[event].x == marks[0].x

    for bar in chart.bars:
        assert any(mark.y == bar.y for mark in marks_of(chart)[bar.event] if mark.lane == bar.lane)
        assert isfinite(bar.start)
        assert isfinite(bar.stop)
        assert bar.start <= bar.stop


# --- plan, on the real log ------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(start="2025-01-01"),
        Selection(start="2025-05-11", end="2025-05-11", clock="beijing"),
        Selection(start="2025-05-11T10:00Z", end="2025-05-11T13:00Z"),
        Selection(start="-0043", end="0000"),
    ],
    ids=["home", "year", "day", "hours", "BC"],
)
def test_nothing_collides_at_any_width_in_any_lanes_in_any_window(
    selection: Selection, lanes: str, width: int
) -> None:
    chart = planned(the_log(), replace(selection, lanes=lanes), width)
    assert_sound(chart)
    assert (chart.gutter, chart.width) == (
        (0, width) if width < NARROW else (GUTTER, width - GUTTER)
    )


@pytest.mark.parametrize("selection", [Selection(), Selection(kind=("statement",), q="trump")])
def test_marks_have_the_numbers_of_the_reading_order(selection: Selection) -> None:
    log = the_log()
    index = index_of(log)
    order = ids_of(index, query(selection, log))
    numbers = {mark.event: mark.number for mark in planned(log, selection).marks}
    assert numbers == {event: number for number, event in enumerate(order, 1)}


def test_events_outside_the_window_keep_their_lanes_without_a_number() -> None:
    everything = planned(the_log())
    chart = planned(the_log(), Selection(start="2025-05-12", end="2025-05-12"))
    assert [lane.id for lane in chart.lanes] == [lane.id for lane in everything.lanes]
    unnumbered = {mark.event for mark in chart.marks if not mark.number}
    index = index_of(the_log())
    question = query(Selection(start="2025-05-12", end="2025-05-12"), the_log())
    assert unnumbered == set(outside(index, question))
    assert len(unnumbered) > 10
    assert {mark.event for mark in chart.marks} == set(the_log().events)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_instant_stands_on_its_minute_and_a_day_within_its_day(width: int) -> None:
    log = the_log()
    chart = planned(log, Selection(), width)
    scale = chart.width / (chart.view[1] - chart.view[0])
    instants = days = 0
    for mark in chart.marks:
        when = log.events[mark.event].when
        if when.form is Form.DURATION or mark.start is None or mark.stop is None:
            continue
        if when.has_clock and mark.stop - mark.start <= 60_000:
            assert mark.x == pytest.approx(mark.start, abs=1)
            instants += 1
        elif mark.start >= chart.view[0] and (mark.stop - mark.start) * scale > MARK + 2:
            assert mark.x - MARK / 2 / scale >= mark.start - 1
            assert mark.x + MARK / 2 / scale <= mark.stop + 1
            days += 1
    assert instants > 3
    assert days > 30


def test_a_time_between_two_is_not_drawn_at_the_first() -> None:
    log = of_whens("[2025-05-11T09:00Z..2025-05-11T17:00Z]", "[..2025-05-11T06:00Z]")
    view = (1746921600000.0, 1746921600000.0 + DAY)  # 11 May, UTC
    between, until = of_events(log, view).marks
    assert between.start is not None
    assert between.x == pytest.approx(between.start + 4 * HOUR, abs=HOUR / 2)
    assert until.x == pytest.approx(view[0] + 3 * HOUR, abs=HOUR / 2)


def test_the_order_of_the_file_is_the_order_within_a_day() -> None:
    chart = of_events(of_whens(*["2025-05-11"] * 40), (1746921600000.0, 1746921600000.0 + DAY))
    places = [(mark.y, mark.x) for mark in chart.marks]
    assert places == sorted(places)
    assert len({y for y, _ in places}) == 2


def test_durations_are_bars_from_end_to_end_and_open_ends_reach_the_edge() -> None:
    log = of_whens("2025-05-10/2025-05-11", "2025-05-11/..", "../2025-05-10", zone="UTC")
    first = 1746748800000.0  # 9 May, UTC
    chart = of_events(log, (first, first + 4 * DAY))
    assert [(bar.start, bar.stop, bar.open_start, bar.open_stop) for bar in chart.bars] == [
        (first + DAY, first + 3 * DAY, False, False),
        (first + 2 * DAY, first + 4 * DAY, False, True),
        (first, first + 2 * DAY, True, False),
    ]
    numbers = [pixels(chart, mark.x) for mark in chart.marks]
    starts = [pixels(chart, bar.start) for bar in chart.bars]
    assert numbers == pytest.approx([start + MARK / 2 + 2 for start in starts])


def test_bars_that_overlap_in_time_have_rows_of_their_own() -> None:
    for lanes in LANES:
        for width in WIDTHS:
            chart = planned(the_log(), Selection(lanes=lanes, start="2025-01-01"), width)
            rows = defaultdict(list)
            for bar in chart.bars:
                rows[bar.lane, bar.y].append((pixels(chart, bar.start), pixels(chart, bar.stop)))
            for bars in rows.values():
                long = sorted(bar for bar in bars if bar[1] - bar[0] > MARK)
                assert all(one[1] <= other[0] + MARK for one, other in pairwise(long))


def test_a_bar_that_began_before_the_view_has_its_number_in_view() -> None:
    chart = of_events(of_whens("2020/2030"), (1746921600000.0, 1746921600000.0 + DAY))
    assert pixels(chart, chart.marks[0].x) == pytest.approx(MARK / 2 + 2)
    assert (chart.before, chart.after) == (0, 0)


def test_numbered_events_out_of_view_are_counted() -> None:
    log = of_whens("2024-01-01", "2024/2024", "../2024", "2025-05-11", "2026", "2026/..")
    chart = of_events(log, view := (1746921600000.0, 1746921600000.0 + DAY))
    assert (chart.before, chart.after) == (3, 2)
    assert all(isfinite(mark.x) for mark in chart.marks)
    known, names = event_bounds(log, "UTC", log.events), option_names(facts_of(log))
    beyond = list(log.events)
    unnumbered = plan(log, [], known, beyond=beyond, by="kind", names=names, view=view, width=900)
    assert (unnumbered.before, unnumbered.after) == (0, 0)


def test_what_is_known_of_an_event_is_known_of_its_marks() -> None:
    known = {
        mark.event: (mark.kind, mark.status, mark.certain, mark.differs)
        for mark in planned(small_log()).marks
    }
    assert known == {
        "talks": ("meeting", "happened", True, True),
        "word": ("statement", "happened", True, False),
        "plan": ("announcement", "scheduled", False, False),
    }


def test_a_log_without_events_has_an_empty_picture() -> None:
    chart = planned(make_log({"events": {}}))
    assert (chart.lanes, chart.marks, chart.bars, chart.joins) == ((), (), (), ())
    assert chart.height > 0
    assert traces(draw(chart))


@settings(max_examples=40, deadline=None)
@given(logs(), st.sampled_from(LANES), st.sampled_from(WIDTHS), st.sampled_from(["own", "utc"]))
def test_any_log_can_be_drawn(log: Log, lanes: str, width: int, clock: str) -> None:
    chart = planned(log, Selection(lanes=lanes, clock=clock), width)
    assert_sound(chart)
    json.dumps(draw(chart), allow_nan=False)


# --- draw -----------------------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    """Yield every text in a figure; names of properties are Plotly's own, or it refuses them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def numbers(array: dict[str, str]) -> npt.NDArray[np.float64]:
    return np.frombuffer(b64decode(array["bdata"]), dtype=f"<{array['dtype']}").astype(np.float64)


def trace_of(chart: Plan, mode: str) -> dict[str, Any]:
    """Return the trace of the joins (lines), the durations (bar) or the marks (markers)."""
    figure: dict[str, Any] = draw(chart)
    (trace,) = (trace for trace in figure["data"] if trace.get("mode", trace["type"]) == mode)
    assert isinstance(trace, dict)
    return trace


def renamed(log: Log) -> Log:
    """Return the log with every text of every event, actor, topic, source and table replaced."""
    tables: dict[str, Any] = {
        "about": log.about.model_copy(update={"title": "Sesame", "summary": "Street"}),
        "events": {
            id: event.model_copy(
                update=dict.fromkeys(("title", "summary", "place", "channel", "note"), "Elmo")
            )
            for id, event in log.events.items()
        },
        "actors": {
            id: actor.model_copy(update={"name": f"Big Bird {id}", "title": "Bird", "aliases": ()})
            for id, actor in log.actors.items()
        },
    }
    for table in ("parties", "delegations", "topics"):
        tables[table] = {
            id: entry.model_copy(update={"name": f"Cookie {id}"})
            for id, entry in getattr(log, table).items()
        }
    return log.model_copy(update=tables)


@every_palette
@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("width", [300, 900])
def test_plotly_takes_the_figure(width: int, lanes: str, palette: Palette) -> None:
    chart = planned(the_log(), Selection(lanes=lanes), width)
    assert traces(draw(chart), palette) == ["lines", "bar", "markers"]


def test_the_figure_holds_no_word_of_the_log() -> None:
    log = the_log()
    chart = planned(log)
    text = json.dumps(draw(chart), ensure_ascii=False)
    for table in (log.events, log.actors, log.topics, log.sources, log.parties, log.delegations):
        for id, entry in table.items():
            words = [getattr(entry, name, "") for name in ("title", "name", "summary", "note")]
            assert not [word for word in words if len(word) > 3 and word in text], id
    assert draw(planned(renamed(log))) == draw(chart)


def test_every_text_in_the_figure_is_a_token_or_plotlys_or_packed_numbers() -> None:
    # what is left when there is nothing to draw is Plotly's own, and so is the hatching
    plotly = {*strings(draw(planned(make_log({"events": {}})))), "/", ""}
    tokens = {f"@{name}" for name in LIGHT}
    figure: dict[str, Any] = draw(planned(the_log()))
    packed = {
        value["bdata"]
        for trace in figure["data"]
        for part in (trace, trace.get("marker", {}), trace.get("marker", {}).get("line", {}))
        for value in part.values()
        if isinstance(value, dict) and "bdata" in value
    }
    assert {*strings(figure)} <= plotly | tokens | packed
    assert all(b64decode(text, validate=True) for text in packed)


def test_a_figure_of_a_thousand_events_is_under_100_kb() -> None:
    days = [str(date(2024, 1, 1) + timedelta(days=7 * n % 365)) for n in range(1000)]
    actors = {f"a{n}": {"name": f"Actor {n}", "kind": "person"} for n in range(20)}
    events = {
        f"e{n}": {
            "title": "A title that would take much room if it were sent with every mark",
            "kind": ("post", "meeting", "statement", "interview")[n % 4],
            "when": f"{day}T{n % 24:02}:00Z" if n % 5 == 0 else day + "?" * (n % 5 == 1),
            "actors": [
                {"actor": f"a{(n + step) % 20}", "role": "speaker"} for step in range(1 + n % 3)
            ],
        }
        for n, day in enumerate(days)
    }
    chart = planned(make_log({"actors": actors, "events": events}, zone="UTC"))
    assert len(chart.marks) == 1999
    assert len({mark.event for mark in chart.marks}) == 1000
    assert len(json.dumps(draw(chart))) < 100_000


def test_every_mark_is_drawn_where_it_is_planned() -> None:
    chart = planned(the_log(), Selection(start="2025-05-11", end="2025-05-11"))
    trace = trace_of(chart, "markers")
    assert numbers(trace["x"]).tolist() == [mark.x for mark in chart.marks]
    assert numbers(trace["y"]).tolist() == [mark.y for mark in chart.marks]


def looks(chart: Plan) -> dict[str, tuple[str, str, int, float, int]]:
    """Return for each event the fill, edge, size, strength and symbol of its marks."""
    marker = trace_of(chart, "markers")["marker"]
    colours = [token for _, token in marker["colorscale"]]
    assert marker["line"]["colorscale"] == marker["colorscale"]
    assert (marker["cmin"], marker["cmax"]) == (0, len(colours) - 1)
    assert [at for at, _ in marker["colorscale"]] == pytest.approx(
        np.linspace(0, 1, len(colours)).tolist()
    )
    columns = (marker["color"], marker["line"]["color"])
    columns += tuple(marker[name] for name in ("size", "opacity", "symbol"))
    rows = zip(*map(numbers, columns), strict=True)
    return {
        mark.event: (colours[int(fill)], colours[int(edge)], int(size), strength, int(symbol))
        for mark, (fill, edge, size, strength, symbol) in zip(chart.marks, rows, strict=True)
    }


def test_joins_are_lines_with_gaps_between_them() -> None:
    chart = planned(the_log())
    trace = trace_of(chart, "lines")
    x, y = numbers(trace["x"]), numbers(trace["y"])
    assert len(x) == len(y) == 3 * len(chart.joins) > 0
    assert np.isnan(x[2::3]).all()
    assert np.isnan(y[2::3]).all()
    assert x[0::3].tolist() == x[1::3].tolist() == [join.x for join in chart.joins]
    assert y[0::3].tolist() == [join.top for join in chart.joins]
    assert y[1::3].tolist() == [join.bottom for join in chart.joins]


def test_what_has_not_happened_or_is_not_sure_is_hollow() -> None:
    log = make_log(
        """
        events:
          sure: {title: Sure, kind: post, when: 2025-05-11}
          perhaps: {title: Perhaps, kind: post, when: 2025-05-11?}
          due: {title: Due, kind: meeting, status: scheduled, when: 2025-05-11}
        """
    )
    known = event_bounds(log, "UTC", log.events)
    view = (1746921600000.0, 1746921600000.0 + DAY)
    names = option_names(facts_of(log))
    inside = plan(log, list(log.events), known, by="kind", names=names, view=view, width=900)
    assert looks(inside) == {
        "sure": ("@post", "@paper", MARK, 1, SYMBOLS["post"]),
        "perhaps": ("@paper", "@post", MARK, 1, SYMBOLS["post"]),
        "due": ("@paper", "@meeting", MARK, 1, SYMBOLS["meeting"]),
    }
    outside = plan(log, [], known, beyond=["sure"], by="kind", names=names, view=view, width=900)
    (fill, edge, size, strength, symbol) = looks(outside)["sure"]
    assert (fill, edge, symbol) == ("@paper", "@post", SYMBOLS["post"])
    assert size < MARK
    assert strength < 1


def test_an_open_end_fades_out_and_a_closed_one_does_not() -> None:
    first = 1746748800000.0
    log = of_whens("2025-05-10/2025-05-11", "2025-05-10/..", "../2025-05-11", zone="UTC")
    trace = trace_of(of_events(log, (first, first + 4 * DAY)), "bar")
    base, length, height = (numbers(trace[name]) for name in ("base", "x", "y"))
    opacity = np.array(trace["marker"]["opacity"])
    closed, since, until = ([*np.flatnonzero(height == y)] for y in dict.fromkeys(height))
    assert len(closed) == 1
    ordered = sorted(since, key=lambda piece: base[piece])
    assert (np.diff(opacity[ordered]) <= 0).all()
    assert opacity[ordered[-1]] < opacity[ordered[0]] / 2
    ordered = sorted(until, key=lambda piece: base[piece])
    assert (np.diff(opacity[ordered]) >= 0).all()
    for pieces in (since, until):  # the pieces make one bar
        assert length[pieces].sum() == pytest.approx(3 * DAY)


def test_the_axes_are_the_view_and_pixels_from_the_top() -> None:
    chart = planned(the_log())
    figure: dict[str, Any] = draw(chart)
    assert figure["layout"]["xaxis"]["range"] == list(chart.view)
    assert figure["layout"]["yaxis"]["range"] == [chart.height, 0]
    assert figure["layout"]["height"] == chart.height


# --- links of the opened event ------------------------------------------------------------------


def expected_arcs(log: Log, selected: str, chart: Plan) -> set[tuple[str, str, str]]:
    present = {mark.event for mark in chart.marks}
    return {
        (event.id, link.event, str(link.relation))
        for event in log.events.values()
        for link in event.links
        if selected in (event.id, link.event)
        and event.id != link.event
        and {event.id, link.event} <= present
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lanes", LANES)
def test_the_opened_event_is_joined_to_all_that_it_bears_on(lanes: str, width: float) -> None:
    log = the_log()
    assert not planned(log, Selection(lanes=lanes), width).arcs
    for event in log.events:
        chart = planned(log, Selection(lanes=lanes, event=event), width)
        arcs = {(arc.event, arc.other, arc.relation) for arc in chart.arcs}
        assert arcs == expected_arcs(log, event, chart)
        marks = marks_of(chart)
        for arc in chart.arcs:
            assert arc.start in [(mark.x, mark.y) for mark in marks[arc.event]]
            assert arc.stop in [(mark.x, mark.y) for mark in marks[arc.other]]


def test_the_nearest_marks_are_joined() -> None:
    chart = planned(the_log(), Selection(event="greer-deal"))
    marks = marks_of(chart)
    assert chart.arcs
    for arc in chart.arcs:
        lengths = [
            np.hypot(pixels(chart, one.x) - pixels(chart, other.x), one.y - other.y)
            for one in marks[arc.event]
            for other in marks[arc.other]
        ]
        length = np.hypot(
            pixels(chart, arc.start[0]) - pixels(chart, arc.stop[0]), arc.start[1] - arc.stop[1]
        )
        assert length == pytest.approx(min(lengths))


def test_an_event_outside_the_view_leaves_no_arc_behind() -> None:
    log = make_log(
        """
        events:
          e0: {title: A, kind: post, when: 2025-05-10, links: [{event: e1, relation: answers}]}
          e1: {title: B, kind: post, when: 2025-05-11}
          e2: {title: C, kind: post, when: 2025-05-12}
        """
    )
    known, names = event_bounds(log, "UTC", log.events), option_names(facts_of(log))
    view = (known["e0"][0] or 0, known["e2"][1] or 0)

    def arcs(*shown: str) -> int:
        chart = plan(log, shown, known, by="kind", names=names, view=view, width=900, selected="e0")
        return len(chart.arcs)

    assert [arcs("e0", "e1", "e2"), arcs("e0", "e2"), arcs("e1", "e2")] == [1, 0, 0]


def test_an_arc_is_a_curve_from_the_edge_of_one_mark_to_the_edge_of_the_other() -> None:
    chart = planned(the_log(), Selection(event="greer-deal"))
    curves, heads = draw(chart)["data"][3:]  # type: ignore[index]
    assert (curves["mode"], heads["mode"]) == ("lines", "markers")
    x, y = numbers(curves["x"]), numbers(curves["y"])
    ends = np.flatnonzero(np.isnan(x))
    assert len(ends) == len(chart.arcs) == len(numbers(heads["x"]))
    for arc, start, stop in zip(chart.arcs, [0, *(ends[:-1] + 1)], ends, strict=True):
        across = np.array([pixels(chart, time) for time in x[start:stop]])
        for (time, height), at in ((arc.start, 0), (arc.stop, -1)):
            gap = np.hypot(across[at] - pixels(chart, time), y[start:stop][at] - height)
            assert 0 < gap < MARK + 6
        assert len(across) > 8
    assert numbers(heads["x"]) == pytest.approx(x[ends - 1])
    assert np.isfinite(numbers(heads["marker"]["angle"])).all()


def test_a_head_points_where_its_curve_arrives() -> None:
    view = (0.0, 1000.0)
    for ends, expected in (
        (((0.0, 100.0), (1000.0, 100.0)), 90),
        (((1000.0, 100.0), (0.0, 100.0)), -90),
        (((500.0, 0.0), (500.0, 400.0)), 180),
        (((500.0, 400.0), (500.0, 0.0)), 0),
    ):
        chart = Plan(view, 1000, 400, arcs=(Arc("a", "b", "answers", *ends),))
        angle = numbers(draw(chart)["data"][4]["marker"]["angle"])[0]  # type: ignore[index]
        apart = (angle - expected + 180) % 360 - 180
        assert abs(apart) < 50  # the curve bows
