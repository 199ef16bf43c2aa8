"""Exports of hostile texts, read back by parsers that are not ours."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml
from icalendar import Calendar
from pybtex.database import parse_string

from components import wording
from components.events import Log, check, guarded
from components.events.write import plain
from components.exports import FORMATS, Download, event_page, write_feed
from components.exports.__main__ import FAULTY, WRITTEN, main
from components.exports.event_row import COLUMNS
from components.exports.event_text import clean
from components.pages.snippet import FIT, snippet
from tests.exports.sample import BASE, download_of, written
from tests.hostile.logs import ACCEPTED, hostile_logs, in_turn, plain_log
from tests.hostile.logs import written as as_yaml
from tests.hostile.payloads import KINDS
from tests.selection.sample import view_of

LOGS = range(len(hostile_logs()))
ATOM = "{http://www.w3.org/2005/Atom}"
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=LOGS)
def log(request: pytest.FixtureRequest) -> Log:
    number: int = request.param
    return hostile_logs()[number]


@cache
def _view(number: int) -> Download:
    return download_of(hostile_logs()[number])


@pytest.fixture
def download(log: Log) -> Download:
    return _view(hostile_logs().index(log))


def single_line(text: str) -> str:
    """Return what a format of one line makes of white space: one blank of any run."""
    return " ".join(text.split())


def test_a_table_has_every_text_and_no_formula(download: Download) -> None:
    text = written("csv", download).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    events = list(download.events())
    assert len(rows) == len(events) + 1
    for row, event in zip(rows[1:], events, strict=True):
        cells = dict(zip(rows[0], row, strict=True))
        for name, told in (
            ("title", event.title),
            ("place", event.place),
            ("channel", event.channel),
            ("summary", event.summary),
            ("log", download.log.about.title),
        ):
            assert cells[name] in (told, f"'{told}"), name
        for cell in row:
            assert not is_formula(cell), cell[:40]


def test_a_spreadsheet_has_every_text_and_no_formula(download: Download) -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx", download))) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sheets:
            root = ElementTree.fromstring(parts.read(name))  # noqa: S314 - our own
            assert {cell.get("t") for cell in root.iter(f"{CELLS}c")} <= {"inlineStr", "n", None}
            assert {element.tag for element in root.iter()}.isdisjoint(
                (f"{CELLS}f", f"{CELLS}hyperlink")
            )
        texts = {
            "".join(cell.itertext())
            for cell in ElementTree.fromstring(parts.read(sheets[0])).iter(f"{CELLS}c")  # noqa: S314
        }
    for event in download.events():
        for text in (event.title, event.summary, event.place, event.note):
            escaped = re.sub("_(?=x[0-9a-fA-F]{4}_)", "_x005F_", clean(text))
            assert not text or escaped in texts


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet may compute a cell: by its first sign, of any width."""
    first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
    return cell[:1] in ("\t", "\r", "\n", "\0") or first in tuple("=+-@|%")


