"""One declaration per filter: its key in the address and the index, its heading, its words.

The same row filters, counts, is written into the address and describes itself. Adding a filter
is adding a row here and its facet in `components.frames`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.events import Log
from components.frames import FACETS, Query
from components.selection.model import Selection
from components.selection.window import window, zone_of

KINDS: Mapping[str, tuple[str, str]] = {
    "meeting": ("Meeting", "meetings"),
    "statement": ("Statement", "statements"),
    "interview": ("Interview", "interviews"),
    "post": ("Post", "posts"),
    "agreement": ("Agreement", "agreements"),
    "announcement": ("Announcement", "announcements"),
    "background": ("Background", "background"),
    "publication": ("Publication", "publications"),
}
STATUSES: Mapping[str, tuple[str, str]] = {
    "happened": ("Happened", "that happened"),
    "scheduled": ("Scheduled", "still scheduled"),
    "possible": ("Possible", "only possible"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "differs": ("Accounts differ", "on which accounts differ"),
    "one-source": ("One account alone", "told by one account alone"),
    "disputed": ("Disputed", "that are disputed"),
    "corrected": ("Corrected by the record", "that the record corrects"),
    "unresolved": ("Unresolved", "that nothing resolves"),
}
TIERS: Mapping[str, tuple[str, str]] = {
    "article": ("From the articles", "told by the articles"),
    "record": ("Only from the record", "that only the record knows"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter's key, the heading of its options, and its words in the sentence.

    `words` takes the chosen options' names, already joined by "or"; `closed` names the options of
    a list that the format fixes, as (heading, words).
    """

    key: str
    heading: str
    words: Callable[[str], str]
    closed: Mapping[str, tuple[str, str]] | None = None


FILTERS: tuple[Filter, ...] = (
    Filter("delegation", "Delegation", lambda names: f"with the {names}"),
    Filter("member", "Delegation member", lambda names: f"with {names}"),
    Filter("topic", "Topic", lambda names: f"on {names}"),
    Filter("kind", "Kind", lambda names: names, closed=KINDS),
    Filter("actor", "Actor", lambda names: f"with {names}"),
    Filter("party", "Party", lambda names: f"on the {names} side"),
    Filter("status", "Status", lambda names: names, closed=STATUSES),
    Filter("differ", "Accounts", lambda names: "where the accounts differ"),
    Filter("verdict", "How accounts differ", lambda names: names, closed=VERDICTS),
    Filter("source", "Source", lambda names: f"citing {names}"),
    Filter("tier", "Known from", lambda names: names, closed=TIERS),
)


def option_names(log: Log) -> Mapping[str, Mapping[str, str]]:
    """Return for each filter the ids that the log offers and what the reader is shown."""
    return log.keep("option names", _option_names)


def _option_names(log: Log) -> dict[str, dict[str, str]]:
    closed = {each.key: each.closed for each in FILTERS}
    return {
        facet.key: {
            option: (closed[facet.key] or {}).get(option, (name, name))[0]
            for option, name in facet.options(log).items()
        }
        for facet in FACETS
    }


def query(selection: Selection, log: Log) -> Query:
    """Return the question that a selection puts to the index."""
    return Query(
        choices={each.key: getattr(selection, each.key) for each in FILTERS},
        text=selection.q,
        window=window(selection, zone_of(selection, log).zone),
    )
