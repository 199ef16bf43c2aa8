"""The results of a SPARQL query as JSON, such as Wikidata gives them: a record for each solution.

Wikidata gives every date as a midnight, be it known to the day, the month or the year. A variable
whose name ends with "precision" tells which; without one each is a day.
"""

import re
from collections.abc import Iterator, Sequence

from components.imports.fault import NO_DATE
from components.imports.file import InputFile
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.typed_value import rough_year
from components.imports.value import Value, lookup

_TYPES_OF_DATES = ("#dateTime", "#date", "#gYear", "#gYearMonth")
_MIDNIGHT = re.compile(r"([+-]?[0-9]{4,})-([0-9]{2})-([0-9]{2})T00:00:00(?:\.0+)?Z")
_UNKNOWN = ".well-known/genid/"
_PLACES = ("place", "location", "country", "city")
_TOPICS = ("type", "class", "instance", "category", "topic")
_YEAR, _MONTH = "9", "10"  # as Wikidata counts how precise a date is


def is_sparql(file: InputFile) -> bool:
    """Tell whether a JSON file holds results of a query with dates among them."""
    return isinstance(file.json, dict) and bool(_dates(_solutions(file.json)))


def sparql_mapping(file: InputFile) -> FieldMapping:
    """Return what the variables of a query mean, by their types and names."""
    solutions = _solutions(file.json)
    variables = list(dict.fromkeys(key for solution in solutions for key in solution))
    dates = _dates(solutions)
    ends = [name for name in dates if "end" in name.casefold()]
    starts = [name for name in dates if name not in ends] or dates
    labels = [name for name in variables if name.endswith("Label")]
    beside = {f"{name}Label" for name in (*_PLACES, *_TOPICS)}
    rest = [name for name in variables if name not in dates and _is_literal(solutions, name)]
    titles = [name for name in labels if name not in beside] + labels
    titles += [name for name in rest if name.casefold() in ("title", "label", "name")] + rest
    about = titles[0].removesuffix("Label") if titles else ""
    addresses = [name for name in variables if name not in dates and name not in rest]
    fields: dict[str, object] = {
        "when": {"field": starts[0]},
        "end": {"field": ends[0]} if ends and ends[0] != starts[0] else None,
        "title": {"field": titles or variables},
        "summary": {"field": [f"{about}Description", "description"]},
        "place": {"field": [f"{name}Label" for name in _PLACES]},
        "topics": [{"field": f"{name}Label"} for name in _TOPICS if f"{name}Label" in variables],
        "url": {"field": [about] if about in addresses else addresses[:1] or ["url"]},
        "id": None,
    }
    return usual_mapping(**fields)


def read_sparql(file: InputFile, _: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the solutions of a query at their index."""
    solutions = _solutions(file.json)
    dates = _dates(solutions)
    days = [name for name in dates if _are_days(solutions, name)]
    precise = next(
        (name for name in _names(solutions) if name.casefold().endswith("precision")), ""
    )
    if days and not precise and any("-01-01T" in _text(one, days[0]) for one in solutions):
        file.note(
            f'the dates in "{days[0]}" count as days; where Wikidata knows a year alone, it gives '
            "its first of January: ask the query for wikibase:timePrecision"
        )
    file.size, file.rows = len(solutions), 0
    for index, solution in enumerate(solutions):
        file.rows = file.done = index + 1
        place = f".results.bindings[{index}]"
        unknown = next((name for name in dates[:1] if _is_unknown(solution.get(name, ""))), None)
        if unknown:
            reason = f'"{unknown}" is an unknown value (a blank node), and no date'
            yield UnreadableRecord(place, reason, NO_DATE)
            continue
        fields: dict[str, Value] = {
            name: "" if _is_unknown(value) else _text(solution, name)
            for name, value in solution.items()
        }
        for name in days:
            fields[name] = _day(_text(solution, name), _text(solution, precise))
        yield InputRecord(place, fields)


def _solutions(value: Value) -> Sequence[dict[str, Value]]:
    listed = lookup(value, "results.bindings")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _names(solutions: Sequence[dict[str, Value]]) -> list[str]:
    return list(dict.fromkeys(name for solution in solutions for name in solution))


def _dates(solutions: Sequence[dict[str, Value]]) -> list[str]:
    """Return the variables that hold dates."""
    return list(
        dict.fromkeys(
            name
            for solution in solutions
            for name, value in solution.items()
            if isinstance(value, dict) and str(value.get("datatype", "")).endswith(_TYPES_OF_DATES)
        )
    )


def _are_days(solutions: Sequence[dict[str, Value]], name: str) -> bool:
    texts = [
        _text(solution, name) for solution in solutions if not _is_unknown(solution.get(name, ""))
    ]
    return all(_MIDNIGHT.fullmatch(text) for text in texts if text)


def _is_literal(solutions: Sequence[dict[str, Value]], name: str) -> bool:
    first = next((one[name] for one in solutions if name in one), "")
    return isinstance(first, dict) and first.get("type") != "uri"


def _is_unknown(value: Value) -> bool:
    return isinstance(value, dict) and (
        value.get("type") == "bnode" or _UNKNOWN in str(value.get("value", ""))
    )


def _text(solution: dict[str, Value], name: str) -> str:
    text = lookup(solution, f"{name}.value") if name else ""
    return text if isinstance(text, str) else ""


def _day(text: str, precision: str) -> str:
    """Write a midnight as the day, the month or the year that is known of it."""
    match = _MIDNIGHT.fullmatch(text)
    if not match:
        return text
    year, month, day = match[1].removeprefix("+"), match[2], match[3]
    if rough := rough_year(year, precision):
        return rough
    if precision == _YEAR or month == "00":
        return year
    return f"{year}-{month}" if precision == _MONTH or day == "00" else f"{year}-{month}-{day}"
