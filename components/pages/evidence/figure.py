"""The figures of the events in view: who claims which number of what, on whose word."""

from collections.abc import Mapping, Sequence

from components import wording
from components.events import (
    Event,
    Figure,
    Form,
    Log,
    Tier,
    civil,
    edtf_date,
    parse_when,
)
from components.figures import statement, value_chart
from components.pages.chart import Chart, Spot, chart
from components.pages.citation import briefly, in_words
from components.pages.html import Node, h
from components.pages.page_context import EventsRead, Passages
from components.pages.shared_element import event_link, table
from components.selection import View, address, to_wall
from components.wording import short

GUTTER = 230  # pixels of the names of measures
_DAY = 86_400_000
TAIL = 190  # pixels of the words behind the longest bar


def claimants(log: Log, event: Event) -> str:
    """Return who speaks or writes in an event that gives a figure; without one its source does.

    Whoever is behind a state of affairs or an agreement has not thereby named its figures.
    """
    if statement.is_unspoken(log, event):
        return wording.evidence.SOURCE_ITSELF
    names = [log.actors[part.actor].name for part in event.actors if part.role.speaks]
    return wording.listed(names) or wording.evidence.SOURCE_ITSELF


def _date(event: Event, zone: str) -> str:
    """Return when an event was, of an instant only its day on the reader's clock."""
    when = event.when
    if not when.has_clock or when.form is not Form.MOMENT or when.start is None:
        return short(when, zone)
    year, month, day = civil(to_wall(when.start, zone) // _DAY)
    if not 0 < year < 10_000:
        return short(when, zone)
    return short(parse_when(edtf_date(year, month, day), zone), zone)


def _row(view: View, event: Event, figure: Figure, *, first: bool) -> Node:
    measure = view.log.measures[figure.measure]
    return h(
        "tr",
        h(
            "th",
            measure.name if first else h("span.gt-again", measure.name),
            h("p.gt-locator", measure.summary) if measure.summary and first else None,
            scope="row",
            id=f"at-{measure.id}" if first else None,
            tabindex="-1" if first else None,
        ),
        h("td.gt-value", wording.count.amount(figure.value, figure.unit)),
        h("td", claimants(view.log, event)),
        h(
            "td",
            briefly(view, figure.citations or event.citations),
            h("span.gt-flag.gt-flag-record", wording.evidence.ONLY_RECORD)
            if view.log.tier_of(event, figure) is Tier.RECORD
            else None,
        ),
        h("td", view.date(event)),
        h("td", event_link(view, event.id, at="")),
        aria_current="true" if view.selection.at == measure.id else None,
        data_key=f"{event.id} {figure.measure} {figure.value}",
    )


def _chart(view: View, events: Sequence[str], unit: str) -> Chart:
    """Return the values of a unit side by side: each a bar to point at, with words behind it."""
    plan = value_chart.plan(view.log, events, unit)
    spots = []
    for row in plan.rows:
        event = view.log.events[row.event]
        cited = next(
            figure.citations or event.citations
            for figure in event.figures
            if (figure.measure, figure.value) == (row.measure, row.value)
        )
        value = wording.count.amount(row.value, unit)
        label = wording.evidence.figure(view.log.measures[row.measure].name, value)
        facts = (view.date(event), claimants(view.log, event), in_words(view.log, cited))
        words = " · ".join(filter(None, facts))
        href = view.address(event=row.event, at="")
        behind = " · ".join(
            filter(
                None, (value, _date(event, view.zone), wording.evidence.FROM_RECORD * row.record)
            )
        )
        spots += [
            Spot(row.x1, row.y, "", label, words, href),
            Spot(row.x1, row.y, behind, behind, "", style="gt-behind"),
        ]
    return chart(
        value_chart.draw(plan),
        height=plan.height,
        rows=[
            (
                view.log.measures[row.measure].name,
                row.y,
                address(view.selection.to("evidence", "figures", row.measure)),
            )
            for row in plan.rows
        ],
        columns=[(wording.count.amount(tick.value, unit), tick.x, 0.16) for tick in plan.ticks],
        spots=spots,
        alt=wording.evidence.figures_in(unit),
        gutter=GUTTER,
        tail=TAIL,
        column=70,
    )


def elements(view: View, read: EventsRead, _: Passages) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return the ledger of the figures in the events in view, and its charts by name."""
    events = read.events
    if view.selection.at in view.log.measures:
        # what the address names is there whatever the filters say
        events = list(dict.fromkeys((*events, *view.log.measuring(view.selection.at))))
    order = {measure: place for place, measure in enumerate(view.log.measures)}
    entries = sorted(
        (
            (order[figure.measure], place, figure)
            for place, event in enumerate(events)
            for figure in view.log.events[event].figures
        ),
        key=lambda entry: entry[:2],
    )
    if not entries:
        return [h("p.gt-empty", wording.evidence.NO_FIGURE)], {}
    units = value_chart.units(view.log, events)
    charts = {f"amounts-{place}": _chart(view, events, unit) for place, unit in enumerate(units)}
    pictures: list[Node] = []
    for place, unit in enumerate(units):
        holder = h("div", data_chart=f"amounts-{place}", data_key=f"amounts-{place}")
        if place == 0:
            pictures.append(h("section", h("h2", wording.evidence.side_by_side(unit)), holder))
            continue
        pictures.append(
            h(
                "details.gt-more-figures",
                h("summary", wording.evidence.side_by_side(unit)),
                holder,
                data_key=f"amounts-of-{unit}",
            )
        )
    rows = []
    before = -1
    for measure, place, figure in entries:
        event = view.log.events[events[place]]
        rows.append(_row(view, event, figure, first=measure != before))
        before = measure
    return [
        *pictures,
        h(
            "section",
            h("h2", wording.evidence.EVERY_FIGURE),
            table(wording.evidence.FIGURE_HEADS, rows, wording.evidence.FIGURES_TABLE),
        ),
    ], charts
