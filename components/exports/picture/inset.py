"""The picture of a view as a part of a document: no headline, no origin, the document's colours.

The document draws it in light and dark from one text: each colour is a custom property of the name
of its token, such as `--gt-ink`.
"""

from collections.abc import Callable
from xml.etree import ElementTree

from components import wording
from components.exports.download import Download
from components.exports.picture.canvas import MARGIN, Canvas, Sheet
from components.exports.picture.column_area import column_area
from components.exports.picture.drawing import FONTS, font_list
from components.exports.picture.plot_area import plot_area
from components.exports.picture.svg import decimal, new
from components.figures import LIGHT, ColumnPlan, PicturePlan, year_at

_COLOURS = {token: f"var(--gt-{token})" for token in LIGHT}
_EDGE = 2.0  # pixels around the picture, for the edges of its boxes


def write_inset(
    download: Download, planned: PicturePlan, name: str, link_to: Callable[[str], str]
) -> str:
    """Return a picture as an `svg` element of HTML, from its plan.

    `name` tells it from other pictures of the document, `link_to` gives the address of an event,
    by its id, within the document.
    """
    chart = planned.chart
    if isinstance(chart, ColumnPlan):
        width = chart.width
        sheet = Sheet(download, _COLOURS, width + 2 * MARGIN, name, link_to)
        body, bottom = column_area(sheet, chart, _EDGE)
    else:
        width = chart.gutter + chart.width
        canvas = Canvas(
            download,
            _COLOURS,
            width + 2 * MARGIN,
            name,
            link_to,
            chart=chart,
            left=MARGIN + chart.gutter,
        )
        is_long = year_at(planned.extent[0]) != year_at(planned.extent[1])
        body, bottom = plot_area(canvas, _EDGE, long=is_long)
    sizes = (MARGIN - _EDGE, 0.0, width + 2 * _EDGE, bottom + _EDGE)
    root = new(
        "svg",
        class_=f"gt-inset gt-{name}",
        viewBox=" ".join(map(decimal, sizes)),
        role="group",
        aria_label=wording.picture.alternative(download.sentence),
        font_family=font_list(FONTS),
        fill=_COLOURS["ink"],
    )
    root.append(body)
    return ElementTree.tostring(root, encoding="unicode")
