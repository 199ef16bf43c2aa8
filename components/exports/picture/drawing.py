"""A view as a picture in SVG: what the page draws, with all that a print needs to stand alone.

The plan is the page's own: when there are more events than marks they are counted, and a sentence
says how many have no mark. The file has no script and loads nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components import wording
from components.exports.download import Download
from components.exports.picture.canvas import MARGIN, PLAIN, Canvas
from components.exports.picture.legend import footer
from components.exports.picture.plot_area import plot_area
from components.exports.picture.svg import Element, add, clean, decimal, new, to_xml
from components.exports.picture.text_width import wrap
from components.figures import LIGHT, PicturePlan, Plan, is_solid, plan_picture, year_at

# Topics and sources are there as lanes, when the picture is drawn by them.
SVG_FIELDS = frozenset(
    {"id", "title", "kind", "status", "zone", "when", "inferred", "actors", "topics", "citations"}
)
FONTS = ("Source Sans 3", "Source Sans Pro", "system-ui", "sans-serif")
WIDTH = 1200.0
_GUTTER = 190.0  # of the lanes' names: in a print nobody can hover to read the rest of one


def write_svg(download: Download) -> Iterator[bytes]:
    """Write a view as a picture for print, in light colours."""
    yield picture(download).encode()


def plan_svg(download: Download) -> PicturePlan:
    """Return the plan of a view's picture, which has room for its margins."""
    view = download.view.changed(event="")
    return plan_picture(view, WIDTH - 2 * MARGIN, gutter=_GUTTER, roomy=False)


def picture(download: Download, *, fonts: Sequence[str] = FONTS) -> str:
    """Return a view as SVG; its height follows from its lanes."""
    download = _whole(download)
    picture_plan = plan_svg(download)
    chart = picture_plan.chart
    canvas = Canvas(
        download=download,
        chart=chart,
        colours=LIGHT,
        width=chart.width + chart.gutter + 2 * MARGIN,
        left=MARGIN + chart.gutter,
    )
    head, top = _head(canvas, picture_plan.unmarked)
    long = year_at(picture_plan.extent[0]) != year_at(picture_plan.extent[1])
    body, bottom = plot_area(canvas, top, long=long)
    below, end = footer(canvas, bottom)
    height = end + MARGIN
    root = new(
        "svg",
        version="1.1",
        width=canvas.width,
        height=height,
        viewBox=f"0 0 {decimal(canvas.width)} {decimal(height)}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=", ".join(f"'{font}'" if " " in font else font for font in fonts),
        font_size=PLAIN,
        fill=canvas.colours["ink"],
    )
    add(root, "title", download.log.about.title, id="timeline-title")
    add(root, "desc", wording.picture.alternative(download.sentence), id="timeline-desc")
    root.append(_metadata(download))
    root.append(_patterns(canvas))
    add(root, "rect", width=canvas.width, height=height, fill=canvas.colours["paper"])
    root.extend((head, body, below))
    return to_xml(root)


def _whole(download: Download) -> Download:
    """Return a download without its limit, which is for formats with a row for each event."""
    return replace(download, most=download.view.answer.matching)


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
    element = new("metadata")
    element.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    for name, value in provenance(download).items():
        add(element, f"dc:{name}", value)
    return element


def _patterns(canvas: Canvas) -> Element:
    """Return the hatching of bars that are not solid, for each kind that needs it."""
    element = new("defs")
    bars = canvas.chart.bars if isinstance(canvas.chart, Plan) else ()
    for kind in dict.fromkeys(bar.kind for bar in bars if not is_solid(bar)):
        pattern = add(
            element,
            "pattern",
            id=f"hatched-{kind}",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        add(pattern, "rect", width=2.5, height=5, fill=canvas.colours[kind])
    return element


def _head(canvas: Canvas, unmarked: int) -> tuple[Element, float]:
    """Return the log's title and the sentences of the view, and where the picture begins."""
    element = new("g")
    y = MARGIN
    title = canvas.download.log.about.title
    for line in wrap(clean(title), canvas.room, 22, 3, bold=True):
        y += 24
        add(element, "text", line, x=MARGIN, y=y - 5, font_size=22, font_weight="bold")
    for words in (canvas.download.sentence, wording.picture.unmarked(unmarked) if unmarked else ""):
        for line in wrap(clean(words), canvas.room, 14, 5):
            y += 19
            add(element, "text", line, x=MARGIN, y=y, font_size=14, fill=canvas.colours["quiet"])
    return element, y + 14
