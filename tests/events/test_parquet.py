"""A log in Parquet is the log in YAML; a damaged or foreign file is a problem."""

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from components.events import Log, check, parquet, parquet_writer
from components.events.parquet import DamagedLogError, ParquetEvents, read_parquet
from components.events.parquet_writer import METADATA, SCHEMA, write_parquet
from tests.frames.sample import full_log, logs, make_log, the_log

SOUND = '{"title": "T", "kind": "post", "when": "2025"}'


def opened(path: Path) -> Log:
    log, problems = read_parquet(path)
    assert log, problems
    return log


def changed(path: Path, head: dict[str, Any] | None = None, **columns: list[Any]) -> Path:
    """Write the file of a log again with another head or other columns."""
    table = pq.read_table(path)
    for name, values in columns.items():
        index = SCHEMA.get_field_index(name)
        table = table.set_column(
            index, SCHEMA.field(name), pa.array(values, SCHEMA.field(name).type)
        )
    stored = json.loads(pq.read_metadata(path).metadata[METADATA])
    metadata = {METADATA: json.dumps({**stored, **(head or {})})}
    pq.write_table(table.replace_schema_metadata(metadata), path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rest = "topics: [tea], actors: [{actor: ann, role: speaker}], citations: [{source: paper}]"
    log = make_log(
        f"""
        actors: {{ann: {{name: Ann, kind: person}}}}
        topics: {{tea: {{name: Tea}}}}
        sources: {{paper: {{title: A paper, tier: article, kind: news}}}}
        events:
          e0: {{title: Event 0, kind: post, when: 2025-05-01, {rest}}}
          e1: {{title: Event 1, kind: post, when: 2025-05-02, {rest}}}
          e2: {{title: Event 2, kind: post, when: 2025-05-03, {rest}}}
        """
    )
    write_parquet(log, tmp_path / "log.parquet")
    return tmp_path / "log.parquet"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(log=logs())
def test_a_log_reads_back_equal_and_in_its_order(log: Log, tmp_path: Path) -> None:
    write_parquet(log, tmp_path / "log.parquet")
    again = opened(tmp_path / "log.parquet")
    assert again.with_hash("") == log
    assert list(again.events) == list(log.events)
    assert list(again.events.values()) == list(log.events.values())


@pytest.mark.parametrize("log", [the_log(), full_log()], ids=["own", "full"])
def test_a_log_of_every_key_reads_back_equal(log: Log, tmp_path: Path) -> None:
    write_parquet(log, tmp_path / "log.parquet")
    again = opened(tmp_path / "log.parquet")
    assert again.with_hash("") == log.with_hash("")
    assert list(again.events.values()) == list(log.events.values())


def test_events_are_found_in_every_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_writer, "ROWS_IN_GROUP", 2)
    monkeypatch.setattr(parquet, "_ROWS_AT_ONCE", 2)
    ids = [f"e{n * 7 % 15}" for n in range(15)]
    events = {key: {"title": key.upper(), "kind": "post", "when": "2025"} for key in ids}
    write_parquet(make_log({"events": events}), tmp_path / "log.parquet")
    log = opened(tmp_path / "log.parquet")
    assert pq.ParquetFile(tmp_path / "log.parquet").num_row_groups == 8
    assert list(log.events) == ids
    assert [event.title for event in log.events.values()] == [key.upper() for key in ids]
    assert [log.events[key].title for key in sorted(ids)] == [key.upper() for key in sorted(ids)]
    assert [(key in log.events) for key in ("e0", "e99", "", 3)] == [True, False, False, False]
    with pytest.raises(KeyError):
        log.events["e99"]


def test_the_columns_are_what_an_engine_can_ask(path: Path) -> None:
    table = pq.read_table(path)
    assert table.schema.equals(SCHEMA)
    assert table["start"].to_pylist()[0] == 1_746_050_400_000
    assert table["topics"].to_pylist() == [["tea"]] * 3
    assert table["actors"].to_pylist()[0] == [{"actor": "ann", "role": "speaker", "presence": None}]
    assert table["sources"].to_pylist() == [["paper"]] * 3
    assert table["linked"].to_pylist() == [[]] * 3
    assert json.loads(table["event"][0].as_py())["citations"] == [{"source": "paper"}]
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


def test_single_columns_are_read_without_the_others(path: Path) -> None:
    events = opened(path).events
    assert isinstance(events, ParquetEvents)
    assert events.columns("id", "kind").to_pydict() == {
        "id": ["e0", "e1", "e2"],
        "kind": ["post"] * 3,
    }


def test_the_hash_is_that_of_the_bytes(path: Path) -> None:
    first = opened(path).hash
    assert len(first) == 64
    assert opened(changed(path, title=["a", "b", "c"])).hash != first


