"""The dates that a typed question names, read only where the log leaves one meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.events import edtf_date
from components.selection.questions.log_calendar import Calendar, Days, day_text, weekday_of
from components.selection.questions.question import Question
from components.selection.questions.word import Word, is_numeric_date
from components.selection.window import as_typed
from components.wording import question as english

_LONGEST = 6  # words of a date, such as "Sunday the 11th of May 2025"
_LAST_DAY_OF_MONTH = 31
_MONTHS = 12
_DIGITS_OF_YEAR = 4
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


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
    question: Question, first: int, *, has_preposition: bool, longest: int = _LONGEST
) -> Date | None:
    """Return the longest date that begins at a word; a month or a year alone needs a preposition.

    `None` for what is no date, and for one that could be of several years or weeks.
    """
    words, calendar = question.words, question.calendar
    if not question.has(first) or words[first].is_quoted:
        return None
    if words[first].key == english.WEEKEND:
        saturday = calendar.weekday(5)
        if saturday is None:
            return None
        sunday = saturday + 1
        return Date(1, day_text(saturday), day_text(sunday), (saturday, sunday))
    size = 0
    while (
        size < longest
        and first + size < len(words)
        and not words[first + size].is_quoted
        and _is_key_of_date(words[first + size].key)
    ):
        size += 1
    is_weekday = _part(words[first].key)[0] == "weekday"
    # the day of the week says which date is meant, and is none by itself
    shortest = 2 if size > 1 and is_weekday and _part(words[first + 1].key)[0] else 1
    for length in range(size, shortest - 1, -1):
        keys = question.keys[first : first + length]
        if keys[-1] not in ("of", "the") and (keys[0] != "of"):
            date = date_of(keys, calendar, has_preposition=has_preposition)
            if date:
                return Date(length, date[0], date[0], date[1])
    return None


def date_of(
    keys: Sequence[str], calendar: Calendar, *, has_preposition: bool
) -> tuple[str, Days] | None:
    """Return the date that all of some words are, in EDTF, and its days."""
    plain = [key for key in keys if key not in ("of", "the")]
    if len(plain) == 1 and is_numeric_date(plain[0]):
        dates = numeric_dates(plain[0])
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
        return (day_text(day), (day, day)) if day is not None else None
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
    if date and parts.weekday not in (None, weekday_of(date[1][0])):
        return None  # there is no such Sunday
    return date


def numeric_dates(text: str) -> tuple[str, ...]:
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
    if is_year(key):
        return "year", int(key)
    return ("day", number) if (number := ordinal(key)) else ("", 0)


def ordinal(key: str) -> int:
    """Return the number of a day, written 11 or 11th; 0 for another word."""
    digits = key[:-2] if key.endswith(_ORDINAL_ENDINGS) else key
    is_day = digits.isascii() and digits.isdecimal() and len(digits) <= 2
    return int(digits) if is_day and int(digits) <= _LAST_DAY_OF_MONTH else 0


def is_year(key: str) -> bool:
    """Return whether a word is a year in four digits."""
    return key.isascii() and key.isdecimal() and len(key) == _DIGITS_OF_YEAR


def is_date_alone(word: Word) -> bool:
    """Return whether a word is hardly anything but a date, or the better part of one."""
    key = word.key
    is_numbered = is_year(key) or is_numeric_date(key)
    is_ordinal = key.endswith(_ORDINAL_ENDINGS) and ordinal(key) > 0
    return not word.is_quoted and (key in english.WEEKDAYS or is_numbered or is_ordinal)


def is_of_date(word: Word) -> bool:
    """Return whether a word may belong to a date."""
    return not word.is_quoted and word.key not in ("of", "the") and _is_key_of_date(word.key)


def _is_key_of_date(key: str) -> bool:
    return bool(
        key in english.MONTHS
        or key in english.WEEKDAYS
        or key in english.SHORT_WEEKDAYS
        or key in english.ERAS
        or key in ("of", "the")
        or key[:1].isdecimal()
    )
