"""The oracle of all engines: it asks every event one question at a time, in plain Python."""

from collections.abc import Iterable
from math import inf

from hypothesis import strategies as st

from components.events import Event, Form, Log
from components.frames import FACETS, Query
from components.frames.text import fold
from tests.frames.sample import WORDS, logs, options_of

HOUR = 3_600_000
NOON = 1746957600000  # of 11 May 2025 in Geneva


def values(log: Log, event: Event) -> dict[str, set[str]]:
    """Return what an event has of every facet, from the log's own words."""
    actors = [log.actors[part.actor] for part in event.actors]
    acting = [log.actors[part.actor] for part in event.actors if part.role != "subject"]
    cited = {citation.source for citation in event.citations}
    differs = any(event.id in disagreement.events for disagreement in log.disagreements.values())
    return {
        "party": {actor.party for actor in actors if actor.party},
        "delegation": {actor.seat.delegation for actor in actors if actor.seat},
        "member": {actor.id for actor in actors if actor.seat},
        "actor": {actor.id for actor in actors},
        "topic": set(event.topics),
        "kind": {event.kind},
        "status": {event.status.value},
        "source": cited,
        "differ": {"yes"} if differs else set(),
        "verdict": {
            str(disagreement.status)
            for disagreement in log.disagreements.values()
            if event.id in disagreement.events
        },
        "tier": tellers(log, cited),
        "delegation-did": {actor.seat.delegation for actor in acting if actor.seat},
        "member-did": {actor.id for actor in acting if actor.seat},
        "actor-did": {actor.id for actor in acting},
    }


def tellers(log: Log, cited: set[str]) -> set[str]:
    """Return what an event that cites some sources has of the facet by who tells of it."""
    articles = {key for key, source in log.sources.items() if source.tier == "article"}
    match len(articles), sorted(cited & articles):
        case _, []:
            return {"record"}
        case 1, [_]:
            return {"article"}
        case _, [alone]:
            return {"article", f"only-{alone}"}
        case _:
            return {"article", "several"}


def in_role(log: Log, event: Event, role: str) -> dict[str, set[str]]:
    """Return what an event has of every facet, of people only those in a role."""
    own = values(log, event)
    for facet in ("delegation", "member", "actor"):
        if role:
            did = own[f"{facet}-did"]
            own[facet] = did if role == "did" else own[facet] - did
    return own


def is_chosen(log: Log, event: Event, facet: str, choices: Iterable[str], role: str) -> bool:
    """Return whether an event passes a filter; of those who act, none is only spoken of."""
    own, chosen = values(log, event), set(choices)
    acting = own.get(f"{facet}-did")
    if role == "did" and acting is not None:
        return bool(acting & chosen)
    if role == "spoken-of" and acting is not None:
        return bool(own[facet] & chosen) and not acting & chosen
    return bool(own[facet] & chosen)


def holds_every_word(log: Log, event: Event, text: str) -> bool:
    texts = [event.title, event.summary, event.place, event.channel]
    for part in event.actors:
        actor = log.actors[part.actor]
        texts += [actor.name, actor.title, *actor.aliases]
    texts += [log.topics[topic].name for topic in event.topics]
    texts += [citation.quote for citation in event.citations]
    return all(any(word in fold(text) for text in texts) for word in fold(text).split())


def could_be_within(event: Event, window: tuple[int | None, int | None]) -> bool:
    start, stop = event.when.start, event.when.stop
    first, last = window
    ends_after = stop is None or first is None or stop > first
    begins_before = start is None or last is None or start < last
    return ends_after and begins_before


def reading_place(event: Event) -> tuple[float, float]:
    start = -inf if event.when.start is None else event.when.start
    stop = inf if event.when.stop is None else event.when.stop
    if start == -inf or stop == inf or event.when.form is Form.DURATION:
        return start, stop
    return (start + stop) / 2, stop


def passes_of(log: Log, query: Query) -> dict[str, dict[str, bool]]:
    """Return for each filter in use whether each event passes it."""
    passes: dict[str, dict[str, bool]] = {}
    events = log.events.values()
    for facet, choices in query.choices.items():
        if choices:
            passes[facet] = {
                event.id: is_chosen(log, event, facet, choices, query.role) for event in events
            }
    if fold(query.text):
        passes["text"] = {event.id: holds_every_word(log, event, query.text) for event in events}
    if query.window != (None, None):
        passes["window"] = {event.id: could_be_within(event, query.window) for event in events}
    return passes


@st.composite
def questions(draw: st.DrawFn) -> tuple[Log, Query]:
    log = draw(logs())
    choices = {}
    for facet in draw(st.lists(st.sampled_from(FACETS), max_size=4)):
        offered = [*options_of(log)[facet.key], "no-such-id"]
        choices[facet.key] = draw(st.lists(st.sampled_from(offered), max_size=2))
    text = draw(st.sampled_from([*[""] * 4, *WORDS, "ZURICH  tea", "topic", "何", ".", "(", "\\"]))
    end = st.one_of(st.none(), st.integers(-60, 60).map(lambda hours: NOON + hours * HOUR))
    role = draw(st.sampled_from(["", "", "did", "spoken-of"]))
    return log, Query(choices, text, (draw(end), draw(end)), role)


def read(log: Log, query: Query, but: str = "") -> list[Event]:
    """Return the events that pass every filter, or every other, in reading order."""
    passes = passes_of(log, query)
    others = [of_filter for name, of_filter in passes.items() if name != but]
    left = [event for event in log.events.values() if all(other[event.id] for other in others)]
    return sorted(left, key=reading_place)
