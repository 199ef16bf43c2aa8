"""A view as a picture: what stands in it, that it is sound XML, and that no word becomes more."""

import re
import struct
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import chain, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from resvg_py import svg_to_bytes

from components.events import Log
from components.exports import Download, write_inset
from components.exports.picture import png
from components.exports.picture.drawing import (
    FONTS,
    HEADLINE,
    HEADLINE_FONTS,
    WIDTH,
    font_list,
    picture,
    plan_svg,
)
from components.exports.picture.svg import clean
from components.exports.picture.text_width import shorten, text_width, wrap
from components.figures import LIGHT, ColumnPlan, column_figure, density, plan_picture
from components.figures.advance import text_width as measured_width
from components.figures.picture import MARKS
from tests.exports.sample import BASE, download_of, written
from tests.frames.sample import make_log, of_whens, read_log, the_log
from tests.synthetic_log import synthetic_yaml

SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
HREF = "{http://www.w3.org/1999/xlink}href"
PERMITTED = {
    *("svg", "title", "desc", "metadata", "defs", "pattern", "g", "a"),
    *("rect", "path", "circle", "text", "linearGradient", "stop"),
}
HOSTILE = (
    "<script>alert(1)</script>",
    "]]><g onload='x'>",
    "Fish & chips &amp; &#60;",
    "nul\0 bell\x07 escape\x1b \ufffe",
    "turned \u202eround\u202c \u2066in\u2069side",
    '" onload="x" a="',
    "<!-- <![CDATA[ <?xml ?>",
)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - it is our own


def harmless(text: str) -> ElementTree.Element:
    """Parse a picture, and assert that it holds nothing that runs or steers a terminal."""
    root = parsed(text)
    tags = {
        element.tag.removeprefix(SVG) for element in root.iter() if not element.tag.startswith(DC)
    }
    assert tags <= PERMITTED
    names = set(chain.from_iterable(element.keys() for element in root.iter()))
    assert not [name for name in names if name.startswith("on") or name in {"style", "src"}]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066\u2067]", text)
    return root


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def label_of(element: ElementTree.Element) -> str:
    return element.findtext(f"{SVG}title", "")


def texts(root: ElementTree.Element) -> str:
    return "\n".join(element.text or "" for element in root.iter(f"{SVG}text"))


def titled(title: str, *names: str) -> Log:
    """Make a log of one event per name, of which an actor bears it too; by default its title."""
    actors = {f"a{n}": {"name": name, "kind": "person"} for n, name in enumerate(names or [title])}
    event = {"kind": "post", "when": "2025-05-10"}
    events = {
        f"e{n}": {**event, "title": name, "actors": [{"actor": f"a{n}", "role": "speaker"}]}
        for n, name in enumerate(names or [title])
    }
    return make_log({"actors": actors, "events": events}, title=title)


def plan_of(download: Download) -> ColumnPlan:
    chart = plan_svg(download).chart
    assert isinstance(chart, ColumnPlan)
    return chart


def test_it_says_what_it_is_and_where_it_is_from() -> None:
    download = download_of(actor=("he-lifeng",), topic=("tariffs",))
    root = parsed(picture(download))
    assert root.get("role") == "img"
    assert label_of(root) == the_log().about.title
    assert root.findtext(f"{SVG}desc") == f"Timeline. {download.sentence}"
    element = root.find(f"{SVG}metadata")
    assert element is not None
    assert {line.tag.removeprefix(DC): line.text for line in element} == {
        "title": the_log().about.title,
        "description": download.sentence,
        "source": download.permalink,
        "identifier": f"sha256:{the_log().hash}",
        "date": "2025-06-01T12:30:15Z",
    }
    shown = texts(root)
    for words in (
        the_log().about.title,
        download.sentence,
        download.permalink,
        the_log().hash[:12],
    ):
        assert words in shown
    assert "On the clock of Geneva (Europe/Zurich), exported 2025-06-01 12:30 UTC" in shown


