"""Dates as people and tools write them are read in the one way in which they can be read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from dateutil.parser import parse
from hypothesis import given
from hypothesis import strategies as st

from components.events import WhenError, parse_when
from components.imports.dates.date import interval, is_no_date, to_edtf
from components.imports.dates.part import AmbiguousDateError, Years
from components.imports.dates.word import MONTHS, WEEKDAYS, day_name, tokens_of

USUAL = ["usual"]

READ = """
2025 = 2025
ABT 1850 = 1850~
EST 1877 = 1877~
BEF 12 MAR 1910 = [..1910-03-11]
BET 1851 AND 1853 = [1851..1853]
AFT 1881 = [1882..]
May 10, 2025 → May 11, 2025 = 2025-05-10/2025-05-11
May 12, 2025 3:00 PM (GMT+2) = 2025-05-12T15:00+02:00
2025-05 = 2025-05
2025-05-10 = 2025-05-10
2025-5 = 2025-05
2025-5-3 = 2025-05-03
2025/05 = 2025-05
2025/05/10 = 2025-05-10
2025/5/3 9:30 = 2025-05-03T09:30
2025.05.10 = 2025-05-10
20250510 = 2025-05-10
20250510.0 = 2025-05-10
2025.0 = 2025
2025-00-00 = 2025
2025-05-00 = 2025-05
2025-131 = 2025-05-11
2025131 = 2025-05-11
2025-131 09:30 = 2025-05-11T09:30
2025-W19-6T09:30Z = 2025-05-10T09:30Z
2024-366 = 2024-12-31
2025-W19 = [2025-05-05..2025-05-11]
2025W19 = [2025-05-05..2025-05-11]
2025-W19-6 = 2025-05-10
2025W196 = 2025-05-10
2020-W53-7 = 2021-01-03
Week 19, 2025 = [2025-05-05..2025-05-11]
2025-05-10T09:30Z = 2025-05-10T09:30Z
2025-05-10 09:30 = 2025-05-10T09:30
2025-05-10 9:30 = 2025-05-10T09:30
2025-05-10T9:30 = 2025-05-10T09:30
2025-05-10 09:30:00+00:00 = 2025-05-10T09:30:00+00:00
2025-05-10 09:30:00-04 = 2025-05-10T09:30:00-04
2025-05-10 09:30:00 -0400 = 2025-05-10T09:30:00-04:00
2025-05-10T09:30:00,5 = 2025-05-10T09:30:00.5
2025-05-10T09:30:00.123456789Z = 2025-05-10T09:30:00.123456789Z
2025-05-10 09:30:00.0000000 = 2025-05-10T09:30:00.0000000
2025-05-10 09:30 GMT+2 = 2025-05-10T09:30+02:00
2025-05-10 09:30:00 UTC = 2025-05-10T09:30:00Z
2025-05-10 24:00 = 2025-05-11T00:00
2025-12-31T24:00:00Z = 2026-01-01T00:00:00Z
2025-05-10T09:30:00[Europe/Zurich] = 2025-05-10T09:30:00+02:00
2025-05-10T09:30:00+02:00[Europe/Zurich] = 2025-05-10T09:30:00+02:00
2025-05-10 09:30 America/New_York = 2025-05-10T09:30-04:00
20250510T0930Z = 2025-05-10T09:30Z
20250510T093000Z = 2025-05-10T09:30:00Z
20250510T093000+0200 = 2025-05-10T09:30:00+02:00
20250510093000 = 2025-05-10T09:30:00
202505100930 = 2025-05-10T09:30
20250510_093000 = 2025-05-10T09:30:00
10 May 2025 = 2025-05-10
10. May 2025 = 2025-05-10
10th May 2025 = 2025-05-10
10th of May, 2025 = 2025-05-10
May 10, 2025 = 2025-05-10
May 10 2025 = 2025-05-10
May 10th, 2025 = 2025-05-10
MAY 10, 2025 = 2025-05-10
Sept. 3, 2025 = 2025-09-03
2025 May 10 = 2025-05-10
2025-May-10 = 2025-05-10
10-May-2025 = 2025-05-10
10/May/2025 = 2025-05-10
10May2025 = 2025-05-10
May 2025 = 2025-05
May, 2025 = 2025-05
May-2025 = 2025-05
2025 May = 2025-05
05/2025 = 2025-05
5.2025 = 2025-05
Sat 10 May 2025 = 2025-05-10
Saturday, May 10, 2025 = 2025-05-10
Sat, 10 May 2025 09:00:00 +0200 = 2025-05-10T09:00:00+02:00
Sat, 10 May 2025 09:00:00 GMT = 2025-05-10T09:00:00Z
Sat May 10 09:30:00 2025 = 2025-05-10T09:30:00
Sat May 10 09:30:00 UTC 2025 = 2025-05-10T09:30:00Z
Sat May 10 09:30:00 2025 +0200 = 2025-05-10T09:30:00+02:00
Sat May 10 2025 09:30:00 GMT+0200 (Central European Summer Time) = 2025-05-10T09:30:00+02:00
10/May/2025:09:30:00 +0200 = 2025-05-10T09:30:00+02:00
09:30, 10 May 2025 (UTC) = 2025-05-10T09:30Z
10 May 2025 9:30 pm = 2025-05-10T21:30
10 May 2025, 9:30 p.m. = 2025-05-10T21:30
9:30 pm, May 10, 2025 = 2025-05-10T21:30
May 10, 2025 at 12:05 AM = 2025-05-10T00:05
May 10, 2025 9 pm = 2025-05-10T21:00
10.05.2025 = 2025-05-10
1.5.2025 = 2025-05-01
10. 5. 2025 = 2025-05-10
10.05.2025 09:30 = 2025-05-10T09:30
13/05/2025 = 2025-05-13
05/13/2025 = 2025-05-13
05/05/2025 = 2025-05-05
31-12-2025 = 2025-12-31
10MAY2025:09:30:00 = 2025-05-10T09:30:00
Sat May 10 09:30:00 +0000 2025 = 2025-05-10T09:30:00+00:00
10 May 2025[1] = 2025-05-10
2025. 5. 10. = 2025-05-10
10.05.2025 9.30 = 2025-05-10T09:30
13/05/2025 21:30:15 = 2025-05-13T21:30:15
Sat 10/05/2025 = 2025-05-10
10. Mai 2025, 9:30 Uhr = 2025-05-10T09:30
Samstag, 10. Mai 2025 um 9:30 Uhr = 2025-05-10T09:30
am 3. Jänner 2025 = 2025-01-03
1. März 2025 = 2025-03-01
le 10 mai 2025 à 9h30 = 2025-05-10T09:30
1er août 2025 = 2025-08-01
15 fevrier 2025 = 2025-02-15
10 de mayo de 2025 = 2025-05-10
1.º de enero de 2025 = 2025-01-01
10 maggio 2025 = 2025-05-10
1º gennaio 2025 = 2025-01-01
sábado, 10 de maio de 2025 = 2025-05-10
terça-feira, 13 de maio de 2025 = 2025-05-13
10 mei 2025 = 2025-05-10
10 мая 2025 г. = 2025-05-10
суббота, 10 мая 2025 года = 2025-05-10
2025年5月10日 = 2025-05-10
Q1 2025 = [2025-01..2025-03]
2025-Q4 = [2025-10..2025-12]
2025Q2 = [2025-04..2025-06]
H2 2025 = [2025-07..2025-12]
c. 1850 = 1850~
c1850 = 1850~
ca. 1850 = 1850~
circa 10 May 2025 = 2025-05-10~
about 500 BC = -0499~
um 1850 = 1850~
~1850 = 1850~
1850? = 1850?
1850 (?) = 1850?
10 May 2025? = 2025-05-10?
c. 1850? = 1850%
1850s = 185X
the 1850's = 185X
c. 1850s = 185X~
440s BC = [-0448..-0439]
18th century = 17XX
the 18th c. = 17XX
18. Jahrhundert = 17XX
XVIIIe siècle = 17XX
siglo XVIII = 17XX
1st century = [0001..0100]
5th century BC = [-0499..-0400]
before May 2025 = [..2025-04]
before 1 March 2024 = [..2024-02-29]
before 44 BC = [..-0044]
after 1999 = [2000..]
after 2025-05-10 09:30 = [2025-05-10T09:31..]
before 2025-05-10T10:00:00.900Z = [..2025-05-10T10:00:00.899Z]
Thu 15 March 44 BC = -0043-03-15
by May 2025 = [..2025-05]
since May 2025 = 2025-05/..
from 1850 = 1850/..
until 2025 = ../2025
between 1850 and 1860 = [1850..1860]
between 10 and 12 May 2025 = [2025-05-10..2025-05-12]
1939 or 1940 = [1939,1940]
44 BC = -0043
44 B.C. = -0043
44 BCE = -0043
44 v. Chr. = -0043
44 av. J.-C. = -0043
44 a.C. = -0043
44 до н. э. = -0043
AD 69 = 0069
69 AD = 0069
69 CE = 0069
69 n. Chr. = 0069
3300 BC = -3299
10,000 BC = -9999
12000 BC = Y-11999
1 BC = 0000
15 March 44 BC = -0043-03-15
March 15, 44 BC = -0043-03-15
March 44 BC = -0043-03
-0043-03-15 = -0043-03-15
-0043 = -0043
-0043-03-15T00:00:00Z = -0043-03-15
-000043-03-15T00:00:00.000Z = -0043-03-15
+1969-07-20T00:00:00Z = 1969-07-20
+1969-07-00T00:00:00Z = 1969-07
+1969-00-00T00:00:00Z = 1969
10-12 May 2025 = 2025-05-10/2025-05-12
10–12 May 2025 = 2025-05-10/2025-05-12
10 May - 3 June 2025 = 2025-05-10/2025-06-03
10 to 12 May 2025 = 2025-05-10/2025-05-12
10. bis 12. Mai 2025 = 2025-05-10/2025-05-12
from 10 May to 12 May 2025 = 2025-05-10/2025-05-12
May 10-12, 2025 = 2025-05-10/2025-05-12
May 10 – June 3, 2025 = 2025-05-10/2025-06-03
Dec 30, 2024 - Jan 2, 2025 = 2024-12-30/2025-01-02
10.-12.05.2025 = 2025-05-10/2025-05-12
10.5.-3.6.2025 = 2025-05-10/2025-06-03
May-June 2025 = 2025-05/2025-06
12/2024-01/2025 = 2024-12/2025-01
1939-1945 = 1939/1945
1939–1945 = 1939/1945
1939-45 = 1939/1945
1914-18 = 1914/1918
1911-12 = 1911-12
2019/20 = 2019/2020
2019/2020 = 2019/2020
44-31 BC = -0043/-0030
50 BC - 20 AD = -0049/0020
1850?-1860 = 1850?/1860
1850-1860? = 1850/1860?
1st c. AD = [0001..0100]
5th c. BC = [-0499..-0400]
10 or 11 May 2025 = [2025-05-10,2025-05-11]
c. 1850-1860 = 1850~/1860~
1850s-1860s = 185X/186X
c. 3300–2900 BC = -3299~/-2899~
AD 69–79 = 0069/0079
44 BC – AD 14 = -0043/0014
12th–14th century = 11XX/13XX
1939–present = 1939/..
12 May 2025 - ongoing = 2025-05-12/..
1939- = 1939/..
–1945 = ../1945
present = ..
Q1 2025 - Q2 2025 = 2025-01/2025-06
2025-05-10/12 = 2025-05-10/2025-05-12
2025-05-10 09:05/2025-05-11 = 2025-05-10T09:05/2025-05-11
10 May 2025 9:30 - 11:00 = 2025-05-10T09:30/2025-05-10T11:00
10 May 2025 9:30-11:00 pm = 2025-05-10T21:30/2025-05-10T23:00
[2025..2026] = [2025..2026]
2025-05-XX = 2025-05-XX
201X = 201X
2025-05-10~ = 2025-05-10~
Y12345 = Y12345
"""  # noqa: RUF001

REFUSED = """
10/05/2025 = two ways: it is 2025-05-10 with format: day-first or 2025-10-05 with format: month-
05-10-2025 = it is 2025-10-05 with format: day-first or 2025-05-10 with format: month-first
10/5/2025 9:30 PM = two ways: it is 2025-05-10T21:30 with
10:00 10/05/2025 = two ways
10/05/2025 - 12/05/2025 = it is 2025-05-10/2025-05-12 with format: day-first or 2025-10-05/2025-12
2011/12 = two ways: it is 2011-12 or 2011/2012
1800s = two ways: 180X or 18XX
-44 = two ways: 44 BC with years: historical, 45 BC with years: iso
2025-05-10 09:30-11:00 = ends with an offset or another time
10/05/25 = year has two digits; a format such as %d/%m/%y
10-May-25 = year has two digits
10 May 25 = year has two digits
May 25 = year is missing or has two digits
10 May = it has no year
69 = a year has four digits, 0069, or an era, AD 69
476 = a year has four digits
45787 = a day of a spreadsheet; say which with a format such as epoch
1746835200 = a count from 1970
1.7468352e9 = a count from 1970
spring 2024 = write the months, 2025-03/2025-05
Herbst 2024 = a season begins on different days
2025-21 = 21 is a season in EDTF
1914-24 = 24 is a season in EDTF
early 18th century = no fixed bounds
mid-May 2025 = no fixed bounds
late 2025 = no fixed bounds
2025-05-10 09:30:00 CET = "CET" is not the same hour everywhere
Sat May 10 09:30:00 EST 2025 = "EST" is not the same hour everywhere
2025-05-10T23:59:60Z = leap seconds are not read; write second 59
2025-05-10T25:00 = a time lies between 00:00:00 and 23:59:59
2025-05-10T09 = a time has hours and minutes
13:30 pm 10 May 2025 = an hour with am or pm is one from 1 to 12
2025-02-30 = February 2025 has the days 01 to 28
30 Feb 2025 = February 2025 has the days 1 to 28
31.04.2025 = April 2025 has the days 1 to 30
31/02/2025 = February 2025 has the days 1 to 28
13/13/2025 = there is no month 13
2025-13 = there is no month 13
20251399 = there is no month 13
2025-W54 = there is no such week
2025-366 = 2025 has no day 366
2025-Q5 = a year has no quarter 5
Sun 10 May 2025 = this day is a Saturday
0 BC = there is no year 0
1855s = decades are written 1850s
{2025,2026} = an event for each
[2025 = a bracket is closed last
2025-10/2025-05 = is not read as a date
Q1 2025 09:30 = there is a time, but no day
May 2025 09:30 = there is a time, but no day
soon = is not read as a date; write 2025-05-11 or 11 May 2025
10:30 = is not read as a date
10 Blah 2025 = is not read as a date
2025-03-30T02:30[Europe/Zurich] = put forward
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.rpartition(" = ") for line in table.strip().splitlines())
    return [(text, words) for text, _, words in pairs]


