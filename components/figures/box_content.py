"""The content of a box: marks with their labels, in as many columns of items as are best.

A block is an appearance with what was said at it, indented. Places are pixels from the top left of
the box.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from components.figures.advance import text_width, wrap
from components.figures.mark_shape import MARK_RADIUS

TEXT, LINE = 13.0, 18.0  # pixels of a label's letters and of its line
CAPTION, CAPTION_LINE = 12.0, 16.0  # of what stands above a box
PADDING = 8.0
MARK = 14.0  # from the middle of one mark to the next
MARK_ROOM = 18.0  # of a mark before its label
TO_LABEL = MARK_ROOM - MARK_RADIUS  # from the middle of a mark
INDENT = 12.0
NARROWEST = 132.0  # of a column of items, where there are several
MOST_COLUMNS = 4
_LISTED, _APART = 220.0, 12.0  # of a column of labels without marks, and what parts two
MOST_LINES = 12  # a longer label gives way to its mark
ONE_COLUMN = 5 * LINE  # items that are no higher stand below each other
_LEAST_ROOM = 24.0  # of a label, which else gives way to its mark
_SIGN = "\N{NOT EQUAL TO}"


@dataclass(frozen=True, slots=True)
class Item:
    """An event to be placed: its label, and whether it is one of those that tell the story.

    `prefix` is a clock time before the label, "" for none; `children` are what belongs to it;
    `aside` says what is disputed; `related` are the open event and what it is connected with. A
    `bare` one has no room for its label, however much there is.
    """

    event: str
    label: str
    bold: bool = False
    prefix: str = ""
    children: tuple["Item", ...] = ()
    aside: str = ""
    disputed: bool = False
    related: bool = False
    bare: bool = False

    @property
    def text(self) -> str:
        """The prefix and the label."""
        return f"{self.prefix} {self.label}" if self.prefix else self.label

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        """The sort key of those whose labels matter most."""
        return not self.related, not self.bold, not self.children, not self.disputed


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item at its place: the middle of its mark, and the lines of its label beside it."""

    event: str
    x: float
    y: float
    lines: tuple[str, ...]
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """The items of a box at their places, and the height that they take."""

    items: tuple[PlacedItem, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far items stand apart: pixels added to each, and from one bare mark to the next."""

    added: float = 0.0
    pitch: float = MARK


DENSE = Spacing()
FOR_FINGERS = Spacing(6.0, 24.0)

Lines = tuple[tuple[str, ...], tuple[str, ...]]


def item_lines(item: Item, room: float) -> Lines:
    """Return the lines of an item's label and of its aside; none where there is no room."""
    if item.bare or room < _LEAST_ROOM:
        return (), ()
    label = wrap(item.text, room, TEXT, bold=item.bold)
    if len(label) > MOST_LINES:
        return (), ()
    return label, wrap(f"{_SIGN} {item.aside}", room, CAPTION) if item.aside else ()


def lines_height(lines: Lines) -> float:
    """Return the height of a label with its aside, at least that of its mark."""
    return max(len(lines[0]), 1) * LINE + len(lines[1]) * LINE


def _columns(
    items: Sequence[Item], left: float, width: float, count: int, added: float
) -> tuple[list[PlacedItem], float]:
    """Place items in `count` columns, filled one after the other; return them and the height.

    Where labels would break in columns of one width, each is as wide as its own labels need.
    """
    per_column = -(-len(items) // count)
    columns = [items[at : at + per_column] for at in range(0, len(items), per_column)]
    placed: list[PlacedItem] = []
    height, x = 0.0, left
    for column, breadth in zip(columns, _breadths(columns, width, count), strict=False):
        y = 0.0
        for item in column:
            lines = item_lines(item, breadth - MARK_ROOM - (4 if count > 1 else 0))
            placed.append(PlacedItem(item.event, x + MARK_RADIUS, y + (LINE + added) / 2, *lines))
            y += lines_height(lines) + added
        height = max(height, y)
        x += breadth
    return placed, height


def _breadths(columns: Sequence[Sequence[Item]], width: float, count: int) -> list[float]:
    """Return the widths of the columns of a box: what keeps each label on one line, or the same."""
    needs = [max(map(_breadth, column)) for column in columns]
    even = width / count
    free = width - sum(needs)
    if max(needs) <= even or free < 0:
        return [even] * count
    return [need + free / len(needs) for need in needs]


def _breadth(item: Item) -> float:
    """Return how wide a column has to be for a label and its aside on one line each."""
    label = text_width(item.text, TEXT, bold=item.bold)
    aside = text_width(f"{_SIGN} {item.aside}", CAPTION) if item.aside else 0.0
    return max(label, aside) + MARK_ROOM + 5


def _best(
    items: Sequence[Item], left: float, width: float, single: float, added: float
) -> tuple[list[PlacedItem], float]:
    """Place items in the fewest columns that are not much higher than the lowest."""
    first = _columns(items, left, width, 1, added)
    most = max(1, min(MOST_COLUMNS, int(width // NARROWEST), len(items)))
    if most == 1 or first[1] <= single:
        return first
    tries = [first, *(_columns(items, left, width, count, added) for count in range(2, most + 1))]
    lowest = min(height for _, height in tries)
    return next(flow for flow in tries if flow[1] <= max(lowest, single))


def _sections(items: Sequence[Item]) -> Iterator[tuple[Item | None, Sequence[Item]]]:
    """Yield runs of items without a block, and each block by its head."""
    run: list[Item] = []
    for item in items:
        if item.children:
            if run:
                yield None, run
            yield item, item.children
            run = []
        else:
            run.append(item)
    if run:
        yield None, run


def _flow(items: Sequence[Item], width: float, single: float, added: float) -> Flow:
    inner = width - 2 * PADDING
    placed: list[PlacedItem] = []
    y = 0.0
    for head, rest in _sections(items):
        if head:
            lines = item_lines(head, inner - MARK_ROOM)
            middle = y + (LINE + added) / 2
            placed.append(PlacedItem(head.event, PADDING + MARK_RADIUS, middle, *lines))
            y += lines_height(lines) + added
        indent = INDENT if head else 0
        below, height = _best(rest, PADDING + indent, inner - indent, single, added)
        placed += [replace(item, y=item.y + y) for item in below] if y else below
        y += height
    return Flow(tuple(placed), y)


def flow(
    items: Sequence[Item],
    width: float,
    most: float = inf,
    *,
    single: float = ONE_COLUMN,
    spacing: Spacing = DENSE,
) -> Flow:
    """Place the items of a box of a width, below its caption; `width` includes the padding.

    Up to the height `single` they stand in one column. When they are higher than `most`, the labels
    that matter most stay, and the marks of all others stand in rows below them, with the bare ones.
    Those that are related to the open event keep theirs.
    """
    added, pitch = spacing.added, spacing.pitch
    everything = [item for head in items for item in (head, *head.children)]
    ranked = sorted((item for item in everything if not item.bare), key=lambda item: item.rank)
    count = len(ranked)
    if count == len(everything) and count * LINE <= most * MOST_COLUMNS:
        whole = _flow(items, width, single, added)
        if whole.height <= max(most, LINE + added):
            return whole
        count -= 1
    inner = width - 2 * PADDING
    per_row = max(1, int(inner // pitch))
    columns = max(1, min(MOST_COLUMNS, int(inner // NARROWEST)))
    least = sum(item.related for item in ranked)
    if most < inf:
        count = max(min(count, int(most // (LINE + added)) * columns), least)
    while True:
        bare = len(everything) - count
        rows = -(-bare // per_row) * pitch
        kept = {item.event for item in ranked[:count]}
        labelled = _flow(list(_kept(items, kept)), width, single, added) if kept else Flow((), 0)
        if count <= least or labelled.height + rows <= most:
            break
        count = max(count * 4 // 5, least)
    rest = (item for item in everything if item.event not in kept)
    marks = tuple(
        PlacedItem(
            item.event,
            PADDING + pitch / 2 + place % per_row * pitch,
            labelled.height + pitch / 2 + place // per_row * pitch,
            (),
        )
        for place, item in enumerate(rest)
    )
    return Flow((*labelled.items, *marks), labelled.height + rows)


def _kept(items: Sequence[Item], kept: set[str]) -> Iterator[Item]:
    """Yield the items to keep; without the head of their block its parts stand alone."""
    for item in items:
        children = tuple(child for child in item.children if child.event in kept)
        if item.event in kept:
            yield replace(item, children=children) if item.children else item
        else:
            yield from children


def listing(items: Sequence[Item], width: float, most: float = inf) -> Flow:
    """Place labels from the left, with no room for marks, in as few columns as are best.

    When they are higher than `most`, only the labels that matter most have lines.
    """
    first = _listed(items, width, most, 1)
    columns = min(MOST_COLUMNS, int(width // _LISTED))
    if first.height <= ONE_COLUMN or columns < 2:
        return first
    tries = [first, *(_listed(items, width, most, count) for count in range(2, columns + 1))]
    labelled = [sum(bool(item.lines) for item in flow.items) for flow in tries]
    most_labelled = [flow for flow, n in zip(tries, labelled, strict=True) if n == max(labelled)]
    return min(most_labelled, key=lambda flow: flow.height)


def _listed(items: Sequence[Item], width: float, most: float, columns: int) -> Flow:
    breadth = width / columns
    lines = {
        item.event: item_lines(item, breadth - (_APART if columns > 1 else 0)) for item in items
    }
    used = 0.0
    for item in sorted(items, key=lambda item: item.rank):
        height = lines_height(lines[item.event])
        if not lines[item.event][0] or used + height > most * columns:
            lines[item.event] = ((), ())
        else:
            used += height
    labelled = sum(bool(label) for label, _ in lines.values())
    per_column = max(1, -(-labelled // columns))
    placed: list[PlacedItem] = []
    column, in_column, y, highest = 0, 0, 0.0, 0.0
    for item in items:
        if lines[item.event][0] and in_column == per_column:
            column, in_column, y = column + 1, 0, 0.0
        placed.append(PlacedItem(item.event, column * breadth, y + LINE / 2, *lines[item.event]))
        if lines[item.event][0]:
            in_column += 1
            y += lines_height(lines[item.event])
            highest = max(highest, y)
    return Flow(tuple(placed), highest)
