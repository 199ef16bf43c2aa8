"""A site of files: every page stands alone, every link leads somewhere, nobody is asked."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from posixpath import join, normpath
from typing import Any
from urllib.parse import parse_qs, urldefrag
from xml.etree import ElementTree as ET

import pytest

from components.editions import ASSETS, MOST, files_of
from components.editions.event_page import Surroundings, write_event
from components.editions.folder import PATH
from components.events import Log, read_passages
from components.exports import event_place
from components.pages import PageContext
from components.sources import Snapshot
from tests.editions.document import Document
from tests.exports.hostile import hostile_log
from tests.exports.sample import MADE, download_of
from tests.frames.sample import ROOT, full_log, make_log, the_log
from tests.hostile.logs import hostile_logs

pytestmark = pytest.mark.usefixtures("one_font")

BASE = "https://news.example/timeline/"
DATED = {
    "index.html",
    "preview.png",
    "feed.xml",
    "events.csv",
    "events.json",
    "events.ics",
    "timeline.svg",
}


def site(log: Log | None = None, base: str = "", **fields: Any) -> Mapping[str, bytes]:  # noqa: ANN401 - as Selection
    log = log or the_log()
    passages = read_passages(log, ROOT / "data") if log is the_log() else {}
    files = list(files_of(replace(download_of(log, base, **fields), passages=passages)))
    assert len(dict(files)) == len(files)
    return dict(files)


@cache
def _own_site(base: str) -> Mapping[str, bytes]:
    return site(base=base)


def own_site(base: str = "") -> Mapping[str, bytes]:
    return _own_site(base)  # one for no base, however that is said


@cache
def read(data: bytes) -> Document:
    """Read a page; nobody changes what was read."""
    return Document(data)


def event_pages(files: Mapping[str, bytes]) -> dict[str, Document]:
    return {path: read(data) for path, data in files.items() if re.match("e/.*html", path)}


def addresses(page: Document) -> Iterator[tuple[str, str]]:
    for tag, attributes in page.elements:
        for name in ("href", "src", "action", "data", "poster", "srcset"):
            if name in attributes:
                yield tag, attributes[name]


def lost_links(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return the links of pages that lead to no file of the site."""
    lost = []
    pages = {**event_pages(files), "index.html": read(files["index.html"])}
    for path, page in pages.items():
        for tag, href in addresses(page):
            place, _ = urldefrag(href)
            if tag == "a" and re.match("https?://", href):
                continue
            if place.startswith(BASE):
                place = place.removeprefix(BASE)
            else:
                place = normpath(join(path, "..", place)) + ("/" if place.endswith("/") else "")
            place = place.removeprefix("./").removeprefix(".")
            if (f"{place}index.html" if place.endswith("/") or not place else place) not in files:
                lost.append((path, href))
    return lost


@pytest.mark.parametrize("base", ["", BASE])
def test_every_event_has_a_page_whose_links_lead_to_files_of_the_site(base: str) -> None:
    files = own_site(base)
    pages = event_pages(files)
    assert set(pages) == {f"e/{event}/index.html" for event in the_log().events}
    assert lost_links(files) == []
    assert all(map(PATH.fullmatch, files))
    assert list(files)[-1] == "index.html"  # what all lead from comes when they are there
    own = {href for tag, href in addresses(read(files["index.html"])) if tag == "a"}
    assert {f"e/{event}/{'' if base else 'index.html'}" for event in the_log().events} <= own
    assert {"feed.xml", "events.csv", "events.ics", "timeline.svg"} <= own
    page = pages["e/talks-day-one/index.html"]
    links = [href for _, href in addresses(page)]
    at_root = "../../" if base else "../../index.html"
    assert f"{at_root}#event=talks-day-one" in links
    assert f"{at_root}#page=evidence&at=how-many-hours" in links
    assert f"{at_root}#actor=he-lifeng" in links
    assert f"../../e/talks-day-two/{'' if base else 'index.html'}" in links


def test_a_page_tells_all_that_is_known_of_its_event_without_a_script() -> None:
    log = the_log()
    pages = event_pages(own_site())
    for event in log.events.values():
        page = pages[f"e/{event.id}/index.html"]
        words = " ".join("".join(text for _, text in page.texts).split())
        assert len(page.all("h1")) == 1
        for text in (event.title, event.summary, event.dating, event.place):
            assert " ".join(text.split()) in words
        for cited in event.citations:
            assert cited.quote in words
            assert log.sources[cited.source].title in words
        for part in event.actors:
            assert log.actors[part.actor].name in words
        assert page.all("button") == []
        assert not [href for _, href in addresses(page) if href.startswith(("?", "api/"))]
        assert not [name for _, has in page.elements for name in has if name.startswith("data-")]
        assert all(script == {"type": "application/ld+json"} for script in page.all("script"))


