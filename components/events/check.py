"""Check a whole file: its bytes become a `Log`, or every problem of the file, sorted by line.

The file is read as YAML, its values are validated by the model, and `cross_check` compares them
with each other; the problems of all three are reported at once.
"""

import re
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from components.events.cross_check import Finding, Suggestions, cross_check, keys_at, name_of
from components.events.field import DEFAULT_ZONE, Budget, raise_own_fault
from components.events.limit import LIMITS, Limits
from components.events.locate import BOM, KeyPath, locate
from components.events.log import TABLES, Log
from components.events.problem import Problem, WhenError, abridged
from components.events.program import command_name
from components.events.read import Plain, read, without_collection
from components.events.sequence import misplaced
from components.events.zone import zone_names, zone_of

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
    if log and (findings := list(islice(misplaced(log), limits.problems + 1))):
        log, problems = None, _first(sorted(placed(findings, data, name)), limits)
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
            command = f'"{command_name("convert")} IN OUT"'
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
        value, findings = _validate(model, written.value, limits)
        if cross and isinstance(written.value, dict):
            findings += islice(cross(written.value), limits.problems + 1)
    # What an alias or a merge key stood for is not known, so nothing is reported about it.
    lost = {fault.path for fault in written.faults if fault.code == "alias"}
    merged = {fault.path for fault in written.faults if fault.code == "merge-key"}
    findings = [
        finding
        for finding in findings
        if not any(finding.path[:length] in lost for length in range(len(finding.path) + 1))
        and not (finding.code == "missing-field" and finding.path in merged)
    ]
    problems = [Problem(name, *f.place, f.code, f.message) for f in written.faults]
    problems += placed(findings, data, name)
    if problems:
        return None, _first(sorted(problems), limits)
    return value, ()


def placed(findings: Collection[Finding], data: bytes, name: str) -> list[Problem]:
    """Make problems of findings, at the line and column in `data` where an author will look."""
    if not findings:
        return []
    spots = locate(data, {finding.path for finding in findings})
    problems = []
    for path, at_key, code, message in findings:
        place = spots[path].key if at_key else spots[path].value
        problems.append(Problem(name, *place, code, message))
    return problems


def _first(problems: list[Problem], limits: Limits) -> tuple[Problem, ...]:
    if len(problems) <= limits.problems:
        return tuple(problems)
    next_one = problems[limits.problems]
    message = f"there are more problems than these {limits.problems:,}; mend them first"
    further = Problem(next_one.file, next_one.line, next_one.column, "more-problems", message)
    return (*problems[: limits.problems], further)


def _validate(
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
        suggest = Suggestions()
        errors = error.errors(include_url=False)[: limits.problems + 1]
        return None, [_finding(model, details, suggest) for details in errors]


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


def _finding(model: type[BaseModel], error: ErrorDetails, suggest: Suggestions) -> Finding:
    """Put one of pydantic's errors into our words."""
    raise_own_fault(error)
    path, kind, value = error["loc"], error["type"], error["input"]
    name = _name_of_value(path)
    if kind == "missing":
        message = f'{name_of(path)}"{path[-1]}" is missing'
        return Finding(path[:-1], True, "missing-field", message)
    if kind == "extra_forbidden":
        key, known = str(path[-1]), keys_at(model, path[:-1])
        message = f'{name_of(path)}no key "{abridged(key)}" here{suggest(key, known)}'
        return Finding(path, True, "unknown-key", message)
    if kind == "string_pattern_mismatch":
        is_key = path[-1] == "[key]"
        words = (
            f'"{abridged(str(value))}" is no id of 1 to 64 lower-case letters, digits and hyphens'
        )
        message = words if is_key else f"{name}: {words}"
        return Finding(path[:-1] if is_key else path, is_key, "bad-id", message)
    if kind == "string_too_short":
        return Finding(path, False, "empty", f"{name} is empty")
    if kind == "string_too_long":
        most = error["ctx"]["max_length"]
        message = f"{name} has {len(str(value).strip())} characters, and at most {most} fit"
        return Finding(path, False, "too-wide", message)
    if kind == "too_long":
        message = f"{name} has {len(value):,} values; the limit is {error['ctx']['max_length']}"
        return Finding(path, False, "too-many-values", message)
    if kind == "enum":
        known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        message = f"{name} is one of {', '.join(known)}, not {_shape(value)}{suggest(value, known)}"
        return Finding(path, False, "unknown-value", message)
    if kind in _SHAPES:
        message = f"{name} is {_SHAPES[kind]}, not {_shape(value)}"
        return Finding(path, False, "wrong-shape", message)
    hint = suggest(value, zone_names()) if kind == "unknown-zone" else ""
    return Finding(path, False, kind, f"{name} {error['msg']}{hint}")


def _name_of_value(path: KeyPath) -> str:
    """Name the value at `path`, such as `event "greer-deal": when`, to begin a sentence."""
    if not path:
        return "the file"
    if len(path) == 2 and path[0] == "corrections":
        return "a correction"
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
