"""EDTF text becomes bounds in milliseconds that hold on every clock, or a sentence that helps."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import (
    CODES,
    FIRST_YEAR,
    LAST_YEAR,
    Form,
    Precision,
    When,
    WhenError,
    civil,
    day_number,
    days_in_month,
    local_time,
    parse_when,
    zone_of,
)
from components.events.zone import zone_names
from tests.fuzz.zones import changes

HOUR = 3_600_000
DAY = 24 * HOUR
# Half hours, quarter hours, both ends of the date line, midnights that the clocks leave out.
ZONES = (
    "Europe/Zurich",
    "America/New_York",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Shanghai",
    "UTC",
)

OFFSETS = re.compile(r"[+-][0-9]{2}:[0-9]{2}(?= for)")
_1880 = int(datetime(1880, 1, 1, tzinfo=UTC).timestamp())


def at(text: str) -> int:
    """Give the milliseconds of an ISO instant, by the standard library."""
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        milliseconds=1
    )


@pytest.mark.parametrize(
    ("text", "start", "stop", "form", "precision"),
    [
        ("2025", "2024-12-31T23:00Z", "2025-12-31T23:00Z", "moment", "year"),
        ("2025-05", "2025-04-30T22:00Z", "2025-05-31T22:00Z", "moment", "month"),
        ("2025-05-11", "2025-05-10T22:00Z", "2025-05-11T22:00Z", "moment", "day"),
        ("2025-05-11T19:12-04:00", "2025-05-11T23:12Z", "2025-05-11T23:13Z", "moment", "minute"),
        ("2025-05-11T19:12-04", "2025-05-11T23:12Z", "2025-05-11T23:13Z", "moment", "minute"),
        (
            "2025-05-10T23:12:21Z",
            "2025-05-10T23:12:21Z",
            "2025-05-10T23:12:22Z",
            "moment",
            "second",
        ),
        (
            "2025-05-10T23:12:21.25Z",
            "2025-05-10T23:12:21.250Z",
            "2025-05-10T23:12:21.260Z",
            "moment",
            "second",
        ),
        (
            "2025-05-10T23:12:21.123456789Z/2025-05-10T23:12:22.5Z",
            "2025-05-10T23:12:21.123Z",
            "2025-05-10T23:12:22.600Z",
            "duration",
            "second",
        ),
        ("2025-05-11T10:00", "2025-05-11T08:00Z", "2025-05-11T08:01Z", "moment", "minute"),
        ("2025-05-10/2025-05-11", "2025-05-09T22:00Z", "2025-05-11T22:00Z", "duration", "day"),
        ("2025-05/2025-05-11", "2025-04-30T22:00Z", "2025-05-11T22:00Z", "duration", "month"),
        (
            "2025-05-10T10:00/2025-05-10T20:00",
            "2025-05-10T08:00Z",
            "2025-05-10T18:01Z",
            "duration",
            "minute",
        ),
        ("2025-05-08/..", "2025-05-07T22:00Z", None, "duration", "day"),
        ("../2025-05-10", None, "2025-05-10T22:00Z", "duration", "day"),
        ("[2025-05-10,2025-05-11]", "2025-05-09T22:00Z", "2025-05-11T22:00Z", "moment", "day"),
        ("[2025-05-11,2025-05-10]", "2025-05-09T22:00Z", "2025-05-11T22:00Z", "moment", "day"),
        ("[2025-05-10..2025-05-12]", "2025-05-09T22:00Z", "2025-05-12T22:00Z", "moment", "day"),
        (
            "[2025-05-08,2025-05-10..2025-05-12]",
            "2025-05-07T22:00Z",
            "2025-05-12T22:00Z",
            "moment",
            "day",
        ),
        ("[..2025-05-10]", None, "2025-05-10T22:00Z", "moment", "day"),
        ("[2025-05-11..]", "2025-05-10T22:00Z", None, "moment", "day"),
        ("[..2025-05-08,2025-05-12]", None, "2025-05-12T22:00Z", "moment", "day"),
        ("2025-05-XX", "2025-04-30T22:00Z", "2025-05-31T22:00Z", "moment", "month"),
        ("2025-XX", "2024-12-31T23:00Z", "2025-12-31T23:00Z", "moment", "year"),
        ("2025-XX-XX", "2024-12-31T23:00Z", "2025-12-31T23:00Z", "moment", "year"),
        ("202X", "2019-12-31T23:00Z", "2029-12-31T23:00Z", "moment", "year"),
        ("20XX", "1999-12-31T23:00Z", "2099-12-31T23:00Z", "moment", "year"),
    ],
)
def test_each_form_of_the_table_has_its_bounds_in_geneva(
    text: str, start: str | None, stop: str | None, form: str, precision: str
) -> None:
    when = parse_when(text, "Europe/Zurich")
    assert (when.start, when.stop) == (start and at(start), stop and at(stop))
    assert (when.form, when.precision) == (Form(form), Precision(precision))
    assert when.zone == "Europe/Zurich"
    assert when.has_clock == (precision in ("minute", "second"))


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2025-05-11", False, False),
        ("2025-05-11?", True, False),
        ("2025-05-11~", False, True),
        ("2025-05%", True, True),
        ("Y-17000~", False, True),
        ("2025-05-11T10:00Z?", True, False),
        ("2025-05-11T10:00-04~", False, True),
        ("2025-05-10~/2025-05-11?", True, True),
        ("2025-05-10/2025-05-11~", False, True),
        ("[2025-05-10?..2025-05-11]", True, False),
    ],
)
def test_flags_stand_on_a_date_or_on_either_end_and_leave_the_bounds_alone(
    text: str, uncertain: bool, approximate: bool
) -> None:
    when = parse_when(text, "UTC")
    bare = parse_when(text.translate({ord(flag): None for flag in "?~%"}), "UTC")
    assert (when.uncertain, when.approximate) == (uncertain, approximate)
    assert (when.start, when.stop) == (bare.start, bare.stop)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        (" 2025-05-11 ", "2025-05-11"),
        ("[2025-05-10 , 2025-05-11]", "[2025-05-10,2025-05-11]"),
        ("[2025-05-10 .. 2025-05-11]", "[2025-05-10..2025-05-11]"),
        ("2025-04-11T10:00-04", "2025-04-11T10:00-04:00"),
        ("2025-04-11T10:00-04?", "2025-04-11T10:00-04:00?"),
        ("2025-04-11T10:00+04/..", "2025-04-11T10:00+04:00/.."),
    ],
)
def test_the_text_is_kept_as_written_but_for_blanks_and_bare_hours_of_offset(
    text: str, normal: str
) -> None:
    assert parse_when(text, "UTC").text == normal


@pytest.mark.parametrize(
    ("text", "code", "advice"),
    [
        ("", "when-form", "2025-05-11"),
        ("yesterday", "when-form", "not a date in EDTF"),
        ("10 May 2025", "when-form", "2025-05-11"),
        ("11.05.2025", "when-form", "2025-05-11"),
        ("2025-5-1", "when-form", "2025-05-01"),
        ("20250511", "when-form", "2025-05-11"),
        ("2025/05/11", "when-form", "two ends"),
        ("2025-W19", "when-form", "weeks"),
        ("2025-131", "when-form", "days of the year"),
        ("2025-05-11 10:00", "when-form", "T between"),
        ("2025-05-11T10", "when-form", "hours and minutes"),
        ("2025-05-11T10:00:00,5", "when-form", "a dot and one to nine digits"),
        ("2025-05-11T10:00:00.1234567890", "when-form", "one to nine digits"),
        ("2025-05-11T10:00+0200", "when-form", "+02:00"),
        ("2025-05-11?~", "when-form", "write %"),
        ("2025?-05", "when-form", "at the end"),
        ("20255", "when-form", "Y12345"),
        ("Y2025", "when-form", "more than four digits"),
        ("2X25", "when-form", "last digits"),
        ("2025-X5", "when-form", "X replaces"),
        ("202X-05", "when-form", "month of an unspecified year"),
        ("2025-XX-11", "when-form", "day of an unspecified month"),
        ("2025-05-XXT10:00", "when-form", "time of an unspecified day"),
        ("{2025-05-10,2025-05-11}", "when-form", "an event for each"),
        ("[2025-05-10", "when-form", "closed last"),
        ("[2025-05-10]?", "when-form", "closed last"),
        ("[]", "when-form", "missing"),
        ("[..]", "when-form", "missing"),
        ("[2025-05-10,]", "when-form", "missing"),
        ("[2025..2026..2027]", "when-form", "[a..b]"),
        ("[2025,..2026]", "when-form", "first and the last"),
        ("[2025..,2026]", "when-form", "first and the last"),
        ("../..", "when-form", "says nothing"),
        ("2025-05-10/", "when-form", "written .."),
        ("/2025-05-10", "when-form", "written .."),
        ("2025," * 300, "when-form", "too long"),
        ("2025-21", "when-season", "2025-03/2025-05"),
        ("2025-41", "when-season", "season"),
        ("2025-13", "no-such-date", "month 13"),
        ("2025-00", "no-such-date", "month 00"),
        ("2025-02-29", "no-such-date", "01 to 28"),
        ("2025-05-00", "no-such-date", "01 to 31"),
        ("1900-02-29", "no-such-date", "01 to 28"),
        ("-0000", "no-such-date", "0000"),
        ("2025-05-11T24:00", "no-such-time", "00:00 of the following day"),
        ("2025-05-11T25:00", "no-such-time", "23:59:59"),
        ("2025-05-11T10:60", "no-such-time", "23:59:59"),
        ("2016-12-31T23:59:60Z", "no-such-time", "leap seconds"),
        ("2025-05-11T10:00+14:01", "no-such-time", "+14:00"),
        ("2025-05-11T10:00-15:00", "no-such-time", "-14:00"),
        ("2025-05-11T10:00+02:60", "no-such-time", "+14:00"),
        ("2025-05-11T10:00-00:00", "no-such-time", "Z"),
        ("2025-05-11/2025-05-10", "backwards", "earlier date"),
        ("[2025-05-11..2025-05-10]", "backwards", "earlier date"),
        ("[2025,2027..2026]", "backwards", "earlier date"),
        ("2025-05-10T20:00/2025-05-10T10:00", "backwards", "earlier date"),
        ("Y275760", "far-year", "275759"),
        ("Y-271821", "far-year", "-271820"),
        ("Y" + "9" * 500, "far-year", "275759"),
        ("-0043-03-15T10:00", "far-year", "0001"),
        ("2025-03-30T02:30", "time-gap", "put forward"),
        ("2025-10-26T02:30", "time-fold", "+02:00 for the first or +01:00 for the second"),
    ],
)
def test_what_is_refused_has_its_code_and_says_what_would_be_right(
    text: str, code: str, advice: str
) -> None:
    with pytest.raises(WhenError) as refused:
        parse_when(text, "Europe/Zurich")
    assert refused.value.code == code
    assert advice in str(refused.value)


@pytest.mark.parametrize(
    "zone", ["", "Geneva", "europe/zurich", "../../etc/passwd", "Europe", "\0"]
)
def test_only_zones_of_the_iana_database_are_known(zone: str) -> None:
    with pytest.raises(WhenError) as refused:
        parse_when("2025", zone)
    assert refused.value.code == "unknown-zone"


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        # The clocks go from 00:00 to 01:00, so the day has no midnight.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00-02:00", 23),
        ("Africa/Cairo", "2023-04-28", "2023-04-28T01:00+03:00", 23),
        ("Asia/Kathmandu", "1986-01-01", "1986-01-01T00:15+05:45", 23.75),
        ("America/Toronto", "1919-03-31", "1919-03-31T00:30-04:00", 23.5),
        # They go back at midnight to 23:00.
        ("America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00-02:00", 25),
        ("America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00-03:00", 24),
        ("Africa/Cairo", "2023-10-26", "2023-10-26T00:00+03:00", 25),
        # They go back at 00:01 to 23:01, so that the 28th goes on within the 29th.
        ("America/St_Johns", "2006-10-28", "2006-10-28T00:00-02:30", 25),
        ("America/St_Johns", "2006-10-29", "2006-10-29T00:00-02:30", 25),
        # They go back at 01:00 to 00:00, so that there are two midnights.
        ("America/Havana", "2024-11-03", "2024-11-03T00:00-04:00", 25),
        ("Europe/Zurich", "2025-03-30", "2025-03-30T00:00+01:00", 23),
        ("Europe/Zurich", "2025-10-26", "2025-10-26T00:00+02:00", 25),
        # Alaska was bought: it moved to the other side of the date line, and Friday came twice.
        ("America/Juneau", "1867-10-18", "1867-10-18T00:00+15:02:19", 48),
    ],
)
def test_a_day_lasts_from_its_first_instant_to_its_last(
    zone: str, day: str, start: str, hours: float
) -> None:
    when = parse_when(day, zone)
    assert when.start == at(start)
    assert when.stop == at(start) + hours * HOUR


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Kiritimati", "1994-12-31"),
        ("Pacific/Kwajalein", "1993-08-21"),
        ("Asia/Manila", "1844-12-31"),
    ],
)
def test_a_day_that_the_date_line_left_out_is_refused(zone: str, day: str) -> None:
    with pytest.raises(WhenError, match="date line") as refused:
        parse_when(day, zone)
    assert refused.value.code == "no-such-date"
    before, after = (
        parse_when(str(date.fromisoformat(day) + timedelta(step)), zone) for step in (-1, 1)
    )
    assert before.stop == after.start


def days_of_change(zone: str) -> list[date]:
    """Name the days since 1860, and their neighbours, on which a zone's offset changed."""
    info = ZoneInfo(zone)
    days = [date(1860, 1, 1) + timedelta(step) for step in range(0, 72_000)]
    offsets = [datetime(day.year, day.month, day.day, 12, tzinfo=info).utcoffset() for day in days]
    changed = {
        days[index] + timedelta(step)
        for index in range(1, len(days))
        if offsets[index] != offsets[index - 1]
        for step in (-1, 0, 1)
    }
    return sorted(changed)


