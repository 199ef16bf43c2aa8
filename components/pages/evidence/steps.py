"""The ways from one open question to the others."""

from collections.abc import Sequence

from components import wording
from components.figures import account_table
from components.pages.html import Node, h
from components.selection import View


def steps(view: View, rows: Sequence[account_table.Row], place: int) -> Node:
    """Return the ways to the questions before and after the one at `place`, and out of it."""
    words = wording.evidence

    def step(name: str, sign: str, at: str | None, shortcut: str) -> Node | None:
        return (
            h(
                "a.gt-button",
                h("span", sign, aria_hidden="true"),
                href=view.address(at=at),
                aria_label=name,
                title=name,
                # an open event has these keys
                data_shortcut=None if view.selection.event else shortcut,
            )
            if at is not None
            else None
        )

    ids = [None, *(row.question.id for row in rows), None]
    return h(
        "div.gt-steps",
        step(words.PREVIOUS, words.PREVIOUS_SIGN, ids[place], "ArrowLeft"),
        step(words.NEXT, words.NEXT_SIGN, ids[place + 2], "ArrowRight"),
        step(words.CLOSE, words.CLOSE_SIGN, "", "Escape"),
    )
