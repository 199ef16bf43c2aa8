"""The joint between what an article says and the finding: a node, and a line between the two."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.events import Standing

JOINT_WIDTH, JOINT_HEIGHT = 36, 14  # pixels
_NODE = "M2 7A5 5 0 1 0 12 7A5 5 0 1 0 2 7Z"


@dataclass(frozen=True, slots=True)
class Joint:
    """The paths of a joint: what is filled, "" for nothing, and what is drawn, node at the left."""

    filled: str
    drawn: str


JOINTS: Mapping[Standing, Joint] = {
    Standing.FITS: Joint(_NODE, "M12 7H36"),
    Standing.PART: Joint("M7 2A5 5 0 0 0 7 12Z", f"{_NODE}M12 7H36"),
    Standing.NOT: Joint("", f"{_NODE}M12 7H19M17 12L21 2M23 12L27 2M25 7H36"),
    Standing.ALONE: Joint("", f"{_NODE}M15 7h2M19 7h2M23 7h2M27 7h2M31 7h2"),
}
