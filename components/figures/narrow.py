"""The picture in columns on a narrow screen: days run down, in sections one below the other.

Of two sides the first has the left half and the second the right; what is of both or of neither
stands across. More rows are one column, in which captions say whose everything is. What several
sides did over days runs along both edges.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components import wording
from components.events import Log, Shape
from components.figures.advance import text_width
from components.figures.box_content import FOR_FINGERS, LINE
from components.figures.column_layout import Content, Layout, Setting
from components.figures.column_plan import Column, Half, Row, Stroke
from components.figures.drawing import GAP
from components.figures.group import Group
from components.figures.packing import Block, pack
from components.figures.period import head_names, is_cut, long_day_name, short_head
from components.figures.placement import BEFORE, Known
from components.figures.row import SIDE
from components.figures.side import OTHERS, TOGETHER, sides_of
from components.figures.span import Span
from components.figures.spine import ACROSS, LEFT, RIGHT, Spine

SECTION_HEAD = 36.0
HALVES_HEAD = 28.0  # of the names of the two sides above everything
_HEAD_TEXT, _COUNT = 14.0, 130.0  # of a head: its letters, and the room for the count beside it
_SECTION_GAP = 12.0
_EDGE = 6.0  # of a line along an edge, and the gap beside it
_MOST_BESIDE = 40  # events beside a scale that runs down; more of them stand on one across
_BOTH = (0, 1)  # the places of the two halves

_Key = tuple[int, int]  # the first and the last column of a section


@dataclass(frozen=True, slots=True)
class _Piece:
    """A group, or a scale with what stands beside it, in one half or in both."""

    halves: tuple[int, int]
    content: Group | Spine


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands in a section, how far below its head, and how high it is."""

    pieces: tuple[_Piece, ...]
    tops: Sequence[float]
    height: float
    count: int


