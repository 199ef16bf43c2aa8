"""The same questions, put to DuckDB, ClickHouse and a Spark cluster: the index's answers to all.

Trino is not here to be asked; the SQL that it would be sent is read by a parser of its dialect.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pytest
import sqlglot

from components.events import Log, read_parquet
from components.frames import FACETS, Query
from components.frames.warehouse import (
    SCHEMAS,
    Address,
    Pool,
    SlowEngineError,
    StoppedError,
    Warehouse,
    WarehouseEvents,
    backend_of,
)
from components.frames.warehouse.backend import lazy
from components.frames.warehouse.pool import Session
from tests.engines.cluster import spark_cluster
from tests.frames.oracle import HOUR, NOON
from tests.frames.sample import WHENS, full_log, index_of, of_whens, small_log, the_log
from tests.frames.warehouse.sample import loaded, tables_of
from tests.synthetic_log import write_synthetic_parquet

DAY = 24 * HOUR
LOGS = {"own": the_log(), "small": small_log(), "full": full_log(), "dates": of_whens(*WHENS)}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with spark_cluster(tmp_path_factory.mktemp("spark")) as master:
        yield f"spark://{master}/{{folder}}/tables?timeout=600"


@pytest.fixture(
    params=[
        "duckdb:////{folder}/log.duckdb",
        "duckdb:////{folder}/parquet",
        "chdb:////{folder}/ch",
        "spark",
    ],
    ids=["duckdb", "parquet", "clickhouse", "spark"],
)
def engine(request: pytest.FixtureRequest) -> str:
    address: str = request.param
    return request.getfixturevalue("spark") if address == "spark" else address


def questions(log: Log) -> list[Query]:
    """Return a question of each kind: none, one choice, several, a text, a window, all of these."""
    counts = index_of(log).ask(Query()).counts
    one = {facet: list(options)[:1] for facet, options in counts.items() if options}
    two = {facet: list(options)[:2] for facet, options in counts.items() if options}
    window = (NOON - 2 * DAY, NOON + DAY // 2)
    return [
        Query(),
        *(Query({facet: options}) for facet, options in one.items()),
        Query({facet: two[facet] for facet in ("kind", "actor", "topic") if facet in two}),
        Query(two, "e"),
        Query(text="he 何立峰"),
        Query(text="100 %_' \\"),
        Query(window=window),
        Query(window=(None, window[1])),
        Query({"kind": two["kind"]}, "e", (window[0], None)),
        Query({"kind": ["no-such-kind"]}),
    ]


@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
def test_every_engine_answers_as_the_index_does(engine: str, log: Log) -> None:
    index = index_of(log)
    with loaded(log, engine) as warehouse:
        for query in questions(log):
            assert warehouse.ask(query) == index.ask(query), query
            assert warehouse.extent(query) == index.extent(query), query
            for first, size in ((0, 100), (1, 3)):
                assert warehouse.page(query, first, size) == index.page(query, first, size)
                assert warehouse.beyond(query, first, size) == index.beyond(query, first, size)
            for event in [*log.events][:2]:
                assert warehouse.place(query, event) == index.place(query, event)
        for query in questions(log)[::5]:
            for facet in ("actor", "kind"):
                lanes = list(index.ask(Query()).counts[facet])
                for some in ([], lanes, lanes[:2]):
                    for start, step in ((NOON - 2 * DAY, HOUR / 7), (NOON - 900 * DAY, 31.0 * DAY)):
                        grid = (facet, some, start, step, 60)
                        np.testing.assert_allclose(
                            warehouse.bins(query, *grid), index.bins(query, *grid), atol=1e-9
                        )
                hours = (facet, 2, NOON - 2 * DAY, HOUR / 7, 60)
                assert warehouse.lanes(query, *hours) == index.lanes(query, *hours)


def test_every_engine_answers_for_many_events(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also prints what a question takes, as a hint of what to expect of an engine."""
    write_synthetic_parquet(tmp_path / "log.parquet", 20_000, actors=300)
    log = read_parquet(tmp_path / "log.parquet").log
    assert log
    index = index_of(log)
    queries = [
        Query(),
        Query({"topic": ["topic-1"]}),
        Query({"topic": ["topic-1", "topic-2"], "kind": ["post", "meeting"]}),
        Query(text="event 77"),
    ]
    with loaded(log, engine) as warehouse:
        start, step = 1609459200000, 5 * 365 * DAY / 240
        lanes = [*index.lanes(Query(), "actor", 24, start, step, 240).fullest]
        for query in queries:
            begun = time.monotonic()
            answers = [
                warehouse.ask(query),
                warehouse.page(query, 0, 100),
                warehouse.bins(query, "actor", lanes, start, step, 240),
            ]
            spent = time.monotonic() - begun
            assert answers[0] == index.ask(query)
            assert answers[1] == index.page(query, 0, 100)
            bins = index.bins(query, "actor", lanes, start, step, 240)
            np.testing.assert_allclose(np.asarray(answers[2]), bins, atol=1e-6)
            with capsys.disabled():
                kind = engine.partition("?")[0].rpartition("/")[2]
                print(
                    f"\n  {engine.partition(':')[0]} {kind}, 20,000 events: {spent:.2f} s", end=""
                )


