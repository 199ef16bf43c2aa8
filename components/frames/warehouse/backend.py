"""The backends: how to connect to each engine, run a query there and interrupt it.

The library of an engine is imported when it is used, because nobody has all of them. narwhals
builds the queries; for ClickHouse and Trino, Ibis turns them into SQL.
"""

from collections.abc import Callable, Sequence
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any, cast

import narwhals as nw
import pyarrow as pa

from components import wording
from components.events import is_one_program
from components.frames.warehouse.address import Address, AddressError
from components.frames.warehouse.pool import Backend, LostEngineError, Session
from components.frames.warehouse.tables import SCHEMAS


def backend_of(address: Address) -> Backend:
    """Return the backend of an address; raise AddressError when its library is not installed."""
    backends: dict[str, Callable[[Address], Backend]] = {
        "duckdb": DuckDB,
        "clickhouse": ClickHouse,
        "chdb": ClickHouse,
        "trino": Trino,
        "spark": Spark,
    }
    try:
        return backends[address.engine](address)
    except ImportError as error:
        advice = _advice(address.engine)
        raise AddressError(f"{error.name} is not installed: {advice}") from None


# Of pyproject.toml's `warehouse`, what an engine needs.
_PACKAGES = {
    "duckdb": "duckdb",
    "clickhouse": "'ibis-framework[clickhouse]' clickhouse-connect",
    "chdb": "'ibis-framework[clickhouse]' 'clickhouse-connect[chdb]'",
    "trino": "'ibis-framework[trino]'",
    "spark": "pyspark",
}


def _advice(engine: str) -> str:
    packages = _PACKAGES[engine]
    if is_one_program():
        return f"pipx inject geneva-timeline {packages}, or pip install {packages} beside it"
    words = "python -m pip install -r requirements-engines.txt, or for this engine alone"
    return f"{words} {packages}"


def table_name(address: Address, table: str) -> str:
    """Return a table's name in the engine: `events`, or `events_pairs` beside it."""
    return address.table if table == "events" else f"{address.table}_{table}"


def lazy(native: Any) -> nw.LazyFrame[Any]:  # noqa: ANN401 - of whatever library
    """Wrap a table of an engine for narwhals."""
    return cast("nw.LazyFrame[Any]", nw.from_native(native))


def file_of(folder: Path, address: Address, table: str) -> Path:
    """Return the file of a table in a folder of Parquet files."""
    return folder / f"{table_name(address, table)}.parquet"


class _Server:
    """A backend whose data has no version: whoever loads it anew does so in place."""

    def version(self) -> object:
        """As `Backend` says: a server stays the same."""
        return None


class _Tables:
    """What the sessions share: an address, and tables of a connection that has them by name."""

    def __init__(self, tables: Any, address: Address) -> None:  # noqa: ANN401 - of any library
        self._tables = tables
        self._address = address

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """As `Session` says."""
        return lazy(self._tables.table(table_name(self._address, table)))


class DuckDB:
    """A DuckDB file, or a folder of Parquet files that DuckDB reads."""

    def __init__(self, address: Address) -> None:
        import duckdb

        self.library = duckdb
        self._address = address
        self.faults: tuple[type[Exception], ...] = (duckdb.Error, OSError)

    def version(self) -> object:
        """As `Backend` says: what identifies the file at the path."""
        path = Path(self._address.path)
        try:
            file = (file_of(path, self._address, "about") if path.is_dir() else path).stat()
        except OSError:
            return None
        return file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns

    def connect(self, limit: float) -> Session:
        """Open the file or the folder, read-only."""
        path = Path(self._address.path)
        connection = self.library.connect(config=_SEALED)
        if path.is_dir():
            files = {table: str(file_of(path, self._address, table)) for table in SCHEMAS}
            self._seal(connection, list(files.values()))
            for table, file in files.items():
                connection.read_parquet(file).create_view(table_name(self._address, table))
        else:
            # Attached, because DuckDB opens a main database once per process: a file that has been
            # replaced would still be the old one for as long as anybody is connected to that.
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS log (READ_ONLY)")
            connection.execute("USE log")
            self._seal(connection, [])
            self._refuse_views(connection)
        return DuckDBSession(connection, self._address)

    def _refuse_views(self, connection: Any) -> None:  # noqa: ANN401 - has no types
        """Raise LostEngineError when a table of the log is a view.

        Even sealed, a view could tell where the host keeps the file, or take all its memory.
        """
        own = {table_name(self._address, table).lower() for table in SCHEMAS}
        views = {name.lower() for (name,) in connection.execute(_VIEWS).fetchall()}
        if own & views:  # DuckDB takes no notice of case
            connection.close()
            raise LostEngineError(wording.engine.IS_VIEW)

    def _seal(self, connection: Any, files: Sequence[str]) -> None:  # noqa: ANN401 - has no types
        """Let a connection read nothing from now on but what it has open, and some `files`.

        A view in a file from somebody else might otherwise show readers any file of the host.
        """
        connection.execute("SET allowed_paths = $files", {"files": files})
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")


_VIEWS = """
    SELECT view_name FROM duckdb_views()
        WHERE database_name = 'log' AND schema_name = 'main' AND NOT internal
"""
# No extension is loaded or fetched, and no stored password is used.
_SEALED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
}


class DuckDBSession(_Tables):
    """One connection to a DuckDB database."""

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """As `Session` says."""
        return frame.to_native().to_arrow_table()

    def interrupt(self) -> None:
        """As `Session` says."""
        self._tables.interrupt()

    def close(self) -> None:
        """As `Session` says."""
        self._tables.close()


