"""The sources: how each was made, how many events rely on it, and how many on it alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from components import wording
from components.events import Source, Tier, parse_when
from components.figures import account_table
from components.frames import EventSample, Reliance
from components.pages.chart import Chart
from components.pages.citation import archived, publisher, source_name, to_source
from components.pages.html import Child, Node, h
from components.pages.page_context import EventsRead, Passages
from components.pages.shared_element import event_link, fact, separated
from components.selection import View, address
from components.wording import short

MOST = 60  # sources of a tier and questions of a source, of which the others are only counted
MOST_NAMED = 20  # events that rest on one source


def _published(view: View, source: Source) -> str:
    if not source.published:
        return wording.evidence.UNDATED
    return short(parse_when(source.published, view.log.about.zone), view.zone, with_year=True)


def _alone(view: View, events: EventSample) -> Child:
    """Return the events that rest on one source alone, to unfold."""
    if not events.count:
        return None
    named = events.first[:MOST_NAMED]
    rest = events.count - len(named)
    return h(
        "details.gt-passage",
        h("summary", wording.count.events(events.count)),
        h(
            "ul",
            [h("li", event_link(view, event, at="")) for event in named],
            h("li", wording.count.more(rest)) if rest else None,
        ),
    )


def _questions(view: View, source: str) -> Child:
    """Return the questions on which a source is heard, to unfold."""
    heard = [
        question
        for question in view.log.disagreements.values()
        if source in account_table.sources_of(question)
    ]
    if not heard:
        return None
    rest = len(heard) - MOST
    to_accounts = partial(view.selection.to, "evidence")
    return h(
        "details.gt-passage",
        h("summary", wording.count.questions(len(heard))),
        h(
            "ul",
            [
                h("li", h("a", question.question, href=address(to_accounts(at=question.id))))
                for question in heard[:MOST]
            ],
        ),
        h("p", wording.evidence.more_by_source(rest)) if rest > 0 else None,
    )


def _card(view: View, source: Source, reliance: Reliance) -> Node:
    return h(
        "article.gt-card.gt-source",
        h("h3", source_name(view.log, source.id), id=f"at-{source.id}", tabindex="-1"),
        h(
            "p.gt-flags",
            [
                h("span.gt-flag", word)
                for word in (
                    str(source.kind).capitalize(),
                    _published(view, source),
                    source.language,
                )
                if word
            ],
            archived(view.log, source.id),
        ),
        h("p.gt-note", source.note) if source.note else None,
        h(
            "dl",
            fact(
                wording.evidence.RETELLS,
                separated(
                    h("a", publisher(view.log, retold), href=to_source(view.selection, retold))
                    for retold in source.retells
                ),
            ),
            fact(
                wording.evidence.CITED_BY,
                h(
                    "a",
                    wording.count.events(reliance.events),
                    href=address(
                        replace(view.selection.cleared().to("timeline"), source=(source.id,))
                    ),
                )
                if reliance.events
                else wording.evidence.NO_EVENT,
            ),
            fact(wording.evidence.ALONE, _alone(view, reliance.alone)),
            fact(wording.evidence.ALONE_OR_RETOLD, _alone(view, reliance.retold)),
            fact(wording.evidence.HEARD_ON, _questions(view, source.id)),
        ),
        aria_current="true" if view.selection.at == source.id else None,
        data_key=source.id,
    )


def _most_cited(
    sources: Sequence[Source], reliance_of: Mapping[str, Reliance], at: str
) -> Sequence[Source]:
    """Return the sources to show: all, or of too many the one asked for and the most cited."""
    if len(sources) <= MOST:
        return sources
    order = sorted(sources, key=lambda source: (source.id != at, -reliance_of[source.id].events))
    return order[:MOST]


def elements(view: View, read: EventsRead, _: Passages) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return the sources by tier, with how far the events in view are corroborated."""
    facts = view.engine.facts
    reliance_of = facts.reliance
    independent = [
        facts.witnesses(citation.source for citation in view.log.events[event].citations)
        for event in read.events
    ]
    several = sum(count > 1 for count in independent)
    ids = set(view.selection.source or view.log.sources)
    groups = {
        tier: [
            source
            for source in view.log.sources.values()
            if source.tier is tier and (source.id in ids or source.id == view.selection.at)
        ]
        for tier in (Tier.ARTICLE, Tier.RECORD)
    }
    return [
        h(
            "p.gt-lead",
            wording.evidence.corroborated(several, len(read.events), only_first=read.is_cut),
        ),
        *[
            h(
                "section",
                h("h2", wording.evidence.tier(wording.evidence.TIERS[tier], len(sources))),
                h(
                    "div.gt-cards",
                    [_card(view, source, reliance_of[source.id]) for source in shown],
                ),
                h("p", wording.evidence.more_by_source(rest)) if rest else None,
                data_key=str(tier),
            )
            for tier, sources in groups.items()
            if sources
            for shown in [_most_cited(sources, reliance_of, view.selection.at)]
            for rest in [len(sources) - len(shown)]
        ],
    ], {}


def sources(view: View) -> list[Node]:
    """Return the sources of a log, for a document that needs no server."""
    return elements(view, EventsRead.of(view), {})[0]