def test_clickhouse_keeps_to_the_limit_by_itself(tmp_path: Path) -> None:
    address = Address("chdb", path=str(tmp_path / "ch"))
    pool = Pool(backend_of(address), limit=1)

    def endless(session: Session) -> pa.Table:
        client = session._client  # type: ignore[attr-defined]
        return client.query_arrow(
            "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 7",
            settings=session._settings,  # type: ignore[attr-defined]
        )

    with pytest.raises(SlowEngineError):
        pool.run(endless)
    assert pool.run(lambda session: 5) == 5
    pool.close()


class Sql:
    """A session that is never answered: it keeps what it would send to Trino."""

    faults: tuple[type[Exception], ...] = ()

    def __init__(self) -> None:
        self.sent: list[str] = []

    def version(self) -> object:
        return None

    def connect(self, limit: float) -> Session:
        return self  # type: ignore[return-value]

    def frame(self, table: str) -> object:
        return lazy(ibis.table(ibis.Schema.from_pyarrow(SCHEMAS[table]), name=table))

    def collect(self, frame: object) -> pa.Table:
        self.sent.append(str(ibis.to_sql(frame.to_native(), dialect="trino")))  # type: ignore[attr-defined]
        raise StoppedError("sent")

    def interrupt(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing was opened."""


def test_trino_is_sent_sql_of_its_dialect(tmp_path: Path) -> None:
    log, sql = the_log(), Sql()
    manifest = tables_of(log, tmp_path).manifest
    pool = Pool(sql)
    events = WarehouseEvents(pool, log, manifest.total)
    warehouse = Warehouse(pool, manifest, events, log)
    lanes = list(index_of(log).ask(Query()).counts["actor"])

    def ask_all(query: Query) -> list[Callable[[], object]]:
        return [
            partial(warehouse.ask, query),
            partial(warehouse.page, query, 0, 10),
            partial(warehouse.page, query, 5, 10),
            partial(warehouse.beyond, query, 0, 10),
            partial(warehouse.place, query, "bessent-too-high"),
            partial(warehouse.extent, query),
            partial(warehouse.bins, query, "actor", lanes, NOON, HOUR / 7, 240),
            partial(events.__getitem__, "bessent-too-high"),
            partial(events.linking_to, "bessent-too-high"),
            partial(events.in_file_order, ["bessent-too-high"]),
        ]

    for ask in (work for query in questions(log) for work in ask_all(query)):
        with suppress(StoppedError):
            ask()
    pool.close()
    assert len(sql.sent) > 6 * len(FACETS)
    for text in sql.sent:
        (parsed,) = sqlglot.parse(text, dialect="trino")
        assert isinstance(parsed, sqlglot.exp.Query), text
