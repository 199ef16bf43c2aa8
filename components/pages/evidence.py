"""The Evidence page: where the accounts differ, figures, sources, passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.events import Disagreement, Log
from components.pages import disagreements, figures, sources
from components.pages import passages as passage_list
from components.pages.chart import Chart
from components.pages.citation import Passages
from components.pages.node import Node, h
from components.selection import PARTS, Selection, View, address
from components.wording import VERDICTS

PART_NAMES: Mapping[str, str] = {
    "accounts": "Where the accounts differ",
    "figures": "Figures",
    "sources": "Sources",
    "passages": "Passages",
}


def parts(log: Log, passages: Passages) -> tuple[str, ...]:
    """Return the parts of the page that a log can fill."""
    there = {
        "accounts": log.disagreements,
        "figures": log.measures,
        "sources": log.sources,
        "passages": passages,
    }
    return tuple(part for part in PARTS if there[part])


def within(log: Log, selection: Selection, passages: Passages) -> Selection:
    """Return a view on a part of the page that there is, the first where it asks for another."""
    offered = parts(log, passages)
    if not offered or selection.part in offered:
        return selection
    return replace(selection, part=offered[0], at="")


def _parts(selection: Selection, offered: Sequence[str]) -> Node | None:
    if len(offered) < 2:
        return None
    return h(
        "nav",
        [
            h(
                "a",
                PART_NAMES[part],
                href=address(selection.to("evidence", part)),
                aria_current="page" if part == selection.part else None,
            )
            for part in offered
        ],
        aria_label="Evidence",
        class_="gt-pages gt-parts",
    )


def _bears(selection: Selection, told: Disagreement) -> bool:
    """Tell whether a disagreement fits the choice of verdicts and sources."""
    sources = {each.source for each in told.accounts} | {each.source for each in told.record}
    return (not selection.verdict or told.status in selection.verdict) and (
        not selection.source or not sources.isdisjoint(selection.source)
    )


def differing(view: View, events: Sequence[str], everything: bool) -> list[Disagreement]:
    """Return the disagreements that bear on the view: all, when `everything` is in view.

    The one that the address names is always among them.
    """
    shown = frozenset(events)
    return [
        each
        for each in view.log.disagreements.values()
        if each.id == view.selection.at
        or (_bears(view.selection, each) and (everything or not shown.isdisjoint(each.events)))
    ]


def _verdicts(view: View, told: Sequence[Disagreement]) -> Node:
    """Return the ways in which accounts differ, with their counts, each a link that chooses it."""
    offered = {str(each.status) for each in view.log.disagreements.values()}
    counts = {status: sum(each.status == status for each in told) for status in VERDICTS}

    def choice(status: str) -> Node:
        chosen = status in view.selection.verdict
        other = tuple(each for each in view.selection.verdict if each != status)
        target = replace(
            view.selection,
            verdict=other if chosen else (*other, status),
            event="",
            at="",
            number="",
        )
        return h(
            "li",
            h(
                "a",
                f"{VERDICTS[status].name} ",
                h("span", str(counts[status]), class_="gt-count"),
                href=address(target),
                class_=f"gt-chip gt-verdict-{status}",
                aria_current="true" if chosen else None,
            ),
        )

    return h(
        "ul",
        [choice(status) for status in VERDICTS if status in offered],
        class_="gt-chips",
        aria_label="Show only one kind",
    )


def _accounts(view: View, events: Sequence[str], everything: bool) -> list[Node]:
    told = differing(view, events, everything)
    of_any_verdict = view.changed(verdict=(), at="")
    if not told:
        return [h("p", "No disagreement bears on the events in view.", class_="gt-empty")]
    count = len(told)
    noun = "question" if count == 1 else "questions"
    return [
        h("p", f"{count} {noun} on which the accounts do not say the same.", class_="gt-lead"),
        _verdicts(view, differing(of_any_verdict, events, everything)),
        h(
            "div",
            [disagreements.card(view, each, level=2, events=True) for each in told],
            class_="gt-questions",
        ),
    ]


def tree(
    view: View,
    events: Sequence[str],
    everything: bool,
    passages: Passages,
    *,
    only_first: bool = False,
) -> tuple[list[Node | None], Mapping[str, Chart]]:
    """Return the chosen part of the page for the `events` in view, and its charts by name.

    `everything` tells that these are all of the log, `only_first` that more are in view.
    """
    charts: Mapping[str, Chart] = {}
    if view.selection.part == "figures":
        content, charts = figures.tree(view, events)
    elif view.selection.part == "sources":
        content = sources.tree(view, events, only_first=only_first)
    elif view.selection.part == "passages":
        content = passage_list.tree(view, events, everything, passages)
    else:
        content = _accounts(view, events, everything)
    choice = _parts(view.selection, parts(view.log, passages))
    return [choice, h("div", content, data_key=view.selection.part)], charts
