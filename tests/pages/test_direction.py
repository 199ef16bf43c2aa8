"""Logs in scripts from right to left: no text of theirs turns the words beside it."""

import pytest

from components.pages.html import Element, h

HEBREW = "פגישה: חלק 2."


def test_an_element_that_holds_only_such_text_takes_its_direction() -> None:
    assert h("p", HEBREW) == Element("p", {"dir": "auto"}, (HEBREW,))
    assert h("p", "Talks: part 2.") == Element("p", {}, ("Talks: part 2.",))
    marked = h("p", "פג", h("mark", "יש"), "ה")
    assert marked.attributes == {"dir": "auto"}
    assert len(marked.children) == 3


def test_such_text_beside_other_elements_is_an_element_of_its_own() -> None:
    name = h("strong", "Ann")
    assert h("p", name, ", ", HEBREW).children == (name, ", ", Element("bdi", {}, (HEBREW,)))
    # a blank within would stand at its other end
    assert h("p", name, f" {HEBREW} ").children == (name, " ", Element("bdi", {}, (HEBREW,)), " ")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_direction_that_is_given_stays(direction: str) -> None:
    assert h("code", HEBREW, dir=direction).attributes == {"dir": direction}
