"""Dates in digits, such as 2025-05-11, 11.05.2025, 05/12 and 2025年5月11日."""

from components.drafts.possible_date import FAR, OwnDate, PossibleDate, Reading, on_day
from components.drafts.sentence_words import EARLIEST_YEAR, SentenceWords
from components.events import civil, day_number, days_in_month


def numeric_date(words: SentenceWords, own: OwnDate, index: int) -> Reading | None:
    """Read 2025-05-11, 11.05.2025, 05/12 and the like, and years with 年."""
    first = words.digits(index, 4)
    if first is None or (
        words.passage.touch(index)
        and index > words.first
        and (words.tokens[index - 1].text in {*"-/.:,$€£"})
    ):
        return None
    signs = [words.word(index + place) for place in (1, 3)]
    if signs == ["年", "月"]:
        return checked_date(
            first,
            words.digits(index + 2, 2),
            words.digits(index + 4, 2),
            index + 5 + (words.word(index + 5) in ("日", "號", "号")),
        )
    if not all(words.passage.touch(index + place) for place in (1, 2)):
        return None
    second = words.digits(index + 2, 2)
    third = words.digits(index + 4, 4)
    whole = all(words.passage.touch(index + place) for place in (3, 4))
    if signs == ["-", "-"] and whole and len(words.word(index)) == 4:
        return checked_date(first, second, third, index + 5)
    if signs[0] == signs[1] and signs[0] in "./-" and whole and third and third >= EARLIEST_YEAR:
        return _either(own, first, second, (third,), index + 5, day_first=signs[0] == ".")
    if signs[0] == "/" and len(words.word(index)) == 2 and len(words.word(index + 2)) == 2:
        years = (civil(own.last)[0], civil(own.last)[0] - 1)
        return _either(own, first, second, years, index + 3, day_first=False)
    return None


def checked_date(year: int, month: int | None, day: int | None, stop: int) -> Reading | None:
    """Return a day, None when there is no such day."""
    if not month or not day or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return on_day(day_number(year, month, day)), stop, ""


def _either(
    own: OwnDate, first: int, second: int | None, years: tuple[int, ...], stop: int, day_first: bool
) -> Reading | None:
    """Read two numbers as day and month, in both orders when both are possible."""
    orders = {(second, first)} if day_first else {(second, first), (first, second)}
    days = sorted(
        day_number(year, month, day)
        for year in years[:1]
        for month, day in orders
        if month and day and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    )
    if len(years) > 1:
        # Without a year: what would lie in the future was a year before.
        days = sorted(day if day <= own.last + FAR else _year_before(day) for day in days)
    if not days:
        return None
    if len(days) == 1:
        flag = "?" if len(years) > 1 else ""
        return on_day(days[0], flag), stop, "the year is that of the article" if flag else ""
    why = "day and month may stand in either order"
    return PossibleDate(days[0], days[-1], "", others=tuple(days)), stop, why


def _year_before(day: int) -> int:
    year, month, number = civil(day)
    return day_number(year - 1, month, min(number, days_in_month(year - 1, month)))
