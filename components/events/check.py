"""The bytes of a log come in; a `Log` goes out, or every problem of the file, sorted by line.

First the writing is read, then each value is held against the model, then the values against each
other; all three speak at once. The table of codes stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from components.events.field import DEFAULT_ZONE, ID_ALIAS, Budget, raise_own_fault
from components.events.integrity import Finding, Near, cross_check, keys_at, name_of
from components.events.log import TABLES, Log
from components.events.problem import Problem, WhenError, abridged, one_line
from components.events.read import (
    BOM,
    LIMITS,
    Limits,
    Path,
    Plain,
    locate,
    read,
    without_collection,
)
from components.events.zone import zone_names, zone_of

CODES: Mapping[str, str] = MappingProxyType(
    {
        # The writing.
        "too-big": "The file is larger than the limit.",
        "encoding": "The file is not UTF-8.",
        "control-character": "A character that cannot be seen stands in the file.",
        "syntax": "The file is not YAML.",
        "empty-file": "The file holds nothing.",
        "several-documents": "The file holds more than one YAML document.",
        "cut": "The file says that its end is marked, and it is not.",
        "too-deep": "Lists and mappings are nested too deeply.",
        "too-many-values": "A list or mapping holds more values than the limit.",
        "too-long": "One text is longer than the limit.",
        "more-problems": "There are more problems than are listed.",
        "alias": "A YAML alias (*name) stands for a value.",
        "anchor": "A YAML anchor (&name) names a value.",
        "tag": "A YAML tag (!name) gives a value a type.",
        "merge-key": "The YAML merge key (<<) stands for other keys.",
        "complex-key": "A list or mapping is used as a key.",
        "duplicate-key": "A key stands twice in one mapping.",
        # One value.
        "unsupported-format": "The format's version is not known.",
        "missing-field": "A required field is missing.",
        "unknown-key": "A key is not part of the format.",
        "wrong-shape": "A text, list or mapping stands where another one belongs.",
        "empty": "A required text is empty.",
        "unknown-value": "A word is not one of those that the field knows.",
        "bad-id": "An id is not made of lower-case letters, digits and hyphens.",
        "bad-number": "A number cannot be read.",
        "bad-boolean": "A value is neither true nor false.",
        "bad-passage": "A passage is not a whole number from 1.",
        "bad-seed-path": "The path of a seed does not lie below the log.",
        "bad-checksum": "A SHA-256 is not made of 64 hexadecimal digits.",
        "bad-url": "An address is not an absolute http or https URL.",
        "unknown-zone": "A zone is not in the IANA time zone database.",
        "reserved-clock": "The clock utc is defined, which is always there.",
        "when-form": "A date is not written in the EDTF subset.",
        "when-season": "A date is an EDTF season.",
        "no-such-date": "A date does not exist.",
        "no-such-time": "A clock time or offset does not exist.",
        "time-gap": "A local time was skipped when clocks were put forward.",
        "time-fold": "A local time came twice when clocks were put back.",
        "backwards": "A range or interval runs backwards.",
        "far-year": "A year is too far away to be drawn.",
        "open-window": "The window is not a closed interval.",
        "open-as-of": "as_of is not one day.",
        # Values against each other.
        "unknown-party": "No party has this id.",
        "unknown-delegation": "No delegation has this id.",
        "unknown-actor": "No actor has this id.",
        "unknown-topic": "No topic has this id.",
        "unknown-source": "No source has this id.",
        "unknown-event": "No event has this id.",
        "unknown-measure": "No measure has this id.",
        "same-id": "Two ids differ in their hyphens only.",
        "repeated": "A list holds the same thing twice.",
        "self-link": "An event is linked to itself.",
        "self-retelling": "A source retells itself.",
        "missing-speaker": "A quote has no speaker.",
        "missing-quote": "A speaker or verbatim stands without a quote.",
        "missing-passage": "A citation of an article with a seed names no passage.",
        "missing-seed": "A citation names a passage of a source without a seed.",
        "other-unit": "A figure's unit is not the unit of its measure.",
        # The log against its seeds.
        "unreadable-seed": "A seed file cannot be read.",
        "other-source": "A seed belongs to another source than the one that names it.",
        "passage-order": "The passages of a seed are not numbered 1, 2, 3 ...",
        "unknown-passage": "A citation names a passage that its seed does not have.",
        "unlisted-event": "An event cites a passage whose seed does not list it.",
        "uncited-event": "A seed's passage lists an event that does not cite it.",
        "passage-without-fate": "A passage has neither events nor a reason for having none.",
        "passage-with-both": "A passage has events and a reason for having none.",
    }
)

_Model = TypeVar("_Model", bound=BaseModel)
_Cross = Callable[[dict[str, Any]], Iterator[Finding]]


class Checked(NamedTuple):
    """A log, or what is wrong with it: `log` is None when there is any problem."""

    log: Log | None
    problems: tuple[Problem, ...]


def check(data: bytes, name: str, limits: Limits = LIMITS) -> Checked:
    """Check the bytes of a log called `name` and give the log, or all problems sorted by line.

    Raise nothing, whatever the bytes are.
    """
    log, problems = check_model(Log, data, name, cross_check, limits)
    if log is None and (other := _other_kind(data, name)):
        problems = (Problem(name, 1, 1, "syntax", other),)
    return Checked(log.with_hash(sha256(data).hexdigest()) if log else None, problems)


# What `convert` reads, with the endings that say so; a log may be JSON, so that .json does not.
_OTHERS = {"JSON Lines": (".jsonl", ".ndjson"), "CSV": (".csv", ".tsv"), "a list in JSON": ()}
# A line that is a mapping in braces and another that begins so; a heading of plain names; a list.
_BEGINNINGS = {
    "JSON Lines": re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{"),
    "CSV": re.compile(rb"[\w\" ]+(?:[,;\t][\w\" ]+)+\r?\n"),
    "a list in JSON": re.compile(rb"\s*\[\s*\{\s*\""),
}


def _other_kind(data: bytes, name: str) -> str:
    """Say what a file is that is no log, but that `convert` reads, by its name or its beginning."""
    text = data.removeprefix(BOM)
    for kind, endings in _OTHERS.items():
        is_named = name.lower().endswith(endings)
        if text and (is_named or _BEGINNINGS[kind].match(text)):
            ending, *_ = endings or (".json",)
            is_right = is_named or name.lower().endswith(ending)
            named = "" if is_right else f", once its name ends with {ending}"
            command = '"python -m components.events convert IN OUT"'
            return f"this is no log but {kind}; {command} makes a log of it{named}"
    return ""


def check_model(
    model: type[_Model],
    data: bytes,
    name: str,
    cross: _Cross | None = None,
    limits: Limits = LIMITS,
) -> tuple[_Model | None, tuple[Problem, ...]]:
    """Check the bytes of a file against `model`, and its values against each other with `cross`."""
    with without_collection():
        return _check_model(model, data, name, cross, limits)


def _check_model(
    model: type[_Model], data: bytes, name: str, cross: _Cross | None, limits: Limits
) -> tuple[_Model | None, tuple[Problem, ...]]:
    written = read(data, limits)
    value: _Model | None = None
    findings: list[Finding] = []
    if written.value is not None:
        value, findings = _hold_against(model, written.value, limits)
        if cross and isinstance(written.value, dict):
            findings += islice(cross(written.value), limits.problems + 1)
    # What an alias or a merge key stood for is not known, so nothing is said about it.
    lost = {fault.path for fault in written.faults if fault.code == "alias"}
    merged = {fault.path for fault in written.faults if fault.code == "merge-key"}
    findings = [
        finding
        for finding in findings
        if not any(finding.path[:length] in lost for length in range(len(finding.path) + 1))
        and not (finding.code == "missing-field" and finding.path in merged)
    ]
    problems = [Problem(name, *f.place, f.code, one_line(f.message)) for f in written.faults]
    problems += placed(findings, data, name)
    if problems:
        return None, _first(sorted(problems), limits)
    return value, ()


def placed(findings: Collection[Finding], data: bytes, name: str) -> list[Problem]:
    """Give each finding the line and column in `data` at which an author will look for it."""
    if not findings:
        return []
    spots = locate(data, {finding.path for finding in findings})
    problems = []
    for path, at_key, code, message in findings:
        place = spots[path].key if at_key else spots[path].value
        problems.append(Problem(name, *place, code, one_line(message)))
    return problems


def schema() -> dict[str, JsonValue]:
    """Give the JSON Schema (draft-07) of the log, for editors."""
    draft = Log.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = draft.pop("$defs")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Event log, format 1",
        **{key: _draft_7(value) for key, value in draft.items() if key != "title"},
        "definitions": {key: _draft_7(value) for key, value in sorted(definitions.items())},
    }


def _first(problems: list[Problem], limits: Limits) -> tuple[Problem, ...]:
    if len(problems) <= limits.problems:
        return tuple(problems)
    next_one = problems[limits.problems]
    message = f"there are more problems than these {limits.problems:,}; mend them first"
    further = Problem(next_one.file, next_one.line, next_one.column, "more-problems", message)
    return (*problems[: limits.problems], further)


def _hold_against(
    model: type[_Model], value: Plain, limits: Limits
) -> tuple[_Model | None, list[Finding]]:
    """Validate `value`; dates are read in the log's zone, or in UTC when that is wrong itself."""
    about = value.get("log") if isinstance(value, dict) else None
    zone = about.get("zone") if isinstance(about, dict) else None
    try:
        zone_of(zone if isinstance(zone, str) else DEFAULT_ZONE)
    except WhenError:
        zone = DEFAULT_ZONE
    zone = zone if isinstance(zone, str) else DEFAULT_ZONE
    context = {"zone": zone, "budget": Budget(limits.dates)}
    try:
        return model.model_validate(value, context=context, by_alias=True, by_name=False), []
    except ValidationError as error:
        near = Near()
        errors = error.errors(include_url=False)[: limits.problems + 1]
        return None, [_finding(model, details, near) for details in errors]


