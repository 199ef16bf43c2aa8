"""The layout of the table of accounts: its columns, and the lines of every row.

Where one or two articles are heard, the first stands before the other sources and the second behind
them; more stand behind them all. No text is cut: what is too wide for its column wraps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from components import wording
from components.events import Standing
from components.exports.picture.svg import clean
from components.figures import JOINT_WIDTH, account_table, advance, box_content
from components.selection import View, days_of

QUESTION, FINDING, DAYS = "question", "finding", "days"  # keys of the columns of no article
SMALL, LINE = 12.0, 17.0
PADDING = 3.5  # above and below the lines of a row
GROUP_HEAD, GROUP_GAP = 26.0, 8.0
KEY_LINE, KEY_GAP, JOINT_GAP = 18.0, 14.0, 6.0
EMPTY = 64.0  # of a table without questions
_TEXT = box_content.TEXT
_GAP = 12.0  # between columns
_LEAST = 112.0  # of a column in words
_NODE = JOINT_WIDTH + 8.0  # of a column of nodes


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its words stand, and its joint, `None` without one."""

    key: str
    x: float
    width: float
    joint: float | None = None
    anchor: str = "start"

    @property
    def at(self) -> float:
        """Where the words are anchored."""
        return self.x + self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A question: the lines of each column, how articles stand, how many other sources decide."""

    row: account_table.Row
    lines: Mapping[str, Sequence[str]]
    stands: Mapping[str, Standing]
    sources: str
    height: float
    lead: float = PADDING  # above the first line

    def heightened(self, by: float) -> "PlannedRow":
        """Return a row with more room around its lines."""
        return replace(self, height=self.height + by, lead=self.lead + by / 2)


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """The rows of a group that are shown, of `total`."""

    key: str
    rows: Sequence[PlannedRow]
    total: int

    @property
    def height(self) -> float:
        """The height with the head and the gap below."""
        return GROUP_HEAD + sum(row.height for row in self.rows) + GROUP_GAP


@dataclass(frozen=True)
class AccountPlan:
    """A table that is laid out for a width."""

    table: account_table.AccountTable
    width: float
    columns: Sequence[Column]
    heads: Mapping[str, Sequence[str]]
    fits: Mapping[str, Sequence[str]]
    groups: Sequence[PlannedGroup]
    names: Sequence[str]  # the lines of the names of articles whose columns have numbers

    @cached_property
    def key(self) -> Sequence[Sequence[tuple[Standing | None, str]]]:
        """The lines of the key of joints: each a sample, or none, with its words."""
        if not self.table.is_judged:
            return ()
        words = wording.evidence
        entries: list[tuple[Standing | None, str]] = [
            (None, words.KEY),
            *((stands, words.JOINTS[stands]) for stands in Standing),
            (None, words.SILENT_KEY),
        ]
        lines: list[list[tuple[Standing | None, str]]] = [[]]
        x = 0.0
        for stands, text in entries:
            width = key_width(stands, text)
            if lines[-1] and x + width > self.width:
                lines.append([])
                x = 0.0
            lines[-1].append((stands, text))
            x += width + KEY_GAP
        return lines

    @property
    def head(self) -> float:
        """The height of the heads with what explains them."""
        lines = max(
            len(self.heads[column.key]) + len(self.fits.get(column.key, ()))
            for column in self.columns
        )
        return LINE * lines + KEY_LINE * (len(self.key) + len(self.names)) + 8

    @property
    def height(self) -> float:
        """The height of all that is shown."""
        return self.head + (sum(group.height for group in self.groups) or EMPTY)

    def heightened(self, room: float, most: float) -> "AccountPlan":
        """Share a room among the rows, up to `most` pixels for each."""
        if room <= 0 or not self.shown:
            return self
        by = min(room / self.shown, most)
        groups = [
            replace(group, rows=[row.heightened(by) for row in group.rows]) for group in self.groups
        ]
        return replace(self, groups=groups)

    @property
    def shown(self) -> int:
        """How many questions are shown."""
        return sum(len(group.rows) for group in self.groups)


def key_width(stands: Standing | None, text: str) -> float:
    """Return how wide an entry of the key is."""
    return (JOINT_WIDTH + JOINT_GAP if stands else 0) + advance.text_width(text, SMALL)


def least_width(table: account_table.AccountTable) -> float:
    """Return the least width at which a table is legible."""
    wing = _LEAST + _NODE if table.is_in_words else _NODE
    return 2 * (_LEAST + _GAP) + len(table.names) * (wing + _GAP) + 60


def plan_accounts(view: View, table: account_table.AccountTable, width: float) -> AccountPlan:
    """Return the layout of a table for a width in pixels, with all its questions."""
    days = {row.question.id: days_of(view, row.question)[0] for row in table.shown}
    columns = _columns(table, width, max((_width(day) for day in days.values()), default=0.0))
    heads, names = _heads(table, columns, width)
    groups = [
        PlannedGroup(
            group.key,
            [_row(table, row, columns, days[row.question.id]) for row in group.shown],
            len(group.rows),
        )
        for group in table.groups
    ]
    wide = {column.key: column.width for column in columns}
    fits = {
        article: advance.wrap(wording.evidence.fit(*table.fitting(article)), wide[article], SMALL)
        for article in table.names
        if table.fitting(article)[1] and not names
    }
    return AccountPlan(table, width, columns, heads, fits, groups, names)


def _width(words: str) -> float:
    return advance.text_width(words, SMALL)


def _columns(table: account_table.AccountTable, width: float, days: float) -> list[Column]:
    """Share the width among the columns, by how long what stands in them is."""
    joint = _NODE if table.is_judged else _GAP
    wings, indent = len(table.names), joint if table.is_in_words else 0.0
    if days:
        days = max(days, advance.text_width(wording.evidence.DAYS, _TEXT, bold=True)) + 1
    gaps = _GAP * (wings + 1 + bool(days)) + 2 * box_content.PADDING
    shares = _shares(_lengths(table), width - days - gaps - indent * wings)
    columns = [Column(QUESTION, 0.0, shares[QUESTION])]
    x = shares[QUESTION] + _GAP
    for article in table.articles[: table.before]:
        end = x + shares[article]
        columns.append(
            Column(article, x, shares[article], end + 8 if table.is_judged else None, "end")
        )
        x = end + joint
    anchor = "middle" if table.before else "start"
    columns.append(Column(FINDING, x + box_content.PADDING, shares[FINDING], anchor=anchor))
    x += shares[FINDING] + 2 * box_content.PADDING
    if not table.is_in_words:
        x += _GAP
    for article in table.articles[table.before :]:
        columns.append(Column(article, x + indent, shares[article], x if table.is_judged else None))
        x += indent + shares[article] + _GAP
    if days:
        columns.append(Column(DAYS, width - days, days, anchor="end"))
    return columns


def _lengths(table: account_table.AccountTable) -> dict[str, float]:
    """Return how wide the columns would be if no line of theirs were broken."""
    least = _LEAST if table.is_in_words else _NODE
    rows = table.shown
    questions = (advance.text_width(row.words, _TEXT) for row in rows)
    findings = (
        advance.text_width(row.finding, _TEXT, bold=True) + _width(f"  {row.sources}")
        for row in rows
    )
    lengths = {
        QUESTION: max(questions, default=0.0) + 1,
        **dict.fromkeys(table.names, least),
        FINDING: max(findings, default=0.0) + 1,
    }
    for row in rows if table.is_in_words else ():
        for cell in row.cells:
            width = advance.text_width(cell.words, _TEXT) + 1
            lengths[cell.article] = max(lengths[cell.article], width)
    return lengths


def _shares(lengths: Mapping[str, float], room: float) -> dict[str, float]:
    """Share a room: each gets what it needs, or as much as others that need more than there is."""
    shares: dict[str, float] = {}
    for place, key in enumerate(sorted(lengths, key=lambda key: lengths[key])):
        shares[key] = min(lengths[key], room / (len(lengths) - place))
        room -= shares[key]
    return {key: share + room / len(lengths) for key, share in shares.items()}


def _heads(
    table: account_table.AccountTable, columns: Sequence[Column], width: float
) -> tuple[dict[str, Sequence[str]], Sequence[str]]:
    """Return the lines of the heads, and of the articles' names where their heads are numbers."""
    words = wording.evidence
    counted = words.HOW_MANY if any(row.sources for row in table.rows) else ""
    heads: dict[str, str] = {
        QUESTION: words.QUESTION,
        FINDING: f"{words.FINDINGS}{counted}",
        DAYS: words.DAYS,
        **{article: clean(name) for article, name in table.names.items()},
    }
    names: Sequence[str] = ()
    rooms = {column.key: column.width for column in columns}
    if not table.is_in_words and any(
        advance.text_width(word, _TEXT, bold=True) > rooms[article]
        for article, name in table.names.items()
        for word in name.split()
    ):
        numbered = {article: f"{n:,}" for n, article in enumerate(table.names, 1)}
        named = "; ".join(f"{n} {heads[article]}" for article, n in numbered.items())
        names = advance.wrap(named, width, SMALL)
        heads |= numbered
    return {
        key: advance.wrap(heads[key], room, _TEXT, bold=True) for key, room in rooms.items()
    }, names


def _row(
    table: account_table.AccountTable,
    row: account_table.Row,
    columns: Sequence[Column],
    days: str,
) -> PlannedRow:
    words = {QUESTION: row.words, FINDING: row.finding, DAYS: days}
    for cell in row.cells:
        # beside many nodes no words have room
        words[cell.article] = "" if cell.stands and not table.is_in_words else cell.words
    lines = {
        column.key: advance.wrap(
            clean(words[column.key]),
            column.width,
            SMALL if column.key == DAYS else _TEXT,
            bold=column.key == FINDING,
        )
        for column in columns
    }
    sources = f"{row.sources:,}" if row.sources else ""
    if sources and lines[FINDING]:
        (room,) = (column.width for column in columns if column.key == FINDING)
        last = advance.text_width(lines[FINDING][-1], _TEXT, bold=True)
        if last + _width(f"  {sources}") > room:
            lines[FINDING] = (*lines[FINDING], "")
    height = LINE * max(1, *map(len, lines.values())) + 2 * PADDING
    stands = {cell.article: cell.stands for cell in row.cells if cell.stands}
    return PlannedRow(row, lines, stands, sources, height)
