"""CSV: a table with one row per event (RFC 4180).

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
Each row says which view of which log it is from. The table of an empty view has no place for that:
a row that is no event would be counted as one, and a comment is a row to spreadsheets and pandas.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from components import wording
from components.events import guarded
from components.exports.download import Download
from components.exports.event_row import COLUMNS

_ROWS = 200  # written at a time
# The same in every row.
_ORIGIN: Mapping[str, Callable[[Download], str]] = {
    "log": lambda download: download.log.about.title,
    "log_sha256": lambda download: download.log.hash,
    "view": lambda download: wording.without_isolates(download.sentence),
    "view_link": lambda download: download.permalink,
    "exported_at": lambda download: download.exported_at,
}


def write_csv(download: Download) -> Iterator[bytes]:
    """Write the view in UTF-8, with a byte order mark by which spreadsheets know that."""
    buffer = io.StringIO()
    rows = csv.writer(buffer)
    buffer.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows.writerow(["number", *COLUMNS, *_ORIGIN])
    origin = [guarded(cell(download)) for cell in _ORIGIN.values()]
    for number, event in enumerate(download.events(), start=1):
        cells = (guarded(cell(download, event)) for cell in COLUMNS.values())
        rows.writerow([number, *cells, *origin])
        if number % _ROWS == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def remark_on_emptiness(download: Download) -> str:
    """Say what the table of an empty view cannot."""
    return "" if download.count else wording.export.empty_table(download.sentence)


def _emptied(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
