"""The days that a disagreement is about, in words and as a window of the timeline."""

from dataclasses import replace

from components.events import Disagreement, edtf_date, parse_when
from components.selection.url import address
from components.selection.view import View
from components.wording import short


def days_of(view: View, disagreement: Disagreement) -> tuple[str, str]:
    """Return the days of a disagreement's events in few words, and the address of that window.

    Both are empty when no event of it has a day, or one has a day that no window can be typed for.
    """
    firsts, lasts = [], []
    for event in disagreement.events:
        first, last = view.log.events[event].when.ends_on(view.zone)
        firsts += [first.first_day] if first else []
        lasts += [last.last_day] if last else []
    known = [*firsts, *lasts]
    if not known or not all(0 < year < 10_000 for year, _, _ in known):
        return "", ""
    start, end = edtf_date(*min(known)), edtf_date(*max(known))
    window = start if start == end else f"{start}/{end}"
    there = replace(view.selection.to("timeline"), start=start, end=end)
    return short(parse_when(window, view.zone), view.zone), address(there)
