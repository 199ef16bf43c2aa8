"""Draw a random view, and work out from the log itself what the page has to show for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import parse_qs, urlencode

from components.events import Log
from components.frames import Engine, index_log
from components.selection import Selection, View, decode, encode
from components.wording import FILTERS
from tests.frames.sample import read_log
from tests.soak.session import Answer
from tests.synthetic_log import ACTORS, KINDS, TOPICS

PAGES = ("", "people", "data")  # the first is the timeline


@dataclass(frozen=True, slots=True)
class Oracle:
    """A log and its index, which say what the page has to show."""

    log: Log
    index: Engine

    @classmethod
    def of(cls, text: str) -> "Oracle":
        """Read a log that is known to be good."""
        log = read_log(text)
        return cls(log, index_log(log))

    def sentence(self, address: str) -> str:
        """Return the sentence that the page of a query has to show."""
        return View(self.log, self.index, self._selection(address)).sentence

    def address(self, view: Mapping[str, list[str]]) -> str:
        """Return the query string of a view, as the page writes it."""
        return urlencode(encode(decode(view, self.index.facts)[0]), doseq=True)

    def check(self, view: Mapping[str, list[str]], query: str, answer: Answer) -> None:
        """Assert that an answer, and the query it came with, are those of a view."""
        expected = self.address(view)
        assert query == expected, (query, expected)
        assert answer.sentence == self.sentence(expected), (expected, answer.sentence)

    def _selection(self, address: str) -> Selection:
        return decode(parse_qs(address), self.index.facts)[0]


def draw_view(random: Random) -> dict[str, list[str]]:
    """Draw a page with some kinds, topics and actors, and now and then a search."""
    view = {
        "kind": random.sample(KINDS, random.randint(0, 2)),
        "topic": [
            f"topic-{number}" for number in random.sample(range(TOPICS), random.randint(0, 2))
        ],
        "actor": [
            f"actor-{number}" for number in random.sample(range(ACTORS), random.randint(0, 3))
        ],
        "q": [f"event {random.randint(1, 99)}"] if random.random() < 0.3 else [],
        "page": [page for page in [random.choice(PAGES)] if page],
    }
    return {name: values for name, values in view.items() if values}


def form(view: Mapping[str, list[str]]) -> dict[str, object]:
    """Return what the form of the filters sends for a view."""
    values: dict[str, object] = {filter_.key: view.get(filter_.key, []) for filter_ in FILTERS}
    return {"values": {**values, "q": "".join(view.get("q", []))}}
