"""A view as a picture in SVG: what the page draws, with all that a print needs to stand alone.

The plan is the page's own: when there are more events than marks they are counted, and a sentence
says how many have no mark. The file has no script and loads nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from components import wording
from components.exports.download import Download
from components.exports.picture import account_plan
from components.exports.picture.account_area import account_area
from components.exports.picture.canvas import MARGIN, PLAIN, Canvas, Sheet
from components.exports.picture.column_area import column_area, legend_line
from components.exports.picture.origin import footer, origin
from components.exports.picture.plot_area import plot_area
from components.exports.picture.svg import Element, add, clean, decimal, new, to_xml
from components.exports.picture.text_width import wrap
from components.figures import (
    LIGHT,
    PicturePlan,
    account_table,
    column_plan,
    plan_picture,
    year_at,
)

# Topics and sources are there as rows, where the picture is drawn by them.
SVG_FIELDS = frozenset(
    {
        *("id", "title", "label", "key", "kind", "status", "zone", "when", "inferred"),
        *("actors", "topics", "citations"),
    }
)
FONTS = ("Source Sans 3", "Source Sans Pro", "system-ui", "sans-serif")
HEADLINE_FONTS = ("Source Serif 4", "Source Serif Pro", "Source Serif", "Georgia", "serif")
WIDTH = 1200.0
HEADLINE = 28.0  # pixels of its letters
_MOST_LINES = 12  # of a sentence below the headline
_GUTTER = 190.0  # of the lanes' names: in a print nobody can hover to read the rest of one


def plan_svg(download: Download) -> PicturePlan:
    """Return the plan of a view's picture, which has room for its margins."""
    view = download.view.changed(event="")
    return plan_picture(view, WIDTH - 2 * MARGIN, gutter=_GUTTER)


def font_list(names: Sequence[str]) -> str:
    """Return the names of fonts as an attribute has them."""
    return ", ".join(f"'{name}'" if " " in name else name for name in names)


def picture(download: Download) -> str:
    """Return a view as SVG, in light colours; its height follows from its rows or lanes."""
    download = _whole(download)
    if download.is_of_accounts:
        table = download.accounts
        width = max(WIDTH, account_plan.least_width(table) + 2 * MARGIN)
        sheet = Sheet(download, LIGHT, width)
        groups, end = _in_rows(sheet, account_plan.plan_accounts(download.view, table, sheet.room))
        return document(sheet, groups, end + MARGIN)
    picture_plan = plan_svg(download)
    chart = picture_plan.chart
    if isinstance(chart, column_plan.ColumnPlan):
        canvas = Sheet(download, LIGHT, chart.width + 2 * MARGIN)
        groups, end = _in_columns(canvas, chart, picture_plan.unmarked)
    else:
        left = MARGIN + chart.gutter
        canvas = Canvas(download, LIGHT, left + chart.width + MARGIN, chart=chart, left=left)
        groups, end = _in_lanes(canvas, picture_plan)
    return document(canvas, groups, end + MARGIN)


def document(
    sheet: Sheet, groups: Sequence[Element], height: float, size: tuple[float, float] | None = None
) -> str:
    """Return a picture as SVG, drawn in `size` pixels where that is not the sheet's own."""
    download = sheet.download
    width_drawn, height_drawn = size or (sheet.width, height)
    root = new(
        "svg",
        version="1.1",
        width=width_drawn,
        height=height_drawn,
        viewBox=f"0 0 {decimal(sheet.width)} {decimal(height)}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=font_list(FONTS),
        font_size=PLAIN,
        fill=sheet.colours["ink"],
    )
    add(root, "title", download.log.about.title, id="timeline-title")
    words = wording.picture
    alternative = words.alternative_of_accounts if download.is_of_accounts else words.alternative
    add(root, "desc", alternative(download.sentence), id="timeline-desc")
    root.append(_metadata(download))
    add(root, "rect", width=sheet.width, height=height, fill=sheet.colours["paper"])
    root.extend(groups)
    return to_xml(root)


def _in_lanes(canvas: Canvas, picture_plan: PicturePlan) -> tuple[Sequence[Element], float]:
    """Return the parts of a picture in lanes, and the y of their end."""
    download = canvas.download
    head, top = _heading(canvas, download.log.about.title, download.sentence)
    long = year_at(picture_plan.extent[0]) != year_at(picture_plan.extent[1])
    body, bottom = plot_area(canvas, top, long=long)
    below, end = footer(canvas, bottom)
    return (head, body, below), end


def _in_columns(
    sheet: Sheet, chart: column_plan.ColumnPlan, unmarked: int
) -> tuple[Sequence[Element], float]:
    """Return the parts of a picture in columns, and the y of their end."""
    about, answer = sheet.download.log.about, sheet.download.view.answer
    headline = about.headline if answer.matching == answer.total else ""
    sentence = sheet.download.sentence
    lacking = wording.picture.unmarked(unmarked) if unmarked else ""
    head, top = _heading(sheet, headline or sentence, sentence if headline else "", lacking)
    body, bottom = column_area(sheet, chart, legend_line(head, sheet, chart, top) + 8)
    below = new("g")
    return (head, body, below), origin(below, sheet, bottom + 22, about.title)


def _in_rows(sheet: Sheet, plan: account_plan.AccountPlan) -> tuple[Sequence[Element], float]:
    """Return the parts of a table of accounts, and the y of their end."""
    download = sheet.download
    headline, opening = account_table.finding(download.log, plan.table)
    head, top = _heading(sheet, headline, opening, download.sentence)
    body, bottom = account_area(sheet, plan, top)
    below = new("g")
    return (head, body, below), origin(below, sheet, bottom + 22, download.log.about.title)


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


def heading(
    sheet: Sheet, lines: Sequence[str], below: Sequence[str], size: float = HEADLINE
) -> tuple[Element, float]:
    """Return the lines of a heading with those below it, and where the picture begins."""
    element = new("g")
    y = MARGIN
    for line in lines:
        y += size + 6
        add(
            element,
            "text",
            line,
            x=MARGIN,
            y=y - 8,
            font_family=font_list(HEADLINE_FONTS),
            font_size=size,
            font_weight="600",
        )
    for line in below:
        y += 20
        add(element, "text", line, x=MARGIN, y=y - 4, font_size=14, fill=sheet.colours["quiet"])
    return element, y + 14


def _heading(sheet: Sheet, words: str, *sentences: str) -> tuple[Element, float]:
    """Return a heading with sentences below it, in lines that fit in any font."""
    lines = wrap(clean(words), sheet.room, HEADLINE, 3, bold=True)
    below = [
        line
        for each in filter(None, sentences)
        for line in wrap(clean(each), sheet.room, 14, _MOST_LINES)
    ]
    return heading(sheet, lines, below)
