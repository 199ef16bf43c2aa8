"""The filters beside the picture: search, days as bars, and every facet with its counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from types import MappingProxyType

from components import wording
from components.events import Log, Shape, civil, edtf_date, parse_when
from components.figures import MarkLook, PeriodBars, plan_bars
from components.frames import DID, SPOKEN_OF, LogFacts, Query, fold, once_per_log
from components.pages import legend
from components.pages.html import Child, Node, h
from components.selection import Ignored, View, address, option_names, to_wall
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
CLOSED = frozenset({"actor", "status", "source", "verdict"})  # folded until used
_FIXED = frozenset(row.key for row in FILTERS if row.options)
ORDER = ("kind", "party", "delegation", "member", "topic", "actor", "tier", "status", "source")
WIDTH = 224  # pixels of the bars, in the narrowest sidebar
TALLEST = 40  # pixels of a bar
_DIGIT = 6.5  # pixels of a letter below or above a bar
_BETWEEN = 3  # pixels between two bars


def _option(
    row: Filter, option: str, name: str, count: int, chosen: bool, sign: Node | None
) -> Node:
    return h(
        "li",
        h(
            "label",
            h("input", type="checkbox", name=row.key, value=option, checked=chosen or None),
            h(
                "span.gt-name",
                sign,
                h("span", name) if sign else name,
                title=name if len(name) > LONG else None,
            ),
            h("span.gt-count", f"{count:,}"),
            class_="gt-option" + ("" if count or chosen else " gt-none"),
        ),
        data_key=f"{row.key}={option}",
    )


def _sign(log: Log, row: Filter, option: str) -> Node | None:
    """Return what stands before an option: the shape of a kind, the colour of a side."""
    if row.key == "kind":
        look = MarkLook(log.kinds[option].shape, (), hollow=False, disputed=False)
        return legend.mark(look)
    if row.key != "party":
        return None
    return h("span", class_=f"gt-swatch {legend.side_hue(log, option)}", aria_hidden="true")


@once_per_log
def options_in_order(facts: LogFacts, key: str) -> tuple[str, ...]:
    """Return the options of a list; of one that is folded those of most events come first.

    Kinds stand by their shapes. The order is never that of the present counts: what a reader aims
    at must not move away.
    """
    names, used = option_names(facts)[key], facts.used[key]
    if key == "kind":
        shapes = list(Shape)
        return tuple(sorted(names, key=lambda kind: shapes.index(facts.log.kinds[kind].shape)))
    if key in _FIXED or len(names) <= SHOWN + FEW:
        return tuple(names)
    return tuple(sorted(names, key=lambda option: -used.get(option, 0)))


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


def _first_with_events(order: Sequence[str], counts: Mapping[str, int]) -> Sequence[str]:
    """Return the part of a long list that is sent: first of all what has events in view.

    A choice in a list never changes its own counts, so nothing moves away while a reader chooses.
    """
    numbers = dict(counts.items())
    there = list(islice((option for option in order if numbers[option]), SENT))
    others = (option for option in order if not numbers[option])
    return [*there, *islice(others, SENT - len(there))]


def _search(row: Filter, size: int, typed: str, *, complete: bool) -> Node | None:
    """Return the field that searches a list: where it stands, or else on the server."""
    if size < SEARCHABLE:
        return None
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
        dir="auto",
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
    # the roles are counted only where one filter chooses people
    did, about = view.roles or (None, None)
    return role_choice(view.selection.role, did, about)


def role_choice(chosen: str, did: int | None, about: int | None) -> Node:
    """Return the choice of a role, with in how many events the chosen people have each."""
    words = wording.filter_form
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


def _facet(view: View, row: Filter, typed: str, after: Node | None, *, has_server: bool) -> Node:
    names, counts = view.option_names[row.key], view.answer.counts[row.key]
    chosen: Sequence[str] = getattr(view.selection, row.key)
    is_long = has_server and len(names) > MOST_OPTIONS
    typed = typed if is_long else ""
    facts = view.engine.facts
    matching = _matching(facts, row, options_in_order(facts, row.key), typed)
    sent = _first_with_events(matching, counts) if is_long else matching
    order = [*(option for option in chosen if option not in sent), *sent]
    cut = SHOWN if len(order) > SHOWN + FEW and not typed else len(order)
    first = [option for place, option in enumerate(order) if place < cut or option in chosen]
    rest = [option for place, option in enumerate(order) if place >= cut and option not in chosen]
    left_out = _left_out(len(sent), len(matching), len(names), typed)

    def options(ids: Sequence[str]) -> Node:
        items = [
            _option(row, id_, names[id_], counts[id_], id_ in chosen, _sign(view.log, row, id_))
            for id_ in ids
        ]
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
            _search(row, len(names), typed, complete=not is_long),
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


@once_per_log
def _examples(facts: LogFacts) -> tuple[str, ...]:
    """Return what a search may look for: a subject, a person, a name in another script."""
    topics = [facts.options["topic"][topic] for topic in _by_use(facts, "topic")]
    people = [facts.log.actors[actor] for actor in _by_use(facts, "actor")]
    aliases = (alias for person in people for alias in person.aliases if not alias.isascii())
    found = (
        next((name for name in topics if len(name.split()) == 1), ""),
        next((person.name for person in people if person.kind == "person"), ""),
        next(aliases, ""),
    )
    return tuple(example for example in found if example)


@once_per_log
def _doer(facts: LogFacts) -> str:
    """Return the id of the person who acts most, of whom the example of a question asks."""
    actors = facts.log.actors
    doers = (actor for actor in _by_use(facts, "actor-did") if actors[actor].kind == "person")
    return next(doers, "")


def _by_use(facts: LogFacts, facet: str) -> Sequence[str]:
    used = facts.used[facet]
    return sorted(used, key=lambda option: -used[option])


def _search_form(view: View, *, has_questions: bool) -> Node:
    words = wording.filter_form
    facts = view.engine.facts
    links = [(text, replace(view.selection, q=text, number="")) for text in _examples(facts)]
    if has_questions and (doer := _doer(facts)):
        did = replace(view.selection, q="", actor=(doer,), role=DID, number="")
        links.append((words.question_of(facts.log.actors[doer].name), did))
    examples: list[Child] = [
        [" ", h("a", text, href=address(selection))] for text, selection in links
    ]
    return h(
        "form",
        h(
            "div.gt-search",
            h("label.gt-hidden", words.SEARCH, for_="gt-search"),
            h(
                "input.gt-field",
                type="search",
                id="gt-search",
                name="q",
                value=view.selection.q,
                placeholder=words.SEARCH_HINT if has_questions else words.WORD_HINT,
                maxlength=200,
                autocomplete="off",
                spellcheck="false",
                dir="auto",
            ),
            h("p.gt-examples", words.TRY, examples) if examples else None,
        ),
        role="search",
        aria_label=words.SEARCH_LABEL,
        data_key="search",
    )


def _shown_names(plan: PeriodBars) -> Sequence[str]:
    """Return what stands below the bars: where not all names fit, only every few of them."""
    bars, cell = plan.bars, WIDTH / len(plan.bars)
    ends = _end_names(plan)
    widths = [len(bar.name) * _DIGIT for bar in bars]
    around = (wording.filter_form.BEFORE, wording.filter_form.AFTER)
    inner = [width for bar, width in zip(bars, widths, strict=True) if bar.name not in around]
    every = max([1, *(ceil((width + 4) / cell) for width in inner)])
    # the names at either end may be longer than their bars are wide
    left = widths[0] + 2 if bars[0].name in ends else 0
    right = WIDTH - (widths[-1] + 2 if bars[-1].name in ends else 0)
    names = []
    for place, bar in enumerate(bars):
        begin = (place + 0.5) * cell - widths[place] / 2
        fits = begin >= left and begin + widths[place] <= right and place % every == 0
        names.append(bar.name if fits or bar.name in ends else "")
    return names


def _end_names(plan: PeriodBars) -> Sequence[str]:
    """Return the names that begin with the first bar or end with the last; others stand amid."""
    first = plan.bars[0].name
    is_wide = len(first) * _DIGIT > WIDTH / len(plan.bars)
    return wording.filter_form.BEFORE, wording.filter_form.AFTER, *([first] if is_wide else ())


def _bars(plan: PeriodBars) -> Node:
    peak = max((bar.count for bar in plan.bars), default=0) or 1
    ends = _end_names(plan)
    cell = WIDTH / len(plan.bars)
    room = cell - _BETWEEN
    fits = plan.is_exact and all(len(f"{bar.count:,}") * _DIGIT <= room for bar in plan.bars)

    def item(place: int, name: str) -> Node:
        bar = plan.bars[place]
        height = ceil(bar.count / peak * TALLEST)
        is_out = not plan.first <= place < plan.last
        says = wording.filter_form.bar(bar.long_name, bar.count, is_exact=plan.is_exact)
        return h(
            "li",
            h("span.gt-hidden", says),
            h("span.gt-bar-count", f"{bar.count:,}", aria_hidden="true") if fits else None,
            h("svg.gt-day-bar", height=height, aria_hidden="true"),
            h(f"span.gt-bar-name{'.gt-end' if name in ends else ''}", name, aria_hidden="true"),
            class_="gt-out" if is_out else "gt-in",
            title=says,
        )

    return h("ol.gt-bars", [item(place, name) for place, name in enumerate(_shown_names(plan))])


def _handle(view: View, plan: PeriodBars, key: str) -> Node:
    """Return a handle of the window: it stands for the text that the address has."""
    words, is_end = wording.filter_form, key == "to"
    place = plan.last if is_end else plan.first
    texts = [edge.end if is_end else edge.start for edge in plan.edges]
    # an end within a period stays what it is while the other one is moved
    texts[place] = view.selection.end if is_end else view.selection.start
    says = [edge.ends if is_end else edge.begins for edge in plan.edges]
    return h(
        "input.gt-handle",
        type="range",
        name=key,
        min="0",
        max=str(len(plan.bars)),
        value=str(place),
        aria_label=words.LAST_DAY if is_end else words.FIRST_DAY,
        aria_valuetext=says[place],
        data_values="|".join(texts),
        data_says="|".join(says),
    )


def _refusal(parts: Iterable[Ignored]) -> Node | None:
    """Say why what was typed is not used, below the field in which it was typed."""
    lines = [h("p", h("bdi", wording.notice.typed(part.value)), f" {part.why}") for part in parts]
    return h("div.gt-refusal", lines, role="alert") if lines else None


def _days(view: View, refused: Sequence[Ignored]) -> list[Node]:
    """Return the choice of days: bars with two handles, and fields for dates."""
    words, clock = wording.filter_form, view.clock
    plan = plan_bars(view)
    has_window = bool(view.selection.start or view.selection.end)
    dated = _has_dates((*(view.engine.extent(Query()) or ()), *view.query.window))
    bars = (
        h(
            "form.gt-day-form",
            h(
                "fieldset",
                h(
                    "legend.gt-heading",
                    words.DAYS,
                ),
                h(
                    "div.gt-day-chart",
                    _bars(plan),
                    _handle(view, plan, "from"),
                    _handle(view, plan, "to"),
                ),
            ),
            h("a.gt-all-days", words.ALL_DAYS, href=address(view.selection.without("window")))
            if has_window
            else None,
            data_key="days",
        )
        if plan
        else None
    )
    fields = h(
        "form",
        h(
            "details.gt-dates",
            h("summary", words.TYPE_DATES),
            h(
                "fieldset",
                h("legend.gt-hidden", words.dates(clock.name)),
                h(
                    "div.gt-window",
                    h("label", words.FROM, for_="gt-from"),
                    _field("from", view.selection.start, clock.zone, dated=dated),
                    h("label", words.TO, for_="gt-to"),
                    _field("to", view.selection.end, clock.zone, dated=dated),
                ),
            ),
            open=plan is None,
        ),
        _refusal(part for part in refused if part.key in ("from", "to")),
        data_key="window",
    )
    return [bars, fields] if bars else [fields]


def _place(row: Filter) -> int:
    """Return where a filter stands; what is in no order of ours comes last."""
    return ORDER.index(row.key) if row.key in ORDER else len(ORDER)


def elements(
    view: View,
    option_searches: Mapping[str, str],
    refused: Sequence[Ignored] = (),
    *,
    has_server: bool = True,
) -> list[Node]:
    """Return the filters as elements: forms for the search, the window and the options.

    `option_searches` is what the reader types to find an option of a filter, by the filter's key,
    `refused` what was typed into a field and could not be used. Without a
    server (`has_server`) every list is whole, and what is typed into the search is no question.
    """
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
            has_server=has_server,
        )
        for row in sorted(FILTERS, key=_place)
        if len(view.option_names[row.key]) > (0 if row.key == "differ" else 1)
        or getattr(view.selection, row.key)
    ]
    return [
        _search_form(view, has_questions=has_server),
        *_days(view, refused),
        h("form", facets, aria_label=wording.filter_form.FILTERS, data_key="facets"),
    ]
