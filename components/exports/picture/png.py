"""The picture as PNG, made from the SVG, with its origin in text chunks."""

import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
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
_MOST = 25_000_000  # pixels of an image; a longer picture has fewer to the inch
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
_SIGNATURE = 8
_HEADER = _SIGNATURE + 25  # with the first chunk, which holds the size


def write_png(download: Download) -> Iterator[bytes]:
    """Write a view as an image."""
    yield image(download)


def write_sized_png(preset: Preset, download: Download, event: str = "") -> Iterator[bytes]:
    """Write a view as an image of a set size, with an event that is chosen, if any."""
    yield sized_image(download, preset, event)


def image(download: Download) -> bytes:
    """Return a view as PNG."""
    svg = picture(download)
    return _with_origin(download, svg_to_bytes(svg_string=svg, zoom=_zoom(svg), font_files=_FILES))


def sized_image(download: Download, preset: Preset, event: str = "") -> bytes:
    """Return a view as PNG of a set size, with an event that is chosen, if any."""
    svg = sized_picture(download, preset, event)
    return _with_origin(download, svg_to_bytes(svg_string=svg, font_files=_FILES))


def _with_origin(download: Download, data: bytes) -> bytes:
    """Return an image with what it is of in chunks of text."""
    chunks = b"".join(
        _text_chunk(_KEYWORDS[name], text) for name, text in provenance(download).items()
    )
    return data[:_HEADER] + chunks + data[_HEADER:]


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
