"""The legend below a picture: the kinds and signs in use, and where the picture is from."""

from collections.abc import Iterable, Iterator

from components import wording
from components.exports.picture.canvas import MARGIN, SMALL, Canvas, Sample, Sheet
from components.exports.picture.svg import Element, add, clean, decimal, link, new
from components.exports.picture.text_width import text_width, wrap
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
    """Yield what the height of a ridge means."""
    if canvas.chart.lanes:
        yield None, _scale_in_words(canvas.chart)


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
