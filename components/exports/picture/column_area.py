"""The picture in columns of time, in SVG: boxes, rulers, marks and labels."""

from components import wording
from components.events import Shape
from components.exports.picture.canvas import MARGIN, Sheet
from components.exports.picture.svg import Element, add, clean, decimal, link, new
from components.exports.picture.text_line import write_line
from components.figures import (
    MARK_SHAPES,
    MarkLook,
    Sign,
    advance,
    box_content,
    column_figure,
    column_plan,
    connection_line,
    edge,
    row_token,
    sample_look,
    side_tokens,
    signs_in_view,
)

_SMALL, _TINY = 12.0, 11.0
_HEAD_TEXT = 14.0  # pixels of the letters of a section's head
_SECTION_LINE = 33.0  # from the top of a section to the line below its head
_HALF_HEAD = 26.0
_EMPTY = 64.0  # of a picture without events
_SAMPLE, _LEGEND_LINE = 24.0, 20.0  # pixels of a sign in the legend, of a line of it
_DIFFERING = column_plan.Bond.DIFFERING
_FADE = 60  # per cent of a box in which an open side fades


def column_area(
    sheet: Sheet,
    plan: column_plan.ColumnPlan,
    top: float,
    *,
    counted: bool = True,
) -> tuple[Element, float]:
    """Return the picture below `top`, and the y of its end.

    Columns say how many events are in them if they are `counted`.
    """
    element = new("g", transform=f"translate({decimal(MARGIN)} {decimal(top)})")
    defs = add(element, "defs")
    for side in sorted({box.fades for box in plan.boxes if not box.bare} - {""}):
        _gradient(defs, sheet, side)
    height = plan.height if plan.rows or plan.since else plan.height + _EMPTY
    if plan.runs_down:
        _sections(element, sheet, plan, counted=counted)
    else:
        _grid(element, sheet, plan, height, counted=counted)
    for box in plan.boxes:
        _box(element, sheet, box, runs_down=plan.runs_down)
    for ruler in (*plan.rulers, *([plan.since_ruler] if plan.since_ruler else [])):
        _ruler(element, sheet, ruler)
    faint = {mark.event for mark in (*plan.marks, *plan.since) if mark.is_faint}
    for stroke in plan.strokes:
        _stroke(element, sheet, stroke, is_faint=stroke.event in faint)
    for stay in plan.stays:
        _stay(element, sheet, stay)
    for tick in plan.ticks:
        _tick(element, sheet, tick)
    _connection_lines(element, sheet, plan)
    rows = {
        mark.event: row.name
        for row in plan.rows
        for mark in plan.marks
        if row.top <= mark.y < row.top + row.height
    }
    marks = add(element, "g", class_="marks")
    for mark in (*plan.since, *plan.marks):
        drawn = _mark(sheet, mark, rows.get(mark.event, ""))
        _ring(drawn, sheet, mark.bond, mark.x, mark.y)
        marks.append(drawn)
    if not plan.rows and not plan.since:
        words = wording.picture.empty(sheet.download.view.answer.total)
        x = (plan.width - advance.text_width(words, 15)) / 2
        write_line(element, words, x, height - _EMPTY / 2 + 5, sheet.colours["quiet"], 15)
    return element, top + height


def legend_line(parent: Element, sheet: Sheet, plan: column_plan.ColumnPlan, top: float) -> float:
    """Explain the signs in use below `top`, in lines that fit; return the y of their end."""
    x, y = MARGIN, top
    for sign in signs_in_view(plan):
        words = wording.legend.SIGN_NAMES[sign]
        width = advance.text_width(words, _SMALL)
        if x > MARGIN and x + _SAMPLE + width > sheet.width - MARGIN:
            x, y = MARGIN, y + _LEGEND_LINE
        place = f"translate({decimal(x + 9)} {decimal(y + 9)})"
        _sample(add(parent, "g", transform=place), sheet, sign)
        write_line(parent, words, x + _SAMPLE, y + 13, sheet.colours["ink"])
        x += _SAMPLE + width + 16
    return y + _LEGEND_LINE if x > MARGIN else y


