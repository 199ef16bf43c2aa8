"""A set of ids holds what a set of texts holds."""

from hypothesis import given
from hypothesis import strategies as st

from components.exports.id_set import IdSet

IDS = st.sets(st.text(min_size=1, max_size=8))


@given(IDS, IDS)
def test_it_holds_its_ids_and_no_others(own: set[str], others: set[str]) -> None:
    kept = IdSet(own)
    asked = sorted(own | others)
    assert kept.contains(asked) == [key in own for key in asked]
    assert all(key in kept for key in own)
