"""The articles passage by passage, in summary, with the events made from each."""

from collections.abc import Mapping, Sequence

from components import wording
from components.events import Disagreement, SeedPassage
from components.pages.chart import Chart
from components.pages.citation import source_name, to_passage
from components.pages.evidence import beside
from components.pages.html import Node, h
from components.pages.page_context import EventsRead, Passages
from components.pages.shared_element import event_link
from components.selection import View, address

MOST_QUESTIONS = 20  # below a passage, of which the others are only counted


def _row(
    view: View,
    source: str,
    passage: SeedPassage,
    shown: frozenset[str],
    questions: Sequence[Disagreement],
) -> Node:
    place = f"{source}.{passage.passage}"
    events = [event for event in passage.events if event in view.log.events]
    classes = {True: None, False: "gt-none"}  # by whether the event is in view
    rest = len(questions) - MOST_QUESTIONS
    all_questions = address(view.selection.to("evidence"))
    return h(
        "li",
        h(
            "a.gt-number",
            str(passage.passage),
            h("span.gt-hidden", wording.evidence.link_to_passage(passage.passage)),
            href=to_passage(view.selection, source, passage.passage),
        ),
        h(
            "div",
            h("p", passage.says, id=f"at-{place}", tabindex="-1"),
            h(
                "ul.gt-became",
                [
                    h("li", event_link(view, event, at=place, class_=classes[event in shown]))
                    for event in events
                ],
            )
            if events
            else h("p.gt-note", passage.none),
            h(
                "ul.gt-became.gt-asked-of",
                h("li", wording.evidence.BESIDE_OTHERS),
                [
                    h(
                        "li",
                        h(
                            "a",
                            question.question,
                            href=beside.to_question(view.selection, question.id),
                        ),
                    )
                    for question in questions[:MOST_QUESTIONS]
                ],
                h("li", h("a", wording.count.more_questions(rest), href=all_questions))
                if rest > 0
                else None,
            )
            if questions
            else None,
        ),
        aria_current="true" if view.selection.at == place else None,
        data_key=place,
    )


def elements(
    view: View, read: EventsRead, passages: Passages
) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return every passage that supports an event in view, or all when the whole log is.

    Where the address names a question, they are those on it, beside each other.
    """
    table = beside.table_with_passages(view, read, passages)
    if beside_each_other := beside.elements(view, table, passages):
        return beside_each_other, {}
    shown = frozenset(read.events)
    asked = table.rows
    asked_of: dict[tuple[str, int], dict[str, Disagreement]] = {}
    for row in asked:
        for account in row.question.accounts:
            by_id = asked_of.setdefault((account.source, account.passage or 0), {})
            by_id[row.question.id] = row.question
    sections: list[Node] = []
    for source in view.log.sources.values():
        own = [passage for (key, _), passage in passages.items() if key == source.id]
        kept = [
            passage
            for passage in own
            if read.is_whole_log
            or not shown.isdisjoint(passage.events)
            or view.selection.at == f"{source.id}.{passage.passage}"
        ]
        if not kept:
            continue
        supporting = sum(bool(passage.events) for passage in own)
        sections.append(
            h(
                "section",
                h("h2", source_name(view.log, source.id)),
                h(
                    "p.gt-lead",
                    wording.evidence.accounted(len(own), supporting)
                    if read.is_whole_log
                    else wording.evidence.bearing(len(kept), len(own)),
                ),
                h(
                    "ol.gt-passages",
                    [
                        _row(
                            view,
                            source.id,
                            passage,
                            shown,
                            list(asked_of.get((source.id, passage.passage), {}).values()),
                        )
                        for passage in kept
                    ],
                ),
                data_key=source.id,
            )
        )
    if not sections:
        words = wording.evidence.NO_PASSAGE
        if not passages:
            words = wording.evidence.NO_PASSAGES
        return [h("p.gt-empty", words)], {}
    first = [
        h(
            "p.gt-on-screen.gt-to-beside",
            h(
                "a.gt-button",
                wording.evidence.READ_BESIDE,
                href=beside.to_question(view.selection, row.question.id),
            ),
        )
        for row in asked[:1]
    ]
    return [h("p.gt-lead", wording.evidence.PARAPHRASES), *first, *sections], {}
