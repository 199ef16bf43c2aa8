"""All readers of a log share one snapshot: none can change it, and none makes it grow."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from components.figures.picture import plan_picture
from components.frames import Index, LRUCache, Query
from components.pages import PAGES, PageContext, filter_form, people
from components.selection import Selection, View, option_names
from components.sources import LogFile
from components.sources.snapshot import Snapshot

LOG = Path(__file__).resolve().parents[2] / "data" / "events.yaml"
PLAIN = (str, bytes, int, float, type(None), Enum, type)


@pytest.fixture(scope="module")
def shared() -> Snapshot:
    """Return a snapshot that readers have used already."""
    snapshot = LogFile(LOG).snapshot()
    look(snapshot, Selection())
    return snapshot


def look(snapshot: Snapshot, selection: Selection) -> None:
    """Make what the pages are made of."""
    log, index = snapshot.log, snapshot.index
    assert log and index
    view = View(log, index, selection)
    plan_picture(view, 960)
    context = PageContext(snapshot, "", datetime(2025, 6, 1, tzinfo=UTC))
    for page in PAGES.values():
        page.content(view, context)


def parts(value: object, seen: set[int]) -> Iterator[object]:
    """Yield everything that can be reached from a value, but for what a bounded cache keeps."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, Mapping):
        inside = list(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        inside = list(value)
    elif isinstance(value, BaseModel):
        inside = [getattr(value, name) for name in type(value).model_fields]
        cached = [name for name in vars(value) if name not in type(value).model_fields]
        inside += [getattr(value, name) for name in cached]
    elif isinstance(value, LRUCache):
        inside = list(value._values.values())
    else:
        slots = [name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())]
        names = [*getattr(value, "__dict__", ()), *slots]
        inside = [getattr(value, name, None) for name in names]
    for item in inside:
        yield from parts(item, seen)


def test_nothing_that_readers_share_can_be_changed(shared: Snapshot) -> None:
    assert shared.index
    facts = shared.index.facts
    once = (option_names(facts), people.groups(facts), filter_form.folded_names(facts))
    objects = list(parts((shared, *once), set()))
    arrays = [item for item in objects if isinstance(item, np.ndarray)]
    assert len(objects) > 1000 and len(arrays) > 20
    assert not [item for item in objects if isinstance(item, (dict, list, set, bytearray))]
    assert not [array for array in arrays if array.flags.writeable]


def test_to_try_is_an_error(shared: Snapshot) -> None:
    log, index = shared.log, shared.index
    assert log and isinstance(index, Index)
    answer = index.ask(Query(text="tariffs"))
    for mapping in (log.events, log.actors, log.about.clocks, shared.passages, answer.counts):
        with pytest.raises(TypeError):
            mapping["mine"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        answer.counts["kind"]["meeting"] = 0  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        index._order[0] = 0
    with pytest.raises(ValueError, match="frozen"):
        log.format = 1  # type: ignore[misc]


def test_what_is_kept_of_readers_questions_does_not_grow(shared: Snapshot) -> None:
    log, index = shared.log, shared.index
    assert log and isinstance(index, Index)
    for number in range(60):
        look(shared, Selection(q=f"word {number}", start=f"2025-05-{number % 28 + 1:02}"))
    caches = [part for part in parts(index, set()) if isinstance(part, LRUCache)]
    assert len(caches) == 4
    assert all(len(cache._values) <= cache.size <= 8 for cache in caches)
