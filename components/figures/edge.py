"""The edges of the rows: above, over which days somebody was there; below, ticks for other rows.

A tick says that an event of a column, which stands in another row, touches this one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from components import wording
from components.events import Log
from components.figures.advance import text_width
from components.figures.box_content import CAPTION, CAPTION_LINE, PADDING
from components.figures.column_plan import Stay, Tick
from components.figures.group import Placed
from components.figures.placement import Known
from components.figures.row import Rows, Tie
from components.frames import attendance, is_meeting

STAY = 24.0  # pixels of a caption with its line
TICK = 7.0  # pixels of the height of a tick
_APART = 4.0
_CAPTION_ABOVE = CAPTION_LINE + 6.0  # from the top of a caption to its line
Columns = Sequence[tuple[float, float]]  # the x and the width of each


@dataclass(frozen=True, slots=True)
class Visit:
    """A meeting over several columns, both included, and how sure it is that somebody was there."""

    event: str
    first: int
    last: int
    presence: str


@dataclass(frozen=True, slots=True)
class Edge:
    """The visits of a row, none overlapping, and its events elsewhere by column and by dotting."""

    visits: list[Visit] = field(default_factory=list)
    touching: dict[tuple[int, bool], list[str]] = field(default_factory=dict)


def edges_of(log: Log, placed: Sequence[Placed], rows: Rows) -> Mapping[str, Edge]:
    """Return the edges of the rows that have any; columns are counted from Before, which is 0."""
    edges: dict[str, Edge] = defaultdict(Edge)
    for item in placed:
        event = item.event
        ties = rows.stands[event.id].ties
        first, last = item.placement.first + 1, item.placement.last + 1
        lasts = item.placement.known is Known.LASTED and ties and is_meeting(log, event.id)
        states = attendance(event) if lasts else {}
        for row, tie in ties.items():
            edge = edges[row]
            visit = Visit(event.id, first, last, states.get(row, ""))
            if tie is not Tie.ALSO and visit.presence and _is_free(edge, visit):
                edge.visits.append(visit)
            else:
                edge.touching.setdefault((first, tie is Tie.SPOKEN_OF), []).append(event.id)
    return edges


def _is_free(edge: Edge, visit: Visit) -> bool:
    return all(visit.last < other.first or other.last < visit.first for other in edge.visits)


def place_ticks(
    edge: Edge, hues: tuple[int, ...], columns: Columns, bottom: float
) -> Iterator[Tick]:
    """Yield the ticks of a row that ends at `bottom`, solid before dotted in each column."""
    for column, dotted in sorted(edge.touching):
        x = columns[column][0] + _APART
        if dotted and (column, False) in edge.touching:
            x += _APART
        events = tuple(edge.touching[column, dotted])
        yield Tick(events, x, bottom - TICK - 1, () if dotted else hues, dotted)


def place_stays(edge: Edge, hues: tuple[int, ...], columns: Columns, top: float) -> Iterator[Stay]:
    """Yield the lines of a row, which begin and end with days, below their captions at `top`."""
    for visit in edge.visits:
        x0 = columns[visit.first][0] + PADDING / 2
        x1 = sum(columns[visit.last]) - PADDING / 2
        words = wording.picture.STAYS[visit.presence]
        if text_width(words, CAPTION) > x1 - x0 - PADDING:
            words = wording.picture.DOUBT if visit.presence == "disputed" else ""
        y = top + CAPTION_LINE + 3
        yield Stay(visit.event, visit.presence, words, x0, x1, y, hues)


def caption_box(stay: Stay) -> tuple[str, float, float, float]:
    """Return the caption of a line, and where it stands as that of a box: x, y and width."""
    return stay.caption, stay.x0 - PADDING, stay.y - _CAPTION_ABOVE, stay.x1 - stay.x0 + 2 * PADDING
