"""The legend of a picture in columns: which of its signs are in view, in the order of reading."""

from enum import StrEnum

from components.events import Shape
from components.figures.axis import DAY
from components.figures.column_plan import Bond, ColumnPlan
from components.figures.mark_shape import MarkLook
from components.figures.period import UNITS


class Sign(StrEnum):
    """A sign of the picture in columns that is not a shape."""

    SPAN = "span"
    EARLIER = "earlier"
    LATER = "later"
    UNCERTAIN = "uncertain"
    CLOCK = "clock"
    DATE = "date"
    HOLLOW = "hollow"
    DISPUTED = "disputed"
    KEY = "key"
    TOUCHED = "touched"
    SPOKEN_OF = "spoken-of"
    LINKED = "linked"
    DIFFERING = "differing"


def sample_look(sign: Sign | Shape) -> MarkLook | None:
    """Return the look of the mark that is a sample of a sign; `None` for one that is no mark."""
    if isinstance(sign, Shape):
        return MarkLook(sign, (), hollow=False, disputed=False)
    if sign not in (Sign.HOLLOW, Sign.DISPUTED):
        return None
    return MarkLook(Shape.SAID, (), sign is Sign.HOLLOW, sign is Sign.DISPUTED)


_OF_DAYS = frozenset(unit.key for unit in UNITS if unit.length > DAY)  # no scale of hours
_SHAPES = (Shape.SAID, Shape.POSTED, Shape.MET, Shape.DECIDED, Shape.WRITTEN)


def signs_in_view(plan: ColumnPlan) -> tuple[Sign | Shape, ...]:
    """Return the signs that a picture uses: how times are known first, then what the marks are."""
    marks = (*plan.marks, *plan.since)
    boxes = [box for box in plan.boxes if not box.bare]
    fades = {box.fades for box in boxes}
    used: dict[Sign | Shape, bool] = {
        Sign.SPAN: any(not box.fades and not box.dashed for box in boxes),
        Sign.EARLIER: bool(fades & {"left", "top"}),
        Sign.LATER: bool(fades & {"right", "bottom"}),
        Sign.UNCERTAIN: any(box.dashed for box in boxes),
        Sign.CLOCK: bool(plan.rulers) and plan.unit not in _OF_DAYS,
        Sign.DATE: bool(plan.rulers) and plan.unit in _OF_DAYS,
        **{shape: any(mark.shape is shape for mark in marks) for shape in _SHAPES},
        Sign.HOLLOW: any(mark.hollow for mark in marks),
        Sign.DISPUTED: any(mark.disputed for mark in marks),
        # where all words are bold, that says nothing
        Sign.KEY: len({mark.bold for mark in marks if mark.lines}) > 1,
        Sign.TOUCHED: any(not tick.dotted for tick in plan.ticks),
        Sign.SPOKEN_OF: any(tick.dotted for tick in plan.ticks),
        Sign.LINKED: any(mark.bond is Bond.LINKED for mark in marks),
        Sign.DIFFERING: any(mark.bond is Bond.DIFFERING for mark in marks),
    }
    return tuple(sign for sign, is_used in used.items() if is_used)