@pytest.mark.parametrize(("text", "edtf"), rows(READ))
def test_a_date_of_one_reading_is_read(text: str, edtf: str) -> None:
    assert to_edtf(text, USUAL) == edtf
    parse_when(interval("2025", edtf) if edtf == ".." else edtf, "UTC")


@pytest.mark.parametrize(("text", "words"), rows(REFUSED))
def test_a_date_of_no_reading_or_of_two_is_refused_in_words_about_it(text: str, words: str) -> None:
    with pytest.raises(WhenError) as caught:
        parse_when(to_edtf(text, USUAL), "UTC")
    assert words in str(caught.value)
    assert text.partition("[")[0] in str(caught.value)
    assert isinstance(caught.value, AmbiguousDateError) == ("two ways" in str(caught.value)) or (
        "hour everywhere" in words or "another time" in words or "format: month-first" in words
    )


@pytest.mark.parametrize(
    ("text", "format_", "edtf"),
    [
        ("10/05/2025", "day-first", "2025-05-10"),
        ("10/05/2025", "month-first", "2025-10-05"),
        ("10/05/2025 0:00", "days-day-first", "2025-05-10"),
        ("5/10/2025 12:00:00 AM", "days-month-first", "2025-05-10"),
        ("10/05/2025 - 12/05/2025", "day-first", "2025-05-10/2025-05-12"),
        ("10 May 2025", "day-first", "2025-05-10"),
        ("2025-05-10 00:00:00", "days", "2025-05-10"),
        ("2025-05-10T00:00:00.000+02:00", "days", "2025-05-10"),
        ("2025-05-10", "days", "2025-05-10"),
    ],
)
def test_what_is_told_decides(text: str, format_: str, edtf: str) -> None:
    assert to_edtf(text, [format_]) == edtf


