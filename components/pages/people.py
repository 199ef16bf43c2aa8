"""The People page: the delegations side by side, who was in which room, who spoke when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components import wording
from components.events import Actor, Log, Role
from components.figures import presence as presence_grid
from components.figures import statement
from components.frames import (
    ABSENT,
    Cell,
    LogFacts,
    PresenceTable,
    is_meeting,
    once_per_log,
    presence,
)
from components.pages.chart import Chart, Spot, chart
from components.pages.citation import briefly, external, in_words
from components.pages.html import Node, h
from components.pages.page_context import Content, EventsRead, PageContext
from components.pages.reading_list import PAGE, entry, first_of, numbered_badge, page_links
from components.pages.shared_element import table
from components.selection import Selection, View, address

MOST = 60  # actors in a group before the rest is only counted
MOST_PEOPLE, MOST_MEETINGS = 40, 24  # in the presence grid
COUNTED: Mapping[str, tuple[Role, ...]] = {
    wording.people.SPEAKS: (Role.SPEAKER, Role.AUTHOR),
    wording.people.TAKES_PART: (Role.PARTICIPANT, Role.HOST),
    wording.people.SPOKEN_OF: (Role.SUBJECT,),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Actors under one heading; `beside` tells that it stands beside its neighbours."""

    name: str
    actors: tuple[str, ...]
    beside: bool = False


@once_per_log
def groups(facts: LogFacts) -> tuple[Group, ...]:
    """Return all actors by where they stand: delegations, others of a side, hosts, offices."""
    words = wording.people
    log, hosting = facts.log, facts.hosts
    people = list(log.actors.values())
    result = [
        Group(
            delegation.name,
            tuple(actor.id for actor in people if actor.seat and actor.seat.delegation == key),
            beside=True,
        )
        for key, delegation in log.delegations.items()
    ]
    seated = {id_ for group in result for id_ in group.actors}
    unseated = [actor for actor in people if actor.id not in seated]
    sides = {key: party.name for key, party in log.parties.items()} | {
        None: words.NO_SIDE if log.parties else words.PEOPLE
    }
    for party, name in sides.items():
        persons = [
            actor.id
            for actor in unseated
            if actor.kind == "person" and actor.party == party and actor.id not in hosting
        ]
        result.append(Group(words.outside_delegations(name) if seated else name, tuple(persons)))
    result.append(Group(words.HOSTS, tuple(actor.id for actor in unseated if actor.id in hosting)))
    others = [actor for actor in unseated if actor.id not in hosting and actor.kind != "person"]
    for kind in dict.fromkeys(str(actor.kind) for actor in others):
        heading = words.kind(kind)
        result.append(Group(heading, tuple(actor.id for actor in others if actor.kind == kind)))
    return tuple(group for group in result if group.actors)


