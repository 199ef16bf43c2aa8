"""Measure what the first load brings over the wire, compressed and not."""

from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.reader import started
from tests.browser.conftest import serve, settled

TITLE = "First load over the wire"
ABOUT = """All bytes of a reader's first visit, Streamlit and Plotly included, against the same
without compression. On one's own machine, as over HTTPS, the browser takes Brotli."""
LARGEST = 2.2  # MB of a first visit


def measure(folder: Path) -> list[Figure]:
    """Count the bytes of a first visit."""
    wire: list[float] = []
    plain: list[float] = []
    with started() as browser:
        for dashboard in serve(folder / "own"):
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.on("Network.loadingFinished", lambda e: wire.append(e["encodedDataLength"]))
            session.on("Network.dataReceived", lambda e: plain.append(e["dataLength"]))
            page.goto(dashboard.address)
            page.wait_for_selector(".gt-columns-mark", state="attached")
            settled(page)
            page.close()
    size, whole = sum(wire) / 1e6, sum(plain) / 1e6
    absolute = f"{size:.2f} of {whole:.2f} MB, {len(wire)} files"
    return [
        Figure("bytes", size / whole, absolute, against="the same, not compressed"),
        Figure("megabytes", size, absolute, LARGEST, " MB"),
    ]
