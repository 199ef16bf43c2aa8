"""A view as a picture in SVG: what the page draws, with all that a print needs to stand alone.

The plan is the page's own: more events than there are marks for are counted, and what has no mark
beside others that have is told. It holds no script and asks for nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.exports.download import Download
from components.exports.picture.canvas import MARGIN, PLAIN, Canvas
from components.exports.picture.legend import foot
from components.exports.picture.plot_area import stage
from components.exports.picture.svg import Element, add, clean, figure, new, written
from components.exports.picture.text_width import wrapped
from components.figures import (
    DARK,
    LIGHT,
    PicturePlan,
    Plan,
    is_solid,
    plan_picture,
    unmarked_sentence,
    year_at,
)

# Topics and sources are there as lanes, when the picture is drawn by them.
SVG_FIELDS = frozenset(
    {"id", "title", "kind", "status", "zone", "when", "actors", "topics", "citations"}
)
FONTS = ("Source Sans 3", "Source Sans Pro", "system-ui", "sans-serif")
WIDTH = 1200.0
_NARROWEST, _WIDEST = 320.0, 4000.0
_GUTTER = 190.0  # of the lanes' names: a print cannot be pointed at to read the rest of one
_ROOMY = 900.0  # a picture that is as wide has room for them


def write_svg(download: Download) -> Iterator[bytes]:
    """Write a view as a picture for print, in light colours."""
    yield picture(download).encode()


def planned(download: Download, width: float = WIDTH) -> PicturePlan:
    """Return the plan of a view's picture that is `width` pixels wide with its margins."""
    inner = min(max(width, _NARROWEST), _WIDEST) - 2 * MARGIN
    return plan_picture(
        download.view.changed(event=""),
        inner,
        **({"gutter": _GUTTER} if inner >= _ROOMY else {}),
        roomy=False,
    )


def picture(
    download: Download, *, theme: str = "light", width: float = WIDTH, fonts: Sequence[str] = FONTS
) -> str:
    """Return a view as SVG, `theme` being "light" or "dark"; its height follows from its lanes."""
    download = _whole(download)
    found = planned(download, width)
    drawn = found.chart
    canvas = Canvas(
        download=download,
        drawn=drawn,
        colours=DARK if theme == "dark" else LIGHT,
        width=drawn.width + drawn.gutter + 2 * MARGIN,
        left=MARGIN + drawn.gutter,
    )
    head, top = _head(canvas, found.unmarked)
    long = year_at(found.extent[0]) != year_at(found.extent[1])
    body, bottom = stage(canvas, top, long=long)
    below, end = foot(canvas, bottom)
    height = end + MARGIN
    root = new(
        "svg",
        version="1.1",
        width=canvas.width,
        height=height,
        viewBox=f"0 0 {figure(canvas.width)} {figure(height)}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=", ".join(f"'{font}'" if " " in font else font for font in fonts),
        font_size=PLAIN,
        fill=canvas.colours["ink"],
    )
    add(root, "title", download.log.about.title, id="timeline-title")
    add(root, "desc", f"Timeline. {download.sentence}", id="timeline-desc")
    root.append(_metadata(download))
    root.append(_patterns(canvas))
    add(root, "rect", width=canvas.width, height=height, fill=canvas.colours["paper"])
    root.extend((head, body, below))
    return written(root)


def _whole(download: Download) -> Download:
    """Return a view without its limit, which is for what has a row for each event."""
    return replace(download, most=download.view.answer.found)


def provenance(download: Download) -> dict[str, str]:
    """Return what a picture is of and where it is from, under the names of Dublin Core."""
    download = _whole(download)
    return {
        "title": clean(download.log.about.title),
        "description": clean(download.sentence),
        "source": clean(download.permalink),
        "identifier": f"sha256:{download.log.hash}" if download.log.hash else "",
        "date": download.exported_at,
    }


def _metadata(download: Download) -> Element:
    made = new("metadata")
    made.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    for name, value in provenance(download).items():
        add(made, f"dc:{name}", value)
    return made


def _patterns(canvas: Canvas) -> Element:
    """Return the hatching of what is not sure, or has not happened, for each kind that needs it."""
    made = new("defs")
    bars = canvas.drawn.bars if isinstance(canvas.drawn, Plan) else ()
    for kind in dict.fromkeys(bar.kind for bar in bars if not is_solid(bar)):
        pattern = add(
            made,
            "pattern",
            id=f"hatched-{kind}",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        add(pattern, "rect", width=2.5, height=5, fill=canvas.colours[kind])
    return made


def _head(canvas: Canvas, unmarked: int) -> tuple[Element, float]:
    """Return the log's title and the sentences of the view, and where the picture begins."""
    made = new("g")
    y = MARGIN
    title = canvas.download.log.about.title
    for line in wrapped(clean(title), canvas.room, 22, 3, bold=True):
        y += 24
        add(made, "text", line, x=MARGIN, y=y - 5, font_size=22, font_weight="bold")
    for words in (canvas.download.sentence, unmarked_sentence(unmarked) if unmarked else ""):
        for line in wrapped(clean(words), canvas.room, 14, 5):
            y += 19
            add(made, "text", line, x=MARGIN, y=y, font_size=14, fill=canvas.colours["quiet"])
    return made, y + 14
