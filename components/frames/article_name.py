"""The names of a log's articles, no two of them equal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from components import wording
from components.events import Log, Source, Tier
from components.frames.cache import LRUCache

# With the sources that they belong to: while these are kept, no other object has their identity.
_kept: LRUCache[tuple[object, Mapping[str, "ArticleName"]]] = LRUCache(8)


@dataclass(frozen=True, slots=True)
class ArticleName:
    """What an article is called in heads (`full`), and within sentences (`short`)."""

    full: str
    short: str


def article_names(log: Log) -> Mapping[str, ArticleName]:
    """Return the names of a log's articles by id, in file order.

    No two full names are equal, and no two short ones.
    """
    sources = log.sources
    _, names = _kept.get(id(sources), lambda: (sources, _names(sources)))
    return names


def _names(sources: Mapping[str, Source]) -> Mapping[str, ArticleName]:
    articles = {key: source for key, source in sources.items() if source.tier is Tier.ARTICLE}
    full = told_apart(articles, {key: name_of_source(one) for key, one in articles.items()})
    short = told_apart(articles, {key: one.short or full[key] for key, one in articles.items()})
    return MappingProxyType({key: ArticleName(full[key], short[key]) for key in articles})


def name_of_source(source: Source) -> str:
    """Return who published a source, else its title; others may have the same name."""
    return source.publisher or source.title


def told_apart(sources: Mapping[str, Source], names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of sources with the title where two are equal, else with a number too."""
    times = Counter(names.values())
    longer = {
        key: name if times[name] == 1 else wording.citation.source(name, sources[key].title)
        for key, name in names.items()
    }
    numbers: Counter[str] = Counter()
    taken: set[str] = set()
    unique = {}
    for key, name in longer.items():
        numbers[name] += 1
        chosen = name
        while chosen in taken:
            chosen = wording.citation.numbered(name, max(numbers[name], 2))
            numbers[name] += 1
        taken.add(chosen)
        unique[key] = chosen
    return unique
