"""The scripts and style sheets of this package and of Plotly come in, their addresses go out.

Each is served below `/assets/` under its own file name; the address holds the beginning of the
file's hash, so that a browser may keep what it has for ever and still gets what is new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from components.figures import plotly_script

SHORT = 12  # hex digits of the hash in an address


@cache
def assets() -> Mapping[str, Path]:
    """Return the file behind each name below `/assets/`.

    Raise ValueError when two files share a name.
    """
    here = Path(__file__).parent
    own = sorted(path for ending in ("js", "css") for path in here.rglob(f"*.{ending}"))
    found: dict[str, Path] = {}
    for path in [plotly_script(), *own]:
        if path.name in found:
            raise ValueError(f"two assets are called {path.name}; rename one")
        found[path.name] = path
    return found


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file in hex; it is read again only when it changes."""
    found = path.stat()
    return _hash(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _hash(path: Path, modified: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def address(name: str) -> str:
    """Return the address of an asset, as seen from the page; raise KeyError if unknown.

    The page alone knows what it stands below: a proxy may add to the path, as Community Cloud does.
    """
    return f"assets/{name}?v={content_hash(assets()[name])[:SHORT]}"
