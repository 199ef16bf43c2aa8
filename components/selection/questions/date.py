"""The days that a typed question names, read only where the log leaves one meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from components.events import Log, civil, day_number, edtf_date
from components.selection.model import Selection
from components.selection.questions.word import Word, is_numeric_date
from components.selection.window import as_typed, bound, clock_of, to_wall, window
from components.wording import question as english

_DAY = 86_400_000  # milliseconds
_LONGEST = 6  # words of a date, such as "Sunday the 11th of May 2025"
_MOST_YEARS = 2  # in more, every day of the year comes twice
_LAST_DAY_OF_MONTH = 31
_MONTHS = 12
_DIGITS_OF_YEAR = 4
_LONGEST_SPAN = 62  # days; in more, every number of a day comes twice
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
Days = tuple[int, int]  # the first and the last, counted from 1970-01-01


@dataclass(frozen=True, slots=True)
class Calendar:
    """What makes a date certain: the reader's zone, the days of the log, those it is about.

    `around` are the spans within which a day of the week is looked for, the nearest first. `known`
    are the dates that were read for the question.
    """

    zone: str
    extent: Days | None
    around: tuple[Days, ...]
    known: dict[str, tuple[str, Days] | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, log: Log, selection: Selection, extent: tuple[int, int] | None) -> "Calendar":
        """Make the calendar of a log in a view; `extent` is in milliseconds since 1970 in UTC."""
        zone = clock_of(selection, log).zone
        about = log.about.window
        spans = [
            window(selection, zone),
            (about.start, about.stop) if about else (None, None),
            extent or (None, None),
        ]
        days = [
            _days(start, stop, zone)
            for start, stop in spans
            if start is not None and stop is not None
        ]
        return cls(zone, _days(*extent, zone) if extent else None, tuple(days))

    def year_of(self, month: int, day: int | None) -> int | None:
        """Return the only year of the log that has a month, or a day of it; `None` for several."""
        if not self.extent:
            return None
        first, last = (civil(day)[0] for day in self.extent)
        if last - first > _MOST_YEARS:
            return None
        years = range(first, last + 1)
        dates = {year: self.read(edtf_date(year, month, day)) for year in years}
        within = [
            year
            for year, date in dates.items()
            if date and date[1][0] <= self.extent[1] and self.extent[0] <= date[1][1]
        ]
        within = within or list(years)
        return within[0] if len(within) == 1 else None

    def read(self, edtf: str) -> "tuple[str, Days] | None":
        """Return a date in EDTF and its days, `None` for what is no date or has a clock time."""
        if edtf not in self.known:
            when = bound(edtf, self.zone)
            is_day = when is not None and not when.has_clock
            if when and is_day and when.start is not None and when.stop is not None:
                self.known[edtf] = when.text, _days(when.start, when.stop, self.zone)
            else:
                self.known[edtf] = None
        return self.known[edtf]

    def weekday(self, number: int) -> int | None:
        """Return the only such day of the week (0 is Monday), in the nearest span that has one."""
        for first, last in self.around:
            day = first + (number - _weekday(first)) % 7
            if day <= last:
                return day if day + 7 > last else None
        return None

    def day_of_month(self, number: int) -> int | None:
        """Return the only day of a number, as in "the 11th", in the nearest span that has one."""
        for first, last in self.around:
            if last - first > _LONGEST_SPAN:
                return None
            found = [day for day in range(first, last + 1) if civil(day)[2] == number]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _weekday(day: int) -> int:
    return (day + 3) % 7  # 1970-01-01 was a Thursday


def _days(start: int, stop: int, zone: str) -> Days:
    return to_wall(start, zone) // _DAY, max(to_wall(stop, zone) - 1, to_wall(start, zone)) // _DAY


def _day_text(day: int) -> str:
    return edtf_date(*civil(day))


def _ordinal(key: str) -> int:
    """Return the number of a day, written 11 or 11th; 0 for another word."""
    digits = key[:-2] if key.endswith(_ORDINAL_ENDINGS) else key
    is_day = digits.isascii() and digits.isdecimal() and len(digits) <= 2
    return int(digits) if is_day and int(digits) <= _LAST_DAY_OF_MONTH else 0


def _is_year(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) == _DIGITS_OF_YEAR


def _is_of_date(key: str) -> bool:
    return bool(
        key in english.MONTHS
        or key in english.WEEKDAYS
        or key in english.SHORT_WEEKDAYS
        or key in english.ERAS
        or key in ("of", "the")
        or key[:1].isdecimal()
    )


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a question: how many words it has, its days, and both its ends in EDTF.

    The ends are the date itself, but for a weekend, which EDTF has no name for.
    """

    size: int
    start: str
    end: str
    days: Days


