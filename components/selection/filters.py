"""What the filters offer in a log, and the query that a selection puts to an engine.

A filter is a row of `FILTERS` in `components.wording` and a facet in `components.frames`: by the
same key it filters, counts, is written into the address and describes itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

from components.events import Log
from components.frames import LogFacts, Query, names_of_only, once_per_log
from components.selection.model import Selection
from components.selection.window import clock_of, window
from components.wording import FILTERS, OptionWords, told_by


@once_per_log
def option_names(facts: LogFacts) -> Mapping[str, Mapping[str, str]]:
    """Return the ids that the log offers for each filter, with the names that readers see."""
    names = {
        row.key: {
            option: row.options[option].name if option in row.options else name
            for option, name in facts.options[row.key].items()
        }
        # a second table of a hundred thousand names would be as large as the first
        if row.options
        else facts.options[row.key]
        for row in FILTERS
    }
    names["tier"] = {option: teller(facts.log, option).name for option in names["tier"]}
    return MappingProxyType({key: MappingProxyType(options) for key, options in names.items()})


def teller(log: Log, option: str) -> OptionWords:
    """Return the words of an option of the filter by who tells of an event."""
    return told_by(option, log.articles, names_of_only(log).get(option, ""))


def query(selection: Selection, log: Log) -> Query:
    """Return the query of a selection, for an engine to answer."""
    return Query(
        choices={row.key: getattr(selection, row.key) for row in FILTERS},
        text=selection.q,
        window=window(selection, clock_of(selection, log).zone),
        role=selection.role,
    )
