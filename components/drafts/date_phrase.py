"""Dates as an article words them, read against its own date: EDTF that is true of the words.

Nothing becomes a fact that is none: a weekday is a day marked as uncertain, or one of two when the
words do not tell past from future; "last week" is an interval. What is quoted is not read, because
the day of a quotation's "today" is not the article's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from components.drafts.clock_phrase import with_clock
from components.drafts.language import words as word_set
from components.drafts.numeric_date import checked_date, numeric_date
from components.drafts.passage import Passage, Sentence, TokenKind
from components.drafts.possible_date import (
    FAR,
    SOON,
    OwnDate,
    PossibleDate,
    Reading,
    day_text,
    on_day,
    one_of,
    weekday_of,
    whole_month,
    whole_year,
)
from components.drafts.sentence_words import SentenceWords
from components.drafts.tense import has_past, is_in_future, is_in_past
from components.events import (
    civil,
    day_number,
    days_in_month,
)

MOST_IN_SENTENCE = 40  # more than a sentence of an article has
_AGO = "about so long before the article's own date"
_WEEK = 6  # days to the farthest other day of the same week
_DASHES = frozenset("-–—")
_APOSTROPHES = frozenset("'’")
_AROUND = word_set("week weekend eve")  # "of May 5": no such day
_VAGUE = word_set("half than over under to or nearly almost")  # before a length of time
# Before a weekday that names one day of a year, or one of long ago.
_NAMED_DAYS = word_set("good black bloody super ash palm easter maundy holy cyber giving whit")


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


class DateReader:
    """Reads the dates of one passage against the article's own date."""

    def __init__(self, passage: Passage, own: OwnDate) -> None:
        """Take a passage, and the date against which its words are read."""
        self._passage, self._own = passage, own
        self._tokens, self._language = passage.tokens, passage.language
        self._calendar = passage.language.calendar
        self._words = SentenceWords(passage, 0, len(passage.tokens))

    def phrases(self, sentence: Sentence) -> tuple[DatePhrase, ...]:
        """Return the dates of a sentence in order, `MOST_IN_SENTENCE` at most."""
        self._words = SentenceWords.of(self._passage, sentence)
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
            phrase = dated[0]
            edtf, note = with_clock(self._passage, sentence, phrase.edtf)
            reading = "; ".join(filter(None, (phrase.reading, note)))
            phrases[phrases.index(phrase)] = replace(phrase, edtf=edtf, reading=reading)
        return tuple(phrases)

    # One phrase

    def _at(self, index: int) -> DatePhrase | None:
        """Return the phrase that begins at a token with its number, month, weekday or unit."""
        readers: tuple[Callable[[int], Reading | None], ...] = (
            lambda place: numeric_date(self._words, self._own, place),
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

    def _framed(self, index: int, date: PossibleDate, stop: int, reading: str) -> DatePhrase | None:
        """Put a date into the form that the word before it asks for: since, by, from ... to."""
        before = self._before(index)
        word = self._words.word(before)
        first, calendar = index, self._calendar
        edtf = date.edtf
        is_future = (
            date.first > self._own.last
            or date.is_open
            or (date.last >= self._own.first and is_in_future(self._words, index))
        )
        range_ = self._range_end(date, stop)
        if (
            range_
            and self._words.word(stop) in self._language.joins
            and word not in calendar["between"]
        ):
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
        if self._words.word(before) in self._calendar["earlier"] | self._calendar["later"]:
            return before
        if before > self._words.first and self._words.word(before) in self._language.determiners | {
            "zum",
            "dem",
        }:
            before -= 1
        return before if before >= self._words.first else index

    def _range_end(self, date: PossibleDate, stop: int) -> tuple[PossibleDate, int] | None:
        """Return the second date of "May 10 to 11" and where it ends."""
        if stop >= self._words.stop or date.others:
            return None
        sign = self._tokens[stop]
        if sign.text not in _DASHES and sign.lower not in self._calendar["to"]:
            return None
        if date.text:
            year = self._words.year_at(stop + 1) if len(date.text) == 4 else None
            return (whole_year(year), stop + 2) if year and self._is_from(date) else None
        second = self._calendar_date(stop + 1)
        if second and not second[0].text:
            return second[0], second[1]
        year, month, _ = civil(date.first)
        number = self._words.day_at(stop + 1)
        month_before = self._words.word(stop - 2) in self._language.months
        if number and month_before and number <= days_in_month(year, month):
            return on_day(day_number(year, month, number), date.flag), stop + 2
        return None

    def _is_from(self, date: PossibleDate) -> bool:
        """Tell whether a year begins a span, as in "from 2018 to 2020"."""
        return any(
            token.text == date.text
            and self._words.word(self._words.first + place - 1) in self._calendar["from"]
            for place, token in enumerate(self._tokens[self._words.first : self._words.stop])
        )

    # Months

    def _calendar_date(self, index: int) -> Reading | None:
        """Read a date with the name of a month, which begins at a token."""
        if self._words.word(index - 1) == "of" and self._words.word(index - 2) in _AROUND:
            return None
        month = self._words.month_at(index)
        if month:
            place = index + 1 + (self._words.word(index + 1) == ".")
            day = self._words.day_at(place)
            if day and not self._words.year_at(place) is not None:
                year, stop = self._year_behind(place + 1)
                return self._dated(index, year, month, day, stop)
            year = self._words.year_at(place)
            if year:
                return whole_month(year, month), place + 1, ""
            if self._words.word(index - 1) in self._calendar["in"] or (
                self._words.word(index - 1) in self._calendar["since"] | self._calendar["until"]
            ):
                return self._month_alone(index, month)
            return None
        day = self._words.day_at(index)
        if not day:
            return None
        place = index + 1
        while self._words.word(place) in (".", "of", "e") and place - index <= 2:
            place += 1
        month = self._words.month_at(place)
        if month:
            place += 1 + (
                self._words.word(place + 1) == "."
                and place + 2 < self._words.stop
                and self._words.year_at(place + 2) is not None
            )
            year, stop = self._year_behind(place)
            return self._dated(index, year, month, day, stop)
        return self._first_of_two(index, day)

    def _first_of_two(self, index: int, day: int) -> Reading | None:
        """Read the first date of "10 to 11 May", whose month stands behind the second."""
        place = index + 1 + (self._words.word(index + 1) == ".")
        if (
            self._words.word(place) not in self._calendar["to"]
            and self._words.word(place) not in _DASHES
        ):
            return None
        if self._words.day_at(place + 1) is None:
            return None
        second = self._calendar_date(place + 1) if self._is_dated(place + 1) else None
        if not second or second[0].text:
            return None
        year, month, _ = civil(second[0].first)
        if day > days_in_month(year, month):
            return None
        return on_day(day_number(year, month, day), second[0].flag), place, second[2]

    def _is_dated(self, index: int) -> bool:
        """Tell whether a number is followed by a month."""
        place = index + 1 + (self._words.word(index + 1) == ".")
        return self._words.month_at(place) is not None

    def _year_behind(self, place: int) -> tuple[int | None, int]:
        """Return the year that stands at a token or behind a comma, and where the date ends."""
        year = self._words.year_at(place)
        if year:
            return year, place + 1
        if self._words.word(place) == "," and (year := self._words.year_at(place + 1)):
            return year, place + 2
        return None, place

    def _dated(
        self, index: int, year: int | None, month: int, day: int, stop: int
    ) -> Reading | None:
        if year := year or self._year_of_span(index, stop):
            return checked_date(year, month, day, stop)
        if (beside := self._year_beside(stop)) is not None:
            checked = checked_date(civil(self._own.last)[0] + beside, month, day, stop + 2)
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
            return (on_day(days[0], "?"), stop, "its year is unsure") if days else None
        which = self._nearest_of(index, past, future)
        if which is not None and (told := self._year_told(index)):
            whole = checked_date(told, month, day, stop)
            days_of = {which, whole[0].first} if whole else {which}
            return one_of(days_of), stop, "its year is not said"
        if which is None:
            return one_of({past, future}), stop, "its year is not said"
        return on_day(which), stop, "the year is the one that fits the article"

    def _year_of_span(self, index: int, stop: int) -> int | None:
        """Return the year of "February 3 and 4, 2023", which stands behind the second day."""
        sign = self._words.word(stop)
        if sign not in self._calendar["to"] and sign not in _DASHES:
            return None
        if not (self._words.month_at(index) and self._words.day_at(stop + 1)):
            return None
        return self._year_behind(stop + 2)[0]

    def _year_told(self, index: int) -> int | None:
        """Return the year that stands before a date in its sentence, which may be its own."""
        for place in range(index - 1, self._words.first, -1):
            year = self._words.year_at(place)
            if year and self._words.word(place - 1) in self._calendar["in"]:
                return year
        return None

    def _nearest_of(self, index: int, past: int, future: int) -> int | None:
        """Return the day before the article or the one after it, None when it may be either."""
        back, ahead = self._own.first - past, future - self._own.last
        if back <= 0:
            return past  # the article's own day
        is_future, is_past = is_in_future(self._words, index), is_in_past(self._words, index)
        if is_future and not is_past:
            return future if back > SOON else None
        if ahead <= SOON < back:
            return None if is_past and not is_future else future
        if back <= SOON or (is_past and not is_future):
            return past
        is_told = back < ahead and has_past(self._words)
        return past if ahead > FAR and (back <= FAR or is_told) else None

    def _year_beside(self, index: int) -> int | None:
        """Read "last year" behind a date as -1, "this year" as 0; None when there is neither."""
        if self._language.units.get(self._words.word(index + 1), "") != "year":
            return None
        shifts = (("last", -1), ("this", 0), ("next", 1))
        word = self._words.word(index)
        return next((shift for name, shift in shifts if word in self._calendar[name]), None)

    def _month_alone(self, index: int, month: int) -> Reading:
        own = civil(self._own.last)[0]
        months = [whole_month(year, month) for year in (own - 1, own, own + 1)]
        is_since = self._words.word(index - 1) in self._calendar["since"]
        is_past = is_since or is_in_past(self._words, index)
        is_future = not is_past and is_in_future(self._words, index)
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
        far = max(self._own.first - nearest.last, nearest.first - self._own.last) > FAR
        date = replace(nearest, flag="?") if far else nearest
        return date, index + 1, "the year is the one nearest to the article"

    def _bare_year(self, index: int) -> Reading | None:
        year = self._words.year_at(index)
        if not year or self._words.word(index - 1) not in self._calendar["in"]:
            return None
        if len(self._words.word(index)) != 4 or self._words.word(index + 1) in _DASHES | {"/"}:
            return None  # 2024-25 is no calendar year
        following = self._tokens[index + 1] if index + 1 < self._words.stop else None
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
            and (self._words.digits(index + 2, 9) is not None and self._passage.touch(index + 2))
        ):
            return None
        return whole_year(year), index + 1, ""

    # Days of the week and named days

    def _weekday_at(self, index: int) -> int | None:
        word, weekdays = self._words.word(index), self._language.weekdays
        if word in weekdays:
            return weekdays[word]
        if self._language.has_capital_nouns:
            for part in self._calendar["parts"]:
                if word.endswith(part) and word.removesuffix(part) in weekdays:
                    return weekdays[word.removesuffix(part)]
        return None

    def _week_day(self, index: int) -> Reading | None:
        weekday = self._weekday_at(index)
        if weekday is None or not (self._tokens[index].is_capital or self._language.code == "fr"):
            return None
        if self._words.word(index - 1) in self._calendar["elsewhen"] or self._is_beside_name(index):
            return None  # the Monday after what was told, or every one, or the Sunday Times
        name = self._tokens[index].text
        stop = index + 1 + (self._words.word(index + 1) in self._calendar["parts"])
        before = self._words.word(index - 1)
        own = self._own
        if own.last - own.first > _WEEK:
            return PossibleDate(own.first - _WEEK, own.last + _WEEK, ""), stop, f"some {name} then"
        past = {_day_on_or_before(weekday, day) for day in (own.first, own.last)}
        future = {_day_on_or_after(weekday, day) for day in (own.first, own.last)}
        if before in self._calendar["last"]:
            days = (
                past | {day - 7 for day in past}
                if max(past) < own.first
                else {day - shift for day in past for shift in (7, 14)}
            )
            return one_of(days), stop, f"one of the {name}s before it"
        if before in self._calendar["next"]:
            days = future | {day + 7 for day in future}
            return one_of(days), stop, f"one of the {name}s after it"
        if before in self._calendar["since"] or is_in_past(self._words, index):
            return one_of(past), stop, f"most likely the {name} on or before it"
        ahead = self._calendar["until"] | self._calendar["by"]
        is_ahead = before in ahead and not has_past(self._words)
        if is_ahead or is_in_future(self._words, index):
            return one_of(future), stop, f"most likely the {name} on or after it"
        if past == future:
            return one_of(past), stop, f"most likely that very {name}"
        return one_of(past | future), stop, f"the {name} before it or the one after it"

    def _is_within_name(self, index: int) -> bool:
        """Tell whether "today" has a capital for another reason than that it begins a sentence."""
        if index <= self._words.first or not self._tokens[index].is_capital:
            return False
        before = self._tokens[index - 1]
        return before.kind is TokenKind.WORD or before.text in _APOSTROPHES

    def _is_beside_name(self, index: int) -> bool:
        """Tell whether a weekday is part of a name: "the Sunday Times", "Good Friday"."""
        if self._language.code != "en":
            return False
        if self._words.word(index + 1) in self._calendar["parts"] and self._words.is_capital_at(
            index + 1
        ):
            return True  # "told Sunday Morning Futures"
        before, beside = self._words.word(index - 1), self._calendar["by"] | self._calendar["after"]
        if before in self._language.determiners and self._words.word(index + 1) in beside:
            return True  # "the Sunday before"
        if index - 1 > self._words.first and self._words.is_capital_at(index - 1):
            # "said Greer Sunday" has its day behind a name, which is not that of a day.
            return self._words.word(index - 1) in _NAMED_DAYS
        return self._words.is_capital_at(index + 1) and self._words.word(index - 1) in (
            self._language.determiners
        )

    def _named_day(self, index: int) -> Reading | None:
        word, own = self._words.word(index), self._own
        if self._is_within_name(index):
            return None
        for name, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if word not in self._calendar[name] or (
                word == "morgen" and self._words.word(index - 1) == "am"
            ):
                continue
            reading = "counted from the article's own date, which may be a day late"
            first, last = own.first + shift, own.last + shift
            return (
                (on_day(first, "?") if first == last else PossibleDate(first, last, "")),
                index + 1,
                reading,
            )
        return None

    # Weeks, months, years

    def _relative_unit(self, index: int) -> Reading | None:
        """Read "last week", "earlier this year", "in the coming days"."""
        calendar, own = self._calendar, self._own
        which = next(
            (
                name
                for name in ("last", "this", "next")
                if self._words.word(index) in calendar[name]
            ),
            "",
        )
        unit = self._language.units.get(self._words.word(index + 1), "")
        if not which or not unit or unit == "hour":
            return None
        stop, reading = index + 2, "counted from the article's own date"
        shift = {"last": -1, "this": 0, "next": 1}[which]
        is_plural = unit == "day" or (
            self._language.code == "en" and self._words.word(index + 1).endswith("s")
        )
        if is_plural:
            if which == "next":
                return PossibleDate(own.first, own.last, "", is_open=True), stop, reading
            return None
        if self._words.word(index) == "past":
            length = {"week": 7, "month": 31, "year": 366}[unit]
            date = PossibleDate(own.first - length, own.last, "")
        elif unit == "week":
            starts = [
                day - (weekday_of(day) + offset) % 7
                for day in (own.first, own.last)
                for offset in (0, 1)
            ]
            date = PossibleDate(min(starts) + 7 * shift, max(starts) + 7 * shift + 6, "")
        else:
            dates = [self._shifted(day, unit, shift) for day in (own.first, own.last)]
            date = (
                dates[0]
                if dates[0] == dates[1]
                else PossibleDate(dates[0].first, dates[1].last, "")
            )
        if which == "this" and self._words.word(index - 1) in calendar["earlier"]:
            date = PossibleDate(date.first, own.last, "")
        if which == "this" and self._words.word(index - 1) in calendar["later"]:
            date = PossibleDate(own.first, date.last, "")
        return date, stop, reading

    def _shifted(self, day: int, unit: str, shift: int) -> PossibleDate:
        year, month, _ = civil(day)
        return whole_year(year + shift) if unit == "year" else whole_month(year, month + shift)

    def _count(self, index: int) -> int | None:
        number = self._language.numbers.get(self._words.word(index))
        return number if number is not None else self._words.digits(index, 2)

    def _ago(self, index: int) -> Reading | None:
        """Read "three weeks ago" or "vor drei Wochen" as the days about then."""
        count, unit = self._count(index), self._language.units.get(self._words.word(index + 1), "")
        if not count or not unit or unit == "hour":
            return None
        if self._words.word(index - 1) in _VAGUE:
            return None  # more than two weeks ago, half a year ago
        is_ago = self._words.word(index + 2) in self._calendar["ago"]
        if not is_ago and self._words.word(index - 1) not in self._calendar["before"]:
            return None
        length = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
        middle = count * length
        first, last = self._own.first - middle - length // 2, self._own.last - middle + length // 2
        if unit == "day":
            first -= 1
        return PossibleDate(first, last, ""), index + 2 + is_ago, _AGO

    def _length(self, index: int) -> DatePhrase | None:
        """Read "two days of talks", which ended by the article's own date."""
        count, unit = self._count(index), self._language.units.get(self._words.word(index + 1), "")
        if not count or not unit or self._words.word(index + 2) not in self._calendar["within"]:
            return None
        words = self._passage.words(index, index + 3)
        reading = "says how long it lasted; over by the article's own date"
        edtf = f"[..{day_text(self._own.last)}]"
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
            if weekday_of(day) != named:
                edtf, reading = f"{edtf}?", "weekday and date do not agree"
        return replace(
            dated, first=first.first, stop=second.stop, words=words, edtf=edtf, reading=reading
        )


def _day_on_or_before(weekday: int, day: int) -> int:
    return day - (weekday_of(day) - weekday) % 7


def _day_on_or_after(weekday: int, day: int) -> int:
    return day + (weekday - weekday_of(day)) % 7
