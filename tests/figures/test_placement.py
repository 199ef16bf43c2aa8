"""Where events stand: by what is known of their time, whatever else is shown and however wide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.figures.axis import DAY
from components.figures.placement import BEFORE, Known, column_at, place
from components.figures.span import stated_bounds
from tests.figures.column_sample import setting_of
from tests.frames.sample import ZONES, of_whens, the_log

DAYS = [(day * float(DAY), (day + 1) * float(DAY)) for day in range(20217, 20222)]  # 9 to 13 May


@pytest.mark.parametrize(
    ("when", "known", "first", "last"),
    [
        ("2025-05-10", Known.SPAN, 1, 1),
        ("2025-05-10T10:00Z", Known.CLOCK, 1, 1),
        ("2025-05-10/2025-05-11", Known.LASTED, 1, 2),
        ("[2025-05-10..2025-05-11]", Known.SPAN, 1, 2),
        ("[..2025-05-10]", Known.BY, BEFORE, BEFORE),
        ("[2025-05-10..]", Known.FROM, 5, 5),
        ("2025-04-09/..", Known.SINCE, BEFORE, 5),
        ("../2025-05-10", Known.SINCE, BEFORE, 1),
        ("2025-05-10/..", Known.LASTED, 1, 5),
        ("2025-05", Known.SINCE, BEFORE, 5),
        ("2025-05-01", Known.SPAN, BEFORE, BEFORE),
        ("-0043-03-15", Known.SPAN, BEFORE, BEFORE),
        ("9999-12-31", Known.SPAN, 5, 5),
    ],
)
def test_what_is_known_gives_the_columns(when: str, known: Known, first: int, last: int) -> None:
    log = of_whens(when)
    bounds = stated_bounds(log, "Europe/Zurich", log.events)["e0"]
    found = place(log.events["e0"].when, bounds, DAYS)
    assert (found.known, found.first, found.last) == (known, first, last)


def test_a_day_of_a_year_stands_on_its_ruler_unless_it_is_uncertain() -> None:
    log = of_whens("2025-05-10", "2025-05-10?", "2025-05")
    bounds = stated_bounds(log, "UTC", log.events)
    year = [(20089.0 * DAY, 20454.0 * DAY)]
    found = [place(event.when, bounds[event.id], year).known for event in log.events.values()]
    assert found == [Known.CLOCK, Known.SPAN, Known.SPAN]


@given(st.floats(-1e13, 1e13))
def test_the_column_of_a_time_holds_it(time: float) -> None:
    column = column_at(time, DAYS)
    if 0 <= column < len(DAYS):
        assert DAYS[column][0] <= time < DAYS[column][1]
    else:
        assert time < DAYS[0][0] if column == BEFORE else time >= DAYS[-1][1]


@settings(max_examples=20, deadline=None)
@given(
    st.sets(st.sampled_from(list(the_log().events)), min_size=1),
    st.sampled_from([320, 768, 1920]),
    st.sampled_from(ZONES),
)
def test_neither_width_nor_filters_change_where_an_event_stands(
    some: set[str], width: int, zone: str
) -> None:
    log = the_log()
    everything, narrowed = setting_of(log, 1160, zone), setting_of(log, width, zone)
    few = stated_bounds(log, zone, some)
    known = stated_bounds(log, zone, log.events)
    for event in some:
        before = place(log.events[event].when, known[event], everything.periods)
        after = place(log.events[event].when, few[event], narrowed.periods)
        assert before == after
        words = [s.captions.box(log.events[event], before) for s in (everything, narrowed)]
        assert words[0] == words[1]
