"""The whole dashboard of a view: the header, the page that the address names, the footer."""

from collections.abc import Sequence
from dataclasses import replace

from components import wording
from components.events import Log
from components.frames import Engine
from components.pages import download, embed, event, evidence, header, notice, walk
from components.pages.page_context import Content, PageContext
from components.pages.registry import PAGES
from components.selection import Ignored, Selection, View, stop_of


def view_of(log: Log, engine: Engine, selection: Selection, context: PageContext) -> View:
    """Return the view to show: in a frame the Timeline's, on Evidence a part that the log has."""
    if context.is_framed:
        selection = replace(selection, page="timeline")
    if selection.page == "evidence":
        selection = evidence.within(log, selection, context.passages)
    return View(log, engine, selection)


def title(view: View) -> str:
    """Return the title of the browser tab."""
    selection = view.selection
    opened = view.log.events.get(selection.event)
    name = "" if selection.page == "timeline" else PAGES[selection.page].name
    if opened:
        name = opened.title
    elif stop := stop_of(view):
        name = stop.step.title
    elif selection.page == "evidence":
        name = wording.evidence.PARTS[selection.part]
    return " · ".join(filter(None, (name, view.log.about.title)))


def focus(view: View) -> Sequence[str]:
    """Return the ids of the elements to bring into view."""
    selection = view.selection
    ids = ["gt-event"] if selection.event else []
    if stop := stop_of(view):
        ids.append(walk.heading_id(stop))
    if selection.page == "evidence" and selection.at:
        ids.append(f"at-{selection.at}")
    if selection.page == "people" and selection.actor:
        ids.append(f"person-{selection.actor[0]}")
    return ids


def content(view: View, context: PageContext, ignored: Sequence[Ignored] = ()) -> Content:
    """Return what stands beside the filters; raise DamagedLogError as the log's events do."""
    if context.is_framed:
        page = embed.content(view, context)
        areas = dict(page.areas)
    else:
        stop = stop_of(view)
        page = (walk if stop else PAGES[view.selection.page]).content(view, context)
        tools = page.tools if stop else (walk.entrance(view), *page.tools)
        areas = {
            "header": [
                header.bar(view, {key: row.name for key, row in PAGES.items()}, tools),
                notice.problems(context.snapshot),
                notice.ignored(ignored, view.log),
                walk.rail(view, stop) if stop else header.view(view, page.finding, context.asked),
            ],
            **page.areas,
        }
        if view.selection.event and "main" in areas:
            areas["reading"] = event.panel(view, context)
    if not page.below:
        areas["foot"] = [download.imprint(view, context)]
    return replace(page, areas=areas)
