"""The time window: from an address to milliseconds, and from the picture to an address."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from components.selection import Selection, clock_of, clocks, format_window, to_wall
from components.selection.window import bound, from_wall, window
from tests.frames.sample import make_log, of_whens, small_log, the_log

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEAR = 366 * DAY

ZONES = (
    *("UTC", "Europe/Zurich", "America/New_York", "Asia/Shanghai", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Monrovia"),
)


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


# --- from the address ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "begins", "ends"),
    [
        ("UTC", "2025-05-10T00:00+00:00", "2025-05-12T00:00+00:00"),
        ("Europe/Zurich", "2025-05-10T00:00+02:00", "2025-05-12T00:00+02:00"),
        ("America/New_York", "2025-05-10T00:00-04:00", "2025-05-12T00:00-04:00"),
        ("Asia/Shanghai", "2025-05-10T00:00+08:00", "2025-05-12T00:00+08:00"),
        ("Asia/Kathmandu", "2025-05-10T00:00+05:45", "2025-05-12T00:00+05:45"),
    ],
)
def test_dates_are_those_of_the_clock_and_the_last_is_included(
    zone: str, begins: str, ends: str
) -> None:
    chosen = Selection(start="2025-05-10", end="2025-05-11")
    assert window(chosen, zone) == (ms(begins), ms(ends))


@pytest.mark.parametrize("zone", ZONES)
def test_instants_are_the_same_in_every_clock_and_the_last_is_not_included(zone: str) -> None:
    chosen = Selection(start="2025-05-10T22:30Z", end="2025-05-11T06:30+08:00")
    instant = ms("2025-05-10T22:30+00:00")
    assert window(chosen, zone) == (instant, instant)
    later = Selection(start="2025-05-10T22:30:15Z", end="2025-05-10T22:31Z")
    assert window(later, zone) == (instant + 15_000, instant + MINUTE)


@pytest.mark.parametrize(
    ("day", "hours"), [("2025-03-29", 24), ("2025-03-30", 23), ("2025-10-26", 25)]
)
def test_a_day_on_which_the_clock_changes_is_as_long_as_it_was(day: str, hours: int) -> None:
    first, last = window(Selection(start=day, end=day), "Europe/Zurich")
    assert first is not None
    assert last is not None
    assert last - first == hours * HOUR


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2025-05", "2025-05", 31), ("2024", "2024", 366), ("0000", "0000", 366)],
)
def test_months_and_years_are_whole(start: str, end: str, days: int) -> None:
    first, last = window(Selection(start=start, end=end), "UTC")
    assert first is not None
    assert last is not None
    assert last - first == days * DAY


def test_an_open_end_is_open() -> None:
    assert window(Selection(), "UTC") == (None, None)
    assert window(Selection(start="1970"), "UTC") == (0, None)
    assert window(Selection(end="1969"), "UTC") == (None, 0)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-05-11?", "2025-05-11~", "2025-05-11%", "2025-05-XX", "201X", "[2025-05-11]"),
        *("2025-05-10/2025-05-11", "[..2025-05-11]", "2025-05-11/..", "", "x", "2025-05-32"),
    ],
)
def test_only_plain_dates_bound_a_window(text: str) -> None:
    assert bound(text, "UTC") is None


def test_the_first_clock_is_the_default_and_utc_is_always_offered() -> None:
    assert list(clocks(the_log())) == ["geneva", "washington", "beijing", "utc"]
    assert clock_of(Selection(), the_log()).zone == "Europe/Zurich"
    assert clock_of(Selection(clock="far"), small_log()).zone == "Pacific/Apia"


def test_a_log_that_names_no_clock_has_that_of_its_zone() -> None:
    log = make_log({"events": {}})
    first, *others = clocks(log)
    assert (clock_of(Selection(), log), others) == (clocks(log)[first], ["utc"])
    assert (clocks(log)[first].name, clocks(log)[first].zone) == ("Zurich", "Europe/Zurich")
    assert list(clocks(of_whens("2025", zone="UTC"))) == ["utc"]


# --- the reader's clock ---------------------------------------------------------------------

YEARS_1_TO_9999 = st.integers(-62_135_510_400_000, 253_402_128_000_000 - 1)
ANY_INSTANT = st.one_of(
    YEARS_1_TO_9999,
    st.integers(ms("1900-01-01T00:00+00:00"), ms("2040-01-01T00:00+00:00")),
    st.integers(-8_000_000_000_000_000, 8_000_000_000_000_000),
)


@given(YEARS_1_TO_9999, st.sampled_from(ZONES))
def test_the_wall_shows_what_the_standard_library_says(instant: int, zone: str) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=instant)
    naive = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
    assert to_wall(instant, zone) == (naive - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        milliseconds=1
    )


@settings(max_examples=200)
@given(ANY_INSTANT, st.sampled_from(ZONES))
@example(ms("2025-10-26T00:30+00:00"), "Europe/Zurich")
@example(ms("2025-10-26T01:30+00:00"), "Europe/Zurich")
@example(ms("2011-12-30T10:00+00:00"), "Pacific/Apia")
@example(-63_500_000_000_000, "America/New_York")
@example(8_000_000_000_000_000, "Asia/Kathmandu")
def test_what_the_wall_shows_leads_back_to_the_instant(instant: int, zone: str) -> None:
    shown = to_wall(instant, zone)
    back = from_wall(shown, zone)
    assert to_wall(back, zone) == shown
    # a time that the clock shows twice leads to the first
    assert back == instant or 0 < instant - back <= 24 * HOUR


def test_a_time_shown_twice_leads_to_the_first_and_a_skipped_one_past_the_gap() -> None:
    twice = to_wall(ms("2025-10-26T02:30+01:00"), "Europe/Zurich")
    assert from_wall(twice, "Europe/Zurich") == ms("2025-10-26T02:30+02:00")
    skipped = to_wall(ms("2025-03-30T01:30+01:00"), "Europe/Zurich") + HOUR
    assert from_wall(skipped, "Europe/Zurich") == ms("2025-03-30T03:30+02:00")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", ["-0043-03-15", "0000-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_years_of_python_begins_at_midnight_on_the_wall(
    day: str, zone: str
) -> None:
    when = bound(day, zone)
    assert when
    assert when.start is not None
    assert when.stop is not None
    assert to_wall(when.start, zone) % DAY == 0
    assert to_wall(when.stop, zone) % DAY == 0


@given(st.lists(ANY_INSTANT, min_size=2, max_size=2, unique=True))
def test_without_changes_of_the_clock_earlier_is_shown_as_earlier(instants: list[int]) -> None:
    first, last = sorted(instants)
    assert to_wall(first, "UTC") < to_wall(last, "UTC")


# --- from the picture to the address --------------------------------------------------------


def read_back(start: float, stop: float, zone: str) -> tuple[int, int]:
    begin, end = format_window(start, stop, zone)
    first, last = window(Selection(start=begin, end=end), zone)
    assert first is not None
    assert last is not None
    assert first < last
    return first, last


def step_of(breadth: float) -> int:
    """Tell what a window is rounded to, in words of the promise: finer when it is shorter."""
    if breadth <= 12 * HOUR:
        return MINUTE
    if breadth <= 2 * DAY:
        return 5 * MINUTE
    return 15 * MINUTE if breadth <= 7 * DAY else HOUR


@settings(max_examples=200)
@given(
    st.integers(ms("1950-01-01T00:00+00:00"), ms("2040-01-01T00:00+00:00")),
    st.integers(1, 60 * DAY),
    st.sampled_from(ZONES),
)
def test_a_short_window_comes_back_within_its_rounding(start: int, breadth: int, zone: str) -> None:
    stop = start + breadth
    first, last = read_back(start, stop, zone)
    step = step_of(breadth)
    assert abs(first - from_wall(start, zone)) <= step / 2
    if from_wall(stop, zone) - first > step:  # else it is given the breadth of a step
        assert abs(last - from_wall(stop, zone)) <= step / 2
    else:
        assert last == first + step


@settings(max_examples=100)
@given(
    st.one_of(YEARS_1_TO_9999, st.integers(-400_000_000_000_000, -62_135_510_400_000)),
    st.integers(60 * DAY + 1, 3000 * YEAR),
    st.sampled_from(ZONES),
)
def test_a_long_window_comes_back_in_whole_days(start: int, breadth: int, zone: str) -> None:
    stop = start + breadth
    assume(start > -9998 * YEAR and stop < 253_402_128_000_000)
    first, last = read_back(start, stop, zone)
    slack = DAY + 2 * HOUR  # a day on the wall, and a change of the clock on it
    assert 0 <= from_wall(start, zone) - first <= slack
    assert 0 <= last - from_wall(stop, zone) <= slack


@given(
    st.integers(-8_500_000_000_000_000, 8_600_000_000_000_000),
    st.integers(0, 10_000 * YEAR),
    st.sampled_from(ZONES),
)
def test_a_window_anywhere_in_time_comes_back_within_a_year(
    start: int, breadth: int, zone: str
) -> None:
    first, last = read_back(start, start + breadth, zone)
    lowest, highest = ms("1970-01-01T00:00+00:00") - 271_820 * YEAR, 275_759 * YEAR
    if lowest < start and start + breadth < highest:
        assert abs(first - start) <= YEAR + DAY
        assert abs(last - (start + breadth)) <= YEAR + DAY


@pytest.mark.parametrize(
    ("start", "stop", "zone", "address"),
    [
        (
            "2025-05-11T10:00:20",
            "2025-05-11T12:00:40",
            "Europe/Zurich",
            ("2025-05-11T08:00Z", "2025-05-11T10:01Z"),
        ),
        (
            "2025-05-10T10:02",
            "2025-05-11T12:04",
            "America/New_York",
            ("2025-05-10T14:00Z", "2025-05-11T16:05Z"),
        ),
        ("2025-05-08T00:05", "2025-05-12T23:55", "UTC", ("2025-05-08T00:00Z", "2025-05-13T00:00Z")),
        ("2025-04-01T00:20", "2025-05-12T11:40", "UTC", ("2025-04-01T00:00Z", "2025-05-12T12:00Z")),
        ("2025-01-01T09:00", "2025-05-12T00:00", "Asia/Shanghai", ("2025-01-01", "2025-05-11")),
        ("2025-05-11T10:00", "2025-05-11T10:00", "UTC", ("2025-05-11T10:00Z", "2025-05-11T10:01Z")),
        # the clock skips from 02:00 to 03:00: what is dragged into the gap still has breadth
        (
            "2025-03-30T02:30",
            "2025-03-30T03:10",
            "Europe/Zurich",
            ("2025-03-30T01:30Z", "2025-03-30T01:31Z"),
        ),
    ],
)
def test_a_window_is_written_like_this(
    start: str, stop: str, zone: str, address: tuple[str, str]
) -> None:
    assert format_window(ms(start + "+00:00"), ms(stop + "+00:00"), zone) == address


@pytest.mark.parametrize(
    ("start", "stop", "address"),
    [
        (-63_500_000_000_000, -63_500_000_000_000 + HOUR, ("-0043-10-07", "-0043-10-07")),
        (-62_200_000_000_000, -62_100_000_000_000, ("-0002-12-17", "0002-02-16")),
        (253_402_300_800_000 + DAY, 253_402_300_800_000 + 400 * DAY, ("Y10000", "Y10001")),
        (-400_000_000_000_000, 0, ("Y-10706", "1969-12-31")),
        (-1e17, 1e17, ("Y-271820", "Y275759")),
    ],
)
def test_years_without_clock_times_in_edtf_are_written_as_dates(
    start: float, stop: float, address: tuple[str, str]
) -> None:
    assert format_window(start, stop, "UTC") == address
