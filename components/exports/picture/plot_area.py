"""The picture itself in SVG: its axis, its lanes, and in them marks or ridges."""

from __future__ import annotations

from collections.abc import Iterator

from components.exports.picture.canvas import (
    MARGIN,
    OUT,
    PLAIN,
    SMALL,
    Canvas,
    differs,
    ring,
    shape,
)
from components.exports.picture.svg import Element, add, clean, figure, link, new
from components.exports.picture.text_width import breadth, cut, wrapped
from components.figures import (
    BAR,
    HEADING,
    LABEL,
    PADDING,
    ROW,
    Bar,
    Lane,
    Mark,
    Plan,
    axis_labels,
    bar_pieces,
    density,
    is_solid,
    place_headings,
    place_ticks,
)

_STRIP = 42.0  # of headings and ticks
_LINE = 13.0  # of a lane's name
_EMPTY = 64.0  # of the place where no event stands
_FADES = 15  # pieces in which an open end fades: a print is looked at closely
_NARROW_SHAPES = ("agreement", "publication")  # a number needs more room than these have


def stage(canvas: Canvas, top: float, *, long: bool) -> tuple[Element, float]:
    """Return the picture below its axis, and where it ends."""
    drawn, colours = canvas.drawn, canvas.colours
    height = drawn.height if drawn.lanes else _EMPTY
    made = new("g")
    strip, edges = _strip(canvas, long=long)
    strip.set("transform", f"translate({figure(canvas.left)} {figure(top)})")
    made.append(strip)
    top += _STRIP
    lanes = add(made, "g", transform=f"translate({figure(MARGIN)} {figure(top)})")
    _lanes(lanes, canvas)
    grid = add(made, "g", transform=f"translate({figure(canvas.left)} {figure(top)})")
    for x in edges if drawn.lanes else ():
        add(grid, "path", d=f"M{figure(x)} 0V{figure(height)}", stroke=colours["grid"])
    names = add(made, "g", transform=f"translate({figure(MARGIN)} {figure(top)})")
    _groups(names, canvas)
    if isinstance(drawn, Plan):
        _marks(add(made, "g", transform=grid.get("transform")), canvas, drawn)
    else:
        _ridges(add(made, "g", transform=grid.get("transform")), canvas, drawn)
    _labels(add(made, "g", transform=names.get("transform")), canvas)
    for y in (top, top + height):
        line = f"M{figure(MARGIN)} {figure(y)}H{figure(canvas.width - MARGIN)}"
        add(made, "path", d=line, stroke=colours["join"])
    if not drawn.lanes:
        add(
            made,
            "text",
            "No event fits this view"
            if canvas.download.view.answer.total
            else "The log holds no events yet",
            x=canvas.width / 2,
            y=top + height / 2 + 5,
            text_anchor="middle",
            font_size=15,
            fill=colours["quiet"],
        )
    return made, top + height + _beside(made, canvas, top + height)


def _strip(canvas: Canvas, *, long: bool) -> tuple[Element, list[float]]:
    """Return headings and ticks, and where the lines of the grid are."""
    colours, width = canvas.colours, canvas.drawn.width
    headings, ticks = axis_labels(canvas.drawn.view, width, long=long)
    made = new("g", class_="calendar")
    edges = []

    def measured(name: str) -> float:
        return breadth(name, PLAIN, bold=True)

    for each in place_headings(headings, canvas.drawn.view, width, measured):
        add(made, "path", d=f"M{figure(each.left)} 0V{figure(_STRIP)}", stroke=colours["grid"])
        if each.left > 0:
            edges.append(each.left)
        if each.name:
            add(
                made,
                "text",
                each.name,
                class_="heading",
                x=each.left + 5 if each.begins else (each.left + each.right) / 2,
                y=15,
                text_anchor=None if each.begins else "middle",
                font_weight="bold",
            )
    for x, name in place_ticks(ticks, canvas.drawn.view, width):
        add(
            made,
            "text",
            name,
            class_="tick",
            x=x,
            y=_STRIP - 5,
            text_anchor="middle",
            font_size=SMALL,
            fill=colours["quiet"],
        )
    return made, edges


def _lanes(parent: Element, canvas: Canvas) -> None:
    for place, lane in enumerate(canvas.drawn.lanes):
        if place % 2:
            add(
                parent,
                "rect",
                y=lane.top,
                width=canvas.room,
                height=lane.height,
                fill_opacity=0.045,
            )
        floor = figure(lane.top + lane.height - 0.5)
        add(parent, "path", d=f"M0 {floor}H{figure(canvas.room)}", stroke=canvas.colours["grid"])


def _groups(parent: Element, canvas: Canvas) -> None:
    for _, top in canvas.drawn.groups:
        for colour, strength in ((canvas.colours["paper"], 1), (canvas.colours["ink"], 0.07)):
            add(
                parent,
                "rect",
                y=top,
                width=canvas.room,
                height=HEADING,
                fill=colour,
                fill_opacity=strength,
            )


def _labels(parent: Element, canvas: Canvas) -> None:
    """Write the groups' and lanes' names; in a narrow picture they stand among the marks."""
    for name, top in canvas.drawn.groups:
        line = cut(clean(name), canvas.room - 12, PLAIN, bold=True)
        if not canvas.drawn.gutter:
            _backed(parent, canvas, breadth(line, PLAIN, bold=True), top + 2, HEADING - 4)
        y = top + 13.5
        add(parent, "text", line, class_="group", x=6, y=y, font_weight="bold")
    for lane in canvas.drawn.lanes:
        made = add(parent, "g", class_="lane")
        name = clean(lane.name)
        add(made, "title", name)
        if canvas.drawn.gutter:
            for y, line in _lines(lane, name, canvas.drawn.gutter - 12):
                add(made, "text", line, x=6, y=y)
        else:
            line = cut(name, canvas.room - 12, SMALL)
            _backed(made, canvas, breadth(line, SMALL), lane.top + 2, LABEL - 2)
            y, quiet = lane.top + LABEL - 4, canvas.colours["quiet"]
            add(made, "text", line, x=6, y=y, font_size=SMALL, fill=quiet)


