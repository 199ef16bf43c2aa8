"""Every format that a view can leave in: one row each, for the page, the server and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from components.exports.csv import remark_on_emptiness, write_csv
from components.exports.download import Download
from components.exports.icalendar import write_calendar
from components.exports.log import write_json, write_lines, write_yaml
from components.exports.picture import remark_on_letters, write_png, write_svg
from components.exports.reference import (
    cite_in_bibtex,
    cite_in_csl,
    cite_in_text,
    write_bibtex,
    write_csl,
    write_text,
)
from components.exports.timelinejs import write_timelinejs


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name and what it is for in a reader's words, the suffix of its files.

    `key` stands in addresses and on the command line; `write` gives the bytes of a view in parts,
    `cite` those of the reference to one event, where a format holds references. `remark` says what
    of a view its file cannot show, "" where there is nothing to be said.
    """

    key: str
    name: str
    purpose: str
    suffix: str
    media_type: str
    write: Callable[[Download], Iterator[bytes]]
    cite: Callable[[Download, str], Iterator[bytes]] | None = None
    remark: Callable[[Download], str] = lambda _: ""

    def parts(self, download: Download, event: str) -> Iterator[bytes]:
        """Give what is taken away of a view in which an event is open, "" being none.

        References are those of the open event alone; every other format is of the whole view.
        """
        return self.cite(download, event) if self.cite and event else self.write(download)


_ROWS = (
    Format(
        "csv",
        "CSV",
        "a row per event, for spreadsheets",
        "csv",
        "text/csv",
        write_csv,
        remark=remark_on_emptiness,
    ),
    Format("yaml", "YAML", "a log to read and edit", "yaml", "application/yaml", write_yaml),
    Format("json", "JSON", "the same log for programs", "json", "application/json", write_json),
    Format(
        "jsonl",
        "JSON Lines",
        "an event a line, for many of them",
        "jsonl",
        "application/jsonl",
        write_lines,
    ),
    Format("svg", "SVG", "the picture, for print", "svg", "image/svg+xml", write_svg),
    Format(
        "png",
        "PNG",
        "the picture, for slides and messages",
        "png",
        "image/png",
        write_png,
        remark=remark_on_letters,
    ),
    Format("ics", "iCalendar", "for calendars", "ics", "text/calendar", write_calendar),
    Format(
        "timelinejs",
        "TimelineJS",
        "slides, for TimelineJS 3",
        "timelinejs.json",
        "application/json",
        write_timelinejs,
    ),
    Format("txt", "Text", "references, for reading", "txt", "text/plain", write_text, cite_in_text),
    Format(
        "bib",
        "BibTeX",
        "references, for LaTeX",
        "bib",
        "application/x-bibtex",
        write_bibtex,
        cite_in_bibtex,
    ),
    Format(
        "csl",
        "CSL-JSON",
        "references, for Zotero and other citation managers",
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        write_csl,
        cite_in_csl,
    ),
)
FORMATS: Mapping[str, Format] = {each.key: each for each in _ROWS}
