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


class Hand:
    """A reader's hand on one page: presses places in turn, as a hand does, and asks the cost.

    The pointer is moved and pressed through the browser's own input, without a test tool's
    scripts in the page.
    """

    def __init__(self, page: Page, places: list[str]) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        boxes = [page.locator(place).bounding_box() for place in places]
        self.spots = [
            (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box
        ]
        self.turn = 0

    def press(self) -> float:
        """Press the next place; return the main thread's CPU time until all is at rest, in ms."""
        self.page.bring_to_front()
        self.page.mouse.move(*self.spots[self.turn % len(self.spots)])
        self.page.wait_for_timeout(150)
        self.turn += 1
        before = main_thread(self.session)
        self.page.mouse.down()
        self.page.mouse.up()
        self.page.wait_for_timeout(400)
        return main_thread(self.session) - before


def changing_a_filter() -> None:
    """Compare a filter change with the rerun of a Streamlit page that holds one check box.

    The two take turns, so that what else the machine does meets both; the ratio is the median of
    the pairs' ratios.
    """
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY)
        with running(Path(folder), empty, "_stcore/health") as address:
            for dashboard in serve(Path(folder) / "own"):
                pages = [browser.new_page(viewport={"width": 1440, "height": 900}) for _ in "ab"]
                for page, where, ready in zip(
                    pages, (address, dashboard.address), ("text=off", ".gt-plot-mark"), strict=True
                ):
                    page.goto(where)
                    page.wait_for_selector(ready, state="attached")
                    page.wait_for_timeout(1500)
                names = ("us-delegation", "china-delegation")
                baseline = Hand(pages[0], ['[data-testid="stCheckbox"] label'])
                ours = Hand(pages[1], [f'input[value="{name}"]' for name in names])
                pairs = [(ours.press(), baseline.press()) for _ in range(REPEATS + 2)][2:]
        browser.close()
    ratio = median(one / other for one, other in pairs)
    spent, least = (median(times) for times in zip(*pairs, strict=True))
    print(f"change a filter, main thread of the browser: {ratio:.2f} of an empty")
    print(f"  Streamlit rerun ({spent:.0f} ms, {least:.0f} ms)")


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
