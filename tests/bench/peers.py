"""The page with up to a million events against other timelines, in the same browser.

vis-timeline and TimelineJS are installed into the run's folder and served from this machine;
px.timeline stands in a Streamlit page. All get the same events in the same lanes.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from playwright.sync_api import Browser

from tests.bench.figure import Figure, milliseconds, ratio
from tests.bench.filter_change import PICTURE, WITHIN
from tests.bench.reader import Reader, started
from tests.serving import ROOT, running, serve_folder
from tests.synthetic_log import write_synthetic_parquet

TITLE = "Drawing and filtering, against other timelines"
ABOUT = """All draw the same events in lanes, one for each of 60 actors (a picture of marks puts
those beyond twelve into one row), in the same browser, served from this machine. Load is what the
main thread spends from an empty page until all is at rest; filter is half of what it spends on
leaving one kind of six and on bringing all back. vis-timeline does not stack, its faster setting,
and is given the remaining items; taking many back costs it more than a new timeline, so a new one
is compared as well. TimelineJS has no filter and is made anew. px.timeline stands in
`st.plotly_chart` with a check box. Ours shows up to 1,000 events as marks, and more as ridges,
with a paged list."""
PACKAGES = ("vis-timeline@8.5", "@knight-lab/timelinejs@3.9")
KIND = "meeting"
SIZES = (50, 1_000, 10_000)
LARGE, MILLION = 100_000, 1_000_000
OFTEN = 4  # presses of the filter, and of what takes half a minute each
SELDOM = 2
WHY = """Most of a load is what every Streamlit page and Plotly's script of 4.8 MB take. Of a filter
on marks, `Plotly.react` takes a third; it styles each mark twice."""

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>A timeline</title>
{head}
<style>body {{ margin: 0; font: 14px sans-serif }} #picture {{ height: 800px }}</style>
<label><input type="checkbox" id="only"> one kind only</label> <span id="count"></span>
<div id="picture"></div>
<script>
const only = document.getElementById("only")
const tell = (count) => {{ document.getElementById("count").textContent = count }}
const file = "events-" + location.hash.slice(1) + ".json"
fetch(file).then((answer) => answer.json()).then((events) => {{
{script}
}})
</script>
"""
VIS = PAGE.format(
    head="""<link rel="stylesheet"
  href="node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>""",
    script="""
  const items = new vis.DataSet(events.map(({id, title, lane, kind, start, stop}) =>
    ({id, content: title, group: lane, kind, start, end: stop})))
  const lanes = [...new Set(events.map(({lane}) => lane))].map((id) => ({id, content: id}))
  const timeline = new vis.Timeline(document.getElementById("picture"), items,
    new vis.DataSet(lanes), {height: "800px", stack: false})
  tell(events.length)
  only.addEventListener("change", () => {
    const shown = only.checked ? items.get({filter: ({kind}) => kind === "KIND"}) : items.get()
    timeline.setItems(new vis.DataSet(shown))
    tell(shown.length)
  })
""".replace("KIND", KIND),
)
TIMELINEJS = PAGE.format(
    head="""<link rel="stylesheet" href="node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>""",
    script="""
  const date = (at) => {
    const day = new Date(at)
    return {year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(),
      hour: day.getUTCHours(), minute: day.getUTCMinutes()}
  }
  const slides = events.map(({id, title, lane, kind, start, stop}) => ({kind, slide: {
    unique_id: id, group: lane, text: {headline: title},
    start_date: date(start), end_date: date(stop)
  }}))
  const draw = () => {
    const shown = slides.filter(({kind}) => !only.checked || kind === "KIND")
    document.getElementById("picture").replaceChildren()
    new TL.Timeline("picture", {events: shown.map(({slide}) => slide)}, {})
    tell(shown.length)
  }
  draw()
  only.addEventListener("change", draw)
""".replace("KIND", KIND),
)
EXPRESS = """
import pandas as pd
import plotly.express as px
import streamlit as st

@st.cache_data
def events():
    frame = pd.read_json({path!r})
    for name in ("start", "stop"):
        frame[name] = pd.to_datetime(frame[name], unit="ms")
    return frame

shown = events()
if st.checkbox("one kind only"):
    shown = shown[shown["kind"] == {kind!r}]
st.write(f"{{len(shown)}} events")
st.plotly_chart(px.timeline(shown, x_start="start", x_end="stop", y="lane", color="kind"))
"""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline on a server: its address, and what to wait for, to press, and to look at."""

    address: str
    ready: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What the main thread spent on loads and on filters, in milliseconds."""

    load: list[float]
    filter: list[float]


def events_of(log: Path) -> list[dict[str, Any]]:
    """Return the events of a synthetic log as the others take them, times in milliseconds."""
    columns = ["id", "title", "kind", "start", "stop", "actors"]
    return [
        {**{name: row[name] for name in columns[:-1]}, "lane": row["actors"][0]["actor"]}
        for row in pq.read_table(log, columns=columns).to_pylist()
    ]


