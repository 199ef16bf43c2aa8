"""The browser's half of Plotly: the build that is served, beside the installed package's own."""

import json
import re
from importlib.resources import files
from pathlib import Path

from components.figures import plotly_script

ROOT = Path(__file__).parents[2]


def version_of(script: Path) -> str:
    with script.open(encoding="utf-8") as text:
        found = re.search(r"plotly\.js (?:\(basic - minified\) )?v([\d.]+)", text.read(200))
    assert found
    return found[1]


def test_the_script_is_the_build_that_npm_is_asked_for() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pinned = lock["packages"]["node_modules/plotly.js-basic-dist-min"]["version"]
    assert version_of(plotly_script()) == pinned
    assert "Plotly" in plotly_script().with_name("LICENSE").read_text(encoding="utf-8")


def test_the_script_takes_the_figures_that_the_installed_package_checks() -> None:
    whole = Path(str(files("plotly") / "package_data" / "plotly.min.js"))
    assert version_of(plotly_script()).split(".")[0] == version_of(whole).split(".")[0]
    assert plotly_script().stat().st_size < whole.stat().st_size / 3
