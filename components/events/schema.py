"""The JSON Schema of a log, for editors."""

from pydantic import JsonValue

from components.events.field import ID_ALIAS
from components.events.log import Log


def schema() -> dict[str, JsonValue]:
    """Return the JSON Schema (draft-07) of the log, for editors."""
    draft = Log.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = draft.pop("$defs")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Event log, format 1",
        **{key: _draft_7(value) for key, value in draft.items() if key != "title"},
        "definitions": {key: _draft_7(value) for key, value in sorted(definitions.items())},
    }


def _draft_7(node: JsonValue) -> JsonValue:
    """Say in draft-07 what pydantic says in 2020-12, without the titles it makes up."""
    if isinstance(node, list):
        return [_draft_7(item) for item in node]
    if not isinstance(node, dict):
        return node
    draft: dict[str, JsonValue] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            draft[key] = {
                name: _draft_7(field) for name, field in value.items() if name != ID_ALIAS
            }
        elif key != "title":
            draft[key] = _draft_7(value)
    if draft.get("default", "") is None:
        # What may be left out is left out in the file; it is never written as null.
        del draft["default"]
    either = draft.pop("anyOf", None)
    if isinstance(either, list):
        draft |= next(
            kind for kind in either if isinstance(kind, dict) and kind != {"type": "null"}
        )
    if "$ref" in draft and len(draft) > 1:
        # Draft-07 does not see what stands beside a $ref.
        draft["allOf"] = [{"$ref": draft.pop("$ref")}]
    if "patternProperties" in draft:
        draft["additionalProperties"] = False
    return draft
