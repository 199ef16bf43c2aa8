"""Dates are read against the article's own date, as what is true and no more."""

import pytest

from components.drafts.date_phrase import DatePhrase, DateReader
from components.drafts.possible_date import OwnDate
from components.events import parse_when
from tests.drafts.passages import passage

OWN = "2025-05-12"  # a Monday


def phrases(text: str, own: str = OWN, language: str = "en") -> list[DatePhrase]:
    line = passage(text, language)
    reader = DateReader(line, OwnDate.of(parse_when(own, "UTC")))
    return [phrase for sentence in line.sentences for phrase in reader.phrases(sentence)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It ended on May 11, 2025.", "on May 11, 2025", "2025-05-11"),
        ("It ended on 11 May 2025.", "on 11 May 2025", "2025-05-11"),
        ("It ended on the 11th of May.", "on the 11th of May", "2025-05-11"),
        ("It ended on 2025-05-11.", "on 2025-05-11", "2025-05-11"),
        ("It ended on 11.05.2025.", "on 11.05.2025", "2025-05-11"),
        ("It ended on 5/13/2025.", "on 5/13/2025", "2025-05-13"),
        ("It ended on 4/5/2025.", "on 4/5/2025", "[2025-04-05,2025-05-04]"),
        ("It ran from May 10 to 11.", "from May 10 to 11", "2025-05-10/2025-05-11"),
        ("It ran on 10 and 11 May.", "10 and 11 May", "2025-05-10/2025-05-11"),
        ("It ran from 10 May to 2 June.", "from 10 May to 2 June", "2025-05-10/2025-06-02"),
        ("It was between 3 and 5 May.", "between 3 and 5 May", "[2025-05-03..2025-05-05]"),
        ("It was done by 5 May.", "by 5 May", "[..2025-05-05]"),
        ("It came after 5 May.", "after 5 May", "[2025-05-05..]"),
        ("It lasts since 5 May.", "since 5 May", "2025-05-05/.."),
        ("It lasts until 14 May.", "until 14 May", "../2025-05-14"),
        ("It began in March.", "in March", "2025-03"),
        ("It began in December.", "in December", "2024-12?"),
        ("It began in March 2018.", "in March 2018", "2018-03"),
        ("It was built in 1911.", "in 1911", "1911"),
        ("Tariffs have held since 2018.", "since 2018", "2018/.."),
        ("He said on Sunday it was done.", "on Sunday", "2025-05-11?"),
        ("On Sunday, he said it was done.", "On Sunday", "2025-05-11?"),
        ("They will meet on Wednesday.", "on Wednesday", "2025-05-14?"),
        ("The talks resume on Sunday.", "on Sunday", "[2025-05-11,2025-05-18]"),
        ("He said talks resume on Sunday.", "on Sunday", "[2025-05-11,2025-05-18]"),
        ("It is to be released on Monday.", "on Monday", "2025-05-12?"),
        ("It began last Friday.", "last Friday", "[2025-05-02,2025-05-09]"),
        ("It failed to close on Saturday.", "on Saturday", "2025-05-10?"),
        ("Shares fell 11% on Friday.", "on Friday", "2025-05-09?"),
        ("On Sunday some of them marched.", "On Sunday", "2025-05-11?"),
        ("A letter of 14 June said so.", "of 14 June", "2025-06-14"),
        ("A letter of 14 August said so.", "of 14 August", "[2024-08-14,2025-08-14]"),
        ("A letter of 14 November said so.", "of 14 November", "2024-11-14"),
        ("It opens on 14 November.", "on 14 November", "[2024-11-14,2025-11-14]"),
        ("It is due on 21 September.", "on 21 September", "2025-09-21"),
        ("It was signed on 14 June.", "on 14 June", "[2024-06-14,2025-06-14]"),
        ("It was signed on 14 August.", "on 14 August", "2024-08-14"),
        ("It is due in December.", "in December", "2025-12?"),
        ("It was on February 3 and 4, 2023.", "February 3 and 4", "2023-02-03/2023-02-04"),
        ("It fell in the past year.", "in the past year", "[2024-05-11..2025-05-12]"),
        ("He was due to speak on Tuesday.", "on Tuesday", "[2025-05-06,2025-05-13]"),
        ("They had hoped to meet by Wednesday.", "by Wednesday", "[2025-05-07,2025-05-14]"),
        ("It was set up in November.", "in November", "2024-11?"),
        ("It was promised by Greer in November.", "in November", "2024-11?"),
        ("It ended on May 3 last year.", "on May 3 last year", "2024-05-03"),
        ("It grew from 2018 to 2020.", "from 2018 to 2020", "2018/2020"),
        ("They met yesterday.", "yesterday", "2025-05-11?"),
        ("They met last week.", "last week", "[2025-05-04..2025-05-11]"),
        ("It was so earlier this year.", "earlier this year", "[2025-01-01..2025-05-12]"),
        ("It fell last month.", "last month", "2025-04"),
        ("It fell last year.", "last year", "2024"),
        ("More come in the coming days.", "in the coming days", "[2025-05-12..]"),
        ("It was three weeks ago.", "three weeks ago", "[2025-04-18..2025-04-24]"),
        ("Two days of talks ended.", "Two days of", "[..2025-05-12]"),
        ("It is due on May 12 (Monday).", "on May 12 (Monday", "2025-05-12"),
        ("It is due on Monday, May 12.", "on Monday, May 12", "2025-05-12"),
        ("It is due on Sunday, May 12.", "on Sunday, May 12", "2025-05-12?"),
        ("It came at 10:00 GMT on 11 May.", "on 11 May", "2025-05-11T10:00Z"),
        ("It comes at 12:01 a.m. EDT on May 14.", "on May 14", "2025-05-14T00:01-04:00"),
        ("It came at 9 am ET on 9 May.", "on 9 May", "2025-05-09T09:00-04:00"),
        ("It came at 10:00 on 11 May.", "on 11 May", "2025-05-11"),
        ("05/12 01:24", "05/12", "[2024-12-05,2025-05-12]"),
        ("DW – 2025年5月11日", "2025年5月11日", "2025-05-11"),
    ],
)
def test_a_date_is_read_as_its_words_allow(text: str, words: str, edtf: str) -> None:
    (phrase,) = phrases(text)
    assert (phrase.words, phrase.edtf) == (words, edtf)
    parse_when(phrase.edtf, "UTC")


