"""The People page: the delegations side by side, who was in which room, who spoke when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.events import Actor, EventKind, Log, Presence, Role
from components.figures import presence as grid
from components.figures import statement
from components.frames import (
    ABSENT,
    Cell,
    LogFacts,
    PresenceTable,
    once_per_log,
    presence,
)
from components.pages.chart import Chart, Spot, chart
from components.pages.citation import briefly, in_words
from components.pages.node import Node, h
from components.pages.page import Content, EventsRead, PageContext
from components.pages.reading_list import PAGE, badge, first_of, is_hollow, page_links
from components.selection import Selection, View, address

MOST = 60  # actors in a group before the rest is only counted
MOST_PEOPLE, MOST_MEETINGS = 40, 24  # in the presence grid
COUNTED: Mapping[str, tuple[Role, ...]] = {
    "speaks": (Role.SPEAKER, Role.AUTHOR),
    "takes part": (Role.PARTICIPANT, Role.HOST),
    "spoken of": (Role.SUBJECT,),
}
PRESENCES: Mapping[str, str] = {
    Presence.CONFIRMED: "confirmed",
    Presence.REPORTED: "reported",
    Presence.DISPUTED: "disputed",
    Presence.ANNOUNCED: "announced",
    ABSENT: ABSENT,
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
    log, hosting = facts.log, facts.hosts
    people = list(log.actors.values())
    found = [
        Group(
            delegation.name,
            tuple(each.id for each in people if each.seat and each.seat.delegation == key),
            beside=True,
        )
        for key, delegation in log.delegations.items()
    ]
    seated = {actor for group in found for actor in group.actors}
    left = [each for each in people if each.id not in seated]
    sides = {key: party.name for key, party in log.parties.items()} | {
        None: "No side" if log.parties else "People"
    }
    for party, name in sides.items():
        persons = [
            each.id
            for each in left
            if each.kind == "person" and each.party == party and each.id not in hosting
        ]
        found.append(Group(f"{name}, outside the delegations" if seated else name, tuple(persons)))
    found.append(Group("Hosts", tuple(each.id for each in left if each.id in hosting)))
    others = [each for each in left if each.id not in hosting and each.kind != "person"]
    named = {"outlet": "Outlets", "office": "Offices and unnamed speakers"}
    for kind in dict.fromkeys(str(each.kind) for each in others):
        heading = named.get(kind, f"{kind.capitalize()}s")
        found.append(Group(heading, tuple(each.id for each in others if each.kind == kind)))
    return tuple(group for group in found if group.actors)


def _by_actor(log: Log, events: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the events of each actor, in order."""
    found: dict[str, list[str]] = {}
    for event in events:
        for actor in dict.fromkeys(part.actor for part in log.events[event].actors):
            found.setdefault(actor, []).append(event)
    return found


def _counts(log: Log, actor: str, events: Iterable[str]) -> dict[str, int]:
    """Return in how many of `events` an actor speaks, takes part, is spoken of."""
    roles = [
        {part.role for part in log.events[event].actors if part.actor == actor} for event in events
    ]
    return {
        word: sum(not each.isdisjoint(kinds) for each in roles) for word, kinds in COUNTED.items()
    }


def sign(state: str) -> Node:
    """Return the sign of a presence, as the grid draws it."""
    return h(
        "svg",
        h("path", d=grid.SIGNS[state]),
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
            "p",
            sign(str(seat.presence)),
            h("strong", PRESENCES[seat.presence]),
            f" as {'a leader' if seat.role == 'lead' else 'a member'} · ",
            briefly(view, seat.citations),
            class_="gt-seat",
        ),
        *([h("p", seat.note, class_="gt-note")] if seat.note else []),
    ]


def _titles(view: View, actor: Actor) -> Node | None:
    if not actor.titles:
        return h("p", actor.title, class_="gt-meta") if actor.title else None
    return h(
        "ul",
        [
            h(
                "li",
                each.title,
                h("span", briefly(view, each.citations), class_="gt-said-by"),
            )
            for each in actor.titles
        ],
        class_="gt-titles",
    )


def _card(
    view: View,
    actor: Actor,
    events: Mapping[str, Sequence[str]],
    found: Mapping[str, int],
    level: int,
) -> Node:
    count = found.get(actor.id, 0)
    own = events.get(actor.id, ())
    # of a view too long to be read through, only how many events there are is known
    own = own if len(own) == count else ()
    counts = _counts(view.log, actor.id, own)
    chosen = actor.id in view.selection.actor
    here = replace(view.selection, event="", number="", actor=() if chosen else (actor.id,))
    span = ""
    if own:
        ends = [view.date(view.log.events[event]) for event in (own[0], own[-1])]
        span = " to ".join(dict.fromkeys(ends))
    return h(
        "article",
        h(
            f"h{level}",
            h("a", actor.name, href=address(here), aria_current="true" if chosen else None),
            id=f"person-{actor.id}",
            tabindex="-1",
        ),
        _titles(view, actor),
        _seat(view, actor),
        h("p", actor.note, class_="gt-note") if actor.note else None,
        h(
            "p",
            h(
                "a",
                f"{count:,} event{'' if count == 1 else 's'}",
                href=address(replace(view.selection.to("timeline"), actor=(actor.id,))),
            ),
            "".join(f" · {word} in {times:,}" for word, times in counts.items() if times),
            f" · {span}" if span else "",
            class_="gt-meta",
        )
        if count
        else h("p", "In no event of this view", class_="gt-meta"),
        class_="gt-card gt-person",
        aria_current="true" if chosen else None,
        data_key=actor.id,
    )


