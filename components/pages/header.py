"""The head of every page: title, pages, the sentence that states the view, what to undo."""

from collections.abc import Mapping

from components import wording
from components.events import Log
from components.figures import lane_key, lane_keys
from components.pages.html import Child, Node, h
from components.selection import View, address, clocks, pages_of_log
from components.wording import FILTERS


def lane_names(log: Log) -> Mapping[str, str]:
    """Return the lanes that a log can be drawn by, and what they are called."""
    names = {key: wording.header.LANE_NAMES[key] for key in lane_keys(log)}
    return names | ({"actor": wording.header.DELEGATION_LANES} if log.delegations else {})


def title(view: View, names: Mapping[str, str]) -> Node:
    """Return the log's title and its pages by their `names`, each a link that keeps the filters."""
    tabs = h(
        "nav.gt-pages",
        [
            h(
                "a",
                names[page],
                href=address(view.selection.to(page)),
                aria_current="page" if page == view.selection.page else None,
            )
            for page in pages_of_log(view.log)
        ],
        aria_label=wording.header.PAGES_LABEL,
    )
    return h("header.gt-masthead", h("h1", view.log.about.title), tabs)


def _chips(view: View) -> list[Node]:
    words, selection = wording.header, view.selection
    chips = [
        (view.option_names[row.key][value], selection.without(row.key, value), row.heading)
        for row in FILTERS
        for value in getattr(selection, row.key)
    ]
    if selection.role:
        role = wording.filter_form.ROLES[selection.role]
        chips.append((role, selection.without("role"), words.ROLE))
    if selection.q:
        chips.append((words.search_chip(selection.q), selection.without("text"), words.SEARCH))
    if selection.start or selection.end:
        chips.append((words.WINDOW, selection.without("window"), words.WINDOW_CHIP))
    return [
        h(
            "a.gt-chip",
            name,
            h("span", " \N{MULTIPLICATION SIGN}", aria_hidden="true"),
            href=address(left),
            aria_label=words.remove(heading, name),
        )
        for name, left, heading in chips
    ]


def view(view: View) -> Node:
    """Return the sentence with its count, a chip for each filter, and one press to clear all."""
    chips = _chips(view)
    return h(
        "div.gt-view",
        h("p.gt-sentence", view.sentence, role="status"),
        h(
            "div.gt-chips",
            chips,
            h("a.gt-clear", wording.header.CLEAR_ALL, href=address(view.selection.cleared())),
        )
        if chips
        else None,
    )


def relax(view: View) -> Node | None:
    """Return what an empty result says: which single filter to relax, and what that would give."""
    if view.answer.matching:
        return None
    words = wording.header
    headings = {row.key: row.heading for row in FILTERS}
    headings |= {"text": words.SEARCH, "window": words.WINDOW, "role": words.ROLE}
    counts = dict(view.answer.relaxed)
    if view.selection.role:
        counts["role"] = view.changed(role="").answer.matching
    relaxed = sorted(((count, name) for name, count in counts.items() if count), reverse=True)
    links = [
        h(
            "li",
            h("a", words.without(headings[name]), href=address(view.selection.without(name))),
            words.would_be_left(count),
        )
        for count, name in relaxed
    ]
    advice: Child = (
        h("ul", links)
        if links
        else h(
            "p",
            words.NO_FILTER_TO_BLAME,
            h("a", words.CLEAR_ALL_FILTERS, href=address(view.selection.cleared())),
        )
    )
    return h("section.gt-empty", h("h2", words.EMPTY), advice)


def controls(view: View) -> Node:
    """Return the choice of lanes and of the clock."""
    chosen = view.selection.clock or next(iter(clocks(view.log)))

    def choice(name: str, label: str, options: Mapping[str, str], value: str) -> Node:
        return h(
            "label",
            h("span", label),
            h(
                "select.gt-field",
                [
                    h("option", shown, value=option, selected=option == value or None)
                    for option, shown in options.items()
                ],
                name=name,
                value=value,
            ),
        )

    return h(
        "form.gt-controls",
        choice("lanes", wording.header.LANES, lane_names(view.log), lane_key(view)),
        choice(
            "clock",
            wording.header.CLOCK,
            {key: clock.name for key, clock in clocks(view.log).items()},
            chosen,
        ),
        aria_label=wording.header.CONTROLS,
    )
