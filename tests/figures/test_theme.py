"""Colours and symbols: everything has one, and all can be seen and read."""

import tomllib
from collections.abc import Sequence
from itertools import combinations
from math import dist

import pytest
from plotly.validator_cache import ValidatorCache

from components.events import EventKind
from components.figures import DARK, LIGHT, SHAPES, SIDES, Palette, row_token, side_tokens
from components.figures.column_figure import FAINT
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


# How people without red, green or blue cones see linear RGB (Machado, Oliveira, Fernandes 2009).
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
# from linear RGB to XYZ, of which white is 1, 1, 1
TO_XYZ = ((0.4339, 0.3763, 0.1898), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8729))
Matrix = Sequence[Sequence[float]]


def times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    """Multiply a matrix by a vector."""
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def seen(colour: str, sight: Matrix) -> tuple[float, float, float]:
    """Return the CIELAB values of #rrggbb as somebody sees it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    shown = [min(max(part, 0.0), 1.0) for part in times(sight, linear)]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in times(TO_XYZ, shown)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@THEMES
@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_sides_differ_however_colours_are_seen(sight: Matrix, palette: Palette) -> None:
    for one, other in combinations(SIDES, 2):
        apart = dist(seen(palette[one], sight), seen(palette[other], sight))
        assert apart >= 15, (one, other, apart)


@THEMES
@pytest.mark.parametrize("token", SIDES)
def test_names_of_sides_can_be_read_on_the_page_and_in_boxes(token: str, palette: Palette) -> None:
    assert contrast(palette[token], palette["paper"]) >= 4.5
    assert contrast(palette[token], palette["tint"]) >= 4.5


@THEMES
@pytest.mark.parametrize(("token", "least"), [("ink", 4.5), ("quiet", 4.5), ("rule", 3.0)])
def test_words_and_dashed_edges_can_be_seen_in_boxes(
    token: str, least: float, palette: Palette
) -> None:
    assert contrast(palette[token], palette["tint"]) >= least


def test_a_mark_has_the_hues_of_its_sides() -> None:
    assert side_tokens(()) == ("others",)
    assert side_tokens((1,)) == ("side-2",)
    assert side_tokens((0, 3, 2)) == ("side-1", "side-4")
    assert side_tokens((4,)) == ("others",)
    assert side_tokens((0, 4)) == ("side-1", "others")


def test_what_belongs_to_a_row_has_the_hue_of_its_one_side() -> None:
    assert row_token((1,)) == "side-2"
    assert {row_token(hues) for hues in ((), (0, 1), (4,))} == {"others"}


@THEMES
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("token", SIDES)
def test_lighter_marks_can_be_seen_on_the_page_and_in_boxes(
    token: str, ground: str, palette: Palette
) -> None:
    def channels(colour: str) -> list[int]:
        return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]

    mixed = zip(channels(palette[token]), channels(palette[ground]), strict=True)
    seen = "#" + "".join(f"{round(FAINT * of + (1 - FAINT) * on):02x}" for of, on in mixed)
    assert contrast(seen, palette[ground]) >= 3
