"""The log's file under every fault of the disk: what readers are shown, and when."""

import errno
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import chdir
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pytest

from components.events import LIMITS, Problem, check, seeds, write_parquet
from components.frames import Query
from components.sources import file
from components.sources.file import ConvertedFile, LogFile
from components.sources.snapshot import Snapshot
from tests.frames.sample import read_log
from tests.logs import FAULTY, FIRST, SECOND
from tests.pace import PATIENCE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "log.yaml"
    file.write_text(FIRST)
    return file


@pytest.fixture
def followed(path: Path) -> LogFile:
    """Return a source that looks at once and believes at once, with the first version loaded."""
    made = LogFile(path, interval=0, settle=0)
    assert title(made.snapshot()) == "First version"
    return made


def title(snapshot: Snapshot) -> str:
    return snapshot.log.about.title if snapshot.log else ""


def test_a_good_file_becomes_a_log_a_table_and_an_index(path: Path) -> None:
    snapshot = LogFile(path).snapshot()
    assert snapshot.name == "log.yaml"
    assert snapshot.hash == hashlib.sha256(FIRST.encode()).hexdigest()
    assert snapshot.log is not None
    assert list(snapshot.log.events) == ["first", "second"]
    assert snapshot.index is not None
    assert snapshot.index.page(Query(), 0, 9) == ("first", "second")
    assert (snapshot.problems, snapshot.notice, snapshot.revision) == ((), "", 1)


def test_an_untouched_file_keeps_its_revision_and_its_very_snapshot(followed: LogFile) -> None:
    assert followed.snapshot() is followed.snapshot()


def test_a_new_version_replaces_the_old_one(path: Path, followed: LogFile) -> None:
    path.write_text(SECOND)
    snapshot = followed.snapshot()
    assert (title(snapshot), snapshot.revision) == ("Second version", 2)


def test_a_faulty_version_is_described_and_the_last_good_one_stays(
    path: Path, followed: LogFile
) -> None:
    good = followed.snapshot()
    path.write_text(FAULTY)
    faulty = followed.snapshot()
    assert faulty.log is good.log
    assert (faulty.hash, faulty.revision) == (good.hash, 2)
    assert [problem.code for problem in faulty.problems] == ["unknown-actor"]
    line = 1 + FAULTY.splitlines().index("    actors: [{actor: ben, role: participant}]")
    assert str(faulty.problems[0]).startswith(f"log.yaml:{line}:")
    path.write_text(FIRST)
    healed = followed.snapshot()
    assert (healed.log, healed.problems, healed.revision) == (good.log, (), 3)


def test_a_faulty_file_at_the_start_gives_problems_and_then_heals(path: Path) -> None:
    path.write_text(FAULTY)
    started = LogFile(path, interval=0, settle=0)
    snapshot = started.snapshot()
    assert (snapshot.log, snapshot.index) == (None, None)
    assert (snapshot.hash, len(snapshot.problems), snapshot.revision) == ("", 1, 1)
    path.write_text(FIRST)
    assert title(started.snapshot()) == "First version"


SPOILT = {
    "empty": b"",
    "cut": FIRST[: FIRST.index("citations") + 12].encode(),
    "not text": b"format: 1\nlog: \xff\n",
    "nested": b"[" * 60_000,
}


@pytest.mark.parametrize("data", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_has_a_problem_with_its_place(
    data: bytes, path: Path, followed: LogFile
) -> None:
    good = followed.snapshot()
    path.write_bytes(data)
    spoilt = followed.snapshot()
    assert spoilt.log is good.log
    assert spoilt.problems
    assert all(problem.line and problem.column for problem in spoilt.problems)


def listening(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # a whole path may be too long for a socket's address


def no_directory(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))
    path.parent.write_text("")


def enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)


