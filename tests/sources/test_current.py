"""Which log a process shows: the command line, the environment, or what a test shows."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from components import sources
from components.sources import LogFile, Snapshot, choose_log, configure, current, use_source
from tests.logs import FIRST


@pytest.fixture(autouse=True)
def _unconfigured() -> Iterator[None]:
    with use_source(None):
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    log = tmp_path / "log.yaml"
    log.write_text(FIRST)
    return log


def title(snapshot: Snapshot) -> str:
    return snapshot.log.about.title if snapshot.log else ""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told how to hold memory")
def test_large_pieces_of_memory_are_given_back_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        told: ClassVar[list[tuple[int, int]]] = []

        def mallopt(self, setting: int, value: int) -> None:
            self.told.append((setting, value))

    monkeypatch.setattr("ctypes.CDLL", lambda _: Library())
    configure(path)
    assert Library.told == [(-8, 2), (-3, 1 << 20)]


def test_the_log_is_chosen_by_argument_then_environment_then_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"TIMELINE_LOG": "b.yaml"}
    assert choose_log(["a.yaml", "c.yaml"], environment) == str(tmp_path / "a.yaml")
    assert choose_log([], environment) == str(tmp_path / "b.yaml")
    engine = "duckdb:///events.duckdb?table=events"
    assert choose_log([engine], environment) == engine
    default = Path(choose_log([], {"TIMELINE_LOG": ""}))
    assert default == Path(sources.__file__).parents[2] / "data" / "events.yaml"


def test_an_address_that_cannot_be_used_is_said_on_the_page() -> None:
    notice = configure("dukdb://me:secret@host/x").snapshot().notice
    assert notice.startswith('TIMELINE_LOG names no log: "dukdb://" is no engine; there are duckdb')
    assert "secret" not in notice


def test_a_process_has_one_source(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_LOG", str(path))
    assert title(current().snapshot()) == "First version"
    assert current() is current()
    other = configure(path.with_name("other.yaml"))
    assert current() is other
    assert other.snapshot().name == "other.yaml"


def test_a_source_is_shown_for_a_while(path: Path) -> None:
    before, other = configure(path), LogFile(path.with_name("other.yaml"))
    with pytest.raises(KeyError), use_source(other):
        assert current() is other
        raise KeyError
    assert current() is before
