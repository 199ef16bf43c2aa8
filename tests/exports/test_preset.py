"""Images of a set size: exact, whole, legible, with what matters most where not all fits."""

import struct
from typing import Any
from xml.etree import ElementTree

import pytest

from components import wording
from components.events import Log
from components.exports import FORMATS, Download
from components.exports.picture.preset import SQUARE, TALL, WIDE, Preset, sized_picture
from components.figures import advance
from tests.exports.sample import BASE, download_of
from tests.frames.sample import make_log, of_whens, read_log, the_log
from tests.synthetic_log import synthetic_yaml

SVG = "{http://www.w3.org/2000/svg}"
PRESETS = {"wide.png": WIDE, "square.png": SQUARE, "tall.png": TALL}
LEAST = 11  # pixels of letters as they are seen


def long_labels() -> Log:
    """Make a log of labels of 200 letters."""
    events = {
        f"e{n}": {
            "title": f"{n} {'Word ' * 40}",
            "kind": "post",
            "when": f"2025-05-{n + 1:02}",
            "key": n == 5,
        }
        for n in range(12)
    }
    return make_log({"events": events})


VIEWS: dict[str, dict[str, Any]] = {
    "whole": {},
    "one person": {"actor": ("he-lifeng",)},
    "lanes": {"lanes": "topic"},
    "no event": {"q": "nothing like it"},
    "long labels": {"log": long_labels()},
    "many": {"log": read_log(synthetic_yaml(1_500))},
    "no sides": {"log": of_whens("2025", "-0043", "1900-05-11T10:00Z")},
    "one": {"log": of_whens("2025-05-10")},
    "a long address": {"q": "tariffs " * 20},
}


def drawn(download: Download, preset: Preset, chosen: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(sized_picture(download, preset, chosen))  # noqa: S314 - our own


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def words_of(root: ElementTree.Element) -> str:
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def placed(
    element: ElementTree.Element, x: float = 0, y: float = 0
) -> list[tuple[ElementTree.Element, float, float]]:
    """Return all elements with where their origin is, in pixels of the layout."""
    if (move := element.get("transform", "")).startswith("translate("):
        across, down = map(float, move[len("translate(") : -1].split())
        x, y = x + across, y + down
    return [(element, x, y), *(each for child in element for each in placed(child, x, y))]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", PRESETS)
def test_nothing_is_cut_and_no_text_is_small(view: str, key: str) -> None:
    preset = PRESETS[key]
    root = drawn(download_of(**VIEWS[view]), preset)
    assert (root.get("width"), root.get("height")) == (str(preset.width), str(preset.height))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    assert width / height == pytest.approx(preset.width / preset.height, abs=0.001)
    zoom = preset.width / width
    lowest = 0.0
    for element, x, y in placed(root):
        if element.tag == f"{SVG}text":
            size = float(element.get("font-size", 0))
            assert size * zoom >= LEAST
            left, base = x + float(element.get("x", 0)), y + float(element.get("y", 0))
            text = element.text or ""
            bold = element.get("font-weight") == "600"
            assert left >= 0
            assert left + advance.text_width(text, size, bold=bold) <= width, text
            assert size <= base <= height, text
        if element.get("class") == "box":
            bottom = y + float(element.get("y", 0)) + float(element.get("height", 0))
            assert 0.0 <= bottom <= height
            lowest = max(lowest, bottom)
        if element.get("class") == "mark":
            lowest = max(lowest, *(below for _, _, below in placed(element, x, y)))
    if view == "whole":
        assert lowest > 0.75 * height, "what is left of the height is in use"


@pytest.mark.parametrize("key", PRESETS)
def test_the_words_are_broken_between_words_alone(key: str) -> None:
    for element in of_class(drawn(download_of(), PRESETS[key]), "mark"):
        address = next(element.iter(f"{SVG}a")).get("{http://www.w3.org/1999/xlink}href", "")
        event = the_log().events[address.rpartition("/")[2]]
        written = " ".join(text.text or "" for text in element.iter(f"{SVG}text"))
        assert (event.label or event.title) in written


@pytest.mark.parametrize("key", PRESETS)
def test_an_image_of_a_part_says_so_and_has_the_key_events(key: str) -> None:
    log = the_log()
    root = drawn(download_of(), PRESETS[key])
    marks = of_class(root, "mark")
    words = words_of(root)
    assert log.about.headline in words and log.about.title in words and BASE in words
    assert 4 <= len(marks) < len(log.events)
    assert f"{len(marks)} of {len(log.events)} events" in words
    assert "Joint statement, a 90-day truce" in words
    assert "up to" not in words, "columns of a part are not counted"


@pytest.mark.parametrize("key", PRESETS)
def test_few_events_stand_in_it_all_and_larger(key: str) -> None:
    preset = PRESETS[key]
    root = drawn(download_of(of_whens("2025-05-10", "2025-05-11")), preset)
    assert len(of_class(root, "mark")) == 2
    assert preset.width / float(root.get("viewBox", "").split()[2]) > 2
    assert "2 events, on the clock of" in words_of(root)


@pytest.mark.parametrize("key", PRESETS)
def test_a_chosen_event_stands_out(key: str) -> None:
    log = the_log()
    chosen = "joint-statement-issued"
    root = drawn(download_of(), PRESETS[key], chosen)
    rings = [ring for mark in of_class(root, "mark") for ring in mark.iter(f"{SVG}circle")]
    assert {ring.get("fill") for ring in rings} == {"none"}
    assert [ring.get("stroke-width") for ring in rings].count("3") == 1
    assert len(rings) > 1
    assert wording.legend.SIGN_NAMES["linked"] in words_of(root)
    lines = of_class(root, "connection-line")
    assert bool(lines) is (PRESETS[key] is not TALL)
    words = words_of(root)
    assert log.events[chosen].title in words and f"{BASE}e/{chosen}" in words
    assert log.about.headline not in words


@pytest.mark.parametrize("key", PRESETS)
def test_the_file_has_exactly_its_size_and_says_what_has_no_room(key: str) -> None:
    download = download_of()
    for event in ("", "joint-statement-issued"):
        data = b"".join(FORMATS[key].parts(download, event))
        preset = PRESETS[key]
        assert struct.unpack(">II", data[16:24]) == (preset.width, preset.height)
        assert download.permalink.encode() in data
    (remark,) = (each for each in FORMATS[key].remarks(download, "") if "no room" in each)
    assert remark.endswith("events have no room on the image")
    few = download_of(of_whens("2025-05-10"))
    assert not [each for each in FORMATS[key].remarks(few, "") if "no room" in each]
