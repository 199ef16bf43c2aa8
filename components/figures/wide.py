"""The picture in columns on a wide screen: columns across, rows down."""

from collections.abc import Iterator, Sequence

from components.figures.advance import text_width, wrap
from components.figures.box_content import (
    CAPTION,
    CAPTION_LINE,
    INDENT,
    LINE,
    MARK_ROOM,
    PADDING,
    TEXT,
)
from components.figures.column_layout import ROW_PADDING, Layout
from components.figures.column_plan import HEAD, Column, Row
from components.figures.column_width import by_height, by_number
from components.figures.drawing import GAP, across_period
from components.figures.edge import STAY, Edge, place_stays, place_ticks
from components.figures.group import MANY, Group
from components.figures.packing import Block, pack
from components.figures.period import head_names, is_cut, short_head
from components.figures.placement import Known, column_at

GUTTER = 104.0  # of the rows' names: room for "Announcement", the longest word of the usual kinds
_LEAST, _END, _EMPTY, _BREAK = 88.0, 48.0, 40.0, 24.0
_MOST_LEAST = 160.0  # of a column that is widened for its longest word
_SHARE, _TIGHT = 0.92, 72.0  # of the width for the least columns, and what they may shrink to
# Of the width, for the column of the open event: with less, the others lose labels, so that it has
# more.
_LEAST_SHARE, _OWN_SHARE = 0.3, 0.4
_MOST_OPEN = 1360.0  # pixels of the height of such a picture with all labels of that column
_MOST_SHRUNK = 300  # events; of more, most are marks alone anyway


