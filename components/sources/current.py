"""The source of the log that this process shows, from the command line or the environment."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from components.frames.warehouse import AddressError, is_address, parse_address
from components.sources.allocator import tune_allocator
from components.sources.engine import EngineLog
from components.sources.file import LogFile
from components.sources.log_source import LogSource, NoLog
from components.wording import log_status

LOG_VARIABLE = "TIMELINE_LOG"
_OWN_LOG = Path(__file__).resolve().parents[2] / "data" / "events.yaml"
_made: dict[str, LogSource] = {}  # by what names their log
_source: LogSource | None = None
_lock = Lock()


def choose_log(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the log to show: the first argument, else TIMELINE_LOG, else the project's own.

    A file is returned as its absolute path, an engine's address as it stands.
    """
    log = next(iter(arguments), "") or environment.get(LOG_VARIABLE, "")
    if is_address(log):
        return log
    return str(Path(log).absolute() if log else _OWN_LOG)


def register_source(log: Path, source: LogSource) -> None:
    """From now on, let `configure` show a source that is made already for the log at a path."""
    _made[str(log.absolute())] = source


def configure(log: str | Path) -> LogSource:
    """Make this process show a file, by its path, or a log in an engine, by its address."""
    global _source
    tune_allocator()
    with _lock:
        _source = _open(log)
        return _source


def current() -> LogSource:
    """Return the source of the log that this process shows.

    When nobody configured one, the environment and the default decide. The command line does
    not: it belongs to whoever started the process, such as a test runner; app.py reads its own.
    """
    global _source
    with _lock:
        if _source is None:
            _source = _open(choose_log((), os.environ))
        return _source


@contextmanager
def use_source(source: LogSource | None) -> Iterator[None]:
    """Show another source for a while, `None` for the one that the environment names."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before


def _open(log: str | Path) -> LogSource:
    if made := _made.get(str(log)):
        return made
    if not is_address(str(log)):
        return LogFile(Path(log))
    try:
        return EngineLog(parse_address(str(log)))
    except AddressError as error:
        return NoLog(log_status.names_no_log(str(error)))