_SHAPES = {
    "string_type": "text",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "tuple_type": "a list",
    "is_instance_of": "a date",
    "float_type": "a number",
    "int_type": "a number",
    "bool_type": "true or false",
}


def _finding(model: type[BaseModel], error: ErrorDetails, near: Near) -> Finding:
    """Put one of pydantic's errors into our words."""
    raise_own_fault(error)
    path, kind, given = error["loc"], error["type"], error["input"]
    value = _name_of_value(path)
    if kind == "missing":
        message = f'{name_of(path)}"{path[-1]}" is missing'
        return Finding(path[:-1], True, "missing-field", message)
    if kind == "extra_forbidden":
        key, known = str(path[-1]), keys_at(model, path[:-1])
        message = f'{name_of(path)}no key "{abridged(key)}" here{near(key, known)}'
        return Finding(path, True, "unknown-key", message)
    if kind == "string_pattern_mismatch":
        is_key = path[-1] == "[key]"
        words = (
            f'"{abridged(str(given))}" is no id of 1 to 64 lower-case letters, digits and hyphens'
        )
        message = words if is_key else f"{value}: {words}"
        return Finding(path[:-1] if is_key else path, is_key, "bad-id", message)
    if kind == "string_too_short":
        return Finding(path, False, "empty", f"{value} is empty")
    if kind == "enum":
        known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        message = f"{value} is one of {', '.join(known)}, not {_shape(given)}{near(given, known)}"
        return Finding(path, False, "unknown-value", message)
    if kind in _SHAPES:
        message = f"{value} is {_SHAPES[kind]}, not {_shape(given)}"
        return Finding(path, False, "wrong-shape", message)
    hint = near(given, zone_names()) if kind == "unknown-zone" else ""
    return Finding(path, False, kind, f"{value} {error['msg']}{hint}")


