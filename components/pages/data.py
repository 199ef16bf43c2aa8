"""The Data page: the events of the view as a table, the log's health, how to grow the log."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from components import wording
from components.events import Event, EventStatus, Log, Tier, command_name, is_one_program
from components.frames import article_names
from components.pages import download, legend
from components.pages.correction import corrections
from components.pages.html import Node, h
from components.pages.page_context import Areas, Content, PageContext
from components.pages.reading_list import PAGE, first_of, page_links
from components.pages.shared_element import event_link, table
from components.selection import View
from components.sources import Snapshot

MOST_ARTICLES = 5  # with a column each


def events_table(view: View) -> Node | None:
    """Return a page of the events in view as a table: when, what, who acts, by whose word."""
    first = first_of(view)
    shown = view.page(first, PAGE)
    if not shown:
        return None
    words, log = wording.data, view.log
    articles = [id_ for id_, source in log.sources.items() if source.tier is Tier.ARTICLE]
    articles = articles if len(articles) <= MOST_ARTICLES else []
    questions = Counter(
        event for question in log.disagreements.values() for event in question.events
    )
    names = [article_names(log)[id_].short for id_ in articles]
    others = words.OTHER_SOURCES if articles else words.SOURCES
    heads = [words.when(view.clock.name), words.EVENT, words.WHO_ACTS, *names, others]
    if questions:
        heads.append(words.QUESTIONS)
    rows = [
        _row(view, log.events[event], articles, questions[event] if questions else None)
        for event in shown
    ]
    return h(
        "section.gt-events",
        h("h2", words.TABLE, id="gt-events"),
        h("p.gt-lead", words.TABLE_NOTE),
        table(heads, rows, words.TABLE),
        page_links(view, first, len(shown), words.TABLE_PAGES),
        data_key="events",
    )


def _row(view: View, event: Event, articles: Sequence[str], questions: int | None) -> Node:
    """Return an event as a row; `questions` is how many are asked about it, `None` for no cell."""
    log = view.log
    acting = (part.actor for part in event.actors if part.role.acts)
    who = wording.all_of([log.actors[actor].name for actor in dict.fromkeys(acting)])
    cited = {cited.source for cited in event.citations}
    about = [log.kinds[event.kind].name]
    if event.status is not EventStatus.HAPPENED:
        about.append(wording.reading_list.status(event.status))
    about += [log.topics[topic].name for topic in event.topics]
    return h(
        "tr",
        h("td", view.time_in_words(event), h("code", event.when.text)),
        h(
            "th",
            legend.mark_of(log, event),
            event_link(view, event.id, page="timeline", number=""),
            h("span.gt-meta", wording.listed(about)),
            scope="row",
        ),
        h("td", who),
        [h("td.gt-count", _told(article in cited)) for article in articles],
        h("td.gt-count", _number(len(cited.difference(articles)))),
        h("td.gt-count", _number(questions)) if questions is not None else None,
        data_key=event.id,
    )


def _told(is_told: bool) -> list[Node]:
    """Return the sign of whether an article tells of an event, with words for those who hear it."""
    words = wording.data
    sign, said = (words.TOLD_SIGN, words.TOLD) if is_told else (words.NOT_TOLD_SIGN, words.NOT_TOLD)
    return [h("span", sign, aria_hidden="true"), h("span.gt-hidden", said)]


def _number(count: int) -> str:
    return f"{count:,}" if count else wording.data.NOT_TOLD_SIGN


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


def guide(snapshot: Snapshot) -> Node:
    """Return how to add an event to the log of a snapshot, and how to show another log."""
    name = snapshot.name
    kind = Path(name).suffix.lower()
    how = {"": _to_be_loaded, ".parquet": _to_be_edited}.get(kind, _to_be_written)
    how = _to_be_converted if snapshot.is_converted else how
    return h(
        "section.gt-on-screen",
        h("h2", wording.data.ADD_EVENT),
        how(name),
        h("h2", wording.data.SHOW_ANOTHER),
        [_command(line) for line in _ways_to_serve()],
    )


def _ways_to_serve() -> list[str]:
    if is_one_program():
        return [command_name("path/to/log.yaml"), command_name("path/to/table.xlsx")]
    return [
        "TIMELINE_LOG=path/to/log.yaml streamlit run app.py",
        "streamlit run app.py -- path/to/log.yaml",
    ]


def _to_be_written(name: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_YAML),
        _command(f"{command_name('check')} path/to/{name}"),
        _FOLLOWS,
    ]


def _to_be_edited(name: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_PARQUET),
        _command(f"{command_name('convert')} path/to/{name} log.yaml"),
        _command(f"{command_name('convert')} log.yaml path/to/{name}"),
        _FOLLOWS,
    ]


def _to_be_loaded(_: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_ENGINE),
        _command(f"{command_name('load')} path/to/log.yaml ADDRESS"),
    ]


def _to_be_converted(name: str) -> list[Node]:
    return [
        h("p", wording.data.ADD_TO_TABLE),
        _FOLLOWS,
        h("p", wording.data.MAKE_A_LOG),
        _command(f"{command_name('convert')} path/to/{name} log.yaml"),
    ]


def content(view: View, context: PageContext) -> Content:
    """Return a page of the events in view as a table, and what stands below it."""
    snapshot = context.snapshot
    below: Areas = {
        "data": [
            events_table(view),
            download.section(view, context),
            health(view.log, snapshot),
            corrections(view),
            guide(snapshot),
        ],
        "foot": [download.imprint(view, context)],
    }
    return Content({}, below=below)
