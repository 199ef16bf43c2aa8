"""The rules by which an address is read and written, as a table for a program that is not Python.

`components/web/editions/address.js` reads and writes by it as `encode` and `decode` do, but knows
no EDTF: it takes the days that its page offers, and instants in UTC.
"""

from components import wording
from components.frames import ACTING, LogFacts
from components.selection.model import KEPT_IN_WALK, LANES, PARTS, ROLES, SHOWS, Selection
from components.selection.url import (
    LONGEST_QUERY,
    LONGEST_SEARCH,
    LONGEST_SHOWN,
    MOST_PARAMETERS,
    MOST_VALUES,
    OWN_TO_STREAMLIT,
    pages_of_log,
    parameter_of,
)
from components.wording import FILTERS


def address_table(facts: LogFacts, clock: str) -> dict[str, object]:
    """Return the rules of an address in a log, ready for JSON.

    `clock` is the one on which dates are read. `fields` are the parameters with their defaults, in
    the order of an address; a list is that of a filter. `values` are those that a parameter may
    have, `places` those of `at` by the part of a page, `steps` is the number of the walk's steps,
    `people` are the filters that have roles, `kept` the parameters beside which a walk stays. `why`
    says why a value was ignored.
    """
    log, default = facts.log, Selection()
    filters = {row.key for row in FILTERS}
    steps = len(log.walk.steps) if log.walk else 0
    words = wording.link
    return {
        "fields": [
            [parameter_of(name), [] if name in filters else getattr(default, name)]
            for name in Selection.__dataclass_fields__
        ],
        "values": {
            "page": pages_of_log(log),
            "part": PARTS,
            "clock": [clock],
            "lanes": LANES,
            "show": SHOWS,
            "as": ROLES,
        },
        "places": {
            "accounts": [*log.disagreements],
            "figures": [*log.measures],
            "sources": [*log.sources],
        },
        "steps": steps,
        "people": [*ACTING],
        "kept": sorted(map(parameter_of, KEPT_IN_WALK)),
        "unread": sorted(OWN_TO_STREAMLIT),
        "longest": LONGEST_QUERY,
        "longestSearch": LONGEST_SEARCH,
        "longestShown": LONGEST_SHOWN,
        "mostParameters": MOST_PARAMETERS,
        "mostValues": MOST_VALUES,
        "why": {
            "page": words.NO_PAGE,
            "part": words.parts(PARTS),
            "event": words.NO_EVENT,
            "clock": words.OTHER_CLOCK,
            "lanes": words.lanes(LANES),
            "show": words.frames(SHOWS),
            "as": words.roles(ROLES),
            "number": words.NO_ENTRY,
            "walk": words.steps(steps),
            "from": words.NO_DAY,
            "to": words.NO_DAY,
            "q": words.UNSHOWABLE,
            "filter": {row.key: words.no_option(row.heading) for row in FILTERS},
            "at": {part: words.not_among(part) for part in PARTS},
            "unknown": words.NO_FILTER,
            "walkOfAll": words.WALK_OF_ALL,
            "longSearch": words.search_too_long(LONGEST_SEARCH),
            "manyValues": words.too_many_values(MOST_VALUES),
            "backwards": words.BACKWARDS,
            "tooLong": words.link_too_long(f"{LONGEST_QUERY:,}", f"{MOST_PARAMETERS:,}"),
        },
    }
