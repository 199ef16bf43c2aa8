"""The font of headlines for the page: the Latin letters of Source Serif, as WOFF2.

It is made when a browser first asks for it, and kept beside the compiled code, where there may be
files; no font stands in the repository.
"""

import hashlib
import sys
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import cache_from_source
from io import BytesIO
from os import getpid
from pathlib import Path

from components.figures import HEADLINE_FONT

FONT = "headline.woff2"
# Latin with all its accents, punctuation, the euro, arrows, and the signs of the pictures.
_LETTERS = (
    *range(0x20, 0x250),
    *range(0x2010, 0x2028),
    *(0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260),
)
_FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "lnum", "tnum"]


@cache
def headline_font() -> bytes:
    """Return the font; making it takes a third of a second, the first time."""
    kept = kept_at()
    try:
        return kept.read_bytes()
    except OSError:
        made = _make()
    if not sys.dont_write_bytecode:
        _keep(made, kept)
    return made


def kept_at() -> Path:
    """Return where the font is kept, beside the compiled code of this module."""
    return Path(cache_from_source(__file__)).with_name(f"{font_hash()}.woff2")


def _keep(made: bytes, kept: Path) -> None:
    """Write the font at once or not at all; in a folder without write rights it is made again."""
    draft = kept.with_suffix(f".{getpid()}")
    try:
        draft.write_bytes(made)
        draft.replace(kept)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@lru_cache(maxsize=8)
def font_of(letters: str) -> str:
    """Return the font with no more than some letters, as an address that holds all of it."""
    own = frozenset(_LETTERS)
    made = _make([code for code in map(ord, letters) if code in own])
    return f"data:font/woff2;base64,{b64encode(made).decode()}"


def _make(letters: Iterable[int] = _LETTERS) -> bytes:
    from fontTools import subset  # takes 0.16 s, and is needed once

    options = subset.Options(flavor="woff2", layout_features=_FEATURES, hinting=False)
    font = subset.load_font(str(HEADLINE_FONT), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    written = BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()


@cache
def font_hash() -> str:
    """Return the SHA-256, in hex, of what the font is made from."""
    recipe = f"{_LETTERS} {_FEATURES}".encode()
    return hashlib.sha256(HEADLINE_FONT.read_bytes() + recipe).hexdigest()
