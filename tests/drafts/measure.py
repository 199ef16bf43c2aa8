"""How many quotations get their speaker, and whether a date is wrong.

`python -m tests.drafts.measure` measures three articles of our own, of which the speakers and dates
stood in their `.json` before the first run. `python -m tests.drafts.measure FOLDER` measures the
articles of the project's log as well, whose texts are in FOLDER and are no part of the project.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from components.drafts import Article, Draft, Request, make_draft
from components.events import (
    Event,
    Log,
    Seed,
    When,
    check,
    check_model,
    parse_when,
)

ROOT = Path(__file__).parents[2]
ARTICLES = Path(__file__).parent / "articles"
OWN = ("wire", "feature", "german")


@dataclass(frozen=True)
class Score:
    """What became of the quotations with a known speaker, and the dates that are wrong.

    `wrong` are quotations with a sure speaker who did not say them, scare quotes and titles among
    them; `silent` are those whose speaker was not found, or not for sure.
    """

    name: str
    right: int
    silent: tuple[str, ...]
    wrong: tuple[str, ...]
    dates: int
    wrong_dates: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in a line, and name what is not right."""
        total = self.right + len(self.silent)
        line = (
            f"{self.name}: {self.right} of {total} quotations have the right speaker, "
            f"{len(self.wrong)} a wrong one; "
            f"{len(self.wrong_dates)} of {self.dates} dates are wrong"
        )
        return "\n".join(
            [
                line,
                *(f"  silent: {words}" for words in self.silent),
                *(f"  WRONG: {words}" for words in (*self.wrong, *self.wrong_dates)),
            ]
        )


def read_log(path: Path) -> Log:
    log, problems = check(path.read_bytes(), path.name)
    assert log, problems
    return log


def draft_of(name: str) -> Draft:
    """Draft one of our own articles."""
    expected = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    log = read_log(ARTICLES / f"{name}.yaml")
    article = Article(f"{name}.txt", (ARTICLES / f"{name}.txt").read_bytes())
    published = parse_when(expected["published"], log.about.zone)
    return make_draft(article, Request(name, published, log, f"{name}.seed.yaml"))


def attributions(draft: Draft) -> Iterator[tuple[int, str, str]]:
    """Yield the passage, the words and the sure speaker of each quotation, "" for none."""
    for attribution in [*draft.attributed, *draft.unsure, *draft.unattributed]:
        yield attribution.passage, attribution.quotation.words, attribution.speaker.actor


def overlaps(one: When, other: When) -> bool:
    """Tell whether two dates can be the same."""
    return not (
        (one.stop is not None and other.start is not None and one.stop <= other.start)
        or (other.stop is not None and one.start is not None and other.stop <= one.start)
    )


def own_score(name: str) -> Score:
    expected = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    draft = draft_of(name)
    found = list(attributions(draft))
    optional = expected.get("optional", {})
    right, silent, wrong = 0, [], []
    for passage, beginning, speaker in expected["quotations"]:
        place = f"{passage} {beginning}"
        given = next(
            (who for number, words, who in found if number == passage and beginning in words), None
        )
        assert given is not None, f"{name}: {place} is no quotation of the draft"
        if speaker and given == speaker:
            right += 1
        elif given and given != optional.get(place):
            wrong.append(f"{place}: {given}")
        elif speaker:
            silent.append(f"{place}: {speaker}")
    wrong_dates = []
    for passage, words, first, last in expected["dates"]:
        true = parse_when(f"[{first}..{last}]", draft.log.about.zone)
        given_dates = [
            event.when
            for event in draft.log.events.values()
            if words in event.dating.partition(f'" in passage {passage},')[0]
        ]
        if not given_dates or not all(overlaps(true, date) for date in given_dates):
            shown = ", ".join(date.text for date in given_dates) or "not read"
            wrong_dates.append(f"{passage} {words}: {shown}")
    dates = len(expected["dates"])
    return Score(name, right, tuple(silent), tuple(wrong), dates, tuple(wrong_dates))


# The articles of the project's log


def log_scores(folder: Path) -> Iterator[Score]:
    """Compare drafts of the log's articles with the log itself."""
    log = read_log(ROOT / "data" / "events.yaml")
    for source in log.sources.values():
        if not source.seed:
            continue
        seed, _ = check_model(Seed, (ROOT / source.seed).read_bytes(), source.seed)
        assert seed
        article = Article(seed.file, (folder / seed.file).read_bytes())
        published = parse_when(source.published, log.about.zone)
        draft = make_draft(article, Request(source.id, published, log, "draft.seed.yaml"))
        yield log_score(log, source.id, draft)


def even(text: str) -> str:
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).rstrip(".,")


def log_score(log: Log, source: str, draft: Draft) -> Score:
    known: dict[tuple[int, str], str] = {}
    for event in log.events.values():
        for citation in event.citations:
            if citation.source == source and citation.quote and citation.passage:
                known[citation.passage, even(citation.quote)] = citation.speaker or ""
    right, silent, wrong = 0, [], []
    for passage, words, given in attributions(draft):
        place = f"{passage} {words[:40]}"
        speaker = next(
            (
                who
                for (number, quote), who in known.items()
                if number == passage and (quote in even(words) or even(words) in quote)
            ),
            "",
        )
        if given and given != speaker:
            wrong.append(f"{place}: {given}")
        elif given:
            right += 1
        elif speaker:
            silent.append(f"{place}: {speaker} ({log.actors[speaker].kind})")
    dated = [
        (event, [other for other in log.events.values() if cites_same(source, event, other)])
        for event in draft.log.events.values()
    ]
    wrong_dates = tuple(
        f"{event.id}: {event.when.text}, {event.dating}"
        for event, same in dated
        if same and not any(overlaps(event.when, other.when) for other in same)
    )
    return Score(source, right, tuple(silent), tuple(wrong), len(dated), wrong_dates)


def cites_same(source: str, event: Event, other: Event) -> bool:
    """Tell whether an event of the log quotes what a stub quotes, or else cites its passage."""
    quotes = {even(c.quote) for c in event.citations if c.quote}
    passages = {c.passage for c in event.citations}
    for citation in other.all_citations():
        if citation.source != source or citation.passage not in passages:
            continue
        if not quotes:
            return True
        if citation.quote and any(
            even(citation.quote) in quote or quote in even(citation.quote) for quote in quotes
        ):
            return True
    return False


def main() -> None:
    """Print the scores."""
    scores = [own_score(name) for name in OWN]
    if len(sys.argv) > 1:
        scores += log_scores(Path(sys.argv[1]))
    for score in scores:
        print(score)


if __name__ == "__main__":
    main()
