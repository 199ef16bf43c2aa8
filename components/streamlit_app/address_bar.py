"""The reader's selection and the address of the page: the only user of `st.query_params`.

The address is the selection's home. It is read at the start of every run and written by what the
reader does, so a pasted link, a reload, Back and Forward give the view without anything else to
restore. Ignored parameters stay in the address until the reader's next step: rewriting it at once
would add a step of history that Back could not leave.

Streamlit's own `bind="query-params"` is not used: it writes labels where we write ids, replaces
history so that Back leaves the app, and cannot hold a click on the picture.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException

from components.figures import Span
from components.frames import LogFacts
from components.pages import filter_form
from components.selection import (
    KEYS,
    Asked,
    Ignored,
    Selection,
    as_typed,
    clock_of,
    decode,
    encode,
    format_window,
    understand,
    without_hidden,
)
from components.streamlit_app.browser_message import LONGEST_KEPT_QUERY
from components.wording import FILTERS

_LONGEST_SEARCH = 100  # characters
_REFUSED = "gt-refused"  # session key of what of a form could not be used, and the address then
_DECODED = "gt-decoded"  # session key of the last decoded address, so that a press decodes it once
_ASKED = "gt-asked"  # session key of the questions that became filters, the last one last
_EMBED = ("embed", "embed_options")  # parameters that Streamlit keeps to itself
_MOST_ASKED = 20  # questions of a session that are known when the reader comes back to them
# what the parameters are to become, while the messages of a page are handled
_pending: ContextVar[dict[str, list[str]] | None] = ContextVar("pending", default=None)
FORM_FIELDS = frozenset({*(row.key for row in FILTERS), "q", "from", "to", "clock", "lanes", "as"})


def base_path() -> str:
    """Return the path that the whole app is served below, "" or "/like/this"."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def own_address() -> str:
    """Return the address of the dashboard as this reader has it, with a slash at its end.

    It is "" where there is no reader, as in a script that runs without a browser.
    """
    try:
        url = urlsplit(st.context.url or "")
    except ValueError:  # no browser sends such an address, but anybody may
        return ""
    if url.scheme not in ("http", "https") or not url.netloc:
        return ""
    return f"{url.scheme}://{url.netloc}{base_path()}/"


def is_embedded() -> bool:
    """Return whether another page frames this one, by `embed` in the address."""
    return bool(st.context.is_embedded)


def parameters() -> dict[str, list[str]]:
    """Return the parameters of the address as they are, or as a block of `one_step` has them."""
    pending = _pending.get()
    if pending is not None:
        return pending
    return {key: st.query_params.get_all(key) for key in st.query_params}


@contextmanager
def one_step() -> Iterator[None]:
    """Make what is done to the address within the block one step of history, or none.

    A page sends messages again until it has an answer, so some are handled twice. Step by step,
    they would lead once more through every address that the reader has passed.
    """
    before = parameters()
    token = _pending.set(before)
    try:
        yield
        there = parameters()
    finally:
        _pending.reset(token)
    _put(there)


def _put(there: dict[str, list[str]]) -> None:
    """Make `there` the parameters of the address, unless they are."""
    if there == parameters():
        return
    if _pending.get() is not None:
        _pending.set(there)
        return
    try:
        st.query_params.from_dict(there)
    except StreamlitAPIException:  # a widget of the host's own writes one of them itself
        st.query_params.from_dict({key: there[key] for key in there if key in KEYS})


def here() -> str:
    """Return the query part of the address as it is, from its question mark on."""
    return "?" + urlencode(parameters(), doseq=True)


def read(facts: LogFacts) -> tuple[Selection, tuple[Ignored, ...]]:
    """Return the selection that the address asks for, and the parameters that were ignored.

    Outside a frame, `show` has no effect.
    """
    now = (facts.log.hash, parameters())
    key, selection, ignored = st.session_state.get(_DECODED, (None, None, ()))
    if key != now or not facts.log.hash:
        selection, ignored = decode(now[1], facts)
        st.session_state[_DECODED] = (now, selection, ignored)
    return selection if is_embedded() else replace(selection, show="chart"), ignored


def write(selection: Selection, facts: LogFacts) -> None:
    """Make `selection` the address: one step of history, or none when nothing changes."""
    new = encode(selection)
    _put(new)
    st.session_state[_DECODED] = ((facts.log.hash, new), selection, ())


def _with(facts: LogFacts, **values: Sequence[str]) -> tuple[Selection, tuple[Ignored, ...]]:
    """Return the selection of the address with other values for some of its parameters.

    What of them and of the others cannot be used comes as well.
    """
    current = parameters()
    if not is_embedded():
        current.pop("show", None)
    return decode({**current, **values}, facts)


