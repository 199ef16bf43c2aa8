"""The step of a log's walk that a view is at: what it opens, what it says in words, its place."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from components.events import Citation, Step, Walk, opened_event
from components.selection.model import Selection
from components.selection.url import decode
from components.selection.view import View


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of a walk with its number, from 1, the event that it opens, and those in words."""

    walk: Walk
    number: int
    step: Step
    event: str
    focus: frozenset[str]

    @property
    def is_last(self) -> bool:
        """Whether the walk ends here."""
        return self.number == len(self.walk.steps)


def stops(view: View) -> tuple[Stop, ...]:
    """Return all steps of the walk of a log, none where it has no walk."""
    walk = view.log.walk
    opened = [(step, opened_event(step.show)) for step in (walk.steps if walk else ())]
    return tuple(
        Stop(walk, number, step, event, frozenset({event, *step.focus}))
        for number, (step, event) in enumerate(opened, 1)
        if walk
    )


def stop_of(view: View) -> Stop | None:
    """Return the step that a view is at, `None` for a view that is at none."""
    number = view.selection.walk
    return stops(view)[int(number) - 1] if number else None


def at_step(selection: Selection, number: int) -> Selection:
    """Return the walk at a step, with the clock and the rows as they are."""
    return Selection(
        walk=str(number), clock=selection.clock, lanes=selection.lanes, show=selection.show
    )


def view_of_step(view: View, stop: Stop) -> View:
    """Return the view from which a reader explores on their own, on the reader's clock."""
    shown = decode(parse_qs(stop.step.show.removeprefix("?")), view.engine.facts)[0]
    return View(view.log, view.engine, replace(shown, clock=shown.clock or view.selection.clock))


def citation_of(view: View, stop: Stop) -> Citation | None:
    """Return the citation that the words of a step are from."""
    quote = stop.step.quote
    cited = view.log.events[quote.event].citations if quote else ()
    return next((c for c in cited if quote and c.quote == quote.text and c.speaker), None)
