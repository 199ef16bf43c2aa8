"""The reading list: every event in view, in order, with its mark, or numbered in a long view."""

from collections.abc import Iterator, Sequence

from components import wording
from components.events import Event, EventStatus, Kind, Log, Tier
from components.figures import look
from components.pages import citation, legend
from components.pages.html import Child, Node, h
from components.pages.search_hit import found_lines, highlight, typed_words
from components.selection import View

PAGE = 100  # entries of the list that are shown at once
MOST_WITHIN = 99  # of the numbers that stand in a mark: the narrowest shape has room for two digits


def badge(kind: Kind, number: int | None, *, hollow: bool = False) -> Node:
    """Return the shape of a kind of events in its colour, with the number of an event, if any.

    A number that would be wider than the shape stands below it.
    """
    return h(
        "span",
        h("svg", data_shape=look(kind)),
        h("span", f"{number:,}") if number else None,
        class_=f"gt-badge gt-kind-{look(kind)}"
        + (" gt-hollow" if hollow else "")
        + (" gt-long" if number and number > MOST_WITHIN else ""),
    )


def is_hollow(event: Event) -> bool:
    """Return whether an event's badge is hollow: it has not happened, or not surely then."""
    sure = event.status is EventStatus.HAPPENED
    return not sure or event.when.uncertain or event.when.approximate


def numbered_badge(log: Log, event: Event, number: int | None) -> Node:
    """Return the badge of an event with its number in the reading list."""
    return badge(log.kinds[event.kind], number, hollow=is_hollow(event))


def flags(log: Log, event: Event) -> list[Node]:
    """Return what a reader must know of an event at a glance, in words."""
    words = []
    if event.status is not EventStatus.HAPPENED:
        words.append((wording.reading_list.status(event.status), "status"))
    words += [
        (wording.VERDICTS[verdict].name.lower(), "differ")
        for verdict in dict.fromkeys(log.verdicts.get(event.id, ()))
    ]
    if log.has_articles and log.tier_of(event) == Tier.RECORD:
        words.append((wording.in_no_article(log.articles), "record"))
    return [h("span", word, class_=f"gt-flag gt-flag-{name}") for word, name in words]


def entry(
    view: View, event: Event, mark: Node, words: Child, *more: Child, id_: str | None = None
) -> Node:
    """Return an event as an entry of a list: its mark, its title, `words` and `more` below."""
    title = highlight(event.title, typed_words(view.selection.q))
    return h(
        "li",
        h(
            "a",
            mark,
            h("span.gt-row", h("span.gt-title", title), h("span.gt-meta", words), more),
            href=view.address(event=event.id),
            aria_current="true" if id_ and event.id == view.selection.event else None,
            id=id_,
        ),
        data_key=event.id,
        class_="gt-key-event" if event.key else None,
    )


def row(view: View, event: Event, number: int | None) -> Node:
    """Return an event as an entry of the list, with its number or, without one, its mark."""
    kind, typed = view.log.kinds[event.kind], typed_words(view.selection.q)
    who = wording.listed(view.log.actors[part.actor].name for part in event.actors)
    rests_on = citation.in_words(view.log, event.citations)
    shown_flags = flags(view.log, event)
    facts: list[Child] = [view.date(event), kind.name]
    if who:
        facts.append(highlight(who, typed))
    return entry(
        view,
        event,
        numbered_badge(view.log, event, number) if number else legend.mark_of(view.log, event),
        [part for fact in facts for part in (" · ", fact)][1:],
        found_lines(view.log, event, typed, (event.title, who)) if typed else None,
        h("span.gt-flags", shown_flags) if shown_flags else None,
        h("span.gt-on-paper.gt-rests-on", rests_on) if rests_on else None,
        id_=f"event-{event.id}",
    )


def first_of(view: View) -> int:
    """Return the place (from 0) of the first entry on the page of the list that is shown.

    That is the page which the address asks for, else the one that the open event is on.
    """
    number = view.selection.number
    place = int(number) - 1 if number else view.place or 0
    return min(place, max(view.answer.matching - 1, 0)) // PAGE * PAGE


def page_links(view: View, first: int, count: int, label: str) -> Node | None:
    """Return where the page of a list is among the others, with links to its neighbours."""
    matching = view.answer.matching
    if matching <= PAGE:
        return None

    def step(word: str, there: int) -> Node:
        if not 0 <= there < matching:
            return h("span.gt-button", word, aria_disabled="true")
        number = str(there + 1) if there or view.selection.event else ""
        return h("a.gt-button", word, href=view.address(number=number))

    return h(
        "nav.gt-list-pages",
        step(wording.reading_list.EARLIER, first - PAGE),
        h("span", wording.reading_list.part_of(first + 1, first + count, matching)),
        step(wording.reading_list.LATER, first + PAGE),
        aria_label=label,
    )


def style_of(*, has_numbers: bool) -> str:
    """Return the classes of a list whose entries have numbers, or marks."""
    return "gt-list" if has_numbers else "gt-list gt-marked"


def _rows(view: View, first: int, events: Sequence[str], *, has_numbers: bool) -> Iterator[Node]:
    """Yield the list of a page; what the chosen people did stands before what is about them.

    The events of either list keep their order in time, and the numbers that follow from it.
    """
    style = style_of(has_numbers=has_numbers)
    rows = [
        (
            view.log.events[event],
            row(view, view.log.events[event], number if has_numbers else None),
        )
        for number, event in enumerate(events, first + 1)
    ]
    if not view.has_both_roles:
        yield h("ol", [item for _, item in rows], start=first + 1, class_=style)
        return
    for is_about, head in enumerate(view.role_heads):
        of_role = [item for event, item in rows if view.is_about(event) == bool(is_about)]
        if of_role:
            yield h("h3", head)
            yield h("ol", of_role, class_=style)


def elements(view: View, *, has_numbers: bool = True) -> list[Node]:
    """Return a page of the events in view as a list of links.

    An entry has the number of the event in the list, or without `has_numbers` the event's mark.
    """
    first = first_of(view)
    events = view.page(first, PAGE)
    if not events:
        return []
    return [
        h(
            "section.gt-listing",
            h("h2", wording.reading_list.READING_LIST, id="gt-list", tabindex="-1"),
            list(_rows(view, first, events, has_numbers=has_numbers)),
            page_links(view, first, len(events), wording.reading_list.PAGES),
            aria_labelledby="gt-list",
        )
    ]