def test_each_passage_is_open_where_it_first_stands() -> None:
    page = event_pages(own_site())["e/bessent-substantial-progress/index.html"]
    passages = [each for each in page.all("details") if each["class"] == "gt-passage"]
    assert ["open" in each for each in passages] == [True, False, True, True]


@pytest.mark.parametrize("base", ["", BASE])
def test_no_page_asks_anybody_for_anything(base: str) -> None:
    files = own_site(base)
    urls = {url for source in the_log().sources.values() for url in (source.url, source.archive)}
    urls |= {each.locator for event in the_log().events.values() for each in event.citations}
    for page in [*event_pages(files).values(), read(files["404.html"])]:
        policy = page.metas["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src '")
        assert "script-src" not in policy and "unsafe" not in policy
        for tag, has in page.elements:
            assert "style" not in has
            assert not [name for name in has if name.startswith("on")]
            assert tag not in ("img", "iframe", "form", "object", "embed", "base")
        for tag, href in addresses(page):
            if re.match("(?i)[a-z]+:|//", href) and not (base and href.startswith(base)):
                assert tag == "a" and href in urls
    index = read(files["index.html"])
    assert [has["href"] for has in index.all("link") if has["rel"] == "icon"] == [
        path for path in files if path.startswith(f"{ASSETS}icon.")
    ]
    assert "img-src 'self'" in index.metas["Content-Security-Policy"]
    (style,) = [path for path in files if path.endswith(".css")]
    font = re.findall(r"url\(\"?([^)\"]*)", files[style].decode())
    assert [ASSETS + name for name in font] == [path for path in files if path.endswith(".woff2")]
    assert b"@import" not in files[style]


