"""Says the times of a picture in words: above a box, before a label, at the start of what lasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from components import wording
from components.events import Event, Form, Log, When, civil
from components.figures.axis import DAY, MINUTE
from components.figures.period import WEEK, Unit, clock_time, day_of_month, weekday, year_name
from components.figures.placement import Known, Placement
from components.figures.span import Span
from components.selection import Bounds, zone_name
from components.wording import short

_YEAR = 366 * DAY  # the longest


@dataclass(frozen=True, slots=True)
class Captions:
    """The words of a picture whose clock is in `zone`; `bounds` are those of its events.

    `periods` are its columns.
    """

    zone: str
    bounds: Mapping[str, Bounds]
    unit: Unit
    periods: Sequence[Span]
    log: Log

    @property
    def columns(self) -> int:
        """The number of columns between *Before* and *After*."""
        return len(self.periods)

    def box(self, event: Event, placement: Placement) -> str:
        """Say the span of a box in which an event stands."""
        words, when = wording.picture, event.when
        start, stop = self.bounds[event.id]
        if placement.known in (Known.BY, Known.FROM) or start is None or stop is None:
            return self._placed(event, self._short(event))
        inside = placement.first >= 0 and placement.last < self.columns
        if not inside or self.unit.key != "day":
            if self.unit.length < DAY and stop - start == DAY and not event.when.has_clock:
                say = words.probably if when.uncertain else words.some_time
                return self._placed(event, say(weekday(start)))
            if inside and placement.first == placement.last and self._fills(start, stop):
                name = self.unit.name(start)
                return words.probably(name) if when.uncertain else words.some_time(name)
            return self._placed(event, self._short(event))
        first, last = weekday(start), weekday(stop - 1)
        if when.part_of_day:
            return self._placed(event, words.PARTS_OF_DAY[when.part_of_day].format(first))
        if stop - start > WEEK:
            return self._placed(event, self._short(event))
        if placement.first != placement.last:
            joined = words.either if placement.last == placement.first + 1 else words.between
            return self._placed(event, joined(first, last))
        say = words.probably if when.uncertain else words.some_time
        return self._placed(event, say(first))

    def of_many(self, placement: Placement) -> str:
        """Say the columns of a box that holds many events, each with a span of its own."""
        words, known = wording.picture, placement.known
        if known in (Known.BY, Known.FROM):
            return words.BY_THEN if known is Known.BY else words.FROM_THEN
        if placement.last < 0 or placement.first >= self.columns:
            return words.EARLIER if placement.last < 0 else words.LATER
        first, last = (self._column(at) for at in (placement.first, placement.last))
        if known is Known.LASTED:
            return words.went_on(first, last)
        return words.some_time(first) if first == last else words.some_time_from(first, last)

    def _column(self, place: int) -> str:
        if not 0 <= place < self.columns:
            return (wording.picture.BEFORE if place < 0 else wording.picture.AFTER).lower()
        return self.unit.name(self.periods[place][0])

    def lasting(self, event: Event, placement: Placement) -> str:
        """Say from when to when an event lasted."""
        start, stop = self.bounds[event.id]
        inside = placement.first >= 0 and placement.last < self.columns
        is_of_days = self.unit.key == "day" and inside
        if start is None or stop is None or not is_of_days or stop - start > WEEK:
            return self._placed(event, self._short(event))
        return self._placed(event, wording.picture.between(weekday(start), weekday(stop - 1)))

    def _short(self, event: Event) -> str:
        """Say a time in short, with its year where the columns do not give it."""
        start, stop = self.bounds[event.id]
        years = [_year(at) for at in (start, None if stop is None else stop - 1) if at is not None]
        if not self.periods:
            return short(event.when, self.zone)
        first, last = _year(self.periods[0][0]), _year(self.periods[-1][1] - 1)
        is_of_columns = all(first <= year <= last for year in years)
        is_of_one = self.unit.length <= _YEAR and (
            start is None or stop is None or stop - start <= _YEAR
        )
        return short(event.when, self.zone, with_year=not (is_of_columns and is_of_one))

    def _fills(self, start: float, stop: float) -> bool:
        return self.unit.floor(start) == start and self.unit.end(start) == stop

    def _placed(self, event: Event, words: str) -> str:
        """Name the zone of days that are not those of the reader's clock, but of no longer time."""
        zone = event.when.zone
        start, stop = self.bounds[event.id]
        is_long = start is not None and stop is not None and stop - start > WEEK
        if event.when.has_clock or zone == self.zone or is_long:
            return words
        return wording.picture.in_zone(words, zone_name(self.log, zone))

    def clock(self, event: Event) -> str:
        """Say the time of an event that stands on a ruler: "13:21", "c. 13:21", or its day."""
        start, stop = self.bounds[event.id]
        if start is None or stop is None:
            return ""
        if self.unit.length > DAY or not event.when.has_clock:
            return self._placed(event, self._day(event.when, start, stop))
        group = event.when.groups[0]
        first, last = group[0], group[-1]
        about = event.inferred or bool(first and first.flag)
        has_seconds = self.unit.length <= MINUTE and stop - start < MINUTE
        words = clock_time(start, seconds=has_seconds)
        if has_seconds and first and first.fraction.strip("0"):
            words = f"{words}.{first.fraction}"
        words = wording.picture.about_time(words) if about else words
        if last is first or stop - start <= MINUTE:
            return words
        end = clock_time(stop - MINUTE)  # the last minute that it may have been
        about = event.inferred or bool(last and last.flag)
        end = wording.picture.about_time(end) if about else end
        return f"{words}\N{EN DASH}{end}"

    def _day(self, when: When, start: float, stop: float) -> str:
        """Say a day with its month shortened, anything else as it is known.

        In a column of more than a year it has its year.
        """
        has_years = self.unit.length > _YEAR
        is_day = stop - start <= DAY and not (when.has_clock or when.uncertain or when.approximate)
        if not is_day:
            return short(when, self.zone, with_year=has_years)
        day = day_of_month(start)
        return f"{day} {year_name(_year(start))}" if has_years else day

    def since(self, event: Event, year: int) -> str:
        """Say when something began that lasts, with its year unless that is `year`."""
        start, _ = self.bounds[event.id]
        if start is None:
            return ""
        if event.when.form is not Form.DURATION:  # some time within what reaches beyond the window
            return short(event.when, self.zone, with_year=_year(start) != year)
        began = _year(start)
        words = day_of_month(start)
        return words if began == year else f"{words} {year_name(began)}"


def _year(at: float) -> int:
    return civil(floor(at / DAY))[0]
