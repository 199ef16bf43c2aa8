"""Write figures to `docs/performance.md`.

A part that is measured takes the place of what the document said of it; what was measured on which
machine, with what and when stands with each part, because they need not be measured together.
"""

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import fill

from tests.bench.figure import Figure
from tests.browser.conftest import chromium
from tests.serving import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
HEAD = """# Performance

Written by `make bench`, which takes a quarter of an hour; `make bench PART=c` measures a part and
writes it anew. Every figure is a ratio of two things measured in one run, which took turns: a
small one is good. The times are CPU time, because a busy machine makes everything wait: of the
process on the server, and of the page's main thread in the browser (`Performance.getMetrics` with
`timeDomain: threadTicks`). Absolute values stand beside; they are medians, and say more about the
machine than about the code. The bar is what was set before measuring.
"""
LIBRARIES = ("streamlit", "plotly", "pandas", "numpy", "pyarrow", "pydantic", "pyyaml")
PEERS = ("polars", "duckdb")
_WIDTH = 110


def machine() -> str:
    """Return what the machine is made of."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[1].strip() if model else platform.machine()
    return f"{os.cpu_count()} cores of {name}, {memory:.0f} GB, {platform.system()}"


def versions() -> dict[str, str]:
    """Return the versions of all that is measured and measured against."""
    told = subprocess.run([chromium(), "--version"], capture_output=True, text=True, check=True)
    browser = re.search(r"[\d.]+", told.stdout)
    return {
        "Python": platform.python_version(),
        **{name: version(name) for name in (*LIBRARIES, *PEERS)},
        "Chromium": browser[0] if browser else "",
    }


def section(letter: str, title: str, about: str, figures: Sequence[Figure]) -> str:
    """Return a part of the document."""
    stack = ", ".join(f"{name} {number}" for name, number in versions().items())
    day = f"{datetime.now(UTC):%d %B %Y}".lstrip("0")
    measured = f"Measured on {day} on {machine()}, with {stack}. Load {os.getloadavg()[1]:.1f}."
    rows = [
        " | ".join(
            ["", each.what, each.against or "alone", each.shown, each.found, each.verdict, ""]
        ).strip()
        for each in figures
    ]
    reasons = dict.fromkeys(each.why for each in figures if not each.met and each.why)
    return "\n".join(
        [
            f"## {letter}. {title}",
            "",
            _filled(about),
            "",
            "| what | against | figure | absolute | bar |",
            "|---|---|---|---|---|",
            *rows,
            "",
            *(line for each in reasons for line in ("Not met: " + _filled(each), "")),
            _filled(measured),
            "",
        ]
    )


def _filled(text: str) -> str:
    return fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of a document by their letters."""
    return {each[3]: each for each in re.split(r"(?m)^(?=## )", text) if each.startswith("## ")}


def write(found: Mapping[str, str], document: Path = DOCUMENT) -> None:
    """Put the parts found into the document, in the place of what it said of them."""
    before = parts_of(document.read_text(encoding="utf-8")) if document.exists() else {}
    parts = {**before, **found}
    body = "\n".join(parts[letter].strip() + "\n" for letter in sorted(parts))
    document.write_text(f"{HEAD}\n{body}", encoding="utf-8")
