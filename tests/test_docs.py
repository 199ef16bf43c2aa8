"""Links, commands, addresses and numbers in the documents are right."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from starlette.routing import Route

from components.events import check, schema
from components.frames import index_log
from components.selection import advice, broken_steps
from components.server import routes

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/*.md")])


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", words(document))
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_and_module_named_exists(document: Path) -> None:
    text = words(document)
    targets = set(re.findall(r"^([a-z-]+):", words(ROOT / "Makefile"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, flags=re.MULTILINE)) <= targets
    for module in re.findall(r"python -m ([a-z._]+)", text):
        assert find_spec(module), module


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_named_exists(document: Path) -> None:
    """A module is named from the root of the repository, or from `components` as in a walk."""
    names = re.findall(r"`((?:[a-z_]+/)+[a-z_]+(?:\.(?:py|js))?)`", words(document))
    packages = {path.name for path in (ROOT / "components").iterdir() if path.is_dir()}
    missing = []
    for name in names:
        first = name.split("/")[0]
        path = ROOT / ("components" if first in packages else "") / name
        if first in {*packages, "components", "tests"} and not (
            path.exists() or path.with_suffix(".py").exists()
        ):
            missing.append(name)
    assert not missing


def test_every_address_that_the_server_answers_is_documented() -> None:
    text = words(ROOT / "docs" / "addresses.md")
    paths = [route.path.split("{")[0] for route in routes() if isinstance(route, Route)]
    assert not [path for path in paths if path != "/api/" and f"`{path}" not in text]


def test_the_example_of_the_format_is_sound_complete_and_names_every_key() -> None:
    text = words(ROOT / "docs" / "log-format.md")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    log, problems = check(example.encode(), "log-format.md")
    assert log, problems
    assert [*broken_steps(index_log(log).facts), *advice(log)] == []
    told = text + words(ROOT / "docs" / "adding-an-event.md")
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    for name, model in definitions.items():
        keys = model.get("properties", {}) if isinstance(model, dict) else {}
        if name != "Exported" and isinstance(keys, dict):
            # the exports alone write `exported`
            assert {key for key in keys if f"{key}:" not in told} <= {"exported"}, name


def test_the_changelog_counts_the_log_as_it_is() -> None:
    log = check(words(ROOT / "data" / "events.yaml").encode(), "events.yaml").log
    assert log
    counted = re.search(
        r"(\d+) events, (\d+) actors.*?(\d+)\s+questions", words(ROOT / "CHANGELOG.md"), re.DOTALL
    )
    assert counted
    assert [int(group) for group in counted.groups()] == [
        len(log.events),
        len(log.actors),
        len(log.disagreements),
    ]
