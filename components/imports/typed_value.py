"""Objects that stand for one value, as tools write a date or a number with its type.

Extended JSON of MongoDB, dates in parts of CSL (Zotero, Crossref), and the times of Wikidata.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

_SCALARS = ("$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$date")
_MILLISECONDS = re.compile(r"-?[0-9]{1,14}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PARTS = "date-parts"
_WIKIDATA_TIME = re.compile(r"([+-][0-9]{4,})-([0-9]{2})-([0-9]{2})T00:00:00Z")
# How exact a time is.
_CENTURY, _DECADE, _YEAR, _MONTH = "7", "8", "9", "10"
_ROUGH = tuple(map(str, range(9)))  # from a billion years to a decade
_DIGITS = 4  # of a year


def plain_of_typed(fields: Mapping[str, object]) -> object:
    """Return the text that an object stands for, or the object with such texts, else ""."""
    if len(fields) == 1:
        ((key, value),) = fields.items()
        if key in _SCALARS and isinstance(value, str):
            return _instant(value) if key == "$date" else value
    if _PARTS in fields and (text := _date_of_parts(fields)):
        return {**fields, _PARTS: text}
    if "calendarmodel" in fields and "precision" in fields and (text := _wikidata_time(fields)):
        return {**fields, "time": text}
    return ""


def _instant(text: str) -> str:
    """Write the milliseconds of a date in MongoDB as ISO 8601, other texts as they are."""
    if not _MILLISECONDS.fullmatch(text):
        return text
    try:
        moment = _EPOCH + timedelta(milliseconds=int(text))
    except OverflowError:
        return text
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _date_of_parts(fields: Mapping[str, object]) -> str:
    """Write the one or two dates of CSL in EDTF, "" where they are none."""
    dates = fields[_PARTS]
    if not isinstance(dates, list) or not 1 <= len(dates) <= 2:
        return ""
    mark = "~" if fields.get("circa") not in (None, "", "false", "0") else ""
    texts = []
    for parts in dates:
        if not isinstance(parts, list) or not all(
            isinstance(part, str) and part.lstrip("-").isdigit() and part.isascii()
            for part in parts
        ):
            return ""
        year, *rest = parts or [""]
        if not year or len(rest) > 2 or len(year) > 5:
            return ""
        sign, digits = "-" * year.startswith("-"), year.lstrip("-")
        texts.append(
            "-".join((f"{sign}{digits.zfill(4)}", *(part.zfill(2) for part in rest))) + mark
        )
    return "/".join(texts)


def _wikidata_time(fields: Mapping[str, object]) -> str:
    """Cut a time of Wikidata to what is known of it, "" where that cannot be written."""
    match = _WIKIDATA_TIME.fullmatch(str(fields.get("time")))
    if not match:
        return ""
    year, month, day = match.groups()
    precision = str(fields["precision"])
    if rough := rough_year(year.removeprefix("+"), precision):
        return rough
    if precision == _MONTH:
        day = "00"
    elif precision == _YEAR:
        month = day = "00"
    return f"{year}-{month}-{day}T00:00:00Z"


def rough_year(year: str, precision: str) -> str:
    """Write a year of which Wikidata knows less than the year, "" where it knows that."""
    if precision not in _ROUGH:
        return ""
    if len(year) != _DIGITS or not year.isdigit():
        return f"{year}~"
    if precision == _DECADE:
        return f"{year[:3]}X"
    if precision == _CENTURY:
        return f"{(int(year) - 1) // 100:02}XX"  # the 19th is given by its last year or its first
    return f"{year}~"
