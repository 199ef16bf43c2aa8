"""How exact a date is where a field beside it says so: 1967-07-01 with `month` is 1967-07."""

import re
from collections.abc import Mapping

_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-[0-9]{2}(?:T.*)?)?)?")
_EXACT, _DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _ABOUT = range(7)
_WORDS: Mapping[str, int] = {
    word: precision
    for precision, words in (
        (_EXACT, "exact second minute hour time datetime full"),
        (_DAY, "day days date d"),
        (_MONTH, "month months m"),
        (_YEAR, "year years y"),
        (_DECADE, "decade"),
        (_CENTURY, "century"),
        (_ABOUT, "circa ca approximate approximately approx about estimated estimate"),
    )
    for word in words.split()
}


def is_precision(text: str) -> bool:
    """Tell whether a text says how exact a date is."""
    return text.strip().casefold() in _WORDS


def at_precision(date: str, text: str) -> str:
    """Cut a date in EDTF to what is known of it; one of another form stays as it is."""
    precision = _WORDS.get(text.strip().casefold(), _EXACT)
    match = _DATE.fullmatch(date)
    if not match or precision == _EXACT:
        return date
    year, month = match.groups()
    if precision == _ABOUT:
        return date if "T" in date else f"{date}~"
    if precision == _DAY:
        return date.partition("T")[0]
    if precision == _MONTH and month:
        return f"{year}-{month}"
    if precision == _DECADE and year[0] != "-":
        return f"{year[:3]}X"
    if precision == _CENTURY and year[0] != "-":
        return f"{year[:2]}XX"
    return year
