"""What is served below `/assets/`, and at which address: scripts, styles, a font, and Plotly.

An address ends in the beginning of the content's hash, so a browser may keep what it has for ever
and still gets what is new. Scripts name the scripts that they import in the same way. The files of
`styles/` are served as one, `style.css`.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from components.figures import plotly_script
from components.web.font import FONT, font_hash, headline_font

SHORT = 12  # hex digits of the hash in an address
STYLE = "style.css"
ICON = Path(__file__).with_name("icon.svg")
EDITIONS = "editions"  # the folder of scripts and styles that only files without a server have
LAYERS = ("base", "components", "pages", "paper")  # of the styles; a later one wins
_IMPORT = re.compile(r'^import [^";]*"\.\.?/(?P<name>[\w-]+\.js)"', re.MULTILINE)
_IMPORT_LINE = re.compile(r'^import [^";]*"\.[^"]*";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|let|function|async|class)", re.MULTILINE)
# Types and reasons are for those who write a script; the lines stay, so that their numbers do.
_NOTES = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_STYLE_NOTES = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face \{[^}]*\}\n")
_INDENT = re.compile(r"\n\s+")

_Stamp: TypeAlias = tuple[Path, int, int]


@cache
def _own_files() -> Mapping[str, Path]:
    """Return this package's scripts and styles by name; raise ValueError when two share one."""
    here = Path(__file__).parent
    files: dict[str, Path] = {}
    for path in sorted(path for ending in ("js", "css") for path in here.rglob(f"*.{ending}")):
        if path.name in files:
            raise ValueError(f"two assets are called {path.name}; rename one")
        files[path.name] = path
    return files


def _stamp(path: Path) -> _Stamp:
    """Return what changes when a file does."""
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _build(stamps: tuple[_Stamp, ...]) -> Mapping[str, bytes]:
    """Return what is served of this package by name: each script, and the one style sheet.

    Raise graphlib.CycleError when scripts import each other in a circle.
    """
    paths = [path for path, *_ in stamps]
    scripts = {path.name: path.read_text("utf-8") for path in paths if path.suffix == ".js"}
    imported = {
        name: [statement["name"] for statement in _IMPORT.finditer(text)]
        for name, text in scripts.items()
    }
    built = {STYLE: _join([path for path in paths if path.suffix == ".css"])}

    def versioned(statement: re.Match[str]) -> str:
        return f'{statement[0][:-1]}?v={_digest(built[statement["name"]])[:SHORT]}"'

    for name in TopologicalSorter(imported).static_order():
        script = _NOTES.sub(lambda note: "\n" * note[0].count("\n"), scripts[name])
        built[name] = _IMPORT.sub(versioned, script).encode()
    return MappingProxyType(built)


def _join(styles: Sequence[Path]) -> bytes:
    """Return style sheets as one, each in the layer that its folder is called after, if any."""
    rules = [f"@layer {', '.join(LAYERS)};\n"]
    for path in styles:
        text = path.read_text(encoding="utf-8")
        layer = path.parent.name
        rules.append(f"@layer {layer} {{\n{text}}}\n" if layer in LAYERS else text)
    return (
        "".join(rules).replace(f'url("{FONT}")', f'url("{FONT}?v={font_hash()[:SHORT]}")').encode()
    )


def style_of(names: Collection[str], font: str = "") -> str:
    """Return chosen style sheets as one, in their layers, for a file that needs no server.

    `font` is the address of the font of headlines, "" to do without it. Raise KeyError for a sheet
    that is not there.
    """
    files = _own_files()
    unknown = [name for name in names if name not in files]
    if unknown:
        raise KeyError(*unknown)
    rules = [f"@layer {', '.join(LAYERS)};"]
    for name, path in files.items():
        if name not in names:
            continue
        text = _INDENT.sub("\n", _STYLE_NOTES.sub("", path.read_text(encoding="utf-8"))).strip()
        text = (
            text.replace(f'url("{FONT}")', f'url("{font}")') if font else _FONT_FACE.sub("", text)
        )
        layer = path.parent.name
        rules.append(f"@layer {layer} {{\n{text}\n}}" if layer in LAYERS else text)
    return "\n".join(rules) + "\n"


def script_of(name: str) -> str:
    """Return a script with all that it imports as one, for a file that needs no server.

    The scripts share one scope: no two of them may have a name of their own in common. Raise
    KeyError for a script that is not there.
    """
    files = _own_files()
    scripts = _with_imports(name, files)
    return "\n".join(_in_one_scope(files[script].read_text(encoding="utf-8")) for script in scripts)


def _with_imports(name: str, files: Mapping[str, Path]) -> list[str]:
    """Return a script and all that it imports, each behind those that it imports itself."""
    imported: dict[str, list[str]] = {}
    pending = [name]
    while pending:
        script = pending.pop()
        text = files[script].read_text(encoding="utf-8")
        imported[script] = [statement["name"] for statement in _IMPORT.finditer(text)]
        pending += [other for other in imported[script] if other not in imported]
    return list(TopologicalSorter(imported).static_order())


def _in_one_scope(script: str) -> str:
    script = _NOTES.sub("", _IMPORT_LINE.sub("", script))
    return _INDENT.sub("\n", _EXPORT.sub("", script)).strip()


def _own() -> Mapping[str, bytes]:
    files = _own_files().values()
    return _build(tuple(_stamp(path) for path in files if path.parent.name != EDITIONS))


def asset_names() -> Set[str]:
    """Return the name of everything that is served below `/assets/`."""
    return {plotly_script().name, FONT, *_own()}


def asset_content(name: str) -> Path | bytes:
    """Return what is served under a name, Plotly's script as a file; raise KeyError if unknown."""
    plotly = plotly_script()
    if name == FONT:
        return headline_font()
    return plotly if name == plotly.name else _own()[name]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=4)
def _file_digest(stamp: _Stamp) -> str:
    return _digest(stamp[0].read_bytes())


def content_hash(name: str) -> str:
    """Return the SHA-256 of an asset, or of what it is made from; raise KeyError if unknown."""
    if name == FONT:
        return font_hash()
    content = asset_content(name)
    return _digest(content) if isinstance(content, bytes) else _file_digest(_stamp(content))


def address(name: str) -> str:
    """Return the address of an asset, as seen from the page; raise KeyError if unknown.

    The page alone knows what it stands below: a proxy may add to the path, as Community Cloud does.
    """
    return f"assets/{name}?v={content_hash(name)[:SHORT]}"
