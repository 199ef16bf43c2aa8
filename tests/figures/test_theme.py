"""Colours and symbols: everything has one, and all can be seen and read."""

import tomllib

import pytest
from plotly.validator_cache import ValidatorCache

from components.events import EventKind
from components.figures import DARK, LIGHT, SHAPES, Palette
from components.figures.theme import SYMBOLS
from tests.frames.sample import ROOT

KINDS = [str(kind) for kind in EventKind]
THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0b5cad", "#0b5cad") == 1


@THEMES
@pytest.mark.parametrize("kind", KINDS)
def test_numbers_can_be_read_on_full_and_on_hollow_marks(kind: str, palette: Palette) -> None:
    assert contrast(palette["on-mark"], palette[kind]) >= 4.5
    assert contrast(palette[kind], palette["paper"]) >= 4.5


@THEMES
@pytest.mark.parametrize(
    ("token", "least"), [("ink", 4.5), ("quiet", 4.5), ("differ", 4.5), ("join", 3.0)]
)
def test_text_and_lines_can_be_seen_on_the_page(token: str, least: float, palette: Palette) -> None:
    assert contrast(palette[token], palette["paper"]) >= least


def test_both_themes_have_the_same_tokens() -> None:
    assert list(LIGHT) == list(DARK)
    assert set(KINDS) < set(LIGHT)


def test_every_kind_has_a_colour_a_symbol_and_a_shape_of_its_own() -> None:
    for table in (SYMBOLS, SHAPES, {kind: LIGHT[kind] for kind in KINDS}):
        assert set(table) == set(KINDS)
        assert len({*table.values()}) == len(KINDS)


def test_symbols_are_plotlys() -> None:
    named = ValidatorCache.get_validator("scatter.marker", "symbol").values
    shapes = {kind: named[named.index(number) + 2] for kind, number in SYMBOLS.items()}
    assert shapes == {
        "meeting": "square",
        "statement": "circle",
        "interview": "diamond",
        "post": "hexagon",
        "agreement": "star-square",
        "announcement": "pentagon",
        "background": "octagon",
        "publication": "hexagram",
    }


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_paper_is_the_page_it_lies_on(theme: str, palette: Palette) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["theme"][theme]["backgroundColor"] == palette["paper"]
    assert config["theme"][theme]["textColor"] == palette["ink"]
