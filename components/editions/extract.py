"""The events of a view as a log of their own, all of which is in view."""

from components.events import check
from components.exports import Download, write_yaml
from components.frames import index_log
from components.selection import Selection, View


def extract_of(download: Download) -> View:
    """Return a view of a whole log that has the events of a download and what they name.

    Its clock and its rows are those of the download; raise DamagedLogError as the log's events do.
    """
    chosen = download.view.selection
    kept = Selection(clock=chosen.clock, lanes=chosen.lanes)
    if download.count == download.view.answer.total:
        return View(download.log, download.view.engine, kept)
    checked = check(b"".join(write_yaml(download)), "extract")
    if checked.log is None:
        raise ValueError(f"an extract of a sound log is faulty: {checked.problems[0]}")
    return View(checked.log, index_log(checked.log), kept)