class Wide(Layout):
    """Columns across, rows down."""

    gutter = GUTTER
    widths: Sequence[float] = ()
    own: int | None = None  # the column of the open event, where the others have few labels

    def arrange(self, limit: tuple[float, float]) -> None:
        """Find the widths of the columns and the tops of all groups."""
        if not self.widths:
            self.widths = self.share_width()
        self.drawing.limit_labels(*limit)
        self.xs = [GUTTER]
        for width in self.widths[:-1]:
            self.xs.append(self.xs[-1] + width)
        self.tops: list[list[float]] = []
        self.heights: list[float] = []
        for row in self.rows:
            tops, height = self._stacked(row)
            self.tops.append(tops)
            lasting = STAY if row in self.edges and self.edges[row].visits else 0.0
            named = len(self._name(row)) * LINE + CAPTION_LINE * len(self._heading(row))
            height = max(height + lasting - GAP, named, LINE)
            self.heights.append(height + 2 * ROW_PADDING)
        self.height = self.since_height + HEAD + sum(self.heights)

    def follow(self, other: "Wide") -> None:
        """Take over the widths of another layout, and which marks have no labels."""
        self.widths = other.share_width()
        self.most_height = other.most_height
        self.drawing.bare_marks(other.drawing.bare)

    def _stacked(self, row: str) -> tuple[list[float], float]:
        """Return the tops and the height of a row; items in one column where that costs nothing."""
        stacked = self.drawing.stacked
        lowest = self._pack(row)
        for group in self.groups[row]:
            before = self.drawing.height(group, self._breadth(group))
            stacked.add(id(group))
            if self.drawing.height(group, self._breadth(group)) == before:
                continue
            result = self._pack(row)
            if result[1] <= lowest[1]:
                lowest = result
            else:
                stacked.remove(id(group))
        return lowest

    def _pack(self, row: str) -> tuple[list[float], float]:
        return pack(
            [
                Block(g.first + 1, g.last + 1, self.drawing.height(g, self._breadth(g)))
                for g in self.groups[row]
            ]
        )

    def _breadth(self, group: Group) -> float:
        return sum(self.widths[group.first + 1 : group.last + 2])

    def draw(self) -> tuple[Sequence[Column], Sequence[Row]]:
        """Draw the rows one below the other."""
        rows = []
        y = self.since_height + HEAD
        for index, row in enumerate(self.rows):
            groups, head, edge = self.groups[row], self.heads[row], self.edges.get(row, Edge())
            columns = list(zip(self.xs, self.widths, strict=True))
            bottom = y + self.heights[index]
            self.ticks += place_ticks(edge, head.hues, columns, bottom)
            self.stays += place_stays(edge, head.hues, columns, y + ROW_PADDING - 4)
            inner = y + ROW_PADDING + (STAY if edge.visits else 0)
            for group, top in zip(groups, self.tops[index], strict=True):
                x = self.xs[group.first + 1]
                self.drawing.draw(group, x, inner + top, self._breadth(group), self._across)
            count = sum(len(group.members) for group in groups)
            size = (y, self.heights[index], count)
            rows.append(Row(row, head.name, head.hues, *size, head.group))
            y = bottom
        return list(self.columns(self.xs, self.widths)), rows

    def _name(self, row: str) -> tuple[str, ...]:
        return wrap(self.heads[row].name, GUTTER - 2 * PADDING, TEXT, bold=True)

    def _heading(self, row: str) -> tuple[str, ...]:
        return wrap(self.heads[row].group, GUTTER - 2 * PADDING, CAPTION)

    def _across(self, time: float) -> float | None:
        column = column_at(time, self.periods)
        if not 0 <= column < len(self.periods) or not self.widths[column + 1]:
            return None
        x, width = self.xs[column + 1], self.widths[column + 1]
        return across_period(self.periods[column], x, width)(time)

    def _least(self) -> list[float]:
        """Return how wide each column has to be: for a word, for a head, or for nothing."""
        room = self.setting.width - GUTTER
        if self.setting.focus:
            self.own = self._own_column()
        least = self._whole_words()
        if (
            self.setting.connections
            and sum(len(g.members) for g in self.all_groups()) <= _MOST_SHRUNK
        ):
            own = self._own_column()
            short = self._one_line(own, _LEAST_SHARE) - least[own]
            if sum(least) + max(short, 0) > room and self._turn_bare(own, room):
                least = self._whole_words()
        least = _shrunk(least, [_TIGHT] * self.count, room)
        share = room / sum(least) if sum(least) > room else 1.0
        return [width * share for width in least]

    def _turn_bare(self, own: int, room: float) -> bool:
        """Leave columns other than that of the open event the labels that fit without a break.

        Those of connected events come first, then those of the key ones. Return whether there are
        such columns.
        """
        others = [g for g in self.all_groups() if not g.first < own <= g.last + 1]
        members = {m.event.id: (g.first, m.event) for g in others for m in g.members}
        if not members:
            return False
        self.own = own
        bare = frozenset(members)
        self.drawing.bare_marks(bare)
        related = self.setting.related & bare
        keys = {event for event, (_, placed) in members.items() if placed.key} - related
        for events in (related, keys):
            for column in sorted({members[event][0] for event in events}):
                tried = bare.difference(e for e in events if members[e][0] == column)
                self.drawing.bare_marks(tried)
                if sum(self._whole_words()) <= room:
                    bare = tried
        self.drawing.bare_marks(bare)
        self.most_height = _MOST_OPEN
        return True

    def _own_column(self) -> int:
        """Return the column with the most events of those that the open event may stand in.

        At a step of a walk it is the one with the most of its events.
        """
        counts = [0] * self.count
        focus = self.setting.focus
        covered = range(self.count)
        event = self.setting.connections.event if self.setting.connections else ""
        for group in self.all_groups():
            if group.first == group.last:
                counts[group.first + 1] += sum(
                    not focus or member.event.id in focus for member in group.members
                )
            if any(member.event.id == event for member in group.members):
                covered = range(group.first + 1, group.last + 2)
        return max(covered, key=lambda column: counts[column])

    def _one_line(self, column: int, share: float) -> float:
        """Return how wide a column is with its labels on a line each, at most a share of all."""
        bare = self.drawing.bare if self.setting.focus else frozenset()
        lines = (_longest(group, bare, by_word=False) for group in self._within(column))
        return min(max(lines, default=0.0), share * (self.setting.width - GUTTER))

    def _within(self, column: int) -> Iterator[Group]:
        return (g for g in self.all_groups() if g.first == g.last == column - 1)

    def _whole_words(self) -> list[float]:
        """Return widths of the columns that are no less than what keeps each word whole."""
        least = [_EMPTY] * self.count
        words = self._for_names()
        bare = self.drawing.bare
        for group in self.all_groups():
            if group.first == group.last and len(group.members) <= MANY:
                column = group.first + 1
                words[column] = max(words[column], min(_longest(group, bare), _MOST_LEAST))
                low = _LEAST if self.own is None else _END
                least[column] = max(least[column], low, words[column])
                continue
            for column in (group.first + 1, group.last + 1):  # the ends of a span are told apart
                end = self._name_width(column) if group.first != group.last else _LEAST
                least[column] = max(least[column], end)
        self._collapse(least)
        for column in {1, self.count - 2}:  # where a window cuts a column, its head says so
            if least[column] == _EMPTY and self._is_cut(column):
                least[column] = self._name_width(column)
        for group in self.all_groups():  # what spans several columns takes room in those it has
            covered = range(group.first + 1, group.last + 2)
            needed = _LEAST
            if self.own is not None and self.drawing.is_bare(group):
                needed = _END
            elif group.known is not Known.LASTED and len(group.members) <= MANY:
                needed = max(needed, min(_longest(group, bare), _MOST_LEAST))
            elif self.own is not None:
                needed = _longest(group, bare)
            short = needed - sum(least[column] for column in covered)
            if short > 0:
                widest = max(covered, key=lambda column: least[column])
                least[widest] += short
        return _shrunk(least, words, (self.setting.width - GUTTER) * _SHARE)

    def _for_names(self) -> list[float]:
        """Return how wide columns have to be for their names, and some for labels on a line."""
        if self.own is None:
            return [_TIGHT] * self.count
        words = [self._name_width(column) for column in range(self.count)]
        for column in range(self.count) if self.setting.focus else (self.own,):
            words[column] = max(words[column], self._one_line(column, _OWN_SHARE))
        return words

    def _name_width(self, column: int) -> float:
        """Return how wide a column has to be for a short form of its name."""
        if not 0 < column < self.count - 1:
            return _END
        short = short_head(head_names(self.setting.unit, self.periods[column - 1]))
        return max(_END, text_width(short, TEXT, bold=True) + 12)

    def _is_cut(self, column: int) -> bool:
        return column > 0 and is_cut(self.setting.unit, self.periods[column - 1])

    def _collapse(self, least: list[float]) -> None:
        """Make each run of columns without events one break, and leave out empty ends."""
        for end, beyond in zip((0, -1), self.setting.beyond, strict=True):
            if least[end] == _EMPTY:
                least[end] = _LEAST if beyond else 0.0
        for column in range(1, self.count - 1):
            if least[column] == _EMPTY and least[column - 1] in (_BREAK, 0.0) and column > 1:
                least[column] = 0.0
            elif least[column] == _EMPTY == least[column + 1] and column + 2 < self.count:
                least[column] = _BREAK

    def share_width(self) -> list[float]:
        """Return the widths of the columns that make the picture low."""
        widths = self._least()
        groups = list(self.all_groups())
        columns = sorted({self._widened(group, widths) for group in groups})
        if not columns:
            columns = [c for c in range(self.count) if widths[c] > _EMPTY] or [1]
        room = self.setting.width - GUTTER - sum(widths)
        if sum(len(group.members) for group in groups) > MANY:
            return by_number(self.groups, widths, columns, room)
        told = [group for group in groups if not self.drawing.is_bare(group)]
        # at a step of a walk its own columns have what room is left
        own = sorted({self._widened(group, widths) for group in told}) or columns
        return by_height(self.groups, widths, columns, room, self.drawing.cost, own)

    def _widened(self, group: Group, widths: Sequence[float]) -> int:
        """Return the column that is widened for a group: of those that it spans the widest."""
        covered = range(group.first + 1, group.last + 2)
        return max(covered, key=lambda column: widths[column])


def _shrunk(widths: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths that come closer to the least ones, all by the same part, as `room` asks."""
    surplus = [max(width - low, 0) for width, low in zip(widths, least, strict=True)]
    over = sum(widths) - room
    part = min(over / sum(surplus), 1) if over > 0 and any(surplus) else 0.0
    return [width - more * part for width, more in zip(widths, surplus, strict=True)]


def _longest(group: Group, bare: frozenset[str], *, by_word: bool = True) -> float:
    """Return how wide a box has to be for the longest word of its labels, save those in `bare`.

    Unless `by_word`, return it for the longest label on one line.
    """
    words = [
        text_width(word, TEXT, bold=item.bold) + indent
        for head in group.items
        for item, indent in ((head, 0), *((child, INDENT) for child in head.children))
        if item.event not in bare
        for word in (item.text.split() if by_word else (item.text,))
    ]
    return max(words) + MARK_ROOM + 2 * PADDING + GAP + 1 if words else 0.0
