"""Read files in child processes, where a crash does no harm.

What each cost goes out: usual seconds of processor time, the most memory above what there was
before, and how the child ended if that is how the reader did.
"""

import faulthandler
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.fuzz.reading import Answer, Job, judged
from tests.pace import slowness

# A job that takes this long (seconds) will not end; one that takes this much memory is stopped.
PATIENCE = 60
ROOM = 3 << 30

# A job that takes less (seconds) is far below every bar, however slow the machine is now.
WORTH_A_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Result:
    """What became of job `number`: an answer, or how it ended without one, and what it cost.

    `seconds` are usual ones (`tests.pace`). `megabytes` (of 10^6 bytes) are those resident at the
    peak that were not before.
    """

    number: int
    answer: Answer | None
    failure: str = ""
    is_signal: bool = False
    seconds: float = 0.0
    megabytes: float = 0.0


def done(jobs: Sequence[Job]) -> Iterator[Result]:
    """Do jobs in their order, in one child until it dies, then in the next."""
    first = 0
    while first < len(jobs):
        for result in _until_it_dies(jobs, first):
            yield result
            first = result.number + 1


def _until_it_dies(jobs: Sequence[Job], first: int) -> Iterator[Result]:
    ours, theirs = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(jobs, first, theirs)
    os.close(theirs)
    at, failure, is_patient = first, "", True
    with os.fdopen(ours, "rb") as pipe:
        while is_patient:
            is_patient = bool(select.select([pipe], [], [], PATIENCE)[0])
            line = pipe.readline() if is_patient else b""
            if not line:
                break
            data = json.loads(line)
            if "failure" in data:
                failure = data["failure"]
                continue
            broken = tuple(data["answer"].pop("broken"))
            yield Result(
                at,
                Answer(**data["answer"], broken=broken),
                "",
                False,
                data["seconds"],
                data["megabytes"],
            )
            at += 1
        if not is_patient:
            os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if at < len(jobs):
        if not is_patient:
            yield Result(at, None, f"no answer within {PATIENCE} s", is_signal=True)
        elif status < 0:
            yield Result(at, None, signal.Signals(-status).name, is_signal=True)
        else:
            yield Result(at, None, failure or f"the child ended with {status}")


def _work(jobs: Sequence[Job], first: int, pipe: int) -> None:
    """Do jobs and say what each cost, in the child; never return."""
    faulthandler.disable()  # a death is told as a result, not in the output of the tests
    try:
        _bound()
        for job in jobs[first:]:
            job.prepare()
            before = _resident()
            _forget_peak()
            start = time.process_time()
            reports = job.read()
            seconds = time.process_time() - start
            if seconds > WORTH_A_LOOK:
                seconds /= slowness()
            megabytes = max(_peak() - before, 0) / 1e6
            answer = judged(job.kind, job.path, reports)
            _tell(pipe, {"answer": asdict(answer), "seconds": seconds, "megabytes": megabytes})
    finally:
        if sys.exc_info()[0]:
            _tell(pipe, {"failure": traceback.format_exc()})
        os._exit(1 if sys.exc_info()[0] else 0)


def _tell(pipe: int, message: dict[str, object]) -> None:
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[os.write(pipe, data) :]


def _bound() -> None:
    """Let the child have so much memory more than it has."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + ROOM
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _status(key: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) * 1024
    raise LookupError(key)


def _resident() -> int:
    return _status("VmRSS:") if sys.platform == "linux" else _largest()


def _peak() -> int:
    return _status("VmHWM:") if sys.platform == "linux" else _largest()


def _forget_peak() -> None:
    """Count the most resident memory from here on; elsewhere than on Linux from the start on."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
