"""The events of a picture in groups: each group is a box, a ruler or a line that lasts."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from components import wording
from components.events import Event, Log, Relation
from components.figures.box_content import Item
from components.figures.caption import Captions
from components.figures.placement import BEFORE, UNSURE, Known, Placement
from components.selection import Bounds

# Of more events those of the same columns stand in one box, widths go by their numbers, and some
# labels give way to marks.
MANY = 150


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its row, its hues, its columns and its bounds on the reader's clock."""

    event: Event
    row: str
    hues: tuple[int, ...]
    placement: Placement
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one row that stand together: the columns, what stands above them, the events.

    `known` is `CLOCK` for a ruler, `LASTED` for a line, else that of a box.
    """

    row: str
    known: Known
    first: int
    last: int
    caption: str
    members: tuple[Placed, ...]
    items: tuple[Item, ...]
    dashed: bool


def group_events(
    log: Log,
    placed: Sequence[Placed],
    captions: Captions,
    related: frozenset[str] = frozenset(),
) -> dict[str, list[Group]]:
    """Return the groups of each row, in the order in which they stand below each other.

    `related` are the open event and those that it is connected with.
    """
    asides = {
        event: question.finding_brief
        for question in log.disagreements.values()
        for event in question.in_dispute
    }
    keyed: dict[tuple[str, Known, int, int, str], list[Placed]] = defaultdict(list)
    of_many = cache(captions.of_many) if len(placed) > MANY else None
    for item in placed:
        at = item.placement
        known, label = _box(item, captions, of_many)
        keyed[item.row, known, at.first, at.last, label].append(item)
    rows: dict[str, list[Group]] = defaultdict(list)
    for (row, known, first, last, label), members in keyed.items():
        rows[row].append(
            Group(
                row,
                known,
                first,
                last,
                "" if known in (Known.CLOCK, Known.LASTED) else label,
                tuple(members),
                tuple(_items(log, members, captions, asides, related, timed=known is Known.CLOCK)),
                all(item.event.when.uncertain for item in members),
            )
        )
    order = {Known.LASTED: 0, Known.CLOCK: 1}
    for groups in rows.values():
        groups.sort(key=lambda g: (g.last != g.first, order.get(g.known, 2), g.first))
    return rows


def _box(
    item: Placed, captions: Captions, of_many: Callable[[Placement], str] | None
) -> tuple[Known, str]:
    """Return what kind of group an event stands in, and what tells it from others there."""
    at = item.placement
    if at.known is Known.SINCE:
        return Known.SPAN, wording.picture.ALREADY
    if at.known is Known.CLOCK and BEFORE < at.first < captions.columns:
        return at.known, ""
    if at.known is Known.LASTED and not of_many:
        return at.known, item.event.id
    known = at.known if at.known in UNSURE else Known.SPAN
    return known, of_many(at) if of_many else captions.box(item.event, at)


def _items(
    log: Log,
    members: Sequence[Placed],
    captions: Captions,
    asides: dict[str, str],
    related: frozenset[str],
    *,
    timed: bool,
) -> list[Item]:
    """Return the items of a group; an event that is part of another one stands below that one."""
    wholes = {} if timed else _wholes(members)
    children: dict[str, list[Item]] = defaultdict(list)
    heads: list[Placed] = []

    def item(placed: Placed, below: tuple[Item, ...] = ()) -> Item:
        event = placed.event
        return Item(
            event.id,
            event.label or event.title,
            event.key,
            captions.clock(event) if timed else "",
            below,
            asides.get(event.id, ""),
            event.id in log.disputed,
            event.id in related,
        )

    for placed in sorted(members, key=lambda m: m.bounds[0] or 0) if timed else members:
        whole = wholes.get(placed.event.id)
        if whole is None or whole in wholes:
            heads.append(placed)
        else:
            children[whole].append(item(placed))
    return [item(placed, tuple(children[placed.event.id])) for placed in heads]


def _wholes(members: Sequence[Placed]) -> dict[str, str]:
    """Return the event that each event is part of, where both are members."""
    ids = {placed.event.id for placed in members}
    wholes: dict[str, str] = {}
    for placed in members:
        for link in placed.event.links:
            if link.relation is Relation.PART_OF and link.event in ids:
                wholes.setdefault(placed.event.id, link.event)
    return wholes