class ClickHouse(_Server):
    """A ClickHouse server, or ClickHouse within this process (chDB)."""

    def __init__(self, address: Address) -> None:
        import clickhouse_connect
        import ibis
        from clickhouse_connect.driver.exceptions import ClickHouseError

        self.library = clickhouse_connect
        self._ibis = ibis
        self._address = address
        self.faults: tuple[type[Exception], ...] = (ClickHouseError, OSError)

    def client(self) -> Any:  # noqa: ANN401 - of another library
        """Connect without a time limit, for loading."""
        address = self._address
        if address.engine == "chdb":
            return self.library.get_client(interface="chdb", path=address.path or ":memory:")
        return self.library.get_client(
            host=address.host,
            port=address.port or 0,
            username=address.user or None,
            password=address.password,
            database=address.path or "__default__",
            secure=address.secure,
            # queries that run at the same time share no session
            autogenerate_session_id=False,
        )

    def connect(self, limit: float) -> Session:
        """Connect to the server, which has the limit too."""
        return _ClickHouseSession(self, self._ibis, self._address, limit)


class _ClickHouseSession(_Tables):
    def __init__(
        self,
        engine: ClickHouse,
        ibis: Any,  # noqa: ANN401
        address: Address,
        limit: float,
    ) -> None:
        self._engine = engine
        self._ibis = ibis
        self._client = engine.client()
        super().__init__(ibis.clickhouse.from_connection(self._client), address)
        # after our own limit, which distinguishes a slow query from one that fails
        self._settings = {"max_execution_time": ceil(limit) + 1}
        self._own = str(self._client.command("SELECT generateUUIDv4()"))
        self._numbers = count()
        self._running = ""

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        text = str(self._ibis.to_sql(frame.to_native(), dialect="clickhouse"))
        if self._address.engine == "chdb":
            return self._client.query_arrow(text, settings=self._settings)
        self._running = f"{self._own}-{next(self._numbers)}"
        settings = {**self._settings, "query_id": self._running}
        return self._client.query_arrow(text, settings=settings)

    def interrupt(self) -> None:
        # ClickHouse within the process has no such command, but it has the limit
        if self._running:
            client = self._engine.client()
            client.command(
                "KILL QUERY WHERE query_id = {query:String} ASYNC",
                parameters={"query": self._running},
            )
            client.close()

    def close(self) -> None:
        self._client.close()


class Trino(_Server):
    """A Trino cluster, and with it whatever Trino reads."""

    def __init__(self, address: Address) -> None:
        import ibis
        import trino

        self._ibis = ibis
        self._address = address
        self.faults: tuple[type[Exception], ...] = (
            trino.exceptions.Error,
            trino.exceptions.TrinoConnectionError,
            OSError,
        )

    def connect(self, limit: float) -> Session:
        """Connect to the coordinator; the path is catalog and schema."""
        address = self._address
        catalog, _, schema = address.path.partition("/")
        tables = self._ibis.trino.connect(
            user=address.user or "timeline",
            auth=address.password or None,
            host=address.host,
            port=address.port or 8080,
            database=catalog,
            schema=schema or None,
            http_scheme="https" if address.secure else "http",
            session_properties={"query_max_execution_time": f"{ceil(limit) + 1}s"},
        )
        return _TrinoSession(tables, self._ibis, address)


class _TrinoSession(_Tables):
    def __init__(self, tables: Any, ibis: Any, address: Address) -> None:  # noqa: ANN401
        super().__init__(tables, address)
        self._ibis = ibis
        self._cursor: Any = None

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        native = frame.to_native()
        self._cursor = self._tables.con.cursor()
        self._cursor.execute(str(self._ibis.to_sql(native, dialect="trino")))
        schema = native.schema().to_pyarrow()
        rows = self._cursor.fetchall()
        return pa.Table.from_pylist(
            [dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema
        )

    def interrupt(self) -> None:
        if self._cursor:
            self._cursor.cancel()

    def close(self) -> None:
        self._tables.disconnect()


class Spark(_Server):
    """A Spark cluster that reads a folder of Parquet files, or tables of its catalog."""

    def __init__(self, address: Address) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self._address = address
        self._sessions = SparkSession
        self._numbers = count()
        self.faults: tuple[type[Exception], ...] = (PySparkException, Py4JError, OSError)

    def connect(self, limit: float) -> Session:
        """Join the Spark session of this process, or start it."""
        address = self._address
        master = address.master or f"spark://{address.host}:{address.port or 7077}"
        builder = self._sessions.builder.master(master).appName("Timeline")
        session = builder.config("spark.ui.enabled", "false").getOrCreate()
        return _SparkSession(session, address, f"timeline-{next(self._numbers)}")


class _SparkSession:
    def __init__(self, session: Any, address: Address, group: str) -> None:  # noqa: ANN401
        self._session = session
        self._address = address
        self._group = group
        self._frames: dict[str, nw.LazyFrame[Any]] = {}

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        if table not in self._frames:
            folder = Path("/", self._address.path)
            self._frames[table] = lazy(
                self._session.read.parquet(str(file_of(folder, self._address, table)))
                if self._address.path
                else self._session.table(table_name(self._address, table))
            )
        return self._frames[table]

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        context = self._session.sparkContext
        context.setJobGroup(self._group, "a question of a reader", interruptOnCancel=True)
        return frame.to_native().toArrow()

    def interrupt(self) -> None:
        self._session.sparkContext.cancelJobGroup(self._group)

    def close(self) -> None:
        """Leave the Spark session open for others."""