class Narrow(Layout):
    """Sections of time down; in each the boxes of two sides stand beside each other."""

    runs_down = True
    spacing = FOR_FINGERS

    def __init__(self, log: Log, setting: Setting, content: Content) -> None:
        captions = setting.captions
        groups = {
            row: [
                replace(g, caption=captions.lasting(g.members[0].event, g.members[0].placement))
                if g.known is Known.LASTED
                else g
                for g in row_groups
            ]
            for row, row_groups in content.groups.items()
        }
        sides = sides_of(log) if setting.by == SIDE else ()
        in_view = any(side in groups for side in sides)
        self.sides = tuple(sides) if len(sides) == len(_BOTH) and in_view else ()
        super().__init__(log, setting, replace(content, groups=groups))
        self.drawing.own_halves = frozenset(self.sides)
        lasting = (g for g in self.all_groups() if g.known is Known.LASTED and self._is_shared(g))
        self.shared = list(lasting)
        self.inset = _EDGE if self.shared else 0.0
        self.room = setting.width - 2 * self.inset
        self.begin = HALVES_HEAD if self.sides else 0.0
        self.halves = [
            Half(
                log.parties[side].name,
                (place,),
                self.inset + place * self.room / 2 + GAP / 2,
                self.room / 2 - GAP,
            )
            for place, side in enumerate(self.sides)
        ]
        if content.since:
            self._move_since(self.begin + SECTION_HEAD)

    def row_names(self) -> Mapping[str, str]:
        """Return the names of all rows."""
        return {row: head.name for row, head in self.heads.items()}

    def _move_since(self, down: float) -> None:
        """Put the band of what has lasted since below its head."""
        self.since = tuple(
            replace(mark, y=mark.y + down, text_y=mark.text_y + down) for mark in self.since
        )
        if self.since_ruler:
            self.since_ruler = self.since_ruler.lowered(down)
        self.begin += SECTION_HEAD + self.since_height
        self.since_height = self.begin

    def _is_shared(self, group: Group) -> bool:
        """Return whether those of several sides met, and went on meeting for days."""
        (member,) = group.members
        met = self.drawing.log.kinds[member.event.kind].shape is Shape.MET
        return met and len(member.hues) > 1

    def arrange(self, limit: tuple[float, float]) -> None:
        """Gather what stands in each section, and add up the heights."""
        self.drawing.limit_labels(*limit)
        gathered: dict[_Key, list[Group]] = defaultdict(list)
        for group in self.all_groups():
            last = group.first if group.known is Known.LASTED else group.last
            gathered[group.first, last].append(group)
        for place, beyond in self._beyond().items():
            if beyond:
                gathered[place, place] = gathered[place, place]
        if self.setting.focus:
            gathered = self._in_runs(gathered)
        self.sections = {key: self._section(gathered[key]) for key in sorted(gathered)}
        heights = (section.height for section in self.sections.values())
        self.height = self.begin + sum(heights)

    def _in_runs(self, gathered: Mapping[_Key, Sequence[Group]]) -> dict[_Key, list[Group]]:
        """Return sections in which what a step of a walk does not tell of is marks alone.

        Each run of sections without anything that it tells of is one.
        """
        runs: dict[_Key, list[Group]] = {}
        told = True
        for key in sorted(gathered):
            groups = list(gathered[key])
            was_told, told = told, not all(map(self.drawing.is_bare, groups))
            if not told and not was_told:
                before, earlier = runs.popitem()
                key, groups = (before[0], max(before[1], key[1])), [*earlier, *groups]
            runs[key] = groups
        return {
            key: [_as_marks(groups)]
            if all(map(self.drawing.is_bare, groups)) and groups
            else groups
            for key, groups in runs.items()
        }

    def _beyond(self) -> Mapping[int, int]:
        """Return how many events the window leaves out, by the column before it and after it."""
        return dict(zip((BEFORE, len(self.periods)), self.setting.beyond, strict=True))

    def _section(self, groups: Sequence[Group]) -> _Section:
        pieces = self._pieces(groups)
        blocks = [
            Block(*piece.halves, self._height(piece.content, self._width(piece)))
            for piece in pieces
        ]
        tops, height = pack(blocks)
        count = sum(len(group.members) for group in groups)
        return _Section(tuple(pieces), tops, SECTION_HEAD + height + _SECTION_GAP, count)

    def _pieces(self, groups: Sequence[Group]) -> list[_Piece]:
        """Return the pieces of a section in their order: the clock first, the sides together."""
        order = {row: place for place, row in enumerate((TOGETHER, *self.sides, OTHERS))}
        ordered = sorted(groups, key=lambda group: order.get(group.row, 0))
        timed = [group for group in ordered if group.known is Known.CLOCK]
        shared = [g for g in ordered if g.known is Known.LASTED and self._is_shared(g)]
        others = [g for g in ordered if g.known is Known.LASTED and not self._is_shared(g)]
        boxes = [g for g in ordered if g.known not in (Known.CLOCK, Known.LASTED)]
        return [
            *(_Piece(_BOTH, group) for group in shared),
            *self._timed(timed),
            *(self._box(group) for group in (*boxes, *others)),
        ]

    def _timed(self, groups: Sequence[Group]) -> list[_Piece]:
        """Return what is known by the clock: beside one scale, or each row's where it is much."""
        if not groups:
            return []
        count = sum(len(group.members) for group in groups)
        if focus := self.setting.focus:
            told = [group for group in (_part(g, focus) for g in groups) if group.members]
            known = frozenset(member.event.id for group in groups for member in group.members)
            rest = [group for group in (_part(g, known - focus) for g in groups) if group.members]
            beside = self._spines(told) if told else []
            return [*beside, *(self._box(replace(group, known=Known.SPAN)) for group in rest)]
        # marks without labels take less room across
        if count > _MOST_BESIDE or count * LINE > self.drawing.most:
            return [_Piece(_BOTH, group) for group in groups]
        return self._spines(groups)

    def _spines(self, groups: Sequence[Group]) -> list[_Piece]:
        """Return what is known by the clock beside one scale."""
        if not self.sides:
            return [_Piece(_BOTH, self._in_one(groups))]
        places = dict(zip(self.sides, (LEFT, RIGHT), strict=True))
        placed = [(places.get(group.row, ACROSS), group) for group in groups]
        return [_Piece(_BOTH, Spine(self.drawing, placed, self.room, middle=True))]

    def _in_one(self, groups: Sequence[Group]) -> Spine:
        """Return one scale for all rows; where there are several, labels say whose they are."""
        names = [self.drawing.caption(group) for group in groups]
        if len(groups) == 1:
            placed = [(RIGHT, groups[0])]
            return Spine(self.drawing, placed, self.room, middle=False, caption=names[0])
        said = wording.picture.in_row
        named = [
            replace(
                group,
                items=tuple(replace(item, label=said(name, item.label)) for item in group.items),
            )
            for name, group in zip(names, groups, strict=True)
        ]
        return Spine(self.drawing, [(RIGHT, group) for group in named], self.room, middle=False)

    def _box(self, group: Group) -> _Piece:
        if group.row not in self.sides:
            return _Piece(_BOTH, group)
        half = self.sides.index(group.row)
        return _Piece((half, half), group)

    def _width(self, piece: _Piece) -> float:
        return self.room if piece.halves == _BOTH else self.room / 2

    def _height(self, content: Group | Spine, width: float) -> float:
        if isinstance(content, Spine):
            return content.height + GAP
        return self.drawing.height(content, width)

    def draw(self) -> tuple[Sequence[Column], Sequence[Row]]:
        """Draw the sections one below the other, and the lines along both edges."""
        width = self.setting.width
        rows: list[Row] = []
        if self.since:
            top = HALVES_HEAD if self.sides else 0.0
            name = wording.legend.SINCE
            rows.append(Row("since", name, (), top, self.begin - top, len(self.since)))
        y = self.begin
        spans: dict[_Key, Span] = {}
        for key, section in self.sections.items():
            for piece, top in zip(section.pieces, section.tops, strict=True):
                x = self.inset + piece.halves[0] * self.room / 2
                at = y + SECTION_HEAD + top
                if isinstance(piece.content, Spine):
                    piece.content.draw(x, at)
                else:
                    size = self._width(piece)
                    self.drawing.draw(piece.content, x, at, size, _nowhere)
            spans[key] = (y, y + section.height)
            name, beyond = self._name(*key), self._beyond().get(key[0], 0)
            row = (f"{key[0]}:{key[1]}", name, (), y, section.height, section.count)
            is_one = key[0] == key[1]
            short = self._short_name(key[0]) if is_one else ""
            rows.append(Row(*row, beyond=beyond if is_one else 0, short=short))
            y += section.height
        for group in self.shared:
            self._draw_edges(group, spans)
        return [*self.columns([0.0] * self.count, [width] * self.count)], rows

    def _draw_edges(self, group: Group, spans: Mapping[_Key, Span]) -> None:
        """Draw what lasted as a line along each edge, in the hues of those who took part."""
        inside = [
            span
            for (first, last), span in spans.items()
            if group.first <= first and last <= group.last
        ]
        if not inside:  # it is one of the marks of a longer section
            return
        top, bottom = inside[0][0] + SECTION_HEAD, inside[-1][1] - _SECTION_GAP
        event = group.members[0]
        for x, hue in zip((1.5, self.setting.width - 1.5), event.hues, strict=False):
            self.drawing.strokes.append(Stroke(event.event.id, x, x, top, (hue,), y1=bottom))

    def _name(self, first: int, last: int) -> str:
        """Return the name of a section, that of a day in full where it has room for it."""
        if first == last:
            return self._period_name(first)
        if self.setting.focus and (name := self._name_of_run(first, last)):
            return name
        long = wording.picture.between(self._period_name(first), self._period_name(last))
        if text_width(long, _HEAD_TEXT, bold=True) <= self.setting.width - _COUNT:
            return long
        return wording.picture.between(self._head_names(first)[0], self._head_names(last)[0])

    def _name_of_run(self, first: int, last: int) -> str:
        """Return the name of what comes before or after a step of a walk, "" for what does not."""
        is_to_end = last >= len(self.periods)
        if first == BEFORE:
            words = wording.picture
            return words.ALL_OTHERS if is_to_end else words.until(self._period_name(last))
        return wording.picture.from_then_on(self._period_name(first)) if is_to_end else ""

    def _head_names(self, column: int) -> Sequence[str]:
        """Return what a column is called in the head of a wide picture, the longest first."""
        name = self._period_name(column)
        if not 0 <= column < len(self.periods) or name == self.setting.hourless_name:
            return (name,)
        return head_names(self.setting.unit, self.periods[column])

    def _short_name(self, column: int) -> str:
        """Return the name of a column without its month, where it is a whole day."""
        return short_head(self._head_names(column))

    def _period_name(self, column: int) -> str:
        if column == BEFORE:
            return wording.picture.BEFORE
        if column >= len(self.periods):
            return wording.picture.AFTER
        if self.setting.hourless and not column:
            return self.setting.hourless_name
        unit, period = self.setting.unit, self.periods[column]
        is_day = unit.key == "day" and not is_cut(unit, period)
        return long_day_name(period[0]) if is_day else head_names(unit, period)[0]


def _part(group: Group, events: frozenset[str]) -> Group:
    """Return a group of which only some events are left."""
    return replace(
        group,
        members=tuple(member for member in group.members if member.event.id in events),
        items=tuple(item for item in group.items if item.event in events),
    )


def _as_marks(groups: Sequence[Group]) -> Group:
    """Return several groups as one, in the order of time."""
    members = [member for group in groups for member in group.members]
    members.sort(key=lambda member: (member.placement.first, member.bounds[0] or 0))
    items = {
        item.event: replace(item, children=())
        for group in groups
        for head in group.items
        for item in (head, *head.children)
    }
    return Group(
        "",
        Known.SPAN,
        min(group.first for group in groups),
        max(group.last for group in groups),
        "",
        tuple(members),
        tuple(items[member.event.id] for member in members),
        dashed=False,
    )


def _nowhere(_: float) -> None:
    """Return nothing: no line runs across several days here."""
    return