def _group(
    view: View,
    group: Group,
    events: Mapping[str, Sequence[str]],
    found: Mapping[str, int],
) -> Node:
    chosen = [actor for actor in group.actors if actor in view.selection.actor]
    order: Sequence[str] = group.actors
    if len(order) > MOST:
        order = sorted(order, key=lambda actor: -found.get(actor, 0))
    shown = list(dict.fromkeys((*order[:MOST], *chosen)))
    return h(
        "section",
        h("h2", group.name),
        h(
            "div",
            [_card(view, view.log.actors[actor], events, found, 3) for actor in shown],
            class_="gt-cards",
        ),
        h("p", f"and {len(group.actors) - len(shown):,} more; the filter by actor finds them.")
        if len(group.actors) > len(shown)
        else None,
        class_="gt-group" + (" gt-beside" if group.beside else ""),
        data_key=f"group-{group.name}-{group.actors[0]}",
    )


# --- who was in the room ------------------------------------------------------------------------


def _said(log: Log, cell: Cell) -> str:
    words = PRESENCES.get(cell.state, cell.state).capitalize()
    return f"{words} · {in_words(log, cell.citations)}" if cell.citations else words


def _grid(view: View, table: PresenceTable) -> Chart:
    drawn = grid.plan(table)
    spots = []
    for spot in drawn.marks:
        cell = table.cells[spot.actor, spot.event]
        spots.append(
            Spot(
                spot.x,
                spot.y,
                "",
                f"{view.log.actors[spot.actor].name}, {view.log.events[spot.event].title}",
                _said(view.log, cell),
                view.address(event=spot.event),
            )
        )
    breadth = 1 / max(len(drawn.columns), 1)
    return chart(
        grid.draw(drawn),
        height=drawn.height,
        rows=[
            (
                view.log.actors[row.actor].name,
                row.y,
                view.address(actor=(row.actor,), event="", number=""),
            )
            for row in drawn.rows
        ],
        columns=[
            (
                _meeting(view, column.event),
                column.x,
                breadth,
            )
            for column in drawn.columns
        ],
        spots=spots,
        alt="Who was in which meeting",
        head=76,
        column=88,
    )


def _meeting(view: View, event: str) -> str:
    return f"{view.date(view.log.events[event])}: {view.log.events[event].title}"


def _cell(view: View, cell: Cell) -> Node:
    if cell.state == ABSENT:
        return h("td", h("span", ABSENT, class_="gt-locator"))
    return h(
        "td",
        sign(cell.state),
        h(
            "a",
            PRESENCES.get(cell.state, cell.state),
            href=view.address(event=cell.event),
        ),
        h("span", briefly(view, cell.citations), class_="gt-said-by"),
    )


def _table(view: View, table: PresenceTable) -> Node:
    return h(
        "details",
        h("summary", "The same as a table, with what each rests on"),
        h(
            "div",
            h(
                "table",
                h(
                    "thead",
                    h(
                        "tr",
                        h("th", "Who", scope="col"),
                        [h("th", _meeting(view, event), scope="col") for event in table.meetings],
                    ),
                ),
                h(
                    "tbody",
                    [
                        h(
                            "tr",
                            h("th", view.log.actors[actor].name, scope="row"),
                            [_cell(view, table.cells[actor, event]) for event in table.meetings],
                        )
                        for actor in table.people
                    ],
                ),
                class_="gt-table",
            ),
            class_="gt-scroll",
            tabindex="0",
            role="region",
            aria_label="Who was in which meeting, as a table",
        ),
        class_="gt-twin",
        data_key="presence-table",
    )


def _meetings(log: Log, events: Iterable[str]) -> list[str]:
    return [event for event in events if log.events[event].kind == EventKind.MEETING]


def _within_limits(table: PresenceTable, selection: Selection) -> PresenceTable:
    """Return a table of people that can be taken in: whoever is chosen, then the first ones."""
    chosen = [actor for actor in table.people if actor in selection.actor]
    kept = {*chosen, *table.people[: MOST_PEOPLE - len(chosen)]}
    return replace(table, people=tuple(actor for actor in table.people if actor in kept))


def _rooms(view: View, table: PresenceTable) -> Node | None:
    if not table.meetings:
        return None
    used = {table.cells[who, event].state for who in table.people for event in table.meetings}
    return h(
        "section",
        h("h2", "Who was in which room"),
        h(
            "ul",
            [h("li", sign(state), word) for state, word in PRESENCES.items() if state in used],
            class_="gt-signs",
        ),
        h("div", data_chart="presence", data_key="chart-presence"),
        _table(view, table),
        data_key="rooms",
    )


