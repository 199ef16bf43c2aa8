"""Places that do not collide: what must hold for any items, and how a few stand exactly."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise
from math import inf, isinf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.figures.layout import GRAIN, Item, Place, arrange

SIZE = 20.0
WIDTH = 400.0
NEAR = 1e-3  # of a pixel
GRID = SIZE / GRAIN

LANES = [lanes for count in (1, 2, 3) for lanes in combinations(range(3), count)]


@st.composite
def flowing(draw: st.DrawFn) -> Item:
    """Draw an item with room, or too little, often in the interval of another one."""
    lanes = draw(st.sampled_from(LANES))
    usual = [(0.0, 100.0), (100.0, 200.0), (95.0, 105.0), (-inf, 50.0), (350.0, inf), (-inf, inf)]
    start, stop = draw(
        st.one_of(
            st.sampled_from(usual),
            st.tuples(st.floats(-600, 900), st.floats(0, 300)).map(lambda at: (at[0], sum(at))),
        )
    )
    return Item(lanes, start, stop)


@st.composite
def fixed(draw: st.DrawFn) -> Item:
    x = draw(st.one_of(st.sampled_from([50.0, 55.0, 100.0]), st.floats(-600, 900)))
    bars = st.one_of(
        st.none(),
        st.tuples(st.floats(0, 300), st.floats(0, 300)).map(lambda by: (x - by[0], x + by[1])),
        st.sampled_from([(-inf, x), (x, inf)]),
    )
    return Item(draw(st.sampled_from(LANES)), x, x, fixed=True, bar=draw(bars))


ITEMS = st.lists(st.one_of(flowing(), flowing(), fixed()), max_size=30)


def in_rows(items: Iterable[Item], places: Iterable[Place]) -> dict[tuple[int, int], list[int]]:
    """Tell which items stand in each row of each lane."""
    rows = defaultdict(list)
    for number, (item, place) in enumerate(zip(items, places, strict=True)):
        for lane, row in zip(item.lanes, place.rows, strict=True):
            rows[lane, row].append(number)
    return rows


def inside(item: Item) -> tuple[float, float] | None:
    """Tell within which pixels an item has to stand: what is in view, else all, if a mark fits."""
    seen = max(item.start, 0.0), min(item.stop, WIDTH)
    if seen[1] - seen[0] >= SIZE:
        return seen
    return (item.start, item.stop) if item.stop - item.start >= SIZE else None


@settings(max_examples=120, deadline=None)
@given(ITEMS)
def test_what_holds_for_any_items(items: list[Item]) -> None:
    places = arrange(items, WIDTH, SIZE)
    assert len(places) == len(items)

    for item, place in zip(items, places, strict=True):
        assert len(place.rows) == len(item.lanes)
        assert not isinf(place.x)
        if item.fixed:
            assert place.x == item.start
        elif room := inside(item):
            assert place.x - SIZE / 2 >= room[0] - NEAR
            assert place.x + SIZE / 2 <= room[1] + NEAR
        else:
            assert place.x == pytest.approx((item.start + item.stop) / 2, abs=NEAR)

    for numbers in in_rows(items, places).values():
        for left, right in pairwise(sorted(places[number].x for number in numbers)):
            assert right - left >= SIZE - NEAR
        bars = [bar for number in numbers if (bar := items[number].bar)]
        # the grid can tell no more, and what is shorter is hidden by its own mark
        for one, other in pairwise(sorted(bar for bar in bars if bar[1] - bar[0] >= GRID)):
            assert other[0] >= one[1] - GRID


@settings(max_examples=60, deadline=None)
@given(st.lists(flowing(), max_size=25))
def test_no_row_is_left_empty_above_another(items: list[Item]) -> None:
    alone = [Item(item.lanes[:1], item.start, item.stop) for item in items]
    rows = in_rows(alone, arrange(alone, WIDTH, SIZE))
    assert all(not row or (lane, row - 1) in rows for lane, row in rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LANES), max_size=25), st.lists(fixed(), max_size=5))
def test_items_of_one_interval_keep_their_order_in_every_lane(
    lanes: list[tuple[int, ...]], before: list[Item]
) -> None:
    items = [*before, *(Item(lane, 100.0, 230.0) for lane in lanes)]
    places = arrange(items, WIDTH, SIZE)
    for lane in range(3):
        order = [
            (place.rows[item.lanes.index(lane)], place.x)
            for item, place in zip(items, places, strict=True)
            if lane in item.lanes and not item.fixed
        ]
        assert order == sorted(order)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=20), st.lists(st.booleans(), min_size=20, max_size=20))
def test_the_last_bits_of_a_width_move_nothing(days: list[int], noisy: list[bool]) -> None:
    # days that overlap as those of different zones do
    clean = [Item((0,), 30.0 * day, 30.0 * day + 60) for day in days]
    shaken = [
        Item(item.lanes, item.start, item.stop + 1e-11 * noise)
        for item, noise in zip(clean, noisy, strict=False)
    ]
    # what is of one interval to the last bit is one group, so the days of one place go together
    shaken = [shaken[days.index(day)] for day in days]
    for one, other in zip(arrange(clean, WIDTH, SIZE), arrange(shaken, WIDTH, SIZE), strict=True):
        assert one.rows == other.rows
        assert one.x == pytest.approx(other.x, abs=NEAR)


def rows_and_xs(*items: Item) -> list[tuple[tuple[int, ...], float]]:
    return [(place.rows, place.x) for place in arrange(items, WIDTH, SIZE)]


def test_a_few_stand_as_a_block_in_the_middle() -> None:
    day = Item((0,), 100, 200)
    assert rows_and_xs(day) == [((0,), 150)]
    assert rows_and_xs(day, day, day) == [((0,), 130), ((0,), 150), ((0,), 170)]
    assert rows_and_xs(*[day] * 5) == [((0,), 110 + 20 * place) for place in range(5)]


def test_one_that_is_alone_in_its_lane_stands_in_the_middle_however_full_others_are() -> None:
    items = [Item((0,), 0, 400) for _ in range(30)]
    alone, joined = Item((1,), 0, 400), Item((2, 3), 0, 400)
    *_, lonely, pair = arrange([*items, alone, joined], 400, 20)
    assert lonely.x == pair.x == pytest.approx(200, abs=20 / GRAIN)
    assert (lonely.rows, pair.rows) == ((0,), (0, 0))


def test_more_than_fit_begin_a_further_row() -> None:
    day = Item((0,), 100, 200)
    assert rows_and_xs(*[day] * 7) == [
        *(((0,), 110 + 20 * place) for place in range(5)),
        *(((1,), 110 + 20 * place) for place in range(2)),
    ]


def test_where_a_mark_does_not_fit_they_stand_in_the_middle_row_upon_row() -> None:
    minute = Item((0,), 149, 151)
    assert rows_and_xs(minute, minute, minute) == [((0,), 150), ((1,), 150), ((2,), 150)]


def test_joint_items_find_a_column_that_is_free_in_all_their_lanes() -> None:
    first, second, both = Item((0,), 100, 200), Item((1,), 100, 200), Item((0, 1), 100, 200)
    assert rows_and_xs(first, first, second, both) == [
        *(((0,), 130.0), ((0,), 150.0), ((0,), 130.0)),
        ((0, 0), 170.0),
    ]


def test_what_flows_goes_around_what_is_fixed() -> None:
    day, noon = Item((0,), 100, 200), Item((0,), 150, 150, fixed=True)
    (_, x), (_, at_noon) = rows_and_xs(day, noon)
    assert at_noon == 150
    assert abs(x - 150) >= SIZE


def test_what_is_fixed_at_one_place_is_stacked() -> None:
    noon = Item((0,), 150, 150, fixed=True)
    assert rows_and_xs(noon, noon) == [((0,), 150), ((1,), 150)]


def test_what_is_wider_than_the_view_stands_in_view() -> None:
    ever, since, until = Item((0,), -inf, inf), Item((1,), 300, inf), Item((2,), -inf, 100)
    far = Item((3,), -1e9, 1e9)
    assert rows_and_xs(ever, since, until, far) == [
        *(((0,), 200), ((0,), 350), ((0,), 50), ((0,), 200)),
    ]


def test_what_is_out_of_view_stands_out_of_view() -> None:
    past, future, long_ago = Item((0,), -300, -200), Item((0,), 500, inf), Item((0,), -inf, -50)
    assert rows_and_xs(past, future, long_ago) == [((0,), -250), ((0,), 510), ((0,), -60)]


def test_bars_that_overlap_get_rows_of_their_own_and_bars_that_meet_share_one() -> None:
    def bar(start: float, stop: float) -> Item:
        return Item((0,), start + 10, start + 10, fixed=True, bar=(start, stop))

    rows = [
        place.rows for place in arrange([bar(0, 100), bar(50, 150), bar(100, 200)], WIDTH, SIZE)
    ]
    assert rows == [(0,), (1,), (0,)]


def test_marks_may_stand_on_a_bar() -> None:
    lasting = Item((0,), 10, 10, fixed=True, bar=(0, 400))
    noon = Item((0,), 300, 300, fixed=True)
    assert [place.rows for place in arrange([lasting, noon], WIDTH, SIZE)] == [(0,), (0,)]


def test_many_items_are_placed_without_delay() -> None:
    items = [Item((number % 7,), 100, 300) for number in range(2000)]
    places = arrange(items, WIDTH, SIZE)
    assert max(place.rows[0] for place in places) == 2000 // 7 // 10