@pytest.mark.parametrize("base", ["", "javascript:alert(1)//", "file:///home/", "//host/"])
def test_only_addresses_of_the_web_are_links(base: str) -> None:
    root = parsed(picture(download_of(base=base)))
    assert of_class(root, "mark")
    assert not list(root.iter(f"{SVG}a"))


@pytest.mark.parametrize("title", HOSTILE)
def test_what_the_log_says_never_becomes_an_element(title: str) -> None:
    download = download_of(titled(title), lanes="actor")
    data = written("svg", download)
    root = harmless(data.decode())
    assert label_of(root) == clean(title)
    (lane,) = of_class(root, "lane")
    assert label_of(lane) == clean(title)


def test_what_cannot_be_written_is_replaced() -> None:
    assert clean("a\0b\ud800c\uffff") == "a\ufffdb\ufffdc\ufffd"
    assert clean("a\tb\nc \U0001f600 שלום") == "a\tb\nc \U0001f600 שלום"


def test_it_asks_for_nothing_from_anywhere() -> None:
    text = picture(download_of())
    addresses = set(re.findall(r"https?://[^/\"<]+", text))
    assert addresses == {
        "https://host.example",
        "http://www.w3.org",
        "http://purl.org",
    }
    assert not re.search(r"@import|<style|<script|<image|<use|data:|url\((?!#)", text)


def test_more_events_than_marks_are_counted_and_none_is_left_out() -> None:
    download = download_of(read_log(synthetic_yaml(3 * MARKS)), most=5)
    chart = plan_svg(download).chart
    assert isinstance(chart, density.DensityPlan)
    root = parsed(picture(download))
    assert not of_class(root, "mark")
    (ridges,) = of_class(root, "ridges")
    assert (ridges.get("d") or "").count("M") >= len(chart.lanes)
    assert [label_of(element) for element in of_class(root, "lane")] == [
        lane.name for lane in chart.lanes
    ]
    shown = texts(root)
    assert "All 3,000 events" in shown and "the first" not in shown
    assert f"the tallest holds {round(max(chart.peaks))}" in shown
    image = written("png", download)
    assert b"\0All 3,000 events" in image and b"the first" not in image


def test_a_view_without_events_says_so() -> None:
    download = download_of(q="nothing like it")
    shown = texts(parsed(picture(download)))
    assert "No event fits this view" in shown and download.sentence in shown
    assert "no events yet" in texts(parsed(picture(download_of(make_log({"events": {}})))))


@pytest.mark.parametrize("whens", [("-0043-03-15", "Y-20000"), ("Y12345", "9999"), ("2025", "..")])
def test_any_time_can_be_drawn(whens: tuple[str, ...]) -> None:
    log = of_whens(*(when for when in whens if when != ".."))
    assert of_class(parsed(picture(download_of(log))), "mark")


def test_names_stay_in_their_place() -> None:
    names = (
        "何立峰国务院副总理中美经贸磋商中方牵头人",
        "W" * 80,
        "The Ministry of Commerce of it all",
    )
    log = titled("A log of long names " * 30, *names)
    download, plan = in_columns(log, lanes="actor")
    root = parsed(picture(download))
    rows = of_class(root, "lane")
    assert {label_of(row) for row in rows} == set(names)
    for element, row in zip(rows, plan.rows, strict=True):
        lines = list(element.iter(f"{SVG}text"))
        assert "".join(line.text or "" for line in lines).replace(" ", "") == row.name.replace(
            " ", ""
        )
        for line in lines:
            assert measured_width(line.text or "", 13, bold=True) <= plan.gutter - 16
            assert row.top < float(line.get("y", 0)) <= row.top + row.height
        for one, other in pairwise(float(line.get("y", 0)) for line in lines):
            assert other - one >= 12
    title = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("font-size") == "28"]
    assert title and all(text_width(line, HEADLINE, bold=True) <= WIDTH - 48 for line in title)


