"""The People page: the finding, whoever is chosen, the table of all people, everybody as cards."""

from collections.abc import Mapping, Sequence

from components import wording
from components.figures import statements
from components.frames import (
    ABSENT,
    PresenceTable,
    Seating,
    SeatTable,
    article_names,
    is_meeting,
    presence,
    seat_table,
)
from components.pages import legend
from components.pages.html import Node, h
from components.pages.page_context import Content, EventsRead, PageContext
from components.pages.people import person, table
from components.pages.people.group import Group, events_by_actor, groups, section
from components.pages.people.table import MOST_MEETINGS, PeopleTable
from components.pages.reading_list import PAGE, entry, first_of, page_links
from components.selection import Headline, View, address

_MOST_PAGES = 5  # people whose sayings are shown at once


def content(view: View, context: PageContext) -> Content:
    """Return the page of all actors in the events in view, whichever the filter has chosen."""
    # The chosen actors are highlighted among all that pass the other filters.
    everyone = view.changed(actor=())
    # a dictionary, because everybody is looked up in it
    read, counts = EventsRead.of(everyone), dict(everyone.answer.counts["actor"].items())
    all_groups = groups(view.engine.facts)
    theirs = events_by_actor(view.log, read.events)
    meetings = [event for event in read.events if is_meeting(view.log, event)][:MOST_MEETINGS]
    rooms = presence(view.log, meetings)
    chosen = view.selection.actor[:_MOST_PAGES]
    shown = PeopleTable(
        table.columns(view, all_groups, rooms, counts),
        seat_table(view.engine.facts),
        rooms,
        statements(view.log, read.events, view.zone),
        frozenset(chosen),
    )
    people = shown.people
    elsewhere = frozenset((*people, *chosen))
    more = len(view.selection.actor) - len(chosen)
    main = [
        read.notice,
        [
            person.elements(view, view.log.actors[actor], read.events, theirs, counts)
            for actor in chosen
        ],
        h("p.gt-lead", wording.people.more_chosen(more)) if more else None,
        table.element(view, shown, counts),
        table.twin(view, rooms, frozenset(people)),
        *_everybody(view, all_groups, theirs, counts, elsewhere, frozenset(people)),
    ]
    nodes = [node for part in main for node in (part if isinstance(part, list) else [part])]
    if chosen:
        return Content({"main": nodes, "reading": _events_of_chosen(view)})
    return Content({"main": nodes}, finding=_finding(view, shown))


def _everybody(
    view: View,
    all_groups: Sequence[Group],
    events: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    elsewhere: frozenset[str],
    in_table: frozenset[str],
) -> list[Node | None]:
    """Return all actors as cards; below a table they fold, a group each of those not in it."""

    def drawn(group: Group) -> Node:
        return section(view, group, events, counts, elsewhere)

    def folded(group: Group) -> Node:
        return h(
            "details.gt-twin",
            h("summary", wording.people.group_of(group.name, len(group.actors))),
            drawn(group),
            data_key=f"below-{group.name}",
        )

    above = [group for group in all_groups if not in_table.isdisjoint(group.actors)]
    others = [
        folded(group) if above else drawn(group) for group in all_groups if group not in above
    ]
    beside = [drawn(group) for group in above if group.beside]
    more = [drawn(group) for group in above if not group.beside]
    return [
        h(
            "details.gt-twin",
            h("summary", wording.people.EVERYBODY),
            h("div.gt-delegations", beside, data_key="delegations") if beside else None,
            h("div.gt-others", more) if more else None,
            data_key="everybody",
        )
        if above
        else None,
        h("div.gt-others", others, data_key="others") if others else None,
    ]


def _finding(view: View, shown: PeopleTable) -> Headline | None:
    """Return what the page comes to, with its counts; `None` for a log without people."""
    words, seats = wording.people, shown.seats
    if seats.people:
        headline = words.seats_headline(len(seats.people), len(seats.doubted))
        return Headline(headline, _lead(view, seats))
    persons = [actor for actor in shown.people if view.log.actors[actor].kind == "person"]
    if not persons:
        return None
    return Headline(words.people_headline(len(persons), _meetings(shown.rooms)))


def _meetings(rooms: PresenceTable) -> int:
    return sum(
        any(rooms.cells[actor, event].state != ABSENT for actor in rooms.people)
        for event in rooms.meetings
    )


def _lead(view: View, seats: SeatTable) -> str:
    """Return whom the articles name at the table, each beyond the others, and who is in doubt."""
    words, log = wording.people, view.log

    def names(actors: Sequence[str]) -> list[str]:
        return [log.actors[actor].name for actor in actors]

    articles = [row for row in seats.rows if row.article]
    named = {row.article: row.seats(Seating.NAMED) for row in seats.rows}
    common: list[str] = []
    if len(articles) > 1:
        common = [
            actor for actor in seats.people if all(actor in named[row.article] for row in articles)
        ]
    sentences = [words.all_articles_name(len(articles), names(common))] if common else []
    for row in articles:
        own = [actor for actor in named[row.article] if actor not in common]
        counted = len(row.seats(Seating.COUNTED))
        if own or counted:
            name = article_names(log)[row.article].short
            sentences.append(words.article_names(name, names(own), counted, is_more=bool(common)))
    others = [actor for actor in named.get("", ()) if actor not in common]
    if others:
        sentences.append(words.others_name(names(others), is_more=bool(common)))
    if seats.doubted:
        sentences.append(words.in_doubt(names(seats.doubted)))
    return " ".join(sentences)


def _events_of_chosen(view: View) -> list[Node]:
    """Return what stands beside the page when actors are chosen: their events, in order."""
    first = first_of(view)
    shown = view.page(first, PAGE)
    names = wording.any_of([view.log.actors[actor].name for actor in view.selection.actor])
    rows = []
    for id_ in shown:
        event = view.log.events[id_]
        roles = (str(part.role) for part in event.actors if part.actor in view.selection.actor)
        words = f"{view.date(event)} · {', '.join(dict.fromkeys(roles))}"
        rows.append(entry(view, event, legend.mark_of(view.log, event), words))
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
