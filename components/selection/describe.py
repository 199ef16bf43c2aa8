"""A selection to English: the sentence that is the picture's title, alt text and export header."""

from collections.abc import Mapping
from types import MappingProxyType

from components.events import Log, Precision, When, civil, parse_when
from components.frames import DID
from components.selection.closeness import Closeness
from components.selection.filters import teller
from components.selection.model import Selection
from components.selection.window import clock_of, to_wall
from components.wording import (
    CLOSENESS,
    FILTERS,
    Filter,
    any_of,
    from_date,
    in_period,
    matching,
    on_day,
    short,
    up_to,
    view_sentence,
)

_DAY = 86_400_000
Names = Mapping[str, Mapping[str, str]]  # of options, by the filter's key and the option's id


def _years(when: When, zone: str) -> set[int]:
    """Return the years in which the known ends of a date lie."""
    ends = [when.start, None if when.stop is None else when.stop - 1]
    return {civil(to_wall(end, zone) // _DAY)[0] for end in ends if end is not None}


def in_few_words(when: When, log: Log, zone: str, *, inferred: bool = False) -> str:
    """Return a date in few words, with its year unless that is the one that the log is about."""
    usual = _years(log.about.window, zone) if log.about.window else set()
    with_year = len(usual) != 1 or not _years(when, zone) <= usual
    return short(when, zone, with_year, inferred=inferred)


def window_in_words(selection: Selection, log: Log) -> str:
    """Return the window in words."""
    zone = clock_of(selection, log).zone
    ends = [parse_when(text, zone) for text in (selection.start, selection.end) if text]
    if not ends:
        return ""
    if selection.start and selection.end and selection.start != selection.end:
        return in_few_words(parse_when(f"{selection.start}/{selection.end}", zone), log, zone)
    words = in_few_words(ends[0], log, zone)
    if selection.start and selection.end:
        return on_day(words) if ends[0].precision is Precision.DAY else in_period(words)
    return from_date(words) if selection.start else up_to(words)


def _clause(row: Filter, option: str, log: Log, names: Names) -> str:
    """Return what the sentence says of one option of a filter."""
    if row.key == "kind":
        return log.kinds[option].plural
    if row.key == "tier":
        return teller(log, option).clause
    return row.options[option].clause if row.options else names[row.key][option]


def _in_role(row: Filter, words: str, role: str, roles: tuple[int, int] | None) -> str:
    """Return the clause of a filter that chooses people, with how many events are by them."""
    if row.roles is None:
        return row.clause(words)
    if role:
        return (row.roles.did if role == DID else row.roles.spoken_of)(words)
    if roles is None or not any(roles):
        return row.clause(words)
    did, about = roles
    if did and about:
        return row.roles.both(did, words, about, words)
    return (row.roles.did if did else row.roles.spoken_of)(words)


def clauses(
    selection: Selection, log: Log, names: Names, roles: tuple[int, int] | None = None
) -> list[str]:
    """Return a clause for each filter of a selection, in the order of the filters.

    `roles` are how many events the people act in whom the one filter of people chooses, and how
    many are only about them.
    """
    clauses = []
    for row in FILTERS:
        ids = getattr(selection, row.key)
        if ids:
            words = any_of([_clause(row, id_, log, names) for id_ in ids])
            clauses.append(_in_role(row, words, selection.role, roles))
    if selection.q:
        clauses.append(matching(selection.q))
    if window := window_in_words(selection, log):
        clauses.append(window)
    return clauses


def role_heads(selection: Selection, log: Log, names: Names) -> tuple[str, str]:
    """Return what stands above the events that the chosen people act in, and above the others.

    Both are "" unless exactly one filter chooses people.
    """
    rows = [row for row in FILTERS if row.roles and row.key in selection.people]
    if len(rows) != 1:
        return "", ""
    row, roles = rows[0], rows[0].roles
    words = any_of([_clause(row, id_, log, names) for id_ in getattr(selection, row.key)])
    return (roles.did_head(words), roles.spoken_of_head(words)) if roles else ("", "")


def sentence(
    selection: Selection,
    log: Log,
    names: Names,
    count: int,
    total: int,
    roles: tuple[int, int] | None = None,
    closeness_counts: Mapping[Closeness, int] = MappingProxyType({}),
) -> str:
    """Return the view in one sentence with its count, such as "5 of 47 events: on tariffs".

    `roles` are as in `clauses`. `closeness_counts` says how many events are known how closely, in
    a window within one day.
    """
    counts = [CLOSENESS[known](f"{number:,}") for known, number in closeness_counts.items()]
    return view_sentence(count, total, [*clauses(selection, log, names, roles), *counts])
