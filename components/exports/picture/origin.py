"""What stands below a picture: where it is from, and below ridges the scale of their counts."""

from components import wording
from components.exports.picture.canvas import MARGIN, SMALL, Canvas, Sheet
from components.exports.picture.svg import Element, add, clean, link, new
from components.exports.picture.text_width import wrap
from components.figures import DAY, HOUR, MINUTE, density

_HASH = 12  # digits of the log's hash in print
_UNITS = (
    ("year", 365.25 * DAY),
    ("month", 30.4 * DAY),
    ("day", DAY),
    ("hour", HOUR),
    ("minute", MINUTE),
)


def footer(canvas: Canvas, top: float) -> tuple[Element, float]:
    """Return the scale of ridges with the origin of the picture, and the y of its end."""
    element = new("g")
    y = top + 22
    if canvas.chart.lanes:
        for line in wrap(_scale_in_words(canvas.chart), canvas.room, SMALL, 3):
            add(element, "text", line, x=MARGIN, y=y, font_size=SMALL)
            y += 14
        y += 12
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
