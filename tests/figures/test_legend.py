"""The legend names the signs that a picture uses and no others; marks look alike everywhere."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings

from components.events import Log, Shape
from components.figures import Sign, mark_look, sides_of, signs_in_view
from components.figures.column_plan import Bond, Box, ColumnPlan, Mark, Ruler
from tests.figures.column_sample import plan_of
from tests.frames.sample import logs, the_log


def picture(*, boxes: tuple[Box, ...] = (), marks: tuple[Mark, ...] = ()) -> ColumnPlan:
    return ColumnPlan(900, 400, 84, (), (), boxes, marks, (), ())


def mark(
    shape: Shape = Shape.MET,
    *,
    hollow: bool = False,
    disputed: bool = False,
    bold: bool = False,
    lines: tuple[str, ...] = ("A label",),
) -> Mark:
    return Mark("a", 9, 9, shape, (), hollow, disputed, lines, 20, 0, bold)


def test_a_sign_is_named_when_it_is_in_view() -> None:
    assert signs_in_view(picture()) == ()
    for fades, dashed, sign in (
        ("", False, Sign.SPAN),
        ("left", False, Sign.EARLIER),
        ("right", False, Sign.LATER),
        ("", True, Sign.UNCERTAIN),
    ):
        box = Box("some time", 0, 0, 90, 40, fades, dashed)
        assert signs_in_view(picture(boxes=(box,))) == (sign,)
    for shape in Shape:
        assert signs_in_view(picture(marks=(mark(shape),))) == (shape,)
    assert signs_in_view(picture(marks=(mark(hollow=True),))) == (Shape.MET, Sign.HOLLOW)
    assert signs_in_view(picture(marks=(mark(disputed=True),))) == (Shape.MET, Sign.DISPUTED)


def test_rings_are_explained_while_an_event_is_open() -> None:
    for bond, sign in ((Bond.LINKED, Sign.LINKED), (Bond.DIFFERING, Sign.DIFFERING)):
        marks = (replace(mark(), bond=Bond.OPEN), replace(mark(), bond=bond))
        assert signs_in_view(picture(marks=marks)) == (Shape.MET, sign)
    unrelated = replace(mark(), bond=Bond.NONE)
    assert signs_in_view(picture(marks=(unrelated,))) == (Shape.MET,)


def test_bold_is_explained_where_some_words_are_bold_and_others_not() -> None:
    for first, second in product((True, False), repeat=2):
        signs = signs_in_view(picture(marks=(mark(bold=first), mark(bold=second))))
        assert (Sign.KEY in signs) is (first is not second)
    assert Sign.KEY not in signs_in_view(picture(marks=(mark(bold=True), mark(lines=()))))


def test_how_times_are_known_comes_before_the_shapes() -> None:
    signs = signs_in_view(plan_of(the_log()))
    assert signs[:5] == (Sign.SPAN, Sign.EARLIER, Sign.LATER, Sign.UNCERTAIN, Sign.CLOCK)
    assert signs[5:] == (*Shape, Sign.HOLLOW, Sign.DISPUTED, Sign.KEY)
    ruler = Ruler(0, 0, 90, ())
    timed = ColumnPlan(900, 400, 84, (), (), (), (mark(),), (ruler,), ())
    assert signs_in_view(timed) == (Sign.CLOCK, Shape.MET)
    for unit, sign in (("hour", Sign.CLOCK), ("day", Sign.CLOCK), ("month", Sign.DATE)):
        assert signs_in_view(replace(timed, unit=unit)) == (sign, Shape.MET)


@settings(deadline=None, max_examples=30)
@given(logs())
def test_a_mark_in_a_list_looks_like_that_of_the_picture(log: Log) -> None:
    compare(log)


def compare(log: Log) -> None:
    if not log.events:
        return
    plan, sides = plan_of(log), sides_of(log)
    for drawn in (*plan.marks, *plan.since):
        look = mark_look(log, log.events[drawn.event], sides)
        assert look.shape is drawn.shape
        assert look.hues == drawn.hues
        assert (look.hollow, look.disputed) == (drawn.hollow, drawn.disputed)


def test_the_marks_of_the_projects_own_log_look_like_those_of_its_picture() -> None:
    compare(the_log())
    looks = [
        mark_look(the_log(), event, sides_of(the_log())) for event in the_log().events.values()
    ]
    assert {look.shape for look in looks} == set(Shape)
    assert {len(look.hues) for look in looks} == {0, 1, 2}
    assert any(look.hollow for look in looks) and any(look.disputed for look in looks)
