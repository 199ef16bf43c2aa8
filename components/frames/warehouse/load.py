"""Writes the tables of a log to an engine, in place of the old ones."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from components.events import Replacement
from components.frames.warehouse.address import Address, AddressError
from components.frames.warehouse.backend import ClickHouse, DuckDB, file_of, table_name
from components.frames.warehouse.tables import SCHEMAS, Tables

Progress = Callable[[int], None]


def load(tables: Tables, address: Address, progress: Progress = lambda _: None) -> None:
    """Write the tables of a log to an address; call `progress` with the number of rows written.

    Readers see all of the old tables or all of the new ones, as far as the engine can do that.
    Raise AddressError for an engine that is only read, BusyFileError, OSError, and what its library
    raises.
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
    """Write the tables as Parquet files into a folder; other files there stay.

    The new files are written beside the old ones and then take their places one by one, last the
    one whose change readers notice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files: dict[str, Replacement] = {}
        for table in SCHEMAS:
            files[table] = Replacement(file_of(folder, address, table))
            stack.callback(files[table].discard)
        rows = 0
        for table, schema in SCHEMAS.items():
            with pq.ParquetWriter(files[table].part, schema, compression="zstd") as file:
                for batch in tables.batches(table):
                    file.write_batch(batch)
                    rows += batch.num_rows
                    progress(rows)
        for new in files.values():
            new.commit()


def _load_duckdb(tables: Tables, address: Address, progress: Progress) -> None:
    """Write the tables and all else that the old DuckDB file holds to a new file, and replace it.

    DuckDB lets nobody write to a file that others read. The old file is held open until it is
    replaced, so that nobody else writes to it meanwhile.
    """
    duckdb = DuckDB(address).library
    own = {("main", table_name(address, table)) for table in SCHEMAS}
    path = Path(address.path).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Replacement(path)
    part = new.part
    try:
        for leftover in (part, _wal_of(part)):  # DuckDB makes the file itself
            leftover.unlink(missing_ok=True)
        with duckdb.connect() as connection:
            old = _attach_old(connection, duckdb, path) if path.exists() else set()
            connection.execute(f"ATTACH {_quoted(part)} AS new")
            if {(schema, name) for schema, name, _ in old} - own:
                _copy(connection, duckdb, old)
                # dropped before the new tables are written, which then take their space
                for _, name in own:
                    connection.execute(f'DROP TABLE IF EXISTS new."{name}"')
                connection.execute("CHECKPOINT new")
            connection.execute("USE new")
            fill_duckdb(connection, tables, address, progress)
            connection.execute("USE memory")
            connection.execute("DETACH new")
            new.commit()
            # left when its last writer was killed; it has been copied
            _wal_of(path).unlink(missing_ok=True)
    finally:
        _wal_of(part).unlink(missing_ok=True)
        new.discard()


def _attach_old(connection: Any, duckdb: Any, path: Path) -> "Holdings":  # noqa: ANN401
    """Open the old file and list what it holds; raise AddressError while it is written."""
    try:
        connection.execute(f"ATTACH {_quoted(path)} AS old (READ_ONLY)")
    except duckdb.IOException as error:
        if "lock" not in str(error):
            raise
        words = "another program has the file open to write to it; let that end, and load again"
        raise AddressError(words) from None
    return _holdings(connection, "old")


def _copy(connection: Any, duckdb: Any, old: "Holdings") -> None:  # noqa: ANN401
    """Copy all that the old file holds; raise AddressError when some of it cannot be copied."""
    try:
        connection.execute("COPY FROM DATABASE old TO new")
        lost = old - _holdings(connection, "new")
        reason = ", ".join(sorted(name or schema for schema, name, _ in lost))
    except duckdb.Error as error:
        reason = (str(error).splitlines() or ["it failed"])[0]
    if reason:
        words = "what else the file holds cannot be copied; load into a file of its own"
        raise AddressError(f"{words} ({reason})")


Holdings = set[tuple[str, str, str]]  # schema, name, and the SQL that makes it


def _holdings(connection: Any, database: str) -> Holdings:  # noqa: ANN401
    """List what a database holds that is not DuckDB's own."""
    return set(connection.execute(_EVERYTHING, {"database": database}).fetchall())


_EVERYTHING = """
    SELECT schema_name, table_name, coalesce(sql, '') FROM duckdb_tables()
        WHERE database_name = $database AND NOT internal
    UNION ALL SELECT schema_name, view_name, coalesce(sql, '') FROM duckdb_views()
        WHERE database_name = $database AND NOT internal
    UNION ALL SELECT schema_name, index_name, coalesce(sql, '') FROM duckdb_indexes()
        WHERE database_name = $database
    UNION ALL SELECT schema_name, sequence_name, coalesce(sql, '') FROM duckdb_sequences()
        WHERE database_name = $database
    UNION ALL SELECT schema_name, function_name, coalesce(macro_definition, '')
        FROM duckdb_functions() WHERE database_name = $database AND NOT internal
    UNION ALL SELECT schema_name, type_name, coalesce(labels::VARCHAR, '') FROM duckdb_types()
        WHERE database_name = $database AND NOT internal
    UNION ALL SELECT schema_name, '', '' FROM duckdb_schemas()
        WHERE database_name = $database AND NOT internal AND schema_name <> 'main'
"""


def _quoted(path: Path) -> str:
    """Write a path as SQL does."""
    quoted = str(path).replace("'", "''")
    return f"'{quoted}'"


def _wal_of(path: Path) -> Path:
    """Return the file of changes that DuckDB has not yet written to a database."""
    return path.with_name(f"{path.name}.wal")


def fill_duckdb(
    connection: Any,  # noqa: ANN401 - has no types
    tables: Tables,
    address: Address,
    progress: Progress = lambda _: None,
) -> None:
    """Write the tables to an open database, in one transaction."""
    rows = 0
    connection.begin()
    for table, schema in SCHEMAS.items():
        name = table_name(address, table)
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
    """Write the tables to ClickHouse under other names, then rename them."""
    client = ClickHouse(address).client()
    rows = 0
    for table, schema in SCHEMAS.items():
        new = f"{table_name(address, table)}_being_loaded"
        columns = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)
        client.command(f"DROP TABLE IF EXISTS `{new}`")
        order = _ORDERS.get(table, "tuple()")
        client.command(f"CREATE TABLE `{new}` ({columns}) ENGINE = MergeTree ORDER BY {order}")
        for batch in tables.batches(table):
            client.insert_arrow(new, pa.Table.from_batches([batch]))
            rows += batch.num_rows
            progress(rows)
    for table in SCHEMAS:
        name = table_name(address, table)
        new, old = f"{name}_being_loaded", f"{name}_being_replaced"
        if client.command(f"EXISTS TABLE `{name}`"):
            client.command(f"RENAME TABLE `{name}` TO `{old}`, `{new}` TO `{name}`")
            client.command(f"DROP TABLE `{old}`")
        else:
            client.command(f"RENAME TABLE `{new}` TO `{name}`")
    client.close()
