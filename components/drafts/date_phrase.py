"""Dates as an article words them, read against its own date: EDTF that is true of the words.

Nothing becomes a fact that is none: a weekday is a day marked as uncertain, or one of two when the
words do not tell past from future; "last week" is an interval. What is quoted is not read, because
the day of a quotation's "today" is not the article's.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from components.drafts.language import words as word_set
from components.drafts.passage import Passage, Sentence, Token, TokenKind
from components.events import (
    When,
    civil,
    clock_time,
    day_number,
    days_in_month,
    edtf_date,
    offset_at,
    utc_offset,
    zone_of,
)

MOST_IN_SENTENCE = 40  # more than a sentence of an article has
# Days ahead of an article within which a date without a year is the coming one, and those within
# which it may be. A date farther off has been.
_SOON, _FAR = 45, 130
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100  # of four digits that are taken for a year
_AGO = "about so long before the article's own date"
_WEEK = 6  # days to the farthest other day of the same week
_DASHES = frozenset("-–—")
_APOSTROPHES = frozenset("'’")
# Before a weekday that names one day of a year, or one of long ago.
_NAMED_DAYS = word_set("good black bloody super ash palm easter maundy holy cyber giving whit")
_CLOCK = re.compile(
    r"(?<![\w:.])(\d{1,2})(?:[:.](\d{2}))?\s?([ap]\.?\s?m\b\.?)?(?:\s?Uhr)?\s?"
    r"\(?(UTC|GMT|CET|CEST|MEZ|MESZ|EDT|EST|ET|PDT|PST|PT)\b"
)
_BARE_CLOCK = re.compile(
    r"(?<![\w:.])\d{1,2}(?::\d{2}(?![\d:])|(?::\d{2})?\s?[ap]\.?m\b|(?:[:.]\d{2})?\s?Uhr\b)"
)
# Abbreviations that name one clock; CST and IST name several. Minutes east of UTC, or a zone.
_ZONES: dict[str, int | str] = {
    **dict.fromkeys(("UTC", "GMT"), 0),
    **dict.fromkeys(("CET", "MEZ"), 60),
    **dict.fromkeys(("CEST", "MESZ"), 120),
    "EDT": -240,
    "EST": -300,
    "PDT": -420,
    "PST": -480,
    "ET": "America/New_York",
    "PT": "America/Los_Angeles",
}


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The article's own date: its first and last possible day as numbers, and its EDTF."""

    first: int
    last: int
    text: str

    @property
    def last_day(self) -> str:
        """The last day that it can be, in EDTF."""
        return _day(self.last)

    @classmethod
    def of(cls, when: When) -> "OwnDate":
        """Take the days of a date; raise ValueError when a side is open."""
        first, last = when.ends_on(when.zone)
        if first is None or last is None:
            raise ValueError(f"{when.text} has an open side; an article has a first and a last day")
        return cls(day_number(*first.first_day), day_number(*last.last_day), when.text)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date between two tokens: its words, its EDTF, and how the one follows from the other.

    `is_length` is true of "two days of talks", which says how long and not when.
    """

    first: int
    stop: int
    words: str
    edtf: str
    reading: str
    is_future: bool = False
    is_length: bool = False


@dataclass(frozen=True, slots=True)
class _Date:
    """A day, month or year by its first and last day, or several days of which it is one."""

    first: int
    last: int
    text: str
    flag: str = ""
    others: tuple[int, ...] = ()
    is_open: bool = False

    @property
    def edtf(self) -> str:
        if self.is_open:
            return f"[{_day(self.first)}..]"
        if self.others:
            return f"[{','.join(_day(day) for day in self.others)}]"
        if self.text:
            return f"{self.text}{self.flag}"
        if self.first == self.last:
            return f"{_day(self.first)}{self.flag}"
        return f"[{_day(self.first)}..{_day(self.last)}]"

    def end(self, day: int) -> str:
        """Write one end of an interval."""
        return f"{self.text or _day(day)}{self.flag}"


def _day(number: int) -> str:
    return edtf_date(*civil(number))


def _on(day: int, flag: str = "") -> _Date:
    return _Date(day, day, "", flag)


def _month(year: int, month: int) -> _Date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day_number(year, month, 1)
    last = first + days_in_month(year, month) - 1
    return _Date(first, last, edtf_date(year, month))


def _year(year: int) -> _Date:
    return _Date(day_number(year, 1, 1), day_number(year, 12, 31), edtf_date(year))


def _weekday(day: int) -> int:
    """Return the weekday of a day, 0 being Monday."""
    return (day + 3) % 7


class DateReader:
    """Reads the dates of one passage against the article's own date."""

    def __init__(self, passage: Passage, own: OwnDate) -> None:
        """Take a passage, and the date against which its words are read."""
        self._passage, self._own = passage, own
        self._tokens, self._language = passage.tokens, passage.language
        self._calendar = passage.language.calendar
        self._stop = len(self._tokens)
        self._first = 0

    def phrases(self, sentence: Sentence) -> tuple[DatePhrase, ...]:
        """Return the dates of a sentence in order, `MOST_IN_SENTENCE` at most."""
        self._first, self._stop = sentence.first, sentence.stop
        phrases: list[DatePhrase] = []
        index = sentence.first
        while index < sentence.stop and len(phrases) < MOST_IN_SENTENCE:
            phrase = self._at(index)
            if not phrase:
                index += 1
                continue
            if phrases and self._names_weekday(phrases[-1], phrase):
                phrases[-1] = self._joined(phrases[-1], phrase)
            else:
                phrases.append(phrase)
            index = max(phrase.stop, index + 1)
        dated = [phrase for phrase in phrases if not phrase.is_length]
        if len(dated) == 1:
            phrases[phrases.index(dated[0])] = self._with_clock(sentence, dated[0])
        return tuple(phrases)

    # One phrase

    def _at(self, index: int) -> DatePhrase | None:
        """Return the phrase that begins at a token with its number, month, weekday or unit."""
        readers: tuple[Callable[[int], tuple[_Date, int, str] | None], ...] = (
            self._numeric,
            self._calendar_date,
            self._week_day,
            self._named_day,
            self._relative_unit,
            self._ago,
            self._bare_year,
        )
        for read in readers:
            if found := read(index):
                return self._framed(index, *found)
        return self._length(index)

    def _framed(self, index: int, date: _Date, stop: int, reading: str) -> DatePhrase | None:
        """Put a date into the form that the word before it asks for: since, by, from ... to."""
        before = self._before(index)
        word = self._word(before)
        first, calendar = index, self._calendar
        edtf = date.edtf
        is_future = (
            date.first > self._own.last
            or date.is_open
            or (date.last >= self._own.first and self._is_future(index))
        )
        range_ = self._range_end(date, stop)
        if range_ and self._word(stop) in self._language.joins and word not in calendar["between"]:
            # "10 and 11 May" are two days of one event; others are two events.
            range_ = range_ if range_[0].first == date.last + 1 else None
        if range_:
            other, range_stop = range_
            if word in calendar["between"] and other.last >= date.first:
                edtf = f"[{date.end(date.first)}..{other.end(other.last)}]"
                first = before
            elif other.last >= date.first:
                edtf = f"{date.end(date.first)}/{other.end(other.last)}"
                first = before if word in calendar["from"] else index
            stop = range_stop
        elif date.others or date.is_open:
            asked = calendar["on"] | calendar["in"] | calendar["last"] | calendar["next"]
            first = before if word in asked else index
        elif reading == _AGO:
            first = before if word in calendar["before"] else index
        elif word in calendar["since"]:
            first = before
            edtf = f"{date.end(date.first)}/.."
        elif word in calendar["until"]:
            first = before
            edtf = f"../{date.end(date.last)}"
        elif word in calendar["by"]:
            first = before
            edtf = f"[..{date.end(date.last)}]"
        elif word in calendar["after"]:
            first = before
            edtf = f"[{date.end(date.first)}..]"
        elif word in calendar["on"] | calendar["in"] | calendar["earlier"] | calendar["later"]:
            first = before
        return DatePhrase(first, stop, self._passage.words(first, stop), edtf, reading, is_future)

    def _before(self, index: int) -> int:
        """Return the token before a date, an article or "earlier" between them passed over."""
        before = index - 1
        if self._word(before) in self._calendar["earlier"] | self._calendar["later"]:
            return before
        if before > self._first and self._word(before) in self._language.determiners | {
            "zum",
            "dem",
        }:
            before -= 1
        return before if before >= self._first else index

    def _range_end(self, date: _Date, stop: int) -> tuple[_Date, int] | None:
        """Return the second date of "May 10 to 11" and where it ends."""
        if stop >= self._stop or date.others:
            return None
        sign = self._tokens[stop]
        if sign.text not in _DASHES and sign.lower not in self._calendar["to"]:
            return None
        if date.text:
            year = self._year_at(stop + 1) if len(date.text) == 4 else None
            return (_year(year), stop + 2) if year and self._is_from(date) else None
        second = self._calendar_date(stop + 1)
        if second and not second[0].text:
            return second[0], second[1]
        year, month, _ = civil(date.first)
        number = self._number_of_day(stop + 1)
        month_before = self._word(stop - 2) in self._language.months
        if number and month_before and number <= days_in_month(year, month):
            return _on(day_number(year, month, number), date.flag), stop + 2
        return None

    def _is_from(self, date: _Date) -> bool:
        """Tell whether a year begins a span, as in "from 2018 to 2020"."""
        return any(
            token.text == date.text
            and self._word(self._first + place - 1) in self._calendar["from"]
            for place, token in enumerate(self._tokens[self._first : self._stop])
        )

    # Numbers

    def _word(self, index: int) -> str:
        return self._tokens[index].lower if self._first <= index < self._stop else ""

    def _digits(self, index: int, longest: int) -> int | None:
        text = self._word(index)
        is_number = text.isascii() and text.isdigit() and len(text) <= longest
        return int(text) if is_number else None

    def _number_of_day(self, index: int) -> int | None:
        """Read 11, 11th or 1er; None when it is no day of a month."""
        text = self._word(index)
        for ending in ("st", "nd", "rd", "th", "er"):
            text = text.removesuffix(ending)
        if not (text.isascii() and text.isdigit() and len(text) <= 2):
            return None
        return int(text) if 1 <= int(text) <= 31 else None

    def _year_at(self, index: int) -> int | None:
        number = self._digits(index, 4)
        return number if number and _EARLIEST_YEAR <= number <= _LATEST_YEAR else None

    def _numeric(self, index: int) -> tuple[_Date, int, str] | None:
        """Read 2025-05-11, 11.05.2025, 05/12 and the like, and years with 年."""
        first = self._digits(index, 4)
        if first is None or (
            self._passage.touch(index)
            and index > self._first
            and (self._tokens[index - 1].text in {*"-/.:,$€£"})
        ):
            return None
        signs = [self._word(index + place) for place in (1, 3)]
        if signs == ["年", "月"]:
            return self._checked(
                first,
                self._digits(index + 2, 2),
                self._digits(index + 4, 2),
                index + 5 + (self._word(index + 5) in ("日", "號", "号")),
            )
        if not all(self._passage.touch(index + place) for place in (1, 2)):
            return None
        second = self._digits(index + 2, 2)
        third = self._digits(index + 4, 4)
        whole = all(self._passage.touch(index + place) for place in (3, 4))
        if signs == ["-", "-"] and whole and len(self._word(index)) == 4:
            return self._checked(first, second, third, index + 5)
        if (
            signs[0] == signs[1]
            and signs[0] in "./-"
            and whole
            and third
            and third >= _EARLIEST_YEAR
        ):
            return self._either(first, second, (third,), index + 5, day_first=signs[0] == ".")
        if signs[0] == "/" and len(self._word(index)) == 2 and len(self._word(index + 2)) == 2:
            years = (civil(self._own.last)[0], civil(self._own.last)[0] - 1)
            return self._either(first, second, years, index + 3, day_first=False)
        return None

    def _checked(
        self, year: int, month: int | None, day: int | None, stop: int
    ) -> tuple[_Date, int, str] | None:
        if (
            not month
            or not day
            or not 1 <= month <= 12
            or not 1 <= day <= days_in_month(year, month)
        ):
            return None
        return _on(day_number(year, month, day)), stop, ""

    def _either(
        self, first: int, second: int | None, years: tuple[int, ...], stop: int, day_first: bool
    ) -> tuple[_Date, int, str] | None:
        """Read two numbers as day and month, in both orders when both are possible."""
        orders = {(second, first)} if day_first else {(second, first), (first, second)}
        days = sorted(
            day_number(year, month, day)
            for year in years[:1]
            for month, day in orders
            if month and day and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
        )
        if len(years) > 1:
            # Without a year: what would lie in the future was a year before.
            days = sorted(
                day if day <= self._own.last + _FAR else self._year_before(day) for day in days
            )
        if not days:
            return None
        if len(days) == 1:
            flag = "?" if len(years) > 1 else ""
            return _on(days[0], flag), stop, "the year is that of the article" if flag else ""
        why = "day and month may stand in either order"
        return _Date(days[0], days[-1], "", others=tuple(days)), stop, why

    def _year_before(self, day: int) -> int:
        year, month, number = civil(day)
        return day_number(year - 1, month, min(number, days_in_month(year - 1, month)))

    # Months

    def _month_at(self, index: int) -> int | None:
        token = self._tokens[index] if self._first <= index < self._stop else None
        if (
            not token
            or token.kind is not TokenKind.WORD
            or not (token.is_capital or self._language.code == "fr")
        ):
            return None
        return self._language.months.get(token.lower)

    def _calendar_date(self, index: int) -> tuple[_Date, int, str] | None:
        """Read a date with the name of a month, which begins at a token."""
        month = self._month_at(index)
        if month:
            place = index + 1 + (self._word(index + 1) == ".")
            day = self._number_of_day(place)
            if day and not self._is_year_like(place):
                year, stop = self._year_behind(place + 1)
                return self._dated(index, year, month, day, stop)
            year = self._year_at(place)
            if year:
                return _month(year, month), place + 1, ""
            if self._word(index - 1) in self._calendar["in"] or (
                self._word(index - 1) in self._calendar["since"] | self._calendar["until"]
            ):
                return self._month_alone(index, month)
            return None
        day = self._number_of_day(index)
        if not day:
            return None
        place = index + 1
        while self._word(place) in (".", "of", "e") and place - index <= 2:
            place += 1
        month = self._month_at(place)
        if month:
            place += 1 + (
                self._word(place + 1) == "."
                and place + 2 < self._stop
                and self._year_at(place + 2) is not None
            )
            year, stop = self._year_behind(place)
            return self._dated(index, year, month, day, stop)
        return self._first_of_two(index, day)

    def _is_year_like(self, place: int) -> bool:
        return self._year_at(place) is not None

    def _first_of_two(self, index: int, day: int) -> tuple[_Date, int, str] | None:
        """Read the first date of "10 to 11 May", whose month stands behind the second."""
        place = index + 1 + (self._word(index + 1) == ".")
        if self._word(place) not in self._calendar["to"] and self._word(place) not in _DASHES:
            return None
        if self._number_of_day(place + 1) is None:
            return None
        second = self._calendar_date(place + 1) if self._is_dated(place + 1) else None
        if not second or second[0].text:
            return None
        year, month, _ = civil(second[0].first)
        if day > days_in_month(year, month):
            return None
        return _on(day_number(year, month, day), second[0].flag), place, second[2]

    def _is_dated(self, index: int) -> bool:
        """Tell whether a number is followed by a month."""
        place = index + 1 + (self._word(index + 1) == ".")
        return self._month_at(place) is not None

    def _year_behind(self, place: int) -> tuple[int | None, int]:
        """Return the year that stands at a token or behind a comma, and where the date ends."""
        year = self._year_at(place)
        if year:
            return year, place + 1
        if self._word(place) == "," and (year := self._year_at(place + 1)):
            return year, place + 2
        return None, place

    def _dated(
        self, index: int, year: int | None, month: int, day: int, stop: int
    ) -> tuple[_Date, int, str] | None:
        if year:
            return self._checked(year, month, day, stop)
        if (beside := self._year_beside(stop)) is not None:
            checked = self._checked(civil(self._own.last)[0] + beside, month, day, stop + 2)
            return checked and (checked[0], stop + 2, "counted from the article's own date")
        own = civil(self._own.last)[0]
        days = [
            day_number(near, month, day)
            for near in (own - 1, own, own + 1)
            if day <= days_in_month(near, month)
        ]
        past = max((near for near in days if near <= self._own.last), default=None)
        future = min((near for near in days if near > self._own.last), default=None)
        if past is None or future is None:
            return (_on(days[0], "?"), stop, "its year is unsure") if days else None
        which = self._nearest_of(index, past, future)
        if which is None:
            return self._one_of({past, future}), stop, "its year is not said"
        return _on(which), stop, "the year is the one that fits the article"

    def _nearest_of(self, index: int, past: int, future: int) -> int | None:
        """Return the day before the article or the one after it, None when it may be either."""
        back, ahead = self._own.first - past, future - self._own.last
        if back <= 0:
            return past  # the article's own day
        is_future, is_past = self._is_future(index), self._is_past(index)
        if is_future and not is_past:
            return future if back > _SOON else None
        if ahead <= _SOON < back:
            return None if is_past and not is_future else future
        if back <= _SOON or (is_past and not is_future):
            return past
        is_told = back < ahead and self._has_past()
        return past if ahead > _FAR and (back <= _FAR or is_told) else None

    def _has_past(self) -> bool:
        """Tell whether a sentence has a verb in the past and no word for what is to come."""
        places = range(self._first, self._stop)
        return any(self._is_past_verb(place) for place in places) and not any(
            self._word(place) in self._language.future for place in places
        )

    def _year_beside(self, index: int) -> int | None:
        """Read "last year" behind a date as -1, "this year" as 0; None when there is neither."""
        if self._language.units.get(self._word(index + 1), "") != "year":
            return None
        shifts = (("last", -1), ("this", 0), ("next", 1))
        word = self._word(index)
        return next((shift for name, shift in shifts if word in self._calendar[name]), None)

    def _month_alone(self, index: int, month: int) -> tuple[_Date, int, str]:
        own = civil(self._own.last)[0]
        months = [_month(year, month) for year in (own - 1, own, own + 1)]
        is_since = self._word(index - 1) in self._calendar["since"]
        is_past = is_since or self._is_past(index)
        is_future = not is_past and self._is_future(index)
        possible = [
            date
            for date in months
            if (not is_past or date.first <= self._own.last)
            and (not is_future or date.last >= self._own.first)
        ]
        nearest = min(
            possible,
            key=lambda date: max(self._own.first - date.last, date.first - self._own.last, 0),
        )
        far = max(self._own.first - nearest.last, nearest.first - self._own.last) > _FAR
        date = replace(nearest, flag="?") if far else nearest
        return date, index + 1, "the year is the one nearest to the article"

    def _bare_year(self, index: int) -> tuple[_Date, int, str] | None:
        year = self._year_at(index)
        if not year or self._word(index - 1) not in self._calendar["in"]:
            return None
        if len(self._word(index)) != 4 or self._word(index + 1) in _DASHES | {"/"}:
            return None  # 2024-25 is no calendar year
        following = self._tokens[index + 1] if index + 1 < self._stop else None
        if (
            following
            and following.kind is TokenKind.WORD
            and not (
                following.lower in self._language.small
                or following.lower in self._language.prepositions
                or (following.is_capital and not self._language.has_capital_nouns)
            )
        ):
            return None
        if (
            following
            and following.start == self._tokens[index].stop
            and following.text in ",."
            and (self._digits(index + 2, 9) is not None and self._passage.touch(index + 2))
        ):
            return None
        return _year(year), index + 1, ""

    # Days of the week and named days

    def _weekday_at(self, index: int) -> int | None:
        word, weekdays = self._word(index), self._language.weekdays
        if word in weekdays:
            return weekdays[word]
        if self._language.has_capital_nouns:
            for part in self._calendar["parts"]:
                if word.endswith(part) and word.removesuffix(part) in weekdays:
                    return weekdays[word.removesuffix(part)]
        return None

    def _week_day(self, index: int) -> tuple[_Date, int, str] | None:
        weekday = self._weekday_at(index)
        if weekday is None or not (self._tokens[index].is_capital or self._language.code == "fr"):
            return None
        if self._word(index - 1) in self._calendar["elsewhen"] or self._is_beside_name(index):
            return None  # the Monday after what was told, or every one, or the Sunday Times
        name = self._tokens[index].text
        stop = index + 1 + (self._word(index + 1) in self._calendar["parts"])
        before = self._word(index - 1)
        own = self._own
        if own.last - own.first > _WEEK:
            return _Date(own.first - _WEEK, own.last + _WEEK, ""), stop, f"some {name} then"
        past = {self._last(weekday, day) for day in (own.first, own.last)}
        future = {self._next(weekday, day) for day in (own.first, own.last)}
        if before in self._calendar["last"]:
            days = (
                past | {day - 7 for day in past}
                if max(past) < own.first
                else {day - shift for day in past for shift in (7, 14)}
            )
            return self._one_of(days), stop, f"one of the {name}s before it"
        if before in self._calendar["next"]:
            days = future | {day + 7 for day in future}
            return self._one_of(days), stop, f"one of the {name}s after it"
        if before in self._calendar["since"] or self._is_past(index):
            return self._one_of(past), stop, f"most likely the {name} on or before it"
        ahead = self._calendar["until"] | self._calendar["by"]
        if before in ahead or self._is_future(index):
            return self._one_of(future), stop, f"most likely the {name} on or after it"
        if past == future:
            return self._one_of(past), stop, f"most likely that very {name}"
        return self._one_of(past | future), stop, f"the {name} before it or the one after it"

    def _is_within_name(self, index: int) -> bool:
        """Tell whether "today" has a capital for another reason than that it begins a sentence."""
        if index <= self._first or not self._tokens[index].is_capital:
            return False
        before = self._tokens[index - 1]
        return before.kind is TokenKind.WORD or before.text in _APOSTROPHES

    def _is_beside_name(self, index: int) -> bool:
        """Tell whether a weekday is part of a name: "the Sunday Times", "Good Friday"."""
        if self._language.code != "en":
            return False
        if self._word(index + 1) in self._calendar["parts"] and self._is_capital_word(index + 1):
            return True  # "told Sunday Morning Futures"
        if index - 1 > self._first and self._is_capital_word(index - 1):
            # "said Greer Sunday" has its day behind a name, which is not that of a day.
            return self._word(index - 1) in _NAMED_DAYS
        return self._is_capital_word(index + 1) and self._word(index - 1) in (
            self._language.determiners
        )

    def _is_capital_word(self, index: int) -> bool:
        return self._first <= index < self._stop and self._tokens[index].is_capital

    def _one_of(self, days: set[int]) -> _Date:
        """Return one of several days, or the only one as an uncertain day."""
        if len(days) == 1:
            return _on(min(days), "?")
        return _Date(min(days), max(days), "", others=tuple(sorted(days)))

    def _last(self, weekday: int, day: int) -> int:
        return day - (_weekday(day) - weekday) % 7

    def _next(self, weekday: int, day: int) -> int:
        return day + (weekday - _weekday(day)) % 7

    def _is_past(self, index: int) -> bool:
        """Tell whether a verb in the past stands right before a date, or opens what follows it."""
        start = index - 1
        while start > self._first and (
            self._word(start) in self._calendar["on"]
            or self._language.is_adverb(self._word(start))
            or self._word(start) in ("late", "early", "reporters", "journalists", "%")
            or self._word(start).isdigit()
        ):
            start -= 1
        if self._word(start - 1) == "to" and self._is_past_verb(start - 2):
            return True  # "failed to close on Saturday"
        if self._is_past_verb(start) or self._is_past_verb(index + 1):
            return True
        if start > self._first:
            return False
        for place in range(index + 1, min(self._stop, index + 12)):
            if self._word(place) in self._language.future:
                return False
            if self._is_past_verb(place):
                return True
        return False

    def _is_past_verb(self, index: int) -> bool:
        """Tell whether a word is a verb in the past, which "to be released" is not."""
        word = self._word(index)
        if word in self._language.past:
            return True
        if self._word(index - 1) in ("be", "is", "are"):
            return False
        return self._language.code == "en" and len(word) > 4 and word.endswith("ed")

    def _is_future(self, index: int) -> bool:
        """Tell whether a word such as will or due stands before a date, in its clause."""
        for place in range(index - 1, max(self._first, index - 15) - 1, -1):
            word = self._word(place)
            if self._tokens[place].kind is not TokenKind.WORD:
                return False
            if word in self._language.future and (
                not self._is_past_verb(place) or self._word(place + 1) in ("to", "for")
            ):
                return True  # "is set for", but not "was set up"
            is_ahead = self._word(place - 1) in self._language.passives
            if word == "to" and (is_ahead or self._word(place + 1) == "be"):
                return True
            if self._is_past_verb(place):
                return False
        return False

    def _named_day(self, index: int) -> tuple[_Date, int, str] | None:
        word, own = self._word(index), self._own
        if self._is_within_name(index):
            return None
        for name, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if word not in self._calendar[name] or (
                word == "morgen" and self._word(index - 1) == "am"
            ):
                continue
            reading = "counted from the article's own date, which may be a day late"
            first, last = own.first + shift, own.last + shift
            return (
                (_on(first, "?") if first == last else _Date(first, last, "")),
                index + 1,
                reading,
            )
        return None

    # Weeks, months, years

    def _relative_unit(self, index: int) -> tuple[_Date, int, str] | None:
        """Read "last week", "earlier this year", "in the coming days"."""
        calendar, own = self._calendar, self._own
        which = next(
            (name for name in ("last", "this", "next") if self._word(index) in calendar[name]), ""
        )
        unit = self._language.units.get(self._word(index + 1), "")
        if not which or not unit or unit == "hour":
            return None
        stop, reading = index + 2, "counted from the article's own date"
        shift = {"last": -1, "this": 0, "next": 1}[which]
        is_plural = unit == "day" or (
            self._language.code == "en" and self._word(index + 1).endswith("s")
        )
        if is_plural:
            if which == "next":
                return _Date(own.first, own.last, "", is_open=True), stop, reading
            return None
        if unit == "week":
            starts = [
                day - (_weekday(day) + offset) % 7
                for day in (own.first, own.last)
                for offset in (0, 1)
            ]
            date = _Date(min(starts) + 7 * shift, max(starts) + 7 * shift + 6, "")
        else:
            dates = [self._shifted(day, unit, shift) for day in (own.first, own.last)]
            date = dates[0] if dates[0] == dates[1] else _Date(dates[0].first, dates[1].last, "")
        if which == "this" and self._word(index - 1) in calendar["earlier"]:
            date = _Date(date.first, own.last, "")
        if which == "this" and self._word(index - 1) in calendar["later"]:
            date = _Date(own.first, date.last, "")
        return date, stop, reading

    def _shifted(self, day: int, unit: str, shift: int) -> _Date:
        year, month, _ = civil(day)
        return _year(year + shift) if unit == "year" else _month(year, month + shift)

    def _count(self, index: int) -> int | None:
        number = self._language.numbers.get(self._word(index))
        return number if number is not None else self._digits(index, 2)

    def _ago(self, index: int) -> tuple[_Date, int, str] | None:
        """Read "three weeks ago" or "vor drei Wochen" as the days about then."""
        count, unit = self._count(index), self._language.units.get(self._word(index + 1), "")
        if not count or not unit or unit == "hour":
            return None
        is_ago = self._word(index + 2) in self._calendar["ago"]
        if not is_ago and self._word(index - 1) not in self._calendar["before"]:
            return None
        length = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
        middle = count * length
        first, last = self._own.first - middle - length // 2, self._own.last - middle + length // 2
        if unit == "day":
            first -= 1
        return _Date(first, last, ""), index + 2 + is_ago, _AGO

    def _length(self, index: int) -> DatePhrase | None:
        """Read "two days of talks", which ended by the article's own date."""
        count, unit = self._count(index), self._language.units.get(self._word(index + 1), "")
        if not count or not unit or self._word(index + 2) not in self._calendar["within"]:
            return None
        words = self._passage.words(index, index + 3)
        reading = "says how long it lasted; over by the article's own date"
        edtf = f"[..{_day(self._own.last)}]"
        return DatePhrase(index, index + 3, words, edtf, reading, is_length=True)

    # A weekday beside a date, and clock times

    def _names_weekday(self, first: DatePhrase, second: DatePhrase) -> bool:
        """Tell whether two phrases are one: "Monday, May 12", "May 12 (Monday)"."""
        between = self._tokens[first.stop : second.first]
        if len(between) > 2 or any(token.text not in (",", "(", "den", "der") for token in between):
            return False
        weekdays = [self._has_weekday(phrase) for phrase in (first, second)]
        return weekdays.count(None) == 1

    def _has_weekday(self, phrase: DatePhrase) -> int | None:
        for index in range(phrase.first, phrase.stop):
            weekday = self._weekday_at(index)
            if weekday is not None:
                return weekday
        return None

    def _joined(self, first: DatePhrase, second: DatePhrase) -> DatePhrase:
        weekday = self._has_weekday(first)
        dated, named = (
            (second, weekday) if weekday is not None else (first, self._has_weekday(second))
        )
        words = self._passage.words(first.first, second.stop)
        parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", dated.edtf)
        edtf, reading = dated.edtf, dated.reading
        if parts and named is not None:
            day = day_number(int(parts[1]), int(parts[2]), int(parts[3]))
            if _weekday(day) != named:
                edtf, reading = f"{edtf}?", "weekday and date do not agree"
        return replace(
            dated, first=first.first, stop=second.stop, words=words, edtf=edtf, reading=reading
        )

    def _with_clock(self, sentence: Sentence, phrase: DatePhrase) -> DatePhrase:
        """Add the clock time of a sentence to its one day, when its zone is known."""
        tokens = self._tokens
        start, stop = tokens[sentence.first].start, tokens[sentence.stop - 1].stop
        text = self._unquoted(tokens[sentence.first : sentence.stop], start, stop)
        match = _CLOCK.search(text)
        if not match:
            if bare := _BARE_CLOCK.search(text):
                note = f'"{bare[0].strip()}" names no zone and is left out'
                return replace(phrase, reading=self._noted(phrase, note))
            return phrase
        parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", phrase.edtf)
        hour, minute = int(match[1]), int(match[2] or 0)
        half = (match[3] or "")[:1].lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        elif not match[2] and not half:
            return phrase
        if not parts or hour > 23 or minute > 59:
            note = f'"{match[0].strip()}" is left out, because the day is unsure'
            return replace(phrase, reading=self._noted(phrase, note))
        zone = _ZONES[match[4]]
        noon = day_number(int(parts[1]), int(parts[2]), int(parts[3])) * 86_400 + 43_200
        east = offset_at(noon, zone_of(zone)) if isinstance(zone, str) else zone * 60
        offset = utc_offset(east) if east else "Z"
        words = self._noted(phrase, f'the clock time rests on "{match[0].strip()}"')
        return replace(
            phrase, edtf=f"{phrase.edtf}T{clock_time(hour, minute)}{offset}", reading=words
        )

    def _noted(self, phrase: DatePhrase, note: str) -> str:
        return f"{phrase.reading}; {note}" if phrase.reading else note

    def _unquoted(self, tokens: tuple[Token, ...], start: int, stop: int) -> str:
        """Return the text of a sentence with its quotations blanked."""
        parts: list[str] = []
        place = start
        for token in tokens:
            if token.kind is TokenKind.QUOTE:
                parts += [self._passage.text[place : token.start], " "]
                place = token.stop
        return "".join([*parts, self._passage.text[place:stop]])


def all_dates(reader: DateReader, passage: Passage) -> Iterator[tuple[Sentence, DatePhrase]]:
    """Yield the dates of a passage with their sentences."""
    for sentence in passage.sentences:
        for phrase in reader.phrases(sentence):
            yield sentence, phrase
