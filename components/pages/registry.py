"""Every page of the dashboard: a row each.

`components.selection.pages_of_log` says which of them a log has; an address can ask for no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components import wording
from components.pages import data, evidence, people, timeline
from components.pages.page_context import Content, PageContext
from components.selection import View


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its key in the address and what it shows of a view.

    `has_filters_beside` says whether it opens with the filters beside it where there is room.
    """

    key: str
    content: Callable[[View, PageContext], Content]
    has_filters_beside: bool

    @property
    def name(self) -> str:
        """Its name on the screen."""
        return wording.header.PAGES[self.key]


_ROWS = (
    Page("timeline", timeline.content, has_filters_beside=True),
    Page("people", people.content, has_filters_beside=False),
    Page("evidence", evidence.content, has_filters_beside=False),
    Page("data", data.content, has_filters_beside=True),
)
PAGES: Mapping[str, Page] = {page.key: page for page in _ROWS}
