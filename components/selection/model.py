"""`Selection`, the value that holds what the reader looks at; it lives in the page's address."""

from dataclasses import dataclass, fields, replace
from typing import Any

from components.frames import ACTING, DID, SPOKEN_OF

PAGES: tuple[str, ...] = ("timeline", "people", "evidence", "data")
PARTS: tuple[str, ...] = ("accounts", "figures", "sources", "passages")
LANES: tuple[str, ...] = ("side", "actor", "topic", "kind", "source")
SHOWS: tuple[str, ...] = ("chart", "list", "event")
ROLES: tuple[str, ...] = (DID, SPOKEN_OF)


@dataclass(frozen=True, slots=True)
class Selection:
    """A page, an event, the filters, the window, the clock and the rows; all have a default.

    `part` is what the Evidence page shows, `at` what stands out there: the id of a disagreement, a
    measure or a source, or a passage as `source.number`. Among the passages a disagreement stands
    for all that are on it, beside each other. Filters hold ids; an empty one lets
    everything through. `start` and `end` are plain EDTF dates (read in the chosen clock, `end`
    included) or instants in UTC, `""` where the window is open. `clock` is `""` for the log's first
    clock, `lanes` is the key of the picture's rows. `number` is that of the entry which the reading
    list begins with, `""` for the first or for the page of the open event. `show` is what of the
    page stands in the frame of another one; without a frame it says nothing. `role` narrows the
    filters of people to events in which those who are chosen act, or are only spoken of; it is `""`
    while nobody is chosen. `walk` is the number of a step of the log's walk, which is of the
    whole log: it is `""` while anything else is filtered or open.
    """

    page: str = "timeline"
    part: str = "accounts"
    at: str = ""
    event: str = ""
    party: tuple[str, ...] = ()
    delegation: tuple[str, ...] = ()
    member: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    q: str = ""
    start: str = ""
    end: str = ""
    clock: str = ""
    lanes: str = "side"
    number: str = ""
    show: str = "chart"
    role: str = ""
    walk: str = ""

    def __post_init__(self) -> None:
        if self.role and not self.people:
            object.__setattr__(self, "role", "")
        if self.walk and any(getattr(self, name) != unset for name, unset in _APART_FROM_WALK):
            object.__setattr__(self, "walk", "")

    @property
    def people(self) -> tuple[str, ...]:
        """The keys of the filters that choose people, or a delegation."""
        return tuple(key for key in ACTING if getattr(self, key))

    def cleared(self) -> "Selection":
        """Return the same place, clock and rows without any filter."""
        return Selection(
            page=self.page,
            part=self.part,
            at=self.at,
            event=self.event,
            clock=self.clock,
            lanes=self.lanes,
            show=self.show,
        )

    @property
    def has_filters(self) -> bool:
        """Whether anything is filtered: by a choice, by words or by a window."""
        return self.in_view() != self.cleared().in_view()

    def to(self, page: str, part: str = PARTS[0], at: str = "") -> "Selection":
        """Return the same filters on another page, with no event open."""
        return replace(self, page=page, part=part, at=at, event="", number="", walk="")

    def in_view(self) -> "Selection":
        """Return the filters, clock and rows, without the page and what is open on it."""
        return replace(self.to("timeline"), show="chart")

    @property
    def is_on_accounts(self) -> bool:
        """Whether the page shows the accounts side by side."""
        return self.page == "evidence" and self.part == PARTS[0]

    def in_accounts(self) -> "Selection":
        """Return the filters, clock and rows on the accounts, without what is open there."""
        return replace(self.to("evidence"), show="chart")

    def without(self, name: str, value: str = "") -> "Selection":
        """Return the selection with one filter open, or with one of its values taken away.

        `name` is a field, or `window` for both its ends, or `text` for the search.
        """
        if name == "role":
            return replace(self, role="", number="")
        if name == "window":
            return replace(self, start="", end="", number="")
        if name == "text":
            return replace(self, q="", number="")
        changes: dict[str, Any] = {
            "number": "",
            name: tuple(id_ for id_ in getattr(self, name) if value and id_ != value),
        }
        return replace(self, **changes)


# What a step of the walk leaves as it is: how the picture is drawn, and what stands in a frame.
KEPT_IN_WALK = frozenset({"walk", "clock", "lanes", "show"})
_APART_FROM_WALK = tuple(
    (field.name, field.default) for field in fields(Selection) if field.name not in KEPT_IN_WALK
)