@pytest.mark.parametrize("value", [*KINDS["formula"], " =1", "\n=1", "\0=1", "\u00a0@A1", "\ufe62"])
def test_no_cell_is_a_formula_however_it_is_spelt(value: str) -> None:
    assert not is_formula(guarded(value))
    assert guarded(value) in (value, f"'{value}")


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - as JSON has it
    """Yield every text within plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def test_a_log_comes_back_as_it_went(log: Log, download: Download) -> None:
    tables: Any = plain(log)
    about = tables.pop("log")  # the export says there what it is taken from
    data = written("json", download)
    back, problems = check(data, "log.json")
    assert back, problems[:3]
    assert back.about.title == log.about.title
    assert back.model_copy(update={"about": log.about}).with_hash(log.hash) == log
    read = json.loads(data)
    assert read.pop("log")["summary"] == about["summary"]
    assert read == tables
    parsed = yaml.parse(written("yaml", download), Loader=yaml.CBaseLoader)
    scalars = {token.value for token in parsed if isinstance(token, yaml.ScalarEvent)}
    assert scalars.issuperset({about["title"], about["summary"], *texts(tables)})
    lines = [json.loads(line) for line in written("jsonl", download).split(b"\n") if line]
    assert [line["id"] for line in lines[1:]] == list(log.events)
    assert [line["title"] for line in lines[1:]] == [event.title for event in log.events.values()]


@pytest.mark.parametrize("is_of_accounts", [False, True])
def test_a_picture_holds_words_and_nothing_that_runs_or_loads(
    download: Download, *, is_of_accounts: bool
) -> None:
    download = replace(download, is_of_accounts=is_of_accounts)
    root = ElementTree.fromstring(written("svg", download))  # noqa: S314 - our own
    words = " ".join(root.itertext())
    assert single_line(download.log.about.title)[:10] in single_line(words)
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag.startswith(DUBLIN_CORE):
            assert not element.attrib
            continue
        assert tag in {
            *("svg", "g", "text", "tspan", "title", "desc", "rect", "path", "circle", "line"),
            *("a", "defs", "pattern", "clipPath", "linearGradient", "stop", "metadata"),
        }, tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.endswith("href"):
                assert value.startswith(BASE)
            elif "url(" in value:
                assert re.fullmatch(r"url\(#[\w-]+\)", value), (name, value)


def test_a_calendar_has_an_entry_for_each_event_and_nothing_between(download: Download) -> None:
    data = written("ics", download)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    entries = calendar.walk("VEVENT")
    events = list(download.events())
    assert len(entries) == len(events)
    for entry, event in zip(entries, events, strict=True):
        assert str(entry["SUMMARY"]) == single_line(event.title)
        assert str(entry.get("LOCATION", "")) == event.place.replace("\r\n", "\n")
        assert event.summary.replace("\r\n", "\n") in str(entry["DESCRIPTION"])
        assert set(entry) <= {
            *("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP"),
            *("LOCATION", "CATEGORIES", "URL"),
            *(f"X-TIMELINE-{name.upper()}" for name in COLUMNS),
        }
        topics = [single_line(download.log.topics[topic].name) for topic in event.topics]
        categories: Any = entry["CATEGORIES"]
        assert [str(category) for category in categories.cats] == topics


class _Page(HTMLParser):
    """Gathers elements and words of HTML as a browser tells them apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self._inside == "script" else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def test_slides_have_paragraphs_and_links_and_no_other_markup(log: Log) -> None:
    download = download_of(log.model_copy(update={"walk": None}))
    data = json.loads(written("timelinejs", download))
    assert [slide["unique_id"] for slide in data["events"]] == list(download.ids())
    for slide, event in zip(data["events"], download.events(), strict=True):
        headline = _Page(slide["text"]["headline"])
        assert not headline.elements
        assert "".join(headline.words) == single_line(event.title)
        # decoded once more by TimelineJS
        for twice in (slide["group"], slide["display_date"]):
            once = _Page(twice)
            assert not once.elements
            assert not _Page("".join(once.words)).elements
        body = _Page(slide["text"]["text"])
        assert event.summary.replace("\r\n", "\n") in "".join(body.words)
        for tag, attributes in body.elements:
            assert (tag, set(attributes)) in (("p", set()), ("a", {"href"}))
            assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


def test_slides_of_a_walk_have_its_words_and_no_other_markup(download: Download) -> None:
    slides = json.loads(written("timelinejs", download))["events"]
    walk = download.log.walk
    assert walk
    for slide, step in zip(slides, walk.steps, strict=True):
        headline, body = _Page(slide["text"]["headline"]), _Page(slide["text"]["text"])
        assert not headline.elements
        assert "".join(headline.words) == single_line(step.title)
        assert step.text.replace("\r\n", "\n") in "".join(body.words)
        for tag, attributes in body.elements:
            plain_tags = ("p", "blockquote", "br")
            assert (tag, set(attributes)) in ((("a", {"href"})), *((t, set()) for t in plain_tags))
            assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


def test_references_are_one_a_line_and_parse(download: Download) -> None:
    events = list(download.events())
    lines = written("txt", download).decode().split("\n")
    assert len(lines) == len(events) + 3  # that of the view, a blank line, and the last line's end
    for line, event in zip(lines[2:], events, strict=False):
        assert line.startswith("“")
        assert without_marks(line).startswith(
            without_marks(wording.isolated(single_line(event.title)))
        )
    items = json.loads(written("csl", download))
    assert [item["title"] for item in items[1:]] == [single_line(event.title) for event in events]
    entries = parse_string(written("bib", download).decode(), "bibtex").entries
    assert len(entries) == len(events) + 1
    for entry, event in zip(list(entries.values())[1:], events, strict=True):
        assert set(entry.fields) <= {
            *("title", "howpublished", "year", "date", "note", "url", "urldate"),
        }
        title = entry.fields["title"]
        assert spelt_out(title[1:-1]) == single_line(event.title)


def without_marks(text: str) -> str:
    """Return a text without quotation marks, which are single ones between others."""
    return re.sub('["“”\u2018\u2019]', "", text)


def spelt_out(latex: str) -> str:
    """Return what LaTeX prints of a text in which only what is special to it is written with \\."""
    names = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    assert not re.search(r"(?<!\\)[%&$#_~^]", latex)
    return re.sub(
        r"\\(?:([a-z]+)\{\}|([%&$#_]))", lambda found: names.get(found[1]) or found[2], latex
    )


