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
REPEATS = 15


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


def per_change(page: Page, change: Callable[[int], None]) -> float:
    """Return the median main-thread time of a change, in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    spent = []
    for number in range(REPEATS + 2):
        before = main_thread(session)
        change(number)
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
            box = page.locator('[data-testid="stCheckbox"] label')
            baseline = per_change(page, lambda _: box.click())
            page.close()
        for dashboard in serve(Path(folder) / "own"):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(dashboard.address)
            page.wait_for_selector(".gt-plot-mark", state="attached")
            settled(page)
            page.wait_for_timeout(1500)
            names = ["us-delegation", "china-delegation"]

            def change(number: int) -> None:
                page.locator(f'input[value="{names[number % 2]}"]').click()

            ours = per_change(page, change)
            page.close()
        browser.close()
    print(f"change a filter, main thread of the browser: {ours / baseline:.2f} of an empty")
    print(f"  Streamlit rerun ({ours:.0f} ms, {baseline:.0f} ms)")


if __name__ == "__main__":
    reading()
    changing_a_filter()
