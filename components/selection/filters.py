"""One row per filter: its key in the address and in the index, and its words.

The same row filters, counts, is written into the address and describes itself. Adding a filter is
adding its words in `components.wording` and its facet in `components.frames`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from components.events import Log
from components.frames import FACETS, LogFacts, Query, once_per_log
from components.selection.model import Selection
from components.selection.window import clock_of, window
from components.wording import FILTER_WORDS, FilterWords, OptionWords


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter's key in the address and in the index, and its words."""

    key: str
    words: FilterWords

    @property
    def heading(self) -> str:
        """What stands above its options."""
        return self.words.heading

    @property
    def options(self) -> Mapping[str, OptionWords]:
        """The options that the format fixes, by id; none where the log has its own."""
        return self.words.options


# In the order of the page and of the sentence.
FILTERS: tuple[Filter, ...] = tuple(Filter(key, words) for key, words in FILTER_WORDS.items())


@once_per_log
def option_names(facts: LogFacts) -> Mapping[str, Mapping[str, str]]:
    """Return the ids that the log offers for each filter, with the names that readers see."""
    fixed = {row.key: row.options for row in FILTERS}
    names = {
        facet.key: {
            option: fixed[facet.key][option].name if option in fixed[facet.key] else name
            for option, name in facts.options[facet.key].items()
        }
        for facet in FACETS
    }
    return MappingProxyType({key: MappingProxyType(options) for key, options in names.items()})


def query(selection: Selection, log: Log) -> Query:
    """Return the query of a selection, for an engine to answer."""
    return Query(
        choices={row.key: getattr(selection, row.key) for row in FILTERS},
        text=selection.q,
        window=window(selection, clock_of(selection, log).zone),
    )
