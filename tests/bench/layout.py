"""What laying out the picture in columns costs, against reading and validating the same log."""

from functools import partial
from pathlib import Path

from components.events import check
from components.figures import plan_picture, row_keys
from components.frames import index_log
from components.selection import Selection, View
from tests.bench.clock import once
from tests.bench.figure import Figure, milliseconds, ratio
from tests.serving import LOG
from tests.synthetic_log import synthetic_yaml

TITLE = "Laying out the picture"
ABOUT = """A picture in columns is planned anew, with nothing kept: its periods, its rows, the
widths, the lines of all labels. The comparison is reading and validating the same log, in turns.
The small log is our own, the large one synthetic, with the most events that have a mark each."""
WIDTHS = (1160.0, 390.0)
ROUNDS = 7
LARGE = 1_000
BARS = {"own": 1.5, "large": 2.0}


def measure(folder: Path) -> list[Figure]:
    """Plan the pictures of both logs, at both widths and in all their rows, and read the logs."""
    figures = []
    for name, data in (("own", LOG.read_bytes()), ("large", synthetic_yaml(LARGE).encode())):
        log = check(data, LOG.name).log
        assert log
        engine = index_log(log)
        for width in WIDTHS:
            for by in row_keys(log):
                view = View(log, engine, Selection(lanes=by))
                ours, theirs = [], []
                for _ in range(ROUNDS):
                    ours.append(once(partial(plan_picture, view, width)))
                    theirs.append(once(partial(check, data, LOG.name)))
                what = f"{len(log.events):,} events, {width:.0f} px, rows by {by}"
                absolute, value = milliseconds(ours[1:], theirs[1:]), ratio(ours[1:], theirs[1:])
                against = "reading the log"
                figures.append(Figure(what, value, absolute, BARS[name], against=against))
    return figures
