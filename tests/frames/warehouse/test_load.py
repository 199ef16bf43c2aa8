"""A log on its way into an engine, by the command, and what becomes of what was there before."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import components.frames.__main__ as command
from components.events import NO_MEMORY
from components.frames import Query
from components.frames.__main__ import FAULTY, LOADED, UNUSABLE, main
from components.frames.warehouse import (
    LostEngineError,
    Pool,
    backend_of,
    open_log,
    parse_address,
    read_manifest,
)
from components.frames.warehouse.backend import DuckDBSession
from tests.logs import FAULTY as FAULTY_LOG
from tests.logs import FIRST, SECOND


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    return path


def connected(address: str) -> Pool:
    parsed = parse_address(address)
    return Pool(backend_of(parsed), parsed.timeout)


def title(pool: Pool) -> str:
    log, engine, _ = open_log(pool, read_manifest(pool))
    assert engine.page(Query(), 0, 9) == ("first", "second")
    return log.about.title


@pytest.mark.parametrize("place", ["logs/log.duckdb", "logs/folder", "it's here.duckdb"])
def test_a_log_is_loaded_and_replaced_while_it_is_read(
    log: Path, tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").mkdir()
    address = f"duckdb:///{tmp_path / place}?table=mine"
    assert main(["load", str(log), address]) == LOADED
    assert capsys.readouterr().out == "mine (duckdb): 2 events\n"
    pool = connected(address)
    assert title(pool) == "First version"
    log.write_text(SECOND)
    assert main(["load", str(log), address]) == LOADED
    assert title(pool) == "Second version"
    pool.close()
    assert not list(tmp_path.rglob("*.part"))


def test_other_tables_of_a_file_stay(log: Path, tmp_path: Path) -> None:
    path = tmp_path / "shared.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE precious AS SELECT 42 AS answer")
    for text, expected in ((FIRST, "First version"), (SECOND, "Second version")):
        log.write_text(text)
        assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
        pool = connected(f"duckdb:///{path}")
        assert title(pool) == expected
        pool.close()
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT answer FROM precious").fetchall() == [(42,)]


HOLDER = """
import duckdb, sys
connection = duckdb.connect()
connection.execute(f"ATTACH '{sys.argv[1]}' AS log ({sys.argv[2]})")
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path, mode: str) -> Iterator[None]:
    """Let another process hold a file open, for DuckDB locks no process out of its own files."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout and holder.stdin
        assert holder.stdout.readline() == b"open\n"
        yield
        holder.stdin.close()


def test_a_file_of_several_logs_is_loaded_anew_while_another_program_reads_it(
    log: Path, tmp_path: Path
) -> None:
    path = tmp_path / "shared.duckdb"
    for table in ("one", "two"):
        assert main(["load", str(log), f"duckdb:///{path}?table={table}"]) == LOADED
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE INDEX quick ON two (id)")
        other.execute("CREATE VIEW days AS SELECT start FROM one")
    path.chmod(0o640)
    link = tmp_path / "link.duckdb"
    link.symlink_to(path)
    serving = connected(f"duckdb:///{path}?table=one")
    assert title(serving) == "First version"
    log.write_text(SECOND)
    with held(path, "READ_ONLY"):
        assert main(["load", str(log), f"duckdb:///{link}?table=one"]) == LOADED
        assert title(serving) == "Second version"
    serving.close()
    beside = connected(f"duckdb:///{path}?table=two")
    assert title(beside) == "First version"
    beside.close()
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT index_name FROM duckdb_indexes()").fetchall() == [("quick",)]
        assert other.execute("SELECT count(*) FROM days").fetchall() == [(2,)]
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("link.duckdb", "log.yaml", "shared.duckdb")
    ]


def test_a_file_that_another_program_writes_to_is_left_alone(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert main(["load", str(log), address]) == LOADED
    capsys.readouterr()
    with held(tmp_path / "log.duckdb", "READ_WRITE"):
        assert main(["load", str(log), address]) == UNUSABLE
    words = "another program has the file open to write to it; let that end, and load again"
    assert capsys.readouterr().err == f"{address}: {words}\n"


def test_what_a_writer_left_beside_a_file_is_copied_and_taken_away(
    log: Path, tmp_path: Path
) -> None:
    path = tmp_path / "log.duckdb"
    assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
    with duckdb.connect(str(path)) as other:
        other.execute("PRAGMA disable_checkpoint_on_shutdown")
        other.execute("CREATE TABLE precious AS SELECT 42 AS answer")
    assert (tmp_path / "log.duckdb.wal").exists()
    assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
    assert not (tmp_path / "log.duckdb.wal").exists()
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT answer FROM precious").fetchall() == [(42,)]


def test_what_cannot_be_copied_is_told_and_nothing_is_written(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "shared.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE precious AS SELECT 42 AS answer")
    before = path.read_bytes()
    seen = iter([{("main", "precious", "TABLE")}, set()])
    loading = sys.modules["components.frames.warehouse.load"]  # its package has a function so named
    monkeypatch.setattr(loading, "_holdings", lambda *_: next(seen))
    assert main(["load", str(log), f"duckdb:///{path}"]) == UNUSABLE
    words_written = capsys.readouterr().err
    assert words_written.endswith("cannot be copied; load into a file of its own (precious)\n")
    assert path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.yaml", "shared.duckdb"]


def test_a_log_in_parquet_is_loaded_as_it_is(log: Path, tmp_path: Path) -> None:
    from components.events.__main__ import main as events

    parquet = tmp_path / "log.parquet"
    assert events(["convert", str(log), str(parquet)]) == 0
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert main(["load", str(parquet), address]) == LOADED
    pool = connected(address)
    assert title(pool) == "First version"
    pool.close()


def test_a_faulty_log_leaves_the_old_one(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert main(["load", str(log), address]) == LOADED
    log.write_text(FAULTY_LOG)
    assert main(["load", str(log), address]) == FAULTY
    assert "log.yaml:21:22: error[unknown-actor]" in capsys.readouterr().out
    pool = connected(address)
    assert title(pool) == "First version"
    pool.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("duckdb:////proc/no/such.duckdb", "/proc/no: No such file or directory"),
        ("dukdb:///x", 'dukdb:///x: "dukdb://" is no engine'),
        ("duckdb:///", "the path of the file or folder is missing"),
        ("trino://me:secret@host/a/b", "is not"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    log: Path, address: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(log), address]) == UNUSABLE
    words_written = capsys.readouterr().err
    assert words in words_written
    assert words_written.count("\n") == 1
    assert "secret" not in words_written


def test_what_an_engine_refuses_is_said_on_a_line_below_the_progress(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object, __: object, progress: Callable[[int], None]) -> None:
        progress(1000)
        raise duckdb.Error("it is full")

    monkeypatch.setattr(command, "load", fail)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["load", str(log), f"duckdb:///{tmp_path}/log.duckdb"]) == UNUSABLE
    shown, _, words = capsys.readouterr().err.rpartition("\r\x1b[K")
    assert "1,000 rows" in shown
    assert words == "events (duckdb): it is full\n"


def test_a_log_that_is_missing_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.yaml")
    assert main(["load", missing, f"duckdb:///{tmp_path}/a.duckdb"]) == UNUSABLE
    assert capsys.readouterr().err == f"{missing}: No such file or directory\n"
    assert not (tmp_path / "a.duckdb").exists()


def test_an_engine_without_a_log_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute("CREATE TABLE events_about (about VARCHAR)")
    pool = connected(f"duckdb:///{path}")
    with pytest.raises(LostEngineError, match="holds no log"):
        read_manifest(pool)
    with pytest.raises(LostEngineError, match="damaged log"):
        open_log(pool, "{}")
    pool.close()


def test_other_files_of_a_folder_and_beside_it_stay(log: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for beside in (folder, tmp_path / "folder.old", tmp_path / "folder.part"):
        beside.mkdir()
        (beside / "precious.txt").write_text("mine")
    for table in ("one", "two", "one"):
        assert main(["load", str(log), f"duckdb:///{folder}?table={table}"]) == LOADED
    for name in ("folder", "folder.old", "folder.part"):
        assert (tmp_path / name / "precious.txt").read_text() == "mine"
    for table in ("one", "two"):
        pool = connected(f"duckdb:///{folder}?table={table}")
        assert title(pool) == "First version"
        pool.close()
    assert len(list(folder.iterdir())) == 7


@pytest.mark.parametrize(
    "precious",
    [
        "CREATE SCHEMA sales; CREATE TABLE sales.orders AS SELECT 42 AS answer",
        "CREATE MACRO twice(x) AS 2 * x",
        "CREATE SEQUENCE numbers",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_whatever_else_a_file_holds_stays(log: Path, tmp_path: Path, precious: str) -> None:
    path = tmp_path / "shared.duckdb"
    assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
    everything = (
        "SELECT count(*) FROM (SELECT table_name FROM duckdb_tables() UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE NOT internal UNION ALL "
        "SELECT sequence_name FROM duckdb_sequences() UNION ALL "
        "SELECT function_name FROM duckdb_functions() WHERE NOT internal)"
    )
    with duckdb.connect(str(path)) as other:
        other.execute(precious)
        before = other.execute(everything).fetchall()
    assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
    with duckdb.connect(str(path)) as other:
        assert other.execute(everything).fetchall() == before


def test_a_question_is_never_asked_of_another_log(log: Path, tmp_path: Path) -> None:
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert main(["load", str(log), address]) == LOADED
    pool = connected(address)
    opened, engine, _ = open_log(pool, read_manifest(pool))
    assert engine.ask(Query({"kind": ["meeting"]})).matching == 2
    log.write_text(SECOND)
    assert main(["load", str(log), address]) == LOADED
    with pytest.raises(LostEngineError, match="Another log"):
        engine.page(Query(text="again"), 0, 9)
    with pytest.raises(LostEngineError, match="Another log"):
        opened.events["first"]
    assert title(pool) == "Second version"
    pool.close()


OUTSIDE = {
    "a file": "read_text('{secret}')",
    "a list of files": "glob('{folder}/*')",
    "a table of another file": "read_csv('{secret}', header = false)",
    "where the file is": "duckdb_databases()",
}


@pytest.mark.parametrize("place", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("table", ["about", "events"])
def test_a_view_in_place_of_a_table_shows_nothing_and_is_named(
    log: Path, tmp_path: Path, table: str, place: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the host's own")
    path = tmp_path / "log.duckdb"
    assert main(["load", str(log), f"duckdb:///{path}"]) == LOADED
    name = "events" if table == "events" else "events_about"
    with duckdb.connect(str(path)) as owner:
        owner.execute(f"ALTER TABLE {name} RENAME TO kept")
        columns = owner.table("kept").columns
        outside = place.format(secret=secret, folder=tmp_path)
        texts = ", ".join(
            f"'{column}' AS {column}" if column in ("about", "event") else f"NULL AS {column}"
            for column in columns
        )
        owner.execute(f"CREATE VIEW {name.upper()} AS FROM {outside} SELECT {texts}")
    pool = connected(f"duckdb:///{path}")
    with pytest.raises(LostEngineError, match="a view in place of a table"):
        _, engine, _ = open_log(pool, read_manifest(pool))
        engine.page(Query(), 0, 9)
    pool.close()


@pytest.mark.parametrize("place", ["log.duckdb", "folder"])
def test_a_session_with_a_log_reads_no_other_file_and_stays_so(
    log: Path, tmp_path: Path, place: str
) -> None:
    address = f"duckdb:///{tmp_path / place}"
    assert main(["load", str(log), address]) == LOADED
    session = backend_of(parse_address(address)).connect(9)
    assert isinstance(session, DuckDBSession)
    assert session.collect(session.frame("events").select("id")).num_rows == 2
    sealed = session._tables
    for statement in (
        f"FROM read_text('{log}')",
        f"COPY (SELECT 1) TO '{tmp_path}/written.csv'",
        f"ATTACH '{tmp_path}/other.duckdb'",
        "SET enable_external_access = true",
        f"SET allowed_directories = ['{tmp_path}']",
        "SET lock_configuration = false",
        "INSTALL httpfs",
        "LOAD httpfs",
        "FROM sqlite_scan('x', 'y')",
        "FROM log",  # a variable of the caller
    ):
        with pytest.raises(duckdb.Error):
            sealed.execute(statement)
    session.close()
    assert not (tmp_path / "written.csv").exists()


def test_a_lack_of_memory_is_told_in_words_and_the_old_tables_stay(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pa.ArrowMemoryError("malloc of size 64 failed")

    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert main(["load", str(log), address]) == LOADED
    log.write_text(SECOND)
    capsys.readouterr()
    monkeypatch.setattr(pq.ParquetFile, "read_row_group", fail)
    assert main(["load", str(log), address]) == NO_MEMORY
    assert capsys.readouterr().err == f"{log}: there is not enough memory for it\n"
    assert title(connected(address)) == "First version"
    assert not list(tmp_path.rglob("*.part"))
