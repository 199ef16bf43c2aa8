"""The band above the columns: what has gone on since before the window, on its own scale."""

from collections.abc import Sequence

from components.figures.advance import text_width, wrap
from components.figures.axis import DAY
from components.figures.box_content import LINE, MARK, TEXT, TO_LABEL, PlacedItem
from components.figures.caption import Captions
from components.figures.column_plan import Mark, Ruler
from components.figures.drawing import Drawing
from components.figures.group import Placed
from components.figures.period import UNITS
from components.figures.ruler import ruler_ticks

_RULER = 22.0
_MOST_LABELS = 12
_APART = 12.0  # pixels between the label of one mark and the next mark


class Band:
    """Places marks at their time, each with its label beside it, on as few lines as will do."""

    def __init__(
        self, drawing: Drawing, captions: Captions, left: float, right: float, year: int
    ) -> None:
        """Keep the room from `left` to `right`; a label says its year unless it is `year`."""
        self.drawing, self.captions, self.year = drawing, captions, year
        self.left, self.right = left, right
        self.line = LINE + drawing.spacing.added
        self.taken: list[list[tuple[float, float]]] = []
        self.marks: list[Mark] = []

    def place(
        self, since: Sequence[Placed], opens: float
    ) -> tuple[tuple[Mark, ...], float, Ruler | None]:
        """Return the marks, the height of the band and its scale."""
        if not since:
            return (), 0.0, None
        starts = [placed.bounds[0] for placed in since if placed.bounds[0] is not None]
        first = min(starts, default=opens)
        room = self.right - self.left - MARK
        scale = room / (opens - first) if first < opens else 0.0
        ranked = sorted(since, key=lambda placed: not placed.event.key)
        labelled = {placed.event.id for placed in ranked[:_MOST_LABELS]}
        bare = [placed for placed in since if placed.event.id not in labelled]
        for placed in sorted(since, key=lambda placed: placed.bounds[0] or first):
            if placed.event.id in labelled:
                start = placed.bounds[0]
                x = self.left + MARK / 2 + ((start if start is not None else first) - first) * scale
                self._labelled(placed, x)
        y = len(self.taken) * self.line
        pitch = self.drawing.spacing.pitch
        per_row = max(1, int(room // pitch))
        for place, placed in enumerate(bare):
            x = self.left + MARK / 2 + place % per_row * pitch
            middle = y + pitch / 2 + place // per_row * pitch
            item = PlacedItem(placed.event.id, x, middle, ())
            self.marks.append(self.drawing.mark(placed, x, middle, item, (x, middle)))
        y += -(-len(bare) // per_row) * pitch + 4
        ruler = None
        if scale:
            years = (opens - first) / (365 * DAY)
            name = "quarter" if years < 3 else "decade" if years < 40 else "century"
            unit = next(unit for unit in UNITS if unit.key == name)
            ticks = ruler_ticks((first, opens), unit, self.left + MARK / 2, room)
            ruler = Ruler(self.left + MARK / 2, y, room, ticks, 0.0, y + _RULER)
            y += _RULER
        return tuple(self.marks), y + 8, ruler

    def _labelled(self, placed: Placed, x: float) -> None:
        event = placed.event
        words = f"{self.captions.since(event, self.year)} {event.label or event.title}".strip()
        if event.id in self.drawing.bare:
            words = ""
        width = text_width(words, TEXT, bold=event.key)
        begin = x + TO_LABEL
        lines: tuple[str, ...] = (words,) if words else ()
        if begin + width > self.right:
            begin = x - TO_LABEL - width
        if begin < self.left:  # fits on neither side
            begin = x + TO_LABEL
            room = self.right - begin
            if x - self.left > self.right - x:
                room = x - TO_LABEL - self.left
                begin = self.left
            lines = wrap(words, room, TEXT, bold=event.key)
            width = room
        span = min(begin, x - MARK / 2), max(begin + width, x + MARK / 2) + _APART
        level = self._free(span, max(len(lines), 1))
        y = level * self.line + self.drawing.spacing.added / 2
        item = PlacedItem(event.id, x, y, lines)
        self.marks.append(self.drawing.mark(placed, x, y + LINE / 2, item, (begin, y)))

    def _free(self, span: tuple[float, float], lines: int) -> int:
        """Take the first lines on which a span is free, and return the first of them."""
        level = 0
        while any(
            start < span[1] and span[0] < stop
            for line in self.taken[level : level + lines]
            for start, stop in line
        ):
            level += 1
        self.taken.extend([] for _ in range(level + lines - len(self.taken)))
        for line in self.taken[level : level + lines]:
            line.append(span)
        return level