def date_at(
    words: Sequence[Word], first: int, calendar: Calendar, *, has_preposition: bool
) -> Date | None:
    """Return the longest date that begins at a word; a month or a year alone needs a preposition.

    `None` for what is no date, and for one that could be of several years or weeks.
    """
    if first >= len(words) or words[first].is_quoted:
        return None
    if words[first].key == english.WEEKEND:
        saturday = calendar.weekday(5)
        if saturday is None:
            return None
        sunday = saturday + 1
        return Date(1, _day_text(saturday), _day_text(sunday), (saturday, sunday))
    size = 0
    while (
        size < _LONGEST
        and first + size < len(words)
        and not words[first + size].is_quoted
        and _is_of_date(words[first + size].key)
    ):
        size += 1
    is_weekday = _part(words[first].key)[0] == "weekday"
    # the day of the week says which date is meant, and is none by itself
    shortest = 2 if size > 1 and is_weekday and _part(words[first + 1].key)[0] else 1
    for length in range(size, shortest - 1, -1):
        keys = [word.key for word in words[first : first + length]]
        if keys[-1] not in ("of", "the") and (keys[0] != "of"):
            date = _read(keys, calendar, has_preposition=has_preposition)
            if date:
                return Date(length, date[0], date[0], date[1])
    return None


def _read(
    keys: Sequence[str], calendar: Calendar, *, has_preposition: bool
) -> tuple[str, Days] | None:
    """Return the date that all of some words are, in EDTF, and its days."""
    plain = [key for key in keys if key not in ("of", "the")]
    if len(plain) == 1 and is_numeric_date(plain[0]):
        dates = _numeric_dates(plain[0])
        return calendar.read(dates[0]) if len(dates) == 1 else None
    if plain and not english.ERAS.isdisjoint((plain[0], plain[-1])):
        return calendar.read(as_typed(" ".join(plain).upper())) if has_preposition else None
    parts = _DateParts.of(plain)
    if parts is None or (len(plain) == 1 and plain[0] in english.SHORT_WEEKDAYS):
        return None
    if len(plain) == 1 and (parts.weekday is not None or plain[0].endswith(_ORDINAL_ENDINGS)):
        if parts.weekday is not None:
            day = calendar.weekday(parts.weekday)
        else:
            day = calendar.day_of_month(parts.day or 0) if has_preposition else None
        return (_day_text(day), (day, day)) if day is not None else None
    is_whole = parts.month is not None and (parts.day is not None or parts.year is not None)
    if not (is_whole or has_preposition) or (parts.month is None and parts.year is None):
        return None
    if parts.day is not None and parts.month is None:
        return None
    if parts.weekday is not None and parts.day is None:
        return None
    year = parts.year
    if year is None and parts.month is not None:
        year = calendar.year_of(parts.month, parts.day)
    date = calendar.read(edtf_date(year, parts.month, parts.day)) if year is not None else None
    if date and parts.weekday not in (None, _weekday(date[1][0])):
        return None  # there is no such Sunday
    return date


def _numeric_dates(text: str) -> tuple[str, ...]:
    """Return what a date in numbers can mean, in EDTF: two dates where it may begin with the month.

    None where the year has two digits.
    """
    numbers = text.replace("/", "-").replace(".", "-").split("-")
    if len(numbers[0]) == _DIGITS_OF_YEAR:
        return (edtf_date(*map(int, numbers)),)
    first, second, year = map(int, numbers)
    if len(numbers[2]) != _DIGITS_OF_YEAR:
        return ()
    if "." in text:
        return (edtf_date(year, second, first),)
    dates = ((month, day) for day, month in ((first, second), (second, first)))
    known = dict.fromkeys(date for date in dates if date[0] <= _MONTHS)
    return tuple(edtf_date(year, month, day) for month, day in known)


