"""IANA time zones: their names, their clocks at any instant, and where their days begin and end.

Every instant is an integer, because `datetime` ends where the years BC begin. Outside the years 1
to 9999 the zone's nearest known offset stands in.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from components.events.gregorian import DAY_SECONDS, ORDINAL_OF_EPOCH, civil
from components.events.problem import WhenError, abridged

_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_LOCAL = (1 - ORDINAL_OF_EPOCH) * DAY_SECONDS
_LAST_LOCAL = (date.max.toordinal() + 1 - ORDINAL_OF_EPOCH) * DAY_SECONDS - 1


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all IANA zones, as the tzdata distribution lists them."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def zone_of(name: str) -> ZoneInfo:
    """Return the IANA zone of this name; raise WhenError (unknown-zone) when there is none."""
    # The list is asked first: ZoneInfo would follow a name into directories and odd files.
    if name not in zone_names():
        message = f'"{abridged(name)}" is not an IANA zone, which is written like Europe/Zurich'
        raise WhenError("unknown-zone", message)
    return ZoneInfo(name)


def local_time(ms: int, zone: ZoneInfo) -> tuple[int, int, int, int, int, int]:
    """Return year, month, day, hour, minute and second on a clock of `zone` at `ms`."""
    utc = ms // 1000
    day, second = divmod(utc + offset_at(utc, zone), DAY_SECONDS)
    minute, second = divmod(second, 60)
    return (*civil(day), minute // 60, minute % 60, second)


def offset_at(utc: int, zone: ZoneInfo) -> int:
    """Return how many seconds the clocks of `zone` are ahead of UTC at a UTC second."""
    known = min(max(utc, _FIRST_LOCAL + DAY_SECONDS), _LAST_LOCAL - DAY_SECONDS)
    return _seconds((_EPOCH_UTC + timedelta(seconds=known)).astimezone(zone).utcoffset())


def offsets_of(local: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return the offsets in seconds of a local second, by the clocks before and after a change.

    They differ only where a change skipped the second (the first is smaller) or brought it twice.
    """
    wall = _EPOCH + timedelta(seconds=min(max(local, _FIRST_LOCAL), _LAST_LOCAL))
    before = wall.replace(tzinfo=zone).utcoffset()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset()
    first = _seconds(before)
    return first, first if after == before else _seconds(after)


def opening(day: int, zone: ZoneInfo) -> int:
    """Return the first UTC second whose local date is `day`, or the next day if it was skipped."""
    local = day * DAY_SECONDS
    before, after = offsets_of(local, zone)
    # Before a gap the offset is the smaller one, so the older reading comes out too late.
    return local - before if before >= after else _change(local - after, local - before, zone)


def closing(day: int, zone: ZoneInfo) -> int:
    """Return the UTC second after the last one whose local date is `day`."""
    local = (day + 1) * DAY_SECONDS
    before, after = offsets_of(local, zone)
    if before == after:
        return local - before
    if before < after:
        return _change(local - after, local - before, zone)
    # Newfoundland used to put its clocks back at 00:01, so that the day before went on.
    last = local - after - 1
    is_of_day = (last + offset_at(last, zone)) // DAY_SECONDS == day
    return local - after if is_of_day else local - before


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Find the UTC second after `low`, up to `high`, at which the zone's offset changes."""
    offset = offset_at(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(middle, zone) == offset:
            low = middle
        else:
            high = middle
    return high


def _seconds(offset: timedelta | None) -> int:
    return offset // timedelta(seconds=1) if offset else 0
