"""How the dates of a column are written, told from a sample of their texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from components.events import WhenError, abridged, parse_when
from components.imports.dates.date import DAYS, MIDNIGHT, USUAL, is_no_date, to_edtf
from components.imports.dates.epoch import EPOCH, EXCEL, UNITS, unit_of
from components.imports.dates.form import Order
from components.imports.dates.part import AmbiguousDateError, Years

# More texts than this tell nothing new of a column.
_MOST_TEXTS = 1_000
_MOST_UNREAD = 5
# After so many texts of which none is a date, a column holds other texts.
_ENOUGH_OTHERS = 100
_LONGEST_NUMBER = 30  # characters
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# Smaller numbers count from 1970 in no unit that is in use, whatever else they are.
_LEAST_COUNT, _LATEST_COUNT = 10**8, 10**11
# The days of a spreadsheet from 1938 to 2099; other numbers of five digits are rarely dates.
_SERIALS = range(14_000, 73_050)
_CLOCK = re.compile(r"T[0-9]")
_EARLY_DAY = re.compile(r"(?:-[0-9]{4}|0[0-9]{3}|1[0-4][0-9]{2}|15[0-7][0-9])-[0-9]{2}-[0-9]{2}")
_SHORT_YEAR = re.compile(
    r"(?:[0-9]{1,2}([-/. ])(?:[0-9]{1,2}|[A-Za-z]{3,9})\1[0-9]{2}|[A-Za-z]{3,9}[- ][0-9]{2})"
    r"(,? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s[AaPp][Mm])?)?"
)
_SHORT_YEAR_PATTERNS = (
    *("%d{0}%m{0}%y", "%m{0}%d{0}%y", "%y{0}%m{0}%d", "%d{0}%b{0}%y", "%d{0}%B{0}%y"),
    *("%y{0}%b{0}%d", "%b{0}%y", "%B{0}%y"),
)
_WITH_ZONE = re.compile(r"(.*[0-9]:[0-9]{2}(?: [AaPp][Mm])?) ([A-Z]{3,5})( [0-9]{4})?")
_MOST_ZONES = 4  # such as EST and EDT
_CLOCK_PATTERNS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S"),
    *("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%a, %d %b %Y %H:%M:%S", "%a %b %d %H:%M:%S %Y"),
    *("%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%d %B %Y %H:%M", "%b %d, %Y %I:%M %p"),
    *("%B %d, %Y %I:%M %p", "%b %d, %Y, %I:%M %p", "%B %d, %Y, %I:%M %p", "%b %d, %Y %H:%M"),
)
_SIX_DIGITS = re.compile(r"[0-9]{6}")
_SIX_DIGIT_PATTERNS = ("%Y%m", "%y%m%d")


@dataclass(frozen=True, slots=True)
class DateForms:
    """How the dates of a column are written.

    `formats` is what a mapping's `format` says, `("usual",)` when it has to say nothing; of several
    `choices` it is the likeliest. `choices` are the alternatives among which only a person can
    choose (one that has to be confirmed, where years have two digits), likeliest first; empty when
    the texts decide. `years` are the alternatives of a mapping's `years`, empty when the texts
    decide. `read` counts the texts that `formats` read; empty ones count as read. `unread` are the
    first few of the others. `notes` say in sentences what a reader should be told.
    """

    formats: tuple[str, ...] = (USUAL,)
    choices: tuple[tuple[str, ...], ...] = ()
    years: tuple[str, ...] = ()
    read: int = 0
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def forms_of(texts: Sequence[str]) -> DateForms:
    """Tell how the dates of a column are written from its texts, of which the first 1,000 count."""
    sample = [text.strip() for text in texts[:_MOST_TEXTS]]
    counts = Counter(text for text in sample if text and not is_no_date(text))
    found = _of_column(counts)
    read = sum(counts[text] for text in found.dates)
    unread = [text for text in counts if text not in found.dates]
    return DateForms(
        formats=found.formats,
        choices=found.choices,
        years=tuple(found.years),
        read=len(sample) - counts.total() + read,
        unread=tuple(unread[:_MOST_UNREAD]),
        notes=tuple(found.notes),
    )


@dataclass(slots=True)
class _Found:
    """What the texts of a column are as dates, and how they have to be read."""

    dates: dict[str, str]
    formats: tuple[str, ...] = (USUAL,)
    choices: tuple[tuple[str, ...], ...] = ()
    years: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _of_column(counts: Counter[str]) -> _Found:
    dates: dict[str, str] = {}
    ambiguous: list[str] = []
    for number, text in enumerate(counts):
        if number == _ENOUGH_OTHERS and not dates and not ambiguous:
            break
        try:
            dates[text] = _checked(text, (USUAL,))
        except AmbiguousDateError:
            ambiguous.append(text)
        except WhenError:
            continue
    found = _Found(dates)
    if ambiguous:
        found = _in_order(counts, dates, ambiguous)
    rest = [text for text in counts if text not in found.dates]
    if len(rest) > len(found.dates):
        others = (_of_counts(rest), _of_short_years(rest), _of_zones(rest))
        found = next(filter(None, others), found)
    # Wikidata writes a sign before every year, and counts none as 0.
    if not found.years and {"+", "-"} <= {text[0] for text in found.dates}:
        found.years = [Years.HISTORICAL, Years.ISO]
    _take_midnights_for_days(found)
    # ISO 8601 itself says that its days are Gregorian.
    if any(
        _EARLY_DAY.match(edtf) and not text.startswith(edtf[:10])
        for text, edtf in found.dates.items()
    ):
        found.notes.append(
            "days before 15 October 1582 are taken as Gregorian; those of the Julian calendar are "
            "some days off"
        )
    return found


def _checked(text: str, formats: Sequence[str], years: Years | None = None) -> str:
    edtf = to_edtf(text, formats, years)
    parse_when(edtf, "UTC")
    return edtf


def _read(
    texts: Iterable[str], formats: Sequence[str], years: Years | None = None
) -> dict[str, str]:
    """Return the dates of the texts that some formats read."""
    dates = {}
    for text in texts:
        try:
            dates[text] = _checked(text, formats, years)
        except WhenError:
            continue
    return dates


def _in_order(counts: Counter[str], dates: dict[str, str], ambiguous: Sequence[str]) -> _Found:
    """Tell which number comes first in 10/05/2025, or how years before Christ are counted."""
    if any(_read(ambiguous, (USUAL,), Years.HISTORICAL)):
        return _Found(
            _read(counts, (USUAL,), Years.HISTORICAL), years=[Years.HISTORICAL, Years.ISO]
        )
    by_order = {order: _read(counts, (order,)) for order in Order}
    sizes = {order: len(read) for order, read in by_order.items()}
    best = max(sizes, key=sizes.__getitem__)
    if not any(text in by_order[best] for text in ambiguous):
        return _Found(dates)
    if len(set(sizes.values())) > 1:
        other = next(order for order in Order if order is not best)
        decisive = next(text for text in by_order[best] if text not in by_order[other])
        note = f'"{abridged(decisive)}" decides how all are read: {best}'
        return _Found(by_order[best], (best.value,), notes=[note])
    # The texts of a file stand in some order of time more often than in none.
    has_noon = any(text[-1:] in "mM" for text in ambiguous)
    likeliest = sorted(Order, key=lambda order: (_distance(by_order[order]), has_noon))
    if has_noon and len({_distance(read) for read in by_order.values()}) == 1:
        likeliest = [Order.MONTH_FIRST, Order.DAY_FIRST]
    choices = tuple((order.value,) for order in likeliest)
    return _Found(by_order[likeliest[0]], choices[0], choices)


def _distance(dates: dict[str, str]) -> int:
    """Return how far it is through all dates, from each to the next."""
    starts = [parse_when(edtf, "UTC").start or 0 for edtf in dates.values()]
    return sum(abs(later - earlier) for earlier, later in pairwise(starts))


def _of_counts(texts: Sequence[str]) -> _Found | None:
    """Tell the unit of counts from 1970, or whether they are days of a spreadsheet."""
    numbers = {
        text: Decimal(text)
        for text in texts
        if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text)
    }
    if 2 * len(numbers) < len(texts):
        return None
    large = {text: number for text, number in numbers.items() if abs(number) >= _LEAST_COUNT}
    if 2 * len(large) < len(numbers):
        if sum(int(number) in _SERIALS for number in numbers.values()) * 2 <= len(numbers):
            return None
        return _told(texts, EXCEL, "days of a spreadsheet")
    units, doubtful = set(), []
    for text, number in large.items():
        try:
            units.add(unit_of(text, number))
        except WhenError:
            doubtful.append(number)
    if len(units) == 1:
        (unit,) = units
        return _told(texts, unit, f"{UNITS[unit].name} from 1970")
    if units:
        return _told(texts, EPOCH, "counts from 1970 in several units, told by their size")
    sizes = [abs(number) for number in doubtful]
    choices = tuple(
        (name,)
        for name, unit in UNITS.items()
        if 10 * min(sizes).scaleb(-unit.digits) >= _LEAST_COUNT
        and max(sizes).scaleb(-unit.digits) < _LATEST_COUNT
    )
    return _Found(_read(texts, choices[0]), choices[0], choices) if choices else None


def _told(texts: Sequence[str], format_: str, what: str) -> _Found | None:
    dates = _read(texts, (format_,))
    if not dates:
        return None
    example, edtf = next(iter(dates.items()))
    return _Found(dates, (format_,), notes=[f'these are {what}: "{example}" is {edtf}'])


def _of_short_years(texts: Sequence[str]) -> _Found | None:
    """Tell which patterns read dates whose years have two digits, or days without hyphens."""
    matches = [match for text in texts if (match := _SHORT_YEAR.fullmatch(text))]
    if 2 * len(matches) > len(texts):
        mark = matches[0][1] or ("-" if "-" in matches[0][0] else " ")
        clocks = list(dict.fromkeys(_clock_pattern(match[2] or "") for match in matches))
        patterns = [pattern.format(mark) for pattern in _SHORT_YEAR_PATTERNS]
        if mark == ".":  # with points the day is first everywhere
            patterns.remove("%m.%d.%y")
        options = [tuple(f"{pattern}{clock}" for clock in clocks) for pattern in patterns]
    elif all(map(_SIX_DIGITS.fullmatch, texts)):
        options = [(pattern,) for pattern in _SIX_DIGIT_PATTERNS]
    else:
        return None
    # The first pattern of those that read the same dates is enough.
    dates: dict[tuple[str, ...], dict[str, str]] = {}
    for option in options:
        read = _read(texts, option) if _read(texts[:1], option) else {}
        if read and read not in dates.values():
            dates[option] = read
    if not dates:
        return None
    most = max(map(len, dates.values()))
    choices = [option for option, read in dates.items() if len(read) == most]
    choices.sort(key=lambda option: _distance(dates[option]))
    best = choices[0]
    is_asked = len(choices) > 1 or "%y" in best[0]
    return _Found(dates[best], best, tuple(choices) if is_asked else ())


def _of_zones(texts: Sequence[str]) -> _Found | None:
    """Tell which patterns read clock times with a zone such as CET, of which only its name is said.

    They take them for the clock times of the log's zone, so that a person has to say that they are.
    """
    matches = [match for text in texts if (match := _WITH_ZONE.fullmatch(text))]
    if 2 * len(matches) <= len(texts):
        return None
    zones = list(dict.fromkeys(match[2] for match in matches))[:_MOST_ZONES]
    bare = [f"{match[1]}{match[3] or ''}" for match in matches]
    pattern = next((each for each in _CLOCK_PATTERNS if _read(bare[:1], (each,))), "")
    if not pattern:
        return None
    rest = " %Y" if matches[0][3] else ""
    formats = tuple(f"{pattern.removesuffix(rest)} {zone}{rest}" for zone in zones)
    dates = _read(texts, formats)
    note = f"{' and '.join(zones)} must be the clock of the log's zone: say which that is"
    return _Found(dates, formats, (formats,), notes=[note]) if dates else None


def _clock_pattern(clock: str) -> str:
    if not clock:
        return ""
    is_of_noon = clock[-1] in "mM"
    second = ":%S" if clock.count(":") == 2 else ""
    before = ", " if clock[0] == "," else " "
    return f"{before}%I:%M{second} %p" if is_of_noon else f"{before}%H:%M{second}"


def _take_midnights_for_days(found: _Found) -> None:
    """Take midnights for days where a column has no other clock times."""
    midnights = sum(bool(MIDNIGHT.search(edtf)) for edtf in found.dates.values())
    clocks = sum(bool(_CLOCK.search(edtf)) for edtf in found.dates.values())
    names = {USUAL: DAYS, **{order.value: f"{DAYS}-{order}" for order in Order}}
    if midnights < 2 or midnights < clocks or not set(found.formats) <= names.keys():
        return
    found.formats = tuple(_renamed(found.formats, names))
    found.choices = tuple(tuple(_renamed(choice, names)) for choice in found.choices)
    found.notes.append("every clock time is midnight, so that these are days")


def _renamed(formats: Iterable[str], names: dict[str, str]) -> Iterator[str]:
    return (names[name] for name in formats)
