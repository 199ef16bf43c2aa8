"""Write figures to `docs/performance.md`.

A measured part replaces its former section. Every section names its machine, its versions and its
day, because the parts need not be measured together.
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

Written by `make bench`, which takes a quarter of an hour; `make bench PART=c` measures one part and
rewrites its section. Every figure is a ratio of two things measured in one run, in turns: a small
one is good. Times are CPU time, because a busy machine makes everything wait: of the server's
process, and of the page's main thread in the browser (`Performance.getMetrics` with
`timeDomain: threadTicks`). Absolute values are medians; they say more about the machine than about
the code. The bar was set before measuring.

`performance.jsonl` has the figures of every run by commit. Those that have a bar, the broken line:

![Figures over time, a row each, with their bars](performance.svg)
"""
LIBRARIES = ("streamlit", "plotly", "pandas", "numpy", "pyarrow", "pydantic", "pyyaml")
PEERS = ("polars", "duckdb")
_WIDTH = 110


def machine() -> str:
    """Return the machine's processors, memory and system."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[1].strip() if model else platform.machine()
    return f"{os.cpu_count()} cores of {name}, {memory:.0f} GB, {platform.system()}"


def versions() -> dict[str, str]:
    """Return the versions of everything that takes part."""
    ended = subprocess.run([chromium(), "--version"], capture_output=True, text=True, check=True)
    browser = re.search(r"[\d.]+", ended.stdout)
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
        f"| {row.what} | {row.against or 'alone'} | {row.shown} | {row.absolute} | {row.verdict} |"
        for row in figures
    ]
    reasons = dict.fromkeys(figure.why for figure in figures if not figure.met and figure.why)
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
            *(line for reason in reasons for line in ("Not met: " + _filled(reason), "")),
            _filled(measured),
            "",
        ]
    )


def _filled(text: str) -> str:
    return fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of a document by their letters."""
    parts = re.split(r"(?m)^(?=## )", text)
    return {part[3]: part for part in parts if part.startswith("## ")}


def write(sections: Mapping[str, str], document: Path = DOCUMENT) -> None:
    """Write sections into the document, in place of the former ones of the same letters."""
    before = parts_of(document.read_text(encoding="utf-8")) if document.exists() else {}
    parts = {**before, **sections}
    body = "\n".join(parts[letter].strip() + "\n" for letter in sorted(parts))
    document.write_text(f"{HEAD}\n{body}", encoding="utf-8")
