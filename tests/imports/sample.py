"""Files converted to logs, for tests."""

from pathlib import Path
from textwrap import dedent

from hypothesis import strategies as st

from components.events import Log, renamed
from components.imports import FieldMapping, Options, convert, read_mapping
from components.imports.mapping import usual_mapping
from components.imports.published import Published
from components.imports.record import InputRecord
from components.imports.row import RowReader
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


ROW = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["2025", "2025-05-10"]),
        "title": st.sampled_from(["Talks", "Tea", "会谈"]),
        "place": st.sampled_from(["", "Geneva", "Bern"]),
        "actors": st.sampled_from(["", "Ann", "Anñ"]),
    }
)


def log_of_rows(rows: list[dict[str, str]], old: Log | None = None) -> Log:
    """Return the log of rows with usual names, which keeps the ids of an `old` one."""
    reader = RowReader(usual_mapping(), "UTC", Published(old, old.events.values()) if old else None)
    read = [reader.read(InputRecord(f":{n}", row))[0] for n, row in enumerate(rows)]
    _, revision = reader.settle()
    for row in revision.rows.tolist():
        read[row] = read[row].model_copy(update={"id": revision.new_id(row, read[row].id)})
    read = [renamed(event, revision.names) for event in read]
    assert len({event.id for event in read}) == len(rows)
    head = {"format": 1, "log": {"title": "a", "zone": "UTC", "as_of": "2025"}, "events": {}}
    log = Log.model_validate({**head, **reader.tables()})
    return log.model_copy(update={"events": {event.id: event for event in read}})
