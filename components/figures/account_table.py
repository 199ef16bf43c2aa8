"""The questions on which accounts differ, side by side: groups of rows, a cell for each article."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from components import wording
from components.events import Disagreement, DisagreementStatus, Log, Standing, Tier
from components.frames import article_names
from components.selection import View

MOST_ROWS = 22  # that are open at first: a screen of 900 pixels has room for no more
MOST_SHOWN = 100  # rows of a group, of which the rest is only counted
MOST_READ = 5_000  # events of a view whose questions are looked for
MOST_IN_WORDS = 5  # articles whose answers stand in words; of more, the nodes

CONTRADICTED, CORRECTED, OPEN, ONE, BOTH = "contradicted", "corrected", "open", "one", "both"
_GROUPS: Mapping[DisagreementStatus, str] = {
    DisagreementStatus.DIFFERS: CONTRADICTED,
    DisagreementStatus.DISPUTED: CONTRADICTED,
    DisagreementStatus.CORRECTED: CORRECTED,
    DisagreementStatus.UNRESOLVED: OPEN,
    DisagreementStatus.ONE_SOURCE: ONE,
    DisagreementStatus.COMPATIBLE: BOTH,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What an article says on a question, "" where it is silent, and how that stands."""

    article: str
    words: str
    stands: Standing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its finding, a cell for each article, and how many other sources decide."""

    question: Disagreement
    words: str
    finding: str
    sources: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The questions on which accounts differ in one way; `shown` are those that have room."""

    key: str
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How the articles stand on the questions of a table.

    `corrected` counts, for each article, the corrected questions on which it does not fit, or only
    in part; `shared` those on which more than one does not; `silent` those on which one is silent.
    """

    corrected: Mapping[str, int]
    shared: int
    silent: int

    @property
    def most_corrected(self) -> str:
        """The article that is corrected most often; "" where two are as often, or none twice."""
        most = max(self.corrected.values(), default=0)
        often = [article for article, count in self.corrected.items() if count == most]
        return often[0] if len(often) == 1 and most > 1 else ""


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Everything in the table: the articles that are heard, their names by id, and the groups."""

    names: Mapping[str, str]
    groups: tuple[Group, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that are heard."""
        return tuple(self.names)

    @property
    def is_in_words(self) -> bool:
        """Whether there are few enough articles for their words; else their nodes stand alone."""
        return len(self.names) <= MOST_IN_WORDS

    @property
    def before(self) -> int:
        """How many articles stand before the other sources: the first of one or two."""
        return 1 if len(self.names) in (1, 2) else 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, from the top."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are shown, from the top."""
        return tuple(row for group in self.groups for row in group.shown)

    @property
    def is_judged(self) -> bool:
        """Whether the log says of any answer how it stands."""
        return any(cell.stands for row in self.rows for cell in row.cells)

    def rows_of(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a group, none where there is no such group."""
        return next((group.rows for group in self.groups if group.key == key), ())

    def fitting(self, article: str) -> tuple[int, int]:
        """Return on how many questions an article fits, and on how many it is judged."""
        stands = [
            cell.stands
            for row in self.rows
            for cell in row.cells
            if cell.article == article and cell.stands
        ]
        return stands.count(Standing.FITS), len(stands)

    @property
    def tally(self) -> Tally:
        """How the articles stand on these questions."""
        wrong = [
            [cell.article for cell in row.cells if cell.stands in (Standing.PART, Standing.NOT)]
            for row in self.rows_of(CORRECTED)
        ]
        return Tally(
            {article: sum(article in articles for articles in wrong) for article in self.articles},
            sum(len(articles) > 1 for articles in wrong),
            sum(any(not cell.words for cell in row.cells) for row in self.rows),
        )


def group_of(question: Disagreement) -> str:
    """Return the group of a question: by its status, and by how the articles stand.

    What nobody else says is open, not contradicted; answers that all fit can stand together.
    """
    group = _GROUPS[question.status]
    stands = {judgement.stands for judgement in question.articles.values()}
    if group != CONTRADICTED or not stands:
        return group
    if stands == {Standing.FITS}:
        return BOTH
    return OPEN if stands <= {Standing.FITS, Standing.ALONE} else CONTRADICTED


def articles_heard(log: Log) -> tuple[str, ...]:
    """Return the ids of the articles that any question of a log hears, in file order."""
    heard = {account.source for each in log.disagreements.values() for account in each.accounts}
    heard |= {article for each in log.disagreements.values() for article in each.articles}
    return tuple(
        source.id
        for source in log.sources.values()
        if source.id in heard and source.tier is Tier.ARTICLE
    )


def row_of(question: Disagreement, articles: Sequence[str]) -> Row:
    """Return the row of one question, with a cell for each article."""

    def cell(article: str) -> Cell:
        if article in question.articles:
            judgement = question.articles[article]
            return Cell(article, judgement.brief, judgement.stands)
        says = (account.says for account in question.accounts if account.source == article)
        return Cell(article, "; ".join(says))

    return Row(
        question,
        question.brief or question.question,
        question.finding_brief or question.finding,
        len({record.source for record in question.record}),
        tuple(map(cell, articles)),
    )


def plan(
    log: Log, questions: Sequence[Disagreement], *, at: str = "", most: int = MOST_ROWS
) -> AccountTable:
    """Plan the table of `questions`; groups fold from the last until `most` rows are open.

    The first group is never folded, and the question `at` is always shown.
    """
    known = article_names(log)
    names = {article: known[article].full for article in articles_heard(log)}
    by_group: dict[str, list[Row]] = {key: [] for key in (CONTRADICTED, CORRECTED, OPEN, ONE, BOTH)}
    for question in questions:
        by_group[group_of(question)].append(row_of(question, tuple(names)))
    groups: list[Group] = []
    open_rows = 0
    for key, rows in by_group.items():
        shown = tuple(row for n, row in enumerate(rows) if n < MOST_SHOWN or row.question.id == at)
        open_rows += len(shown)
        is_folded = bool(groups) and open_rows > most
        if rows:
            groups.append(Group(key, tuple(rows), shown, is_folded=is_folded))
    return AccountTable(names, tuple(groups))


def finding(log: Log, table: AccountTable) -> tuple[str, str]:
    """Return what a table comes to: its headline, and the sentences below that."""
    words, names, tally = wording.evidence, table.names, table.tally
    tiers = [source.tier for source in log.sources.values()]
    contradicted = table.rows_of(CONTRADICTED)
    sentences = (
        words.taken_from(
            [(name, str(log.sources[article].kind)) for article, name in names.items()],
            tiers.count(Tier.RECORD),
        ),
        words.contradictions([row.question.question for row in contradicted], len(names)),
        words.corrections(
            len(table.rows_of(CORRECTED)),
            [(names[article], times) for article, times in tally.corrected.items()],
            tally.shared,
        ),
        words.silences(tally.silent) if len(names) > 1 else "",
    )
    headline = words.accounts_headline(
        len(names), len(table.rows), names.get(tally.most_corrected, "")
    )
    return headline, " ".join(filter(None, sentences))


def sources_of(question: Disagreement) -> set[str]:
    """Return the ids of the sources that are heard on a question, the record among them."""
    accounts = {account.source for account in question.accounts}
    return accounts | {entry.source for entry in question.record}


def questions_in_view(view: View, events: Set[str], *, is_whole_log: bool) -> list[Disagreement]:
    """Return the questions that bear on `events` and fit the choice of verdicts and sources.

    Of a whole log they are all that fit. The one that the address names is always among them.
    """
    verdicts, sources = view.selection.verdict, view.selection.source
    return [
        question
        for question in view.log.disagreements.values()
        if question.id == view.selection.at
        or (
            (not verdicts or question.status in verdicts)
            and (not sources or not sources_of(question).isdisjoint(sources))
            and (is_whole_log or not events.isdisjoint(question.events))
        )
    ]


def table_of(view: View) -> AccountTable:
    """Return the table of a view as the Evidence page has it, with all groups unfolded.

    How accounts differ is a filter of the questions, not of the events that they bear on.
    """
    read = view.changed(verdict=())
    events = frozenset(read.page(0, MOST_READ))
    is_whole_log = read.answer.matching == read.answer.total
    questions = questions_in_view(view, events, is_whole_log=is_whole_log)
    return plan(view.log, questions, most=len(questions))
