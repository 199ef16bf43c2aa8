"""Logs in YAML, JSON and Parquet, which come as their head and their events."""

from collections.abc import Iterator

from components.events import LIMITS_OF_CONVERSION, Event, Log, check, read_file, read_parquet
from components.imports.file import InputFile, UnreadableFileError

KEYS_OF_A_LOG = frozenset({"format", "log", "events"})  # all three stand in every log


def read_log(file: InputFile) -> tuple[Log, Iterator[Event]]:
    """Read a log and its events; raise OSError, and UnreadableFileError with all its problems."""
    if file.ending == ".parquet":
        log, problems = read_parquet(file.path)
    else:
        log, problems = check(read_file(file.path), file.name, LIMITS_OF_CONVERSION)
    if log is None:
        raise UnreadableFileError(*problems)
    file.size = len(log.events)
    return log, _events(log, file)


def _events(log: Log, file: InputFile) -> Iterator[Event]:
    for file.done, event in enumerate(log.events.values(), start=1):
        yield event


def is_log_in_json(file: InputFile) -> bool:
    """Tell whether a file is a log as JSON, which is read as the YAML that it is as well."""
    return isinstance(file.json, dict) and file.json.keys() >= KEYS_OF_A_LOG
