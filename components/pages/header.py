"""The head of every page: title and pages, what the view comes to, the filters to undo."""

from collections.abc import Mapping, Sequence

from components import wording
from components.events import Disagreement, KeyFigure, Log
from components.figures import row_key, row_keys
from components.pages import question
from components.pages.citation import briefly
from components.pages.html import Child, Element, Node, h
from components.selection import (
    PARTS,
    Asked,
    Headline,
    Selection,
    View,
    address,
    clocks,
    headline_of,
    pages_of_log,
    window_in_words,
)
from components.wording import FILTERS

_MOST_CLOCKS = 4  # that are tried for an empty view: each is a question to the engine


def row_names(log: Log) -> Mapping[str, str]:
    """Return the rows that a log can be drawn by, and what they are called."""
    return {key: wording.header.ROW_NAMES[key] for key in row_keys(log)}


def bar(view: View, names: Mapping[str, str], tools: Sequence[Node | None] = ()) -> Node:
    """Return the log's title, its pages by their `names`, and the `tools` of the page.

    Each page is a link that keeps the filters.
    """
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
    return h(
        "header",
        h("h1", view.log.about.title),
        tabs,
        _filter_button(view),
        tools,
        # the title is the headline of a log that has no other
        class_="gt-masthead" + ("" if view.log.about.headline else " gt-titled"),
    )


def _filter_button(view: View) -> Node:
    """Return the button that brings the filters; it is seen where they are folded away."""
    words, count = wording.filter_form, len(filter_names(view))
    return h(
        "button.gt-button.gt-filter-button",
        h("span", words.FILTER_AND_SEARCH),
        [" ", h("span.gt-chosen", words.filters_on(count))] if count else None,
        type="button",
        aria_controls="stSidebar",
        aria_expanded="false",
        data_opens_filters="",
    )


def filter_names(view: View) -> list[tuple[str, Selection, str]]:
    """Return each filter of a view: its name, the selection without it, its heading."""
    words, selection = wording.header, view.selection
    chips = [
        (view.option_names[row.key][value], selection.without(row.key, value), row.heading)
        for row in FILTERS
        for value in getattr(selection, row.key)
    ]
    if selection.role:
        role = wording.filter_form.ROLES[selection.role]
        chips.append((role, selection.without("role"), wording.filter_form.ROLE))
    if selection.q:
        chips.append((words.search_chip(selection.q), selection.without("text"), words.SEARCH))
    if selection.start or selection.end:
        chips.append(
            (window_in_words(selection, view.log), selection.without("window"), words.WINDOW)
        )
    return chips


def _chips(view: View) -> list[Node]:
    return [
        h(
            "a.gt-chip",
            name,
            h("span", " \N{MULTIPLICATION SIGN}", aria_hidden="true"),
            href=address(left),
            aria_label=wording.header.remove(heading, name),
        )
        for name, left, heading in filter_names(view)
    ]


def view(view: View, finding: Headline | None = None, asked: Asked | None = None) -> Node:
    """Return what the view comes to, a chip for each filter, and one press to clear all.

    That is the finding of the page, if it has one, or of the log on the Timeline page, with its
    lead and key figures, while the whole log is in view; else the sentence with the count, and how
    a question was read that the reader `asked`.
    """
    chips = _chips(view)
    is_opening = view.selection.page == "timeline"
    finding = finding or (headline_of(view) if is_opening else None)
    is_headline = is_opening and bool(view.log.about.headline) and not finding
    # the lead has the counts of the whole log, and so has the first view of the evidence
    is_counted = (view.selection.page, view.selection.part) == ("evidence", PARTS[0])
    is_said = bool(chips) or not (finding or is_counted)
    style = " gt-headline" if is_headline else "" if is_said else " gt-hidden"
    return h(
        "div.gt-view",
        h("h2.gt-headline", finding.words) if finding else None,
        h(
            "div.gt-finding",
            _lead(finding) if finding else None,
            h(
                "div.gt-stated",
                h("p", view.sentence, class_=f"gt-sentence{style}", role="status"),
                h(
                    "div.gt-chips",
                    chips,
                    h(
                        "a.gt-clear",
                        wording.header.CLEAR_ALL,
                        href=address(view.selection.cleared()),
                    ),
                )
                if chips
                else None,
                question.line(view, asked),
                data_key="stated",
            ),
            data_key="finding",
        ),
        key_figures(view, finding.figures) if finding and finding.figures else None,
        _disputes(view, finding.disputes) if finding and finding.disputes else None,
    )


