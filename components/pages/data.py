"""The Data page: the events of the view as a table, the log's health, how to grow the log."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from components import wording
from components.events import Log
from components.pages import citation, download
from components.pages.correction import corrections
from components.pages.html import Node, h
from components.pages.page_context import Areas, Content, PageContext
from components.pages.reading_list import PAGE
from components.selection import View
from components.sources import Snapshot

if TYPE_CHECKING:
    import pandas as pd

ROWS = 1000  # of the table


def view_table(view: View, shown: Sequence[str]) -> "pd.DataFrame":
    """Return events as a reader's table: names instead of ids, times in words."""
    import pandas as pd  # only this page needs it, and it takes 0.1 s of a start

    words = wording.data
    events = [view.log.events[event] for event in shown]
    return pd.DataFrame(
        {
            words.EVENT: [event.title for event in events],
            words.WHEN: [view.time_in_words(event) for event in events],
            words.EDTF: [event.when.text for event in events],
            words.KIND: [event.kind for event in events],
            words.STATUS: [str(event.status) for event in events],
            words.WHO: [
                ", ".join(dict.fromkeys(view.log.actors[part.actor].name for part in event.actors))
                for event in events
            ],
            words.TOPICS: [
                ", ".join(view.log.topics[topic].name for topic in event.topics) for event in events
            ],
            words.SOURCES: [
                ", ".join(
                    dict.fromkeys(
                        citation.publisher(view.log, cited.source) for cited in event.citations
                    )
                )
                for event in events
            ],
            words.ID: list(shown),
        },
        index=pd.RangeIndex(1, len(events) + 1, name=words.NUMBER),
    )


def on_paper(table: "pd.DataFrame", matching: int) -> Node:
    """Return the first rows of `table` for a printed page, of all `matching` events.

    Streamlit draws its table on a canvas: a printer would get what the screen has room for.
    """
    rows = table[list(wording.data.PRINTED)].head(PAGE)
    rest = wording.data.first_printed(len(rows), matching) if matching > len(rows) else ""
    return h(
        "div.gt-on-paper",
        h(
            "table.gt-paper-table",
            h(
                "thead",
                h("tr", [h("th", name, scope="col") for name in ("", *wording.data.PRINTED)]),
            ),
            h(
                "tbody",
                [
                    h("tr", h("td", str(number)), [h("td", cell) for cell in cells])
                    for number, *cells in rows.itertuples()
                ],
            ),
        ),
        h("p", rest) if rest else None,
    )


def health(log: Log, snapshot: Snapshot) -> Node:
    """Return what the log holds and whether its newest version could be read."""
    words = wording.data
    counts = {name: len(getattr(log, table)) for table, name in words.COUNTS.items()}
    problems = len(snapshot.problems)
    return h(
        "section",
        h("h2", words.LOG),
        h(
            "dl.gt-figures",
            [[h("dt", name), h("dd", f"{count:,}")] for name, count in counts.items()],
            [h("dt", words.KEPT_IN), h("dd", h("code", snapshot.name))],
            [h("dt", words.SHA_256), h("dd", h("code.gt-long", snapshot.hash))],
            [
                h("dt", words.HEALTH),
                h("dd", words.problems(problems) if problems else words.NO_PROBLEM),
            ],
        ),
    )


def _command(text: str) -> Node:
    return h("pre", h("code", text))


_FOLLOWS = h("p", wording.data.PAGE_FOLLOWS)


def guide(name: str) -> Node:
    """Return how to add an event to the log called `name`, and how to show another log."""
    kind = Path(name).suffix.lower()
    how = {"": _to_be_loaded, ".parquet": _to_be_edited}.get(kind, _to_be_written)
    return h(
        "section.gt-on-screen",
        h("h2", wording.data.ADD_EVENT),
        how(name),
        h("h2", wording.data.SHOW_ANOTHER),
        _command("TIMELINE_LOG=path/to/log.yaml streamlit run app.py"),
        _command("streamlit run app.py -- path/to/log.yaml"),
    )


def _to_be_written(name: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_YAML),
        _command(f"python -m components.events check path/to/{name}"),
        _FOLLOWS,
    ]


def _to_be_edited(name: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_PARQUET),
        _command(f"python -m components.events convert path/to/{name} log.yaml"),
        _command(f"python -m components.events convert log.yaml path/to/{name}"),
        _FOLLOWS,
    ]


def _to_be_loaded(_: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_ENGINE),
        _command("python -m components.frames load path/to/log.yaml ADDRESS"),
    ]


def content(view: View, context: PageContext) -> Content:
    """Return the table of the first events in view, and what stands below it."""
    table = view_table(view, view.page(0, ROWS))
    matching, snapshot = view.answer.matching, context.snapshot
    rest = h("p.gt-lead", wording.data.first_shown(len(table), matching))
    below: Areas = {
        "data": [
            on_paper(table, matching) if len(table) else None,
            rest if matching > len(table) else None,
            download.section(view, context),
            health(view.log, snapshot),
            corrections(view),
            guide(snapshot.name),
        ],
        "foot": [download.imprint(view, context)],
    }
    return Content({}, table=table, below=below)
