"""The filters beside the picture: search, window, and every facet with its counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from components.events import civil, edtf_date, parse_when
from components.frames import LogFacts, Query, fold, once_per_log
from components.pages.node import Node, h
from components.selection import FILTERS, Filter, View, address, option_names, to_wall

SEARCH_PREFIX = "find-"  # before a filter's key: what its list of options is searched for
SHOWN = 8  # options before "more"
FEW = 2  # that are not worth a "more"
MOST_OPTIONS = 150  # that are sent to the page; of a longer list only a part is
SENT = 60  # of a longer list
LONG = 40  # characters of a name that may not be seen whole
SEARCHABLE = 15  # options from which a list has a search field of its own
_FIRST, _LAST = -62_135_596_800_000, 253_402_214_400_000  # 0001-01-01 and 9999-12-31, in UTC
_DAY = 86_400_000  # milliseconds
CLOSED = frozenset({"party", "actor", "status", "source", "verdict"})  # folded until used


def _option(each: Filter, option: str, name: str, count: int, chosen: bool) -> Node:
    return h(
        "li",
        h(
            "label",
            h("input", type="checkbox", name=each.key, value=option, checked=chosen or None),
            h("span", name, class_="gt-name", title=name if len(name) > LONG else None),
            h("span", f"{count:,}", class_="gt-count"),
            class_="gt-option" + ("" if count or chosen else " gt-none"),
        ),
        data_key=f"{each.key}={option}",
    )


def _busiest_first(facts: LogFacts, each: Filter, names: Mapping[str, str]) -> Sequence[str]:
    """Return the options of a list that is folded with those of most events in the log first.

    The order is never that of the present counts: what a reader aims at must not move away.
    """
    if each.options or len(names) <= SHOWN + FEW:
        return tuple(names)
    used = facts.used[each.key]
    return sorted(names, key=lambda option: -used.get(option, 0))


@once_per_log
def folded_names(facts: LogFacts) -> Mapping[str, Mapping[str, str]]:
    """Return what the options of each filter are found by: their names, and actors' other names."""
    log = facts.log
    folded = {
        key: {option: fold(name) for option, name in names.items()}
        for key, names in option_names(facts).items()
    }
    for key in ("actor", "member"):
        for option in folded[key]:
            actor = log.actors[option]
            folded[key][option] = fold(" ".join((actor.name, *actor.aliases)))
    return MappingProxyType({key: MappingProxyType(names) for key, names in folded.items()})


def _matching(facts: LogFacts, each: Filter, order: Sequence[str], sought: str) -> Sequence[str]:
    """Return the options in whose names every word of `sought` stands, taken literally."""
    words = fold(sought).split()
    if not words:
        return order
    folded = folded_names(facts)[each.key]
    return [option for option in order if all(word in folded[option] for word in words)]


def _search(each: Filter, size: int, sought: str) -> Node | None:
    """Return the field that searches a list: where it stands, or, of a long one, on the server."""
    if size < SEARCHABLE:
        return None
    complete = size <= MOST_OPTIONS
    return h(
        "input",
        type="search",
        class_="gt-field gt-narrow-list",
        placeholder=f"Find in {size:,}",
        aria_label=f"Find in {each.heading.lower()}",
        name=None if complete else f"{SEARCH_PREFIX}{each.key}",
        value=None if complete else sought,
        maxlength=None if complete else 100,
        data_narrows=each.key if complete else None,
        autocomplete="off",
        spellcheck="false",
    )


def _left_out(shown: int, matching: int, every: int, sought: str) -> str:
    """Return what a list says of the options that it does not show."""
    if sought and not matching:
        return "None of that name."
    if shown >= matching:
        return ""
    if sought:
        return f"The first {shown:,} of {matching:,} of that name."
    return f"The first {shown:,} of {every:,}; the field above finds every other."


