"""What an event rests on, as a record says it: each source with the address that belongs to it."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from components.events import abridged
from components.imports.cell import Cells
from components.imports.mapping import FieldMapping

_HOST = re.compile(r"(?:https?://(?:www\.)?|www\.)([^/?#\s@]+)", re.IGNORECASE)
# White space and the like between two addresses; an address within another follows a slash.
_BETWEEN = re.compile(r"[\s;,|]+(?=https?://)", re.IGNORECASE)


def citations(cells: Cells, mapping: FieldMapping) -> list[tuple[str, str]]:
    """Return the name and the address of each source, either of which may be empty.

    Addresses belong to sources in their order. A source without a name is called after its host.
    Raise RowError when a field cannot be read.
    """
    sources = list(cells.names(mapping.source, "sources")) if mapping.source else []
    given = list(cells.names(mapping.url, "addresses")) if mapping.url else []
    urls = [url for text in given for url in _BETWEEN.split(text)]
    if len(sources) == 1:
        pairs = [(sources[0], url) for url in urls or [""]]
    else:
        if len(sources) > len(urls) > 0:
            words = f"{len(sources)} sources and {len(urls)} address{'es' * (len(urls) > 1)}"
            cells.remarks.append(f"it has {words}, which are paired in their order")
        pairs = list(zip_longest(sources, urls, fillvalue=""))
    return list(dict.fromkeys(_named(pairs, cells)))


def _named(pairs: list[tuple[str, str]], cells: Cells) -> Iterator[tuple[str, str]]:
    for name, url in pairs:
        if not url and _HOST.match(name):
            name, url = "", name
        if name:
            yield " ".join(name.split()), url
        elif host := _HOST.match(url):
            yield host[1].lower(), url
        elif url:
            cells.remarks.append(f'"{abridged(url)}" is no address of a source, and is left out')
