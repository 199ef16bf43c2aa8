"""The signs of the People page: every state has a shape of its own."""

from components.events import Presence
from components.figures import PRESENCE_SIGNS
from components.frames import Seating


def test_every_state_has_a_sign() -> None:
    states = [*map(str, Presence), *map(str, Seating)]
    assert list(PRESENCE_SIGNS) == states


def test_signs_of_one_legend_differ_in_shape_or_are_filled() -> None:
    """Confirmed and reported are the same ring, which is filled for one of them."""
    of_rooms = [PRESENCE_SIGNS[str(state)] for state in Presence]
    assert len(set(of_rooms)) == len(of_rooms) - 1
    assert PRESENCE_SIGNS["confirmed"] == PRESENCE_SIGNS["reported"]
    assert len({PRESENCE_SIGNS[str(state)] for state in Seating}) == len(Seating)
