"""Plan the first view once before the server opens, so that its first reader need not wait."""

from components.events import DamagedLogError
from components.figures import plan_picture
from components.selection import Selection, View
from components.sources import current

WIDTH = 960  # pixels


def warm_up() -> None:
    """Read the log and plan its first view; of a log in an engine, do nothing."""
    source = current()
    if source.limit:
        return
    snapshot = source.snapshot()
    if snapshot.log is None or snapshot.index is None:
        return
    try:
        plan_picture(View(snapshot.log, snapshot.index, Selection()), WIDTH)
    except DamagedLogError as error:
        source.report_damage(snapshot.log, error)
