"""The windows that the dates of a question are, with the prepositions before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.events import civil, day_number
from components.selection.questions.date import (
    Date,
    date_at,
    date_of,
    is_year,
    numeric_dates,
    ordinal,
)
from components.selection.questions.log_calendar import Calendar, Days, day_text
from components.selection.questions.question import Question
from components.selection.questions.word import is_numeric_date
from components.wording import question as english


@dataclass(frozen=True, slots=True)
class Window:
    """A window that a question asks for: its number of words, its ends in EDTF, "" for an open one.

    `is_bare` holds for a date without a preposition. `either` are two windows that it could mean
    instead, when there is none certain.
    """

    size: int
    start: str = ""
    end: str = ""
    is_bare: bool = False
    either: tuple[tuple[str, str], ...] = ()

    def joined(self, other: "Window", calendar: Calendar) -> "Window | None":
        """Return the window of "after 8 May and before 11 May"; `None` where there is none."""
        after, before = (other, self) if other.start else (self, other)
        first, last = calendar.read(after.start), calendar.read(before.end)
        if after.end or before.start or not first or not last or first[1][0] > last[1][1]:
            return None
        return Window(other.size, after.start, before.end)


def window_at(question: Question, first: int) -> Window | None:
    """Return the window that a question asks for at a word, with the preposition before it."""
    for phrases, ends in _BOUNDS:
        if size := question.phrase(first, phrases):
            place = _skip(question, first + size)
            date = date_at(question, place, has_preposition=True)
            start, end = ends(date) if date else ("", "")
            # nothing is before the first day that EDTF has, or after the last
            is_known = all(question.calendar.read(text) for text in (start, end) if text)
            return Window(place + date.size - first, start, end) if date and is_known else None
    key = question.key(first)
    if key in (english.FROM, english.BETWEEN):
        return _from(question, first)
    is_bare = key not in english.ON_DATE
    place = first if is_bare else _skip(question, first + 1)
    if found := _range_at(question, place):
        return Window(place + found.size - first, found.start, found.end)
    date = date_at(question, place, has_preposition=not is_bare)
    if not date:
        return _either_at(question, first, place)
    is_bare = is_bare and date.size == 1 and not is_numeric_date(question.key(place))
    return Window(place + date.size - first, date.start, date.end, is_bare=is_bare)


def _either_at(question: Question, first: int, place: int) -> Window | None:
    """Return both days that 5/10/2025 can mean, when it stands at a place."""
    key = question.key(place)
    if not is_numeric_date(key) or question.words[place].is_quoted:
        return None
    read = [question.calendar.read(date) for date in numeric_dates(key)]
    days = tuple((date[0], date[0]) for date in read if date)
    return Window(place + 1 - first, either=days) if len(days) > 1 else None


# The ends of the window that a date has behind some words.
_BOUNDS: tuple[tuple[Sequence[str], Callable[[Date], tuple[str, str]]], ...] = (
    (english.DATE_BEFORE, lambda date: ("", day_text(date.days[0] - 1))),
    (english.DATE_AFTER, lambda date: (day_text(date.days[1] + 1), "")),
    (english.DATE_SINCE, lambda date: (date.start, "")),
    (english.DATE_UNTIL, lambda date: ("", date.end)),
)


def _skip(question: Question, place: int) -> int:
    return place + (question.key(place) == "the")


def _from(question: Question, first: int) -> Window | None:
    """Return the window behind "from" or "between"; "from 11 May" alone could mean two."""
    place = _skip(question, first + 1)
    is_between = question.key(first) == english.BETWEEN
    found = _range_at(question, place, is_between=is_between)
    if found := found or _months_at(question, place):
        return Window(place + found.size - first, found.start, found.end)
    if is_between:
        return None
    date = date_at(question, place, has_preposition=True)
    if not date:
        return None
    after = place + date.size
    is_onwards = question.key(after) in english.ONWARDS
    if is_onwards and (question.key(after) != "on" or not question.has(after + 1)):
        return Window(after + 1 - first, start=date.start)
    return Window(after - first, either=((date.start, date.end), (date.start, "")))


def _range_at(question: Question, first: int, *, is_between: bool = False) -> Window | None:
    """Return a range such as "9 to 11 May", "May 9-11" or "Saturday and Sunday"."""
    month, place = "", first
    if question.key(first) in english.MONTHS and ordinal(question.key(first + 1)):
        month, place = question.key(first), first + 1
    if number := ordinal(question.key(place)):
        following, between = place + 1, ""
        if question.key(following) in english.TO:
            between, following = question.key(following), following + 1
        following = _skip(question, following)
        if ordinal(question.key(following)) > number:
            if month:
                last = _day_of(question, following, month)
                start = _day_of(question, place, month)
            else:
                last = date_at(question, following, has_preposition=True)
                start = _same_month(number, last) if last else None
            if start and last and _is_range("" if is_between else between, start.days, last.days):
                return Window(following + last.size - first, start.start, last.end)
    start = date_at(question, first, has_preposition=True)
    if not start:
        return None
    place = first + start.size
    between = question.key(place)
    if between in english.TO:
        last = date_at(question, _skip(question, place + 1), has_preposition=True)
        if last and _is_range("" if is_between else between, start.days, last.days):
            size = _skip(question, place + 1) + last.size - first
            return Window(size, start.start, last.end)
    return None


def _months_at(question: Question, first: int) -> Window | None:
    """Return a range such as "March and June 2025", whose year stands once, at its end."""
    keys = question.keys[first : first + 4]
    if len(keys) < 4 or keys[1] not in english.TO or not is_year(keys[3]):
        return None
    start = date_of([keys[0], keys[3]], question.calendar, has_preposition=True)
    last = date_of(keys[2:], question.calendar, has_preposition=True)
    if not start or not last or start[1][0] >= last[1][0]:
        return None
    return Window(4, start[0], last[0])


def _day_of(question: Question, place: int, month: str) -> Date | None:
    """Return the date of a number whose month stands before it, with its year where that stands."""
    year = is_year(question.key(place + 1))
    keys = [question.key(place), month, *question.keys[place + 1 : place + 1 + year]]
    found = date_of(keys, question.calendar, has_preposition=True)
    return Date(1 + year, found[0], found[0], found[1]) if found else None


def _same_month(number: int, last: Date) -> Date | None:
    """Return the day of that number in the month of another day."""
    year, month, _ = civil(last.days[0])
    if last.days[0] != last.days[1]:
        return None
    day = day_number(year, month, number)
    return Date(1, day_text(day), day_text(day), (day, day))


def _is_range(between: str, first: Days, last: Days) -> bool:
    """Return whether two dates are the ends of a range: "and" and "or" join only neighbours."""
    if between in (english.AND, english.OR):
        return first[1] + 1 == last[0]
    return first[0] < last[0]
