"""The reader keeps hostile texts as they are, or says where they stand."""

import json
from typing import Any

import pytest

from components.events import check
from components.events.check import check_model
from components.events.schema import schema
from components.events.seeds import Seed
from tests.hostile.logs import (
    ACCEPTED,
    HEAD,
    URLS,
    in_turn,
    plain_log,
    values_by_field,
    written,
)
from tests.hostile.payloads import KINDS, VALUES

_HEAD = {"format": "1", "log": {"title": "x", "zone": "UTC", "as_of": "2025-05-12"}}
# Free text to the schema, but read as something else: zones and the paths of seeds.
_CHECKED = {"About.zone", "Clock.zone", "Event.zone", "Source.seed", "Step.show"}
# Equal to another text: the unit of a measure, a quote of the event.
_REPEATED = {"Figure.unit", "StepQuote.text"}


def free_texts() -> set[str]:
    """Return the fields that hold any text, as the schema of the format names them."""
    texts = set()
    definitions: Any = schema()["definitions"]
    for model, definition in definitions.items():
        for name, field in definition.get("properties", {}).items():
            text = field.get("items", field)
            if text.get("type") == "string" and not {"pattern", "enum", "format"} & set(text):
                texts.add(f"{model}.{name}")
    return texts - _CHECKED


def test_there_are_enough_kinds_and_values() -> None:
    assert len(KINDS) >= 28
    assert len(VALUES) >= 200
    assert max(map(len, VALUES)) == 10_000


def test_every_text_of_the_format_gets_every_value_that_it_may_hold() -> None:
    assert set(values_by_field()) == free_texts() - _REPEATED
    for field, values in values_by_field().items():
        if not field.startswith(HEAD):
            assert values == set(ACCEPTED), field
        for kind, variants in KINDS.items():
            assert values & set(variants), f"{field} was never given {kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_read_as_it_is_or_refused_at_its_place(kind: str) -> None:
    for value in KINDS[kind]:
        event = {"title": "x", "kind": "post", "when": "2025", "note": value}
        data = written({**_HEAD, "events": {"e": event}})
        log, problems = check(data, "log.yaml")
        if value in ACCEPTED:
            assert log, problems
            assert log.events["e"].note == value.strip()
        else:
            assert log is None
            line = 1 + data[: data.index(b'"note"')].count(b"\n")
            assert [(problem.line, problem.code) for problem in problems] == [
                (line, "control-character")
            ]
            assert str(problems[0]).isprintable()


def _with(path: tuple[str, ...], value: object) -> bytes:
    plain = plain_log(in_turn(["text"]), 2)
    at: Any = plain
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return written(plain)


# where no free text may stand: each value is refused by name, at its line
CLOSED = (
    ("log", "zone"),
    ("log", "as_of"),
    ("events", "length", "kind"),
    ("events", "length", "status"),
    ("events", "length", "when"),
    ("events", "length", "zone"),
    ("actors", "length", "kind"),
    ("actors", "length", "party"),
    ("sources", "length", "tier"),
    ("sources", "length", "seed"),
    ("sources", "length", "published"),
    ("disagreements", "length", "status"),
)


@pytest.mark.parametrize("path", CLOSED, ids=".".join)
def test_a_field_of_known_words_takes_no_others(path: tuple[str, ...]) -> None:
    for value in VALUES[::3]:
        log, problems = check(_with(path, value), "log.yaml")
        if path[-1] == "seed" and log:
            named = log.sources["length"].seed
            assert named == value.strip()
            assert not named.startswith("/")
            assert ".." not in named.split("/")
            continue
        if value == "constructor" and path[:1] + path[-1:] in (
            ("actors", "party"),
            ("events", "kind"),
        ):
            assert log  # there is a party, and a kind, of that id
            continue
        assert log is None, (path, value)
        for problem in problems:
            assert problem.line > 1
            assert len(str(problem)) < 600
            assert str(problem).isprintable()


def test_an_address_that_a_browser_might_run_or_that_hides_its_host_is_refused() -> None:
    for value in (*KINDS["dangerous link"], *KINDS["disguised host"]):
        log, problems = check(_with(("sources", "length", "url"), value), "log.yaml")
        if log:
            url = log.sources["length"].url
            assert url == value
            assert url.startswith(("https://", "http://"))
            assert "@" not in url
            assert url.isprintable()
        else:
            assert {problem.code for problem in problems} <= {"bad-url", "control-character"}
            assert all(problem.line > 1 for problem in problems)
    for url in URLS:
        assert check(_with(("sources", "length", "url"), url), "log.yaml").log


def test_no_id_is_anything_but_small_letters_digits_and_hyphens() -> None:
    for value in VALUES:
        event = {"title": "x", "kind": "post", "when": "2025"}
        log, problems = check(written({**_HEAD, "events": {value: event}}), "log.yaml")
        if log:
            assert value.isascii()
            assert value.replace("-", "").isalnum() or not value.strip("-")
            assert value == value.lower()
            assert len(value) <= 64
        else:
            assert {problem.code for problem in problems} <= {
                "bad-id",
                "control-character",
                "merge-key",
                "syntax",
            }, value[:40]
            assert all(problem.line > 1 and str(problem).isprintable() for problem in problems)


def test_a_seed_is_read_as_the_log_is() -> None:
    for value in VALUES:
        passage = {"passage": "1", "says": value, "none": value}
        seed = {"source": "s", "file": value, "language": value, "made": value, "bytes": "1"}
        data = json.dumps(
            {**seed, "sha256": "0" * 64, "passages": [passage]}, ensure_ascii=False, indent=1
        )
        read, problems = check_model(Seed, data.encode("utf-8", "surrogatepass"), "seed.yaml")
        if value in ACCEPTED:
            assert read, problems
            assert read.passages[0].says == read.file == value.strip()
        else:
            assert {problem.code for problem in problems} == {"control-character"}