@pytest.mark.parametrize(
    ("head", "columns", "words"),
    [
        ({"parquet": 2}, {}, "its version is not read"),
        ({"log": {"title": "A", "zone": "Mars/Base", "as_of": "2025"}}, {}, "not an IANA zone"),
        ({"topics": {}}, {}, 'no topic "tea"'),
        ({"actors": {}}, {}, 'no actor "ann"'),
        ({"topics": []}, {}, "topics: "),
        ({"delegations": {"d": {"name": "D", "party": "x"}}}, {}, 'no party "x"'),
        (
            {"disagreements": {"q": {"question": "?", "status": "differs", "events": ["e9"]}}},
            {},
            'no event "e9"',
        ),
        ({}, {"id": ["e0", "e1", "e1"]}, "two events have the same id"),
        ({}, {"id": ["e0", "e1", "E2"]}, "an id is not made of"),
        ({}, {"kind": ["post", "post", "crime"]}, '"crime" is no kind'),
        ({}, {"zone": ["UTC", "UTC", "Mars/Base"]}, '"Mars/Base" is no zone'),
        ({}, {"stop": [1, 2, 3]}, "stops before it starts"),
        ({}, {"sources": [[], ["rumour"], []]}, 'no source "rumour"'),
        ({}, {"sources_beside": [[], ["rumour"], []]}, 'no source "rumour"'),
        ({}, {"measures": [[], ["depth"], []]}, 'no measure "depth"'),
        ({}, {"linked": [[], ["e9"], []]}, 'no event "e9"'),
    ],
)
def test_what_a_log_could_not_say_is_refused_when_it_is_opened(
    path: Path, head: dict[str, Any], columns: dict[str, list[Any]], words: str
) -> None:
    log, problems = read_parquet(changed(path, head, **columns))
    assert log is None
    (problem,) = problems
    assert words in problem.message
    assert str(problem).startswith("log.parquet:1:1: error[unreadable-parquet] ")


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "T", "kind": "post", "when": "soon"}',
        '{"title": "", "kind": "post", "when": "2025"}',
        '{"title": "T", "kind": "post", "when": "2025", "topics": ["coffee"]}',
        '{"title": "T", "kind": "post", "when": "2025",'
        ' "links": [{"event": "e9", "relation": "answers"}]}',
        '{"title": "T", "kind": "post", "when": "2025", "citations": [{"source": "rumour"}]}',
        '{"title": "T", "kind": "post", "when": "2025"',
        "[1]",
        "5",
    ],
)
def test_what_is_damaged_in_a_text_is_reported_when_the_event_is_asked_for(
    path: Path, text: str
) -> None:
    log = opened(changed(path, None, event=[SOUND, SOUND, text]))
    assert log.events["e0"].id == "e0"
    with pytest.raises(DamagedLogError, match='event "e2" cannot be read'):
        log.events["e2"]


def test_a_parquet_file_of_others_is_no_log(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "other.parquet")
    (problem,) = read_parquet(tmp_path / "other.parquet").problems
    assert "was not written as a log" in problem.message


def test_a_column_of_another_type_is_reported(path: Path) -> None:
    table = pq.read_table(path)
    index = SCHEMA.get_field_index("start")
    metadata = {METADATA: pq.read_metadata(path).metadata[METADATA]}
    other = table.set_column(index, "start", pa.array(["a", "b", "c"]))
    pq.write_table(other.replace_schema_metadata(metadata), path)
    assert 'the column "start" holds string' in read_parquet(path).problems[0].message
    pq.write_table(table.drop_columns(["start"]).replace_schema_metadata(metadata), path)
    assert 'the column "start" is missing' in read_parquet(path).problems[0].message


@pytest.mark.parametrize("data", [b"", b"PAR1", b"format: 1\n", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_what_is_no_parquet_is_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "log.parquet").write_bytes(data)
    log, problems = read_parquet(tmp_path / "log.parquet")
    assert log is None
    assert "this is no Parquet file" in problems[0].message
    assert "\n" not in problems[0].message


def test_hundreds_of_damaged_files_are_refused_or_read(path: Path) -> None:
    sound, chance = path.read_bytes(), random.Random(1)  # noqa: S311 - the same damage in every run
    refused = 0
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.random() < 0.2
        path.write_bytes(data[: chance.randrange(len(data))] if cut else data)
        log, problems = read_parquet(path)
        refused += log is None
        assert (log is None) == bool(problems)
        if log is not None:
            try:
                list(log.events.values())
            except DamagedLogError:
                refused += 1
    assert refused > 30


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_parquet(tmp_path / "absent.parquet")
    with pytest.raises(FileNotFoundError):
        write_parquet(the_log(), tmp_path / "absent" / "log.parquet")


def test_nothing_is_left_of_a_file_that_could_not_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(parquet_writer.ParquetWriter, "_flush", fail)
    with pytest.raises(OSError, match="disk full"):
        write_parquet(the_log(), tmp_path / "log.parquet")
    assert list(tmp_path.iterdir()) == []


def test_yaml_and_parquet_of_one_log_are_equal(path: Path, tmp_path: Path) -> None:
    from components.imports import convert

    assert convert(path, tmp_path / "log.yaml").events == 3
    log, problems = check((tmp_path / "log.yaml").read_bytes(), "log.yaml")
    assert log, problems
    assert opened(path).with_hash("") == log.with_hash("")