# --- who spoke when -----------------------------------------------------------------------------


def _speech(view: View, drawn: statement.StatementPlan) -> Chart:
    columns = {column.start: column for column in drawn.columns}
    spots = []
    for spot in drawn.bubbles:
        only = spot.events[0] if len(spot.events) == 1 else ""
        then = replace(view.selection.to("timeline"), actor=(spot.actor,))
        column = columns[spot.period]
        if spot.period:
            then = replace(then, start=column.ends[0], end=column.ends[1])
        count = len(spot.events)
        noun = "statement" if count == 1 else "statements"
        spots.append(
            Spot(
                spot.x,
                spot.y,
                str(count),
                f"{view.log.actors[spot.actor].name}, {column.name}: {count} {noun}",
                "; ".join(view.log.events[event].title for event in spot.events[:6])
                + ("" if only else ". Leads to all events with this person then."),
                view.address(event=only) if only else address(then),
                "gt-count-spot",
            )
        )
    return chart(
        statement.draw(drawn),
        height=drawn.height,
        rows=[
            (
                view.log.actors[row.actor].name,
                row.y,
                view.address(actor=(row.actor,), event="", number=""),
            )
            for row in drawn.rows
        ],
        columns=[(column.name, column.x, 1 / len(drawn.columns)) for column in drawn.columns],
        spots=spots,
        alt="Statements, interviews, posts by person and day",
    )


def _spoken(drawn: statement.StatementPlan) -> Node | None:
    if not drawn.bubbles:
        return None
    return h(
        "section",
        h("h2", "Who spoke when"),
        h(
            "p",
            f"Statements, interviews, posts and appearances by {drawn.period}. "
            f"What is not dated to one {drawn.period} stands apart.",
            class_="gt-lead",
        ),
        h("div", data_chart="speaking", data_key="chart-speaking"),
        h("p", f"and {drawn.more:,} more who speak less often") if drawn.more else None,
        data_key="spoken",
    )


# --- the page -----------------------------------------------------------------------------------


def content(view: View, context: PageContext) -> Content:
    """Return the page of everybody who acts in the events in view, whoever is chosen."""
    # whoever is chosen stands out among all, counted under the other filters
    everyone = view.changed(actor=())
    read, counts = EventsRead.of(everyone), everyone.answer.counts["actor"]
    all_groups = groups(view.engine.facts)
    theirs = _by_actor(view.log, read.events)
    beside = [_group(view, group, theirs, counts) for group in all_groups if group.beside]
    others = [_group(view, group, theirs, counts) for group in all_groups if not group.beside]
    meetings = _meetings(view.log, read.events)[:MOST_MEETINGS]
    table = _within_limits(presence(view.log, meetings), view.selection)
    drawn = statement.plan(view.log, read.events, view.zone)
    charts: dict[str, Chart] = {}
    if table.meetings:
        charts["presence"] = _grid(view, table)
    if drawn.bubbles:
        charts["speaking"] = _speech(view, drawn)
    main = [
        read.notice,
        h("div", beside, class_="gt-delegations", data_key="delegations") if beside else None,
        _rooms(view, table),
        _spoken(drawn),
        h("div", others, class_="gt-others", data_key="others"),
    ]
    if not view.selection.actor:
        return Content({"main": main}, charts=charts)
    return Content({"main": main, "reading": _events_of_chosen(view)}, charts=charts)


def _events_of_chosen(view: View) -> list[Node]:
    """Return what stands beside the page when actors are chosen: their events, in order."""
    first = first_of(view)
    shown = view.page(first, PAGE)
    names = " or ".join(view.log.actors[actor].name for actor in view.selection.actor)
    rows = []
    for number, key in enumerate(shown, first + 1):
        event = view.log.events[key]
        roles = dict.fromkeys(
            str(part.role) for part in event.actors if part.actor in view.selection.actor
        )
        rows.append(
            h(
                "li",
                h(
                    "a",
                    badge(event.kind, number, hollow=is_hollow(event)),
                    h(
                        "span",
                        h("span", event.title, class_="gt-title"),
                        h(
                            "span",
                            f"{view.date(event)} · {', '.join(roles)}",
                            class_="gt-meta",
                        ),
                        class_="gt-row",
                    ),
                    href=view.address(event=key),
                ),
                data_key=key,
            )
        )
    return [
        h(
            "section",
            h("h2", names, id="gt-person", tabindex="-1"),
            h(
                "p",
                h("a", "On the timeline", href=address(view.selection.to("timeline"))),
                " · ",
                h(
                    "a",
                    "Everyone again",
                    href=view.address(actor=(), event="", number=""),
                ),
            ),
            h("ol", rows, class_="gt-list", start=first + 1),
            page_links(view, first, len(shown), f"Pages of the events with {names}"),
            class_="gt-listing",
            aria_labelledby="gt-person",
        )
    ]
