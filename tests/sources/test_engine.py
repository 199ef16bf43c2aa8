"""A log that an engine holds: another takes its place, the engine is away, it comes back."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from components.frames import Query
from components.frames.__main__ import main
from components.frames.warehouse import LostEngineError, parse_address
from components.sources import telemetry
from components.sources.engine import EngineLog
from components.sources.snapshot import Snapshot
from tests.logs import FIRST, SECOND


def load(folder: Path, text: str) -> str:
    (folder / "log.yaml").write_text(text)
    address = f"duckdb:///{folder}/log.duckdb"
    assert main(["load", str(folder / "log.yaml"), address]) == 0
    return address


def title(snapshot: Snapshot) -> str:
    return snapshot.log.about.title if snapshot.log else ""


def until(followed: EngineLog, holds: Callable[[Snapshot], bool]) -> Snapshot:
    """Ask for the snapshot until it is as it should be; looks happen beside the readers."""
    for _ in range(500):
        snapshot = followed.snapshot()
        if holds(snapshot):
            return snapshot
        time.sleep(0.02)
    raise AssertionError(snapshot)


@pytest.fixture
def followed(tmp_path: Path) -> EngineLog:
    return EngineLog(parse_address(load(tmp_path, FIRST)), interval=0)


def test_the_first_reader_waits_for_the_log(followed: EngineLog) -> None:
    snapshot = followed.snapshot()
    assert (title(snapshot), snapshot.name) == ("First version", "events (duckdb)")
    assert snapshot.index and snapshot.index.page(Query(), 0, 9) == ("first", "second")
    assert not snapshot.notice


def test_another_log_in_its_place_is_shown_and_has_another_state(
    followed: EngineLog, tmp_path: Path
) -> None:
    first = followed.snapshot()
    load(tmp_path, SECOND)
    second = until(followed, lambda snapshot: title(snapshot) == "Second version")
    assert second.state != first.state
    assert second.revision > first.revision


def test_nothing_new_is_the_very_same_snapshot(tmp_path: Path) -> None:
    followed = EngineLog(parse_address(load(tmp_path, FIRST)), interval=0.01)
    first = followed.snapshot()
    time.sleep(0.3)
    for _ in range(5):
        assert followed.snapshot() is first
        time.sleep(0.05)


def test_readers_keep_the_last_log_while_the_engine_is_away(
    followed: EngineLog, tmp_path: Path
) -> None:
    good = followed.snapshot()
    away = tmp_path / "log.duckdb"
    away.rename(tmp_path / "elsewhere")
    lost = until(followed, lambda snapshot: bool(snapshot.notice))
    assert (title(lost), lost.notice) == ("First version", "The engine cannot be reached.")
    assert lost.state != good.state
    (tmp_path / "elsewhere").rename(away)
    assert until(followed, lambda snapshot: not snapshot.notice).state == good.state


def test_an_error_that_a_page_met_is_told_until_the_engine_answers(tmp_path: Path) -> None:
    followed = EngineLog(parse_address(load(tmp_path, FIRST)), interval=0.5)
    good = followed.snapshot()
    followed.report_loss(LostEngineError("The engine answers with an error."))
    assert followed.snapshot().notice == "The engine answers with an error."
    assert until(followed, lambda snapshot: not snapshot.notice).state == good.state


def test_an_engine_that_is_away_is_told_in_a_line_of_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[dict[str, object]] = []
    monkeypatch.setattr(
        telemetry, "write_line", lambda what, **fields: lines.append({"what": what, **fields})
    )
    address = f"duckdb:///{tmp_path}/log.duckdb?table=mine"
    EngineLog(parse_address(address)).snapshot()
    line = next(line for line in lines if line["what"] == "engine")
    assert str(line.pop("error")).startswith("IOException: IO Error: ")
    why = "The engine cannot be reached"
    assert line == {"what": "engine", "log": "mine (duckdb)", "why": why}
    assert not caplog.records


def test_an_engine_that_is_away_from_the_start_is_awaited(tmp_path: Path) -> None:
    followed = EngineLog(parse_address(f"duckdb:///{tmp_path}/log.duckdb"), interval=0)
    snapshot = followed.snapshot()
    assert (snapshot.log, snapshot.notice) == (None, "The engine cannot be reached.")
    load(tmp_path, FIRST)
    assert title(until(followed, lambda snapshot: snapshot.log is not None)) == "First version"
