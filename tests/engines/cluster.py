"""A Spark cluster on this machine: a master and two workers on loopback, for as long as a test."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

START = 90.0  # seconds


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _process(folder: Path, name: str, sign: str, *arguments: str) -> Iterator[None]:
    """Run a part of the cluster until the end, once `sign` stands in what it prints."""
    home = Path(pyspark.__file__).parent
    output = folder / f"{name}.txt"
    with output.open("wb") as written:
        started = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments],
            cwd=folder,
            env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START
        while sign not in output.read_text():
            if time.monotonic() > deadline or started.poll() is not None:
                raise AssertionError(output.read_text())
            time.sleep(0.2)
        yield
    finally:
        started.terminate()
        started.wait(timeout=30)


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """Start the cluster and give `HOST:PORT` of its master."""
    port = _free_port()
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    with ExitStack() as stack:
        master = ("org.apache.spark.deploy.master.Master", *here, "--port", str(port))
        stack.enter_context(_process(folder, "master", "New state: ALIVE", *master))
        for worker in ("worker-1", "worker-2"):
            (folder / worker).mkdir()
            command = ["org.apache.spark.deploy.worker.Worker", *here, "--cores", "1"]
            command += ["--memory", "1g", "--work-dir", str(folder / worker)]
            command += [f"spark://127.0.0.1:{port}"]
            sign = "Successfully registered with master"
            stack.enter_context(_process(folder, worker, sign, *command))
        yield f"127.0.0.1:{port}"
