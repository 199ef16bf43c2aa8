"""Print what the dashboard costs, each figure as a ratio to a baseline measured in the same run.

python -m tests.bench

Absolute times say more about the machine than about the code; they stand in brackets.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import CDPSession, Page, sync_playwright

from components.events import check
from tests.browser.conftest import LOG, chromium, running, serve, settled

EMPTY = """
import streamlit as st
st.write("on" if st.checkbox("switch") else "off")
"""
REPEATS = 21


def cpu(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median CPU time of a call in milliseconds, after one that is not counted."""
    work()
    spent = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


def reading() -> None:
    """Compare reading and validating the log with PyYAML's own C loader and the same models."""
    data = LOG.read_bytes()

    def usual() -> None:
        loaded = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - builds plain text only
        assert loaded["format"] == "1"

    ours, theirs = cpu(lambda: check(data, "events.yaml")), cpu(usual)
    print(f"read and validate {len(data):,} bytes: {ours / theirs:.2f} of what yaml.load with")
    print(f"  CBaseLoader takes to read them without validating ({ours:.1f} ms, {theirs:.1f} ms)")


def main_thread(session: CDPSession) -> float:
    """Return the CPU time that the page's main thread has spent so far, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    found = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    return float(found) * 1000


def per_change(page: Page, places: list[str]) -> float:
    """Return the median main-thread time of a click, on `places` in turn, in milliseconds.

    The pointer is moved and pressed as a hand would, without a test tool's scripts in the page.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    spots = []
    for place in places:
        box = page.locator(place).bounding_box()
        assert box
        spots.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    spent = []
    for number in range(REPEATS + 2):
        page.mouse.move(*spots[number % len(spots)])
        page.wait_for_timeout(100)
        before = main_thread(session)
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(350)
        spent.append(main_thread(session) - before)
    return median(spent[2:])


def changing_a_filter() -> None:
    """Compare a filter change with the rerun of a Streamlit page that holds one check box."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY)
        with running(Path(folder), empty, "_stcore/health") as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            page.wait_for_selector("text=off")
            page.wait_for_timeout(1500)
            baseline = per_change(page, ['[data-testid="stCheckbox"] label'])
            page.close()
        for dashboard in serve(Path(folder) / "own"):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(dashboard.address)
            page.wait_for_selector(".gt-plot-mark", state="attached")
            settled(page)
            page.wait_for_timeout(1500)
            names = ("us-delegation", "china-delegation")
            ours = per_change(page, [f'input[value="{name}"]' for name in names])
            page.close()
        browser.close()
    print(f"change a filter, main thread of the browser: {ours / baseline:.2f} of an empty")
    print(f"  Streamlit rerun ({ours:.0f} ms, {baseline:.0f} ms)")


def loading() -> None:
    """Compare what the first load brings over the wire with what it is without compression."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        wire: list[float] = []
        plain: list[float] = []
        for dashboard in serve(Path(folder) / "own"):
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.on("Network.loadingFinished", lambda e: wire.append(e["encodedDataLength"]))
            session.on("Network.dataReceived", lambda e: plain.append(e["dataLength"]))
            page.goto(dashboard.address)
            page.wait_for_selector(".gt-plot-mark", state="attached")
            settled(page)
            page.close()
        browser.close()
    print(f"first load: {sum(wire) / sum(plain):.2f} of its size goes over the wire")
    print(f"  ({sum(wire):,.0f} of {sum(plain):,.0f} bytes, {len(wire)} files)")


if __name__ == "__main__":
    reading()
    loading()
    changing_a_filter()
