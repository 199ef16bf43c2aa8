"""Days, months and years that words can mean, as numbers of days, and their EDTF."""

from dataclasses import dataclass
from typing import TypeAlias

from components.events import When, civil, day_number, days_in_month, edtf_date

# Days ahead of an article within which a date without a year is the coming one, and those within
# which it may be. A date farther off has been.
SOON, FAR = 45, 130


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The article's own date: its first and last possible day as numbers, and its EDTF."""

    first: int
    last: int
    text: str

    @property
    def last_day(self) -> str:
        """The last day that it can be, in EDTF."""
        return day_text(self.last)

    @classmethod
    def of(cls, when: When) -> "OwnDate":
        """Take the days of a date; raise ValueError when a side is open."""
        first, last = when.ends_on(when.zone)
        if first is None or last is None:
            raise ValueError(f"{when.text} has an open side; an article has a first and a last day")
        return cls(day_number(*first.first_day), day_number(*last.last_day), when.text)


@dataclass(frozen=True, slots=True)
class PossibleDate:
    """A day, month or year by its first and last day, or several days of which it is one."""

    first: int
    last: int
    text: str
    flag: str = ""
    others: tuple[int, ...] = ()
    is_open: bool = False

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        if self.is_open:
            return f"[{day_text(self.first)}..]"
        if self.others:
            return f"[{','.join(day_text(day) for day in self.others)}]"
        if self.text:
            return f"{self.text}{self.flag}"
        if self.first == self.last:
            return f"{day_text(self.first)}{self.flag}"
        return f"[{day_text(self.first)}..{day_text(self.last)}]"

    def end(self, day: int) -> str:
        """Write one end of an interval."""
        return f"{self.text or day_text(day)}{self.flag}"


# A date, the token behind it, and how it follows from its words.
Reading: TypeAlias = tuple[PossibleDate, int, str]


def day_text(number: int) -> str:
    """Write a day in EDTF."""
    return edtf_date(*civil(number))


def on_day(day: int, flag: str = "") -> PossibleDate:
    """Return one day; `flag` says how sure it is."""
    return PossibleDate(day, day, "", flag)


def whole_month(year: int, month: int) -> PossibleDate:
    """Return a month; 0 is the last one of the year before, 13 the first one of the next."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day_number(year, month, 1)
    last = first + days_in_month(year, month) - 1
    return PossibleDate(first, last, edtf_date(year, month))


def whole_year(year: int) -> PossibleDate:
    """Return a year."""
    return PossibleDate(day_number(year, 1, 1), day_number(year, 12, 31), edtf_date(year))


def weekday_of(day: int) -> int:
    """Return the weekday of a day, 0 being Monday."""
    return (day + 3) % 7


def one_of(days: set[int]) -> PossibleDate:
    """Return one of several days, or the only one as an uncertain day."""
    if len(days) == 1:
        return on_day(min(days), "?")
    return PossibleDate(min(days), max(days), "", others=tuple(sorted(days)))
