"""What every export is made from: a view, how many of its events, the dashboard's URL, the time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from components import wording
from components.events import Event, Log, SeedPassage, utc_instant
from components.figures import account_table
from components.selection import Selection, View, address

MOST_EXPORTED = 100_000  # events in one answer of the server; the command writes any number
_AT_ONCE = 1_000  # events loaded at a time
_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
INDEX_PAGE = "index.html"  # what a host of files shows of a folder
# What Windows takes for a device, in any folder.
_DEVICES = frozenset(
    {*("con", "prn", "aux", "nul"), *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


@dataclass(frozen=True, eq=False)
class Download:
    """A view to export, of which files hold the first `most` events, and its title, link and time.

    `base` is the URL of the dashboard with a slash at its end, "" when it is unknown. `made` is the
    time of the export, in UTC. `is_of_accounts` says that a picture is of the table of accounts,
    `is_for_site` that links lead to the pages of a site of files. `passages` are what the log's
    seeds say, by source and number.
    """

    view: View
    base: str
    made: datetime
    most: int = MOST_EXPORTED
    is_of_accounts: bool = False
    is_for_site: bool = False
    passages: Mapping[tuple[str, int], SeedPassage] = field(default_factory=dict)

    @property
    def log(self) -> Log:
        """The log that the view is of."""
        return self.view.log

    @property
    def selection(self) -> Selection:
        """The view's filters, clock and rows."""
        selection = self.view.selection
        return selection.in_accounts() if self.is_of_accounts else selection.in_view()

    @cached_property
    def accounts(self) -> account_table.AccountTable:
        """The questions that bear on the view, side by side."""
        return account_table.table_of(self.view.changed(at="", event=""))

    @property
    def count(self) -> int:
        """How many events are exported."""
        return min(self.view.answer.matching, self.most)

    @property
    def is_cut(self) -> bool:
        """Whether there are more events in the view than are exported."""
        return self.view.answer.matching > self.most

    @cached_property
    def sentence(self) -> str:
        """The view in words, and that it is cut if it is."""
        words = self.view.sentence
        return wording.export.cut(words, self.count) if self.is_cut else words

    @cached_property
    def permalink(self) -> str:
        """The URL of the view, or its query part alone when that of the dashboard is unknown."""
        return self._address(self.selection).removesuffix("?") or "?"

    def _address(self, selection: Selection) -> str:
        query = address(selection)
        if not self.is_for_site:
            return self.base + query
        place = self.base or INDEX_PAGE
        # its page is of this view already, and knows what is open there by what follows a #
        opened = address(Selection(page=selection.page, part=selection.part, at=selection.at))
        return place if opened == "?" else f"{place}#{opened.removeprefix('?')}"

    def link(self, event: str) -> str:
        """Return the address of one event, as `permalink` does."""
        if self.is_for_site:
            return self.base + event_place(event) + ("" if self.base else INDEX_PAGE)
        return f"{self.base}e/{event}" if self.base else address(Selection(event=event))

    def question_link(self, question: str) -> str:
        """Return the address of one question in the view, as `permalink` does."""
        return self._address(replace(self.selection, at=question))

    @cached_property
    def exported_at(self) -> str:
        """The time of the export as RFC 3339 has it, in UTC."""
        return utc_instant(int(self.made.timestamp()) * 1000)

    def name(self, suffix: str) -> str:
        """Return a file's name for the export, such as `talks-in-geneva-23-events.csv`."""
        words = _WORD.sub("-", self.log.about.title.casefold()).strip("-")[:_LONGEST_NAME]
        if self.is_of_accounts:
            counted = wording.count.questions(len(self.accounts.rows))
        else:
            counted = wording.count.events(self.count)
        counted = counted.replace(",", "").replace(" ", "-")
        return f"{words.strip('-') or 'timeline'}-{counted}.{suffix}"

    def ids(self) -> Iterator[str]:
        """Yield the ids of the events in reading order."""
        for first in range(0, self.count, _AT_ONCE):
            yield from self.view.page(first, min(_AT_ONCE, self.count - first))

    def events(self) -> Iterator[Event]:
        """Yield the events in reading order."""
        return map(self.log.events.__getitem__, self.ids())


def event_place(event: str) -> str:
    """Return where the page of an event stands on a site: a folder, with a slash at its end.

    An id is a folder's name on every system, and none differs from another by case alone; a name
    that Windows reserves gets an underscore, which no id has.
    """
    return f"e/{event}{'_' if event in _DEVICES else ''}/"


def names(log: Log, event: Event) -> Sequence[str]:
    """Return the names of those who take part in an event, each once."""
    return list(dict.fromkeys(log.actors[part.actor].name for part in event.actors))