def install(folder: Path, packages: Sequence[str] = PACKAGES) -> dict[str, str]:
    """Install packages into a folder and return their versions."""
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run([*command, "--prefix", str(folder), *packages], check=True, cwd=folder)
    return {
        name: json.loads((folder / "node_modules" / name / "package.json").read_text())["version"]
        for name in (package.rpartition("@")[0] for package in packages)
    }


def _measured(
    browser: Browser, timeline: Timeline, often: int, process: int | None = None
) -> Spent:
    """Load a timeline and filter it so many times."""
    loads = []
    for last in range(often // 2):
        reader = Reader(browser, process)
        loads.append(reader.open(timeline.address, timeline.ready).page)
        if last < often // 2 - 1:
            reader.close()
    reader.aim(timeline.place)
    filters = []
    for _ in range(often // 2):
        there, back = reader.press(timeline.says).page, reader.press(timeline.says).page
        filters.append((there + back) / 2)
    reader.close()
    return Spent(loads, filters)


def _ours(browser: Browser, folder: Path, log: Path) -> Spent:
    with running(folder, ROOT / "app.py", "readyz", log=log, within=WITHIN) as server:
        box = f'input[name="kind"][value="{KIND}"]'
        timeline = Timeline(f"{server.address}?lanes=actor", PICTURE, box, ".gt-sentence")
        return _measured(browser, timeline, OFTEN, server.process)


def _express(browser: Browser, folder: Path, size: int) -> Spent:
    script = folder / "express.py"
    script.write_text(EXPRESS.format(path=str(folder / f"events-{size}.json"), kind=KIND))
    with running(folder, script, "_stcore/health") as server:
        box = '[data-testid="stCheckbox"] label'
        ready = ".js-plotly-plot .main-svg"
        timeline = Timeline(server.address, ready, box, '[data-testid="stMarkdown"]')
        return _measured(browser, timeline, SELDOM, server.process)


def measure(folder: Path) -> list[Figure]:
    """Measure all timelines at all sizes, ours beside the others."""
    versions = install(folder)
    (folder / "vis.html").write_text(VIS)
    (folder / "timelinejs.html").write_text(TIMELINEJS)
    ours, theirs = {}, {}
    with started() as browser, serve_folder(folder) as address:
        for size in (*SIZES, LARGE, MILLION):
            log = folder / f"{size}.parquet"
            write_synthetic_parquet(log, size)
            ours[size] = _ours(browser, folder, log)
            print(f"  ours, {size:,}: {ours[size]}", flush=True)
            if size != MILLION:
                (folder / f"events-{size}.json").write_text(json.dumps(events_of(log)))
            if size == LARGE:
                theirs["px.timeline", size] = _express(browser, folder, size)
                print(f"  px.timeline, {size:,}: {theirs['px.timeline', size]}", flush=True)
            if size in SIZES:
                for name, page, ready in (
                    ("vis-timeline", "vis", ".vis-item"),
                    ("TimelineJS", "timelinejs", ".tl-timemarker"),
                ):
                    timeline = Timeline(f"{address}{page}.html#{size}", ready, "#only", "#count")
                    often = SELDOM if size == max(SIZES) else OFTEN
                    theirs[name, size] = _measured(browser, timeline, often)
                    print(f"  {name}, {size:,}: {theirs[name, size]}", flush=True)
    return [*_figures(ours, theirs, versions), *_anew(ours, theirs)]


BARS = {
    ("filter", 10_000, "vis-timeline", 10_000): 1 / 7,
    ("load", MILLION, "TimelineJS", 10_000): 1 / 10,
    ("filter", MILLION, "px.timeline", LARGE): 1 / 15,
}


def _figures(
    ours: dict[int, Spent], theirs: dict[tuple[str, int], Spent], versions: dict[str, str]
) -> Iterator[Figure]:
    named = {
        "vis-timeline": f"vis-timeline {versions['vis-timeline']}",
        "TimelineJS": f"TimelineJS {versions['@knight-lab/timelinejs']}",
    }
    for part in ("load", "filter"):
        for (name, size), other in theirs.items():
            for own in dict.fromkeys((size, MILLION if size in (10_000, LARGE) else size)):
                both = getattr(ours[own], part), getattr(other, part)
                yield Figure(
                    f"{part}, {own:,} events",
                    ratio(*_even(*both)),
                    milliseconds(*both),
                    BARS.get((part, own, name, size)),
                    against=f"{named.get(name, name)}, {size:,} events",
                    why=WHY,
                )


def _anew(ours: dict[int, Spent], theirs: dict[tuple[str, int], Spent]) -> Iterator[Figure]:
    """Compare with a vis-timeline that is made anew for every filter, at the price of a load."""
    for size in SIZES:
        both = ours[size].filter, theirs["vis-timeline", size].load
        what, against = f"filter, {size:,} events", f"a vis-timeline made anew, {size:,} events"
        bar = BARS.get(("filter", size, "vis-timeline", size))
        value, absolute = ratio(*_even(*both)), milliseconds(*both)
        yield Figure(what, value, absolute, bar, against=against, why=WHY)


def _even(ours: list[float], theirs: list[float]) -> tuple[list[float], list[float]]:
    """Return equally many values of both; slow timelines are measured less often."""
    count = min(len(ours), len(theirs))
    return ours[-count:], theirs[-count:]