@pytest.mark.parametrize(
    ("text", "format_", "words"),
    [
        ("13/05/2025", "month-first", "there is no month 13"),
        ("2025-05-10 09:30", "days", "a clock time that is not midnight"),
        ("2025-05-10 00:00:05", "days", "a clock time that is not midnight"),
        ("2025-05-10T00:00:00.5", "days", "a clock time that is not midnight"),
        ("10 May 25", "day-first", "two digits"),
    ],
)
def test_what_is_told_is_kept_to(text: str, format_: str, words: str) -> None:
    with pytest.raises(WhenError, match=words):
        to_edtf(text, [format_])


@pytest.mark.parametrize(
    ("text", "historical", "iso"),
    [
        ("-44", "-0043", "-0044"),
        ("-0044-03-15", "-0043-03-15", "-0044-03-15"),
        ("-44/-31", "-0043/-0030", "-0044/-0031"),
        ("-0044/-0031", "-0043/-0030", "-0044/-0031"),
        ("14", "0014", "0014"),
        ("44 BC", "-0043", "-0043"),
        ("0000", None, "0000"),
        ("+1969-07-20T00:00:00Z", "1969-07-20", "1969-07-20"),
    ],
)
def test_years_before_christ_count_as_the_mapping_says(
    text: str, historical: str | None, iso: str
) -> None:
    assert to_edtf(text, USUAL, Years.ISO) == iso
    if historical:
        assert to_edtf(text, USUAL, Years.HISTORICAL) == historical
    else:
        with pytest.raises(WhenError, match="there is no year 0"):
            to_edtf(text, USUAL, Years.HISTORICAL)


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("Q1 2025", "Q2 2025", "2025-01/2025-06"),
        ("10-12 May 2025", "13 May 2025", "2025-05-10/2025-05-13"),
        ("c. 1850", "1860s", "1850~/186X"),
        ("1939", "present", "1939/.."),
        ("before 1850", "1860", "../1860"),
    ],
)
def test_an_end_of_its_own_goes_with_any_beginning(start: str, end: str, edtf: str) -> None:
    assert interval(to_edtf(start, USUAL), to_edtf(end, USUAL)) == edtf
    parse_when(edtf, "UTC")