def _lead(finding: Headline) -> Node | None:
    """Return the sentences below a headline, with what of them no article has."""
    if not (finding.lead or finding.note):
        return None
    note = h("span.gt-caveat", finding.note) if finding.note else None
    return h("p.gt-opening", [part for part in (finding.lead, " ", note) if part])


def _disputes(view: View, questions: Sequence[Disagreement]) -> Node:
    """Return what is disputed, in words, and the way to all questions."""
    words, count = wording.header, len(view.log.disagreements)

    def link(question: Disagreement) -> Node:
        return h(
            "li",
            h(
                "a",
                question.brief,
                href=address(view.selection.to("evidence", "accounts", question.id)),
            ),
            f" {question.finding_brief}",
        )

    return h(
        "div.gt-disputes",
        h("strong", words.DISPUTED),
        h("ul", [link(question) for question in questions]),
        h(
            "a",
            words.all_questions(count),
            href=address(view.selection.to("evidence")),
        ),
    )


def key_figures(view: View, figures: Sequence[KeyFigure]) -> Node:
    """Return the few numbers that a log comes to, each with what it covers and who gives it."""
    return h(
        "ul.gt-key-figures",
        [_key_figure(view, figure) for figure in figures],
        aria_label=wording.header.KEY_FIGURES,
    )


def _key_figure(view: View, figure: KeyFigure) -> Node:
    words, measure = wording.header, view.log.measures[figure.measure]
    before: Child = None
    value = figure.value if figure.value is not None else figure.after
    if figure.before is not None:
        before = [
            h("span", wording.count.number(figure.before)),
            h("span", f" {words.ARROW} ", aria_hidden="true"),
            h("span.gt-hidden", words.TO),
        ]
    return h(
        "li",
        h("p.gt-amount", before, h("strong", wording.count.amount(value or 0.0, measure.unit))),
        h(
            "p",
            words.of_what(measure.name, figure.scope),
            " ",
            figure.note or briefly(view, figure.citations),
        ),
    )


def relax(view: View, asked: Asked | None = None) -> Node | None:
    """Return what an empty result says: the filters to relax, the clocks to choose, what they give.

    Names come first that are spelt nearly as a word of the search, or of what the reader `asked`.
    """
    if view.answer.matching:
        return None
    words, empty = wording.header, wording.picture.empty(view.engine.total)
    if not view.engine.total:
        return h("section.gt-empty", h("h2", empty), h("p", words.NOT_YET))
    headings = {row.key: row.heading for row in FILTERS}
    headings |= {"text": words.SEARCH, "window": words.WINDOW, "role": wording.filter_form.ROLE}
    counts = dict(view.answer.relaxed)
    if view.selection.role:
        counts["role"] = view.changed(role="").answer.matching
    relaxed = sorted(((count, name) for name, count in counts.items() if count), reverse=True)
    links = [
        _way_out(words.without(headings[name]), address(view.selection.without(name)), count)
        for count, name in relaxed
    ]
    links += _on_other_clocks(view)
    advice: Child = (
        h("ul", links)
        if links
        else h(
            "p",
            words.NO_FILTER_TO_BLAME,
            h("a", words.CLEAR_ALL_FILTERS, href=address(view.selection.cleared())),
        )
    )
    return h("section.gt-empty", h("h2", empty), question.near_names(view, asked), advice)


def _way_out(words: str, href: str, count: int) -> Element:
    return h("li", h("a", words, href=href), wording.header.would_be_left(count))


def _on_other_clocks(view: View) -> list[Element]:
    """Return the clocks on which there are events on the chosen days.

    What was posted on Saturday in Washington may stand on Sunday in Geneva.
    """
    if not (view.selection.start or view.selection.end):
        return []
    default, *_ = offered = clocks(view.log)
    others = [id_ for id_ in offered if offered[id_] != view.clock][:_MOST_CLOCKS]
    views = {id_: view.changed(clock="" if id_ == default else id_) for id_ in others}
    return [
        _way_out(wording.header.on_clock(offered[id_].name), other.address(), other.answer.matching)
        for id_, other in views.items()
        if other.answer.matching
    ]


def controls(view: View) -> Node:
    """Return the choice of rows and of the clock."""
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
        choice("lanes", wording.header.ROWS, row_names(view.log), row_key(view)),
        choice(
            "clock",
            wording.header.CLOCK,
            {key: clock.name for key, clock in clocks(view.log).items()},
            chosen,
        ),
        aria_label=wording.header.CONTROLS,
    )
