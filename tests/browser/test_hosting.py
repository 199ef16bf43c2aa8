"""The dashboard behind nginx on two replicas, and in the frame of Community Cloud."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocket
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from tests.hosting.replicas import BASE, COOKIE, Fleet, fleet, proxied
from tests.hosting.test_start import FORCED
from tests.selection.sample import view_of
from tests.serving import LOG, ROOT, Answer, free_port, running
from tests.soak.session import BlockingSession

from .conftest import PATIENCE_MS, settled

BACK = 30.0  # seconds until views are back; a quiet machine needs few, a busy one took eleven
EXPORTS = 50
VIEW = "topic=tariffs"
SENTENCE = view_of(topic=("tariffs",)).sentence.partition(":")[0]


@dataclass
class Reader:
    """A page in a browser of its own, and what it said and opened."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)  # messages that came by each socket

    @classmethod
    def at(cls, browser: Browser, address: str, reader: str, size: tuple[int, int]) -> "Reader":
        """Open a page as a reader who has the cookie of a replica."""
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        host = urlsplit(address)
        context.add_cookies(
            [{"name": COOKIE, "value": reader, "domain": str(host.hostname), "path": f"/{BASE}/"}]
        )
        opened = cls(context.new_page())
        opened.page.set_default_timeout(PATIENCE_MS)
        opened.page.on("pageerror", lambda error: opened.troubles.append(str(error)))
        opened.page.on("websocket", opened.listen)
        opened.page.goto(address)
        opened.page.wait_for_selector(".gt-columns-mark", state="attached")
        settled(opened.page)
        return opened

    def listen(self, socket: WebSocket) -> None:
        """Count what comes by a new socket."""
        place = len(self.heard)
        self.heard.append(0)

        def count(_: object) -> None:
            self.heard[place] += 1

        socket.on("framereceived", count)

    def returned(self) -> bool:
        """Tell whether another server has made the page."""
        return sum(self.heard[1:]) > 0

    def click(self) -> None:
        """Open an event of the view, which takes a server that knows the view."""
        before = self.page.url
        self.page.locator(".gt-list > li a").first.click()
        self.page.wait_for_selector(".gt-event")
        assert self.page.url != before and VIEW in self.page.url

    def sentence(self) -> str:
        """Return what the page says of the view."""
        return self.page.locator(".gt-sentence").inner_text()


def without_time(table: bytes) -> bytes:
    """Return a table without its last column, which tells when it was made."""
    return b"\n".join(row.rpartition(b",")[0] for row in table.splitlines())


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with fleet(tmp_path_factory.mktemp("fleet")) as found:
        yield found


def test_a_reader_stays_with_one_replica_and_both_have_readers(hosted: Fleet) -> None:
    for replica in hosted.processes:
        reader = hosted.reader_of(replica)
        cookie = f"{COOKIE}={reader}"
        for path in ("", "readyz", "api/events.csv", "assets/style.css", "feed.xml"):
            answer = hosted.get(path, cookie=cookie)
            assert answer.status == 200 and "set-cookie" not in answer.headers
        BlockingSession(hosted.address, VIEW, reader=reader).run()
        assert hosted.replicas_of(reader) <= {replica, "-"}  # "-" is nginx's own cache


def test_scripts_are_kept_by_nginx_in_one_copy_for_all(hosted: Fleet) -> None:
    page = hosted.get("").body.decode()
    start = page.index("static/js/index.")
    script = page[start : page.index('"', start)]
    whole = hosted.get(script)
    small = hosted.get(script, accept_encoding="gzip, deflate, br")
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert len(small.body) < len(whole.body) / 2.5
    assert "immutable" in small.headers["cache-control"]
    uses = [request.cache for request in hosted.passed() if request.address.endswith(script)]
    assert uses == ["MISS", "HIT"]


def test_nginx_answers_for_itself_where_readers_have_no_business(hosted: Fleet) -> None:
    assert [hosted.get(path).status for path in ("metrics", "_stcore/metrics")] == [403, 403]
    assert hosted.get("api/events.csv", bytes(2**21)).status == 413
    answer = hosted.get(f"?q={'a' * 20_000}")
    assert answer.status == 200 and b"<title>Streamlit</title>" in answer.body
    whole = replace(hosted, address=hosted.address.removesuffix("/"))
    assert b"<title>Streamlit</title>" in whole.get("").body  # led to the slash
    feed = hosted.get("feed.xml", host="timeline.example.org").body.decode()
    assert f'href="http://timeline.example.org/{BASE}/feed.xml"' in feed


def test_pages_of_other_sites_get_no_socket(hosted: Fleet) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        BlockingSession(hosted.address, origin="https://elsewhere.example")


