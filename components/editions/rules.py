"""The rules of a page without a server: all that a browser needs to answer as the index does.

They are plain values for JSON. `components/web/editions/filtering.js` filters, counts and searches
by them, `address.js` reads and writes addresses, `folding.js` folds what is typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from components.events import parse_when
from components.figures import plan_bars
from components.frames import (
    ACTING,
    FACETS,
    Engine,
    Query,
    event_texts,
    folding_table,
    once_per_log,
)
from components.pages import filter_form
from components.selection import Selection, View, address_table, in_few_words, window_in_words
from components.wording import FILTERS

# The places among a facet's options of those that each event has.
Values: TypeAlias = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The events of a log in reading order, and what each has of every facet; nobody changes it."""

    events: tuple[str, ...]
    starts: tuple[int | None, ...]
    stops: tuple[int | None, ...]
    options: tuple[tuple[str, tuple[str, ...], Values], ...]
    texts: tuple[str, ...]


def rules_of(view: View, linked: Iterable[Selection] = ()) -> dict[str, object]:
    """Return the rules of a view's log, on the view's clock, ready for JSON.

    `linked` are the selections that links of the page lead to.

    - `events`: ids in reading order; `starts` and `stops`: their ends in milliseconds since
      1970-01-01T00:00Z, null where one is open; `texts`: the folded words of each.
    - `facets`: for each filter, in the order of its form, `heading`, `options` (ids), `names`, and
      `values`: for each event the places of its options. A filter of people has `acting` too:
      for each event the places of those who act in it.
    - `dates`: the days at which a window may begin (`from`) and end (`to`), each with its instant
      in milliseconds. They are those around the bars, of the view's own window, and of `linked`.
    - `days`: for each of these dates its words, and those of a window of it alone.
    - `folding`: as `FoldingTable` says; `address`: as `address_table` says.

    Raise EngineError.
    """
    columns = _columns(view.engine)
    dates = _dates(view, linked)
    return {
        "events": columns.events,
        "starts": columns.starts,
        "stops": columns.stops,
        "texts": columns.texts,
        "facets": _facets(view, columns),
        "dates": dates,
        "days": _days_in_words(view, dates),
        "folding": folding_table(),
        "address": address_table(view.engine.facts, view.clock.id),
    }


@once_per_log
def _columns(engine: Engine) -> _Columns:
    facts = engine.facts
    log = facts.log
    ids = engine.page(Query(), 0, engine.total)
    events = [log.events[id_] for id_ in ids]
    in_form = {row.key for row in FILTERS}
    options = []
    for facet in FACETS:
        offered = tuple(facts.options[facet.key])
        if facet.key in in_form:
            offered = filter_form.options_in_order(facts, facet.key)
        places = {option: place for place, option in enumerate(offered)}
        values = tuple(
            tuple(sorted(places[option] for option in facet.ids(log, event))) for event in events
        )
        options.append((facet.key, offered, values))
    return _Columns(
        tuple(ids),
        tuple(event.when.start for event in events),
        tuple(event.when.stop for event in events),
        tuple(options),
        tuple(map(_compact, event_texts(log, events))),
    )


def _compact(text: str) -> str:
    """Return the distinct words of a text, without those that are part of another one.

    A search finds a word that is part of one of a text's words, so it finds the same.
    """
    kept: list[str] = []
    joined = ""
    for word in sorted(set(text.split()), key=lambda word: (-len(word), word)):
        if word not in joined:
            kept.append(word)
            joined += f" {word}"
    return " ".join(sorted(kept))  # in this order it is compressed best


def _facets(view: View, columns: _Columns) -> dict[str, dict[str, object]]:
    """Return the facets of the filters, and with those of people who acts in each event."""
    options = {key: (offered, values) for key, offered, values in columns.options}
    facets: dict[str, dict[str, object]] = {}
    for row in FILTERS:
        offered, values = options[row.key]
        names = view.option_names[row.key]
        facets[row.key] = {
            "heading": row.heading,
            "options": offered,
            "names": [names[option] for option in offered],
            "values": values,
        }
        if row.key in ACTING:
            acting, acts = options[ACTING[row.key]]
            places = {option: place for place, option in enumerate(offered)}
            among = [places[option] for option in acting]
            facets[row.key]["acting"] = [[among[place] for place in event] for event in acts]
    return facets


def _dates(view: View, linked: Iterable[Selection]) -> dict[str, dict[str, int]]:
    """Return the days on which a window may begin and end, with their instants."""
    bars = plan_bars(view)
    chosen = [view.selection, *linked]
    edges = bars.edges if bars else ()
    starts = [*(edge.start for edge in edges), *(selection.start for selection in chosen)]
    ends = [*(edge.end for edge in edges), *(selection.end for selection in chosen)]
    return {
        "from": _instants({text: view.changed(start=text, end="") for text in starts if text}, 0),
        "to": _instants({text: view.changed(start="", end=text) for text in ends if text}, 1),
    }


def _days_in_words(view: View, dates: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, str]]:
    """Return the words of each date, and those of a window of it alone."""
    log, zone = view.log, view.clock.zone
    texts = dict.fromkeys(text for end in dates.values() for text in end)
    return {
        text: (
            in_few_words(parse_when(text, zone), log, zone),
            window_in_words(view.changed(start=text, end=text).selection, log),
        )
        for text in texts
    }


def _instants(views: Mapping[str, View], end: int) -> dict[str, int]:
    """Return the instant at one end of the window of each view."""
    windows = {text: view.query.window[end] for text, view in views.items()}
    return {text: instant for text, instant in windows.items() if instant is not None}
