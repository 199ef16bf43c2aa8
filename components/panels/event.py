"""One event: when, how that is known, who, what was said, on whose word, where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.events import (
    Citation,
    Event,
    Link,
    Log,
    SeedPassage,
    Tier,
    across_clocks,
)
from components.panels.board import Child, Node, h
from components.panels.listing import KIND_NAMES, badge, flags, is_hollow, time_in_words
from components.selection import Selection, address, clocks

Passages = Mapping[tuple[str, int], SeedPassage]

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
    "An event with several people stands in each of their lanes, joined by a line.",
    "Drag or pinch to move the time window, hold Shift to choose one, Ctrl and wheel to zoom.",
    "Tab and the arrow keys walk the marks, Enter opens one; left and right then turn the pages.",
)


def _external(url: str, text: str) -> Node:
    if not url:
        return h("span", text)
    return h(
        "a",
        text,
        h("span", " (opens in a new tab)", class_="gt-hidden"),
        href=url,
        target="_blank",
        rel="noopener noreferrer",
        class_="gt-external",
    )


def source_name(log: Log, source: str) -> Node:
    """Return a source's publisher and title, linked to its address where that is known."""
    known = log.sources[source]
    name = f"{known.publisher}: {known.title}" if known.publisher else known.title
    return _external(known.url, name)


def _quotation(log: Log, citation: Citation) -> Node:
    speaker = log.actors[citation.speaker].name if citation.speaker else ""
    return h(
        "blockquote",
        h("p", f"“{citation.quote}”"),
        h(
            "footer",
            speaker,
            h("span", "not verbatim: the record has other words", class_="gt-flag gt-flag-differ")
            if not citation.verbatim
            else None,
        ),
    )


def _citation(log: Log, citation: Citation, passages: Passages) -> Node:
    where = f"passage {citation.passage}" if citation.passage else citation.locator
    known = passages.get((citation.source, citation.passage or 0))
    return h(
        "li",
        source_name(log, citation.source),
        h(
            "span",
            "found later",
            class_="gt-flag gt-flag-record",
        )
        if log.sources[citation.source].tier is Tier.RECORD
        else None,
        h(
            "details",
            h("summary", where.capitalize()),
            h("p", known.says),
            class_="gt-passage",
        )
        if known
        else (h("span", where, class_="gt-locator") if where else None),
    )


def _amount(value: float, unit: str) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {word} {unit}"
    return f"{value:,.6g} {unit}"


def _fact(name: str, *values: Child) -> list[Node]:
    return [h("dt", name), h("dd", *values)] if any(values) else []


def _links(log: Log, event: Event, selection: Selection) -> Iterable[Node]:
    def item(word: str, other: str) -> Node:
        return h(
            "li",
            f"{word} ",
            h("a", log.events[other].title, href=address(replace(selection, event=other))),
        )

    for link in event.links:
        yield item(RELATIONS[link.relation][0], link.event)
    for other in log.events.values():
        back: Link
        for back in other.links:
            if back.event == event.id:
                yield item(RELATIONS[back.relation][1], other.id)


def _differences(log: Log, event: Event) -> list[Node]:
    return [
        h(
            "article",
            h("h4", each.question, h("span", str(each.status), class_="gt-flag gt-flag-differ")),
            h(
                "ul",
                [
                    h(
                        "li",
                        h("strong", log.sources[account.source].publisher or account.source),
                        h("span", f" passage {account.passage}", class_="gt-locator")
                        if account.passage
                        else None,
                        h("p", account.says),
                        h("p", f"“{account.quote}”", class_="gt-words") if account.quote else None,
                    )
                    for account in each.accounts
                ],
                class_="gt-accounts",
            ),
            h("p", h("strong", "Finding. "), each.finding) if each.finding else None,
            h(
                "ul",
                [
                    h("li", source_name(log, record.source), ": ", record.says)
                    for record in each.record
                ],
                class_="gt-record",
            )
            if each.record
            else None,
            class_="gt-difference",
        )
        for each in log.disagreements.values()
        if event.id in each.events
    ]