def test_lines_are_broken_where_they_may_be() -> None:
    assert wrap("one two three", 60, 12, 3) == ["one two", "three"]
    assert wrap("one two three four", 60, 12, 2)[1].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert wrap("何立峰何立峰", 40, 12, 3) == ["何立峰", "何立峰"]
    assert "".join(wrap("x" * 50, 100, 12, 9)) == "x" * 50
    assert wrap("", 100, 12, 2) == [""]
    assert shorten("abc", 100, 12) == "abc"
    assert shorten("abcdefghijkl", 40, 12).endswith("\N{HORIZONTAL ELLIPSIS}")
    assert text_width(shorten("abcdefghijkl", 40, 12), 12) <= 40


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (check_sum,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check_sum == zlib.crc32(kind + body)
        yield kind, body
        place += 12 + length


def size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", dict(chunks(data))[b"IHDR"][:8])
    return width, height


def test_the_image_is_twice_as_fine_and_knows_where_it_is_from() -> None:
    download = download_of(actor=("he-lifeng",))
    data = written("png", download)
    root = parsed(picture(download))
    assert size(data)[0] == 2 * float(root.get("width", 0)) == 2400
    assert size(data)[1] == pytest.approx(2 * float(root.get("height", 0)), abs=2)
    texts = [body.split(b"\0", 5) for kind, body in chunks(data) if kind == b"iTXt"]
    assert {key.decode(): text.decode() for key, *_, text in texts} == {
        "Title": the_log().about.title,
        "Description": download.sentence,
        "Source": download.permalink,
        "Identifier": f"sha256:{the_log().hash}",
        "Creation Time": "2025-06-01T12:30:15Z",
    }
    assert [kind for kind, _ in chunks(data)][-1] == b"IEND"


def test_the_words_are_in_the_image() -> None:
    download = download_of(q="nothing like it")
    other = download_of(q="nothing like that")
    pixels = [
        b"".join(body for kind, body in chunks(written("png", view)) if kind == b"IDAT")
        for view in (download, other)
    ]
    assert pixels[0] != pixels[1]


def test_a_long_picture_is_an_image_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_MOST", 300_000)
    width, height = size(written("png", download_of()))
    assert 250_000 < width * height <= 310_000


def test_a_machine_without_fonts_draws_the_words_in_the_fonts_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fontless = partial(svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(png, "svg_to_bytes", fontless)
    assert len({png._render(word) for word in ("A", "B", "")}) == 3
    sans, serif = (
        fontless(
            svg_string='<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
            f'<text y="16" font-family="{family}" font-weight="{weight}">Geneva</text></svg>',
            font_files=png._FILES,
        )
        for family, weight in ((font_list(FONTS), "600"), (font_list(HEADLINE_FONTS), "600"))
    )
    assert sans != serif


def test_letters_that_no_font_has_are_told_by_their_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    download = download_of(of_whens("2025", title="Ü 中国关税谈判在日内瓦 ไทย"))
    real = png._render

    def drawn(word: str) -> bytes:
        return real(word if word.isascii() or word == "Ü" else "\U0010fffd")

    monkeypatch.setattr(png, "_render", drawn)
    assert png.remark_on_letters(download) == (
        "no font on this machine has letters that the picture shows as boxes: CJK (中国关税谈), "
        "THAI (ไทย); install one, such as fonts-wqy-microhei for Chinese"
    )
    monkeypatch.setattr(png, "_LETTERS", 2)
    assert "CJK (中);" in png.remark_on_letters(download)


def test_a_letter_that_no_font_can_have_is_drawn_like_every_other_that_is_missing() -> None:
    assert png._render("\ufdd0") == png._render(png._NO_LETTER)
    assert png._render("é") not in (png._render(""), png._render(png._NO_LETTER))
    assert png.remark_on_letters(download_of()) == ""


def test_a_hostile_log_has_an_image() -> None:
    log = make_log(
        {"events": {"e": {"title": HOSTILE[1], "kind": "post", "when": "2025"}}},
        title=HOSTILE[3],
    )
    assert size(written("png", download_of(log)))[0] == 2400


def test_a_narrow_window_has_the_marks_of_the_page_and_tells_what_has_none() -> None:
    log = of_whens("2025-05-11", *["2025"] * (MARKS + 1))
    download = download_of(log, start="2025-05-11", end="2025-05-11")
    assert {mark.event for mark in plan_of(download).marks} == {"e0"}
    words = texts(parsed(picture(download))).replace("\n", " ")
    assert f"{MARKS + 1:,} of these events have no mark" in words
    assert "no mark" not in texts(parsed(picture(download_of(of_whens("2025-05-11")))))


def test_on_a_telephone_the_name_of_a_lane_stands_whole_above_its_ridge() -> None:
    download = download_of(of_whens(*["2025-05-11"] * (MARKS + 1)))
    planned = plan_picture(download.view, 358.0)
    assert isinstance(planned.chart, density.DensityPlan)
    assert planned.chart.gutter == 0
    drawn = write_inset(download, planned, "narrow", str)
    names = [lane.name for lane in planned.chart.lanes]
    assert names
    assert all(f">{name}</text>" in drawn for name in names)


def in_columns(log: Log | None = None, **fields: Any) -> tuple[Download, ColumnPlan]:  # noqa: ANN401
    download = download_of(log, **fields)
    chart = plan_svg(download).chart
    assert isinstance(chart, ColumnPlan)
    return download, chart


def with_sides(*labels: str) -> Log:
    """Make a log of two sides, to which events of all sorts with these labels belong in turn."""
    actors = {key: {"name": key, "kind": "person", "party": key} for key in ("a", "b")}
    whens = ("2025-05-10", "2025-05-11T10:00", "[..2025-05-11]", "2025-05-10/2025-05-11", "2025?")
    events = {
        f"e{n}": {
            **{"title": f"Title {n}", "label": label, "kind": "post", "when": whens[n % 5]},
            "actors": [{"actor": "ab"[n % 2], "role": "speaker"}],
        }
        for n, label in enumerate(labels)
    }
    parties = {key: {"name": f"Side {labels[0] if labels else key}"} for key in ("a", "b")}
    return make_log({"parties": parties, "actors": actors, "events": events})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"actor": ("he-lifeng",)},
        {"lanes": "actor"},
        {"lanes": "topic"},
        {"lanes": "kind", "start": "2025-05-10", "end": "2025-05-12", "clock": "utc"},
        {"lanes": "source"},
    ],
)
def test_every_event_stands_once_in_the_columns_with_its_label(fields: dict[str, Any]) -> None:
    download, plan = in_columns(**fields)
    root = parsed(picture(download))
    assert [label_of(row) for row in of_class(root, "lane")] == [row.name for row in plan.rows]
    marks = [*plan.since, *plan.marks]
    assert sorted(mark.event for mark in marks) == sorted(download.ids())
    for element, mark in zip(of_class(root, "mark"), marks, strict=True):
        event = download.log.events[mark.event]
        assert label_of(element).startswith(f"{event.title}; {download.view.time_in_words(event)}")
        written_words = "".join(text.text or "" for text in element.iter(f"{SVG}text"))
        label = "".join((event.label or event.title).split())
        assert label in "".join(written_words.split())
        assert [part.get(HREF) for part in element.iter(f"{SVG}a")] == [f"{BASE}e/{mark.event}"]
        shapes = list(element.iter(f"{SVG}path"))
        assert len(shapes) == max(len(mark.hues), 1)
        is_open = mark.hollow or mark.disputed
        assert {shape.get("fill") == LIGHT["paper"] for shape in shapes} == {is_open}
        assert all(bool(shape.get("stroke-dasharray")) is mark.disputed for shape in shapes)
    assert len(of_class(root, "box")) >= len(plan.boxes)
    assert len(of_class(root, "stay")) == len(plan.stays)
    assert len(of_class(root, "tick")) >= len(plan.ticks)


