"""Dates and times as text: EDTF and ISO 8601, of the parts that are known.

Years count as in ISO 8601, 0 being 1 BC. Nothing else in the project writes such text.
"""

from components.events.gregorian import DAY_SECONDS, civil


def edtf_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date in EDTF, such as 2025-05-11, -0043-03 or Y12345."""
    sign, digits = "-" * (year < 0), f"{abs(year):04}"
    return _joined(f"{sign}{digits}" if len(digits) == 4 else f"Y{year}", month, day)


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date in ISO 8601: a year that has not four digits gets a sign and six digits."""
    return _joined(f"{year:04}" if 0 <= year <= 9999 else f"{year:+07}", month, day)


def clock_time(hour: int, minute: int, second: int | None = None, fraction: str = "") -> str:
    """Write a clock time, such as 19:12, 19:12:30 or, with `fraction` digits, 19:12:30.25."""
    seconds = "" if second is None else f":{second:02}"
    return f"{hour:02}:{minute:02}{seconds}" + (f".{fraction}" if fraction else "")


def utc_offset(seconds: int) -> str:
    """Write by how much a clock is ahead of UTC, to the minute, such as +02:00."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}"


def utc_instant(ms: int | None, *, seconds: bool = True) -> str:
    """Write milliseconds since 1970-01-01T00:00Z in ISO 8601, such as 2025-05-11T19:12:30Z.

    Milliseconds behind a full second are written too, unless `seconds` are not. An open end, None,
    is empty.
    """
    if ms is None:
        return ""
    day, second = divmod(ms // 1000, DAY_SECONDS)
    minute, second = divmod(second, 60)
    fraction = f"{ms % 1000:03}" if seconds and ms % 1000 else ""
    time = clock_time(*divmod(minute, 60), second if seconds else None, fraction)
    return f"{iso_date(*civil(day))}T{time}Z"


def _joined(year: str, month: int | None, day: int | None) -> str:
    return "-".join([year, *(f"{part:02}" for part in (month, day) if part is not None)])