@pytest.mark.parametrize("zone", ZONES)
def test_every_instant_that_bears_a_date_lies_in_that_day_whatever_the_clocks_did(
    zone: str,
) -> None:
    info = ZoneInfo(zone)

    def day_at(ms: int) -> date:
        return datetime.fromtimestamp(ms // 1000, info).date()

    for day in days_of_change(zone):
        try:
            when = parse_when(str(day), zone)
        except WhenError as refused:
            assert refused.code == "no-such-date"
            noon = at(f"{day}T12:00Z")
            assert all(day_at(noon + step * HOUR // 4) != day for step in range(-160, 160))
            continue
        assert when.start is not None
        assert when.stop is not None
        assert (day_at(when.start), day_at(when.stop - 1000)) == (day, day)
        assert day not in (day_at(when.start - 1000), day_at(when.stop))
        for outside in range(1, 4 * 26):
            assert day_at(when.start - outside * HOUR // 4) != day
            assert day_at(when.stop + outside * HOUR // 4) != day


@given(st.sampled_from(ZONES), st.datetimes(datetime(1850, 1, 1), datetime(2100, 1, 1)))
def test_a_local_time_is_read_back_on_the_same_clock_unless_it_came_twice_or_never(
    zone: str, wall: datetime
) -> None:
    info = ZoneInfo(zone)
    wall = wall.replace(microsecond=0)
    readings = {
        wall.replace(tzinfo=info, fold=fold).astimezone(UTC).astimezone(info).replace(tzinfo=None)
        for fold in (0, 1)
    }
    came_twice = (
        wall.replace(tzinfo=info, fold=0).utcoffset()
        != wall.replace(tzinfo=info, fold=1).utcoffset()
    )
    text = wall.isoformat()
    if readings != {wall}:
        code = "time-gap"
    elif came_twice:
        code = "time-fold"
    else:
        when = parse_when(text, zone)
        assert when.start is not None
        assert local_time(when.start, info) == tuple(wall.timetuple())[:6]
        assert when.stop == when.start + 1000
        return
    with pytest.raises(WhenError) as refused:
        parse_when(text, zone)
    assert refused.value.code == code


years = st.one_of(st.integers(1900, 2100), st.integers(0, 9999), st.integers(-9999, -1))


@st.composite
def dates(draw: st.DrawFn, flags: str = "?~%") -> str:
    """Write any one date of the subset."""
    year = draw(years)
    digits = f"{'-' if year < 0 else ''}{abs(year):04}"
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    minute, second = draw(st.integers(0, 1439)), draw(st.integers(0, 59))
    time = f"{minute // 60:02}:{minute % 60:02}"
    offset = draw(st.integers(-840, 840).filter(bool))
    sign = "-" if offset < 0 else "+"
    written = [
        digits,
        f"{digits}-{month:02}",
        f"{digits}-{month:02}-{day:02}",
        f"{digits}-{month:02}-XX",
        f"{digits}-XX",
        f"{digits[:-1]}X",
        f"{digits[:-2]}XX",
        f"Y{draw(st.sampled_from('-1'))}{draw(st.integers(10_000, 99_999))}",
    ]
    if year > 0:
        instant = f"{digits}-{month:02}-{day:02}T{time}"
        written += [
            f"{instant}Z",
            f"{instant}:{second:02}Z",
            f"{instant}{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}",
        ]
    text: str = draw(st.sampled_from(written))
    flag: str = draw(st.sampled_from(["", "", *flags]))
    return text + flag


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Write any EDTF text of the subset; it may run backwards."""
    first, last, other = draw(dates()), draw(dates()), draw(dates())
    return draw(
        st.sampled_from(
            [
                first,
                f"{first}/{last}",
                f"{first}/..",
                f"../{last}",
                f"[{first}..{last}]",
                f"[..{last}]",
                f"[{first}..]",
                f"[{first},{last}]",
                f"[{other},{first}..{last}]",
            ]
        )
    )


@given(texts(), st.sampled_from(ZONES))
@settings(max_examples=200)
def test_a_text_that_is_read_is_read_the_same_again_and_runs_forward(text: str, zone: str) -> None:
    try:
        when = parse_when(text, zone)
    except WhenError as refused:
        assert refused.code in ("backwards", "no-such-date")
        return
    assert parse_when(when.text, zone) == when
    assert isinstance(when, When)
    if when.start is not None and when.stop is not None:
        assert isinstance(when.start, int)
        assert isinstance(when.stop, int)
        assert when.start < when.stop


@given(dates(flags=""), dates(flags=""), st.sampled_from(ZONES))
def test_the_ends_of_an_interval_bound_it_and_a_range_has_the_same_hull(
    first: str, last: str, zone: str
) -> None:
    try:
        a, b = parse_when(first, zone), parse_when(last, zone)
        interval = parse_when(f"{first}/{last}", zone)
    except WhenError as refused:
        assert refused.code in ("backwards", "no-such-date")
        return
    one_of = parse_when(f"[{first}..{last}]", zone)
    assert (interval.start, interval.stop) == (a.start, b.stop)
    assert (one_of.start, one_of.stop) == (a.start, b.stop)
    assert (interval.form, one_of.form) == (Form.DURATION, Form.MOMENT)


@given(years, st.integers(1, 12), st.integers(1, 31), st.sampled_from(ZONES))
def test_a_day_lies_in_its_month_and_a_month_in_its_year(
    year: int, month: int, day: int, zone: str
) -> None:
    digits = f"{'-' if year < 0 else ''}{abs(year):04}"
    day = min(day, days_in_month(year, month))
    texts = [digits, f"{digits}-{month:02}", f"{digits}-{month:02}-{day:02}"]
    try:
        whole, part, least = (parse_when(text, zone) for text in texts)
    except WhenError as refused:
        assert "date line" in str(refused)
        return
    bounds = [(when.start or 0, when.stop or 0) for when in (whole, part, least)]
    assert bounds[0][0] <= bounds[1][0] <= bounds[2][0]
    assert bounds[2][1] <= bounds[1][1] <= bounds[0][1]


@given(st.text(alphabet="0123456789-/.[]{},?~%XYTZW:+ \n٣é", max_size=40))
@settings(max_examples=800)
def test_any_text_is_read_or_refused_with_a_code_of_the_table(text: str) -> None:
    try:
        when = parse_when(text, "America/St_Johns")
    except WhenError as refused:
        assert refused.code in CODES
        assert len(str(refused)) < 400
    else:
        assert when.start is not None or when.stop is not None


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12), st.integers(1, 31))
def test_days_are_counted_without_a_gap_in_any_year(year: int, month: int, day: int) -> None:
    day = min(day, days_in_month(year, month))
    number = day_number(year, month, day)
    assert civil(number) == (year, month, day)
    last = day_number(year, month, days_in_month(year, month))
    following = (year + month // 12, month % 12 + 1, 1)
    assert civil(last + 1) == following
    assert day_number(year + 400, month, day) - number == 146_097
    if 1 <= year <= 9999:
        assert number == (date(year, month, day) - date(1970, 1, 1)).days


def test_the_year_before_year_1_is_0000_and_the_gregorian_calendar_is_continued_backwards() -> None:
    first_bc, first_ad = parse_when("0000", "UTC"), parse_when("0001", "UTC")
    assert first_bc.stop == first_ad.start == at("0001-01-01T00:00Z")
    assert (first_bc.stop or 0) - (first_bc.start or 0) == 366 * DAY
    ides = parse_when("-0043-03-15", "UTC")
    assert ides.start == (day_number(-43, 3, 15)) * DAY


def test_years_out_of_reach_of_the_zone_database_take_the_nearest_offset_it_knows() -> None:
    before = parse_when("-0043-03-15", "Europe/Zurich")
    local_mean_time = ZoneInfo("Europe/Zurich").utcoffset(datetime(1, 1, 2))
    assert local_mean_time is not None
    assert before.start == day_number(-43, 3, 15) * DAY - local_mean_time.total_seconds() * 1000
    assert parse_when("9999", "Europe/Zurich").stop == parse_when("Y10000", "Europe/Zurich").start
    assert local_time(before.start or 0, zone_of("Europe/Zurich")) == (-43, 3, 15, 0, 0, 0)


def test_a_clock_time_at_either_end_of_the_reachable_years_is_read() -> None:
    assert parse_when("0001-01-01T00:00+14:00", "UTC").start == at("0001-01-01T00:00Z") - 14 * HOUR
    last = parse_when("9999-12-31T23:59:59-14:00", "UTC")
    assert last.stop == (day_number(10_000, 1, 1)) * DAY + 14 * HOUR
    assert local_time(last.start or 0, zone_of("Asia/Tokyo"))[0] == 10_000


def test_every_zone_of_the_list_can_be_opened() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone_of(name).key == name


def test_in_every_zone_a_time_that_was_skipped_or_came_twice_is_refused() -> None:
    """Every change of a clock by a minute or more, in every zone, from 1880 to 2039."""
    gaps = folds = 0
    for zone in zone_names():
        for change in changes(zone):
            width = abs(change.after - change.before)
            if width < 60 or change.at < _1880:
                continue
            wall = change.wall(width // 2)
            with pytest.raises(WhenError) as refused:
                parse_when(wall, zone)
            assert zone in str(refused.value)
            assert refused.value.code == ("time-gap" if change.is_gap else "time-fold")
            gaps, folds = gaps + change.is_gap, folds + (not change.is_gap)
            if change.is_gap or change.before % 60 or change.after % 60:
                continue
            starts = [
                parse_when(wall + offset, zone).start
                for offset in OFFSETS.findall(str(refused.value))
            ]
            local = change.at + change.after + width // 2
            assert starts == [1000 * (local - change.before), 1000 * (local - change.after)]
    assert gaps > 10_000
    assert folds > 10_000
