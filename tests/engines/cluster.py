"""A Spark cluster on this machine: a master and two workers on loopback, for as long as a test."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

from tests.serving import free_port, started

START = 90.0  # seconds


@contextmanager
def _process(folder: Path, name: str, sign: str, *arguments: str) -> Iterator[None]:
    """Run a part of the cluster until the end, once `sign` stands in what it prints."""
    home = Path(pyspark.__file__).parent
    output = folder / f"{name}.txt"
    with started(
        [home / "bin" / "spark-class", *arguments],
        output,
        lambda: sign in output.read_text(),
        folder=folder,
        environment={"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
        within=START,
    ):
        yield


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """Start the cluster and give `HOST:PORT` of its master."""
    port = free_port()
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
