"""The browser's half of Plotly, as the installed package has it."""

from importlib.metadata import version

from components.figures import plotly_script


def test_the_script_is_a_plotly_and_no_small_one() -> None:
    script = plotly_script()
    assert script.stat().st_size > 1_000_000
    with script.open(encoding="utf-8") as text:
        assert "plotly.js v" in text.read(200)
    assert int(version("plotly").split(".")[0]) >= 7
