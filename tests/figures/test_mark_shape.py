"""The shapes of marks: both halves make the whole, and lists show what the picture does."""

import re
from collections.abc import Sequence

import pytest

from components.events import Shape
from components.figures import MARK_SHAPES
from components.figures.mark_shape import MARK_OUTLINES, Point

SHAPES = pytest.mark.parametrize("shape", Shape)


def rounded(outline: Sequence[Point]) -> list[Point]:
    return [(round(x, 6) + 0, round(y, 6)) for x, y in outline]


@SHAPES
def test_both_halves_of_a_shape_meet_in_the_middle_and_make_the_whole(shape: Shape) -> None:
    whole, left, right = map(rounded, MARK_OUTLINES[shape])
    assert set(whole) == {*left, *right}
    assert len(whole) == len(set(whole))
    assert left[0] == right[0] and left[-1] == right[-1]
    assert left[0][0] == left[-1][0] == 0
    assert max(x for x, _ in left) == min(x for x, _ in right) == 0


@SHAPES
def test_a_path_reaches_as_far_as_the_corners(shape: Shape) -> None:
    for outline, path in zip(MARK_OUTLINES[shape], MARK_SHAPES[shape], strict=True):
        numbers = {abs(float(number)) for number in re.findall(r"-?\d+(?:\.\d+)?", path)}
        corners = {abs(coordinate) for corner in outline for coordinate in corner}
        assert max(numbers) == pytest.approx(max(corners))
