"""The table of the People page: a column a person, rows for seats, meetings and times of speech."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from components import wording
from components.events import ActorKind, Event, Log, Presence, SeatRole
from components.figures import MarkLook, StatementTable, mark_look, sides_of
from components.frames import ABSENT, PresenceTable, Seating, SeatTable, article_names
from components.pages import legend
from components.pages.citation import briefly, in_words
from components.pages.html import Child, Node, h
from components.pages.people.group import Group, sign
from components.pages.shared_element import table
from components.selection import View, address

MOST_PEOPLE, MOST_MEETINGS = 40, 24  # columns, and rows of meetings
_MOST_MARKS = 12  # in a cell
# What is told of a seat beside the sign of these.
_NOTED = frozenset((Presence.DISPUTED, Seating.COUNTED, Seating.IN_DOUBT))


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """What stands in the table: groups of people as columns, and what is known of each of them.

    `with_page` are the people whose own page stands above the table.
    """

    columns: tuple[Group, ...]
    seats: SeatTable
    rooms: PresenceTable
    statements: StatementTable
    with_page: frozenset[str]

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the people, one for each column."""
        return tuple(actor for group in self.columns for actor in group.actors)


def columns(
    view: View, groups: Sequence[Group], rooms: PresenceTable, count_of: Mapping[str, int]
) -> tuple[Group, ...]:
    """Return the groups that have a column each for their people.

    These are the people in view, those with a seat, and whoever else was at a meeting; of too many
    those in the most events. The people whom a filter chooses come in any case.
    """
    log, chosen = view.log, view.selection.actor

    def belongs(actor: str) -> bool:
        known = log.actors[actor]
        is_person = known.kind is ActorKind.PERSON and count_of.get(actor, 0) > 0
        is_named = actor in chosen and known.kind is not ActorKind.OUTLET
        return bool(known.seat) or is_person or is_named or actor in rooms.people

    found = [actor for group in groups for actor in group.actors if belongs(actor)]
    busiest = sorted(found, key=lambda actor: (actor not in chosen, -count_of.get(actor, 0)))
    kept = frozenset(busiest[:MOST_PEOPLE])
    kept_groups = (
        replace(group, actors=tuple(actor for actor in group.actors if actor in kept))
        for group in groups
    )
    return tuple(group for group in kept_groups if group.actors)


def _side(log: Log, actor: str) -> str:
    """Return the class that gives the hue of an actor's side."""
    return legend.side_hue(log, log.actors[actor].party)


