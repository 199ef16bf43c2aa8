"""The types of the log's fields: how each text of a file becomes a number, a date or an id.

Every scalar of the log is text when it arrives here, so each type is read by this schema and never
guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Annotated, Any, Literal, LiteralString, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    JsonValue,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from components.events.problem import WhenError, abridged
from components.events.read import END, MARKED
from components.events.when import When, parse_when
from components.events.zone import zone_of

# A key that no YAML text can hold carries the map key of an entry into the entry itself.
ID_ALIAS = "\0id"
DEFAULT_ZONE = "UTC"
LONGEST_URL = 2048
ID_PATTERN = r"^[a-z0-9-]{1,64}$"


@dataclass(slots=True)
class Budget:
    """How many dates of a file may still be read."""

    dates: int


@dataclass(frozen=True, slots=True)
class Refers:
    """Mark a field as holding an id of this table of the log."""

    table: str


# A hyphen between two digits tells 1-12 from 11-2.
_LOOSE_HYPHEN = re.compile(r"(?<![0-9])-|-(?![0-9])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_PASSAGE = re.compile(r"[1-9][0-9]{0,5}")
_URL = re.compile(r"https?://([^/?#]+)(?:[/?#].*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_SEED = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
# Spaces, controls, what turns the direction of text around, and what RFC 3986 has written with %.
_UNSAFE_IN_URL = re.compile(
    '[\\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>"\\\\^`{|}]'
)
_HOST = re.compile(r"(?:[^\s@:\[\]%]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def _wrong(code: LiteralString, text: str, reason: str) -> PydanticCustomError:
    """Say what is wrong with a quoted text; what is quoted may hold braces, a template may not."""
    return PydanticCustomError(code, "{why}", {"why": f'"{abridged(text)}" {reason}'})


def without_hyphens(key: str) -> str:
    """Return an id as it is compared: two that differ only in their hyphens are the same."""
    return _LOOSE_HYPHEN.sub("", key)


def raise_own_fault(error: ErrorDetails) -> None:
    """Raise what pydantic caught, if no validator of ours raises it for a file that is wrong.

    pydantic takes any ValueError for a refusal; ours refuse with PydanticCustomError alone.
    """
    if error["type"] in ("value_error", "assertion_error"):
        raise error["ctx"]["error"]


def _number(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        raise _wrong("bad-number", str(value), "is not a number; write 145, -3, 0.5 or 1.2e12")
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value) or not isfinite(number := float(value)):
        raise _wrong("bad-number", value, "is not a number; write 145, -3, 0.5 or 1.2e12")
    return number


def _boolean(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        raise _wrong("bad-boolean", value, "is neither true nor false")
    return value == "true" if isinstance(value, str) else value


def _passage(value: object) -> object:
    if isinstance(value, str) and not _PASSAGE.fullmatch(value):
        raise _wrong("bad-passage", value, "is not a passage; they are numbered from 1")
    return int(value) if isinstance(value, str) else value


def _format(value: object) -> object:
    if value in ("1", 1):
        return 1
    raise _wrong("unsupported-format", str(value), "is not read; this is format 1")


def _end(value: object) -> None:
    """Accept a mark that belongs to the file and not to the log; `read` has checked it."""
    if value not in (MARKED, None):
        raise _wrong("unknown-value", str(value), f"is not known here; write {END}: {MARKED}")


def _url(value: object) -> object:
    if isinstance(value, str) and value and (reason := _fault_of_url(value)):
        raise _wrong("bad-url", value, reason)
    return value


def _fault_of_url(url: str) -> str:
    """Say why an address may not be shown as a link; empty when it may."""
    match = _URL.fullmatch(url)
    if len(url) > LONGEST_URL:
        return f"is longer than {LONGEST_URL} characters"
    if _UNSAFE_IN_URL.search(url):
        return "holds a space or a character that addresses write with %"
    if not match:
        return "is not an absolute address that begins with http:// or https://"
    if "@" in match[1]:
        return "holds a user name or password"
    return "" if _HOST.fullmatch(match[1]) else "has no proper host name"


def is_url(text: str) -> bool:
    """Tell whether a text is an address that may be shown as a link, and nothing else."""
    return not _fault_of_url(text)


def _seed(value: object) -> object:
    if isinstance(value, str) and value and not _SEED.fullmatch(value):
        raise _wrong("bad-seed-path", value, "is no path below the log, such as seeds/article.yaml")
    return value


def _language(value: object) -> object:
    if isinstance(value, str) and value and not _LANGUAGE.fullmatch(value):
        raise _wrong("bad-language", value, "is no language tag; write zh, en or zh-Hant")
    return value


def _wikidata(value: object) -> object:
    if isinstance(value, str) and value and not _WIKIDATA.fullmatch(value):
        raise _wrong("bad-wikidata", value, "is no id of Wikidata, such as Q22686")
    return value


def _refusal(error: WhenError) -> PydanticCustomError:
    return PydanticCustomError(error.code, "{why}", {"why": str(error)})


def _zone(value: object) -> object:
    if isinstance(value, str):
        try:
            zone_of(value)
        except WhenError as error:
            raise _refusal(error) from None
    return value


def _zone_or_log_zone(value: object, info: ValidationInfo) -> object:
    return _log_zone(info) if value == "" else _zone(value)


def _log_zone(info: ValidationInfo) -> str:
    context: Mapping[str, Any] = info.context or {}
    return str(context.get("zone", DEFAULT_ZONE))


def _when(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    return _parsed(value, info.data.get("zone") or _log_zone(info), info)


def _date_text(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and value:
        return _parsed(value, DEFAULT_ZONE, info).text
    return value


def _parsed(text: str, zone: str, info: ValidationInfo) -> When:
    """Read a date, and take what it costs from the budget of the file."""
    budget: Budget | None = (info.context or {}).get("budget")
    if budget:
        budget.dates -= 1 + text.count(",") + text.count("/") + text.count("..")
        if budget.dates < 0:
            raise PydanticCustomError("too-many-values", "is one date too many for one file")
    try:
        return parse_when(text, zone)
    except WhenError as error:
        raise _refusal(error) from None


def _nothing_is_empty(value: object) -> object:
    return () if value == "" else value


def _name_entries(value: object) -> object:
    """Put the key of each entry of a map into the entry."""
    if value == "":
        return {}
    if not isinstance(value, dict):
        return value
    return {
        key: {**entry, ID_ALIAS: key} if isinstance(entry, dict) else entry
        for key, entry in value.items()
    }


_Entry = TypeVar("_Entry")
# An editor's YAML takes a bare 2025 for a number.
_DATE_SCHEMA: JsonValue = {"type": ["string", "integer"]}
_URL_SCHEMA: JsonValue = {"type": "string", "format": "uri", "pattern": "^https?://"}

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, strip_whitespace=False)]
# Whether a reference leads somewhere is known only when all ids are; `check` asks.
Reference = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN}),
]
Text = Annotated[str, StringConstraints(min_length=1)]
Number = Annotated[float, BeforeValidator(_number)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Passage = Annotated[int, Field(ge=1), BeforeValidator(_passage)]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(_URL_SCHEMA)]
Language = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]
WikidataId = Annotated[
    str, BeforeValidator(_wikidata), WithJsonSchema({"type": "string", "pattern": "^Q[1-9]"})
]
SeedPath = Annotated[str, BeforeValidator(_seed)]
Zone = Annotated[str, BeforeValidator(_zone)]
OwnZone = Annotated[str, BeforeValidator(_zone_or_log_zone)]
Dated = Annotated[InstanceOf[When], BeforeValidator(_when), WithJsonSchema(_DATE_SCHEMA)]
DateText = Annotated[str, BeforeValidator(_date_text), WithJsonSchema(_DATE_SCHEMA)]
Format = Annotated[Literal[1], BeforeValidator(_format)]
End = Annotated[None, BeforeValidator(_end), WithJsonSchema({"const": MARKED, "type": "string"})]
Several = Annotated[tuple[_Entry, ...], BeforeValidator(_nothing_is_empty)]
Named = Annotated[
    Mapping[Id, _Entry], BeforeValidator(_name_entries), AfterValidator(MappingProxyType)
]


class Strict(BaseModel):
    """A frozen value that knows all its keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        validate_by_name=True,
        validate_by_alias=True,
    )
