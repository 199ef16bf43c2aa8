"""The ways from one open question to the others."""

from collections.abc import Sequence

from components import wording
from components.figures import account_table
from components.pages.html import Node, h
from components.pages.shared_element import step
from components.selection import View


def steps(view: View, rows: Sequence[account_table.Row], place: int) -> Node:
    """Return the ways to the questions before and after the one at `place`, and out of it."""
    words = wording.evidence

    def to(name: str, sign: str, at: str | None, shortcut: str) -> Node | None:
        # an open event has these keys
        key = None if view.selection.event else shortcut
        return None if at is None else step(name, sign, view.address(at=at), key, name)

    ids = [None, *(row.question.id for row in rows), None]
    return h(
        "div.gt-steps",
        to(words.PREVIOUS, words.PREVIOUS_SIGN, ids[place], "ArrowLeft"),
        to(words.NEXT, words.NEXT_SIGN, ids[place + 2], "ArrowRight"),
        to(words.CLOSE, words.CLOSE_SIGN, "", "Escape"),
    )
