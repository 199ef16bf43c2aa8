"""The engines that hold a log: how each is connected to, asked and interrupted.

Each is imported when it is used, for nobody has all of them. What it is asked is put together by
narwhals; ClickHouse and Trino are reached through Ibis, which makes SQL of it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any, cast

import narwhals as nw
import pyarrow as pa

from components.frames.warehouse.address import Address, AddressError
from components.frames.warehouse.connection import Driver, Engine
from components.frames.warehouse.tables import SCHEMAS


def engine_of(address: Address) -> Engine:
    """Return the engine of an address; raise AddressError when its library is not installed."""
    made: dict[str, Callable[[Address], Engine]] = {
        "duckdb": DuckDB,
        "clickhouse": ClickHouse,
        "chdb": ClickHouse,
        "trino": Trino,
        "spark": Spark,
    }
    try:
        return made[address.engine](address)
    except ImportError as error:
        raise AddressError(f"{error.name} is not installed: {_ADVICE}") from None


_ADVICE = "python -m pip install -r requirements-engines.txt, or the library of the engine alone"


def named(address: Address, table: str) -> str:
    """Return the name that a table has in the engine: `events` and, beside it, `events_pairs`."""
    return address.table if table == "events" else f"{address.table}_{table}"


def lazy(native: Any) -> nw.LazyFrame[Any]:  # noqa: ANN401 - of whatever library
    """Return a table of an engine as narwhals has it."""
    return cast("nw.LazyFrame[Any]", nw.from_native(native))


def file_of(folder: Path, address: Address, table: str) -> Path:
    """Return where a table stands in a folder of Parquet files."""
    return folder / f"{named(address, table)}.parquet"


class DuckDB:
    """A DuckDB file, or a folder of Parquet files that DuckDB reads."""

    def __init__(self, address: Address) -> None:
        import duckdb

        self.library = duckdb
        self._address = address
        self.faults: tuple[type[Exception], ...] = (duckdb.Error, OSError)

    def version(self) -> object:
        """Tell the files at the path from others that may take their place."""
        path = Path(self._address.path)
        try:
            found = (file_of(path, self._address, "about") if path.is_dir() else path).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def connect(self, limit: float) -> Driver:
        """Open the file or the folder, to be read only."""
        path = Path(self._address.path)
        connection = self.library.connect()
        if path.is_dir():
            for table in SCHEMAS:
                file = file_of(path, self._address, table)
                connection.read_parquet(str(file)).create_view(named(self._address, table))
        else:
            # Opened as the main database of a connection, a file that has been replaced would still
            # be the old one, as long as anybody in this process is connected to that.
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS log (READ_ONLY)")
            connection.execute("USE log")
        return DuckDBDriver(connection, self._address)


class DuckDBDriver:
    """One connection to a DuckDB database."""

    def __init__(self, connection: Any, address: Address) -> None:  # noqa: ANN401 - has no types
        self._connection = connection
        self._address = address

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """As `Driver` says."""
        return lazy(self._connection.table(named(self._address, table)))

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """As `Driver` says."""
        return frame.to_native().to_arrow_table()

    def interrupt(self) -> None:
        """As `Driver` says."""
        self._connection.interrupt()

    def close(self) -> None:
        """As `Driver` says."""
        self._connection.close()


class ClickHouse:
    """A ClickHouse server, or ClickHouse within this process (chDB)."""

    def __init__(self, address: Address) -> None:
        import clickhouse_connect
        import ibis
        from clickhouse_connect.driver.exceptions import ClickHouseError

        self.library = clickhouse_connect
        self._ibis = ibis
        self._address = address
        self.faults: tuple[type[Exception], ...] = (ClickHouseError, OSError)

    def version(self) -> object:
        """Say nothing: it is the server that is always the same."""
        return None

    def client(self) -> Any:  # noqa: ANN401 - of another library
        """Connect without any limit, as for loading."""
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
            # several questions at a time have no common session
            autogenerate_session_id=False,
        )

    def connect(self, limit: float) -> Driver:
        """Connect to the server, which is told of the limit too."""
        return _ClickHouseDriver(self, self._ibis, self._address, limit)


class _ClickHouseDriver:
    def __init__(
        self,
        engine: ClickHouse,
        ibis: Any,  # noqa: ANN401
        address: Address,
        limit: float,
    ) -> None:
        self._engine = engine
        self._ibis = ibis
        self._address = address
        self._client = engine.client()
        self._tables = ibis.clickhouse.from_connection(self._client)
        # after ours, which tells a question that takes too long from one that fails
        self._settings = {"max_execution_time": ceil(limit) + 1}
        self._own = str(self._client.command("SELECT generateUUIDv4()"))
        self._numbers = count()
        self._asked = ""

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        return lazy(self._tables.table(named(self._address, table)))

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        text = str(self._ibis.to_sql(frame.to_native(), dialect="clickhouse"))
        if self._address.engine == "chdb":
            return self._client.query_arrow(text, settings=self._settings)
        self._asked = f"{self._own}-{next(self._numbers)}"
        settings = {**self._settings, "query_id": self._asked}
        return self._client.query_arrow(text, settings=settings)

    def interrupt(self) -> None:
        # ClickHouse within the process has nobody to tell, and keeps to the limit by itself
        if self._asked:
            client = self._engine.client()
            client.command(
                "KILL QUERY WHERE query_id = {asked:String} ASYNC",
                parameters={"asked": self._asked},
            )
            client.close()

    def close(self) -> None:
        self._client.close()


class Trino:
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

    def version(self) -> object:
        """Say nothing: it is the cluster that is always the same."""
        return None

    def connect(self, limit: float) -> Driver:
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
        return _TrinoDriver(tables, self._ibis, address)


class _TrinoDriver:
    def __init__(self, tables: Any, ibis: Any, address: Address) -> None:  # noqa: ANN401
        self._tables = tables
        self._ibis = ibis
        self._address = address
        self._cursor: Any = None

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        return lazy(self._tables.table(named(self._address, table)))

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


class Spark:
    """A Spark cluster that reads a folder of Parquet files, or tables of its catalog."""

    def __init__(self, address: Address) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self._address = address
        self._sessions = SparkSession
        self._numbers = count()
        self.faults: tuple[type[Exception], ...] = (PySparkException, Py4JError, OSError)

    def version(self) -> object:
        """Say nothing: it is the cluster that is always the same."""
        return None

    def connect(self, limit: float) -> Driver:
        """Join the session of this process, or begin it."""
        address = self._address
        master = address.master or f"spark://{address.host}:{address.port or 7077}"
        made = self._sessions.builder.master(master).appName("Timeline")
        session = made.config("spark.ui.enabled", "false").getOrCreate()
        return _SparkDriver(session, address, f"timeline-{next(self._numbers)}")


class _SparkDriver:
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
                else self._session.table(named(self._address, table))
            )
        return self._frames[table]

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        context = self._session.sparkContext
        context.setJobGroup(self._group, "a question of a reader", interruptOnCancel=True)
        return frame.to_native().toArrow()

    def interrupt(self) -> None:
        self._session.sparkContext.cancelJobGroup(self._group)

    def close(self) -> None:
        """Leave the session to the other drivers."""
