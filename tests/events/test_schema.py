"""The JSON Schema on disk is the one that the models give, and it says what the check says."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel, JsonValue

from components.events import Log, schema
from components.events.field import ID_ALIAS
from components.events.read import Plain, read
from tests.frames.sample import full_log

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ON_DISK = ROOT / "data" / "events.schema.json"
VALIDATOR = Draft7Validator(schema())


def as_an_editor_sees_it(value: Plain) -> JsonValue:
    """Give the scalars the types that an editor's YAML 1.2 gives them."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees_it(held) for key, held in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees_it(item) for item in value]
    try:
        number: JsonValue = json.loads(value)
    except ValueError:
        return value
    return number


def tree_of(path: Path) -> JsonValue:
    value = read(path.read_bytes()).value
    assert value is not None
    return as_an_editor_sees_it(value)


def test_the_file_on_disk_is_what_the_models_give() -> None:
    """Bring it up to date with `python -m components.events schema > data/events.schema.json`."""
    assert json.loads(ON_DISK.read_text(encoding="utf-8")) == schema()


def models_in(value: object) -> Iterator[BaseModel]:
    """Walk over the models that a value of a log holds, itself among them."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name))
    elif isinstance(value, tuple | Mapping):
        for held in value.values() if isinstance(value, Mapping) else value:
            yield from models_in(held)


def test_the_example_log_uses_every_key_of_the_format() -> None:
    unused: dict[str, set[str]] = {}
    for model in models_in(full_log()):
        keys = unused.setdefault(type(model).__name__, set(type(model).model_fields))
        keys -= model.model_fields_set
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    models = {name for name, held in definitions.items() if "properties" in str(held)}
    assert models - set(unused) == {"Exported"}
    assert {name: keys for name, keys in unused.items() if keys} == {"About": {"exported"}}


def test_it_is_a_schema_of_draft_07() -> None:
    Draft7Validator.check_schema(schema())
    text = json.dumps(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in text
    assert json.dumps(ID_ALIAS)[1:-1] not in text


def test_every_key_has_a_description_for_the_author() -> None:
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    models = [schema(), *definitions.values()]
    keys = 0
    for model in models:
        assert isinstance(model, dict)
        properties = model.get("properties", {})
        assert isinstance(properties, dict)
        for key, held in properties.items():
            assert isinstance(held, dict)
            assert held.get("description"), key
            keys += 1
    assert keys > 90
    assert "id" not in Log.model_fields


@pytest.mark.parametrize("path", [HERE / "sound.yaml", ROOT / "data" / "events.yaml"])
def test_a_sound_log_is_valid_by_the_schema(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(tree_of(path))] == []


@pytest.mark.parametrize(
    "code",
    [
        *("missing-field", "unknown-key", "wrong-shape", "empty", "unknown-value", "bad-id"),
        *("bad-number", "bad-boolean", "bad-passage", "missing-speaker", "missing-quote"),
        *("unsupported-format", "bad-url", "bad-wikidata", "bad-language", "too-wide"),
    ],
)
def test_an_editor_marks_what_can_be_seen_without_the_rest_of_the_log(code: str) -> None:
    assert list(VALIDATOR.iter_errors(tree_of(HERE / "faulty" / f"{code}.yaml")))
