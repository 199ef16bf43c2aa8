"""What stands first above a view: the finding of the whole log, or of its articles alone."""

import re
from dataclasses import dataclass
from itertools import islice

from components.events import Disagreement, EventTable, KeyFigure, Log, Tier
from components.frames import Engine, once_per_log
from components.selection.model import Selection
from components.selection.view import View

_MOST_COUNTED = 5000  # events of a log that is not in memory that are looked at for a count
_MOST_DISPUTES = 3
_BRACED = re.compile(r"\{(\w+)\}")
_ARTICLES = (str(Tier.ARTICLE),)


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding in one line, two sentences below it, and the few numbers that it comes to.

    `note` says what of it no article has. A lead has its counts filled in. `disputes` are the
    first questions that put an event in doubt.
    """

    words: str
    lead: str = ""
    note: str = ""
    figures: tuple[KeyFigure, ...] = ()
    disputes: tuple[Disagreement, ...] = ()


def headline_of(view: View) -> Headline | None:
    """Return the finding that a view states, `None` for a view that is only a part of the log.

    A view of the whole log has the log's; of the articles alone, theirs, with the figures that
    they give. A log has none unless it says one.
    """
    about, articles = view.log.about, view.log.about.articles
    if not view.selection.has_filters:
        if not about.headline:
            return None
        lead = _counted(about.lead, view)
        note, figures = about.headline_note, about.figures
        return Headline(about.headline, lead, note, figures, _disputes(view.log))
    if (
        articles
        and view.selection.tier == _ARTICLES
        and not view.selection.without("tier").has_filters
    ):
        told = tuple(figure for figure in about.figures if _is_told(figure, view.log))
        lead = _counted(articles.lead, view)
        return Headline(articles.headline, lead, "", told, _disputes(view.log))
    return None


def _disputes(log: Log) -> tuple[Disagreement, ...]:
    """Return the first questions with brief findings, each putting other events in doubt."""
    found: dict[tuple[str, ...], Disagreement] = {}
    for question in log.disagreements.values():
        if question.in_dispute and question.brief and question.finding_brief:
            found.setdefault(question.in_dispute, question)
    return tuple(islice(found.values(), _MOST_DISPUTES))


def _is_told(figure: KeyFigure, log: Log) -> bool:
    """Return whether articles alone are cited for a figure."""
    tiers = {log.sources[citation.source].tier for citation in figure.citations}
    return tiers == {Tier.ARTICLE}


def _counted(lead: str, view: View) -> str:
    """Return a lead with its counts; "" where one of them would take too long."""
    named = set(_BRACED.findall(lead))
    counts = _counts(view)
    if "clocked" in named:
        is_stored = isinstance(view.log.events, EventTable)
        if is_stored and view.answer.matching > _MOST_COUNTED:
            return ""
        counts["clocked"] = _clocked(view.engine, view.selection.tier)
    return _BRACED.sub(lambda name: f"{counts[name[1]]:,}", lead)


def _counts(view: View) -> dict[str, int]:
    tiers = [source.tier for source in view.log.sources.values()]
    return {
        "events": view.answer.matching,
        "articles": tiers.count(Tier.ARTICLE),
        "records": tiers.count(Tier.RECORD),
        "sources": len(tiers),
        "questions": len(view.log.disagreements),
    }


@once_per_log
def _clocked(engine: Engine, tier: tuple[str, ...]) -> int:
    """Count the events with a clock time in a log, or of those of a tier."""
    log = engine.facts.log
    whole = View(log, engine, Selection(tier=tier))
    events = whole.page(0, whole.answer.matching)
    return sum(log.events[event].when.has_clock for event in events)
