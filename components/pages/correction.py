"""Corrections: what the log said once and says no longer, at its event and on the Data page."""

from components import wording
from components.events import Correction
from components.pages.html import Node, h
from components.pages.shared_element import event_link
from components.selection import View, address


def corrected(correction: Correction) -> Node:
    """Return a correction as a note: when, what it was, what it is."""
    words = wording.correction
    return h(
        "p.gt-note.gt-correction",
        h("strong", words.corrected_on(correction.date)),
        " ",
        words.was_and_is(correction.was, correction.now),
    )


def corrections(view: View) -> Node | None:
    """Return all corrections of the log, the latest first, each with a link to what it corrects."""
    if not view.log.corrections:
        return None
    words = wording.correction

    def item(correction: Correction) -> Node:
        if correction.event:
            link = event_link(view, correction.event)
        else:
            key = correction.disagreement or ""
            href = address(view.selection.to("evidence", "accounts", key))
            link = h("a", view.log.disagreements[key].question, href=href)
        return h("li", link, corrected(correction))

    latest_first = sorted(view.log.corrections, key=lambda entry: entry.date.start or 0)[::-1]
    return h(
        "section",
        h("h2", words.HEADING),
        h("ul.gt-corrections", [item(correction) for correction in latest_first]),
    )
