"""A Parquet log comes in; its tables in a warehouse go out, in place of those that were there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from components.frames.warehouse.address import Address, AddressError
from components.frames.warehouse.drivers import ClickHouse, DuckDB, file_of, named
from components.frames.warehouse.tables import SCHEMAS, Tables

Progress = Callable[[int], None]


def load(tables: Tables, address: Address, progress: Progress = lambda _: None) -> None:
    """Write the tables of a log to where an address leads; `progress` hears of the rows written.

    Readers see all of the old tables or all of the new ones, as far as the engine can do that.
    Raise AddressError where this cannot write, OSError, and what the engine's library raises.
    """
    match address.engine:
        case "duckdb" if Path(address.path).suffix and not Path(address.path).is_dir():
            _load_duckdb(tables, address, progress)
        case "duckdb":
            write_folder(tables, Path(address.path), address, progress)
        case "spark" if address.path:
            write_folder(tables, Path("/", address.path), address, progress)
        case "clickhouse" | "chdb":
            _load_clickhouse(tables, address, progress)
        case engine:
            words = "write a folder of Parquet files with duckdb:/// and register them there"
            raise AddressError(f"{engine} is not written to: {words}")


def write_folder(tables: Tables, folder: Path, address: Address, progress: Progress) -> None:
    """Write the tables as Parquet files into a folder, in which all other files stay.

    They are written beside those that are there and then take their places, one after the other;
    the one by which readers notice comes last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = {table: file_of(folder, address, table).with_suffix(".part") for table in SCHEMAS}
    try:
        rows = 0
        for table, schema in SCHEMAS.items():
            with pq.ParquetWriter(parts[table], schema, compression="zstd") as file:
                for batch in tables.batches(table):
                    file.write_batch(batch)
                    rows += batch.num_rows
                    progress(rows)
        for table, part in parts.items():
            part.replace(file_of(folder, address, table))
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _load_duckdb(tables: Tables, address: Address, progress: Progress) -> None:
    """Write the tables to a DuckDB file: to a new one, unless that holds other tables as well."""
    duckdb = DuckDB(address).library
    path = Path(address.path)
    own = {("main", named(address, table)) for table in SCHEMAS}
    if path.exists():
        with duckdb.connect(str(path), read_only=True) as connection:
            there = set(connection.execute(_EVERYTHING).fetchall())
        if there - own:
            with duckdb.connect(str(path)) as connection:
                fill_duckdb(connection, tables, address, progress)
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(part)) as connection:
            fill_duckdb(connection, tables, address, progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


# whatever a database may hold that is not DuckDB's own
_EVERYTHING = """
    SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT schema_name, sequence_name FROM duckdb_sequences()
    UNION ALL SELECT schema_name, function_name FROM duckdb_functions() WHERE NOT internal
    UNION ALL SELECT schema_name, type_name FROM duckdb_types() WHERE NOT internal
    UNION ALL SELECT schema_name, '' FROM duckdb_schemas()
        WHERE NOT internal AND schema_name <> 'main'
"""


def fill_duckdb(
    connection: Any,  # noqa: ANN401 - has no types
    tables: Tables,
    address: Address,
    progress: Progress = lambda _: None,
) -> None:
    """Write the tables to an open database, all at once as others see it."""
    rows = 0
    connection.begin()
    for table, schema in SCHEMAS.items():
        name = named(address, table)
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')  # a name of letters and digits
        connection.register("batch", schema.empty_table())
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM batch')  # noqa: S608
        for batch in tables.batches(table):
            connection.register("batch", pa.Table.from_batches([batch]))
            connection.execute(f'INSERT INTO "{name}" SELECT * FROM batch')  # noqa: S608
            rows += batch.num_rows
            progress(rows)
        connection.unregister("batch")
    connection.commit()


_TYPES = {
    pa.string(): "String",
    pa.int32(): "Int32",
    pa.int64(): "Int64",
    pa.list_(pa.int32()): "Array(Int32)",
    pa.list_(pa.string()): "Array(String)",
}
_ORDERS = {"events": "rank", "pairs": "term"}


def _load_clickhouse(tables: Tables, address: Address, progress: Progress) -> None:
    """Write the tables to ClickHouse under other names, then let them take their places."""
    client = ClickHouse(address).client()
    rows = 0
    for table, schema in SCHEMAS.items():
        new = f"{named(address, table)}_being_loaded"
        columns = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)
        client.command(f"DROP TABLE IF EXISTS `{new}`")
        order = _ORDERS.get(table, "tuple()")
        client.command(f"CREATE TABLE `{new}` ({columns}) ENGINE = MergeTree ORDER BY {order}")
        for batch in tables.batches(table):
            client.insert_arrow(new, pa.Table.from_batches([batch]))
            rows += batch.num_rows
            progress(rows)
    for table in SCHEMAS:
        name = named(address, table)
        new, old = f"{name}_being_loaded", f"{name}_being_replaced"
        if client.command(f"EXISTS TABLE `{name}`"):
            client.command(f"RENAME TABLE `{name}` TO `{old}`, `{new}` TO `{name}`")
            client.command(f"DROP TABLE `{old}`")
        else:
            client.command(f"RENAME TABLE `{new}` TO `{name}`")
    client.close()
