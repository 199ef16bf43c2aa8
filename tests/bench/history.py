"""Keep the figures of every run by commit, a line for each run of a part, and draw them.

The lines are JSON: the commit, the day, the part, and the figures by what is measured.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.figure import Figure
from tests.serving import ROOT

LINES = ROOT / "docs" / "performance.jsonl"
PICTURE = LINES.with_suffix(".svg")

ROW, WIDTH, NAMES, NUMBERS = 26, 900, 470, 120  # pixels of the picture
TALLEST = 18.0  # pixels of the highest value of a row
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1a2330}rect{fill:#fff}"
    "path{fill:none;stroke:#0b5cad;stroke-width:1.5}line{stroke:#b3261e;stroke-dasharray:3 3}"
    "circle{fill:#0b5cad}.missed{fill:#b3261e}"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a part measured: values by name, and the bars of those that have one."""

    commit: str
    day: str
    part: str
    figures: Mapping[str, float]
    bars: Mapping[str, float]

    @classmethod
    def of(cls, part: str, figures: Iterable[Figure]) -> "Run":
        """Return what was measured just now."""
        rows = {_name(figure): figure for figure in figures}
        return cls(
            commit_now(),
            f"{datetime.now(UTC):%Y-%m-%d}",
            part,
            {name: float(f"{figure.value:.3g}") for name, figure in rows.items()},
            {name: figure.bar for name, figure in rows.items() if figure.bar is not None},
        )


def _name(figure: Figure) -> str:
    return f"{figure.what}, against {figure.against}" if figure.against else figure.what


def commit_now() -> str:
    """Return the short name of the commit, with a plus where files differ from it."""
    command = ["git", "describe", "--always", "--exclude=*", "--dirty=+"]  # no tags
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def read_runs(path: Path = LINES) -> list[Run]:
    """Return all runs, oldest first; none where there is no file."""
    if not path.exists():
        return []
    return [Run(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def keep(run: Run, path: Path = LINES) -> None:
    """Add a run, in the place of the one of the same commit and part, and draw all anew."""
    others = [r for r in read_runs(path) if (r.commit, r.part) != (run.commit, run.part)]
    runs = [*others, run]
    lines = [json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in runs]
    path.write_text("".join(lines), encoding="utf-8")
    path.with_suffix(".svg").write_text(draw(runs), encoding="utf-8")


def draw(runs: Sequence[Run]) -> str:
    """Return the figures that have a bar as SVG: a row for each, with its values and its bar."""
    names = sorted({(run.part, name) for run in runs for name in run.bars})
    rows = [
        _row(place * ROW, part, name, [run for run in runs if run.part == part])
        for place, (part, name) in enumerate(names)
    ]
    height = ROW * len(names) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">'
        f'<style>{_STYLE}</style><rect width="{WIDTH}" height="{height}"/>{"".join(rows)}</svg>\n'
    )


def _row(top: float, part: str, name: str, runs: Sequence[Run]) -> str:
    values = [run.figures[name] for run in runs if name in run.figures]
    bar = next(run.bars[name] for run in reversed(runs) if name in run.bars)
    peak = max(*values, bar)
    left, floor = NAMES, top + ROW - 4
    step = (WIDTH - NAMES - NUMBERS) / max(len(values) - 1, 1)
    points = [
        (left + place * step, floor - TALLEST * value / peak) for place, value in enumerate(values)
    ]
    line = "L".join(f"{x:.0f} {y:.1f}" for x, y in points)
    at = floor - TALLEST * bar / peak
    is_missed = values[-1] > bar
    state = ' class="missed"' if is_missed else ""
    x, y = points[-1]
    return (
        f'<text x="8" y="{floor:.0f}">{escape(f"{part}. {name}")}</text>'
        f'<line x1="{left}" x2="{WIDTH - NUMBERS}" y1="{at:.1f}" y2="{at:.1f}"/>'
        f'<path d="M{line}"/><circle{state} cx="{x:.0f}" cy="{y:.1f}" r="3"/>'
        f'<text{state} x="{WIDTH - NUMBERS + 10}" y="{floor:.0f}">{values[-1]:g} (≤ {bar:g})</text>'
    )
