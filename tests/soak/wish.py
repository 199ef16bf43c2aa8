"""What a reader may wish to see, drawn at random, and what the page has to answer to it.

The answer is worked out from the log itself, by the stages below the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import parse_qs, urlencode

from components.events import Log, check
from components.frames import Engine, index_log
from components.selection import FILTERS, Selection, decode, encode, query, sentence
from tests.crowd import ACTORS, KINDS, TOPICS
from tests.soak.session import Answer

PAGES = ("", "people", "data")  # the first is the timeline


@dataclass(frozen=True, slots=True)
class Truth:
    """A log, and the index that answers for it."""

    log: Log
    index: Engine

    @classmethod
    def of(cls, text: str) -> Truth:
        """Read a log that is known to be good."""
        log = check(text.encode(), "events.yaml").log
        assert log
        return cls(log, index_log(log))

    def sentence(self, address: str) -> str:
        """Return the sentence that the page of a query has to show."""
        selection = self._selection(address)
        answer = self.index.ask(query(selection, self.log))
        return sentence(selection, self.log, answer.found, answer.total)

    def address(self, wish: Mapping[str, list[str]]) -> str:
        """Return the query that a wish ends in, as the page writes it."""
        return urlencode(encode(decode(wish, self.log)[0]), doseq=True)

    def is_shown(self, wish: Mapping[str, list[str]], query: str, answer: Answer) -> None:
        """Raise AssertionError unless an answer and the query it came with are those of a wish."""
        expected = self.address(wish)
        assert query == expected, (query, expected)
        assert answer.sentence == self.sentence(expected), (expected, answer.sentence)

    def _selection(self, address: str) -> Selection:
        return decode(parse_qs(address), self.log)[0]


def drawn(random: Random) -> dict[str, list[str]]:
    """Draw a wish: some kinds, topics and actors, now and then words to find, one of the pages."""
    wish = {
        "kind": random.sample(KINDS, random.randint(0, 2)),
        "topic": [f"topic-{each}" for each in random.sample(range(TOPICS), random.randint(0, 2))],
        "actor": [f"actor-{each}" for each in random.sample(range(ACTORS), random.randint(0, 3))],
        "q": [f"event {random.randint(1, 99)}"] if random.random() < 0.3 else [],
        "page": [page for page in [random.choice(PAGES)] if page],
    }
    return {name: values for name, values in wish.items() if values}


def form(wish: Mapping[str, list[str]], number: int) -> dict[str, object]:
    """Return what the form of the filters sends for a wish, as its message of that number."""
    values: dict[str, object] = {each.key: wish.get(each.key, []) for each in FILTERS}
    return {"n": number, "values": {**values, "q": "".join(wish.get("q", []))}}