def test_readers_of_a_dead_replica_have_their_view_again(hosted: Fleet, browser: Browser) -> None:
    victim, survivor = hosted.processes
    lost, kept = hosted.reader_of(victim), hosted.reader_of(survivor)
    address = f"{hosted.address}?{VIEW}"
    wide = Reader.at(browser, address, lost, (1440, 900))
    small = Reader.at(browser, address, lost, (390, 844))
    other = Reader.at(browser, address, kept, (1440, 900))
    tabs = [BlockingSession(hosted.address, VIEW, reader=lost) for _ in range(6)]
    spared = BlockingSession(hosted.address, VIEW, reader=kept)
    for tab in (*tabs, spared):
        assert tab.run().tells(SENTENCE)
    before = wide.sentence()

    killed: list[float] = []

    def export(number: int) -> Answer:
        if number == EXPORTS // 5:
            killed.append(time.monotonic())
            hosted.kill(victim)
        return hosted.get(f"api/events.csv?{VIEW}")

    with ThreadPoolExecutor(2) as pool:
        exports = pool.map(export, range(EXPORTS))
        for tab in tabs:
            tab.gone()
        begun = killed[0]
        for _ in tabs:
            assert _again(hosted, lost, begun + BACK)
        for reader in (wide, small):
            while not reader.returned():
                assert time.monotonic() - begun < BACK
                reader.page.wait_for_timeout(20)
            settled(reader.page)
            reader.click()
            assert time.monotonic() - begun < BACK
            assert reader.sentence() == before and before.startswith(SENTENCE)
        answers = list(exports)
    assert [answer.status for answer in answers] == [200] * EXPORTS
    assert len({answer.headers["etag"] for answer in answers}) == 1
    assert len({without_time(answer.body) for answer in answers}) == 1
    other.click()
    assert spared.run().tells(SENTENCE)
    assert len(other.heard) == 1
    assert not [*wide.troubles, *small.troubles, *other.troubles]
    late = Reader.at(browser, address, lost, (1440, 900))
    assert late.sentence() == before
    for reader in (wide, small, other, late):
        reader.page.context.close()

    hosted.kill(survivor)
    answer = hosted.get("")
    assert (answer.status, answer.headers["refresh"]) == (502, "5")
    assert b"tries again by itself" in answer.body


def _again(hosted: Fleet, reader: str, deadline: float) -> bool:
    """Connect anew, as a page does whose server went away; tell whether it has its view again."""
    while True:
        try:
            answer = BlockingSession(hosted.address, VIEW, reader=reader).run()
        except (OSError, InvalidHandshake, ConnectionClosed):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            assert time.monotonic() < deadline
            return answer.tells(SENTENCE)


SHELL = """
map $http_upgrade $onward {{ "" ""; default upgrade; }}
server {{
    listen 127.0.0.1:{port};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $onward;
    set $timeline_reader "";
    location /~/+/ {{ proxy_pass http://{host}/; }}
    location = / {{
        default_type text/html;
        return 200 '<!doctype html><iframe src="/~/+/?{view}" width="1400" height="800"></iframe>';
    }}
    location = /favicon.ico {{ return 204; }}
}}
"""


def test_it_works_in_the_frame_of_community_cloud(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """There the page stands in a frame below a path that the server is never told of."""
    folder = tmp_path_factory.mktemp("cloud")
    port = free_port()
    outside = f"http://127.0.0.1:{port}/"
    with running(folder, ROOT / "app.py", "readyz", *FORCED, log=LOG) as server:
        host = urlsplit(server.address).netloc
        site = SHELL.format(port=port, host=host, view=VIEW)
        with proxied(folder, site, outside):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            missing, troubles, away = [], [], []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on(
                "response",
                lambda answer: missing.append(answer.url) if answer.status >= 400 else None,
            )
            page.on(
                "requestfinished",
                lambda request: (
                    away.append(request.url) if not request.url.startswith(outside) else None
                ),
            )
            page.goto(outside)
            frame = page.frame_locator("iframe")
            frame.locator(".gt-columns-mark").first.wait_for(state="attached")
            frame.locator(".gt-list > li a").first.click()
            frame.locator(".gt-event").wait_for()
            frame.get_by_text("Download", exact=False).first.click()
            link = frame.locator("a[href^='api/events.csv']").first
            reached = link.evaluate(
                "link => fetch(link.href).then(async (answer) => "
                "[answer.status, (await answer.text()).split('\\n').length])"
            )
            assert reached[0] == 200 and reached[1] > 14
            assert not [url for url in away if url.startswith("http")]
            assert not missing and not troubles
            context.close()