def _facet(
    facts: LogFacts,
    each: Filter,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    chosen: tuple[str, ...],
    sought: str = "",
    after: Node | None = None,
) -> Node:
    sought = sought if len(names) > MOST_OPTIONS else ""
    matching = _matching(facts, each, _busiest_first(facts, each, names), sought)
    sent = matching if len(names) <= MOST_OPTIONS else matching[:SENT]
    order = [*(option for option in chosen if option not in sent), *sent]
    rows = [
        (option in chosen, _option(each, option, names[option], counts[option], option in chosen))
        for option in order
    ]
    cut = SHOWN if len(rows) > SHOWN + FEW and not sought else len(rows)
    first = [row for place, (held, row) in enumerate(rows) if place < cut or held]
    rest = [row for place, (held, row) in enumerate(rows) if place >= cut and not held]
    left_out = _left_out(len(sent), len(matching), len(names), sought)
    return h(
        "details",
        h(
            "summary",
            h("span", each.heading, class_="gt-heading"),
            h("span", f"{len(chosen)} chosen", class_="gt-chosen") if chosen else None,
        ),
        h(
            "fieldset",
            h("legend", f"{each.heading}, and how many events each leaves", class_="gt-hidden"),
            _search(each, len(names), sought),
            h("ul", first, class_="gt-options", data_list=each.key),
            h(
                "details",
                h("summary", f"{len(rest)} more"),
                h("ul", rest, class_="gt-options", data_list=each.key),
                class_="gt-more",
                data_key=f"more-{each.key}",
            )
            if rest
            else None,
            h("p", left_out, class_="gt-locator", role="status") if left_out else None,
            after,
        ),
        class_="gt-facet",
        open=each.key not in CLOSED or bool(chosen),
        data_key=f"facet-{each.key}",
    )


def _date(text: str, zone: str, *, end: bool) -> str:
    """Return the calendar day of one end of the window, as a date field holds it."""
    if not text:
        return ""
    when = parse_when(text, zone)
    instant = (when.stop if end and not when.has_clock else when.start) or 0
    if end and not when.has_clock:
        instant -= 1
    return edtf_date(*civil(to_wall(instant, zone) // _DAY))


def _field(key: str, text: str, zone: str, *, dated: bool) -> Node:
    """Return the field for one end of the window; years before Christ have no date field."""
    end = key == "to"
    return h(
        "input",
        type="date" if dated else "text",
        id=f"gt-{key}",
        name=key,
        class_="gt-field",
        value=_date(text, zone, end=end) if dated else text,
        placeholder=None if dated else "-0043-03-15 or 1066",
        autocomplete="off",
    )


def _has_dates(times: Iterable[int | None]) -> bool:
    """Tell whether a date field can hold all of some times: those of the years 1 to 9999."""
    return all(time is None or _FIRST <= time < _LAST for time in times)


def elements(view: View, sought: Mapping[str, str]) -> list[Node]:
    """Return the filters as elements: two forms, one for the window's dates.

    `sought` is what the reader types to find an option of a filter, by the filter's key.
    """
    clock = view.clock
    dated = _has_dates((*(view.engine.extent(Query()) or ()), *view.query.window))
    search = h(
        "div",
        h("label", "Search", for_="gt-search", class_="gt-heading"),
        h(
            "input",
            type="search",
            id="gt-search",
            name="q",
            value=view.selection.q,
            class_="gt-field",
            placeholder="Words or names",
            maxlength=200,
            autocomplete="off",
            spellcheck="false",
        ),
        class_="gt-search",
    )
    evidence = h(
        "a",
        "See what each of them says",
        href=address(view.selection.to("evidence")),
        class_="gt-to-evidence",
    )
    facets = [
        _facet(
            view.engine.facts,
            each,
            view.option_names[each.key],
            view.answer.counts[each.key],
            getattr(view.selection, each.key),
            sought.get(each.key, ""),
            evidence if each.key == "differ" and view.selection.page != "evidence" else None,
        )
        for each in FILTERS
        if len(view.option_names[each.key]) > (0 if each.key == "differ" else 1)
        or getattr(view.selection, each.key)
    ]
    window = h(
        "form",
        h(
            "fieldset",
            h("legend", f"Time window, {clock.name}", class_="gt-heading"),
            h(
                "div",
                h("label", "From", for_="gt-from"),
                _field("from", view.selection.start, clock.zone, dated=dated),
                h("label", "to", for_="gt-to"),
                _field("to", view.selection.end, clock.zone, dated=dated),
                class_="gt-window",
            ),
        ),
        data_key="window",
    )
    return [
        h("form", search, role="search", aria_label="Search the events", data_key="search"),
        window,
        h("form", facets, aria_label="Filters", data_key="facets"),
    ]
