"""The picture of many events in SVG: its axis, its lanes, and in them ridges of their counts."""

from collections.abc import Iterator

from components import wording
from components.exports.picture.canvas import MARGIN, PLAIN, SMALL, Canvas
from components.exports.picture.svg import Element, add, clean, decimal, new
from components.exports.picture.text_width import shorten, wrap
from components.figures import Lane, advance, axis_labels, density, place_headings, place_ticks

_STRIP = 42.0  # of headings and ticks
_LINE = 13.0  # of a lane's name
_EMPTY = 64.0  # of an empty picture


def plot_area(canvas: Canvas, top: float, *, long: bool) -> tuple[Element, float]:
    """Return the axis with the picture below it, and the y of its end."""
    chart, colours = canvas.chart, canvas.colours
    height = chart.height if chart.lanes else _EMPTY
    element = new("g")
    strip, edges = _strip(canvas, long=long)
    strip.set("transform", f"translate({decimal(canvas.left)} {decimal(top)})")
    element.append(strip)
    top += _STRIP
    lanes = add(element, "g", transform=f"translate({decimal(MARGIN)} {decimal(top)})")
    _lanes(lanes, canvas)
    grid = add(element, "g", transform=f"translate({decimal(canvas.left)} {decimal(top)})")
    for x in edges if chart.lanes else ():
        add(grid, "path", d=f"M{decimal(x)} 0V{decimal(height)}", stroke=colours["grid"])
    names = add(element, "g", transform=f"translate({decimal(MARGIN)} {decimal(top)})")
    _groups(names, canvas)
    _ridges(add(element, "g", transform=grid.get("transform")), canvas, chart)
    _labels(add(element, "g", transform=names.get("transform")), canvas)
    for y in (top, top + height):
        line = f"M{decimal(MARGIN)} {decimal(y)}H{decimal(canvas.width - MARGIN)}"
        add(element, "path", d=line, stroke=colours["join"])
    if not chart.lanes:
        add(
            element,
            "text",
            wording.picture.empty(canvas.download.view.answer.total),
            x=canvas.width / 2,
            y=top + height / 2 + 5,
            text_anchor="middle",
            font_size=15,
            fill=colours["quiet"],
        )
    return element, top + height + _beside(element, canvas, top + height)


def _strip(canvas: Canvas, *, long: bool) -> tuple[Element, list[float]]:
    """Return the headings and ticks, and the x of the grid's lines."""
    colours, width = canvas.colours, canvas.chart.width
    headings, ticks = axis_labels(canvas.chart.view, width, long=long)
    element = new("g", class_="calendar")
    edges = []

    def measured(name: str) -> float:
        return advance.text_width(name, PLAIN, bold=True)  # as the page measures it

    for heading in place_headings(headings, canvas.chart.view, width, measured):
        add(
            element,
            "path",
            d=f"M{decimal(heading.left)} 0V{decimal(_STRIP)}",
            stroke=colours["grid"],
        )
        if heading.left > 0:
            edges.append(heading.left)
        if heading.name:
            add(
                element,
                "text",
                heading.name,
                class_="heading",
                x=heading.left + 5 if heading.begins else (heading.left + heading.right) / 2,
                y=15,
                text_anchor=None if heading.begins else "middle",
                font_weight="bold",
            )
    for x, name in place_ticks(ticks, canvas.chart.view, width):
        add(
            element,
            "text",
            name,
            class_="tick",
            x=x,
            y=_STRIP - 5,
            text_anchor="middle",
            font_size=SMALL,
            fill=colours["quiet"],
        )
    return element, edges


def _lanes(parent: Element, canvas: Canvas) -> None:
    for place, lane in enumerate(canvas.chart.lanes):
        if place % 2:
            add(
                parent,
                "rect",
                y=lane.top,
                width=canvas.room,
                height=lane.height,
                fill_opacity=0.045,
            )
        floor = decimal(lane.top + lane.height - 0.5)
        add(parent, "path", d=f"M0 {floor}H{decimal(canvas.room)}", stroke=canvas.colours["grid"])


def _groups(parent: Element, canvas: Canvas) -> None:
    for _, top in canvas.chart.groups:
        for colour, strength in ((canvas.colours["paper"], 1), (canvas.colours["ink"], 0.07)):
            add(
                parent,
                "rect",
                y=top,
                width=canvas.room,
                height=density.HEADING,
                fill=colour,
                fill_opacity=strength,
            )


def _labels(parent: Element, canvas: Canvas) -> None:
    """Write the groups' and lanes' names."""
    for name, top in canvas.chart.groups:
        line = shorten(clean(name), canvas.room - 12, PLAIN, bold=True)
        add(parent, "text", line, class_="group", x=6, y=top + 13.5, font_weight="bold")
    gutter = canvas.chart.gutter
    for lane in canvas.chart.lanes:
        element = add(parent, "g", class_="lane")
        name = clean(lane.name)
        add(element, "title", name)
        # without a gutter a name stands above its ridge
        room, height = (gutter, lane.height) if gutter else (canvas.room, density.LABEL)
        for y, line in _lines(lane, name, room - 12, height):
            add(element, "text", line, x=6, y=y)


def _lines(lane: Lane, name: str, room: float, height: float) -> Iterator[tuple[float, str]]:
    """Yield the y and text of each line of a lane's name, in the middle of a height."""
    lines = wrap(name, room, PLAIN, max(int(height // _LINE), 1))
    first = max((height - len(lines) * _LINE) / 2, 1.0)
    for place, line in enumerate(lines, 1):
        yield lane.top + first + place * _LINE - 3, line


def _beside(parent: Element, canvas: Canvas, y: float) -> float:
    """Say how many events lie earlier and later than the picture; return the room that takes."""
    chart = canvas.chart
    right = canvas.width - MARGIN
    y += 16
    ends = (
        (chart.before, wording.picture.earlier, canvas.left, 1, "start"),
        (chart.after, wording.picture.later, right, -1, "end"),
    )
    for number, word, x, way, anchor in ends:
        if number:
            arrow = f"M{decimal(x)} {decimal(y - 4)}l{6 * way} -4v8z"
            add(parent, "path", d=arrow, fill=canvas.colours["quiet"])
            add(
                parent,
                "text",
                word(number),
                x=x + 10 * way,
                y=y,
                text_anchor=anchor,
                font_size=SMALL,
                fill=canvas.colours["quiet"],
            )
    return 20.0 if chart.before or chart.after else 0.0


def _ridges(parent: Element, canvas: Canvas, chart: density.DensityPlan) -> None:
    """Draw the counts of each lane as a ridge."""
    breadth = chart.width / density.STEPS
    path: list[str] = []
    fresh = True
    for place, y in density.outline(chart):
        if place is None:
            path.append("Z")
            fresh = True
            continue
        path.append(f"{'M' if fresh else 'L'}{decimal(place * breadth)} {decimal(y)}")
        fresh = False
    add(
        parent,
        "path",
        class_="ridges",
        d="".join(path),
        fill=canvas.colours["statement"],
        fill_opacity=0.75,
    )
