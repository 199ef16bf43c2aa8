"""The style of files that need no server has both schemes, and asks for nothing elsewhere."""

import re

import pytest

from components.editions.style import EVENT_SHEETS, base_style
from components.figures import DARK, LIGHT


def test_every_colour_that_the_sheets_ask_for_is_there_in_both_schemes() -> None:
    style = base_style()
    asked = set(re.findall(r"var\((--[\w-]+)\)", style))
    measures = {"--gt-left", "--gt-whole"}  # of pictures on paper, which scripts set
    assert {name for name in asked if f"{name}:" not in style} <= measures
    for token, light in LIGHT.items():
        assert f"--gt-{token}:{light};" in style
        assert f"--gt-{token}:{DARK[token]};" in style


def test_the_style_asks_for_nothing_but_the_font_that_is_named() -> None:
    assert "url(" not in base_style()
    assert re.findall(r"url\([^)]*\)", base_style(font="letters.woff2")) == ['url("letters.woff2")']
    assert "/*" not in base_style()


def test_a_sheet_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="lost"):
        base_style({*EVENT_SHEETS, "lost.css"})
