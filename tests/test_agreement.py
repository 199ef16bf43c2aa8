"""The page, the export route and the export command show the same events for a view."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import components.exports.__main__ as command
import components.server.export as address
from components.exports.__main__ import WRITTEN, main
from components.selection import ROLES, option_names
from components.server import routes
from components.sources import configure
from components.wording import FILTERS
from tests.exports.sample import KEYS, Noon
from tests.frames.sample import facts_of, the_log
from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "components" / "streamlit_app" / "page.py"
LOG = ROOT / "data" / "events.yaml"
VIEWS = 30


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    configure(LOG)
    yield
    configure(LOG)


def views() -> Iterator[dict[str, list[str]]]:
    """Yield views of one to three filters, each filter in turn, some with a search or a window."""
    random = Random(12)  # noqa: S311 - no secret hangs on it
    names = option_names(facts_of(the_log()))
    keys = [facet.key for facet in FILTERS if names[facet.key]]
    for number in range(VIEWS):
        turn = keys[number % len(keys)]
        view: dict[str, list[str]] = {}
        for key in (turn, *random.sample(keys, 2)):
            if key == turn or random.random() < 0.4:
                count = min(random.randint(1, 3), len(names[key]))
                view[key] = random.sample(list(names[key]), count)
        if random.random() < 0.5:
            view["as"] = [random.choice(ROLES)]
        if random.random() < 0.3:
            view["q"] = [random.choice(["trump", "talks", "何立峰", "tariff geneva", "%", "zz"])]
        if random.random() < 0.3:
            first = random.randint(9, 11)
            view["from"] = [f"2025-05-{first:02}"]
            view["to"] = [f"2025-05-{random.randint(first, 11):02}"]
        yield view


def of_page(view: dict[str, list[str]]) -> list[str]:
    """Return the events of the page's reading list, in its order."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
    for key, values in view.items():
        app.query_params[key] = values
    app.run()
    assert not app.exception
    events: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list) and len(node) > 1 and isinstance(node[1], dict):
            anchor = str(node[1].get("id", ""))
            if node[0] == "a" and anchor.startswith("event-"):
                events.append(anchor.removeprefix("event-"))
        for child in node if isinstance(node, list) else ():
            walk(child)

    for element in app.get("bidi_component"):
        walk(json.loads(element.proto.bytes)["areas"].get("list", []))
    return events


def listed(view: dict[str, list[str]], events: list[str]) -> list[str]:
    """Return events in the order of the list: of chosen people, what they did comes first."""
    log = the_log()
    used = [key for key in ("actor", "member", "delegation") if key in view]
    if len(used) != 1 or "as" in view:
        return events
    (key,) = used

    def is_about(event: str) -> bool:
        acting = {part.actor for part in log.events[event].actors if part.role != "subject"}
        if key == "delegation":
            seats = [log.actors[actor].seat for actor in acting]
            acting = {seat.delegation for seat in seats if seat}
        return acting.isdisjoint(view[key])

    return sorted(events, key=is_about)


@pytest.mark.parametrize("key", KEYS)
def test_address_and_command_give_the_same_bytes_in_every_format(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (command, address):
        monkeypatch.setattr(module, "datetime", Noon)
    base = "http://host.example"
    client = TestClient(Starlette(routes=routes()), base_url=base)
    out = tmp_path / "out"
    third = "topic=fentanyl&clock=washington&lanes=kind"
    for query in ("q=nothing+like+it", "event=greer-deal", third):
        arguments = [key, "--log", str(LOG), "--view", query, "--base", base, "-o", str(out)]
        assert main(arguments) == WRITTEN
        assert out.read_bytes() == client.get(f"/api/events.{key}?{query}").content, query


@pytest.mark.thorough
def test_page_address_and_command_agree_on_any_view(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=routes()))
    sizes = set()
    for view in views():
        query = urlencode(view, doseq=True)
        answer = client.get(f"/api/events.csv?{query}")
        rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
        by_address = [row["id"] for row in rows]
        out = tmp_path / "out.csv"
        assert main(["csv", "--log", str(LOG), "--view", query, "-o", str(out)]) == WRITTEN
        with out.open(encoding="utf-8-sig", newline="") as file:
            by_command = [row["id"] for row in csv.DictReader(file)]
        assert by_command == by_address, query
        assert listed(view, by_command) == of_page(view), query
        sizes.add(len(by_address))
    assert len(sizes) > 10
