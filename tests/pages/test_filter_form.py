"""The filters beside the picture: what stands above a bar is never wider than the bar."""

import pytest

from components.figures import PeriodBars, advance
from components.figures.period_bar import Edge, PeriodBar
from components.pages import filter_form
from components.pages.filter_form import WIDTH
from tests.pages.tree import elements, words


@pytest.mark.parametrize("bars", [1, 4, 9, 14])
@pytest.mark.parametrize("digits", range(1, 11))
def test_a_count_is_never_wider_than_its_bar(bars: int, digits: int) -> None:
    count = 10**digits - 1
    plan = PeriodBars(
        [PeriodBar("1", "1 May", count)] * bars,
        [Edge("", "", "", "")] * (bars + 1),
        0,
        bars,
        is_exact=True,
    )
    shown = [words(node) for node in elements(filter_form._bars(plan), class_="gt-bar-count")]
    fits = advance.text_width(f"{count:,}", 11) <= WIDTH / bars - 3
    assert not shown or (fits and shown == [f"{count:,}"] * bars)
    assert shown or digits > 1 or bars > 14
    # the number itself is said in words in any case
    hidden = [words(node) for node in elements(filter_form._bars(plan), class_="gt-hidden")]
    assert all(f"{count:,}" in said for said in hidden)


def test_a_first_name_wider_than_its_bar_begins_with_it_and_a_last_one_stands_amid() -> None:
    names = ("3999 BC", "2999 BC", "1999 BC", "999 BC", "1")
    bars = [PeriodBar(name, name, 1) for name in names]
    plan = PeriodBars(bars, [Edge("", "", "", "")] * 6, 0, 5, is_exact=True)
    spans = list(elements(filter_form._bars(plan), class_="gt-bar-name"))
    assert [words(span) for span in spans] == ["3999 BC", "", "1999 BC", "", "1"]
    ends = list(elements(filter_form._bars(plan), class_="gt-end"))
    assert [words(span) for span in ends] == ["3999 BC"]