def _by_actor(log: Log, events: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the events of each actor, in order."""
    by_actor: dict[str, list[str]] = {}
    for event in events:
        for actor in dict.fromkeys(part.actor for part in log.events[event].actors):
            by_actor.setdefault(actor, []).append(event)
    return by_actor


def _counts(log: Log, actor: str, events: Iterable[str]) -> dict[str, int]:
    """Return in how many of `events` an actor speaks, takes part, is spoken of."""
    roles = [
        {part.role for part in log.events[event].actors if part.actor == actor} for event in events
    ]
    return {
        word: sum(not played.isdisjoint(kinds) for played in roles)
        for word, kinds in COUNTED.items()
    }


def sign(state: str) -> Node:
    """Return the sign of a presence, as the grid draws it."""
    return h(
        "svg",
        h("path", d=presence_grid.SIGNS[state]),
        viewBox="-11 -11 22 22",
        aria_hidden="true",
        class_=f"gt-sign gt-presence-{state.replace(' ', '-')}",
    )


def _seat(view: View, actor: Actor) -> list[Node]:
    if not actor.seat:
        return []
    seat = actor.seat
    return [
        h(
            "p.gt-seat",
            sign(str(seat.presence)),
            h("strong", wording.people.PRESENCES[seat.presence]),
            wording.people.seat(seat.role == "lead"),
            briefly(view, seat.citations),
        ),
        *([h("p.gt-note", seat.note)] if seat.note else []),
    ]


def _titles(view: View, actor: Actor) -> Node | None:
    if not actor.titles:
        return h("p.gt-meta", actor.title) if actor.title else None
    return h(
        "ul.gt-titles",
        [
            h("li", title.title, h("span.gt-said-by", briefly(view, title.citations)))
            for title in actor.titles
        ],
    )


def _card(
    view: View,
    actor: Actor,
    events: Mapping[str, Sequence[str]],
    count_of: Mapping[str, int],
    level: int,
) -> Node:
    words = wording.people
    count = count_of.get(actor.id, 0)
    own = events.get(actor.id, ())
    # of a view too long to be read through, only how many events there are is known
    own = own if len(own) == count else ()
    counts = _counts(view.log, actor.id, own)
    is_chosen = actor.id in view.selection.actor
    here = replace(view.selection, event="", number="", actor=() if is_chosen else (actor.id,))
    span = ""
    if own:
        span = words.period(*(view.date(view.log.events[event]) for event in (own[0], own[-1])))
    return h(
        "article.gt-card.gt-person",
        h(
            f"h{level}",
            h("a", actor.name, href=address(here), aria_current="true" if is_chosen else None),
            id=f"person-{actor.id}",
            tabindex="-1",
        ),
        _titles(view, actor),
        _seat(view, actor),
        h("p.gt-note", actor.note) if actor.note else None,
        h("p.gt-meta", external(f"{words.WIKIDATA_URL}{actor.wikidata}", words.WIKIDATA))
        if actor.wikidata
        else None,
        h(
            "p.gt-meta",
            h(
                "a",
                wording.count.events(count),
                href=address(replace(view.selection.to("timeline"), actor=(actor.id,))),
            ),
            "".join(words.part(role, times) for role, times in counts.items() if times),
            f" · {span}" if span else "",
        )
        if count
        else h("p.gt-meta", words.IN_NO_EVENT),
        aria_current="true" if is_chosen else None,
        data_key=actor.id,
    )


def _group(
    view: View,
    group: Group,
    events: Mapping[str, Sequence[str]],
    count_of: Mapping[str, int],
) -> Node:
    chosen = [actor for actor in group.actors if actor in view.selection.actor]
    order: Sequence[str] = group.actors
    if len(order) > MOST:
        order = sorted(order, key=lambda actor: -count_of.get(actor, 0))
    shown = list(dict.fromkeys((*order[:MOST], *chosen)))
    return h(
        "section",
        h("h2", group.name),
        h(
            "div.gt-cards",
            [_card(view, view.log.actors[actor], events, count_of, 3) for actor in shown],
        ),
        h("p", wording.people.more_people(len(group.actors) - len(shown)))
        if len(group.actors) > len(shown)
        else None,
        class_="gt-group" + (" gt-beside" if group.beside else ""),
        data_key=f"group-{group.name}-{group.actors[0]}",
    )


# --- who was in the room ------------------------------------------------------------------------


def _cell_words(log: Log, cell: Cell) -> str:
    words = wording.people.presence(cell.state)
    return f"{words} · {in_words(log, cell.citations)}" if cell.citations else words


def _presence_chart(view: View, grid: PresenceTable) -> Chart:
    plan = presence_grid.plan(grid)
    spots = [
        Spot(
            spot.x,
            spot.y,
            "",
            wording.people.at_meeting(
                view.log.actors[spot.actor].name, view.log.events[spot.event].title
            ),
            _cell_words(view.log, grid.cells[spot.actor, spot.event]),
            view.address(event=spot.event),
        )
        for spot in plan.marks
    ]
    breadth = 1 / max(len(plan.columns), 1)
    return chart(
        presence_grid.draw(plan),
        height=plan.height,
        rows=[_chart_row(view, row.actor, row.y) for row in plan.rows],
        columns=[(_meeting(view, column.event), column.x, breadth) for column in plan.columns],
        spots=spots,
        alt=wording.people.MEETINGS,
        head=76,
        column=88,
    )


def _chart_row(view: View, actor: str, y: float) -> tuple[str, float, str]:
    """Return an actor's name at its place in a chart, with where it leads: to that actor alone."""
    return view.log.actors[actor].name, y, view.address(actor=(actor,), event="", number="")


def _meeting(view: View, event: str) -> str:
    return wording.people.meeting(view.date(view.log.events[event]), view.log.events[event].title)


def _cell(view: View, cell: Cell) -> Node:
    if cell.state == ABSENT:
        return h("td", h("span.gt-locator", ABSENT))
    return h(
        "td",
        sign(cell.state),
        h(
            "a",
            wording.people.PRESENCES.get(cell.state, cell.state),
            href=view.address(event=cell.event),
        ),
        h("span.gt-said-by", briefly(view, cell.citations)),
    )


def _table(view: View, grid: PresenceTable) -> Node:
    heads = [wording.people.WHO, *(_meeting(view, event) for event in grid.meetings)]
    rows = [
        h(
            "tr",
            h("th", view.log.actors[actor].name, scope="row"),
            [_cell(view, grid.cells[actor, event]) for event in grid.meetings],
        )
        for actor in grid.people
    ]
    return h(
        "details.gt-twin",
        h("summary", wording.people.SAME_AS_TABLE),
        table(heads, rows, wording.people.MEETINGS_TABLE),
        data_key="presence-table",
    )


def _meetings(log: Log, events: Iterable[str]) -> list[str]:
    return [event for event in events if is_meeting(log, event)]


def _within_limits(grid: PresenceTable, selection: Selection) -> PresenceTable:
    """Return a table of at most `MOST_PEOPLE` people, beginning with those that a filter chose."""
    chosen = [actor for actor in grid.people if actor in selection.actor]
    kept = {*chosen, *grid.people[: MOST_PEOPLE - len(chosen)]}
    return replace(grid, people=tuple(actor for actor in grid.people if actor in kept))


def _rooms(view: View, grid: PresenceTable) -> Node | None:
    if not grid.meetings:
        return None
    used = {grid.cells[who, event].state for who in grid.people for event in grid.meetings}
    return h(
        "section",
        h("h2", wording.people.ROOMS),
        h(
            "ul.gt-signs",
            [
                h("li", sign(state), word)
                for state, word in wording.people.PRESENCES.items()
                if state in used
            ],
        ),
        h("div", data_chart="presence", data_key="chart-presence"),
        _table(view, grid),
        data_key="rooms",
    )


# --- who spoke when -----------------------------------------------------------------------------


def _speech(view: View, plan: statement.StatementPlan) -> Chart:
    columns = {column.start: column for column in plan.columns}
    spots = []
    for spot in plan.bubbles:
        only = spot.events[0] if len(spot.events) == 1 else ""
        then = replace(view.selection.to("timeline"), actor=(spot.actor,))
        column = columns[spot.period]
        if spot.period:
            then = replace(then, start=column.ends[0], end=column.ends[1])
        count = len(spot.events)
        spots.append(
            Spot(
                spot.x,
                spot.y,
                str(count),
                wording.people.spoke(
                    view.log.actors[spot.actor].name, column.name, wording.count.statements(count)
                ),
                "; ".join(view.log.events[event].title for event in spot.events[:6])
                + ("" if only else wording.people.LEADS_TO_ALL),
                view.address(event=only) if only else address(then),
                "gt-count-spot",
            )
        )
    return chart(
        statement.draw(plan),
        height=plan.height,
        rows=[_chart_row(view, row.actor, row.y) for row in plan.rows],
        columns=[(column.name, column.x, 1 / len(plan.columns)) for column in plan.columns],
        spots=spots,
        alt=wording.people.STATEMENTS,
    )


def _spoken(plan: statement.StatementPlan) -> Node | None:
    if not plan.bubbles:
        return None
    return h(
        "section",
        h("h2", wording.people.SPOKE),
        h("p.gt-lead", wording.people.by_period(plan.period)),
        h("div", data_chart="speaking", data_key="chart-speaking"),
        h("p", wording.people.speak_less(plan.more)) if plan.more else None,
        data_key="spoken",
    )


# --- the page -----------------------------------------------------------------------------------


def content(view: View, context: PageContext) -> Content:
    """Return the page of all actors in the events in view, whichever the filter has chosen."""
    # The chosen actors are highlighted among all that pass the other filters.
    everyone = view.changed(actor=())
    read, counts = EventsRead.of(everyone), everyone.answer.counts["actor"]
    all_groups = groups(view.engine.facts)
    theirs = _by_actor(view.log, read.events)
    beside = [_group(view, group, theirs, counts) for group in all_groups if group.beside]
    others = [_group(view, group, theirs, counts) for group in all_groups if not group.beside]
    meetings = _meetings(view.log, read.events)[:MOST_MEETINGS]
    grid = _within_limits(presence(view.log, meetings), view.selection)
    plan = statement.plan(view.log, read.events, view.zone)
    charts: dict[str, Chart] = {}
    if grid.meetings:
        charts["presence"] = _presence_chart(view, grid)
    if plan.bubbles:
        charts["speaking"] = _speech(view, plan)
    main = [
        read.notice,
        h("div.gt-delegations", beside, data_key="delegations") if beside else None,
        _rooms(view, grid),
        _spoken(plan),
        h("div.gt-others", others, data_key="others"),
    ]
    if not view.selection.actor:
        return Content({"main": main}, charts=charts)
    return Content({"main": main, "reading": _events_of_chosen(view)}, charts=charts)


def _events_of_chosen(view: View) -> list[Node]:
    """Return what stands beside the page when actors are chosen: their events, in order."""
    first = first_of(view)
    shown = view.page(first, PAGE)
    names = wording.people.any_person(
        [view.log.actors[actor].name for actor in view.selection.actor]
    )
    rows = []
    for number, id_ in enumerate(shown, first + 1):
        event = view.log.events[id_]
        roles = (str(part.role) for part in event.actors if part.actor in view.selection.actor)
        words = f"{view.date(event)} · {', '.join(dict.fromkeys(roles))}"
        rows.append(entry(view, event, numbered_badge(view.log, event, number), words))
    return [
        h(
            "section.gt-listing",
            h("h2", names, id="gt-person", tabindex="-1"),
            h(
                "p",
                h("a", wording.people.ON_TIMELINE, href=address(view.selection.to("timeline"))),
                " · ",
                h("a", wording.people.EVERYONE, href=view.address(actor=(), event="", number="")),
            ),
            h("ol.gt-list", rows, start=first + 1),
            page_links(view, first, len(shown), wording.people.list_pages(names)),
            aria_labelledby="gt-person",
        )
    ]
