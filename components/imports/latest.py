"""The last event of a file, whose date says up to when a log knows what happened."""

from zoneinfo import ZoneInfo

from components.events import Form, When, days_in_month, edtf_date, local_time


class Latest:
    """Keeps the latest of many times."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._last: tuple[int, int] | None = None

    def add(self, when: When) -> None:
        """Take one more time."""
        start, stop = when.start, when.stop
        if stop is None:
            assert start is not None  # noqa: S101 - no date is open on both sides
            stop = start + 1
        at = stop - 1 if start is None or when.form is Form.DURATION else start
        if self._last is None or (at, stop) > self._last:
            self._last = at, stop

    @property
    def edtf(self) -> str:
        """The year, month or day that the latest time fills, else its last day; "" at first."""
        if self._last is None:
            return ""
        start, stop = self._last
        year, month, day = local_time(start, self._zone)[:3]
        last = local_time(stop - 1, self._zone)[:3]
        is_first = day == 1 and last[0] == year
        if is_first and month == 1 and last[1:] == (12, 31):
            return edtf_date(year)
        if is_first and last == (year, month, days_in_month(year, month)):
            return edtf_date(year, month)
        return edtf_date(last[0]) if abs(last[0]) > 9999 else edtf_date(*last)
