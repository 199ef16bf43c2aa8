"""Sets of rows as bits and lists: the same rows as plain Python sets, however many have a value."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.frames.postings import Postings, count_between, count_rows, pack, unpack

MASKS = st.lists(st.booleans(), max_size=200)


@given(MASKS)
def test_a_set_of_rows_comes_out_of_its_words_as_it_went_in(mask: list[bool]) -> None:
    words = pack(np.array(mask, dtype=np.bool_))
    assert unpack(words, len(mask)).tolist() == mask
    assert count_rows(words) == sum(mask)
    assert len(words) * 64 - len(mask) < 64


@given(MASKS, st.data())
def test_rows_are_counted_between_edges(mask: list[bool], data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(mask)), min_size=1, max_size=9)))
    sets = np.stack([pack(np.array(rows, dtype=np.bool_)) for rows in (mask, mask[::-1])])
    counted = count_between(sets, np.array(edges, dtype=np.intp))
    assert counted.tolist() == [
        [sum(rows[one:other]) for one, other in pairwise(edges)] for rows in (mask, mask[::-1])
    ]


@st.composite
def value_rows(draw: st.DrawFn) -> tuple[int, list[set[int]], Postings]:
    """Draw values that many rows have and values that few or none have, in several blocks."""
    size = draw(st.integers(1, 300))
    some = st.sets(st.integers(0, size - 1), max_size=4)
    many = st.integers(1, 5).map(lambda step: set(range(0, size, step)))
    rows_of = draw(st.lists(some | many, max_size=9))
    cut = draw(st.integers(0, size))
    blocks = []
    for block in (range(cut), range(cut, size)):
        pairs = [(code, row) for code, rows in enumerate(rows_of) for row in rows if row in block]
        pairs = [*pairs, *pairs[:3]]
        codes, rows = zip(*pairs, strict=True) if pairs else ((), ())
        blocks.append((np.array(codes, dtype=np.int64), np.array(rows, dtype=np.int32)))
    return size, rows_of, Postings.of(blocks, len(rows_of), size)


@given(value_rows(), st.data())
def test_postings_know_the_rows_of_every_value(
    drawing: tuple[int, list[set[int]], Postings], data: st.DataObject
) -> None:
    size, rows_of, postings = drawing
    within = data.draw(st.sets(st.integers(0, size - 1)))
    mask = np.isin(np.arange(size), list(within))
    counted = postings.counts(pack(mask), mask)
    assert counted.tolist() == [len(rows & within) for rows in rows_of]
    assert postings.totals.tolist() == [len(rows) for rows in rows_of]
    values = [code for code in range(len(rows_of)) if data.draw(st.booleans())]
    union = postings.union(np.array(values, dtype=np.intp))
    assert set(np.flatnonzero(unpack(union, size)).tolist()) == set().union(
        *(rows_of[code] for code in values)
    )
