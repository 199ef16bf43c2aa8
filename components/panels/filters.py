"""The filters beside the picture: search, window, and every facet with its counts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from components.events import Log, parse_when
from components.frames import Answer
from components.panels.board import Node, h
from components.selection import FILTERS, Filter, Selection, address, to_wall, zone_of

SHOWN = 8  # options before "more"
MOST_OPTIONS = 300  # that are sent to the page
SEARCHABLE = 15  # options from which a list has a search field of its own
CLOSED = frozenset({"party", "actor", "status", "source", "verdict"})  # folded until used


def _option(each: Filter, option: str, name: str, count: int, *, chosen: bool) -> Node:
    return h(
        "li",
        h(
            "label",
            h("input", type="checkbox", name=each.key, value=option, checked=chosen or None),
            h("span", name, class_="gt-name"),
            h("span", f"{count:,}", class_="gt-count"),
            class_="gt-option" + ("" if count or chosen else " gt-none"),
        ),
        data_key=f"{each.key}={option}",
    )


def _facet(
    each: Filter,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    chosen: tuple[str, ...],
    after: Node | None = None,
) -> Node:
    # The order is the log's and never the counts': what a reader aims at must not move away.
    order = [
        option for place, option in enumerate(names) if place < MOST_OPTIONS or option in chosen
    ]
    rows = {
        option: _option(each, option, names[option], counts[option], chosen=option in chosen)
        for option in order
    }
    cut = SHOWN if len(order) > SHOWN + 2 else len(order)
    first = [
        row for place, (option, row) in enumerate(rows.items()) if place < cut or option in chosen
    ]
    rest = [
        row
        for place, (option, row) in enumerate(rows.items())
        if place >= cut and option not in chosen
    ]
    search = None
    if len(order) >= SEARCHABLE:
        search = h(
            "input",
            type="search",
            class_="gt-field gt-narrow-list",
            placeholder=f"Find in {len(order)}",
            aria_label=f"Find in {each.heading.lower()}",
            data_narrows=each.key,
            autocomplete="off",
        )
    return h(
        "details",
        h(
            "summary",
            h("span", each.heading, class_="gt-heading"),
            h("span", f"{len(chosen)} chosen", class_="gt-chosen") if chosen else None,
        ),
        h(
            "fieldset",
            h("legend", f"{each.heading}, and how many events each leaves", class_="gt-hidden"),
            search,
            h("ul", first, class_="gt-options", data_list=each.key),
            h(
                "details",
                h("summary", f"{len(rest)} more"),
                h("ul", rest, class_="gt-options", data_list=each.key),
                class_="gt-more",
            )
            if rest
            else None,
            h(
                "p",
                f"The first {MOST_OPTIONS} of {len(names):,}; the search above finds the others.",
                class_="gt-locator",
            )
            if len(names) > len(order)
            else None,
            after,
        ),
        class_="gt-facet",
        open=each.key not in CLOSED or bool(chosen),
        data_key=f"facet-{each.key}",
    )


def _date(text: str, zone: str, *, end: bool) -> str:
    """Return the calendar day of one end of the window, as a date field holds it."""
    if not text:
        return ""
    when = parse_when(text, zone)
    instant = (when.stop if end and not when.has_clock else when.start) or 0
    if end and not when.has_clock:
        instant -= 1
    # NumPy's calendar has no first year and no last
    return str(np.datetime64(to_wall(instant, zone), "ms").astype("datetime64[D]"))


def tree(
    log: Log, selection: Selection, answer: Answer, names: Mapping[str, Mapping[str, str]]
) -> list[Node]:
    """Return the filters as elements: two forms, one for the window's dates."""
    clock = zone_of(selection, log)
    search = h(
        "div",
        h("label", "Search", for_="gt-search", class_="gt-heading"),
        h(
            "input",
            type="search",
            id="gt-search",
            name="q",
            value=selection.q,
            class_="gt-field",
            placeholder="Words or names",
            maxlength=200,
            autocomplete="off",
            spellcheck="false",
        ),
        class_="gt-search",
    )
    evidence = h(
        "a",
        "See what each of them says",
        href=address(selection.to("evidence")),
        class_="gt-to-evidence",
    )
    facets = [
        _facet(
            each,
            names[each.key],
            answer.counts[each.key],
            getattr(selection, each.key),
            evidence if each.key == "differ" and selection.page != "evidence" else None,
        )
        for each in FILTERS
        if len(names[each.key]) > (0 if each.key == "differ" else 1) or getattr(selection, each.key)
    ]
    window = h(
        "form",
        h(
            "fieldset",
            h("legend", f"Time window, {clock.name}", class_="gt-heading"),
            h(
                "div",
                h("label", "From", for_="gt-from"),
                h(
                    "input",
                    type="date",
                    id="gt-from",
                    name="from",
                    class_="gt-field",
                    value=_date(selection.start, clock.zone, end=False),
                ),
                h("label", "to", for_="gt-to"),
                h(
                    "input",
                    type="date",
                    id="gt-to",
                    name="to",
                    class_="gt-field",
                    value=_date(selection.end, clock.zone, end=True),
                ),
                class_="gt-window",
            ),
        ),
        data_key="window",
    )
    return [
        h("form", search, role="search", aria_label="Search the events", data_key="search"),
        window,
        h("form", facets, aria_label="Filters", data_key="facets"),
    ]