def _sample(parent: Element, sheet: Sheet, sign: Sign | Shape) -> None:
    """Draw a sample of a sign around (0, 0)."""
    look = sample_look(sign)
    if look:
        _shape(parent, sheet, look)
    elif sign in (Sign.CLOCK, Sign.DATE):
        ticks = tuple((x, "") for x in (-9.0, 0.0, 9.0))
        _ruler(parent, sheet, column_plan.Ruler(-9, 2, 18, ticks))
    elif sign is Sign.KEY:
        write_line(parent, wording.legend.BOLD, -9, 4, sheet.colours["ink"], bold=True)
    elif sign in (Sign.TOUCHED, Sign.SPOKEN_OF):
        is_dotted = sign is Sign.SPOKEN_OF
        _tick(parent, sheet, column_plan.Tick((), 0, -edge.TICK / 2, (), is_dotted))
    elif sign in (Sign.LINKED, Sign.DIFFERING):
        _ring(parent, sheet, column_plan.Bond.LINKED if sign is Sign.LINKED else _DIFFERING)
    else:
        fades = "left" if sign is Sign.EARLIER else "right" if sign is Sign.LATER else ""
        box = column_plan.Box("", -9, -6, 18, 12, fades, sign is Sign.UNCERTAIN)
        _box(parent, sheet, box)


def _gradient_id(sheet: Sheet, side: str) -> str:
    return "-".join(filter(None, (sheet.name, "fades", side)))


def _gradient(defs: Element, sheet: Sheet, side: str) -> None:
    """Define the fill of boxes that are open at one end."""
    ends = ("100%", "0%") if side in ("right", "bottom") else ("0%", "100%")
    element = add(defs, "linearGradient", id=_gradient_id(sheet, side))
    first, last = ("y1", "y2") if side in ("top", "bottom") else ("x1", "x2")
    for name in ("x1", "x2", "y1", "y2"):
        element.set(name, ends[0] if name == first else ends[1] if name == last else "0%")
    for offset, strength in (("0%", 0.0), (f"{_FADE}%", 1.0)):
        add(
            element,
            "stop",
            offset=offset,
            stop_color=sheet.colours["tint"],
            stop_opacity=strength,
        )


def _sections(
    parent: Element, sheet: Sheet, plan: column_plan.ColumnPlan, *, counted: bool
) -> None:
    """Draw the names of the halves, and the lines and heads of sections of time."""
    colours = sheet.colours
    for half in plan.halves:
        group = add(parent, "g", class_="half")
        ground = add(group, "rect", x=half.x, y=0, width=half.width, height=_HALF_HEAD)
        ground.set("fill", colours[row_token(half.hues)])
        room = half.width - 2 * box_content.PADDING
        name = advance.wrap(clean(half.name), room, box_content.TEXT, bold=True)[0]
        x = half.x + box_content.PADDING
        write_line(group, name, x, 17, colours["paper"], box_content.TEXT, bold=True)
    for row in plan.rows:
        y = row.top + _SECTION_LINE
        _line(parent, 0, y, plan.width, y, colours["rule"])
        group = add(parent, "g", class_="lane")
        add(group, "title", row.name)
        write_line(group, row.name, 0, y - 9, colours["ink"], _HEAD_TEXT, bold=True)
        if counted:
            count = wording.picture.section_count(row.count, row.beyond)
            x = plan.width - advance.text_width(count, _SMALL)
            write_line(group, count, x, y - 9, colours["quiet"])


def _grid(
    parent: Element, sheet: Sheet, plan: column_plan.ColumnPlan, height: float, *, counted: bool
) -> None:
    """Draw the lines, heads and names of the columns and rows."""
    colours, head = sheet.colours, plan.since_height
    if plan.since:
        write_line(parent, wording.legend.SINCE, 0, 14, colours["ink"], box_content.TEXT, bold=True)
    for column in plan.columns:
        if not column.width:
            continue
        _line(parent, column.x, head, column.x, height, colours["line"], column_figure.COLUMN_DASH)
        x, room = column.x + box_content.PADDING, column.width - box_content.PADDING
        group = add(parent, "g", class_="column")
        if column.possible:
            write_line(
                group, column.name, x, head + 18, colours["ink"], box_content.TEXT, bold=True
            )
            write_line(group, column.count if counted else "", x, head + 34, colours["quiet"])
        elif counted:
            for place, line in enumerate(advance.wrap(column.name, room, _TINY)):
                write_line(group, line, x, head + 14 + 13 * place, colours["quiet"], _TINY)
    for row in plan.rows:
        _line(parent, 0, row.top, plan.width, row.top, colours["line"])
        tokens = side_tokens(row.hues)
        group = add(parent, "g", class_="lane")
        add(group, "title", row.name)
        ink = colours[tokens[0]] if len(tokens) == 1 else colours["ink"]
        lines = advance.wrap(clean(row.name), plan.gutter - 16, box_content.TEXT, bold=True)
        for place, line in enumerate(lines):
            y = row.top + 22 + box_content.LINE * place
            write_line(group, line, 0, y, ink, box_content.TEXT, bold=True)
        y = row.top + 21 + box_content.LINE * len(lines)
        for place, line in enumerate(advance.wrap(clean(row.group), plan.gutter - 16, _SMALL)):
            write_line(group, line, 0, y + box_content.CAPTION_LINE * place, colours["quiet"])
        for token, ((x, y0), (_, y1)) in column_figure.row_bars(row, plan.gutter):
            _line(group, x, y0, x, y1, colours[token], width=column_figure.BAR)
    for y in (min((row.top for row in plan.rows), default=head + column_plan.HEAD), height):
        _line(parent, 0, y, plan.width, y, colours["rule"])


