"""The drawing of a joint, with its words."""

from components import wording
from components.events import Standing
from components.figures import JOINT_HEIGHT, JOINT_WIDTH, JOINTS
from components.pages.html import Node, h


def joint(stands: Standing, *, is_spoken: bool = True) -> list[Node]:
    """Return the drawing of how an answer stands, in words for those who cannot see it."""
    paths = JOINTS[stands]
    return [
        h(
            "svg.gt-joint",
            h("path.gt-full", d=paths.filled) if paths.filled else None,
            h("path", d=paths.drawn),
            viewBox=f"0 0 {JOINT_WIDTH} {JOINT_HEIGHT}",
            aria_hidden="true",
        ),
        *([h("span.gt-hidden", f" {wording.evidence.JOINTS[str(stands)]}: ")] if is_spoken else []),
    ]
