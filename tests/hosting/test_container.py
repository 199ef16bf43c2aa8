"""The image's own command, run as a container runs it: read-only, without rights, as process 1."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from components.events import check
from components.exports import FORMATS, Download
from components.frames import index_log
from components.selection import Selection, View
from tests.frames.sample import the_log
from tests.hosting.container import Container, container, hindrance, publish
from tests.hosting.recipe import health_check
from tests.pace import PATIENCE
from tests.selection.sample import view_of
from tests.serving import LOG
from tests.soak.session import BlockingSession

BASE = "desk/timeline"
GONE = 15.0  # seconds until a server that is told to stop has stopped; a quiet machine needs four


@pytest.fixture(scope="module", autouse=True)
def possible() -> None:
    """Leave out what this machine forbids, but never where it counts."""
    reason = hindrance()
    if reason and "CI" in os.environ:
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="module")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """Serve below a path, on a host far from here that speaks another language."""
    with container(
        tmp_path_factory.mktemp("container"),
        STREAMLIT_SERVER_BASE_URL_PATH=BASE,
        STREAMLIT_SERVER_ALLOWED_HOSTS="timeline.example.org 127.0.0.1",
        TZ="Pacific/Kiritimati",
        LANG="C",
        LC_ALL="C",
    ) as found:
        yield found


def test_it_has_no_right_and_writes_nothing(confined: Container) -> None:
    page = BlockingSession(confined.address, "topic=tariffs").run()
    assert (
        page.tells(view_of(topic=("tariffs",)).sentence.partition(":")[0]) and not page.exceptions
    )
    assert confined.get("api/events.png").startswith(b"\x89PNG")
    assert f"timeline_log_events {len(the_log().events)}.0".encode() in confined.get("metrics")
    status = confined.status()
    assert set(status["Uid"].split()) == set(status["Gid"].split()) == {"10001"}
    assert {int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert (status["NoNewPrivs"], status["NSpid"].split()[1]) == ("1", "1")
    assert confined.written() == []


def test_the_health_check_tells_a_server_from_none(confined: Container) -> None:
    python, *arguments = health_check()
    assert python == "python"
    port = confined.address.split(":")[2].split("/")[0]

    def asked(port: str, base: str) -> int:
        code = [argument.replace(":8501", f":{port}") for argument in arguments]
        variables = {**os.environ, "STREAMLIT_SERVER_BASE_URL_PATH": base}
        return subprocess.run(
            [sys.executable, *code], env=variables, stderr=subprocess.DEVNULL, check=False
        ).returncode

    assert asked(port, BASE) == 0
    assert asked(port, f"/{BASE}/") == 0
    assert asked("9", BASE) != 0


def test_only_the_names_that_it_is_told_reach_the_page(confined: Container) -> None:
    elsewhere = confined.address.replace("127.0.0.1", "localhost")
    with pytest.raises(InvalidStatus, match=r"40[03]"):
        BlockingSession(elsewhere)


def test_exports_are_the_same_in_any_zone_and_language(confined: Container) -> None:
    log = check(LOG.read_bytes(), LOG.name).log
    assert log
    view = View(log, index_log(log), Selection(topic=("tariffs",)))
    download = Download(view, confined.address, datetime.now(UTC))
    there = confined.get("api/events.csv?topic=tariffs").splitlines()
    here = b"".join(FORMATS["csv"].write(download)).splitlines()
    assert len(here) == len(there) > 14
    for mine, other in zip(here, there, strict=True):
        assert mine.rpartition(b",")[0] == other.rpartition(b",")[0]  # the rest is when it was made


def test_a_new_version_of_a_configmap_is_seen(confined: Container) -> None:
    text = LOG.read_text(encoding="utf-8")
    publish(confined.log, re.sub(r"title: .*Geneva.*", "title: A new version", text, count=1), 2)
    deadline = time.monotonic() + PATIENCE
    while json.loads(confined.get("readyz"))["title"] != "A new version":
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_told_to_stop_it_is_gone_within_seconds_whoever_looks(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with container(tmp_path_factory.mktemp("stopped")) as found:
        tabs = [BlockingSession(found.address, "topic=tariffs") for _ in range(8)]
        for tab in tabs:
            tab.run()

        def busy(tab: BlockingSession) -> None:
            with suppress(ConnectionClosed):
                while True:
                    tab.run()

        threads = [Thread(target=busy, args=(tab,)) for tab in tabs[:3]]
        for thread in threads:
            thread.start()
        os.kill(found.process, signal.SIGTERM)
        begun = time.monotonic()
        assert found.shell.wait(timeout=PATIENCE) == 0
        assert time.monotonic() - begun < GONE
        for thread in threads:
            thread.join(timeout=PATIENCE)


def test_nothing_of_it_stays_when_the_tests_are_over(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with container(tmp_path_factory.mktemp("over")) as found:
        assert found.get("livez") == b"ok\n"
    with pytest.raises(OSError):
        found.get("livez")
