"""What the page says of a question in the search field: how it was read, and the other way."""

from dataclasses import replace

from components import wording
from components.frames import Query
from components.pages.html import Child, Node, h
from components.selection import (
    Asked,
    Guess,
    Selection,
    Understood,
    View,
    address,
    clauses,
    corrections,
    understand,
    window_in_words,
)


def line(view: View, asked: Asked | None) -> Node | None:
    """Return how a question was read, with a way back to its words, or how a text could be read.

    `asked` is the question that the view answers, if the reader typed one.
    """
    words = wording.question
    understood = _understood(view, asked.text, asked.before) if asked else None
    # another version of the log may not know the names
    if asked and understood and understood.is_question:
        back = address(_here(view, asked.before, asked.text))
        parts: list[Child] = [
            h(
                "span",
                words.understood(_reading(view, understood)),
                f" {words.SIDE_HAS_BOTH}" if understood.is_by_side else None,
                role="status",
            ),
            _guesses(view, understood),
            " ",
            h("a", words.as_text(asked.text), href=back),
        ]
        return h("p.gt-understood", parts)
    if not view.selection.q:
        return None
    understood = _understood(view, view.selection.q, replace(view.selection, q=""))
    if understood.obstacle:
        is_read = not view.answer.matching
        obstacle = words.obstacle(understood.obstacle)
        return h("p.gt-understood", obstacle, role="status") if is_read else None
    if understood.filters.has_filters:
        reading = h("a", _reading(view, understood), href=address(understood.selection))
        before = words.ENTER_FOR if understood.is_question else words.OR_AS
        return h("p.gt-understood", before, reading, ".", _guesses(view, understood))
    guesses = _guesses(view, understood)
    if not guesses and not view.answer.matching and understood.left not in ("", understood.text):
        # "events in Geneva" finds nothing, but "Geneva" may
        fewer = replace(view.selection, q=understood.left, number="")
        guesses = [words.OR_MEANT, h("a", words.words(understood.left), href=address(fewer)), "?"]
    return h("p.gt-understood", guesses) if guesses else None


def near_names(view: View, asked: Asked | None) -> Node | None:
    """Return names that are spelt nearly as a word of a search that finds nothing, as links."""
    text = asked.text if asked else view.selection.q
    if not text:
        return None
    before = replace(asked.before if asked else view.selection, q="")
    extent = view.engine.extent(Query())
    found = corrections(text, view.engine.facts, before, extent)
    links: list[Child] = [
        [", " if place else "", h("a", spelt, href=address(_there(view, selection)))]
        for place, (spelt, selection) in enumerate(found)
    ]
    return h("p", wording.question.CORRECTED, links, "?") if links else None


def _understood(view: View, text: str, before: Selection) -> Understood:
    return understand(text, view.engine.facts, before, view.engine.extent(Query()))


def _there(view: View, selection: Selection) -> Selection:
    """Return filters on the page where the reader is."""
    here = view.selection
    return replace(selection, page=here.page, part=here.part, at=here.at, event=here.event)


def _here(view: View, before: Selection, text: str) -> Selection:
    return replace(_there(view, before), q=text, clock=view.selection.clock, number="")


def _reading(view: View, understood: Understood) -> str:
    """Return the filters of a question in words, as the sentence has them, and what stays text."""
    filters = replace(understood.filters, clock=view.selection.clock)
    words = wording.question.filters(clauses(filters, view.log, view.option_names))
    return wording.question.with_text(words, understood.left) if understood.left else words


def _guesses(view: View, understood: Understood) -> list[Child]:
    """Return links for what names that have several readings could mean."""
    if not understood.guesses:
        return []
    links: list[Child] = [
        [", " if place else "", h("a", _name(view, guess), href=address(guess.selection))]
        for place, guess in enumerate(understood.guesses)
    ]
    return [" ", wording.question.OR_MEANT, links, "?"]


def _name(view: View, guess: Guess) -> str:
    words = wording.question
    if guess.filter not in words.FIELDS or not guess.name:
        return window_in_words(guess.selection, view.log)
    return words.reading(guess.name, words.FIELDS[guess.filter])
