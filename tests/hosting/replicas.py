"""Run the shipped nginx site in front of two replicas, on loopback."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from tests.serving import LOG, ROOT, Answer, answers, fetch, free_port, running, started

BASE = "timeline"
SITE = ROOT / "deploy" / "nginx.conf"
COOKIE = "timeline"
_LOGGED = ("status", "upstream_addr", "timeline_reader", "upstream_cache_status", "request_uri")
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Passed:
    """A request that nginx passed on, as its log has it."""

    status: int
    replica: str  # HOST:PORT; after a comma those asked next
    reader: str
    cache: str
    address: str


@dataclass
class Fleet:
    """Two replicas behind nginx; `processes` has the process of each HOST:PORT.

    Whoever sends no cookie is sent to either.
    """

    address: str
    processes: dict[str, int]
    journal: Path

    def get(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask nginx for a path below the base; a header's name has _ for -."""
        return fetch(self.address + path, body, **headers)

    def kill(self, replica: str) -> None:
        """End a replica as the kernel does when memory is short."""
        os.kill(self.processes[replica], signal.SIGKILL)

    def reader_of(self, replica: str) -> str:
        """Return a cookie that nginx gives to readers of a replica."""
        for _ in range(64):
            cookie = self.get("livez").headers["set-cookie"]
            reader = cookie.partition(";")[0].removeprefix(f"{COOKIE}=")
            if self.replicas_of(reader) == {replica}:
                return reader
        raise AssertionError(f"nobody is sent to {replica}")

    def replicas_of(self, reader: str) -> set[str]:
        """Return which replicas answered a reader so far."""
        return {request.replica for request in self.passed() if request.reader == reader}

    def passed(self) -> list[Passed]:
        """Return the requests answered so far; a WebSocket is one once it has ended."""
        # nginx writes a line after the answer, in the order of its answers: wait for a later one's
        mark = f"livez?{uuid4().hex}"
        self.get(mark)
        while mark not in (text := self.journal.read_text(encoding="utf-8")):
            time.sleep(0.01)
        requests = []
        for line in text.splitlines():
            status, *rest = line.split("\t")
            requests.append(Passed(int(status), *rest))
        return requests


def _replaced(text: str, old: str, new: str) -> str:
    """Replace what stands in the shipped file exactly once."""
    assert text.count(old) == 1, f"{SITE.name} has {old!r} {text.count(old)} times"
    return text.replace(old, new)


def site(folder: Path, port: int, replicas: list[str]) -> str:
    """Return the shipped site with the ports and places of this test."""
    text = SITE.read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;", f"listen 127.0.0.1:{port};")
    text = _replaced(text, "listen [::]:80;", "")
    text = _replaced(text, "/var/lib/nginx/timeline", str(folder / "cache"))
    for shipped, used in zip(("127.0.0.1:8501", "127.0.0.1:8502"), replicas, strict=True):
        text = _replaced(text, f"server {shipped}", f"server {used}")
    return text


def _whole(folder: Path, conf: str) -> str:
    """Return a configuration of nginx around a site, with all that it writes below `folder`."""
    user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
    places = "\n".join(f"    {name}_temp_path {folder / name};" for name in _TEMPORARY)
    fields = r"\t".join(f"${name}" for name in _LOGGED)
    return f"""
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
{places}
    log_format passed "{fields}";
    access_log {folder}/access.txt passed;
{conf}
}}
"""


def nginx() -> str:
    """Return the path of nginx, which is fetched where there is none."""
    ended = subprocess.run([ROOT / ".ci" / "nginx"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@contextmanager
def proxied(folder: Path, conf: str, probe: str) -> Iterator[Path]:
    """Run nginx with a site until the test is done; give the place of its log.

    `probe` is an address that answers once it is there.
    """
    settings = folder / "nginx.conf"
    settings.write_text(_whole(folder, conf))
    command = [nginx(), "-e", "stderr", "-p", str(folder), "-c", str(settings)]
    with started(command, folder / "nginx.txt", lambda: answers(probe)):
        yield folder / "access.txt"


@contextmanager
def fleet(folder: Path) -> Iterator[Fleet]:
    """Run two replicas below a path and the shipped site in front of them."""
    log = folder / "data" / "events.yaml"
    log.parent.mkdir(parents=True)
    shutil.copy(LOG, log)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    processes = {}
    with ExitStack() as stack:
        for name in ("first", "second"):
            (folder / name).mkdir()
            replica = stack.enter_context(
                running(
                    folder / name,
                    ROOT / "app.py",
                    "readyz",
                    f"--server.baseUrlPath={BASE}",
                    log=log,
                )
            )
            processes[urlsplit(replica.address).netloc] = replica.process
        port = free_port()
        address = f"http://127.0.0.1:{port}/{BASE}/"
        conf = site(folder, port, list(processes))
        journal = stack.enter_context(proxied(folder, conf, f"{address}readyz"))
        yield Fleet(address, processes, journal)
