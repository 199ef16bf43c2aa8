"""The content of a box: labels that wrap, columns of items, marks that stand alone."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from components.figures.box_content import LINE, MARK, PADDING, Item, flow, listing
from components.figures.packing import Block, pack
from components.figures.ruler import stack_marks

LABELS = st.text(st.sampled_from("abc é何م"), min_size=1, max_size=60).filter(str.strip)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    labels = draw(st.lists(LABELS, min_size=1, max_size=20))
    made = [
        Item(f"e{n}", label, draw(st.booleans()), aside="why" * draw(st.integers(0, 1)))
        for n, label in enumerate(labels)
    ]
    cut = draw(st.integers(0, len(made) - 1))
    head = Item("head", "Head", children=tuple(made[:cut]))
    return [head, *made[cut:]]


@given(items(), st.floats(70, 900), st.sampled_from([0.0, 40.0, 120.0, 1e9]))
def test_every_item_stands_once_in_its_box(some: list[Item], width: float, most: float) -> None:
    placed = flow(some, width, most)
    expected = [event.event for item in some for event in (item, *item.children)]
    assert sorted(item.event for item in placed.items) == sorted(expected)
    for item in placed.items:
        assert item.x - 6 >= PADDING - 1 and item.x + 6 <= width - PADDING + 1
        assert item.y - MARK / 2 >= 0 and item.y + MARK / 2 <= placed.height + 0.01


def test_the_labels_that_matter_most_stay() -> None:
    some = [Item("a", "A"), Item("b", "B"), Item("c", "C", bold=True), Item("d", "D")]
    placed = {item.event: item.lines for item in flow(some, 100, 2 * LINE).items}
    assert placed == {"a": (), "b": (), "c": ("C",), "d": ()}


@given(items())
def test_a_listing_keeps_its_order(some: list[Item]) -> None:
    placed = listing(some, 120).items
    assert [item.event for item in placed] == [item.event for item in some]
    assert [item.y for item in placed] == sorted(item.y for item in placed)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(1, 200)).map(
            lambda block: Block(min(block[:2]), max(block[:2]), block[2])
        ),
        max_size=12,
    )
)
def test_blocks_do_not_overlap(blocks: list[Block]) -> None:
    tops, height = pack(blocks)
    for n, (block, top) in enumerate(zip(blocks, tops, strict=True)):
        assert top >= 0 and top + block.height <= height
        for other, at in zip(blocks[:n], tops, strict=False):
            apart = block.last < other.first or other.last < block.first
            assert apart or top + block.height <= at or at + other.height <= top


@given(st.lists(st.floats(0, 300), max_size=40))
def test_marks_of_a_level_do_not_touch(places: list[float]) -> None:
    levels, count = stack_marks(places)
    for level in range(count):
        row = sorted(x for x, at in zip(places, levels, strict=True) if at == level)
        assert all(right - left >= MARK for left, right in itertools.pairwise(row))
