"""The panel of an open event: its date, people, quotes, citations and disagreements."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from components import wording
from components.events import Event, connections
from components.pages import citation, reference
from components.pages.correction import corrected
from components.pages.evidence import card
from components.pages.html import Child, Node, h
from components.pages.legend import mark_of
from components.pages.page_context import PageContext
from components.pages.reading_list import badge, flags, numbered_badge
from components.pages.shared_element import copy_link, event_link, fact
from components.selection import Selection, View, address, clocks
from components.wording import across_clocks


def to_person(selection: Selection, actor: str) -> str:
    """Return the address of an actor among the people."""
    return address(replace(selection.to("people"), actor=(actor,)))


def _links(view: View, event: Event) -> Iterable[Node]:
    def item(word: str, other: str) -> Node:
        return h("li", f"{word} ", event_link(view, other))

    known = connections(view.log, event.id)
    for other, relation, is_stated_there in known.links:
        yield item(wording.event.RELATIONS[relation][is_stated_there], other)
    for other in known.differing:
        yield item(wording.event.DIFFERS_FROM, other)


def _differences(view: View, event: Event) -> list[Node]:
    return [
        card(view, question, level=4)
        for question in view.log.disagreements.values()
        if event.id in question.events
    ]


def _section(title: str, *content: Child) -> Node | None:
    return h("section", h("h3", title), *content) if any(content) else None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where the open event stands in the view: its number, `None` outside, and the ids beside it.

    The first event in view follows one that is outside.
    """

    number: int | None = None
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, view: View) -> "Neighbours":
        """Look the open event up."""
        place = view.place
        if place is None:
            return cls(after=next(iter(view.page(0, 1)), ""))
        first = max(place - 1, 0)
        around = ("", *view.page(first, place - first + 2), "")
        here = around.index(view.selection.event)
        return cls(place + 1, around[here - 1], around[here + 1])


def panel(
    view: View, context: PageContext, *, alone: bool = False, has_number: bool = True
) -> list[Node]:
    """Return the panel of the open event, if there is one, with links to those beside it.

    Shown `alone`, it has no links to others and none that closes it. Without `has_number` it has
    the event's mark in a picture in columns instead of its number.
    """
    if not view.selection.event:
        return []
    beside = Neighbours.of(view)
    event = view.log.events[view.selection.event]

    words = wording.event

    def step(name: str, target: str, shortcut: str, key: str) -> Node:
        return h(
            "a" if target else "span",
            name,
            href=view.address(event=target, number="") if target else None,
            data_shortcut=shortcut if target else None,
            class_="gt-button",
            aria_disabled=None if target else "true",
            title=words.step_hint(name, key),
        )

    quotes = [cited for cited in event.citations if cited.quote]
    actors = [
        h(
            "li",
            h("a", view.log.actors[part.actor].name, href=to_person(view.selection, part.actor)),
            h("span", view.log.actors[part.actor].title)
            if view.log.actors[part.actor].title
            else None,
            h("span.gt-role", wording.event.ROLES.get(part.role, str(part.role))),
            h("span", str(part.presence), class_=f"gt-flag gt-flag-{part.presence}")
            if part.presence
            else None,
        )
        for part in event.actors
    ]
    figures = [
        h(
            "li",
            h("strong", wording.count.amount(figure.value, figure.unit)),
            " ",
            h(
                "a",
                view.log.measures[figure.measure].name,
                href=address(view.selection.to("evidence", "figures", figure.measure)),
            ),
        )
        for figure in event.figures
    ]
    everywhere = across_clocks(
        event.when, [(clock.name, clock.zone) for clock in clocks(view.log).values()]
    )
    return [
        h(
            "article.gt-event",
            h(
                "div.gt-steps",
                step(words.PREVIOUS, beside.before, "ArrowLeft", words.LEFT_KEY)
                if not alone
                else None,
                step(words.NEXT, beside.after, "ArrowRight", words.RIGHT_KEY)
                if not alone
                else None,
                copy_link(view.address(event=event.id, show="chart")),
                h(
                    "a.gt-button.gt-close",
                    words.CLOSE,
                    href=view.address(event=""),
                    data_shortcut="Escape",
                    title=words.CLOSE_HINT,
                )
                if not alone
                else None,
            ),
            h(
                "header",
                numbered_badge(view.log, event, beside.number)
                if has_number
                else mark_of(view.log, event),
                h("h2", event.title, id="gt-event", tabindex="-1"),
            ),
            h("p.gt-outside", words.OUTSIDE) if beside.number is None and not alone else None,
            h("p.gt-time", view.time_in_words(event)),
            h("p.gt-clocks", words.across_clocks(everywhere, inferred=event.inferred))
            if everywhere
            else None,
            h(
                "p.gt-flags",
                h("span.gt-flag", view.log.kinds[event.kind].name),
                flags(view.log, event),
            ),
            h("p", event.summary) if event.summary else None,
            h("p.gt-note", event.note) if event.note else None,
            [corrected(entry) for entry in view.log.corrections if entry.event == event.id],
            [citation.quotation(view.log, cited) for cited in quotes],
            h(
                "dl",
                fact(words.DATED, event.dating),
                fact(words.WHO, h("ul.gt-actors", actors) if actors else None),
                fact(
                    words.TOPICS, ", ".join(view.log.topics[topic].name for topic in event.topics)
                ),
                fact(words.WHERE, event.place),
                fact(words.CHANNEL, event.channel),
                fact(words.FIGURES, h("ul", figures) if figures else None),
            ),
            _section(
                words.ARTICLES_DIFFER if view.log.has_articles else words.ACCOUNTS_DIFFER,
                _differences(view, event),
            ),
            _section(
                words.SOURCES,
                h(
                    "ol.gt-citations",
                    [citation.full(view, cited, context.passages) for cited in event.citations],
                )
                if event.citations
                else None,
            ),
            _section(
                words.CONNECTED,
                h("ul", list(links)) if (links := list(_links(view, event))) else None,
            ),
            reference.of_event(view, context, event),
            aria_labelledby="gt-event",
            data_key=event.id,
        )
    ]


def introduction(view: View, *, has_columns: bool) -> list[Node]:
    """Return what stands in the event's place before one is opened: the log, and how to read it.

    A picture in columns has its legend above it; a view without events has no other.
    """
    # not looked up in the events: of a large log they are not in memory
    kinds = [view.log.kinds[kind] for kind in view.option_names["kind"]]
    help_ = wording.event.HELP_WITH_COLUMNS if has_columns else wording.event.HELP
    return [
        h(
            "section.gt-intro",
            h("h2", wording.event.ABOUT_LOG),
            h("p", view.log.about.summary) if view.log.about.summary else None,
            h("h3", wording.event.HOW_TO_READ),
            h("ul.gt-key", [h("li", badge(kind, None), kind.name) for kind in kinds])
            if not has_columns
            else None,
            h("ul.gt-help", [h("li", line) for line in help_]),
        )
    ]
