"""What a search found in an event: the words that were typed stand out where they are."""

from collections.abc import Iterator, Sequence

from components import wording
from components.events import Event, Log
from components.frames import Findable, find_words, fold
from components.pages.citation import in_words
from components.pages.html import Node, h

AROUND = 90  # letters that are shown before and behind what was found in a long text
LONG = 3 * AROUND
MOST_LINES = 3  # of an entry of a list, for what stands neither in its title nor in its names


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words of a search as they are compared."""
    return tuple(dict.fromkeys(fold(text).split()))


def highlight(text: str, words: Sequence[str]) -> list[Node]:
    """Return a text with the words that were typed as elements of their own."""
    nodes: list[Node] = []
    at = 0
    for start, stop in find_words(text, words) if words else ():
        nodes += [text[at:start], h("mark", text[start:stop])]
        at = stop
    return [*nodes, text[at:]]


def _excerpt(text: str, words: Sequence[str], hit: tuple[int, int]) -> list[Node]:
    """Return what stands around a place of a text, with the words that were typed as elements."""
    first, last = 0, len(text)
    if len(text) > LONG:
        start, stop = hit
        if start > AROUND:
            first = text.find(" ", start - AROUND, start) + 1 or start - AROUND
        if stop + AROUND < last:
            end = text.rfind(" ", stop, stop + AROUND)
            last = end if end > 0 else stop + AROUND
    gap = wording.reading_list.GAP
    nodes = highlight(text[first:last], words)
    return [*([gap] if first else []), *nodes, *([gap] if last < len(text) else [])]


def _parts(log: Log, event: Event) -> Iterator[tuple[str, str]]:
    """Yield what a search looks through beside the title and the names, with what it is called."""
    words = wording.reading_list
    yield "", event.summary
    for cited in event.citations:
        yield in_words(log, [cited]), cited.quote
    yield words.WHERE, event.place
    yield words.CHANNEL, event.channel
    for topic in event.topics:
        yield words.TOPIC, log.topics[topic].name
    for part in event.actors:
        actor = log.actors[part.actor]
        for text in (actor.title, *actor.aliases):
            yield actor.name, text


def found_lines(log: Log, event: Event, words: Sequence[str], seen: Sequence[str]) -> list[Node]:
    """Return the parts of an event in which `words` were found, a line each.

    The summary is there when it has any of them, other parts only with those that stand nowhere
    before. `seen` are the texts that are shown anyway.
    """
    titles = [Findable.of(text).folded for text in seen]
    shown = {word for word in words if any(word in title for title in titles)}
    lines: list[Node] = []
    for name, text in _parts(log, event):
        if len(lines) == MOST_LINES:
            break
        findable = Findable.of(text)
        here = {word for word in words if word in findable.folded}
        if not here or (name and here <= shown):
            continue
        shown |= here
        label = wording.reading_list.found_in(name) if name else ""
        lines.append(h("span.gt-found", label, _excerpt(text, words, findable.first(here))))
    return lines
