"""The shipped nginx site in front of two replicas, on loopback, as a host would run them."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.browser.conftest import LOG, ROOT, running

BASE = "timeline"
SITE = ROOT / "deploy" / "nginx.conf"
COOKIE = "timeline"
_TOLD = ("status", "upstream_addr", "timeline_reader", "upstream_cache_status", "request_uri")
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass
class Answer:
    """What a request brought: where headers repeat, the last counts."""

    status: int
    headers: dict[str, str]
    body: bytes


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
    """Two replicas behind nginx; `processes` has the process of each HOST:PORT."""

    address: str
    processes: dict[str, int]
    journal: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask nginx for a path below the base."""
        request = Request(self.address + path, headers=headers)
        try:
            with urlopen(request, timeout=10) as answer:
                known = {name.lower(): value for name, value in answer.headers.items()}
                return Answer(answer.status, known, answer.read())
        except HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())

    def kill(self, replica: str) -> None:
        """End a replica as the kernel does when memory is short."""
        os.kill(self.processes[replica], signal.SIGKILL)

    def passed(self) -> list[Passed]:
        """Return the requests answered so far; a WebSocket is one once it has ended."""
        found = []
        for line in self.journal.read_text(encoding="utf-8").splitlines():
            status, *rest = line.split("\t")
            found.append(Passed(int(status), *rest))
        return found


def _replaced(text: str, old: str, new: str) -> str:
    """Replace what stands in the shipped file exactly once."""
    assert text.count(old) == 1, f"{SITE.name} has {old!r} {text.count(old)} times"
    return text.replace(old, new)


def _site(folder: Path, port: int, replicas: list[str]) -> str:
    """Return the shipped site with the ports and places of this test."""
    text = SITE.read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;", f"listen 127.0.0.1:{port};")
    text = _replaced(text, "listen [::]:80;", "")
    text = _replaced(text, "/var/lib/nginx/timeline", str(folder / "cache"))
    for shipped, used in zip(("127.0.0.1:8501", "127.0.0.1:8502"), replicas, strict=True):
        text = _replaced(text, f"server {shipped}", f"server {used}")
    return text


def _whole(folder: Path, site: str) -> str:
    """Return a configuration of nginx around a site, with all that it writes below `folder`."""
    user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
    places = "\n".join(f"    {each}_temp_path {folder / each};" for each in _TEMPORARY)
    told = r"\t".join(f"${name}" for name in _TOLD)
    return f"""
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
{places}
    log_format told "{told}";
    access_log {folder}/access.txt told;
{site}
}}
"""


def free_port() -> int:
    """Return a port of loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def nginx() -> str:
    """Return the path of nginx, which is fetched where there is none."""
    found = subprocess.run([ROOT / ".ci" / "nginx"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@contextmanager
def fleet(folder: Path, *options: str) -> Iterator[Fleet]:
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
                    *options,
                    log=log,
                )
            )
            host = re.sub(r"^http://([^/]+)/.*$", r"\1", replica.address)
            processes[host] = replica.process
        port = free_port()
        found = Fleet(f"http://127.0.0.1:{port}/{BASE}/", processes, folder / "access.txt")
        settings = folder / "nginx.conf"
        settings.write_text(_whole(folder, _site(folder, port, list(processes))))
        errors = folder / "nginx.txt"
        with errors.open("wb") as written:
            proxy = subprocess.Popen(
                [nginx(), "-e", "stderr", "-p", str(folder), "-c", str(settings)], stderr=written
            )
        stack.callback(_end, proxy)
        deadline = time.monotonic() + 10
        while not _answers(found):
            assert time.monotonic() < deadline and proxy.poll() is None, errors.read_text()
            time.sleep(0.05)
        yield found


def _answers(found: Fleet) -> bool:
    try:
        return found.get("readyz").status == 200
    except (URLError, OSError):
        return False


def _end(proxy: subprocess.Popen[bytes]) -> None:
    proxy.terminate()
    proxy.wait(timeout=10)
