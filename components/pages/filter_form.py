"""The filters beside the picture: search, window, and every facet with its counts."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from components import wording
from components.events import civil, edtf_date, parse_when
from components.frames import DID, SPOKEN_OF, LogFacts, Query, fold, once_per_log
from components.pages.html import Node, h
from components.selection import View, address, option_names, to_wall
from components.wording import FILTERS, Filter

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


def _option(row: Filter, option: str, name: str, count: int, chosen: bool) -> Node:
    return h(
        "li",
        h(
            "label",
            h("input", type="checkbox", name=row.key, value=option, checked=chosen or None),
            h("span.gt-name", name, title=name if len(name) > LONG else None),
            h("span.gt-count", f"{count:,}"),
            class_="gt-option" + ("" if count or chosen else " gt-none"),
        ),
        data_key=f"{row.key}={option}",
    )


def _busiest_first(facts: LogFacts, row: Filter, names: Mapping[str, str]) -> Sequence[str]:
    """Return the options of a list that is folded with those of most events in the log first.

    The order is never that of the present counts: what a reader aims at must not move away.
    """
    if row.options or len(names) <= SHOWN + FEW:
        return tuple(names)
    used = facts.used[row.key]
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


def _matching(facts: LogFacts, row: Filter, order: Sequence[str], typed: str) -> Sequence[str]:
    """Return the options in whose names every word of `typed` stands, taken literally."""
    words = fold(typed).split()
    if not words:
        return order
    folded = folded_names(facts)[row.key]
    return [option for option in order if all(word in folded[option] for word in words)]


def _search(row: Filter, size: int, typed: str) -> Node | None:
    """Return the field that searches a list: where it stands, or, of a long one, on the server."""
    if size < SEARCHABLE:
        return None
    complete = size <= MOST_OPTIONS
    return h(
        "input.gt-field.gt-narrow-list",
        type="search",
        placeholder=wording.filter_form.find_among(size),
        aria_label=wording.filter_form.find_in(row.heading),
        name=None if complete else f"{SEARCH_PREFIX}{row.key}",
        value=None if complete else typed,
        maxlength=None if complete else 100,
        data_narrows=row.key if complete else None,
        autocomplete="off",
        spellcheck="false",
    )


def _left_out(shown: int, matching: int, every: int, typed: str) -> str:
    """Return what a list says of the options that it does not show."""
    if typed and not matching:
        return wording.filter_form.NO_MATCH
    if shown >= matching:
        return ""
    if typed:
        return wording.filter_form.first_matches(shown, matching)
    return wording.filter_form.first_options(shown, every)


def _roles(view: View, row: Filter) -> Node | None:
    """Return the choice of what the chosen people do; it stands below the first who are chosen."""
    people = view.selection.people
    if row.key not in people[:1]:
        return None
    words, chosen = wording.filter_form, view.selection.role
    # the roles are counted only where one filter chooses people
    did, about = view.roles or (None, None)
    every = None if did is None or about is None else did + about
    options = (
        ("", words.ANY_ROLE, every),
        (DID, words.ROLES[DID], did),
        (SPOKEN_OF, words.ROLES[SPOKEN_OF], about),
    )
    return h(
        "fieldset.gt-roles",
        h("legend", words.ROLE),
        [
            h(
                "label.gt-option",
                h("input", type="radio", name="as", value=role, checked=role == chosen or None),
                h("span.gt-name", name),
                h("span.gt-count", f"{count:,}") if count is not None else None,
            )
            for role, name, count in options
        ],
        data_key="roles",
    )


def _facet(view: View, row: Filter, typed: str, after: Node | None) -> Node:
    names, counts = view.option_names[row.key], view.answer.counts[row.key]
    chosen: Sequence[str] = getattr(view.selection, row.key)
    is_long = len(names) > MOST_OPTIONS
    typed = typed if is_long else ""
    facts = view.engine.facts
    matching = _matching(facts, row, _busiest_first(facts, row, names), typed)
    sent = matching[:SENT] if is_long else matching
    order = [*(option for option in chosen if option not in sent), *sent]
    cut = SHOWN if len(order) > SHOWN + FEW and not typed else len(order)
    first = [option for place, option in enumerate(order) if place < cut or option in chosen]
    rest = [option for place, option in enumerate(order) if place >= cut and option not in chosen]
    left_out = _left_out(len(sent), len(matching), len(names), typed)

    def options(ids: Sequence[str]) -> Node:
        items = [_option(row, id_, names[id_], counts[id_], id_ in chosen) for id_ in ids]
        return h("ul.gt-options", items, data_list=row.key)

    return h(
        "details.gt-facet",
        h(
            "summary",
            h("span.gt-heading", row.heading),
            h("span.gt-chosen", wording.filter_form.chosen(len(chosen))) if chosen else None,
        ),
        h(
            "fieldset",
            h("legend.gt-hidden", wording.filter_form.explained(row.heading)),
            _search(row, len(names), typed),
            options(first),
            h(
                "details.gt-more",
                h("summary", wording.filter_form.more(len(rest))),
                options(rest),
                data_key=f"more-{row.key}",
            )
            if rest
            else None,
            h("p.gt-locator", left_out, role="status") if left_out else None,
            _roles(view, row),
            after,
        ),
        open=row.key not in CLOSED or bool(chosen),
        data_key=f"facet-{row.key}",
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
        "input.gt-field",
        type="date" if dated else "text",
        id=f"gt-{key}",
        name=key,
        value=_date(text, zone, end=end) if dated else text,
        placeholder=None if dated else wording.filter_form.EARLY_DATE_HINT,
        autocomplete="off",
    )


def _has_dates(times: Iterable[int | None]) -> bool:
    """Return whether a date field can hold all of some times: those of the years 1 to 9999."""
    return all(time is None or _FIRST <= time < _LAST for time in times)


def elements(view: View, option_searches: Mapping[str, str]) -> list[Node]:
    """Return the filters as elements: two forms, one for the window's dates.

    `option_searches` is what the reader types to find an option of a filter, by the filter's key.
    """
    clock = view.clock
    dated = _has_dates((*(view.engine.extent(Query()) or ()), *view.query.window))
    search = h(
        "div.gt-search",
        h("label.gt-heading", wording.filter_form.SEARCH, for_="gt-search"),
        h(
            "input.gt-field",
            type="search",
            id="gt-search",
            name="q",
            value=view.selection.q,
            placeholder=wording.filter_form.SEARCH_HINT,
            maxlength=200,
            autocomplete="off",
            spellcheck="false",
        ),
    )
    evidence = h(
        "a.gt-to-evidence",
        wording.filter_form.TO_EVIDENCE,
        href=address(view.selection.to("evidence")),
    )
    facets = [
        _facet(
            view,
            row,
            option_searches.get(row.key, ""),
            evidence if row.key == "differ" and view.selection.page != "evidence" else None,
        )
        for row in FILTERS
        if len(view.option_names[row.key]) > (0 if row.key == "differ" else 1)
        or getattr(view.selection, row.key)
    ]
    window = h(
        "form",
        h(
            "fieldset",
            h("legend.gt-heading", wording.filter_form.window(clock.name)),
            h(
                "div.gt-window",
                h("label", wording.filter_form.FROM, for_="gt-from"),
                _field("from", view.selection.start, clock.zone, dated=dated),
                h("label", wording.filter_form.TO, for_="gt-to"),
                _field("to", view.selection.end, clock.zone, dated=dated),
            ),
        ),
        data_key="window",
    )
    return [
        h(
            "form",
            search,
            role="search",
            aria_label=wording.filter_form.SEARCH_LABEL,
            data_key="search",
        ),
        window,
        h("form", facets, aria_label=wording.filter_form.FILTERS, data_key="facets"),
    ]