def _name_of_value(path: Path) -> str:
    """Name the value at `path`, such as `event "greer-deal": when`, to begin a sentence."""
    if not path:
        return "the file"
    if len(path) == 2:
        subject = name_of(path).removesuffix(": ")
        return subject if path[0] in TABLES else f"{subject}: {path[1]}"
    if isinstance(path[-1], int):
        return f"{name_of(path)}an item of {path[-2]}"
    return str(path[0]) if len(path) == 1 else f"{name_of(path)}{path[-1]}"


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f'"{abridged(str(value))}"' if value else "nothing"


def _draft_7(node: JsonValue) -> JsonValue:
    """Say in draft-07 what pydantic says in 2020-12, without the titles it makes up."""
    if isinstance(node, list):
        return [_draft_7(each) for each in node]
    if not isinstance(node, dict):
        return node
    said: dict[str, JsonValue] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            said[key] = {name: _draft_7(each) for name, each in value.items() if name != ID_ALIAS}
        elif key != "title":
            said[key] = _draft_7(value)
    if said.get("default", "") is None:
        # What may be left out is left out in the file; it is never written as null.
        del said["default"]
    either = said.pop("anyOf", None)
    if isinstance(either, list):
        said |= next(each for each in either if isinstance(each, dict) and each != {"type": "null"})
    if "$ref" in said and len(said) > 1:
        # Draft-07 does not see what stands beside a $ref.
        said["allOf"] = [{"$ref": said.pop("$ref")}]
    if "patternProperties" in said:
        said["additionalProperties"] = False
    return said
