"""The ticks of a ruler, for windows of any length in any unit."""

from hypothesis import example, given
from hypothesis import strategies as st

from components.figures.period import UNITS, Unit
from components.figures.ruler import ruler_ticks

YEAR = 31_557_600_000.0  # milliseconds
_YEARS = next(unit for unit in UNITS if unit.key == "year")


@given(
    st.sampled_from(UNITS),
    st.floats(-5000 * YEAR, 5000 * YEAR, allow_nan=False),
    st.floats(0.001, 40),
    st.floats(20, 2000),
)
@example(_YEARS, YEAR / 3, 1 / 7, 300.0)  # no quarter begins within it
def test_every_window_has_a_ruler_with_its_ticks_in_order(
    unit: Unit, start: float, length: float, width: float
) -> None:
    ticks = ruler_ticks((start, start + length * unit.length), unit, 10.0, width)
    places = [x for x, _ in ticks]
    assert places == sorted(places)
    assert all(10.0 <= x <= 10.0 + width + 0.01 for x in places)


def test_the_first_name_does_not_reach_into_what_stands_before_the_scale() -> None:
    century = next(unit for unit in UNITS if unit.key == "century")
    start = century.floor(-3290 * YEAR - 1970 * YEAR)
    names = [name for _, name in ruler_ticks((start, century.end(start)), century, 10.0, 600.0)]
    assert names[0] == "" and all(name.endswith(" BC") for name in names[1:])
    start = century.floor(-60 * YEAR)
    names = [name for _, name in ruler_ticks((start, century.end(start)), century, 10.0, 600.0)]
    assert names[0] == "1900"
