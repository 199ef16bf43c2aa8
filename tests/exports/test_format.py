"""Which of an event's fields each format carries: declared, true, and told where one is lost."""

from functools import cache
from pathlib import Path

import pytest

from components.events import Event, Log, check
from components.exports import FORMATS
from components.exports.__main__ import WRITTEN, main
from components.exports.format import lost_fields
from components.wording.export import FRACTIONS
from tests.exports.sample import KEYS, download_of, written
from tests.frames.sample import ROOT, of_whens

LOG = """
format: 1
log: {{title: Talks, zone: UTC, as_of: 2025-06-01}}
parties: {{crown: {{name: Crown}}}}
actors: {{ann: {{name: Ann, kind: person, party: crown}}}}
topics: {{tea: {{name: Tea, summary: It is drunk.}}}}
measures: {{cups: {{name: Cups, unit: cups}}}}
sources:
  paper: {{title: A paper, publisher: Press, kind: news, tier: article, published: 2025-05-11}}
events:
  other: {{title: Another, kind: post, when: 2025-05-10}}
  {id}: {{{fields}}}
"""
PLAIN = {"id": "one", "title": "One", "kind": "meeting", "when": "2025-05-11T10:00"}
# For each field of an event another value than the one of PLAIN.
OTHER = {
    "id": "two",
    "title": "Two",
    "label": "Two in short",
    "key": "true",
    "kind": "statement",
    "status": "scheduled",
    "zone": "Europe/Zurich",
    "when": "2025-05-12T11:00",
    "dating": "by the register",
    "inferred": "true",
    "place": "Bern",
    "channel": "Radio",
    "actors": "[{actor: ann, role: speaker}]",
    "topics": "[tea]",
    "summary": "In short.",
    "note": "A note.",
    "citations": "[{source: paper, locator: page 1}]",
    "figures": "[{measure: cups, value: 3, unit: cups}]",
    "links": "[{event: other, relation: answers}]",
}


def log_with(changed: str) -> Log:
    values = PLAIN | ({changed: OTHER[changed]} if changed else {})
    text = ", ".join(f"{name}: {value}" for name, value in values.items() if name != "id")
    log, problems = check(LOG.format(id=values["id"], fields=text).encode(), "log.yaml")
    assert log, problems
    return log.with_hash("")


@cache
def file_of(key: str, changed: str, lanes: str) -> bytes:
    return written(key, download_of(log_with(changed), lanes=lanes))


def changes(key: str, field: str) -> bool:
    """Tell whether a file changes with a field; a picture has some in some of its rows alone."""
    rows = {"topics": ("topic",), "citations": ("source",)}.get(field, ("actor", "side"))
    return any(file_of(key, field, lanes) != file_of(key, "", lanes) for lanes in rows)


def test_every_field_has_another_value_here() -> None:
    assert list(OTHER) == list(Event.model_fields)


@pytest.mark.parametrize("key", FORMATS)
def test_a_format_declares_for_each_field_whether_it_carries_it(key: str) -> None:
    row = FORMATS[key]
    assert row.carries.isdisjoint(row.leaves_out)
    assert row.carries | set(row.leaves_out) == set(Event.model_fields)


@pytest.mark.parametrize("key", KEYS)
def test_a_file_changes_with_the_fields_that_its_format_carries_and_with_no_other(key: str) -> None:
    assert {field for field in OTHER if changes(key, field)} == FORMATS[key].carries


def test_the_command_names_the_fields_that_are_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "log.yaml", tmp_path / "out"
    fields = ", ".join(f"{name}: {value}" for name, value in OTHER.items() if name != "id")
    path.write_text(LOG.format(id="two", fields=fields))
    for key, row in FORMATS.items():
        assert main([key, "--log", str(path), "-o", str(out)]) == WRITTEN
        missing = [*row.leaves_out, *(part for part in row.lacks if "places" in part)]
        words = f"has no place for what these events have in: {', '.join(missing)}"
        expected = f"warning: {row.name} {words}\n" if missing else ""
        assert capsys.readouterr().err == expected
    for view, lost in (("q=another", "kind"), ("event=other", "kind")):
        assert main(["txt", "--log", str(path), "--view", view, "-o", str(out)]) == WRITTEN
        assert capsys.readouterr().err.endswith(f" have in: {lost}\n")


@pytest.mark.parametrize(
    ("fraction", "losing"),
    [
        ("", set()),
        (".000", set()),
        (".25", {"ics"}),
        (".2500", {"ics"}),
        (".2501", {"ics", "timelinejs"}),
    ],
)
def test_a_format_without_fractions_of_a_second_names_their_loss(
    fraction: str, losing: set[str]
) -> None:
    log = of_whens(f"2025-05-10T10:00:00{fraction}Z")
    events = tuple(log.events.values())
    lost = {key for key, row in FORMATS.items() if FRACTIONS in lost_fields(row, events)}
    assert lost == losing


def test_the_documents_list_what_each_format_leaves_out() -> None:
    text = (ROOT / "docs" / "taking-it-away.md").read_text(encoding="utf-8")
    for key, row in FORMATS.items():
        fields = ", ".join(f"`{name}`" for name in row.leaves_out) or "nothing"
        assert f"| `{key}` | {fields} |\n" in text
