"""The words of the filters: the heading of each, its clause in the sentence, its fixed options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from components.wording.template import template


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option that the format fixes: its name in a list, and its clause in the sentence."""

    name: str
    clause: str


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The clauses of a filter of people whose role is known; each takes their names.

    `both` takes how many events are by them and how many only about them, each before the names.
    `did_head` and `spoken_of_head` stand above the events in a list.
    """

    did: Callable[[str], str]
    spoken_of: Callable[[str], str]
    both: Callable[[int, str, int, str], str]
    did_head: Callable[[str], str]
    spoken_of_head: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its key in the address and the index, its heading, and its clause in the sentence.

    `clause` takes the names of the options, already joined by "or". `options` are those of a list
    that the format fixes, by id; the clauses of those stand in the place of the names. `roles` are
    the clauses of a filter of people by what these do.
    """

    key: str
    heading: str
    clause: Callable[[str], str] = lambda names: names
    options: Mapping[str, OptionWords] = field(default_factory=lambda: MappingProxyType({}))
    roles: RoleWords | None = None


STATUSES: Mapping[str, OptionWords] = {
    "happened": OptionWords("Happened", "that happened"),
    "scheduled": OptionWords("Scheduled", "still scheduled"),
    "possible": OptionWords("Possible", "only possible"),
}
VERDICTS: Mapping[str, OptionWords] = {
    "differs": OptionWords("Contradicted", "on which accounts contradict each other"),
    "one-source": OptionWords("Only one has it", "that only one account has"),
    "disputed": OptionWords("Disputed", "that are disputed"),
    "corrected": OptionWords("Corrected", "that other sources correct"),
    "unresolved": OptionWords("Still open", "that are still open"),
    "compatible": OptionWords("Both can stand", "on which both accounts can stand"),
}
ACCOUNTS: Mapping[str, OptionWords] = {
    "yes": OptionWords("More than one account", "where the accounts differ"),
}
# Who tells of an event, in a log of one article, of two, of any other number.
_TELLERS_OF_ONE: Mapping[str, OptionWords] = {
    "article": OptionWords("The article", "told by the article"),
    "record": OptionWords("Not the article", "not told by the article"),
}
_TELLERS_OF_TWO: Mapping[str, OptionWords] = {
    "article": OptionWords("Either article", "told by either article"),
    "several": OptionWords("Both articles", "told by both articles"),
    "record": OptionWords("Neither article", "told by neither article"),
}
TELLERS: Mapping[str, OptionWords] = {
    "article": OptionWords("Any article", "told by any article"),
    "several": OptionWords("Several articles", "told by several articles"),
    "record": OptionWords("No article", "told by no article"),
}


_only, _told_only_by = template("Only {}"), template("told only by {}")


def told_by(option: str, articles: int, source: str) -> OptionWords:
    """Return the words of who tells of an event, in a log of so many articles.

    `source` names the article of an option that is one article alone.
    """
    fixed = {1: _TELLERS_OF_ONE, 2: _TELLERS_OF_TWO}.get(articles, TELLERS)
    return fixed.get(option) or OptionWords(_only(source), _told_only_by(source))


def in_no_article(articles: int) -> str:
    """Flag an event that none of so many articles tells of."""
    return {1: "not in the article", 2: "in neither article"}.get(articles, "in no article")


_PEOPLE = RoleWords(
    did=template("by {}"),
    spoken_of=template("about {}"),
    both=template("{:,} by {}, {:,} about {}"),
    did_head=template("By {}"),
    spoken_of_head=template("About {}"),
)
_DELEGATIONS = RoleWords(
    did=template("by the {}"),
    spoken_of=template("about the {}"),
    both=template("{:,} by the {}, {:,} about the {}"),
    did_head=template("By the {}"),
    spoken_of_head=template("About the {}"),
)

# In the order of the page and of the sentence.
FILTERS: tuple[Filter, ...] = (
    Filter("delegation", "Delegation", template("with the {}"), roles=_DELEGATIONS),
    Filter("member", "Delegation member", template("with {}"), roles=_PEOPLE),
    Filter("topic", "Topic", template("on {}")),
    Filter("kind", "Kind"),
    Filter("actor", "Actor", template("with {}"), roles=_PEOPLE),
    Filter("party", "Side", template("on the {} side")),
    Filter("status", "Status", options=STATUSES),
    Filter("differ", "Accounts", options=ACCOUNTS),
    Filter("verdict", "How accounts differ", options=VERDICTS),
    Filter("source", "Source", template("citing {}")),
    Filter("tier", "Told by"),
)