class _Drawing:
    """The table being made: its view, what it shows, the class of each column."""

    def __init__(self, view: View, shown: PeopleTable, count_of: Mapping[str, int]) -> None:
        self.view, self.log, self.shown, self.count_of = view, view.log, shown, count_of
        self.people, self.parties = shown.people, sides_of(view.log)
        self.sides = {actor: _side(view.log, actor) for actor in self.people}
        firsts = {group.actors[0] for group in shown.columns}
        half = len(self.people) / 2
        self.styles = {
            actor: self.sides[actor]
            + (" gt-first" if actor in firsts else "")
            + (" gt-seated" if view.log.actors[actor].seat else "")
            + (" gt-at-end" if place >= half else "")
            + (" gt-chosen" if actor in view.selection.actor else "")
            for place, actor in enumerate(self.people)
        }

    def name(self, actor: str) -> str:
        return self.log.actors[actor].name

    def td(self, actor: str, *content: Child) -> Node:
        return h("td", *content, class_=self.styles[actor])

    def heads(self) -> Node:
        groups = [
            h(
                "th",
                group.name,
                colspan=len(group.actors),
                scope="colgroup",
                class_=f"gt-first {self.sides[group.actors[0]]}",
            )
            for group in self.shown.columns
        ]
        return h(
            "thead",
            h("tr", h("td.gt-corner", rowspan="2"), groups),
            h("tr.gt-heads", [self._head(actor) for actor in self.people]),
        )

    def _head(self, id_: str) -> Node:
        words, view = wording.people, self.view
        actor, count = self.log.actors[id_], self.count_of.get(id_, 0)
        is_chosen = id_ in view.selection.actor
        here = view.address(event="", number="", actor=() if is_chosen else (id_,))
        events = address(replace(view.selection.to("timeline"), actor=(id_,)))
        return h(
            "th",
            h(
                "a.gt-name",
                actor.name,
                href=here,
                aria_current="true" if is_chosen else None,
                id=None if id_ in self.shown.with_page else f"person-{id_}",
            ),
            h("span.gt-title", actor.title) if actor.title else None,
            h(
                "span.gt-part",
                words.seat_in_table(actor.seat.role is SeatRole.LEAD) if actor.seat else None,
                h("a", wording.count.events(count), href=events) if count else words.IN_NO_EVENT,
            ),
            scope="col",
            class_=self.styles[id_],
        )

    def section(self, key: str, title: str, explained: Child, rows: Sequence[Node]) -> Node:
        """Return rows under a head that explains their signs; a phone repeats the names there."""
        return h(
            "tbody",
            h(
                "tr.gt-section",
                h("th", title, scope="rowgroup"),
                h("td", h("div.gt-explained", explained), colspan=len(self.people)),
            ),
            h(
                "tr.gt-names",
                h("td"),
                [self.td(actor, self.name(actor)) for actor in self.people],
                aria_hidden="true",
            ),
            rows,
            data_key=key,
        )

    def row(self, title: Child, cells: Sequence[Node]) -> Node:
        return h("tr", h("th", title, scope="row"), cells)

    def signed(self, actor: str, state: str, row: str, rests_on: str, href: str) -> Node:
        """Return a cell with a sign that leads somewhere, and what it means beside a pointer."""
        words, seat = wording.people, self.log.actors[actor].seat
        note = seat.note if seat and state in _NOTED else ""
        told = words.sign_of(self.name(actor), row, words.state(state), rests_on)
        return self.td(
            actor,
            h("a.gt-cell", sign(state), href=href, aria_label=told, data_state=state),
            h(
                "span.gt-cell-card",
                h("strong", words.state_at_start(state)),
                f" {note}" if note else None,
                h("span", rests_on) if rests_on else None,
                aria_hidden="true",
            ),
        )

    def empty(self, actor: str, sign_: str, words: str) -> Node:
        return self.td(
            actor, h("span.gt-none", sign_, aria_hidden="true"), h("span.gt-hidden", words)
        )

    def seats(self) -> Node | None:
        words, seats = wording.people, self.shown.seats
        if not seats.rows:
            return None
        used = {cell.state for row in seats.rows for cell in row.cells.values()}
        rows = []
        for row in seats.rows:
            name = self._source(row.article)
            cells = []
            for actor in self.people:
                cell = row.cells.get(actor)
                if cell:
                    cited = in_words(self.log, cell.citations)
                    target = self.view.address(event="", number="", actor=(actor,))
                    cells.append(self.signed(actor, str(cell.state), name, cited, target))
                elif self.log.actors[actor].seat:
                    cells.append(self.empty(actor, words.NO_SEAT_SIGN, words.NO_SEAT))
                else:
                    cells.append(self.td(actor))
            rows.append(self.row(name, cells))
        explained = [
            signs_in_words(
                {str(state): words.SEATINGS[state] for state in Seating if state in used}
            ),
            h("span", words.SEATS_UNFILTERED) if self.view.selection.has_filters else None,
        ]
        return self.section("seats", words.SEATS, explained, rows)

    def _source(self, article: str) -> str:
        if not article:
            has_articles = any(row.article for row in self.shown.seats.rows)
            return wording.people.OTHER_SOURCES if has_articles else wording.people.SOURCES
        return article_names(self.log)[article].full

    def rooms(self) -> Node | None:
        words, rooms = wording.people, self.shown.rooms
        if not rooms.meetings:
            return None
        rows, used = [], set()
        for meeting in rooms.meetings:
            event = self.log.events[meeting]
            cells = []
            for actor in self.people:
                cell = rooms.cells.get((actor, meeting))
                if cell is None or cell.state == ABSENT:
                    cells.append(self.empty(actor, words.ABSENT_SIGN, words.NOBODY_SAYS_SO))
                    continue
                used.add(cell.state)
                cited = in_words(self.log, cell.citations)
                target = self.view.address(event=meeting)
                cells.append(self.signed(actor, cell.state, event.title, cited, target))
            rows.append(self.row(self._meeting(event), cells))
        explained = [
            signs_in_words(
                {state: word for state, word in words.PRESENCES.items() if state in used}
            ),
            h("span", words.NO_MARK),
        ]
        return self.section("rooms", words.ROOMS, explained, rows)

    def _meeting(self, event: Event) -> Node:
        return h(
            "div.gt-meeting",
            h("span", self.view.date(event)),
            h("a", event.title, href=self.view.address(event=event.id)),
        )

    def spoken(self) -> Node | None:
        words, statements = wording.people, self.shown.statements
        own = set(self.people)
        periods = [
            period
            for period in statements.periods
            if any((actor, period.start) in statements.cells for actor in own)
        ]
        if not periods:
            return None
        rows = []
        for period in periods:
            cells = []
            for actor in self.people:
                events = statements.cells.get((actor, period.start), ())
                then = self.view.selection.to("timeline")
                then = replace(then, actor=(actor,))
                if period.start:
                    then = replace(then, start=period.ends[0], end=period.ends[1])
                cells.append(self._statements(actor, period.name, events, address(then)))
            rows.append(self.row(period.name, cells))
        note = h("span", words.spoke_note(statements.unit))
        return self.section("spoken", words.SPOKE, note, rows)

    def _statements(self, actor: str, period: str, events: Sequence[str], then: str) -> Node:
        words = wording.people
        if not events:
            return self.td(actor, h("span.gt-hidden", words.NOTHING_SAID))
        marks = [self._mark(actor, self.log.events[event]) for event in events[:_MOST_MARKS]]
        more = len(events) - len(marks)
        return self.td(
            actor,
            h("div.gt-marks", marks),
            h(
                "a",
                words.more_statements(more),
                href=then,
                aria_label=words.all_statements(self.name(actor), period, len(events)),
            )
            if more
            else None,
        )

    def _mark(self, actor: str, event: Event) -> Node:
        look = mark_look(self.log, event, self.parties)
        own = self.log.actors[actor].party
        hues = (self.parties.index(own),) if own in self.parties else ()
        told = wording.people.statement(self.name(actor), self.view.date(event), event.title)
        return h(
            "a.gt-cell",
            legend.mark(MarkLook(look.shape, hues, hollow=look.hollow, disputed=look.disputed)),
            href=self.view.address(event=event.id),
            aria_label=told,
            title=told,
            aria_current="true" if event.id == self.view.selection.event else None,
        )