def test_a_feed_has_an_entry_for_each_event_and_only_its_elements(download: Download) -> None:
    root = ElementTree.fromstring(b"".join(write_feed(download, f"{BASE}feed.xml")))  # noqa: S314
    entries = root.findall(f"{ATOM}entry")
    events = list(download.events())[::-1]
    assert len(entries) == len(events)
    for entry, event in zip(entries, events, strict=True):
        assert entry.findtext(f"{ATOM}title") == single_line(event.title)
        assert event.summary.replace("\r\n", "\n") in (entry.findtext(f"{ATOM}summary") or "")
        assert {child.tag.removeprefix(ATOM) for child in entry} <= {
            *("id", "title", "summary", "published", "updated", "link", "category"),
        }
        for link in entry.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith(BASE)


HEAD = ("html", "head", "meta", "title", "link", "script", "body", "h1", "p", "a", "bdi")


def test_the_page_of_an_event_holds_its_words_and_one_block_of_data(download: Download) -> None:
    for event in download.events():
        here = f"{BASE}e/{event.id}"
        page = _Page(event_page(download, event.id).decode())
        assert {tag for tag, _ in page.elements} <= set(HEAD)
        assert len([tag for tag, _ in page.elements if tag == "script"]) == 1
        data = json.loads("".join(page.scripts))
        assert data["name"] == single_line(event.title)
        assert event.summary.replace("\r\n", "\n") in data["description"]
        metas = {
            attributes.get("property"): attributes.get("content")
            for tag, attributes in page.elements
            if tag == "meta"
        }
        assert metas["og:title"] == single_line(event.title)
        assert metas["og:site_name"] == single_line(download.log.about.title)
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes), tag
            for name in ("href", "src"):
                assert urljoin(here, attributes.get(name) or "").startswith(BASE)
            if attributes.get("http-equiv"):
                assert attributes["content"] == f"0; url=../?event={event.id}"
        assert single_line(event.title) in single_line("".join(page.words))


def test_a_snippet_is_one_frame_whatever_it_is_called(log: Log) -> None:
    for event in log.events.values():
        markup = snippet(view_of(log, event=event.id), "event", event.title, BASE)
        page = _Page(markup)
        (tag, attributes), script = page.elements
        assert (tag, script) == ("iframe", ("script", {}))
        assert markup.endswith(f"</iframe>\n{FIT}")
        title = wording.isolated(log.about.title), wording.isolated(event.title)
        assert attributes["title"] == ": ".join(title)
        assert (attributes["src"] or "").startswith(f"{BASE}?embed=true&event=")
        assert set(attributes) == {
            *("src", "title", "sandbox", "loading", "width", "height", "style"),
        }


def names_of_files(log: Log) -> Iterator[str]:
    download = download_of(log)
    for row in FORMATS.values():
        yield download.name(row.suffix)


def test_no_text_of_a_log_gets_into_the_name_of_a_file_but_plain_letters(log: Log) -> None:
    for name in names_of_files(log):
        assert re.fullmatch(r"[a-z0-9-]{1,90}\.[a-z.]+", name), name


def test_the_picture_for_slides_is_made_of_hostile_texts_too() -> None:
    longest = max(hostile_logs(), key=lambda log: len(log.about.title))
    assert written("png", download_of(longest)).startswith(b"\x89PNG")


def test_every_value_that_may_stand_in_a_log_has_been_through_here() -> None:
    titles = {event.title for log in hostile_logs() for event in log.events.values()}
    assert titles == {value.strip() for value in ACCEPTED}
    assert len(titles) >= 200


@pytest.mark.parametrize("key", FORMATS)
def test_the_command_writes_a_hostile_log_and_says_so_in_plain_letters(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "log.yaml", tmp_path / "out"
    path.write_bytes(as_yaml(plain_log(in_turn(ACCEPTED[:200:9]))))
    assert main([key, "--log", str(path), "--view", "?q=<script>", "-o", str(out)]) == WRITTEN
    assert out.stat().st_size > 100
    output = capsys.readouterr()
    assert (output.out + output.err).replace("\n", "").isprintable()


@pytest.mark.parametrize("view", ["?event=<script>", "?topic=%00", "?q=\x1b[31m", "?a=\u202eb"])
def test_the_command_names_what_of_a_view_is_of_no_use(
    view: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.yaml"
    path.write_bytes(as_yaml(plain_log(in_turn(ACCEPTED[:200:9]))))
    assert main(["csv", "--log", str(path), "--view", view]) == FAULTY
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.replace("\n", "").isprintable()
