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
from components.selection.questions.word import Word, is_numeric_date
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


def window_at(words: Sequence[Word], first: int, calendar: Calendar) -> Window | None:
    """Return the window that a question asks for at a word, with the preposition before it."""
    for phrases, ends in _BOUNDS:
        if size := _phrase_at(words, first, phrases):
            place = _skip(words, first + size)
            date = date_at(words, place, calendar, has_preposition=True)
            start, end = ends(date) if date else ("", "")
            # nothing is before the first day that EDTF has, or after the last
            is_known = all(calendar.read(text) for text in (start, end) if text)
            return Window(place + date.size - first, start, end) if date and is_known else None
    key = words[first].key
    if key in (english.FROM, english.BETWEEN):
        return _from(words, first, calendar)
    is_bare = key not in english.ON_DATE
    place = first if is_bare else _skip(words, first + 1)
    if found := _range_at(words, place, calendar):
        return Window(place + found.size - first, found.start, found.end)
    date = date_at(words, place, calendar, has_preposition=not is_bare)
    if not date:
        return _either_at(words, first, place, calendar)
    is_bare = is_bare and date.size == 1 and not is_numeric_date(words[place].key)
    return Window(place + date.size - first, date.start, date.end, is_bare=is_bare)


def _either_at(words: Sequence[Word], first: int, place: int, calendar: Calendar) -> Window | None:
    """Return both days that 5/10/2025 can mean, when it stands at a place."""
    if place >= len(words) or words[place].is_quoted or not is_numeric_date(words[place].key):
        return None
    read = [calendar.read(date) for date in numeric_dates(words[place].key)]
    days = tuple((date[0], date[0]) for date in read if date)
    return Window(place + 1 - first, either=days) if len(days) > 1 else None


# The ends of the window that a date has behind some words.
_BOUNDS: tuple[tuple[Sequence[str], Callable[[Date], tuple[str, str]]], ...] = (
    (english.DATE_BEFORE, lambda date: ("", day_text(date.days[0] - 1))),
    (english.DATE_AFTER, lambda date: (day_text(date.days[1] + 1), "")),
    (english.DATE_SINCE, lambda date: (date.start, "")),
    (english.DATE_UNTIL, lambda date: ("", date.end)),
)


def _phrase_at(words: Sequence[Word], first: int, phrases: Sequence[str]) -> int:
    """Return how many words the longest of some phrases has that begins at a word, or 0."""
    best = 0
    for phrase in phrases:
        keys = phrase.split()
        there = [word.key for word in words[first : first + len(keys)] if not word.is_quoted]
        if there == keys:
            best = max(best, len(keys))
    return best


def _skip(words: Sequence[Word], place: int) -> int:
    return place + (place < len(words) and words[place].key == "the")


def _from(words: Sequence[Word], first: int, calendar: Calendar) -> Window | None:
    """Return the window behind "from" or "between"; "from 11 May" alone could mean two."""
    place = _skip(words, first + 1)
    if place >= len(words):
        return None
    is_between = words[first].key == english.BETWEEN
    found = _range_at(words, place, calendar, is_between=is_between)
    if found := found or _months_at(words, place, calendar):
        return Window(place + found.size - first, found.start, found.end)
    if is_between:
        return None
    date = date_at(words, place, calendar, has_preposition=True)
    if not date:
        return None
    after = place + date.size
    if after < len(words) and words[after].key in english.ONWARDS:
        is_end = after + 1 == len(words) or words[after].key != "on"
        if is_end:
            return Window(after + 1 - first, start=date.start)
    return Window(after - first, either=((date.start, date.end), (date.start, "")))


def _range_at(
    words: Sequence[Word], first: int, calendar: Calendar, *, is_between: bool = False
) -> Window | None:
    """Return a range such as "9 to 11 May", "May 9-11" or "Saturday and Sunday"."""
    keys = [word.key for word in words]
    month = ""
    place = first
    if place + 1 < len(keys) and keys[place] in english.MONTHS and ordinal(keys[place + 1]):
        month, place = keys[place], place + 1
    if place >= len(keys):
        return None
    if number := ordinal(keys[place]):
        following, between = place + 1, ""
        if following < len(keys) and keys[following] in english.TO:
            between, following = keys[following], following + 1
        following = _skip(words, following)
        if following < len(keys) and ordinal(keys[following]) > number:
            if month:
                last = _day_of(words, following, calendar, month)
                start = _day_of(words, place, calendar, month)
            else:
                last = date_at(words, following, calendar, has_preposition=True)
                start = _same_month(number, last, calendar) if last else None
            if start and last and _is_range("" if is_between else between, start.days, last.days):
                return Window(following + last.size - first, start.start, last.end)
    start = date_at(words, first, calendar, has_preposition=True)
    if not start:
        return None
    place = first + start.size
    if place < len(keys) and keys[place] in english.TO:
        last = date_at(words, _skip(words, place + 1), calendar, has_preposition=True)
        if last and _is_range("" if is_between else keys[place], start.days, last.days):
            size = _skip(words, place + 1) + last.size - first
            return Window(size, start.start, last.end)
    return None


def _months_at(words: Sequence[Word], first: int, calendar: Calendar) -> Window | None:
    """Return a range such as "March and June 2025", whose year stands once, at its end."""
    keys = [word.key for word in words[first : first + 4]]
    if len(keys) < 4 or keys[1] not in english.TO or not is_year(keys[3]):
        return None
    start = date_of([keys[0], keys[3]], calendar, has_preposition=True)
    last = date_of(keys[2:], calendar, has_preposition=True)
    if not start or not last or start[1][0] >= last[1][0]:
        return None
    return Window(4, start[0], last[0])


def _day_of(words: Sequence[Word], place: int, calendar: Calendar, month: str) -> Date | None:
    """Return the date of a number whose month stands before it, with its year where that stands."""
    year = words[place + 1].key if place + 1 < len(words) and is_year(words[place + 1].key) else ""
    keys = [words[place].key, month, *([year] if year else [])]
    found = date_of(keys, calendar, has_preposition=True)
    return Date(1 + bool(year), found[0], found[0], found[1]) if found else None


def _same_month(number: int, last: Date, calendar: Calendar) -> Date | None:
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
