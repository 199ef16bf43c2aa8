"""Files converted to logs, for tests."""

from pathlib import Path
from textwrap import dedent

from components.events import Log
from components.imports import FieldMapping, Options, convert, read_mapping
from tests.frames.sample import read_log


def mapping_of(text: str) -> FieldMapping:
    """Return a sound mapping."""
    mapping, problems = read_mapping(dedent(text).encode(), "map.yaml")
    assert mapping, problems
    return mapping


class Converted:
    """What became of a file: the log, the reports of its rows, and the outcome."""

    def __init__(
        self, folder: Path, name: str, data: str | bytes, mapping: str = "", strict: bool = False
    ) -> None:
        source, self._target = folder / name, folder / "out.yaml"
        source.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.reports: list[str] = []
        self.outcome = convert(
            source,
            self._target,
            mapping_of(mapping) if mapping else None,
            Options(strict=strict),
            lambda row: self.reports.append(str(row).removeprefix(f"{folder}/")),
        )
        self.is_written = self._target.exists()

    @property
    def log(self) -> Log:
        """The log that was written."""
        return read_log(self._target.read_bytes())

    @property
    def whens(self) -> list[str]:
        """The dates of its events."""
        return [event.when.text for event in self.log.events.values()]
