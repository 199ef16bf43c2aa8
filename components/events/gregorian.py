"""The proleptic Gregorian calendar for any year, 0 being 1 BC: days as numbers from 1970-01-01.

Python's own `date` ends where the years BC begin.
"""

from calendar import isleap
from datetime import date

DAY_SECONDS = 86_400
# The days before 1970-01-01, as `date.toordinal` counts them.
ORDINAL_OF_EPOCH = date(1970, 1, 1).toordinal()

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097


def day_number(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a date."""
    cycles, year = divmod(year - 2000, 400)
    ordinal = date(year + 2000, month, day).toordinal()
    return ordinal - ORDINAL_OF_EPOCH + cycles * _DAYS_IN_400_YEARS


def civil(day: int) -> tuple[int, int, int]:
    """Return the year, month and day of a day number; the inverse of `day_number`."""
    cycles, within = divmod(day + ORDINAL_OF_EPOCH - 1, _DAYS_IN_400_YEARS)
    known = date.fromordinal(within + 1)
    return known.year + 400 * cycles, known.month, known.day


def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month."""
    return 29 if month == 2 and isleap(year) else _DAYS_IN_MONTH[month - 1]


def month_name(month: int) -> str:
    """Return the English name of a month, in any locale."""
    return _MONTHS[month - 1]