@pytest.mark.parametrize("text", ["NaT", "nan", "None", "null", "-", "n.d.", "\N{EN DASH}", "N/A"])
def test_what_programs_write_for_nothing_is_no_date(text: str) -> None:
    assert is_no_date(text)
    assert not is_no_date("2025")


def test_every_month_and_day_of_the_week_has_its_token() -> None:
    for number, token in enumerate(MONTHS, 1):
        assert tokens_of(datetime(2025, number, 1, tzinfo=UTC).strftime("%B")) == token
    for number, token in enumerate(WEEKDAYS):
        assert tokens_of(day_name(number)) == token


FORMS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%j", "%G-W%V-%u", "%d.%m.%Y"),
    *("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d %Y", "%a %d %b %Y", "%A, %B %d, %Y"),
    *("%d-%b-%Y", "%Y-%b-%d", "%d/%b/%Y"),
)
CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%H:%M:%SZ", "%H:%M:%S.%f")
PIECES = (
    *("5", "05", "10", "13", "31", "25", "2025", "1850", "44", "May", "mai", "Dec.", "BC", "AD"),
    *(" ", " ", " ", "-", "/", ".", ", ", " - ", "\N{EN DASH}", " to ", "T", "Z", "+02:00", "?"),
    *("9:30", "09:30:15", " pm", "c. ", "before ", "s", "th century", "Q1 ", "W19", "until "),
)
MOMENTS = st.datetimes(datetime(1583, 1, 1), datetime(9999, 12, 31))


