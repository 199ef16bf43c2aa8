"""Random selections of a log, as a reader could have made them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from components.events import Log
from components.selection import PARTS, Selection, clocks, option_names, pages_of_log
from components.selection.model import LANES, ROLES, SHOWS
from components.selection.window import clock_of, window
from components.wording import FILTERS
from tests.frames.sample import WORDS, facts_of

BEGINNINGS = ("", "2025-05-10", "2025-05", "2024", "0044-03-15", "2025-05-10T22:00:30Z")
INSTANTS = ("", "2025-05-11T14:00+02:00", "2025-05-10T22:01Z")
ENDS = (*INSTANTS, "2025-05-11", "2025-05", "2025", "Y12345", "9999-12-31")
FAR = ("-0043-03-15", "Y-20000", "-0001", "0000-02-29", "1582-10-10")

SEARCHES = (
    *WORDS,
    "<script>alert(1)</script>",
    "a&b=c;d#e?f/g%20h+i",
    "\"“”'",
    ".*",
    "👩\N{ZERO WIDTH JOINER}🔬",
    "x" * 200,
)


def selections(log: Log) -> st.SearchStrategy[Selection]:
    """Draw a selection that an address of this log could hold."""
    offered = option_names(facts_of(log))
    filters = [filter_ for filter_ in FILTERS if offered[filter_.key]]

    places = {
        "accounts": list(log.disagreements),
        "figures": list(log.measures),
        "sources": list(log.sources),
        "passages": [f"{source}.{number}" for source in log.sources for number in (1, 12)],
    }

    @st.composite
    def selection_of_log(draw: st.DrawFn) -> Selection:
        chosen: dict[str, Any] = {
            "page": draw(st.sampled_from(pages_of_log(log))),
            "part": (part := draw(st.sampled_from(PARTS))),
            "at": draw(st.sampled_from(["", *places[part]])),
            "lanes": draw(st.sampled_from(LANES)),
            "show": draw(st.sampled_from(SHOWS)),
            "number": draw(st.sampled_from(["", "2", "101", "999999999"])),
            "event": draw(st.sampled_from(["", *log.events])),
            "clock": draw(st.sampled_from(["", *list(clocks(log))[1:]])),
            "q": draw(st.sampled_from(["", "", *SEARCHES])),
            "start": draw(st.sampled_from([*BEGINNINGS, *FAR])),
            "end": draw(st.sampled_from(ENDS)),
        }
        for _ in range(draw(st.integers(0, 4)) if filters else 0):
            key = draw(st.sampled_from(filters)).key
            ids = st.lists(st.sampled_from(list(offered[key])), unique=True, max_size=4)
            chosen[key] = tuple(draw(ids))
        chosen["role"] = draw(st.sampled_from(["", *ROLES]))
        steps = len(log.walk.steps) if log.walk else 0
        chosen["walk"] = draw(st.sampled_from(["", *map(str, range(1, steps + 1))]))
        if chosen["walk"] and draw(st.booleans()):  # any other choice leaves the walk
            kept = ("walk", "clock", "lanes", "show")
            chosen = {name: chosen[name] for name in kept}
        selection = Selection(**chosen)
        first, last = window(selection, clock_of(selection, log).zone)
        if first is not None and last is not None and first >= last:
            selection = replace(selection, end="")
        return selection

    return selection_of_log()