def _line(
    parent: Element,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    stroke: str,
    dash: str = "",
    width: float = 1,
) -> None:
    """Draw a line; `dash` is written as Plotly has it."""
    add(
        parent,
        "path",
        d=f"M{decimal(x0)} {decimal(y0)}L{decimal(x1)} {decimal(y1)}",
        stroke=stroke,
        stroke_width=None if width == 1 else width,
        stroke_dasharray=_dashes(dash),
    )


def _dashes(dash: str) -> str | None:
    """Return the dashes of a line of Plotly's as SVG has them."""
    return dash.replace("px,", " ").removesuffix("px") or None


def _box(parent: Element, sheet: Sheet, box: column_plan.Box, *, runs_down: bool = False) -> None:
    colours = sheet.colours
    if box.bare:
        _caption(parent, sheet, box)
        return
    add(
        parent,
        "rect",
        class_="box",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rx=4,
        fill=f"url(#{_gradient_id(sheet, box.fades)})" if box.fades else colours["tint"],
        stroke=colours["rule"] if box.dashed else None,
        stroke_dasharray="3 3" if box.dashed else None,
    )
    # The tint is too pale for an edge, and the edges are what is known.
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    edges = (
        {"top": (left + 3, top, right - 3, top), "bottom": (left + 3, bottom, right - 3, bottom)}
        if runs_down
        else {
            "left": (left, top + 3, left, bottom - 3),
            "right": (right, top + 3, right, bottom - 3),
        }
    )
    for side, ends in edges.items():
        if side != box.fades and not box.dashed:
            _line(parent, *ends, colours["rule"])
    _caption(parent, sheet, box)


def _caption(parent: Element, sheet: Sheet, box: column_plan.Box) -> None:
    room = box.width - 2 * box_content.PADDING
    lines = box.caption_lines or advance.wrap(clean(box.caption), room, _SMALL)
    for place, line in enumerate(lines):
        y = box.y + 15 + box_content.CAPTION_LINE * place
        write_line(parent, line, box.x + box_content.PADDING, y, sheet.colours["quiet"])


def _ruler(parent: Element, sheet: Sheet, ruler: column_plan.Ruler) -> None:
    for (x0, y0), (x1, y1) in column_figure.ruler_lines(ruler):
        _line(parent, x0, y0, x1, y1, sheet.colours["rule"])
    for at, name in ruler.ticks:
        x, y = (ruler.x, at + 4) if ruler.runs_down else (at, ruler.y + 12)
        left = x - advance.text_width(name, _TINY) / 2
        write_line(parent, name, left, y, sheet.colours["quiet"], _TINY)


def _connection_lines(parent: Element, sheet: Sheet, plan: column_plan.ColumnPlan) -> None:
    """Draw the lines from the open event to those that it is connected with."""
    strands = connection_line.strands(plan.connection_lines)
    dashes = None, _dashes(column_figure.CONNECTION_DASH)
    for pieces, dash in zip(strands, dashes, strict=True):
        for (x0, y0), (x1, y1) in pieces:
            add(
                parent,
                "path",
                class_="connection-line",
                d=f"M{decimal(x0)} {decimal(y0)}L{decimal(x1)} {decimal(y1)}",
                stroke=sheet.colours["ink"],
                stroke_width=column_figure.CONNECTION_LINE,
                stroke_dasharray=dash,
            )


