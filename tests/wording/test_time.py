# ruff: noqa: RUF001 (the dashes of a range are what is tested)
"""A `When` is worded in English that claims no more than is known, on the reader's clock."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import parse_when
from components.wording import across_clocks, phrase, short

GENEVA, WASHINGTON = "Europe/Zurich", "America/New_York"


def worded(text: str, clock: str = GENEVA, name: str = "Geneva", as_of: str = "2025-05-12") -> str:
    when = parse_when(text, GENEVA)
    return phrase(when, clock, name, "Geneva", parse_when(as_of, GENEVA))


DAYS = [
    ("2025-05-11", "some time on 11 May 2025, Geneva", "11 May"),
    ("2025-05-10/2025-05-11", "10–11 May 2025, Geneva", "10–11 May"),
    ("2025-04-30/2025-05-02", "30 April – 2 May 2025, Geneva", "30 April – 2 May"),
    (
        "2024-12-30/2025-01-02",
        "30 December 2024 – 2 January 2025, Geneva",
        "30 December – 2 January",
    ),
    ("2025-05-11/2025-05-11", "11 May 2025, Geneva", "11 May"),
    ("2025-04/2025-05", "April–May 2025", "April–May 2025"),
    ("2024/2025", "2024–2025", "2024–2025"),
    ("2025-05/2025-06-11", "May 2025 – 11 June 2025, Geneva", "May 2025 – 11 June"),
    ("-0043/-0042", "44 BC – 43 BC", "44 BC – 43 BC"),
    ("[..2025-05-11]", "on or before 11 May 2025, Geneva", "by 11 May"),
    ("[2025-05-11..]", "on or after 11 May 2025, Geneva", "11 May or later"),
    ("[..2025-05]", "in or before May 2025", "by May 2025"),
    ("[2025-05-10..2025-05-12]", "some time between 10 and 12 May 2025, Geneva", "10–12 May?"),
    (
        "[2025-04-30..2025-05-02]",
        "some time between 30 April and 2 May 2025, Geneva",
        "30 April – 2 May?",
    ),
    ("[2025-05-10,2025-05-11]", "on 10 or 11 May 2025, Geneva", "10 or 11 May"),
    ("[2025-05-09,2025-05-10,2025-05-12]", "on 9, 10 or 12 May 2025, Geneva", "9, 10 or 12 May"),
    ("[2025-05-30,2025-06-02]", "on 30 May 2025 or on 2 June 2025, Geneva", "30 May or 2 June"),
    (
        "[2025-05-08,2025-05-10..2025-05-12]",
        "on 8 May 2025 or between 10 and 12 May 2025, Geneva",
        "8 May or 10–12 May?",
    ),
    (
        "[..2025-05-08,2025-05-12]",
        "on or before 8 May 2025 or on 12 May 2025, Geneva",
        "by 8 May or 12 May",
    ),
    ("2025-05", "in May 2025", "May 2025"),
    ("2025-05-XX", "in May 2025", "May 2025"),
    ("2025", "in 2025", "2025"),
    ("201X", "in the 2010s", "the 2010s"),
    ("20XX", "in the years 2000–2099", "the years 2000–2099"),
    ("-001X", "in the years 20 BC – 11 BC", "the years 20 BC – 11 BC"),
    ("2025-05-08/..", "from 8 May 2025, still on at 12 May 2025", "since 8 May"),
    ("2025-06-01/..", "from 1 June 2025 on", "since 1 June"),
    ("../2025-05-10", "until 10 May 2025", "until 10 May"),
    ("2025-05-11?", "perhaps on 11 May 2025, Geneva", "11 May?"),
    ("2025-05-11~", "about 11 May 2025, Geneva", "c. 11 May"),
    ("2025-05-11%", "perhaps about 11 May 2025, Geneva", "c. 11 May?"),
    ("2025-05?", "perhaps in May 2025", "May 2025?"),
    ("2025~", "about 2025", "c. 2025"),
    ("2025-05-10~/2025-05-11", "about 10 May 2025 – 11 May 2025, Geneva", "c. 10 May – 11 May"),
    ("-0043", "in 44 BC", "44 BC"),
    ("0000", "in 1 BC", "1 BC"),
    ("0044", "in AD 44", "AD 44"),
    ("-0043-03-15", "some time on 15 March 44 BC, Geneva", "15 March"),
    ("Y-17000", "in 17,001 BC", "17,001 BC"),
    ("Y12000", "in 12,000", "12,000"),
    (
        "2025-05-10T10:00/2025-05-11",
        "10:00 on 10 May – 11 May 2025, Geneva",
        "10:00, 10 May – 11 May",
    ),
]


@pytest.mark.parametrize(("text", "words", "_"), DAYS)
def test_days_stay_those_of_their_own_zone_on_every_clock(text: str, words: str, _: str) -> None:
    assert worded(text) == words
    assert worded(text, WASHINGTON, "Washington") == words
    assert worded(text, "Pacific/Kiritimati", "Kiritimati") == words


@pytest.mark.parametrize(
    ("text", "words", "short_words"),
    [
        ("10:00/20:00~", "10:00 – about 20:00 on 10 May", "10:00 – c. 20:00, 10 May"),
        ("10:00~/20:00", "about 10:00 – 20:00 on 10 May", "c. 10:00 – 20:00, 10 May"),
        ("10:00?/20:00", "perhaps 10:00 – 20:00 on 10 May", "10:00, 10 May? – 20:00, 10 May"),
    ],
)
def test_the_day_of_two_times_is_named_once(text: str, words: str, short_words: str) -> None:
    dated = "/".join(f"2025-05-10T{end}" for end in text.split("/"))
    assert worded(dated) == f"{words} 2025, Geneva"
    assert short(parse_when(dated, GENEVA), GENEVA) == short_words


@pytest.mark.parametrize(("text", "_", "words"), DAYS)
def test_rows_of_a_list_have_short_words(text: str, _: str, words: str) -> None:
    when = parse_when(text, GENEVA)
    assert short(when, GENEVA) == words
    assert short(when, "Pacific/Kiritimati") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-05-11", "11 May 2025"),
        ("2025-05-10/2025-05-11", "10–11 May 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
        ("2025-05-10T23:12Z", "01:12, 11 May 2025"),
        ("2025-05", "May 2025"),
    ],
)
def test_a_long_log_gets_its_years_in_short_words_too(text: str, words: str) -> None:
    assert short(parse_when(text, GENEVA), GENEVA, with_year=True) == words


CLOCKS = [
    (
        "2025-05-10T23:12Z",
        "01:12 on 11 May 2025, Geneva",
        "19:12 on 10 May 2025, Washington (11 May in Geneva)",
    ),
    (
        "2025-05-10T23:12:21Z",
        "01:12:21 on 11 May 2025, Geneva",
        "19:12:21 on 10 May 2025, Washington (11 May in Geneva)",
    ),
    ("2025-05-11T10:00", "10:00 on 11 May 2025, Geneva", "04:00 on 11 May 2025, Washington"),
    (
        "2025-05-11T10:00~",
        "about 10:00 on 11 May 2025, Geneva",
        "about 04:00 on 11 May 2025, Washington",
    ),
    (
        "2025-05-11T10:00?",
        "perhaps 10:00 on 11 May 2025, Geneva",
        "perhaps 04:00 on 11 May 2025, Washington",
    ),
    (
        "2025-01-01T05:00",
        "05:00 on 1 January 2025, Geneva",
        "23:00 on 31 December 2024, Washington (1 January 2025 in Geneva)",
    ),
    (
        "2025-05-10T10:00/2025-05-10T20:00",
        "10:00–20:00 on 10 May 2025, Geneva",
        "04:00–14:00 on 10 May 2025, Washington",
    ),
    (
        "2025-05-10T10:00/2025-05-11T02:00",
        "10:00 on 10 May – 02:00 on 11 May 2025, Geneva",
        "04:00–20:00 on 10 May 2025, Washington",
    ),
    (
        "[2025-05-11T16:55..2025-05-11T18:55]",
        "some time between 16:55 and 18:55 on 11 May 2025, Geneva",
        "some time between 10:55 and 12:55 on 11 May 2025, Washington",
    ),
    (
        "[..2025-05-11T18:55]",
        "at or before 18:55 on 11 May 2025, Geneva",
        "at or before 12:55 on 11 May 2025, Washington",
    ),
    (
        "2025-05-11T10:00/..",
        "from 10:00 on 11 May 2025, Geneva, still on at 12 May 2025",
        "from 04:00 on 11 May 2025, Washington, still on at 12 May 2025",
    ),
    (
        "../2025-05-11T10:00",
        "until 10:00 on 11 May 2025, Geneva",
        "until 04:00 on 11 May 2025, Washington",
    ),
]


@pytest.mark.parametrize(("text", "in_geneva", "in_washington"), CLOCKS)
def test_clock_times_are_shown_on_the_readers_clock_with_the_other_day_named(
    text: str, in_geneva: str, in_washington: str
) -> None:
    assert worded(text) == in_geneva
    assert worded(text, WASHINGTON, "Washington") == in_washington


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-05-10T23:12Z", "19:12, 10 May"),
        ("2025-05-10T10:00/2025-05-10T20:00", "04:00–14:00, 10 May"),
        ("[2025-05-11T16:55..2025-05-11T18:55]", "10:55–12:55, 11 May?"),
        ("2025-05-11T10:00%", "c. 04:00, 11 May?"),
        ("[..2025-05-11T18:55]", "by 12:55, 11 May"),
    ],
)
def test_rows_of_a_list_show_clock_times_on_the_readers_clock(text: str, words: str) -> None:
    assert short(parse_when(text, GENEVA), WASHINGTON) == words


def test_one_instant_is_shown_on_several_clocks() -> None:
    clocks = [("UTC", "UTC"), ("Geneva", GENEVA), ("Washington", WASHINGTON)]
    post = parse_when("2025-05-10T23:12Z", GENEVA)
    assert across_clocks(post, clocks) == (
        "23:12 UTC on 10 May, 01:12 on 11 May in Geneva, 19:12 on 10 May in Washington"
    )
    assert across_clocks(parse_when("2025-05-10T23:12:21Z", GENEVA), clocks[:1]) == (
        "23:12:21 UTC on 10 May"
    )
    assert across_clocks(parse_when("2025-05-10T23:12:21.050Z", GENEVA), clocks[:1]) == (
        "23:12:21.050 UTC on 10 May"
    )


@pytest.mark.parametrize("text", ["2025-05-11", "2025-05", "[..2025-05-11T10:00]"])
def test_what_has_no_clock_time_or_no_beginning_is_shown_on_no_clock(text: str) -> None:
    assert across_clocks(parse_when(text, GENEVA), [("UTC", "UTC")]) == ""


def test_without_a_name_for_the_zone_no_place_is_claimed() -> None:
    when = parse_when("2025-05-11", GENEVA)
    assert phrase(when, GENEVA, "", "") == "some time on 11 May 2025"
    post = parse_when("2025-05-10T23:12Z", GENEVA)
    assert phrase(post, WASHINGTON, "", "") == "19:12 on 10 May 2025"


def test_without_an_as_of_an_open_end_is_left_open() -> None:
    when = parse_when("2025-05-08/..", GENEVA)
    assert phrase(when, GENEVA, "Geneva", "Geneva") == "from 8 May 2025 on"


@given(
    st.sampled_from([text for text, *_ in DAYS]),
    st.sampled_from(
        [GENEVA, WASHINGTON, "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns"]
    ),
    st.sampled_from(["", "Here"]),
)
def test_no_clock_is_ever_put_on_a_date_without_one(text: str, clock: str, name: str) -> None:
    when = parse_when(text, GENEVA)
    if "T" not in text:
        clock_time = re.compile("[0-9]:[0-9]")
        assert not clock_time.search(phrase(when, clock, name, "Geneva"))
        assert not clock_time.search(short(when, clock))


@given(
    st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    st.sampled_from(["{}", "{}/..", "../{}", "[{}..]", "[..{}]", "{}~", "[{},2025-05-11T10:00]"]),
    st.sampled_from([GENEVA, WASHINGTON, "Pacific/Kiritimati", "America/St_Johns"]),
)
def test_every_instant_has_words_in_every_form_and_on_every_clock(
    instant: str, form: str, clock: str
) -> None:
    when = parse_when(form.format(instant), "Asia/Kathmandu")
    words = phrase(when, clock, "Here", "Kathmandu", parse_when("2025-05-12", GENEVA))
    assert re.search("[0-9]{2}:[0-9]{2}:[0-9]{2} on [0-9]+ [A-Z]", words)
    assert re.search("[0-9]{2}:[0-9]{2}:[0-9]{2}, [0-9]+ [A-Z]", short(when, clock))