def test_the_policy_of_the_page_for_what_is_lost_has_the_hash_of_its_style() -> None:
    page = read(own_site(BASE)["404.html"])
    digest = b64encode(hashlib.sha256(page.text("style").encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.metas["Content-Security-Policy"]
    assert [href for _, href in addresses(page)] == [BASE]
    assert list(addresses(read(own_site()["404.html"]))) == []


def test_previews_and_search_engines_get_absolute_addresses_or_none() -> None:
    event = the_log().events["talks-day-one"]
    page = event_pages(own_site(BASE))["e/talks-day-one/index.html"]
    assert page.metas["og:url"] == f"{BASE}e/talks-day-one/"
    assert page.metas["og:image"] == f"{BASE}preview.png"
    assert page.metas["og:title"] == event.title
    assert page.metas["twitter:card"] == "summary_large_image"
    data = json.loads(page.text("script"))
    assert (data["@type"], data["url"]) == ("Event", f"{BASE}e/talks-day-one/")
    assert data["image"] == f"{BASE}preview.png"
    links = {each["rel"]: each["href"] for each in page.all("link")}
    assert links["canonical"] == f"{BASE}e/talks-day-one/"
    assert links["alternate"] == f"{BASE}feed.xml"

    page = event_pages(own_site())["e/talks-day-one/index.html"]
    assert page.metas["og:title"] == event.title
    assert not {"og:url", "og:image"} & set(page.metas)
    assert page.metas["twitter:card"] == "summary"
    assert "url" not in json.loads(page.text("script"))
    assert "canonical" not in {each["rel"] for each in page.all("link")}


def test_the_feed_the_map_and_the_files_lead_to_the_pages() -> None:
    files = own_site(BASE)
    pages = {f"{BASE}e/{event}/" for event in the_log().events}
    feed = ET.fromstring(files["feed.xml"])  # noqa: S314 - it is our own
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert {entry.find(f"{atom}link").get("href") for entry in entries} == pages  # type: ignore[union-attr]
    assert {link.get("href") for link in feed.findall(f"{atom}link")} == {BASE, f"{BASE}feed.xml"}
    places = {each.text for each in ET.fromstring(files["sitemap.xml"]).iter() if each.text}  # noqa: S314
    assert places == {BASE, *pages}
    calendar = files["events.ics"].replace(b"\r\n ", b"").decode()
    assert set(re.findall(r"URL:(\S+)", calendar)) == {BASE, *pages}
    assert all(place in files["timeline.svg"].decode() for place in (f"{BASE}e/talks-day-one/",))
    assert "robots.txt" not in files
    assert site(full_log(), "https://news.example/")["robots.txt"] == (
        b"Sitemap: https://news.example/sitemap.xml\n"
    )
    assert not {"sitemap.xml", "robots.txt"} & set(own_site())


def test_the_same_log_is_the_same_site_and_only_what_states_the_time_has_it() -> None:
    def made(days: int) -> dict[str, bytes]:
        download = download_of(full_log(), BASE)
        later = replace(download, made=download.made.replace(day=1 + days))
        return dict(files_of(later))

    first, later = made(0), made(1)
    assert made(0) == first
    assert {path for path in first if first[path] != later[path]} == DATED


def test_of_a_log_that_grows_only_the_pages_beside_what_is_new_change() -> None:
    whens = [f"2025-05-{day:02}" for day in range(1, 9)]

    def log(*days: int) -> Log:
        events = {
            f"e{day}": {"title": f"Event {day}", "kind": "post", "when": whens[day]} for day in days
        }
        return make_log({"events": events}).with_hash(f"{len(days)}" * 64)

    before, after = site(log(0, 1, 2, 4, 5, 6), BASE), site(log(0, 1, 2, 3, 4, 5, 6), BASE)
    pages = {path for path in after if path.startswith("e/") and before.get(path) != after[path]}
    assert pages == {f"e/e{day}/index.html" for day in (2, 3, 4)}


def test_texts_of_a_log_are_never_elements() -> None:
    for base in ("", BASE):
        files = site(hostile_log(), base)
        assert lost_links(files) == []
        for page in event_pages(files).values():
            tags = {tag for tag, _ in page.elements}
            assert not tags & {"img", "b", "iframe", "object"}
            assert len(page.all("script")) == 1
            json.loads(page.text("script"))
        ET.fromstring(files["feed.xml"])  # noqa: S314 - it is our own


@pytest.mark.thorough
def test_values_of_every_kind_stay_text() -> None:
    for log in hostile_logs():
        download = replace(download_of(log, BASE), is_for_site=True)
        context = PageContext(Snapshot(""), BASE, MADE)
        events = frozenset(download.ids())
        around = Surroundings(download, context, events, "assets/style.css", "assets/icon.svg")
        for event in events:
            page = read(b"".join(write_event(around, event)))
            assert not {tag for tag, _ in page.elements} & {
                "img",
                "iframe",
                "object",
                "base",
                "form",
            }
            assert not [
                name for _, has in page.elements for name in has if name.startswith(("on", "style"))
            ]
            assert all(
                re.match(r"https?://|\.\./\.\./", href)
                for tag, href in addresses(page)
                if tag == "a"
            )
            assert json.loads(page.text("script"))["identifier"] == event


def test_ids_of_every_form_have_a_folder_on_every_system() -> None:
    ids = ["-", "0", "con", "nul", "lpt9", "com1", "index-html", "a" * 64, "-" * 3, "api", "e"]
    events = {key: {"title": key, "kind": "post", "when": "2025-05-10", "links": []} for key in ids}
    files = site(make_log({"events": events}))
    folders = [path.split("/")[1] for path in event_pages(files)]
    assert len({folder.casefold() for folder in folders}) == len(ids)
    assert {"con_", "nul_", "lpt9_", "com1_", "-", "index-html"} < set(folders)
    assert lost_links(files) == []
    assert event_place("con") == "e/con_/"


def test_a_view_is_a_site_of_its_events_alone() -> None:
    files = site(topic=("tariffs",))
    pages = event_pages(files)
    assert 0 < len(pages) < len(the_log().events)
    assert lost_links(files) == []
    assert len(json.loads(files["events.json"])["events"]) == len(pages)


def test_every_key_of_the_format_has_its_place() -> None:
    assert lost_links(site(full_log(), BASE)) == []


def test_links_into_the_timeline_lead_to_a_place_of_its_page_or_to_a_filter() -> None:
    files = own_site()
    places = {has["id"] for _, has in read(files["index.html"]).elements if "id" in has}
    for page in event_pages(files).values():
        for _, href in addresses(page):
            place, opened = urldefrag(href)
            if opened:
                assert place == "../../index.html"
                assert opened in places or set(parse_qs(opened)) == {"actor"}


def test_images_of_events_are_made_where_they_are_asked_for() -> None:
    log = make_log({"events": {"one": {"title": "One", "kind": "post", "when": "2025-05-10"}}})
    files = dict(files_of(download_of(log, BASE), has_images=True))
    assert files["e/one/preview.png"].startswith(b"\x89PNG")
    page = read(files["e/one/index.html"])
    assert page.metas["og:image"] == f"{BASE}e/one/preview.png"
    assert "e/one/preview.png" not in site(log, BASE)


def test_no_more_events_than_a_page_can_show_are_written() -> None:
    events = {f"e{n}": {"title": "E", "kind": "post", "when": "2025"} for n in range(MOST + 1)}
    download = download_of(make_log({"events": events}))
    with pytest.raises(ValueError, match="2001 events"):
        next(files_of(download))
