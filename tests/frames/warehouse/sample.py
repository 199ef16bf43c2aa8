"""Logs in warehouses, each made for a test: by default in a DuckDB file of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from components.events import Log, ParquetEvents, SeedPassage, read_parquet, write_parquet
from components.frames.warehouse import (
    Pool,
    Tables,
    Warehouse,
    backend_of,
    load,
    open_log,
    parse_address,
    read_manifest,
)
from components.frames.warehouse.backend import DuckDBSession
from components.frames.warehouse.load import fill_duckdb
from components.frames.warehouse.pool import Session


def tables_of(
    log: Log, folder: Path, passages: Mapping[tuple[str, int], SeedPassage] | None = None
) -> Tables:
    """Write a log to a Parquet file in `folder`, and make tables of that."""
    write_parquet(log, folder / "log.parquet")
    opened = read_parquet(folder / "log.parquet").log
    assert opened and isinstance(opened.events, ParquetEvents)
    return Tables(opened, opened.events, passages or {})


@contextmanager
def loaded_pool(log: Log, engine: str = "duckdb:////{folder}/log.duckdb") -> Iterator[Pool]:
    """Load a log into an engine; `{folder}` in its address is a new folder."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        address = parse_address(engine.format(folder=str(folder).lstrip("/")))
        load(tables_of(log, folder), address)
        pool = Pool(backend_of(address), address.timeout)
        try:
            yield pool
        finally:
            pool.close()


@contextmanager
def loaded(log: Log, engine: str = "duckdb:////{folder}/log.duckdb") -> Iterator[Warehouse]:
    """Load a log into an engine and give what answers from there."""
    with loaded_pool(log, engine) as pool:
        yield open_log(pool, read_manifest(pool))[1]


class InMemory:
    """A DuckDB database in memory, which every driver is another cursor of."""

    faults: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, log: Log) -> None:
        self.root = duckdb.connect()
        self.address = parse_address("duckdb:///memory")
        with TemporaryDirectory() as folder:
            fill_duckdb(self.root, tables_of(log, Path(folder)), self.address)

    def version(self) -> object:
        return None

    def connect(self, limit: float) -> Session:
        return DuckDBSession(self.root.cursor(), self.address)


def in_memory(log: Log) -> Warehouse:
    """Load a log into a database of its own and give what answers from there."""
    pool = Pool(InMemory(log))
    return open_log(pool, read_manifest(pool))[1]