@given(MOMENTS, st.sampled_from(FORMS), st.sampled_from(("", *CLOCKS)))
def test_every_date_in_every_form_comes_back(moment: datetime, form: str, clock: str) -> None:
    text = f"{moment:{form} {clock}}".strip()
    when = parse_when(to_edtf(text, USUAL), "UTC")
    finest = {
        "": timedelta(days=1),
        "%H:%M": timedelta(minutes=1),
        "%I:%M %p": timedelta(minutes=1),
    }
    second = timedelta(microseconds=1000) if "%f" in clock else timedelta(seconds=1)
    step = finest.get(clock, second)
    start = datetime(1970, 1, 1) + timedelta(milliseconds=when.start or 0)
    assert timedelta(0) <= moment - start < step
    # A second opinion, where that library knows the form.
    if form not in ("%Y-%j", "%G-W%V-%u"):
        opinion = parse(text, dayfirst=form.startswith("%d.")).replace(tzinfo=None)
        assert timedelta(0) <= opinion - start < step


@given(MOMENTS, st.integers(-14 * 60, 14 * 60), st.sampled_from(["%a, %d %b %Y %H:%M:%S %z"]))
def test_rfc_2822_comes_back(moment: datetime, minutes: int, form: str) -> None:
    text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).strftime(form)
    expected = (moment.replace(microsecond=0) - datetime(1970, 1, 1)) // timedelta(
        milliseconds=1
    ) - minutes * 60_000
    assert parse_when(to_edtf(text, USUAL), "UTC").start == expected