def _section(title: str, *content: Child) -> Node | None:
    return h("section", h("h3", title), *content) if any(content) else None


def tree(
    log: Log,
    selection: Selection,
    events: Sequence[str],
    passages: Passages,
    differing: frozenset[str],
) -> list[Node]:
    """Return the panel of the selected event, with links to the one before and after it."""
    event = log.events[selection.event]
    place = events.index(event.id) if event.id in events else -1

    def step(word: str, other: int, key: str) -> Node:
        target = events[other] if 0 <= other < len(events) else None
        return h(
            "a" if target else "span",
            word,
            href=address(replace(selection, event=target)) if target else None,
            data_shortcut=key if target else None,
            class_="gt-button",
            aria_disabled=None if target else "true",
            title=f"{word} ({'left' if key == 'ArrowLeft' else 'right'} arrow key)",
        )

    said = [citation for citation in event.citations if citation.quote]
    actors = [
        h(
            "li",
            h("strong", log.actors[part.actor].name),
            h("span", log.actors[part.actor].title) if log.actors[part.actor].title else None,
            h("span", ROLES.get(part.role, str(part.role)), class_="gt-role"),
        )
        for part in event.actors
    ]
    figures = [
        h(
            "li",
            h("strong", _amount(figure.value, figure.unit)),
            " ",
            log.measures[figure.measure].name,
        )
        for figure in event.figures
    ]
    everywhere = across_clocks(
        event.when, [(clock.name, clock.zone) for clock in clocks(log).values()]
    )
    return [
        h(
            "article",
            h(
                "div",
                step("Previous", place - 1, "ArrowLeft"),
                step("Next", place + 1, "ArrowRight"),  # the first, from an event out of view
                h(
                    "button",
                    h("span", "Copy link", aria_live="polite"),
                    type="button",
                    class_="gt-button",
                    data_copy=address(replace(selection, event=event.id)),
                ),
                h(
                    "a",
                    "Close",
                    href=address(replace(selection, event="")),
                    data_shortcut="Escape",
                    class_="gt-button gt-close",
                    title="Close (Escape)",
                ),
                class_="gt-steps",
            ),
            h(
                "header",
                badge(event.kind, place + 1, hollow=is_hollow(event)),
                h("h2", event.title, id="gt-event", tabindex="-1"),
            ),
            h("p", "This event is outside the present filters.", class_="gt-outside")
            if place < 0
            else None,
            h("p", time_in_words(log, selection, event), class_="gt-time"),
            h("p", everywhere, class_="gt-clocks") if everywhere else None,
            h(
                "p",
                h("span", KIND_NAMES.get(event.kind, str(event.kind)), class_="gt-flag"),
                flags(log, event, differing),
                class_="gt-flags",
            ),
            h("p", event.summary) if event.summary else None,
            h("p", event.note, class_="gt-note") if event.note else None,
            [_quotation(log, citation) for citation in said],
            h(
                "dl",
                _fact("How it is dated", event.dating),
                _fact("Who", h("ul", actors, class_="gt-actors") if actors else None),
                _fact("Topics", ", ".join(log.topics[topic].name for topic in event.topics)),
                _fact("Where", event.place),
                _fact("Channel", event.channel),
                _fact("Figures", h("ul", figures) if figures else None),
            ),
            _section("Where the accounts differ", _differences(log, event)),
            _section(
                "Rests on",
                h(
                    "ol",
                    [_citation(log, each, passages) for each in event.citations],
                    class_="gt-citations",
                ),
            ),
            _section(
                "Connected",
                h("ul", list(links)) if (links := list(_links(log, event, selection))) else None,
            ),
            class_="gt-event",
            aria_labelledby="gt-event",
            data_key=event.id,
        )
    ]


def introduction(log: Log) -> list[Node]:
    """Return what stands in the event's place before one is opened: the log, and how to read it."""
    kinds = dict.fromkeys(str(event.kind) for event in log.events.values())
    return [
        h(
            "section",
            h("h2", "About this log"),
            h("p", log.about.summary) if log.about.summary else None,
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
