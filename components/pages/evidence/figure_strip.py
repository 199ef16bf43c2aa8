"""The main figures above the questions: a scale for each unit, and whose figures they are."""

from collections.abc import Collection, Sequence

from components import wording
from components.events import Figure, Log, Tier
from components.figures import value_chart
from components.pages.citation import publisher
from components.pages.html import Node, h
from components.pages.page_context import EventsRead
from components.selection import View, address

MOST_UNITS, MOST = 2, 3  # and measures of a unit
WIDTH = 200  # units of a drawn scale


def _claimants(log: Log, claims: Sequence[tuple[str, Figure]]) -> str:
    """Return the articles that give a value, or that only other sources do."""
    cited = [
        source
        for event, figure in claims
        for source in [c.source for c in figure.citations or log.events[event].citations]
    ]
    articles = [source for source in cited if log.sources[source].tier is Tier.ARTICLE]
    names = [publisher(log, source) for source in dict.fromkeys(articles)]
    return wording.listed(names) or wording.evidence.BY_OTHERS


def _measure(view: View, measure: str, events: Sequence[str], most: float) -> Node:
    log = view.log
    by_value: dict[float, list[tuple[str, Figure]]] = {}
    for event in events:
        for figure in log.events[event].figures:
            if figure.measure == measure:
                by_value.setdefault(figure.value, []).append((event, figure))
    unit = log.measures[measure].unit
    at = {value: 5 + round((WIDTH - 10) * max(value, 0) / most, 1) for value in by_value}
    there = address(view.selection.to("evidence", "figures", measure))
    return h(
        "li",
        h("a", log.measures[measure].name, href=there),
        h(
            "svg.gt-scale",
            h("path", d=f"M5 0V10M5 5H{WIDTH - 5}"),
            h("path.gt-bar", d=f"M{min(at.values())} 5H{max(at.values())}")
            if len(at) > 1
            else None,
            [h("circle", cx=str(x), cy="5", r="4") for x in at.values()],
            viewBox=f"0 0 {WIDTH} 10",
            aria_hidden="true",
        ),
        h(
            "ul",
            [
                h(
                    "li",
                    h("strong", wording.count.amount(value, unit)),
                    " ",
                    _claimants(log, by_value[value]),
                )
                for value in sorted(by_value)
            ],
        ),
        data_key=measure,
    )


def _shown(view: View, given: Collection[str], unit: str) -> list[str]:
    """Return the measures of a unit that are shown, those of the log's key figures first."""
    key = {figure.measure for figure in view.log.about.figures}
    of_unit = [id_ for id_, measure in view.log.measures.items() if measure.unit == unit]
    return sorted((id_ for id_ in of_unit if id_ in given), key=lambda id_: id_ not in key)[:MOST]


def figure_strip(view: View, read: EventsRead) -> Node | None:
    """Return the first measures of the two units with the most figures in view."""
    figures = [figure for event in read.events for figure in view.log.events[event].figures]
    given = {figure.measure for figure in figures}
    scales: list[Node] = []
    for unit in value_chart.units(view.log, read.events)[:MOST_UNITS]:
        measures = _shown(view, given, unit)
        most = max(figure.value for figure in figures if figure.measure in measures)
        if most > 0:
            scales.append(
                h(
                    "ul.gt-scales",
                    [_measure(view, measure, read.events, most) for measure in measures],
                    aria_label=wording.evidence.figures_in(unit),
                    data_key=unit,
                )
            )
    if not scales:
        return None
    to_figures = address(view.selection.to("evidence", "figures"))
    return h(
        "section.gt-figure-strip",
        h(
            "p.gt-locator",
            h("strong", wording.evidence.CLAIMS),
            f". {wording.evidence.SCALES} ",
            h("a", wording.evidence.ALL_FIGURES, href=to_figures),
        ),
        scales,
        aria_label=wording.evidence.CLAIMS,
    )
