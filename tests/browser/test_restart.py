"""The view comes back by itself when the server dies under an open tab."""

import os
import signal
from pathlib import Path

from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.soak.server import served
from tests.synthetic_log import synthetic_yaml

from .conftest import PATIENCE_MS, until

# What the tab shows, once it is connected and nothing is under way.
LOOK = """() => {
    const app = document.querySelector('[data-testid="stApp"]').dataset
    if (app.testConnectionState !== "CONNECTED" || app.testScriptState === "running") return null
    const address = new URLSearchParams(location.search)
    return {
        address: ["topic", "kind"].flatMap((key) => address.getAll(key)).sort().join(),
        pressed: [...document.querySelectorAll("input:checked")]
            .map(({ value }) => value).sort().join(),
        sentence: document.querySelector(".gt-sentence").innerText,
        title: document.querySelector(".gt-masthead h1").innerText,
        dialogs: document.querySelectorAll('[role="dialog"]').length,
        steps: history.length,
    }
}"""
SAYS = f"""([pressed, words]) => {{
    const now = ({LOOK})()
    const isShown =
        now?.pressed === pressed && now.address === pressed && now.sentence.endsWith(words)
    if (isShown) window.looked = now
    return isShown
}}"""
IS_AWAY = """() => document.querySelector('[data-testid="stApp"]')
    .dataset.testConnectionState !== "CONNECTED\""""
IS_WIDE = """() => {
    const stage = document.querySelector(".gt-columns-stage, .gt-plot-stage")
    return stage.offsetWidth > 0.97 * stage.parentElement.clientWidth
}"""
PRESS = "kind => document.querySelector(`input[name=kind][value=${kind}]`).click()"


def test_a_tab_whose_server_is_killed_shows_the_same_view_and_no_press_twice(
    browser: Browser, tmp_path: Path
) -> None:
    text = synthetic_yaml(200)
    said: list[str] = []

    def sent(frame: str | bytes) -> None:
        message = BackMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        told = [widget.json_trigger_value for widget in message.rerun_script.widget_states.widgets]
        said.extend(line for line in told if '"name":"form"' in line)

    with served(tmp_path, text) as server:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("websocket", lambda socket: socket.on("framesent", sent))
        page.goto(f"{server.address}?topic=topic-1")
        page.wait_for_selector(".gt-columns-mark", state="attached")
        page.evaluate(PRESS, "meeting")
        before = shown(page, "meeting,topic-1", "on Topic 1, meetings")

        # pressed, but the server dies before it answers
        os.kill(server.process, signal.SIGSTOP)
        page.evaluate(PRESS, "post")
        until(page, "() => document.querySelectorAll('input:checked').length === 3")
        server.kill()
        server.log.write_text(
            text.replace("A synthetic log,", "A synthetic log corrected,"), encoding="utf-8"
        )
        until(page, IS_AWAY)
        # pressed while there is no server at all
        page.evaluate(PRESS, "statement")
        page.set_viewport_size({"width": 1900, "height": 900})
        server.start()

        until(
            page, "() => document.querySelector('.gt-masthead h1').innerText.includes('corrected')"
        )
        after = shown(page, "meeting,topic-1", "on Topic 1, meetings")
        assert after == {**before, "title": "A synthetic log corrected"}
        assert len(said) == 2
        # the new server was told how wide the picture is
        until(page, IS_WIDE)

        # the next press is the first that the new server hears of
        page.evaluate(PRESS, "post")
        shown(page, "meeting,post,topic-1", "on Topic 1, posts or meetings")
        assert len(said) == 3
        page.close()


def shown(page: Page, pressed: str, words: str) -> dict[str, object]:
    """Return what the tab shows once its check boxes, its address and its sentence agree."""
    until(page, SAYS, [pressed, words])
    value: dict[str, object] = page.evaluate("() => window.looked")
    return value
