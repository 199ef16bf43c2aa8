"""The picture as PNG, made from the SVG, with its origin in text chunks."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from xml.etree import ElementTree

from resvg_py import svg_to_bytes

from components import wording
from components.exports.download import Download
from components.exports.picture.drawing import FONTS, SVG_FIELDS, font_list, picture, provenance
from components.exports.picture.preset import Preset, sized_picture
from components.figures import FONT_FILES

PNG_FIELDS = SVG_FIELDS - {"id"}  # which stands behind the marks of an SVG
ZOOM = 2.0  # pixels of the image to one of the picture: sharp in print
_MOST = 11_000_000  # pixels of an image, 100 MB to draw; a longer picture has fewer to the inch
_FILES = [str(file) for file in FONT_FILES]
_KEYWORDS: Mapping[str, str] = {
    "title": "Title",
    "description": "Description",
    "source": "Source",
    "identifier": "Identifier",
    "date": "Creation Time",
}
_TEXT = "{http://www.w3.org/2000/svg}text"
_NO_LETTER = "\U0010fffd"  # for private use: it is drawn as the box of a missing letter
_LETTERS = 1_000  # of a picture that are looked at, half a second at most
_MOST_NAMED = 5  # letters of a script that are named
# resvg takes letters that the page's font lacks from any font, of any weight: those of whole lines
# from right to left are asked for by name
_LINE = re.compile(r"<text ([^<>]*>[^<]*)")
_RIGHT_TO_LEFT_FONTS = ("DejaVu Sans", *FONTS)
_SIGNATURE = 8
_HEADER = _SIGNATURE + 25  # with the first chunk, which holds the size


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, and how it becomes an image: pixels to one of the picture, its origin.

    A `zoom` of 0 leaves it SVG.
    """

    svg: str
    zoom: float = 0.0
    origin: bytes = b""

    def written(self, rasterize: Callable[[str, float], bytes]) -> bytes:
        """Return the file, as an image by means of `rasterize`, which takes SVG and a zoom."""
        if not self.zoom:
            return self.svg.encode()
        data = rasterize(self.svg, self.zoom)
        return data[:_HEADER] + self.origin + data[_HEADER:]


def write_drawing(
    draw: Callable[[Download, str], Drawing], download: Download, event: str = ""
) -> Iterator[bytes]:
    """Write what `draw` lays out, with an event that is chosen, if any; the image is made here."""
    yield draw(download, event).written(_rasterize)


def draw_svg(download: Download, _: str = "") -> Drawing:
    """Lay out a view as a picture."""
    return Drawing(picture(download))


def draw_png(download: Download, _: str = "") -> Drawing:
    """Lay out a view as an image, which is still to be drawn."""
    svg = picture(download)
    return Drawing(_with_fonts(svg), _zoom(svg), _origin(download))


def draw_sized_png(preset: Preset, download: Download, event: str = "") -> Drawing:
    """Lay out a view as an image of a set size, which is still to be drawn."""
    svg = sized_picture(download, preset, event)
    return Drawing(_with_fonts(svg), 1.0, _origin(download))


def _with_fonts(svg: str) -> str:
    """Name the font of lines that have letters from right to left, so that its weight is theirs."""
    if not wording.has_right_to_left(svg):
        return svg

    def line(found: re.Match[str]) -> str:
        if not wording.has_right_to_left(found[1]) or "font-family=" in found[1]:
            return found[0]
        return f'<text font-family="{font_list(_RIGHT_TO_LEFT_FONTS)}" {found[1]}'

    return _LINE.sub(line, svg)


def _rasterize(svg: str, zoom: float) -> bytes:
    return svg_to_bytes(svg_string=svg, zoom=zoom, font_files=_FILES)


def _origin(download: Download) -> bytes:
    """Return what an image is of, in chunks of text."""
    return b"".join(
        _text_chunk(_KEYWORDS[name], text) for name, text in provenance(download).items()
    )


def remark_on_letters(download: Download) -> str:
    """Name the letters of a picture that no installed font has, by their scripts."""
    root = ElementTree.fromstring(picture(download))  # noqa: S314 - it is our own
    words = "".join("".join(element.itertext()) for element in root.iter(_TEXT))
    letters = dict.fromkeys(sign for sign in words if sign.isalpha() and not sign.isascii())
    box = _render(_NO_LETTER)
    by_script: dict[str, list[str]] = {}
    for letter in islice(letters, _LETTERS):
        if _render(letter) == box:
            by_script.setdefault(unicodedata.name(letter, "other").split()[0], []).append(letter)
    if not by_script:
        return ""
    scripts = ", ".join(
        f"{script} ({''.join(some[:_MOST_NAMED])})" for script, some in by_script.items()
    )
    return wording.export.letters_as_boxes(scripts)


def _zoom(svg: str) -> float:
    root = ElementTree.fromstring(svg)  # noqa: S314 - it is our own
    return min(ZOOM, sqrt(_MOST / (float(root.get("width", 1)) * float(root.get("height", 1)))))


def _render(word: str) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<text y="16" font-family="{font_list(FONTS)}">{word}</text></svg>'
    )
    return svg_to_bytes(svg_string=svg, font_files=_FILES)


def _text_chunk(keyword: str, text: str) -> bytes:
    """Return a chunk of text in UTF-8, uncompressed."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
