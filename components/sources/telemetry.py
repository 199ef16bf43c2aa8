"""JSON log lines and Prometheus metrics of the server, for whoever operates it.

Neither holds what a reader chose, typed or sent; of a view they record only the kind of answer. A
fault of the log is quoted, as it is on the page. Only the messages of errors in the program or an
engine are logged as they are, and those may quote anything.
"""

import logging
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from structlog.typing import EventDict

from components.sources.snapshot import Snapshot, Trouble

NAME = "geneva-timeline"  # of the logger
_LONGEST = 300  # characters of what an engine says
_BEGIN, _END = 1_000, 2_000  # characters that are kept of a long value, such as a traceback
SLOW = 2.0  # seconds after which an answer is logged

# A registry of our own, because Streamlit reimports this module when a developer edits it.
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
_loads = Counter(
    "timeline_loads", "Versions of the log by what became of them.", ["result"], registry=REGISTRY
)
_answers = Histogram(
    "timeline_answer_seconds",
    "Time to make an answer, by its kind.",
    ["kind"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
    registry=REGISTRY,
)
_failures = Counter(
    "timeline_failures", "Views that an error of the program kept from a reader.", registry=REGISTRY
)


_as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
_in_words = structlog.dev.ConsoleRenderer(
    colors=False,
    pad_event_to=0,
    timestamp_key="at",
    repr_native_str=True,  # so that no text of a log moves the cursor
)


def _written(logger: object, name: str, line: EventDict) -> str:
    """Return a line as JSON for a host, and in words for somebody at a terminal."""
    if sys.stderr.isatty():
        return _in_words(logger, name, line)
    # the keys that every line has first
    written = _as_json(logger, name, {"at": line.pop("at"), "what": line.pop("event"), **line})
    return written if isinstance(written, str) else written.decode()


def _cut_values(_: object, __: str, line: EventDict) -> EventDict:
    """Cut long values while they are no JSON yet: the server cuts any line that is too long."""
    return {
        name: f"{value[:_BEGIN]} … {value[-_END:]}"
        if isinstance(value, str) and len(value) > _BEGIN + _END
        else value
        for name, value in line.items()
    }


def _sink() -> logging.Logger:
    """Return the logger, which writes to stderr unless the host has configured it.

    A line that cannot be written is dropped without an error.
    """
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    return logger


_lines = structlog.wrap_logger(
    _sink(),
    processors=[
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.format_exc_info,
        _cut_values,
        _written,
    ],
)


def write_line(what: str, **details: object) -> None:
    """Write one line: what happened, and details that JSON can hold."""
    _lines.info(what, **details)


def record_version(before: Snapshot, after: Snapshot, seconds: float) -> Snapshot:
    """Count and log a changed snapshot; return it with the time of its change.

    `seconds` is how long the change took.
    """
    if after.trouble_now:
        what = "refused" if after.notice or after.problems else "damaged"
        _loads.labels(what).inc()
        write_line(
            what,
            log=after.name,
            why=after.trouble_now,
            problems=len(after.problems) + len(after.damages),
            shown=after.hash or None,
        )
        return replace(after, trouble=Trouble(time.time(), after.trouble_now))
    _loads.labels("taken").inc()
    write_line(
        "reload" if before.log else "load",
        log=after.name,
        hash=after.hash,
        events=len(after.log.events) if after.log else 0,
        seconds=round(seconds, 3),
    )
    return replace(after, loaded=time.time())


def record_engine_failure(log: str, words: str, error: Exception) -> None:
    """Log that an engine did not answer, with the first line of its own words."""
    first, *_ = str(error).splitlines() or [""]
    message = f"{type(error).__name__}: {first[:_LONGEST]}"
    write_line("engine", log=log, why=words, error=message)


def record_answer(kind: str, seconds: float) -> None:
    """Count an answer of a kind, and log it when it was slow."""
    _answers.labels(kind).observe(seconds)
    if seconds >= SLOW:
        write_line("slow", kind=kind, seconds=round(seconds, 1))


@contextmanager
def timed(kind: str) -> Iterator[None]:
    """Time the answer that the block makes, whether it succeeds or fails."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        record_answer(kind, time.perf_counter() - begun)


def record_error(error: Exception) -> str:
    """Count and log an error of the program; return the reference that readers see."""
    reference = secrets.token_hex(4)
    _failures.inc()
    write_line("failed", reference=reference, exc_info=error)
    return reference
