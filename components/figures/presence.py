"""The signs of the People page: who has a seat by whose word, and who was in which room."""

from collections.abc import Mapping

from components.events import Presence
from components.frames import Seating

_RING = "M0-6A6 6 0 1 1 0 6A6 6 0 1 1 0-6Z"
_DOUBT = "M-2.2-1.6A2.2 2.2 0 1 1 0.9 0.5Q0 1.1 0 2M0 4.2V4.4"  # a question mark

# SVG paths in pixels around (0, 0), told apart by shape. The first is the ring or disc, the second
# what stands in it: a half, a dot or a question mark.
PRESENCE_SIGNS: Mapping[str, tuple[str, ...]] = {
    str(Presence.CONFIRMED): (_RING,),
    str(Presence.REPORTED): (_RING,),
    str(Presence.DISPUTED): (_RING.replace("6", "8"), _DOUBT),
    str(Presence.ANNOUNCED): (_RING, "M0-2A2 2 0 1 1 0 2A2 2 0 1 1 0-2Z"),
    str(Seating.NAMED): (_RING,),
    str(Seating.COUNTED): (_RING, "M0-6A6 6 0 0 0 0 6Z"),
    str(Seating.IN_DOUBT): (_RING.replace("6", "8"), _DOUBT),
}
