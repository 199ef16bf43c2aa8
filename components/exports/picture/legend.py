"""The legend below a picture: the kinds and signs in use, and where the picture is from."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from components import wording
from components.events import Form
from components.exports.picture.canvas import (
    MARGIN,
    SMALL,
    Canvas,
    Sample,
    Sheet,
    draw_differs,
    draw_ring,
    draw_shape,
)
from components.exports.picture.svg import Element, add, clean, decimal, link, new
from components.exports.picture.text_width import text_width, wrap
from components.figures import (
    BAR,
    DAY,
    HOUR,
    MINUTE,
    SHAPES,
    Mark,
    Palette,
    Plan,
    density,
    is_solid,
    look,
)

_HASH = 12  # digits of the log's hash in print
_UNITS = (
    ("year", 365.25 * DAY),
    ("month", 30.4 * DAY),
    ("day", DAY),
    ("hour", HOUR),
    ("minute", MINUTE),
)
# days of a date known by its day and so on; a clock may change within it
_LOOSE = {"day": (0.9, 1.1), "month": (27.5, 31.5), "year": (364.5, 366.5)}


def footer(canvas: Canvas, top: float) -> tuple[Element, float]:
    """Return the legend of lanes with the origin of the picture, and the y of its end."""
    element = new("g")
    y = legend(element, canvas, top + 22, _samples(canvas))
    return element, origin(element, canvas, y)


def origin(element: Element, canvas: Sheet, y: float, title: str = "") -> float:
    """Say where the picture is from, from the line at `y` on; return the y of the last line."""
    download, quiet = canvas.download, canvas.colours["quiet"]
    clock = download.view.clock
    parts = (
        wording.legend.clock(clock.name, clock.zone),
        wording.legend.exported(f"{download.made:%Y-%m-%d %H:%M}"),
        wording.legend.digest(download.log.hash[:_HASH]) if download.log.hash else "",
    )
    for line in (
        *(wrap(clean(title), canvas.room, SMALL, 3) if title else ()),
        *wrap(clean(", ".join(filter(None, parts))), canvas.room, SMALL, 3),
    ):
        add(element, "text", line, x=MARGIN, y=y, font_size=SMALL, fill=quiet)
        y += 15
    if "?" in download.permalink or download.base:
        address = link(element, download.permalink)
        for line in wrap(clean(download.permalink).removesuffix("?"), canvas.room, SMALL, 4):
            add(
                address,
                "text",
                line,
                x=MARGIN,
                y=y,
                font_size=SMALL,
                fill=canvas.colours["statement"],
            )
            y += 15
    return y - 15


def legend(
    parent: Element, canvas: Sheet, y: float, samples: Iterable[tuple[Sample | None, str]]
) -> float:
    """Explain the signs in use, the first line at `y`; return the y of the next line."""
    x = MARGIN
    items = list(samples)
    for draw, words in items:
        room = 22 if draw else 0
        width = room + text_width(words, SMALL) + 16
        if x > MARGIN and x + width - 16 > canvas.width - MARGIN:
            x, y = MARGIN, y + 24
        if draw:
            sample = add(parent, "g", transform=f"translate({decimal(x + 9)} {decimal(y - 4)})")
            draw(sample)
        lines = wrap(words, canvas.room - room, SMALL, 3)
        for place, line in enumerate(lines):
            add(parent, "text", line, x=x + room, y=y + place * 14, font_size=SMALL)
        y += (len(lines) - 1) * 14
        x += width
    return y + 26 if items else y


def _samples(canvas: Canvas) -> Iterator[tuple[Sample | None, str]]:
    """Yield each kind and sign in use: a function that draws a sample, and what it means."""
    chart = canvas.chart
    if not isinstance(chart, Plan):
        if chart.lanes:
            yield None, _scale_in_words(chart)
        return
    marks = [mark for mark in chart.marks if canvas.is_in(mark)]
    used = {mark.kind for mark in marks}
    names: dict[str, list[str]] = {}
    for key in canvas.download.view.option_names["kind"]:
        kind = canvas.download.log.kinds[key]
        names.setdefault(look(kind), []).append(kind.name)
    for shape in SHAPES:
        if shape in used:
            words = ", ".join(names[shape])
            yield partial(draw_shape, kind=shape, colours=canvas.colours, hollow=False), words
    yield from _signs(canvas, chart, marks)
    loose = [unit for unit, (least, most) in _LOOSE.items() if _any_within(canvas, least, most)]
    if loose:
        yield None, wording.legend.known_only_by(loose)
    if marks and canvas.download.base:
        yield None, wording.legend.NUMBERS


def _signs(canvas: Canvas, chart: Plan, marks: Sequence[Mark]) -> Iterator[tuple[Sample, str]]:
    colours, (first, last) = canvas.colours, chart.view
    bars = [bar for bar in chart.bars if bar.stop > first and bar.start < last]
    if not all(map(is_solid, marks)):
        is_hatched = not all(map(is_solid, bars))
        words = wording.legend.HOLLOW_OR_HATCHED if is_hatched else wording.legend.HOLLOW
        yield partial(draw_shape, kind="statement", colours=colours, hollow=True), words
    if not all(mark.certain for mark in marks):
        yield lambda parent: draw_ring(parent, colours["ink"], 8.6), wording.legend.UNCERTAIN
    if any(mark.differs for mark in marks):
        yield lambda parent: draw_differs(parent, colours, 1, 0), wording.legend.DIFFER
    if bars:
        yield partial(_plain_bar, colours=colours), wording.legend.BAR
    if any(first <= join.x <= last for join in chart.joins):
        yield partial(_plain_join, colours=colours), wording.legend.JOIN


def _any_within(canvas: Canvas, least: float, most: float) -> bool:
    """Return whether the picture has a mark of a date that is between so many days long."""
    chart = canvas.chart
    return isinstance(chart, Plan) and any(
        canvas.download.log.events[mark.event].when.form is Form.MOMENT
        and mark.start is not None
        and mark.stop is not None
        and least * DAY <= mark.stop - mark.start < most * DAY
        and canvas.is_in(mark)
        for mark in chart.marks
    )


def _plain_bar(parent: Element, colours: Palette) -> None:
    fill = colours["background"]
    add(parent, "rect", x=-9, y=-BAR / 2, width=18, height=BAR, fill=fill, fill_opacity=0.38)


def _plain_join(parent: Element, colours: Palette) -> None:
    add(parent, "path", d="M0-9V9", stroke=colours["join"], stroke_width=1.25)


def _scale_in_words(chart: density.DensityPlan) -> str:
    """Describe the scale of the ridges; the lane of all others may have one of its own."""
    step, tallest = _length(chart.step), max(round(chart.peaks[0]), 1)
    if chart.peaks[-1] == chart.peaks[0]:
        return wording.legend.scale(step, tallest)
    return wording.legend.scale_with_others(step, tallest, round(chart.peaks[-1]))


def _length(milliseconds: float) -> str:
    """Return a length of time in words, no finer than its own unit."""
    for name, unit in _UNITS:
        number = milliseconds / unit
        if number >= 1.5 or name == "minute":
            return wording.legend.about(max(round(number), 1), name)
    return ""