@dataclass(frozen=True, slots=True)
class _DateParts:
    """The numbers that the words of a date are; `None` for what is not among them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, keys: Sequence[str]) -> "_DateParts | None":
        """Return the parts that words are, `None` if one is no part or comes twice."""
        parts: dict[str, int] = {}
        for key in keys:
            name, number = _part(key)
            if not name or name in parts:
                return None
            parts[name] = number
        return cls(**parts)


def _part(key: str) -> tuple[str, int]:
    """Return what part of a date a word is, and its number; "" for none."""
    if key in english.MONTHS:
        return "month", english.MONTHS[key]
    if key in english.WEEKDAYS:
        return "weekday", english.WEEKDAYS[key]
    if key in english.SHORT_WEEKDAYS:
        return "weekday", english.SHORT_WEEKDAYS[key]
    if _is_year(key):
        return "year", int(key)
    return ("day", number) if (number := _ordinal(key)) else ("", 0)


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


def _range_at(
    words: Sequence[Word], first: int, calendar: Calendar, *, is_between: bool = False
) -> Window | None:
    """Return a range such as "9 to 11 May", "May 9-11" or "Saturday and Sunday"."""
    keys = [word.key for word in words]
    month = ""
    place = first
    if place + 1 < len(keys) and keys[place] in english.MONTHS and _ordinal(keys[place + 1]):
        month, place = keys[place], place + 1
    if place >= len(keys):
        return None
    if number := _ordinal(keys[place]):
        following, between = place + 1, ""
        if following < len(keys) and keys[following] in english.TO:
            between, following = keys[following], following + 1
        following = _skip(words, following)
        if following < len(keys) and _ordinal(keys[following]) > number:
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
    if len(keys) < 4 or keys[1] not in english.TO or not _is_year(keys[3]):
        return None
    start = _read([keys[0], keys[3]], calendar, has_preposition=True)
    last = _read(keys[2:], calendar, has_preposition=True)
    if not start or not last or start[1][0] >= last[1][0]:
        return None
    return Window(4, start[0], last[0])


def is_date_alone(word: Word) -> bool:
    """Return whether a word is hardly anything but a date, or the better part of one."""
    key = word.key
    is_numbered = _is_year(key) or is_numeric_date(key)
    is_ordinal = key.endswith(_ORDINAL_ENDINGS) and _ordinal(key) > 0
    return not word.is_quoted and (key in english.WEEKDAYS or is_numbered or is_ordinal)


def is_of_date(word: Word) -> bool:
    """Return whether a word may belong to a date."""
    return not word.is_quoted and word.key not in ("of", "the") and _is_of_date(word.key)


def _day_of(words: Sequence[Word], place: int, calendar: Calendar, month: str) -> Date | None:
    """Return the date of a number whose month stands before it, with its year where that stands."""
    year = words[place + 1].key if place + 1 < len(words) and _is_year(words[place + 1].key) else ""
    keys = [words[place].key, month, *([year] if year else [])]
    found = _read(keys, calendar, has_preposition=True)
    return Date(1 + bool(year), found[0], found[0], found[1]) if found else None


def _same_month(number: int, last: Date, calendar: Calendar) -> Date | None:
    """Return the day of that number in the month of another day."""
    year, month, _ = civil(last.days[0])
    if last.days[0] != last.days[1]:
        return None
    day = day_number(year, month, number)
    return Date(1, _day_text(day), _day_text(day), (day, day))


def _is_range(between: str, first: Days, last: Days) -> bool:
    """Return whether two dates are the ends of a range: "and" and "or" join only neighbours."""
    if between in (english.AND, english.OR):
        return first[1] + 1 == last[0]
    return first[0] < last[0]


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
    read = [calendar.read(date) for date in _numeric_dates(words[place].key)]
    days = tuple((date[0], date[0]) for date in read if date)
    return Window(place + 1 - first, either=days) if len(days) > 1 else None


# The ends of the window that a date has behind some words.
_BOUNDS: tuple[tuple[Sequence[str], Callable[[Date], tuple[str, str]]], ...] = (
    (english.DATE_BEFORE, lambda date: ("", _day_text(date.days[0] - 1))),
    (english.DATE_AFTER, lambda date: (_day_text(date.days[1] + 1), "")),
    (english.DATE_SINCE, lambda date: (date.start, "")),
    (english.DATE_UNTIL, lambda date: ("", date.end)),
)


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
