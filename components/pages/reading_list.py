"""The reading list: every event in view, in order, numbered as in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.events import Event, EventStatus, Log, Tier
from components.exports import zone_name
from components.figures import SHAPES
from components.pages import citation
from components.pages.node import Node, h
from components.selection import FILTERS, Selection, address, in_few_words, zone_of
from components.wording import phrase

PAGE = 100  # entries of the list that are shown at once

KIND_NAMES = {
    kind: names[0]
    for each in FILTERS
    if each.key == "kind" and each.closed
    for kind, names in each.closed.items()
}


def time_in_words(log: Log, selection: Selection, event: Event) -> str:
    """Return when an event was, on the reader's clock, as precisely as is known."""
    clock = zone_of(selection, log)
    return phrase(
        event.when, clock.zone, clock.name, zone_name(log, event.when.zone), log.about.as_of
    )


def date(log: Log, selection: Selection, event: Event) -> str:
    """Return when an event was, in few words."""
    return in_few_words(event.when, log, zone_of(selection, log).zone)


def badge(kind: str, number: int | None, *, hollow: bool = False) -> Node:
    """Return an event's mark as the picture has it: its kind's shape and colour, its number."""
    return h(
        "span",
        h("svg", data_shape=kind if kind in SHAPES else "statement"),
        h("span", str(number)) if number else None,
        class_=f"gt-badge gt-kind-{kind}"
        + (" gt-hollow" if hollow else "")
        + (" gt-long" if number and number > 99 else "")
        + (" gt-longer" if number and number > 9999 else ""),
    )


def is_hollow(event: Event) -> bool:
    """Tell whether an event's mark is drawn hollow: it has not happened, or not surely then."""
    sure = event.status is EventStatus.HAPPENED
    return not sure or event.when.uncertain or event.when.approximate


def flags(log: Log, event: Event, differing: frozenset[str]) -> list[Node]:
    """Return what a reader must know of an event at a glance, in words."""
    words = []
    if event.status is not EventStatus.HAPPENED:
        words.append((str(event.status).capitalize(), "status"))
    if event.id in differing:
        words.append(("≠ accounts differ", "differ"))
    if _has_articles(log) and log.tier_of(event) == Tier.RECORD:
        words.append(("only from the record", "record"))
    return [h("span", word, class_=f"gt-flag gt-flag-{name}") for word, name in words]


def _has_articles(log: Log) -> bool:
    """Tell whether a log is taken from articles; of no other is it news what rests on records."""
    return log.keep(
        "has articles",
        lambda log: any(source.tier is Tier.ARTICLE for source in log.sources.values()),
    )


def differing_events(log: Log) -> frozenset[str]:
    """Return the ids of the events on which the accounts differ."""
    return log.keep(
        "differing events",
        lambda log: frozenset(
            event for each in log.disagreements.values() for event in each.events
        ),
    )


def _row(
    log: Log, selection: Selection, event: Event, number: int, differing: frozenset[str]
) -> Node:
    when = date(log, selection, event)
    kind = KIND_NAMES.get(event.kind, str(event.kind))
    who = ", ".join(
        dict.fromkeys(log.actors[taking_part.actor].name for taking_part in event.actors)
    )
    told = flags(log, event, differing)
    rests_on = citation.in_words(log, event.citations)
    return h(
        "li",
        h(
            "a",
            badge(event.kind, number, hollow=is_hollow(event)),
            h(
                "span",
                h("span", event.title, class_="gt-title"),
                h("span", " · ".join(filter(None, (when, kind, who))), class_="gt-meta"),
                h("span", told, class_="gt-flags") if told else None,
                h("span", rests_on, class_="gt-on-paper gt-rests-on") if rests_on else None,
                class_="gt-row",
            ),
            href=address(replace(selection, event=event.id)),
            aria_current="true" if event.id == selection.event else None,
            id=f"event-{event.id}",
        ),
        data_key=event.id,
    )


def first_of(selection: Selection, found: int, place: int | None) -> int:
    """Return the place (from 0) of the entry with which the shown page of the list begins.

    `found` is how many entries there are, `place` that of the open event; a page that the address
    asks for comes before the page that this is on.
    """
    wanted = int(selection.number) - 1 if selection.number else place or 0
    return min(wanted, max(found - 1, 0)) // PAGE * PAGE


def page_links(selection: Selection, first: int, count: int, found: int, label: str) -> Node | None:
    """Return where the page of a list is among the others, with links to its neighbours."""
    if found <= PAGE:
        return None

    def step(word: str, there: int) -> Node:
        if not 0 <= there < found:
            return h("span", word, class_="gt-button", aria_disabled="true")
        number = str(there + 1) if there or selection.event else ""
        return h("a", word, href=address(replace(selection, number=number)), class_="gt-button")

    return h(
        "nav",
        step("Earlier", first - PAGE),
        h("span", f"{first + 1:,} to {first + count:,} of {found:,}"),
        step("Later", first + PAGE),
        aria_label=label,
        class_="gt-list-pages",
    )


def tree(
    log: Log, selection: Selection, events: Sequence[str], first: int = 0, found: int | None = None
) -> list[Node]:
    """Return a page of the events of the view as a numbered list of links.

    `events` are those of the page, `first` the place of the first of them among all `found`.
    """
    if not events:
        return []
    differing = differing_events(log)
    found = len(events) if found is None else found
    return [
        h(
            "section",
            h("h2", "Reading list", id="gt-list", tabindex="-1"),
            h(
                "ol",
                [
                    _row(log, selection, log.events[event], number, differing)
                    for number, event in enumerate(events, first + 1)
                ],
                class_="gt-list",
                start=first + 1,
            ),
            page_links(selection, first, len(events), found, "Pages of the reading list"),
            class_="gt-listing",
            aria_labelledby="gt-list",
        )
    ]
