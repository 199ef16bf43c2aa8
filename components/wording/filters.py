"""The words of the filters: the heading of each, its clause in the sentence, its fixed options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option that the format fixes: its name in a list, and its clause in the sentence."""

    name: str
    clause: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its key in the address and the index, its heading, and its clause in the sentence.

    `clause` takes the names of the options, already joined by "or". `options` are those of a list
    that the format fixes, by id; the clauses of those stand in the place of the names.
    """

    key: str
    heading: str
    clause: Callable[[str], str] = lambda names: names
    options: Mapping[str, OptionWords] = field(default_factory=lambda: MappingProxyType({}))


STATUSES: Mapping[str, OptionWords] = {
    "happened": OptionWords("Happened", "that happened"),
    "scheduled": OptionWords("Scheduled", "still scheduled"),
    "possible": OptionWords("Possible", "only possible"),
}
VERDICTS: Mapping[str, OptionWords] = {
    "differs": OptionWords("Accounts differ", "on which accounts differ"),
    "one-source": OptionWords("One account alone", "told by one account alone"),
    "disputed": OptionWords("Disputed", "that are disputed"),
    "corrected": OptionWords("Corrected by the record", "that the record corrects"),
    "unresolved": OptionWords("Unresolved", "that nothing resolves"),
    "compatible": OptionWords("Both can stand", "on which both accounts can stand"),
}
TIERS: Mapping[str, OptionWords] = {
    "article": OptionWords("From the articles", "told by the articles"),
    "record": OptionWords("Only from the record", "that only the record knows"),
}

# In the order of the page and of the sentence.
FILTERS: tuple[Filter, ...] = (
    Filter("delegation", "Delegation", lambda names: f"with the {names}"),
    Filter("member", "Delegation member", lambda names: f"with {names}"),
    Filter("topic", "Topic", lambda names: f"on {names}"),
    Filter("kind", "Kind"),
    Filter("actor", "Actor", lambda names: f"with {names}"),
    Filter("party", "Party", lambda names: f"on the {names} side"),
    Filter("status", "Status", options=STATUSES),
    Filter("differ", "Accounts", lambda _: "where the accounts differ"),
    Filter("verdict", "How accounts differ", options=VERDICTS),
    Filter("source", "Source", lambda names: f"citing {names}"),
    Filter("tier", "Known from", options=TIERS),
)
