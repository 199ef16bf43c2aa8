"""The one value that says what the reader looks at. Its home is the address of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

PAGES: tuple[str, ...] = ("timeline", "data")
LANES: tuple[str, ...] = ("actor", "topic", "kind", "source")


@dataclass(frozen=True, slots=True)
class Selection:
    """A page, an event, the filters, the window, the clock and the lanes; all have a default.

    Filters hold ids; an empty one lets everything through. `start` and `end` are plain EDTF
    dates (read in the chosen clock, `end` included) or instants in UTC, `""` where the window is
    open. `clock` is `""` for the log's first clock.
    """

    page: str = "timeline"
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
    tier: tuple[str, ...] = ()
    q: str = ""
    start: str = ""
    end: str = ""
    clock: str = ""
    lanes: str = "actor"

    def cleared(self) -> Selection:
        """Return the same page, event, clock and lanes without any filter."""
        return Selection(page=self.page, event=self.event, clock=self.clock, lanes=self.lanes)

    def without(self, name: str, value: str = "") -> Selection:
        """Return the selection with one filter open, or with one of its values taken away.

        `name` is a field, or `window` for both its ends, or `text` for the search.
        """
        if name == "window":
            return replace(self, start="", end="")
        if name == "text":
            return replace(self, q="")
        left: dict[str, Any] = {
            name: tuple(chosen for chosen in getattr(self, name) if value and chosen != value)
        }
        return replace(self, **left)
