"""The first view is planned once before there is a reader, who would else wait for all imports."""

from __future__ import annotations

from components.events import DamagedLogError
from components.figures import scene
from components.pages import data, embed, evidence, people, timeline
from components.selection import Selection, option_names, query
from components.sources import current

_PAGES = (data, embed, evidence, people, timeline)  # imported is all that they have to be
WIDTH = 960  # pixels


def warm() -> None:
    """Read the log and plan its first view. An engine's log is left for its first reader to ask."""
    source = current()
    if source.limit:
        return
    snapshot = source.snapshot()
    if snapshot.log is None or snapshot.index is None:
        return
    log, index, selection = snapshot.log, snapshot.index, Selection()
    try:
        answer = index.ask(query(selection, log))
        scene(log, index, selection, answer, option_names(log), WIDTH)
    except DamagedLogError as error:
        source.report_damage(log, error)
