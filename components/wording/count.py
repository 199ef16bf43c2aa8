"""Counts with their nouns, and numbers with their units."""

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_SIZES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def spelled(count: int) -> str:
    """Write a number within a sentence: up to twelve as a word."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def events(count: int) -> str:
    """Count events, as in "1,200 events"."""
    return _counted(count, "event", "events")


def questions(count: int) -> str:
    """Count questions on which accounts differ."""
    return _counted(count, "question", "questions")


def more_questions(count: int) -> str:
    """Count the questions that have no room."""
    return f"and {_counted(count, 'more question', 'more questions')}"


more_links = "and {:,} more".format


def statements(count: int) -> str:
    """Count statements."""
    return _counted(count, "statement", "statements")


more = "and {:,} more".format


def number(value: float) -> str:
    """Write a number with the word for its size, as in "1.2 trillion" or "145"."""
    for size, word in _SIZES:
        if abs(value) >= size:
            return f"{value / size:,.6g} {word}"
    return f"{value:,.6g}"


def amount(value: float, unit: str) -> str:
    """Write a number with its unit, as in "1.2 trillion USD" or "145%"."""
    written = number(value)
    return f"{written}{'' if unit == '%' and written[-1].isdigit() else ' '}{unit}"