@pytest.mark.parametrize(
    "text",
    [
        "Two days earlier, Greer had left.",
        "He had left the Sunday before.",
        "It fell in the week of May 5.",
        "It was half a year ago.",
        "It was more than two weeks ago.",
        "He told the Sunday Times so.",
        "He told Sunday Morning Futures so.",
        "He told the Today programme so.",
        "Shops closed on Good Friday.",
    ],
)
def test_what_is_no_day_seen_from_the_article_is_no_date(text: str) -> None:
    assert not phrases(text)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Das endete am 11. Mai 2025.", "am 11. Mai 2025", "2025-05-11"),
        ("Das gilt seit dem 3. März.", "seit dem 3. März", "2025-03-03/.."),
        ("Der Rat hat am Sonntagabend getagt.", "am Sonntagabend", "2025-05-11?"),
        ("Er tagt am Mittwoch.", "am Mittwoch", "[2025-05-07,2025-05-14]"),
        ("Das war vor zwei Jahren so.", "vor zwei Jahren", "[2022-11-12..2023-11-11]"),
        (
            "Sie trafen sich in der vergangenen Woche.",
            "in der vergangenen Woche",
            "[2025-05-04..2025-05-11]",
        ),
    ],
)
def test_german_dates_are_read(text: str, words: str, edtf: str) -> None:
    (phrase,) = phrases(text, language="de")
    assert (phrase.words, phrase.edtf) == (words, edtf)


@pytest.mark.parametrize(
    "text",
    [
        "He said: “We met on Sunday, 11 May 2025.”",
        "It may be that March winds blow.",
        "In 2000 cases it was so.",
        "In 2024-25 it grew.",
        "On the following Monday it ended.",
        "They meet every Monday.",
        "It cost 2,025 dollars in room 2025.",
        "The rate is 1.2 and the room 2025.",
        "On 31 February it ended.",
        "“Sunday Morning Futures” is a programme.",
    ],
)
def test_what_is_no_date_or_is_quoted_is_not_read(text: str) -> None:
    assert phrases(text) == []


def test_two_days_that_are_not_neighbours_are_two_dates() -> None:
    assert [p.edtf for p in phrases("In letters of 14 March and 2 May he was warned.")] == [
        "2025-03-14",
        "2025-05-02",
    ]


def test_an_article_of_two_possible_days_reads_a_weekday_against_both() -> None:
    own = "[2025-05-11..2025-05-12]"
    (sunday,) = phrases("He said on Sunday it was done.", own)
    assert sunday.edtf == "2025-05-11?"
    (weekday,) = phrases("He said on Monday it was done.", own)
    assert weekday.edtf == "[2025-05-05,2025-05-12]"
    (some,) = phrases("He said on Monday it was done.", "2025-05")
    assert some.edtf == "[2025-04-25..2025-06-06]"


def test_a_clock_time_without_a_zone_is_said_to_be_left_out() -> None:
    (phrase,) = phrases("It came at 10:00 on 11 May.")
    assert '"10:00" names no zone and is left out' in phrase.reading


def test_an_article_without_a_first_day_has_no_date_to_read_against() -> None:
    with pytest.raises(ValueError, match="open side"):
        OwnDate.of(parse_when("[..2025-05-12]", "UTC"))
