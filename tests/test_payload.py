"""What a page sends to the browser stays small, however large the log."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from zlib import compress

import pytest
from streamlit.testing.v1 import AppTest

from components.figures.picture import MARKS
from components.pages import filter_form
from components.sources import LogFile, use_source
from tests.pace import PATIENCE
from tests.synthetic_log import synthetic_yaml, write_synthetic_parquet
from tests.test_app import PAGE, nodes, shown, text

MOST = 100_000  # bytes of the picture and all that stands around it
SIZES = (1_000, 10_000, 100_000)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, LogFile]:
    """Return the synthetic log in three sizes."""
    folder = tmp_path_factory.mktemp("sizes")
    for size in SIZES:
        write_synthetic_parquet(folder / f"{size}.parquet", size)
    return {size: LogFile(folder / f"{size}.parquet") for size in SIZES}


def page(log: LogFile, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE)
    for key, value in parameters.items():
        app.query_params[key] = value
    with use_source(log):
        app.run()
    assert not app.exception
    return app


def messages(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.bytes) for element in app.get("bidi_component")]


def board_of(app: AppTest) -> dict[str, Any]:
    (board,) = (message for message in messages(app) if "header" in message["areas"])
    return board


def size_of(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")).encode())


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_ridges_are_sent_in_less_than_100_kb_and_without_a_title(
    logs: dict[int, LogFile], size: int
) -> None:
    board = board_of(page(logs[size]))
    assert "steps" in board["picture"]
    assert size_of(board) < MOST
    assert "Event " not in json.dumps(board["picture"])


def test_a_full_picture_of_marks_is_sent_in_less_than_100_kb_compressed(
    logs: dict[int, LogFile],
) -> None:
    board = board_of(page(logs[1_000]))
    assert len(board["picture"]["labels"]) == MARKS == 1_000, "as many marks as there can be"
    assert len(compress(json.dumps(board).encode())) < MOST
    # the card of each is asked for when it is pointed at
    assert board["picture"]["ask"]
    assert not any("card" in label for label in board["picture"]["labels"])


def test_events_come_with_their_names(logs: dict[int, LogFile]) -> None:
    labels = board_of(page(logs[1_000], q="Event 99"))["picture"]["labels"]
    assert sorted(label["number"] for label in labels) == list(range(1, len(labels) + 1))
    assert all("99" in label["title"] for label in labels)


@pytest.mark.parametrize(
    ("where", "slack"),
    [
        ({}, 1.5),
        ({"page": "people"}, 1.5),
        ({"page": "evidence", "part": "sources"}, 1.5),
        ({"page": "data"}, 1.5),
        ({"event": "e7"}, 1.5),
    ],
)
def test_nothing_that_is_sent_grows_with_the_log(
    logs: dict[int, LogFile], where: dict[str, str], slack: float
) -> None:
    sent, elements = [], []
    for size in SIZES[1:]:  # the smallest has a mark for each event, others are counted
        app = page(logs[size], **where)
        every = messages(app)
        sent.append(sum(map(size_of, every)))
        elements.append(sum(len(list(nodes(list(message["areas"].values())))) for message in every))
    assert max(sent) < slack * min(sent)
    assert max(elements) < slack * min(elements)


@dataclass(frozen=True, slots=True)
class ManyActors:
    """A log of very many actors, and one of them who takes part in a single event."""

    log: LogFile
    rare: str

    def found(self, typed: str, **parameters: str) -> AppTest:
        """Open a page and type into the field that looks for an actor."""
        app = page(self.log, **parameters)
        app.session_state["find-actor"] = typed
        with use_source(self.log):
            app.run()
        assert not app.exception
        return app


@pytest.fixture(scope="module")
def many_actors(tmp_path_factory: pytest.TempPathFactory) -> ManyActors:
    text = synthetic_yaml(3000, actors=2000)
    used = Counter(re.findall(r"actor: (actor-\d+),", text))
    rare = next(actor for actor, count in used.items() if count == 1)
    name = f"Actor {rare.removeprefix('actor-')},"
    named = "Zoë Ångström, aliases: [The Whistleblower],"
    log = tmp_path_factory.mktemp("actors") / "actors.yaml"
    log.write_text(text.replace(f"{rare}: {{name: {name}", f"{rare}: {{name: {named}"))
    return ManyActors(LogFile(log), rare)


def offered(app: AppTest, key: str) -> list[str]:
    return [
        node[1]["value"]
        for node in nodes(shown(app)["filters"])
        if node[0] == "input" and node[1].get("name") == key
    ]


def test_of_very_many_options_the_busiest_are_sent(many_actors: ManyActors) -> None:
    app = page(many_actors.log)
    assert len(offered(app, "actor")) == filter_form.SENT
    assert many_actors.rare not in offered(app, "actor")
    counts = [
        int(text(node[-1]).replace(",", ""))
        for node in nodes(shown(app)["filters"])
        if node[0] == "label"
        and node[1].get("class", "").startswith("gt-option")
        and node[2][1]["name"] == "actor"
    ]
    assert counts == sorted(counts, reverse=True)
    assert f"The first {filter_form.SENT}" in text(shown(app)["filters"])


@pytest.mark.parametrize("typed", ["angstrom", "ZOË ång", "whistleblower", "strom zo"])
def test_an_option_that_is_not_sent_is_found_by_name_and_alias(
    many_actors: ManyActors, typed: str
) -> None:
    app = many_actors.found(typed)
    assert offered(app, "actor") == [many_actors.rare]


@pytest.mark.parametrize("typed", [".*", "%", "actor-1|actor-2", "[a", "\\"])
def test_what_is_typed_to_find_an_option_is_no_pattern(many_actors: ManyActors, typed: str) -> None:
    app = many_actors.found(typed)
    assert offered(app, "actor") == []
    assert "No match." in text(shown(app)["filters"])


def test_a_chosen_option_stays_whatever_is_looked_for(many_actors: ManyActors) -> None:
    app = many_actors.found("Actor 1", actor=many_actors.rare)
    options = offered(app, "actor")
    assert options[0] == many_actors.rare
    assert len(options) == filter_form.SENT + 1