def go_to(link: str) -> None:
    """Make the query part of an address, as it is, that of the page; nothing when it is already."""
    text = link.encode("utf-8", "replace").decode()[:LONGEST_KEPT_QUERY]
    values = parse_qs(text.removeprefix("?"), keep_blank_values=True)
    _put({key: value for key, value in values.items() if key.lower() not in _EMBED})


def follow(facts: LogFacts, link: str) -> None:
    """Go to the view of a link, given as the query part of its address."""
    write(decode(parse_qs(link.removeprefix("?")), facts)[0], facts)


def option_searches() -> Mapping[str, str]:
    """Return the text typed into each filter's option search, which is not in the address."""
    keys = {row.key: f"{filter_form.SEARCH_PREFIX}{row.key}" for row in FILTERS}
    return {key: st.session_state.get(name, "") for key, name in keys.items()}


def fill_in(facts: LogFacts, values: Mapping[str, object]) -> None:
    """Apply a form's values to the selection, ignoring names that are not fields of it.

    The reading list goes back to its first page when the view changes, but not when the reader
    only searches the options. What was typed and cannot be used is kept for `refused`.
    """
    _fill_in(facts, values, lambda filled: filled)


def ask(facts: LogFacts, values: Mapping[str, object], extent: tuple[int, int] | None) -> None:
    """Apply the values of a form that was submitted: a question in the search becomes filters.

    A question narrows what the reader has chosen, and takes the place of an earlier one. `extent`
    is that of the log, in milliseconds since 1970 in UTC.
    """

    def answered(filled: Selection) -> Selection:
        known: tuple[Asked, ...] = st.session_state.get(_ASKED, ())
        here = [one for one in known if one.is_answered_by(replace(filled, q=one.after.q))]
        last = (here or known)[-1] if known else None
        before = replace(last.undone(filled) if last else filled, q="")
        understood = understand(filled.q, facts, before, extent)
        if not understood.is_question:
            return filled
        now = Asked(filled.q, before, understood.selection)
        st.session_state[_ASKED] = (*known, now)[-_MOST_ASKED:]
        return understood.selection

    is_asked = isinstance(values.get("q"), str)
    _fill_in(facts, values, answered if is_asked else lambda filled: filled)


def asked(selection: Selection) -> Asked | None:
    """Return the question that a selection answers, if the reader asked for it."""
    known: tuple[Asked, ...] = st.session_state.get(_ASKED, ())
    return next((one for one in reversed(known) if one.is_answered_by(selection)), None)


def _fill_in(
    facts: LogFacts,
    values: Mapping[str, object],
    answer: Callable[[Selection], Selection],
) -> None:
    for row in FILTERS:
        name = f"{filter_form.SEARCH_PREFIX}{row.key}"
        if isinstance(text := values.get(name), str):
            st.session_state[name] = text[:_LONGEST_SEARCH]
    changed: dict[str, list[str]] = {"number": []}
    for name, value in values.items():
        if name in FORM_FIELDS:
            texts = value if isinstance(value, list) else [value]
            changed[name] = [text for text in texts if isinstance(text, str) and text]
    if "q" in changed:
        changed["q"] = [without_hidden(text) for text in changed["q"]]
    for end in {"from", "to"} & changed.keys():
        changed[end] = [as_typed(text) for text in changed[end]]
    filled, ignored = _with(facts, **changed)
    in_vain = {part.key for part in ignored} & {"from", "to"} & changed.keys()
    if in_vain:  # the window stays what it was
        kept = {end: parameters().get(end, []) for end in in_vain}
        filled, _ = _with(facts, **{**changed, **kept})
    filled = answer(filled)
    if filled != replace(read(facts)[0], number=""):
        write(filled, facts)
    st.session_state[_REFUSED] = (
        parameters(),
        tuple(part for part in ignored if part.key in changed),
    )


def refused() -> tuple[Ignored, ...]:
    """Return what the reader typed last and could not be used, until the address changes."""
    address, parts = st.session_state.get(_REFUSED, ({}, ()))
    return parts if address == parameters() else ()


def open_event(facts: LogFacts, event: str) -> None:
    """Open an event's panel, or close it with an empty id."""
    if not event or event in facts.log.events:
        write(_with(facts, event=[event])[0], facts)


def set_window(facts: LogFacts, span: Span | None) -> None:
    """Put a window in milliseconds into the address; `None` restores the view's opening window."""
    start, end = (
        format_window(*span, clock_of(read(facts)[0], facts.log).zone) if span else ("", "")
    )
    write(_with(facts, **{"from": [start], "to": [end]})[0], facts)