def _backed(parent: Element, canvas: Canvas, width: float, y: float, height: float) -> None:
    """Keep lines that cross a name from striking it out."""
    add(
        parent,
        "rect",
        x=3,
        y=y,
        width=width + 6,
        height=height,
        rx=2,
        fill=canvas.colours["paper"],
        fill_opacity=0.85,
    )


def _lines(lane: Lane, name: str, room: float) -> Iterator[tuple[float, str]]:
    """Yield the lines of a lane's name and where they stand; one row of marks has room for two."""
    lines = wrapped(name, room, PLAIN, max(int(lane.height // _LINE), 1))
    first = max((min(lane.height, ROW + 2 * PADDING) - len(lines) * _LINE) / 2, 1.0)
    for place, line in enumerate(lines, 1):
        yield lane.top + first + place * _LINE - 3, line


def _beside(parent: Element, canvas: Canvas, y: float) -> float:
    """Say how many events lie earlier and later than the picture; return the room that takes."""
    drawn = canvas.drawn
    right = canvas.width - MARGIN
    y += 16
    ends = (
        (drawn.before, "earlier", canvas.left, 1, "start"),
        (drawn.after, "later", right, -1, "end"),
    )
    for number, word, x, way, anchor in ends:
        if number:
            arrow = f"M{figure(x)} {figure(y - 4)}l{6 * way} -4v8z"
            add(parent, "path", d=arrow, fill=canvas.colours["quiet"])
            add(
                parent,
                "text",
                f"{number:,} {word}",
                x=x + 10 * way,
                y=y,
                text_anchor=anchor,
                font_size=SMALL,
                fill=canvas.colours["quiet"],
            )
    return 20.0 if drawn.before or drawn.after else 0.0


def _marks(parent: Element, canvas: Canvas, drawn: Plan) -> None:
    joins = add(parent, "g", stroke=canvas.colours["join"], stroke_width=1.25, fill="none")
    for join in drawn.joins:
        x = canvas.x(join.x)
        if -OUT <= x <= drawn.width + OUT:
            add(joins, "path", d=f"M{figure(x)} {figure(join.top)}V{figure(join.bottom)}")
    bars = add(parent, "g", shape_rendering="crispEdges")
    for bar in drawn.bars:
        _bar(bars, canvas, bar)
    marks = add(parent, "g", class_="marks", text_anchor="middle", font_weight="bold")
    for mark in drawn.marks:
        if canvas.is_in(mark):
            marks.append(_mark(canvas, mark, drawn.lanes[mark.lane].name))
    # after all marks, so that none covers its neighbour's
    signs = add(parent, "g", class_="signs", fill="none")
    for mark in drawn.marks:
        if mark.differs and canvas.is_in(mark):
            differs(signs, canvas.colours, canvas.x(mark.x) + 10, mark.y - 7)


def _bar(parent: Element, canvas: Canvas, bar: Bar) -> None:
    for start, stop, strength in bar_pieces(bar, canvas.scale, _FADES):
        left = max(canvas.x(start), 0.0)
        right = min(canvas.x(stop), canvas.drawn.width)
        if right > left:
            add(
                parent,
                "rect",
                x=left,
                y=bar.y - BAR / 2,
                width=right - left,
                height=BAR,
                fill=canvas.colours[bar.kind] if is_solid(bar) else f"url(#hatched-{bar.kind})",
                fill_opacity=0.38 * strength,
            )


def _mark(canvas: Canvas, mark: Mark, lane: str) -> Element:
    """Return a mark: its kind's shape, its number, its signs, and what it is of for a pointer."""
    colours, event = canvas.colours, canvas.download.log.events[mark.event]
    colour = colours[mark.kind]
    made = new(
        "g",
        class_="mark",
        transform=f"translate({figure(canvas.x(mark.x))} {figure(mark.y)})",
    )
    parts = (f"{mark.number}. {event.title}", canvas.download.view.time_in_words(event), lane)
    add(made, "title", "; ".join(filter(None, parts)))
    inner = link(made, canvas.download.link(mark.event))
    shape(inner, mark.kind, colours, hollow=not is_solid(mark))
    letters = colour if not is_solid(mark) else colours["on-mark"]
    number = str(mark.number)
    size = {1: 10.5, 2: 10.5, 3: 8.0, 4: 6.5}.get(len(number), 5.2)
    if mark.kind in _NARROW_SHAPES:
        size = min(size, 8.0)
    if len(number) > 2:
        back = colours["paper"] if not is_solid(mark) else colour
        add(inner, "rect", x=-8.5, y=-4.5, width=17, height=9, rx=2, fill=back)
    add(inner, "text", number, y=size * 0.36, font_size=size, fill=letters)
    if not mark.certain:
        ring(inner, colour)
    return made


def _ridges(parent: Element, canvas: Canvas, drawn: density.DensityPlan) -> None:
    """Draw the counts of each lane as a ridge."""
    breadth = drawn.width / density.STEPS
    path: list[str] = []
    fresh = True
    for place, y in density.outline(drawn):
        if place is None:
            path.append("Z")
            fresh = True
            continue
        path.append(f"{'M' if fresh else 'L'}{figure(place * breadth)} {figure(y)}")
        fresh = False
    add(
        parent,
        "path",
        class_="ridges",
        d="".join(path),
        fill=canvas.colours["statement"],
        fill_opacity=0.75,
    )
