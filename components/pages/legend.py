"""The marks of the picture in columns as elements, and the line that explains its signs."""

from collections.abc import Mapping

from components import wording
from components.events import Event, Log, Shape
from components.figures import (
    MARK_SHAPES,
    ColumnPlan,
    MarkLook,
    Sign,
    mark_look,
    sample_look,
    side_tokens,
    sides_of,
    signs_in_view,
)
from components.pages.html import Node, h

_WHOLE, _HALVES = "", ("-left", "-right")  # behind the name of a shape
# The paths that an element with `data_shape` holds, by that name.
SHAPE_PATHS: Mapping[str, str] = {
    f"{shape}{part}": path
    for shape, paths in MARK_SHAPES.items()
    for part, path in zip((_WHOLE, *_HALVES), paths, strict=True)
}


def side_hue(log: Log, party: str | None) -> str:
    """Return the class that gives the hue of a side by its id, or that of others."""
    sides = sides_of(log)
    return f"gt-of-{side_tokens((sides.index(party),) if party in sides else ())[0]}"


def mark(look: MarkLook) -> Node:
    """Return a mark as it stands in the picture: in two halves for two sides."""
    tokens = side_tokens(look.hues)
    parts = _HALVES if len(tokens) > 1 else (_WHOLE,)
    return h(
        "span",
        [
            h("svg", data_shape=f"{look.shape}{part}", class_=f"gt-of-{token}")
            for part, token in zip(parts, tokens, strict=True)
        ],
        class_="gt-mark"
        + (" gt-hollow" if look.hollow else "")
        + (" gt-disputed" if look.disputed else ""),
        aria_hidden="true",
    )


def mark_of(log: Log, event: Event) -> Node:
    """Return the mark of an event."""
    return mark(mark_look(log, event, sides_of(log)))


def _sample(sign: Sign | Shape) -> Node:
    """Return a sample of a sign."""
    look = sample_look(sign)
    if look:
        return mark(look)
    words = wording.legend.BOLD if sign is Sign.KEY else None
    return h("span", words, class_=f"gt-sample gt-sample-{sign}", aria_hidden="true")


def line(plan: ColumnPlan) -> Node | None:
    """Return what explains the signs of a picture, those that are in it; `None` without any."""
    signs = signs_in_view(plan)
    if not signs:
        return None
    return h(
        "ul.gt-legend",
        [
            h("li", _sample(sign), wording.legend.SIGN_NAMES[sign], data_key=str(sign))
            for sign in signs
        ],
        aria_label=wording.legend.SIGNS,
    )