@pytest.mark.parametrize(
    ("replace", "words"),
    [
        (lambda path: None, "log.yaml is missing."),
        (lambda path: path.symlink_to("nothing"), "log.yaml is missing."),
        (no_directory, "log.yaml is missing."),
        (Path.mkdir, "log.yaml is a directory, not a file."),
        (os.mkfifo, "log.yaml is not a regular file."),
        (listening, "log.yaml is not a regular file."),
        (lambda path: path.symlink_to("/dev/zero"), "log.yaml is not a regular file."),
        (
            lambda path: path.symlink_to(path),
            "log.yaml cannot be read (Too many levels of symbolic links).",
        ),
        (
            enormous,
            "log.yaml is larger than 32 MB, the most that is read. "
            "Convert it to Parquet, which may be larger.",
        ),
    ],
)
def test_what_is_not_a_readable_file_is_named_and_the_last_good_log_stays(
    replace: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "place" / "log.yaml"
    path.parent.mkdir()
    path.write_text(FIRST)
    followed = LogFile(path, interval=0, settle=0)
    good = followed.snapshot()
    path.unlink()
    replace(path)
    spoilt = followed.snapshot()
    assert (spoilt.log, spoilt.problems, spoilt.notice) == (good.log, (), words)
    assert followed.snapshot() is spoilt
    started = LogFile(path).snapshot()
    assert (started.log, started.notice) == (None, words)


def test_a_deleted_file_written_anew_is_followed_again(path: Path, followed: LogFile) -> None:
    path.unlink()
    assert followed.snapshot().notice
    path.write_text(SECOND)
    healed = followed.snapshot()
    assert (title(healed), healed.notice, healed.revision) == ("Second version", "", 3)


def test_a_deleted_file_that_comes_back_unchanged_is_no_new_log(
    path: Path, followed: LogFile
) -> None:
    good = followed.snapshot()
    path.unlink()
    assert followed.snapshot().notice
    path.write_text(FIRST)
    healed = followed.snapshot()
    assert (healed.log, healed.notice, healed.hash) == (good.log, "", good.hash)


def test_a_file_renamed_over_the_old_one_is_followed(path: Path, followed: LogFile) -> None:
    new = path.with_suffix(".new")
    new.write_text(SECOND)
    new.replace(path)
    assert title(followed.snapshot()) == "Second version"


def test_a_link_that_is_turned_to_another_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one").write_text(FIRST)
    (tmp_path / "two").write_text(SECOND)
    path = tmp_path / "log.yaml"
    path.symlink_to("one")
    followed = LogFile(path, interval=0, settle=0)
    assert title(followed.snapshot()) == "First version"
    (tmp_path / "link").symlink_to("two")
    (tmp_path / "link").replace(path)
    assert title(followed.snapshot()) == "Second version"


def test_a_change_that_keeps_size_and_time_stamp_is_seen(path: Path, followed: LogFile) -> None:
    before = path.stat()
    path.write_text(FIRST.replace("First", "Other"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert title(followed.snapshot()) == "Other version"


def test_a_touched_file_is_no_new_version(path: Path, followed: LogFile) -> None:
    good = followed.snapshot()
    os.utime(path)
    assert followed.snapshot() is good


def test_a_file_that_may_not_be_read_is_read_again_when_it_may(
    path: Path, followed: LogFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    path.write_text(SECOND)
    with monkeypatch.context() as patched:
        patched.setattr("os.open", refuse)
        refused = followed.snapshot()
    assert (title(refused), refused.problems) == ("First version", ())
    assert refused.notice == "log.yaml cannot be read (Permission denied)."
    assert title(followed.snapshot()) == "Second version"


_ASK = """
import os, sys
from pathlib import Path
from components.sources.file import ConvertedFile, LogFile
path = Path(sys.argv[1])
if os.getuid() == 0:  # root may read everything: ask as nobody, who may not even come this far
    os.chroot(path.parent)
    os.setuid(65534)
    path = Path("/", path.name)
print(path.is_file(), LogFile(path).snapshot().notice)
"""


def test_the_disk_itself_says_when_a_file_may_not_be_read(path: Path) -> None:
    path.parent.chmod(0o755)
    path.chmod(0)
    ended = subprocess.run(
        [sys.executable, "-c", _ASK, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(file.__file__).parents[2],
    )
    assert ended.stdout == "True log.yaml cannot be read (Permission denied).\n"


def test_no_snapshot_names_the_place_on_the_disk(path: Path, followed: LogFile) -> None:
    writes = [partial(path.write_bytes, data) for data in SPOILT.values()]
    spoils: list[Callable[[], object]] = [*writes, path.unlink, path.mkdir]
    for spoil in spoils:
        spoil()
        snapshot = followed.snapshot()
        assert snapshot.problems or snapshot.notice
        assert str(path.parent) not in str(
            (snapshot.name, snapshot.notice, snapshot.problems, *map(str, snapshot.problems))
        )


def until(followed: LogFile, words: str) -> None:
    """Ask until a version is there, which is read in a thread of its own."""
    deadline = time.monotonic() + PATIENCE
    while title(followed.snapshot()) != words:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_disk_is_left_alone_between_two_looks(path: Path) -> None:
    followed = LogFile(path, interval=0.3, settle=0)
    followed.snapshot()
    path.write_text(SECOND)
    assert title(followed.snapshot()) == "First version"
    time.sleep(0.35)
    until(followed, "Second version")


def test_a_new_version_is_read_beside_those_who_ask_and_the_next_one_not_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = LogFile(path, interval=0.01, settle=0)
    assert followed.glance().notice == "log.yaml is being read."
    until(followed, "First version")
    reading, goes_on = threading.Event(), threading.Event()

    def slowly(name: Path) -> bytes:
        reading.set()
        assert goes_on.wait(PATIENCE)
        return name.read_bytes()

    monkeypatch.setattr(file, "_read", slowly)
    path.write_text(SECOND)
    while not reading.is_set():
        assert title(followed.snapshot()) == title(followed.glance()) == "First version"
    time.sleep(0.5)
    goes_on.set()
    until(followed, "Second version")
    assert followed._next_look - time.monotonic() > 0.1


def test_a_version_is_taken_only_when_it_has_settled(path: Path) -> None:
    followed = LogFile(path, interval=0, settle=0.5)
    followed.snapshot()
    path.write_text(SECOND)
    assert title(followed.snapshot()) == "First version"
    time.sleep(0.55)
    assert title(followed.snapshot()) == "Second version"


def test_a_version_dated_in_the_future_settles_too(path: Path) -> None:
    followed = LogFile(path, interval=0, settle=0.3)
    followed.snapshot()
    path.write_text(SECOND)
    os.utime(path, (time.time() + 3600, time.time() + 3600))
    assert title(followed.snapshot()) == "First version"
    time.sleep(0.35)
    assert title(followed.snapshot()) == "Second version"


def test_a_file_that_is_away_for_a_moment_is_not_reported_missing(path: Path) -> None:
    followed = LogFile(path, interval=0, settle=0.5)
    good = followed.snapshot()
    path.unlink()
    assert followed.snapshot() is good
    path.write_text(FIRST)
    assert followed.snapshot() is good
    time.sleep(0.55)
    assert (followed.snapshot().hash, followed.snapshot().notice) == (good.hash, "")
    path.unlink()
    assert not followed.snapshot().notice
    time.sleep(0.55)
    assert followed.snapshot().notice == "log.yaml is missing."


def test_a_slow_writer_never_shows_a_half_written_log(path: Path) -> None:
    followed = LogFile(path, interval=0, settle=0.5)
    good = followed.snapshot()
    text = SECOND.encode()
    step = len(text) // 8 + 1
    seen = []
    with path.open("wb") as file:
        for start in range(0, len(text), step):
            file.write(text[start : start + step])
            file.flush()
            seen += [followed.snapshot(), followed.snapshot()]
            time.sleep(0.03)
    assert all(snapshot is good for snapshot in seen)
    time.sleep(0.55)
    assert title(followed.snapshot()) == "Second version"


def test_a_log_still_being_written_at_the_start_is_looked_at_again(path: Path) -> None:
    path.write_text(FIRST[:100])
    started = LogFile(path, interval=0, settle=0.1)
    assert started.snapshot().problems
    path.write_text(FIRST)
    time.sleep(0.12)
    assert title(started.snapshot()) == "First version"


def test_readers_do_not_wait_for_the_one_who_reads_a_new_version(
    path: Path, followed: LogFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slow(data: bytes, name: str) -> object:
        reading.set()
        assert go_on.wait(PATIENCE)
        return check(data, name)

    monkeypatch.setattr("components.sources.file.check", slow)
    path.write_text(SECOND)
    reader = threading.Thread(target=followed.snapshot)
    reader.start()
    assert reading.wait(PATIENCE)
    assert title(followed.snapshot()) == "First version"
    go_on.set()
    reader.join()
    assert title(followed.snapshot()) == "Second version"


def test_many_threads_at_the_start_share_one_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = []

    def counted(data: bytes, name: str) -> object:
        readings.append(name)
        time.sleep(0.05)
        return check(data, name)

    monkeypatch.setattr("components.sources.file.check", counted)
    followed = LogFile(path)
    got: list[Snapshot] = []
    threads = [threading.Thread(target=lambda: got.append(followed.snapshot())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(readings) == 1
    assert len({id(snapshot) for snapshot in got}) == 1


class Disk:
    """Counts what a source asks of the disk, and fails once, at one of these calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.fails_at = -1
        self.failure: BaseException | None = None  # none: a read ends early
        methods = [(Path, name) for name in ("stat", "resolve", "is_file")]
        for place, name in (*methods, (seeds, "read_file"), (os, "open")):
            monkeypatch.setattr(place, name, self._counted(name, getattr(place, name)))
        monkeypatch.setattr(file, "open", self._opened, raising=False)

    def start(self, fails_at: int, failure: BaseException | None) -> None:
        self.calls.clear()
        self.fails_at, self.failure = fails_at, failure

    def _is_due(self, name: str) -> bool:
        self.calls.append(name)
        return len(self.calls) - 1 == self.fails_at

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            if self._is_due(name) and self.failure:
                raise self.failure
            return real(*args, **options)

        return call

    def _opened(self, path: Path, mode: str, *, opener: Callable[[str, int], int]) -> "Wrapped":
        real = open(path, mode, opener=opener)  # noqa: SIM115 - the caller closes it
        whole, closing = real.read, real.close

        def read(size: int) -> bytes:
            data: bytes = whole(size)
            if not self._is_due("read"):
                return data
            if self.failure:
                raise self.failure
            # as much as looks like a whole log
            return data[: data.index(b"  second:")]

        def close() -> None:
            closing()
            if self._is_due("close") and self.failure:
                raise self.failure

        return Wrapped(read, close)


class Wrapped:
    """A file whose reading and closing are done by somebody else."""

    def __init__(self, read: Callable[[int], bytes], close: Callable[[], None]) -> None:
        self.read, self.close = read, close

    def __enter__(self) -> "Wrapped":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


FAILURES = {
    "a disk that fails": lambda: OSError(errno.EIO, "Input/output error"),
    "a file that may not be read": lambda: PermissionError(errno.EACCES, "Permission denied"),
    "a lack of memory": MemoryError,
    "a read that ends early": lambda: None,
}
SEED = f"""\
source: notes
file: notes.txt
sha256: "{"0" * 64}"
bytes: "10"
passages: []
"""


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("has_begun", [True, False], ids=["running", "starting"])
def test_wherever_the_disk_fails_the_last_good_log_stays_and_the_next_look_recovers(
    has_begun: bool,
    failure: Callable[[], BaseException | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite's way: the load is tried again and again, failing at its first call, its second …"""
    (tmp_path / "seed.yaml").write_text(SEED)
    notes = "sources:\n  notes: {title: Notes, tier: article, kind: news, seed: seed.yaml}"
    first, second = (text.replace("sources:", notes) for text in (FIRST, SECOND))
    path = tmp_path / "log.yaml"
    disk = Disk(monkeypatch)
    at, calls = -1, 1  # at first at none, to count them
    while at < calls:
        path.write_text(first)
        followed = LogFile(path, interval=0, settle=0)
        good = followed.snapshot() if has_begun else None
        path.write_text(second)
        disk.start(at, failure())
        spoilt = followed.snapshot()
        calls = max(calls, len(disk.calls))
        # all of the one or all of the other, or nothing, but no part of any
        assert spoilt.log is (good and good.log) or spoilt.hash == digest(second), disk.calls
        assert str(tmp_path) not in spoilt.notice
        seen = set(disk.calls)
        disk.start(-1, None)
        healed = followed.snapshot()
        assert title(healed) == "Second version", (at, disk.calls)
        assert (healed.problems, healed.notice) == ((), "")
        if at < 0:
            assert {"stat", "open", "read", "close", "resolve", "read_file"} <= seen
        at += 1


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def out_of_memory(*_: object, **__: object) -> NoReturn:
    raise pa.ArrowMemoryError("malloc of size 64 failed")


FULL = "log.parquet cannot be read, because a disk of the server is full "
LACKS = {
    "a full disk while texts are laid out": (
        "components.events.parquet._Texts.__init__",
        full,
        FULL,
    ),
    "a full disk while the file is opened": ("pyarrow.parquet.ParquetFile", full, FULL),
    "no memory while the file is opened": ("pyarrow.parquet.ParquetFile", out_of_memory, "memory"),
    "no memory while columns are read": (
        "pyarrow.parquet.ParquetFile.read",
        out_of_memory,
        "not enough memory",
    ),
    "no room for the scratch file": ("components.sources.file.TemporaryFile", full, FULL),
}


@pytest.mark.parametrize(("place", "fails", "words"), LACKS.values(), ids=LACKS)
def test_what_the_host_lacks_for_a_moment_is_no_fault_of_the_file(
    place: str,
    fails: Callable[..., NoReturn],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    followed = LogFile(path, interval=0, settle=0)
    good = followed.snapshot()
    write_parquet(read_log(SECOND), path)
    with monkeypatch.context() as patched:
        patched.setattr(place, fails)
        lacking = followed.snapshot()
        assert followed.snapshot() is lacking
    assert (lacking.log, lacking.problems) == (good.log, ())
    assert words in lacking.notice and "it is tried again" in lacking.notice
    healed = followed.snapshot()
    assert (title(healed), healed.notice) == ("Second version", "")


def test_a_file_that_the_host_cannot_read_is_tried_less_and_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    now = 1000.0
    tries = []

    def counted(*_: object) -> NoReturn:
        tries.append(now)
        full()

    monkeypatch.setattr("components.sources.file.time.monotonic", lambda: now)
    followed = LogFile(path, interval=0.5, settle=0)

    def look() -> None:
        followed._look_now()
        followed._lock.release()

    monkeypatch.setattr(followed, "_look_beside", look)
    with monkeypatch.context() as patched:
        patched.setattr("components.sources.file.read_parquet", counted)
        for _ in range(1200):
            followed.snapshot()
            now += 0.25
        pauses = [later - before for before, later in pairwise(tries)]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1], len(tries)) == (0.5, 60.0, 11)
        # another version is another chance
        write_parquet(read_log(SECOND), path)
        now += 0.5
        followed.snapshot()
        assert tries[-1] == now
    now += 0.5
    followed.snapshot()
    assert title(followed.snapshot()) == "Second version"


def converted(table: Path, *also: Path) -> ConvertedFile:
    """Return the log that the lines of a table become: each is the title of an event."""

    def convert(target: Path) -> tuple[Problem, ...]:
        titles = table.read_text().splitlines()
        if "wrong" in titles:
            return (Problem(table.name, titles.index("wrong") + 1, 1, "syntax", "a wrong line"),)
        kind = "meeting"
        events = {
            f"e{number}": {"title": title, "kind": kind, "when": "2025"}
            for number, title in enumerate(titles)
        }
        written = read_log(FIRST.partition("events:")[0] + f"events: {json.dumps(events)}")
        write_parquet(written, target)
        folders.append(target.parent)
        return ()

    folders: list[Path] = []
    source = ConvertedFile([table], convert, also, interval=0, settle=0)
    source.snapshot()
    assert folders and not any(folder.exists() for folder in folders)
    return source


def test_a_table_is_converted_again_when_it_changes_and_the_last_good_one_stays(
    tmp_path: Path,
) -> None:
    table = tmp_path / "talks.csv"
    table.write_text("One\n")
    source = converted(table)
    first = source.snapshot()
    assert (first.name, first.is_converted, first.trouble_now) == ("talks.csv", True, "")
    assert first.log and [event.title for event in first.log.events.values()] == ["One"]
    assert source.snapshot() is first

    table.write_text("One\nTwo\n")
    second = source.snapshot()
    assert second.log and list(second.log.events) == ["e0", "e1"]

    table.write_text("wrong\n")
    third = source.snapshot()
    assert third.log is second.log
    assert third.trouble_now == "talks.csv:1:1: error[syntax] a wrong line"

    table.unlink()
    assert source.snapshot().notice == "talks.csv is missing."
    assert source.snapshot().log is second.log


def test_a_table_is_converted_again_when_its_mapping_changes(tmp_path: Path) -> None:
    table, mapping = tmp_path / "talks.csv", tmp_path / "talks.map.yaml"
    table.write_text("One\n")
    mapping.write_text("title: a\n")
    source = converted(table, mapping)
    before = source.snapshot()
    mapping.unlink()
    assert source.snapshot().notice == "talks.map.yaml is missing."
    mapping.write_text("title: b\n")
    after = source.snapshot()
    assert after.notice == "" and after.revision > before.revision
