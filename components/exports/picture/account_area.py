"""The table of accounts in SVG: a row for each question, a column for each article."""

from components import wording
from components.events import Standing
from components.exports.picture.account_plan import (
    DAYS,
    EMPTY,
    FINDING,
    GROUP_GAP,
    GROUP_HEAD,
    JOINT_GAP,
    KEY_GAP,
    KEY_LINE,
    LINE,
    QUESTION,
    SMALL,
    AccountPlan,
    Column,
    PlannedGroup,
    PlannedRow,
    key_width,
)
from components.exports.picture.canvas import MARGIN, Sheet
from components.exports.picture.svg import Element, add, decimal, link, new
from components.exports.picture.text_line import write_line
from components.figures import JOINT_WIDTH, JOINTS, advance, box_content

_TEXT = box_content.TEXT
_BASE = 13.0  # from the top of a line to the feet of its letters
_COUNT_GAP = 6.0  # between a finding and the number of its sources


def account_area(sheet: Sheet, plan: AccountPlan, top: float) -> tuple[Element, float]:
    """Return the table below `top`, and the y of its end."""
    element = new("g", transform=f"translate({decimal(MARGIN)} {decimal(top)})")
    y = _heads(element, sheet, plan)
    for group in plan.groups:
        _group(element, sheet, plan, group, y)
        y += group.height
    if not plan.groups:
        _rule(element, plan.width, y, sheet.colours["ink"])
        # where there are questions, none of which has room, the foot says how many
        words = "" if plan.table.rows else wording.evidence.NO_DISAGREEMENT
        quiet = sheet.colours["quiet"]
        write_line(element, words, plan.width / 2, y + EMPTY / 2 + 5, quiet, 15, anchor="middle")
    return element, top + plan.height


def _rule(parent: Element, width: float, y: float, stroke: str) -> None:
    add(parent, "path", d=f"M0 {decimal(y)}H{decimal(width)}", stroke=stroke)


def _heads(parent: Element, sheet: Sheet, plan: AccountPlan) -> float:
    """Write the heads of the columns and what explains them; return the y of their end."""
    colours = sheet.colours
    for column in plan.columns:
        ink = colours["quiet" if column.key in (QUESTION, DAYS) else "ink"]
        group = add(parent, "g", class_="head")
        lines = plan.heads[column.key]
        for place, line in enumerate(lines):
            base = _BASE + LINE * place
            write_line(group, line, column.at, base, ink, _TEXT, bold=True, anchor=column.anchor)
        fits = plan.fits.get(column.key, ())
        for place, line in enumerate(fits, len(lines)):
            base, quiet = _BASE + LINE * place, colours["quiet"]
            write_line(group, line, column.at, base, quiet, anchor=column.anchor)
    y = plan.head - 8 - KEY_LINE * (len(plan.key) + len(plan.names))
    for line in plan.names:
        write_line(parent, line, 0, y + _BASE, colours["quiet"])
        y += KEY_LINE
    key = add(parent, "g", class_="key")
    for entries in plan.key:
        x = 0.0
        for stands, text in entries:
            if stands:
                _joint(key, sheet, stands, x, y + 2)
            indent = JOINT_WIDTH + JOINT_GAP if stands else 0
            write_line(key, text, x + indent, y + _BASE, colours["quiet"])
            x += key_width(stands, text) + KEY_GAP
        y += KEY_LINE
    return plan.head


def _group(
    parent: Element, sheet: Sheet, plan: AccountPlan, group: PlannedGroup, top: float
) -> None:
    """Draw the head and the rows of a group."""
    words, colours = wording.evidence, sheet.colours
    element = add(parent, "g", class_="group")
    _rule(element, plan.width, top, colours["ink"])
    name = words.group(len(group.rows), group.total, group.key)
    write_line(element, name, 0, top + 17, colours["ink"], _TEXT, bold=True)
    x = advance.text_width(name, _TEXT, bold=True) + KEY_GAP
    write_line(element, words.GLOSSES[group.key], x, top + 17, colours["quiet"])
    y = top + GROUP_HEAD
    for column in plan.columns:
        if column.key == FINDING:
            add(
                element,
                "rect",
                x=column.x - box_content.PADDING,
                y=y,
                width=column.width + 2 * box_content.PADDING,
                height=group.height - GROUP_HEAD - GROUP_GAP,
                fill=colours["tint"],
            )
    for row in group.rows:
        _row(element, sheet, plan, row, y)
        y += row.height


def _row(parent: Element, sheet: Sheet, plan: AccountPlan, row: PlannedRow, top: float) -> None:
    """Draw a question with all that stands in its row."""
    colours, question = sheet.colours, row.row.question
    element = add(parent, "g", class_="question")
    add(element, "title", question.question)
    _rule(element, plan.width, top, colours["line"])
    for column in plan.columns:
        y = top + row.lead
        is_quiet = column.key == DAYS
        stands = row.stands.get(column.key)
        within = element
        if column.key == QUESTION:
            within = link(element, sheet.download.question_link(question.id))
        cell = add(within, "g", class_="cell")
        if stands and column.joint is not None:
            is_left = column.anchor == "end"
            _joint(cell, sheet, stands, column.joint, y + 1.5, is_turned=not is_left)
        lines = row.lines[column.key]
        if column.key == FINDING and row.sources and lines:
            _last_of_finding(cell, sheet, column, row, y + LINE * (len(lines) - 1))
            lines = lines[:-1]
        for place, line in enumerate(lines):
            write_line(
                cell,
                line,
                column.at,
                y + _BASE + LINE * place,
                colours["quiet" if is_quiet else "ink"],
                SMALL if is_quiet else _TEXT,
                bold=column.key == FINDING,
                anchor=column.anchor,
            )
        is_article = column.key in plan.table.names
        if is_article and not stands and not lines:
            add(
                cell,
                "text",
                wording.evidence.SILENT,
                x=column.at,
                y=y + _BASE,
                text_anchor=column.anchor,
                font_size=SMALL,
                font_style="italic",
                fill=colours["quiet"],
            )


def _last_of_finding(
    parent: Element, sheet: Sheet, column: Column, row: PlannedRow, y: float
) -> None:
    """Write the last line of a finding, and behind it how many sources it is from."""
    line = row.lines[FINDING][-1]
    width = advance.text_width(line, _TEXT, bold=True)
    gap = _COUNT_GAP if line else 0.0
    whole = width + gap + advance.text_width(row.sources, SMALL)
    x = column.at - (whole / 2 if column.anchor == "middle" else 0)
    write_line(parent, line, x, y + _BASE, sheet.colours["ink"], _TEXT, bold=True)
    write_line(parent, row.sources, x + width + gap, y + _BASE, sheet.colours["quiet"])


def _joint(
    parent: Element,
    sheet: Sheet,
    stands: Standing,
    x: float,
    y: float,
    *,
    is_turned: bool = False,
) -> None:
    """Draw how an answer stands, its node at the left, or at the right if it is turned."""
    place = f"matrix(-1 0 0 1 {decimal(x + JOINT_WIDTH)} {decimal(y)})"
    if not is_turned:
        place = f"translate({decimal(x)} {decimal(y)})"
    joint, ink = JOINTS[stands], sheet.colours["ink"]
    element = add(parent, "g", class_=f"joint {stands}", transform=place)
    if joint.filled:
        add(element, "path", d=joint.filled, fill=ink)
    add(element, "path", d=joint.drawn, fill="none", stroke=ink, stroke_width=1.5)