def test_lines_in_a_download_look_as_on_the_page() -> None:
    download, plan = in_columns()
    layout = column_figure.draw(plan)["layout"]
    assert isinstance(layout, dict)
    on_page = {
        (LIGHT[line["color"].removeprefix("@")], float(line["width"]), dashes)
        for line in (shape["line"] for shape in layout["shapes"] if shape["line"]["width"])
        for dashes in [line.get("dash", "").replace("px", "").replace(",", " ")]
    }
    root = parsed(picture(download))
    bars = [path for row in of_class(root, "lane") for path in row.iter(f"{SVG}path")]
    strokes = of_class(root, "stroke")
    assert len(bars) > len(plan.rows) and len(strokes) > len(plan.strokes)
    for path in (*bars, *strokes, *of_class(root, "stay"), *of_class(root, "tick")):
        width, dashes = float(path.get("stroke-width", "1")), path.get("stroke-dasharray", "")
        assert (path.get("stroke"), width, dashes) in on_page
    assert {stroke.sure for stroke in plan.strokes} == {True, False}


def test_the_columns_say_what_they_are_of_and_where_they_are_from() -> None:
    whole, _ = in_columns()
    some, _ = in_columns(actor=("he-lifeng",))
    for download in (whole, some):
        shown = texts(parsed(picture(download))).replace("\n", " ")
        for words in (download.log.about.title, download.sentence, download.permalink):
            assert words in shown
        assert "the clock of Geneva (Europe/Zurich), exported 2025-06-01 12:30 UTC" in shown
        assert (download.log.about.headline in shown) is (download is whole)