@given(st.integers(1, 31), st.integers(1, 31), st.integers(1000, 9999), st.sampled_from("/- "))
def test_two_numbers_are_read_only_where_one_of_them_must_be_the_day(
    first: int, second: int, year: int, mark: str
) -> None:
    text = f"{first:02}{mark}{second:02}{mark}{year}"
    readings = set()
    for month, day in ((first, second), (second, first)):
        try:
            readings.add(parse_when(f"{year}-{month:02}-{day:02}", "UTC").text)
        except WhenError:
            continue
    try:
        assert {to_edtf(text, USUAL)} == readings
    except AmbiguousDateError as error:
        assert len(readings) == 2
        assert all(reading in str(error) for reading in readings)
    except WhenError:
        assert not readings


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
    | st.text("0123456789 -/.:TZWQBCADcXmay,[]~?+", max_size=25)
)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        edtf = to_edtf(text, USUAL)
    except WhenError as error:
        assert str(error)
        return
    try:
        parse_when(edtf, "UTC")
    except WhenError as error:
        assert str(error)


@pytest.mark.parametrize("year", ["44 BC", "AD 69", "3300 BC", "12000 BC"])
@pytest.mark.parametrize("word", ["c. ", "by ", "perhaps ", "in "])
def test_a_word_before_a_year_leaves_its_end_alone(word: str, year: str) -> None:
    bare, worded = (parse_when(to_edtf(text, USUAL), "UTC") for text in (year, f"{word}{year}"))
    assert worded.stop == bare.stop