def signs_in_words(words: Mapping[str, str]) -> Node:
    """Return what signs mean, those of the given states."""
    return h("ul.gt-signs", [h("li", sign(state), word) for state, word in words.items()])


def element(view: View, shown: PeopleTable, count_of: Mapping[str, int]) -> Node | None:
    """Return the table; `None` where there is nobody to show."""
    if not shown.people:
        return None
    drawing = _Drawing(view, shown, count_of)
    return h(
        "div.gt-scroll.gt-people",
        h(
            "table",
            h("caption.gt-hidden", wording.people.TABLE),
            drawing.heads(),
            drawing.seats(),
            drawing.rooms(),
            drawing.spoken(),
        ),
        tabindex="0",
        role="region",
        aria_label=wording.people.TABLE,
        data_key="people-table",
    )


def _cell(view: View, rooms: PresenceTable, actor: str, event: str) -> Node:
    cell = rooms.cells[actor, event]
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


def twin(view: View, rooms: PresenceTable, people: Collection[str]) -> Node | None:
    """Return who was in which room with what each of that rests on, to unfold."""
    if not rooms.meetings:
        return None
    events = [view.log.events[event] for event in rooms.meetings]
    heads = [wording.people.meeting(view.date(event), event.title) for event in events]
    rows = [
        h(
            "tr",
            h("th", view.log.actors[actor].name, scope="row"),
            [_cell(view, rooms, actor, event) for event in rooms.meetings],
        )
        for actor in rooms.people
        if actor in people
    ]
    return h(
        "details.gt-twin",
        h("summary", wording.people.SAME_AS_TABLE),
        table([wording.people.WHO, *heads], rows, wording.people.MEETINGS_TABLE),
        data_key="presence-table",
    )