def test_the_legend_of_columns_names_the_signs_in_view_alone() -> None:
    log = with_sides("One", "Two")
    shown = texts(parsed(picture(in_columns(log)[0]))).split("\n")
    assert {"some time within", "hour known", "posted"} <= set(shown)
    assert not {"or earlier", "disputed", "said", "met", "due or possible"} & set(shown)
    whole = texts(parsed(picture(in_columns()[0]))).split("\n")
    for words in ("or earlier", "or later", "date uncertain", "disputed", "due or possible"):
        assert words in whole
    members = texts(parsed(picture(in_columns(lanes="actor")[0]))).split("\n")
    for words in ("in the room", "in the room? disputed", "spoken of in another row"):
        assert words in members and words not in whole


@pytest.mark.parametrize("label", HOSTILE)
def test_no_label_becomes_an_element_of_the_columns(label: str) -> None:
    data = picture(in_columns(with_sides(label, label, label, label, label))[0])
    root = harmless(data)
    assert len(of_class(root, "mark")) == 5


def test_an_open_side_of_a_box_fades_and_every_fill_is_defined() -> None:
    download, plan = in_columns()
    root = parsed(picture(download))
    filled = {element.get("fill") for element in root.iter() if "url" in element.get("fill", "")}
    defined = {f"url(#{part.get('id')})" for part in root.iter(f"{SVG}linearGradient")}
    assert filled == defined == {f"url(#fades-{box.fades})" for box in plan.boxes if box.fades}


def test_lines_keep_their_width_in_any_font() -> None:
    download, _ = in_columns()
    for element in of_class(parsed(picture(download)), "mark"):
        for text in element.iter(f"{SVG}text"):
            assert text.get("textLength") and text.get("lengthAdjust") == "spacingAndGlyphs"
    (mark,) = of_class(parsed(picture(in_columns(with_sides("何立峰"))[0])), "mark")
    assert not any(text.get("textLength") for text in mark.iter(f"{SVG}text"))


def test_columns_are_an_image_and_an_empty_view_says_so() -> None:
    download, _ = in_columns(actor=("he-lifeng",))
    assert size(written("png", download))[0] == 2400
    empty, _ = in_columns(q="nothing like it")
    assert "No event fits this view" in texts(parsed(picture(empty)))
    assert size(written("png", in_columns(with_sides(*HOSTILE))[0]))[0] == 2400


def test_an_image_asks_for_the_font_of_lines_from_right_to_left_by_name() -> None:
    svg = '<g><text x="1">Talks</text><text y="2">חלק 2.</text><text font-family="a">חלק</text></g>'
    drawn = png._with_fonts(svg)
    assert drawn.count("DejaVu Sans") == 1
    assert "<text font-family=\"'DejaVu Sans', " in drawn and 'sans-serif" y="2">חלק 2.<' in drawn
    assert png._with_fonts("<text>Talks</text>") == "<text>Talks</text>"
