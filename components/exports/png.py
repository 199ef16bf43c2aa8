"""A picture in SVG to one in PNG, with where it is from in its own chunks of text."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from math import sqrt
from xml.etree import ElementTree

from resvg_py import svg_to_bytes

from components.exports.picture import FONTS, picture, provenance
from components.exports.view import View

ZOOM = 2.0  # pixels of the image to one of the picture: sharp in print
_MOST = 25_000_000  # pixels of an image; a longer picture has fewer to the inch
# The renderer knows fonts by name only, not that the system has one for "sans-serif".
_FONTS = (
    *FONTS[:2],
    *("Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "Helvetica Neue"),
    *("Segoe UI", "Roboto", "Open Sans", "Ubuntu", "Cantarell", "FreeSans", "Nimbus Sans"),
    *("Arimo", "Lato", "Inter", "Verdana", "Tahoma", "Noto Sans CJK SC", "Noto Sans CJK JP"),
    *("Droid Sans", "Bitstream Vera Sans", "Carlito", "Adwaita Sans", "WenQuanYi Micro Hei"),
)
_KEYWORDS: Mapping[str, str] = {
    "title": "Title",
    "description": "Description",
    "source": "Source",
    "identifier": "Identifier",
    "date": "Creation Time",
}
_SIGNATURE = 8
_HEADER = _SIGNATURE + 25  # with the first chunk, which holds the size


class PictureError(Exception):
    """A picture cannot be drawn here; the message says what would help."""


def write_png(view: View) -> Iterator[bytes]:
    """Write a view as an image; raise `PictureError` where there is no font for its words."""
    yield image(view)


def image(view: View, *, theme: str = "light") -> bytes:
    """Return a view as PNG."""
    if not _has_font():
        raise PictureError(
            "no font is installed on this machine; install one, such as fonts-dejavu"
        )
    drawn = picture(view, theme=theme, fonts=_FONTS)
    data = svg_to_bytes(svg_string=drawn, zoom=_zoom(drawn))
    chunks = b"".join(_told(_KEYWORDS[name], text) for name, text in provenance(view).items())
    return data[:_HEADER] + chunks + data[_HEADER:]


def _zoom(drawn: str) -> float:
    root = ElementTree.fromstring(drawn)  # noqa: S314 - it is our own
    return min(ZOOM, sqrt(_MOST / (float(root.get("width", 1)) * float(root.get("height", 1)))))


def _has_font() -> bool:
    """Tell whether a word can be seen; the renderer leaves one out without a complaint."""

    def drawn(word: str) -> bytes:
        names = ", ".join(f"'{font}'" for font in _FONTS)
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
            f'<text y="16" font-family="{names}">{word}</text></svg>'
        )
        return svg_to_bytes(svg_string=svg)

    return drawn("A") != drawn("")


def _told(keyword: str, text: str) -> bytes:
    """Return a chunk of text in UTF-8, uncompressed."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
