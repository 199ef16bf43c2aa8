"""The joint between what an article says and the finding: a node, and a line between the two."""

from collections.abc import Mapping

from components import wording
from components.events import Standing
from components.pages.html import Node, h

_NODE = "M2 7A5 5 0 1 0 12 7A5 5 0 1 0 2 7Z"
# What is filled, and what is only drawn, with the node at the left.
_PATHS: Mapping[Standing, tuple[str, str]] = {
    Standing.FITS: (_NODE, "M12 7H36"),
    Standing.PART: ("M7 2A5 5 0 0 0 7 12Z", f"{_NODE}M12 7H36"),
    Standing.NOT: ("", f"{_NODE}M12 7H19M17 12L21 2M23 12L27 2M25 7H36"),
    Standing.ALONE: ("", f"{_NODE}M15 7h2M19 7h2M23 7h2M27 7h2M31 7h2"),
}


def joint(stands: Standing, *, is_spoken: bool = True) -> list[Node]:
    """Return the drawing of how an answer stands, in words for those who cannot see it."""
    full, drawn = _PATHS[stands]
    return [
        h(
            "svg.gt-joint",
            h("path.gt-full", d=full) if full else None,
            h("path", d=drawn),
            viewBox="0 0 36 14",
            aria_hidden="true",
        ),
        *([h("span.gt-hidden", f" {wording.evidence.JOINTS[str(stands)]}: ")] if is_spoken else []),
    ]
