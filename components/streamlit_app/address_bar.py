"""The reader's selection and the address of the page: the only user of `st.query_params`.

The address is the selection's home. It is read at the start of every run and written by what the
reader does, so a pasted link, a reload, Back and Forward give the view without anything else to
restore. What an address says in vain is left in it until the reader's next step: rewriting it at
once would add a step of history that Back could not leave.

Streamlit's own `bind="query-params"` is not used: it writes labels where we write ids, replaces
history so that Back leaves the app, and cannot hold a click on the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components.events import Log
from components.figures import Span
from components.pages import filters
from components.selection import FILTERS, Ignored, Selection, decode, encode, written, zone_of

_LONGEST_FIND = 100
FORM_FIELDS = frozenset({*(each.key for each in FILTERS), "q", "from", "to", "clock", "lanes"})


def _given() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def read(log: Log) -> tuple[Selection, tuple[Ignored, ...]]:
    """Return the selection that the address asks for, and what of the address is of no use.

    What a frame shows is no matter of a page that stands in none.
    """
    selection, ignored = decode(_given(), log)
    return selection if is_embedded() else replace(selection, show="chart"), ignored


def is_embedded() -> bool:
    """Tell whether the page stands in the frame of another one, by `embed` in its address."""
    return bool(st.context.is_embedded)


def here() -> str:
    """Return the query part of the address as it is, from its question mark on."""
    return "?" + urlencode(_given(), doseq=True)


def write(selection: Selection) -> None:
    """Make `selection` the address: one step of history, or none when nothing changes."""
    wanted = encode(selection)
    if wanted != _given():
        st.query_params.from_dict(wanted)


def follow(link: str, log: Log) -> None:
    """Go to the view of a link, given as the query part of its address."""
    write(decode(parse_qs(link.removeprefix("?")), log)[0])


def finding() -> Mapping[str, str]:
    """Return for each filter what its list of options is searched for; no address tells of it."""
    return {each.key: st.session_state.get(f"{filters.FIND}{each.key}", "") for each in FILTERS}


def fill_in(values: Mapping[str, object], log: Log) -> None:
    """Take over a form's values; names that are not the selection's are left aside.

    The reading list begins anew when the view changes, and stays where it is when an option is
    only looked for.
    """
    for each in FILTERS:
        sought = values.get(f"{filters.FIND}{each.key}")
        if isinstance(sought, str):
            st.session_state[f"{filters.FIND}{each.key}"] = sought[:_LONGEST_FIND]
    before = encode(replace(read(log)[0], number=""))
    parameters = dict(before)
    for name, value in values.items():
        if name in FORM_FIELDS:
            texts = value if isinstance(value, list) else [value]
            parameters[name] = [text for text in texts if isinstance(text, str) and text]
    filled = decode(parameters, log)[0]
    if encode(filled) != before:
        write(filled)


def open_event(event: str, log: Log) -> None:
    """Open an event's panel, or close it with an empty id."""
    if not event or event in log.events:
        write(replace(read(log)[0], event=event))


def set_window(span: Span | None, log: Log) -> None:
    """Make a window in milliseconds the address, or with `None` the one that the view opens on."""
    now = read(log)[0]
    start, end = written(*span, zone_of(now, log).zone) if span else ("", "")
    write(replace(now, start=start, end=end))
