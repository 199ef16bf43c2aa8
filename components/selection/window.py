"""The time window of a selection: from the dates of an address to milliseconds, and back."""

from collections.abc import Mapping
from datetime import UTC as _UTC
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from components.events import (
    FIRST_YEAR,
    LAST_YEAR,
    Clock,
    Form,
    Log,
    When,
    WhenError,
    civil,
    edtf_date,
    parse_when,
    utc_instant,
)
from components.selection.model import Selection

UTC, OWN = "utc", "own+"  # no id has a plus


def clocks(log: Log) -> Mapping[str, Clock]:
    """Return the clocks that a reader may choose, the default first, UTC always among them.

    A log that names no clock has that of its own zone.
    """
    own, utc = log.about.zone, Clock(id=UTC, name="UTC", zone="UTC")
    if log.about.clocks or own == utc.zone:
        return {**log.about.clocks, UTC: utc}
    return {OWN: Clock(id=OWN, name=_city(own), zone=own), UTC: utc}


def clock_of(selection: Selection, log: Log) -> Clock:
    """Return the chosen clock, or the log's first."""
    offered = clocks(log)
    return offered.get(selection.clock) or next(iter(offered.values()))


def zone_name(log: Log, zone: str) -> str:
    """Return the name of the log's clock for a zone, else the last part of the zone's own name."""
    for clock in clocks(log).values():
        if clock.zone == zone:
            return clock.name
    return _city(zone)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def bound(text: str, zone: str) -> When | None:
    """Read one end of a window: a plain date or an instant, without flags or open ends."""
    try:
        when = parse_when(text, zone)
    except WhenError:
        return None
    plain = when.form is Form.MOMENT and not (when.uncertain or when.approximate)
    closed = when.start is not None and when.stop is not None
    return when if plain and closed and "[" not in text and "X" not in text else None


def as_typed(text: str) -> str:
    """Return a date as a reader types it in EDTF, such as -0043 for "44 BC".

    What cannot be read, or in two ways, comes back as it is: `bound` refuses it.
    """
    # made when somebody types: a start of the dashboard needs none of it
    from components.imports import USUAL, to_edtf

    try:
        return to_edtf(text, (USUAL,))
    except WhenError:
        return text


def window(selection: Selection, zone: str) -> tuple[int | None, int | None]:
    """Return the window in milliseconds since 1970-01-01T00:00Z, half open, `None` = open.

    A date as the end is included whole, an instant as the end is not. An end that cannot be read
    is open; one that comes before the beginning is refused by `decode`, not here.
    """
    first = bound(selection.start, zone) if selection.start else None
    last = bound(selection.end, zone) if selection.end else None
    return (
        first.start if first else None,
        (last.start if last.has_clock else last.stop) if last else None,
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=_UTC)
_MILLISECOND = timedelta(milliseconds=1)
# what `datetime` can hold in every zone: 0001-01-02 to 9999-12-30
_FIRST, _LAST = -62_135_510_400_000, 253_402_128_000_000


def _datable(instant: int) -> datetime:
    """Return an instant in UTC, the nearest that `datetime` can hold in every zone."""
    return _EPOCH + min(max(instant, _FIRST), _LAST) * _MILLISECOND


def _offset(moment: datetime) -> int:
    return (moment.utcoffset() or timedelta()) // _MILLISECOND


def to_wall(instant: int, zone: str) -> int:
    """Return what a clock in `zone` shows at `instant`, as if that were UTC (milliseconds).

    Before year 1 and after year 9999 the nearest known offset stands in, as `parse_when` has it.
    """
    return instant + _offset(_datable(instant).astimezone(ZoneInfo(zone)))


def from_wall(shown: int, zone: str) -> int:
    """Return the first instant at which a clock in `zone` shows `shown` (both milliseconds).

    A time that the clock skips is read with the offset from before the gap.
    """
    return shown - _offset(_datable(shown).replace(tzinfo=ZoneInfo(zone)))


_MINUTE = 60_000
_DAY = 1440 * _MINUTE
# the longest window that is still written to the step: a hand means no more than that
_STEPS = (
    (_DAY // 2, _MINUTE),
    (2 * _DAY, 5 * _MINUTE),
    (7 * _DAY, 15 * _MINUTE),
    (60 * _DAY, 60 * _MINUTE),
)


def _step(start: int, stop: int) -> int | None:
    """Return the step to which a window is rounded, `None` for whole days.

    EDTF as it is read here gives a clock time to the years 1 to 9999 only.
    """
    if start >= _FIRST and stop < _LAST:
        for longest, step in _STEPS:
            if stop - start <= longest:
                return step
    return None


def _instant(instant: int) -> str:
    return utc_instant(min(max(instant, _FIRST), _LAST), seconds=False)


def _date(shown: int) -> str:
    """Return the day on which a clock shows `shown`, or its year where EDTF has no days."""
    year, month, day = civil(shown // _DAY)
    if abs(year) > 9999:
        return edtf_date(min(max(year, FIRST_YEAR), LAST_YEAR))
    return edtf_date(year, month, day)


def format_window(start: float, stop: float, zone: str) -> tuple[str, str]:
    """Return a window (milliseconds on a clock in `zone`) as a selection and an address hold it.

    Whole days are written as dates. A window of more than sixty days is rounded to them, a shorter
    one is written as instants in UTC, rounded the more the longer it is. What is written never
    ends where it begins.
    """
    first, last = int(start), int(stop)
    step = _step(first, last)
    is_of_days = first % _DAY == last % _DAY == 0 and first < last
    if step is None or is_of_days:
        return _date(first), _date(max(last - 1, first))
    begin, end = (round(from_wall(shown, zone) / step) * step for shown in (first, last))
    return _instant(begin), _instant(max(end, begin + step))