def _ring(
    parent: Element, sheet: Sheet, bond: column_plan.Bond, x: float = 0, y: float = 0
) -> None:
    """Draw the ring of the open event, or of one that it is connected with."""
    widths = {column_plan.Bond.OPEN: 3.0, column_plan.Bond.LINKED: 1.5, _DIFFERING: 1.5}
    if bond in widths:
        add(
            parent,
            "circle",
            cx=x,
            cy=y,
            r=connection_line.RING - widths[bond] / 2,
            fill="none",
            stroke=sheet.colours["ink"],
            stroke_width=widths[bond],
            stroke_dasharray="1.5 2" if bond is _DIFFERING else None,
        )


def _stroke(
    parent: Element, sheet: Sheet, stroke: column_plan.Stroke, *, is_faint: bool = False
) -> None:
    width, dash = column_figure.STROKE_LINES[stroke.sure]
    for token, ((x0, y0), (x1, y1)) in column_figure.stroke_lines(stroke):
        add(
            parent,
            "path",
            class_="stroke",
            d=f"M{decimal(x0)} {decimal(y0)}L{decimal(x1)} {decimal(y1)}",
            stroke=sheet.colours[token],
            stroke_width=width,
            stroke_dasharray=_dashes(dash),
            opacity=column_figure.FAINT if is_faint else None,
            data_event=stroke.event if sheet.link_to else None,
        )


def _stay(parent: Element, sheet: Sheet, stay: column_plan.Stay) -> None:
    width, dash = column_figure.STAY_LINES[stay.presence]
    colour = sheet.colours[row_token(stay.hues)]
    add(
        parent,
        "path",
        class_="stay",
        d=f"M{decimal(stay.x0)} {decimal(stay.y)}H{decimal(stay.x1)}",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=_dashes(dash),
    )
    write_line(parent, stay.caption, stay.x0, stay.y - 7, sheet.colours["quiet"])


def _tick(parent: Element, sheet: Sheet, tick: column_plan.Tick) -> None:
    add(
        parent,
        "path",
        class_="tick",
        d=f"M{decimal(tick.x)} {decimal(tick.y)}v{decimal(edge.TICK)}",
        stroke=sheet.colours[row_token(tick.hues)],
        stroke_width=2,
        stroke_dasharray="1 2" if tick.dotted else None,
    )


def _shape(parent: Element, sheet: Sheet, look: MarkLook) -> None:
    """Draw the shape of a mark around (0, 0), in two halves for two sides."""
    tokens = side_tokens(look.hues)
    whole, *halves = MARK_SHAPES[look.shape]
    for token, path in zip(tokens, halves if len(tokens) > 1 else [whole], strict=True):
        colour, is_open = sheet.colours[token], look.hollow or look.disputed
        add(
            parent,
            "path",
            d=path,
            fill=sheet.colours["paper"] if is_open else colour,
            stroke=colour if is_open else None,
            stroke_width=1.6 if is_open else None,
            stroke_dasharray="2 2" if look.disputed else None,
        )


def _mark(sheet: Sheet, mark: column_plan.Mark, row: str) -> Element:
    """Return a mark with its label, and a title for the pointer that names its row."""
    download, colours = sheet.download, sheet.colours
    event = download.log.events[mark.event]
    element = new("g", class_="mark")
    parts = (event.title, download.view.time_in_words(event), row)
    add(element, "title", "; ".join(filter(None, parts)))
    if sheet.link_to:
        inner = add(element, "a", href=sheet.link_to(mark.event))
        element.set("data-event", mark.event)
    else:
        inner = link(element, download.link(mark.event))
    shape = add(inner, "g", transform=f"translate({decimal(mark.x)} {decimal(mark.y)})")
    if mark.is_faint:
        shape.set("opacity", str(column_figure.FAINT))
    ink = colours["quiet" if mark.is_faint else "ink"]
    _shape(shape, sheet, MarkLook(mark.shape, mark.hues, mark.hollow, mark.disputed))
    for place, line in enumerate(mark.lines):
        y = mark.text_y + 13 + box_content.LINE * place
        write_line(inner, line, mark.text_x, y, ink, box_content.TEXT, bold=mark.bold)
    for place, line in enumerate(mark.aside_lines, len(mark.lines)):
        y = mark.text_y + 13 + box_content.LINE * place
        write_line(inner, line, mark.text_x, y, colours["quiet"])
    return element
