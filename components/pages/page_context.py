"""What a page gets beside its view (`PageContext`), and what it returns (`Content`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from components import wording
from components.events import SeedPassage
from components.exports import FORMATS, Download, Format
from components.figures import account_table
from components.pages.chart import Chart
from components.pages.html import Node, h
from components.pages.picture import Picture
from components.selection import Asked, Headline, View
from components.sources import Snapshot

READ = account_table.MOST_READ  # most events that a page goes through

Areas = Mapping[str, Sequence[Node | None]]
Passages = Mapping[tuple[str, int], SeedPassage]


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs beside its view: the log's snapshot, the reader's browser, the time.

    `base` is the URL of the dashboard with a slash at its end, "" when it is unknown. `width` is
    that of the picture in pixels. `option_searches` is the text typed into the option search of a
    filter, by the filter's key. `is_framed` says whether another page frames this one. `formats`
    are those that a view can leave in. `asked` is the question that the view answers, if the reader
    typed one.
    """

    snapshot: Snapshot
    base: str
    today: datetime
    width: int = 780
    option_searches: Mapping[str, str] = field(default_factory=dict)
    is_framed: bool = False
    formats: Mapping[str, Format] = field(default_factory=lambda: FORMATS)
    asked: Asked | None = None

    @property
    def passages(self) -> Passages:
        """What the seeds of the log say, by source and number."""
        return self.snapshot.passages

    def download(self, view: View) -> Download:
        """Return a view as it would be exported today."""
        return Download(view, self.base, self.today)


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows: elements by area, perhaps a picture and charts.

    A chart stands where an element names its key in `data_chart`. `below` are the areas that
    follow in a board of their own, `tools` what stands in the bar at the top. `finding` stands
    above all, where the page comes to one.
    """

    areas: Areas
    picture: Picture | None = None
    charts: Mapping[str, Chart] = field(default_factory=dict)
    below: Areas = field(default_factory=dict)
    tools: Sequence[Node] = ()
    finding: Headline | None = None


@dataclass(frozen=True, slots=True)
class EventsRead:
    """The events that a page goes through: the first `READ` of those in view."""

    events: Sequence[str]
    in_view: int
    in_log: int

    @classmethod
    def of(cls, view: View) -> "EventsRead":
        """Return the first events of a view, with its counts."""
        return cls(view.page(0, READ), view.answer.matching, view.answer.total)

    @property
    def is_cut(self) -> bool:
        """Whether more events are in view than are read."""
        return len(self.events) < self.in_view

    @property
    def is_whole_log(self) -> bool:
        """Whether every event of the log is in view."""
        return self.in_view == self.in_log

    @property
    def notice(self) -> Node | None:
        """The sentence to show when `events` are only a part of those in view."""
        if not self.is_cut:
            return None
        return h(
            "p.gt-lead",
            wording.notice.reads_only_first(len(self.events), self.in_view),
            role="note",
        )
