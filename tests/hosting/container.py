"""Confine a server as a container does, by Linux' own means, without an image or an engine.

It sees a file system of its own in which all is read-only but an empty `/tmp`, and only its own
processes, of which it is the first. It is user 10001, with no capability and no way to get one.
"""

import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hosting.recipe import entrypoint, environment
from tests.pace import PATIENCE
from tests.serving import LOG, ROOT, answers, free_port, started

# The places that the log and the program are shown at: they are on every Linux, and open to all.
_LOG, _PROGRAM, _ASIDE = "/srv", "/mnt", "/media"
_CONFINED = f"""
mount --make-rprivate /
mount --bind "$LOG" {_LOG}; mount -o remount,bind,ro {_LOG}
mount --bind "$PROGRAM" {_PROGRAM}; mount -o remount,bind,ro {_PROGRAM}
# Python may stand in a directory that is closed to others
mount --bind "$PYTHON" {_ASIDE}
case "$PYTHON" in /usr*) ;; *)
    top=${{PYTHON#/}}; top=/${{top%%/*}}
    mount -t tmpfs -o mode=755 tmpfs "$top"; mkdir -p "$PYTHON"
    mount --bind {_ASIDE} "$PYTHON"; mount -o remount,bind,ro "$PYTHON"
    mount -o remount,bind,ro "$top"
esac
mount -t tmpfs tmpfs /tmp
mount -t proc -o subset=pid proc /proc
mount -o remount,bind,ro /
cd {_PROGRAM}
exec setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs \\
    --bounding-set=-all --inh-caps=-all --ambient-caps=-all env --ignore-environment "$@"
"""
_SPACES = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]


@dataclass
class Container:
    """A confined server: its address, the log's directory outside, and its process as seen here."""

    address: str
    log: Path
    process: int
    shell: subprocess.Popen[bytes]

    def status(self) -> Mapping[str, str]:
        """Return what the kernel says of the process."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def written(self) -> list[str]:
        """Return the files that it has put into the one place where it may."""
        return sorted(
            path.name for path in Path("/proc", str(self.process), "root", "tmp").iterdir()
        )

    def get(self, path: str) -> bytes:
        """Return what stands at a path."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
            return body


def hindrance() -> str:
    """Return why no server can be confined here, "" when it can."""
    if sys.platform != "linux" or not shutil.which("unshare") or not shutil.which("setpriv"):
        return "namespaces are Linux' own"
    if os.getuid() != 0:
        return "only root may make the namespaces and be user 10001 in them"
    tried = subprocess.run([*_SPACES, "mount", "-t", "tmpfs", "tmpfs", "/tmp"], check=False)  # noqa: S108 - its own
    return "" if tried.returncode == 0 else "this machine lets nobody make a namespace"


def publish(folder: Path, text: str, version: int) -> None:
    """Put a version of the log in place as Kubernetes does: one link is exchanged for another."""
    files = folder / f"..{version}"
    files.mkdir()
    (files / "events.yaml").write_text(text, encoding="utf-8")
    (folder / "..new").symlink_to(files.name)
    (folder / "..new").replace(folder / "..data")
    if version == 1:
        (folder / "events.yaml").symlink_to("..data/events.yaml")


@contextmanager
def container(folder: Path, **settings: str) -> Iterator[Container]:
    """Run the image's command, with its environment and `settings`, in a confinement."""
    log = folder / "log"
    (log / "data").mkdir(parents=True)
    publish(log / "data", LOG.read_text(encoding="utf-8"), 1)
    shutil.copytree(ROOT / "seeds", log / "seeds")
    for path in (folder, *log.rglob("*")):
        path.chmod(0o755)
    port = free_port()
    variables = environment() | {
        "TIMELINE_LOG": f"{_LOG}/data/events.yaml",
        "PATH": "/usr/bin:/bin",
    }
    python, *arguments = entrypoint()
    assert python == "python"
    command = [f"{name}={value}" for name, value in (variables | settings).items()]
    command += [f"{_PROGRAM}/{Path(sys.executable).relative_to(ROOT)}", *arguments]
    command += ["--server.address=127.0.0.1", f"--server.port={port}"]  # the last one counts
    base = settings.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    address = f"http://127.0.0.1:{port}/{base and base + '/'}"
    with started(
        [*_SPACES, "sh", "-euc", _CONFINED, "sh", *command],
        folder / "server.txt",
        lambda: answers(f"{address}livez"),
        environment={"LOG": str(log), "PROGRAM": str(ROOT), "PYTHON": sys.base_prefix},
    ) as shell:
        try:
            yield Container(address, log / "data", _children(shell)[0], shell)
        finally:
            # A process that becomes another user outlives its parent, whatever `unshare` was told.
            for process in _children(shell):
                os.kill(process, signal.SIGKILL)
            shell.kill()


def _children(shell: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that it started, none when it is gone."""
    if shell.poll() is not None:
        return []
    return list(map(int, Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()))
