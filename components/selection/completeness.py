"""What a log lacks for its picture and pages to be complete, and the steps of its walk that fail.

`python -m components.events check` prints both: a step that fails is a problem, because its link
leads nowhere; what is lacking is advice, which `--pages` asks for.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import parse_qs

from components.events import (
    LONGEST_LABEL,
    TABLES,
    UNWRITTEN,
    Disagreement,
    Finding,
    KeyPath,
    Log,
    Tier,
    abridged,
    plain,
    plain_value,
    unwritten,
)
from components.frames import LogFacts
from components.selection.url import decode

# A picture tells a story by its key events: with fewer nothing, with more everything is one.
FEWEST_KEYS, MOST_KEYS = 6, 16
_SILENT = "says nothing"

ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "no-headline": "The log has no headline.",
        "no-lead": "The log has no lead.",
        "no-articles": "Headline and lead of a view of the articles alone are missing.",
        "no-figures": "The log has no key figures.",
        "no-walk": "The log has no walk.",
        "no-label": "An event has no label, and its title is too long to stand in for one.",
        "same-label": "Two events have the same label.",
        "key-events": f"Not {FEWEST_KEYS} to {MOST_KEYS} events are key.",
        "no-short": "An article has no short name.",
        "no-brief": "A question or its finding has no brief.",
        "no-judgement": "An article gives an account of a question and is not judged there.",
        "no-account": "An article is judged in a question of which it gives no account.",
        "unwritten": "A text, such as one of a draft, is still to be written.",
        "no-focus": "A step of the walk shows no event's words in full.",
    }
)


def broken_steps(facts: LogFacts) -> Iterator[Finding]:
    """Yield each step of the walk whose `show` holds what an address of the log may not hold."""
    walk = facts.log.walk
    for index, step in enumerate(walk.steps if walk else ()):
        parameters = parse_qs(step.show.removeprefix("?"), keep_blank_values=True)
        for ignored in decode(parameters, facts)[1]:
            message = f"step {index + 1} of the walk: {ignored.key}={ignored.value}: {ignored.why}"
            yield Finding(("walk", "steps", index, "show"), False, "broken-step", message)


def advice(log: Log) -> Iterator[Finding]:
    """Yield what a log lacks for its picture and pages to be complete."""
    yield from _of_head(log)
    yield from _unwritten(log)
    for source in log.sources.values():
        if source.tier is Tier.ARTICLE and not source.short:
            message = f'source "{source.id}": the article has no short name; add `short`'
            yield Finding(("sources", source.id), True, "no-short", message)
    yield from _of_events(log)
    for question in log.disagreements.values():
        yield from _of_question(log, question)
    for index, step in enumerate(log.walk.steps if log.walk else ()):
        if not step.focus:
            message = f"step {index + 1} of the walk: no event is in `focus`"
            yield Finding(("walk", "steps", index), False, "no-focus", message)


def _unwritten(log: Log) -> Iterator[Finding]:
    """Yield each entry with a text that says itself that it is still to be written."""
    for table, entries in plain(log, events=False).items():
        values = entries.items() if isinstance(entries, dict) and table in TABLES else ()
        for key, entry in values:
            if finding := unwritten(entry, (table, key)):
                yield finding
    if finding := unwritten(plain_value(log.about), ("log",)):
        yield finding
    for event in log.events.values():
        if event.title.startswith(UNWRITTEN) or event.summary.startswith(UNWRITTEN):
            finding = unwritten(plain_value(event), ("events", event.id))
            if finding:
                yield finding


def _of_head(log: Log) -> Iterator[Finding]:
    about = log.about
    lacking = {"headline": not about.headline, "lead": not about.lead, "figures": not about.figures}
    tiers = {source.tier for source in log.sources.values()}
    lacking["articles"] = bool(about.headline) and not about.articles and len(tiers) > 1
    for key in (key for key, lacks in lacking.items() if lacks):
        yield Finding(("log",), True, f"no-{key}", f"log: no {key}; add `log.{key}`")
    if not log.walk:
        yield Finding((), False, "no-walk", "the log has no walk; add `walk`")


def _of_events(log: Log) -> Iterator[Finding]:
    labelled: dict[str, str] = {}
    for event in log.events.values():
        path: KeyPath = ("events", event.id)
        if not event.label:
            if not event.title.startswith(UNWRITTEN) and len(event.title) > LONGEST_LABEL:
                message = f'event "{event.id}": no label, and its title is longer than one'
                yield Finding(path, True, "no-label", message)
        elif (first := labelled.setdefault(event.label, event.id)) != event.id:
            message = f'event "{event.id}": event "{first}" has the same label'
            yield Finding((*path, "label"), False, "same-label", message)
    keys = sum(event.key for event in log.events.values())
    if len(log.events) >= FEWEST_KEYS and not FEWEST_KEYS <= keys <= MOST_KEYS:
        message = f"{keys} events are key; {FEWEST_KEYS} to {MOST_KEYS} tell a story"
        yield Finding(("events",), True, "key-events", message)


def _of_question(log: Log, question: Disagreement) -> Iterator[Finding]:
    path: KeyPath = ("disagreements", question.id)
    name = f'disagreement "{question.id}": '
    if not question.brief:
        yield Finding(path, True, "no-brief", f"{name}the question has no brief; add `brief`")
    if question.finding and not question.finding_brief:
        message = f"{name}the finding has no brief; add `finding_brief`"
        yield Finding((*path, "finding"), True, "no-brief", message)
    told = {account.source for account in question.accounts}
    for source in dict.fromkeys(account.source for account in question.accounts):
        if log.sources[source].tier is Tier.ARTICLE and source not in question.articles:
            message = f'{name}"{source}" gives an account and is not judged; add it to `articles`'
            yield Finding(path, True, "no-judgement", message)
    for source, judgement in question.articles.items():
        if source not in told and not judgement.brief.casefold().startswith(_SILENT):
            message = f'{name}"{abridged(source)}" is judged and gives no account'
            yield Finding((*path, "articles", source), True, "no-account", message)
