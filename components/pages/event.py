"""The panel of an open event: its date, people, quotes, citations and disagreements."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from components import wording
from components.events import Event, connections
from components.figures import WhenBar, account_table, plan_when
from components.pages import citation, reference
from components.pages.correction import corrected
from components.pages.evidence import card, in_brief
from components.pages.html import Child, Node, h
from components.pages.legend import mark_of
from components.pages.page_context import PageContext
from components.pages.reading_list import badge, flags, numbered_badge
from components.pages.shared_element import copy_link, event_link, fact, step
from components.selection import Selection, View, address, clocks
from components.wording import across_clocks

MOST_QUESTIONS, MOST_LINKS = 20, 60  # in a panel, of which the others are only counted


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
    view: View,
    context: PageContext,
    *,
    alone: bool = False,
    has_number: bool = True,
    is_brief: bool = False,
) -> list[Node]:
    """Return the panel of the open event, if there is one, with links to those beside it.

    Shown `alone`, it has no links to others and none that closes it. Without `has_number` it has
    the event's mark in a picture in columns instead of its number. One that `is_brief` says of each
    question no more than what the articles answer, for a document that has the rest.
    """
    if not view.selection.event:
        return []
    beside = Neighbours.of(view)
    event = view.log.events[view.selection.event]

    words = wording.event
    led = citation.leading(event)
    questions = [q for q in view.log.disagreements.values() if event.id in q.events]
    heard = account_table.articles_heard(view.log)
    quoted = {account.quote for question in questions for account in question.accounts}
    if is_brief:
        quoted = set()
    links = list(_links(view, event))
    rest = len(questions) - MOST_QUESTIONS
    evidence = address(view.selection.to("evidence"))
    spoken = citation.spoken(view, led) if led else None
    quoted |= {led.quote} if led and spoken else set()
    topics = [view.log.topics[topic].name for topic in event.topics]
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
    return [
        h(
            "article.gt-event",
            h(
                "div.gt-steps",
                h(
                    "p.gt-kind-of-event",
                    numbered_badge(view.log, event, beside.number)
                    if has_number
                    else mark_of(view.log, event),
                    view.log.kinds[event.kind].name,
                ),
                None if alone else _steps(view, beside),
            ),
            spoken,
            h(
                "h2",
                event.title,
                id="gt-event",
                tabindex="-1",
                class_="gt-below" if spoken else None,
            ),
            h("p.gt-outside", words.OUTSIDE) if beside.number is None and not alone else None,
            h("p.gt-flags", flags(view.log, event)),
            h("p", event.summary) if event.summary else None,
            h("p.gt-note", event.note) if event.note else None,
            [corrected(entry) for entry in view.log.corrections if entry.event == event.id],
            _when(view, event),
            h(
                "dl",
                fact(words.WHO, h("ul.gt-actors", actors) if actors else None),
                fact(words.WHERE, event.place),
                fact(words.CHANNEL, event.channel),
                fact(words.TOPICS, wording.listed(topics)),
                fact(words.FIGURES, h("ul", figures) if figures else None),
            ),
            _section(
                words.ARTICLES_DIFFER if view.log.has_articles else words.ACCOUNTS_DIFFER,
                [
                    in_brief(view, question, heard) if is_brief else card(view, question, level=4)
                    for question in questions[:MOST_QUESTIONS]
                ],
                h("p", h("a", wording.count.more_questions(rest), href=evidence))
                if rest > 0
                else None,
            ),
            _section(
                words.SOURCES,
                h(
                    "ol.gt-citations",
                    [
                        citation.full(
                            view, cited, context.passages, is_quoted=cited.quote not in quoted
                        )
                        for cited in event.citations
                    ],
                )
                if event.citations
                else None,
            ),
            _section(
                words.CONNECTED,
                h("ul", links[:MOST_LINKS]) if links else None,
                h("p", wording.count.more_links(len(links) - MOST_LINKS))
                if len(links) > MOST_LINKS
                else None,
            ),
            reference.of_event(view, context, event),
            h("p.gt-on-screen", copy_link(view.address(event=event.id, show="chart"))),
            aria_labelledby="gt-event",
            data_key=event.id,
        )
    ]


def _steps(view: View, beside: Neighbours) -> list[Node]:
    """Return the ways to the events before and after the open one, and out of it."""
    words = wording.event

    def to(event: str) -> str | None:
        return view.address(event=event, number="") if event else None

    back, on, out = (
        words.step_hint(words.PREVIOUS, words.LEFT_KEY),
        words.step_hint(words.NEXT, words.RIGHT_KEY),
        words.step_hint(words.CLOSE, words.ESCAPE_KEY),
    )
    close = view.address(event="")
    return [
        step(words.PREVIOUS, words.PREVIOUS_SIGN, to(beside.before), "ArrowLeft", back),
        step(words.NEXT, words.NEXT_SIGN, to(beside.after), "ArrowRight", on),
        step(words.CLOSE, words.CLOSE_SIGN, close, "Escape", out, "gt-close"),
    ]


def _when(view: View, event: Event) -> Node:
    """Return when an event was: a bar as long as the doubt, the same in words, and why."""
    words = wording.event
    everywhere = across_clocks(
        event.when, [(clock.name, clock.zone) for clock in clocks(view.log).values()]
    )
    bar = plan_when(event.when, view.zone)
    return h(
        "section.gt-when",
        h("h3", words.WHEN),
        _when_bar(bar) if bar else None,
        h("p.gt-time", view.time_in_words(event)),
        h("p.gt-clocks", words.across_clocks(everywhere, inferred=event.inferred))
        if everywhere
        else None,
        h("p", event.dating) if event.dating else None,
    )


_PERIOD, _TOP, _FOOT, _MIDDLE = 100, 4, 16, 10  # of the drawing


def _when_bar(bar: WhenBar) -> Node:
    """Return the bar; what it shows stands in words below it."""
    width = len(bar.names) * _PERIOD
    left = 0.0 if bar.start is None else round(bar.start * _PERIOD, 1)
    right = float(width) if bar.stop is None else round(bar.stop * _PERIOD, 1)
    edges = [
        f"M{left} {_TOP}H{right}M{left} {_FOOT}H{right}",
        "" if bar.start is None else f"M{left} {_TOP}V{_FOOT}",
        "" if bar.stop is None else f"M{right} {_TOP}V{_FOOT}",
    ]
    span = [
        h("rect", x=str(left), y=str(_TOP), width=str(right - left), height=str(_FOOT - _TOP)),
        h("path", d="".join(edges), class_="gt-loose" if bar.is_loose else None),
    ]
    clock = h("path.gt-clock", d=f"M{left} 0V{_FOOT + _TOP}")
    return h(
        "div.gt-when-bar",
        h(
            "svg",
            h("path.gt-axis", d=f"M0 {_MIDDLE}H{width}"),
            clock if bar.is_close else span,
            viewBox=f"0 0 {width} {_FOOT + _TOP}",
        ),
        h("ol", [h("li", name) for name in bar.names]),
        aria_hidden="true",
    )


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
