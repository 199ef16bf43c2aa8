"""Make a log with any number of events, always the same ones, as YAML or as Parquet."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from components.events import check, parse_when
from components.events.parquet_writer import FORMAT, METADATA, ROWS_IN_GROUP, SCHEMA
from components.events.write import plain

KINDS = ("meeting", "statement", "interview", "post", "announcement", "publication")
ACTORS = 60
TOPICS = 12
ZONE = "Europe/Zurich"
_MINUTE = 60_000


class SyntheticEvent(NamedTuple):
    """An event of the log."""

    number: int
    when: str
    actor: int
    kind: str

    @property
    def topic(self) -> int:
        return self.number % TOPICS


def draw_events(events: int, actors: int = ACTORS) -> Iterator[SyntheticEvent]:
    """Yield events between 2021 and 2025, dated to minutes, days, months and years."""
    random = Random(7)  # noqa: S311 - no secret hangs on it
    for number in range(events):
        year, month, day = random.randint(2021, 2025), random.randint(1, 12), random.randint(1, 28)
        clock = f"T{random.randint(0, 23):02}:{random.randint(0, 59):02}Z"
        when = f"{year}-{month:02}-{day:02}"
        when = random.choice([when, when + clock, when[:7], when[:4]])
        actor = min(int(random.expovariate(8 / actors)), actors - 1)
        yield SyntheticEvent(number, when, actor, random.choice(KINDS))


def synthetic_yaml(events: int, actors: int = ACTORS) -> str:
    """Return a log of so many events as YAML."""
    lines = [
        *_head(actors),
        "events:",
        *(
            f"  e{event.number}: {{title: Event {event.number}, kind: {event.kind},"
            f" when: '{event.when}', actors: [{{actor: actor-{event.actor}, role: speaker}}],"
            f" topics: [topic-{event.topic}], citations: [{{source: paper, locator: p}}]}}"
            for event in draw_events(events, actors)
        ),
    ]
    return "\n".join(lines) + "\n"


def _head(actors: int) -> list[str]:
    return [
        "format: 1",
        f"log: {{title: A synthetic log, zone: {ZONE}, as_of: 2025-12-31,",
        f"  clocks: {{zurich: {{name: Zurich, zone: {ZONE}}}}}}}",
        "actors:",
        *(f"  actor-{number}: {{name: Actor {number}, kind: person}}" for number in range(actors)),
        "topics:",
        *(f"  topic-{number}: {{name: Topic {number}}}" for number in range(TOPICS)),
        "sources:",
        "  paper: {title: A paper, tier: article, kind: news}",
    ]


def write_synthetic_parquet(path: Path, events: int, actors: int = ACTORS) -> None:
    """Write the same log as Parquet, column by column, so that a million events take seconds."""
    head = check("\n".join([*_head(actors), "events: {}"]).encode(), "events.yaml").log
    assert head
    metadata = json.dumps({"parquet": FORMAT, **plain(head, events=False)}, ensure_ascii=False)
    rest = draw_events(events, actors)
    with pq.ParquetWriter(str(path), SCHEMA, compression="zstd", store_schema=True) as writer:
        writer.add_key_value_metadata({METADATA.decode(): metadata})
        while group := list(islice(rest, ROWS_IN_GROUP)):
            columns = _columns(group)
            arrays = [pa.array(columns[field.name], field.type) for field in SCHEMA]
            batch = pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)
            writer.write_batch(batch, row_group_size=ROWS_IN_GROUP)


def _columns(group: list[SyntheticEvent]) -> dict[str, list[Any]]:
    size = len(group)
    times = [_times(event.when) for event in group]
    same = {"status": "happened", "zone": ZONE, "place": "", "channel": "", "summary": ""}
    return {
        **{name: [value] * size for name, value in same.items()},
        **{name: [[]] * size for name in ("sources_beside", "measures", "linked")},
        "id": [f"e{event.number}" for event in group],
        "title": [f"Event {event.number}" for event in group],
        "kind": [event.kind for event in group],
        "when": [event.when for event in group],
        "start": [start for start, *_ in times],
        "stop": [stop for _, stop, *_ in times],
        "form": [form for *_, form, _ in times],
        "precision": [precision for *_, precision in times],
        "actors": [
            [{"actor": f"actor-{event.actor}", "role": "speaker", "presence": None}]
            for event in group
        ],
        "topics": [[f"topic-{event.topic}"] for event in group],
        "sources": [["paper"]] * size,
        "event": [
            f'{{"title": "Event {event.number}", "kind": "{event.kind}", "zone": "{ZONE}", '
            f'"when": "{event.when}", '
            f'"actors": [{{"actor": "actor-{event.actor}", "role": "speaker"}}], '
            f'"topics": ["topic-{event.topic}"], '
            '"citations": [{"source": "paper", "locator": "p"}]}'
            for event in group
        ],
    }


Times = tuple[int | None, int | None, str, str]


def _times(when: str) -> Times:
    """Return start, stop, form and precision. Only minutes are too many for a cache."""
    if "T" not in when:
        return _parsed(when)
    start = int(datetime.fromisoformat(when).timestamp()) * 1000
    return start, start + _MINUTE, *_parsed("2021-01-01T00:00Z")[2:]


@cache
def _parsed(when: str) -> Times:
    parsed = parse_when(when, ZONE)
    return parsed.start, parsed.stop, str(parsed.form), str(parsed.precision)
