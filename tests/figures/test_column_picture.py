"""The picture in columns: every event once, nothing overlapping, at every width and in any log."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log, check
from components.figures import plan_picture
from components.figures.axis import HOUR
from components.figures.column_picture import NARROW
from components.figures.column_plan import ColumnPlan
from components.figures.placement import Known, place
from components.figures.span import stated_bounds
from components.frames import index_log
from components.selection import Selection, View
from tests.figures.column_sample import DAY, assert_sound, plan_of, setting_of
from tests.frames.sample import ZONES, full_log, logs, make_log, of_whens, small_log, the_log
from tests.synthetic_log import synthetic_yaml

WIDTHS = (320, 390, 699, 700, 768, 1024, 1160, 1440, 1920)
LONG = "x" * 200
LABELS = (LONG, "何立峰" * 20, "مرحبا بالعالم " * 5, "a b c " * 40, "tea")


def with_parties(count: int, *, labels: tuple[str, ...] = ("Tea",)) -> Log:
    actors = {
        f"a{n}": {"name": f"Actor {n}", "kind": "person", "party": f"p{n}"} for n in range(count)
    }
    events = {
        f"e{n}": {
            "title": labels[n % len(labels)],
            "kind": ("post", "meeting", "statement")[n % 3],
            "when": ("2025-05-11", "2025-05-11T10:00Z", "2025-05-10/2025-05-12", "2025-05-12?")[
                n % 4
            ],
            "actors": [
                {"actor": f"a{m}", "role": "participant"}
                for m in ({n % count, (n + n // 12) % count} if count else ())
            ],
        }
        for n in range(24)
    }
    parties = {f"p{n}": {"name": f"Party {n}"} for n in range(count)}
    return make_log({"parties": parties, "actors": actors, "events": events})


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("log", [the_log, full_log, small_log], ids=lambda log: log.__name__)
def test_a_picture_is_sound_at_every_width(log: object, width: int) -> None:
    assert callable(log)
    assert_sound(plan_of(log(), width), list(log().events))


@pytest.mark.parametrize("width", [390, 768, 1160])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 12])
def test_any_number_of_parties_and_any_labels(count: int, width: int) -> None:
    log = with_parties(count, labels=LABELS)
    assert_sound(plan_of(log, width), list(log.events))


@settings(max_examples=60, deadline=None)
@given(logs(), st.sampled_from(WIDTHS), st.sampled_from(ZONES))
def test_random_logs(log: Log, width: int, zone: str) -> None:
    assert_sound(plan_of(log, width, zone), list(log.events))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(list(the_log().events))), st.sampled_from(WIDTHS))
def test_some_of_the_events(some: set[str], width: int) -> None:
    events = [event for event in the_log().events if event in some]
    assert_sound(plan_of(the_log(), width, events=events), events)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([1, 5, 60, 600, 24 * 60, 9 * 24 * 60, 400 * 24 * 60, 10**8]),
    st.sampled_from([390, 1160]),
)
def test_any_window(minute: int, minutes: int, width: int) -> None:
    start = 1_746_900_000_000 + minute * 60_000.0
    span = (start, start + minutes * 60_000)
    drawn = plan_of(the_log(), width, span=span)
    assert_sound(drawn, list(the_log().events))


@pytest.mark.parametrize(
    "whens", [("-0043-03-15", "0000", "Y-20000"), ("2025-03-30", "2025-10-26")]
)
def test_years_before_christ_and_days_on_which_clocks_change(whens: tuple[str, ...]) -> None:
    log = of_whens(*whens)
    assert_sound(plan_of(log), list(log.events))


def test_columns_stand_in_order_and_fill_the_width() -> None:
    for width in (w for w in WIDTHS if w >= NARROW):
        drawn = plan_of(the_log(), width)
        x = drawn.gutter
        for column in drawn.columns:
            assert column.x == pytest.approx(x)
            x += column.width
        assert x == pytest.approx(width)


def test_periods_without_events_are_one_break() -> None:
    log = of_whens("2025-05-01", "2025-05-20", window="2025-05-01/2025-05-20")
    names = [(column.name, column.width) for column in plan_of(log).columns if column.width]
    assert [name for name, _ in names] == ["Thu 1 May", "", "Tue 20 May"]
    assert names[1][1] == 24


def test_a_column_that_the_window_cuts_says_so_though_nothing_is_in_it() -> None:
    start, stop = 20_218 * DAY + 13.5 * HOUR, 20_220 * DAY + 9 * HOUR  # 10 and 12 May 2025
    drawn = plan_of(of_whens("2025-05-11", "2025-05-11T10:00Z"), 1160, span=(start, stop))
    first, _, last = (column.name for column in drawn.columns if column.span and column.width)
    assert (first, last) == ("Sat from 13:30", "Mon until 09:00")


def test_a_phone_has_a_section_for_each_span_and_no_gutter() -> None:
    drawn = plan_of(the_log(), 390)
    assert drawn.gutter == 0
    assert {(column.x, column.width) for column in drawn.columns} == {(0, 390)}
    assert all(box.caption_lines for box in drawn.boxes)
    tops = [row.top for row in drawn.rows]
    assert tops == sorted(tops)


@pytest.mark.parametrize("zone", ZONES)
def test_an_event_known_by_its_day_keeps_it_on_every_clock(zone: str) -> None:
    log = of_whens("2025-05-11", window="2025-05-10/2025-05-12", clocks={})
    day = setting_of(log, 1160, "Europe/Zurich").periods
    bounds = stated_bounds(log, zone, log.events)["e0"]
    found = place(log.events["e0"].when, bounds, day)
    assert (found.known, found.first, found.last) == (Known.SPAN, 1, 1)


def test_marks_of_a_ruler_stand_in_proportion_to_their_time() -> None:
    log = of_whens("2025-05-11T06:00+02:00", "2025-05-11T12:00+02:00", "2025-05-11T18:00+02:00",
                   window="2025-05-10/2025-05-12")  # fmt: skip
    drawn = plan_of(log)
    (ruler,) = drawn.rulers
    places = [(mark.x - ruler.x) / ruler.width for mark in drawn.marks]
    assert places == pytest.approx([0.25, 0.5, 0.75])
    assert all(ruler.top <= mark.y < ruler.y for mark in drawn.marks)


def test_labels_of_a_ruler_stand_in_order_of_time() -> None:
    drawn = plan_of(the_log())
    bounds = stated_bounds(the_log(), "Europe/Zurich", the_log().events)
    for ruler in drawn.rulers:
        marks = [
            mark
            for mark in drawn.marks
            if ruler.top <= mark.text_y <= ruler.bottom
            and ruler.x <= mark.text_x < ruler.x + ruler.width
        ]
        starts = [bounds[mark.event][0] or 0 for mark in sorted(marks, key=lambda m: m.text_y)]
        assert starts == sorted(starts)


def test_all_labels_stay_while_they_fit() -> None:
    assert all(mark.lines for mark in plan_of(the_log(), 1160).marks)


@pytest.mark.parametrize("events", [64, 300, 1000])
def test_many_events_keep_to_a_height(events: int) -> None:
    log = check(synthetic_yaml(events).encode(), "events.yaml").log
    assert log
    drawn = plan_of(log)
    assert len(drawn.marks) + len(drawn.since) == events
    assert drawn.height < (1_900 if events <= 300 else 3_200)  # in seven rows


def test_captions_name_weekdays_of_a_week_alone_and_zones_of_days_alone() -> None:
    whens = ("2025-05-10", "[2025-05-10..2025-05-12]", "[2025-05-10..2025-05-24]", "2025-05")
    log = of_whens(*whens, zone="UTC")
    boxes = plan_of(log, span=(DAY * 20_209.0, DAY * 20_240.0)).boxes
    assert {box.caption for box in boxes} == {
        "some time Saturday, UTC",
        "Saturday to Monday, UTC",
        "10\N{EN DASH}24 May?",
        "May 2025",
    }


def test_days_are_a_day() -> None:
    setting = setting_of(the_log(), 1160)
    assert {stop - start for start, stop in setting.periods} == {DAY}


def test_on_a_phone_rows_without_halves_share_a_scale_and_labels_say_whose_they_are() -> None:
    log = make_log(
        {
            "kinds": {
                kind: {"name": kind.title(), "plural": f"{kind}s", "shape": "met"}
                for kind in ("hearing", "ruling")
            },
            "events": {
                kind: {"title": "Opens", "kind": kind, "when": f"2025-05-10T10:{minute}"}
                for kind, minute in (("ruling", "02"), ("hearing", "01"))
            },
        }
    )
    both = plan_of(log, 390)
    (scale,) = both.rulers
    assert [name for _, name in scale.ticks] == ["10:00", "10:05", "10:10"]
    assert [" ".join(mark.lines) for mark in both.marks] == [
        "10:01 Hearing: Opens",
        "10:02 Ruling: Opens",
    ]
    (one,) = plan_of(log, 390, events=["ruling"]).marks
    assert one.lines == ("10:02 Opens",)


def test_what_is_known_to_the_minute_fills_a_column_of_a_minute() -> None:
    log = of_whens("2025-05-10T14:31", "2025-05-10T14:31:20")
    view = View(log, index_log(log), Selection(start="2025-05-10T12:31Z", end="2025-05-10T12:32Z"))
    drawn = plan_picture(view, 1160).chart
    assert isinstance(drawn, ColumnPlan)
    assert [box.caption for box in drawn.boxes] == ["some time 14:31"]
    assert [mark.lines for mark in drawn.marks] == [("14:31:20 Event 1",), ("Event 0",)]


def test_an_hour_that_comes_twice_is_two_columns() -> None:
    log = of_whens("2025-10-26T00:30Z", "2025-10-26T01:10Z")
    day = Selection(start="2025-10-26", end="2025-10-26")
    drawn = plan_picture(View(log, index_log(log), day), 1160).chart
    assert isinstance(drawn, ColumnPlan)
    filled = [(column.name, column.certain) for column in drawn.columns if column.certain]
    assert filled == [("02:00", 1), ("02:00", 1)]
    earlier, later = sorted(drawn.marks, key=lambda mark: mark.x)
    assert (earlier.event, later.event) == tuple(log.events)
