"""One event: when, how that is known, who, what was said, on whose word, where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from components.events import Event
from components.pages import citation, cite
from components.pages.copy_button import copy_link
from components.pages.element import event_link, fact
from components.pages.evidence import amount, card
from components.pages.node import Child, Node, h
from components.pages.page import PageContext
from components.pages.reading_list import KIND_NAMES, badge, flags, is_hollow
from components.selection import Selection, View, address, clocks
from components.wording import across_clocks

ROLES = {
    "speaker": "Speaker",
    "participant": "Takes part",
    "host": "Host",
    "subject": "Subject",
    "author": "Author",
}
RELATIONS: Mapping[str, tuple[str, str]] = {
    "announces": ("Announces", "Announced by"),
    "fulfils": ("Fulfils", "Fulfilled by"),
    "answers": ("Answers", "Answered by"),
    "refers-to": ("Refers to", "Referred to by"),
    "corrects": ("Corrects", "Corrected by"),
    "part-of": ("Part of", "Has as a part"),
}
HELP = (
    "An event known only by its day stands anywhere within that day, in the order of the log. "
    "Point at it to see the whole span in which it could have happened.",
    "A bar lasts; an end that fades is open. Hollow: scheduled, possible or uncertain. "
    "Dotted ring: uncertain. ≠: the accounts differ.",
    "An open event is joined by arrows to those that it announces, answers or belongs to.",
    "An event with several people stands in each of their lanes, joined by a line.",
    "Drag or pinch to move the time window, hold Shift to choose one, Ctrl and wheel to zoom. "
    "The strip below the picture is the whole log: dragging on it chooses a window too.",
    "Tab and the arrow keys walk the marks, Enter opens one; left and right then turn the pages.",
)


def to_person(selection: Selection, actor: str) -> str:
    """Return the address of an actor among the people."""
    return address(replace(selection.to("people"), actor=(actor,)))


def _links(view: View, event: Event) -> Iterable[Node]:
    def item(word: str, other: str) -> Node:
        return h("li", f"{word} ", event_link(view, other))

    for link in event.links:
        yield item(RELATIONS[link.relation][0], link.event)
    for other, back in view.log.links_to(event.id):
        yield item(RELATIONS[back.relation][1], other)


def _differences(view: View, event: Event) -> list[Node]:
    return [
        card(view, question, level=4, events=False)
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
    def of(cls, view: View) -> Neighbours:
        """Look the open event up."""
        place = view.place
        if place is None:
            return cls(after=next(iter(view.page(0, 1)), ""))
        first = max(place - 1, 0)
        around = ("", *view.page(first, place - first + 2), "")
        here = around.index(view.selection.event)
        return cls(place + 1, around[here - 1], around[here + 1])


def panel(view: View, context: PageContext, *, alone: bool = False) -> list[Node]:
    """Return the panel of the open event, if there is one, with links to those beside it.

    Shown `alone`, it has no links to others and none that closes it.
    """
    if not view.selection.event:
        return []
    beside = Neighbours.of(view)
    event = view.log.events[view.selection.event]

    def step(word: str, target: str, key: str) -> Node:
        return h(
            "a" if target else "span",
            word,
            href=view.address(event=target, number="") if target else None,
            data_shortcut=key if target else None,
            class_="gt-button",
            aria_disabled=None if target else "true",
            title=f"{word} ({'left' if key == 'ArrowLeft' else 'right'} arrow key)",
        )

    quotes = [cited for cited in event.citations if cited.quote]
    actors = [
        h(
            "li",
            h("a", view.log.actors[part.actor].name, href=to_person(view.selection, part.actor)),
            h("span", view.log.actors[part.actor].title)
            if view.log.actors[part.actor].title
            else None,
            h("span", ROLES.get(part.role, str(part.role)), class_="gt-role"),
            h("span", str(part.presence), class_=f"gt-flag gt-flag-{part.presence}")
            if part.presence
            else None,
        )
        for part in event.actors
    ]
    figures = [
        h(
            "li",
            h("strong", amount(figure.value, figure.unit)),
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
            "article",
            h(
                "div",
                step("Previous", beside.before, "ArrowLeft") if not alone else None,
                step("Next", beside.after, "ArrowRight") if not alone else None,
                copy_link(view.address(event=event.id, show="chart")),
                h(
                    "a",
                    "Close",
                    href=view.address(event=""),
                    data_shortcut="Escape",
                    class_="gt-button gt-close",
                    title="Close (Escape)",
                )
                if not alone
                else None,
                class_="gt-steps",
            ),
            h(
                "header",
                badge(event.kind, beside.number, hollow=is_hollow(event)),
                h("h2", event.title, id="gt-event", tabindex="-1"),
            ),
            h("p", "This event is outside the present filters.", class_="gt-outside")
            if beside.number is None and not alone
            else None,
            h("p", view.time_in_words(event), class_="gt-time"),
            h("p", everywhere, class_="gt-clocks") if everywhere else None,
            h(
                "p",
                h("span", KIND_NAMES.get(event.kind, str(event.kind)), class_="gt-flag"),
                flags(view.log, event),
                class_="gt-flags",
            ),
            h("p", event.summary) if event.summary else None,
            h("p", event.note, class_="gt-note") if event.note else None,
            [citation.quotation(view.log, cited) for cited in quotes],
            h(
                "dl",
                fact("How it is dated", event.dating),
                fact("Who", h("ul", actors, class_="gt-actors") if actors else None),
                fact("Topics", ", ".join(view.log.topics[topic].name for topic in event.topics)),
                fact("Where", event.place),
                fact("Channel", event.channel),
                fact("Figures", h("ul", figures) if figures else None),
            ),
            _section("Where the accounts differ", _differences(view, event)),
            _section(
                "Rests on",
                h(
                    "ol",
                    [citation.full(view, cited, context.passages) for cited in event.citations],
                    class_="gt-citations",
                )
                if event.citations
                else None,
            ),
            _section(
                "Connected",
                h("ul", list(links)) if (links := list(_links(view, event))) else None,
            ),
            cite.of_event(view, context, event),
            class_="gt-event",
            aria_labelledby="gt-event",
            data_key=event.id,
        )
    ]


def introduction(view: View) -> list[Node]:
    """Return what stands in the event's place before one is opened: the log, and how to read it."""
    # not looked up in the events: of a large log they are not in memory
    kinds = view.option_names["kind"]
    return [
        h(
            "section",
            h("h2", "About this log"),
            h("p", view.log.about.summary) if view.log.about.summary else None,
            h("h3", "How to read the picture"),
            h(
                "ul",
                [h("li", badge(kind, None), KIND_NAMES.get(kind, kind)) for kind in kinds],
                class_="gt-key",
            ),
            h("ul", [h("li", line) for line in HELP], class_="gt-help"),
            class_="gt-intro",
        )
    ]
