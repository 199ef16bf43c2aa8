"""Every page of the dashboard: a row each.

Which of them a log has is `components.selection.pages`, since an address may ask for no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.pages import data, evidence, people, timeline
from components.pages.page import Content, PageContext
from components.selection import View


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its key in the address, its name on the screen, what it shows of a view."""

    key: str
    name: str
    content: Callable[[View, PageContext], Content]


_ROWS = (
    Page("timeline", "Timeline", timeline.content),
    Page("people", "People", people.content),
    Page("evidence", "Evidence", evidence.content),
    Page("data", "Data", data.content),
)
PAGES: Mapping[str, Page] = {page.key: page for page in _ROWS}
