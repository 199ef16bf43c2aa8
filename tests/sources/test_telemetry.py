"""What a host is told: a line of JSON for each thing that happened, with no reader's data."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from components.sources import telemetry
from components.sources.file import LogFile
from tests.logs import FAULTY, FIRST, SECOND

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Return a function that gives the lines since its last call, without their times."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger(telemetry.NAME)
    logger.addHandler(handler)

    def since() -> list[dict[str, object]]:
        rows = [json.loads(line) for line in written.getvalue().split("\n")[:-1]]
        written.seek(0)
        written.truncate()
        assert all(list(line)[:2] == ["at", "what"] for line in rows)
        assert all(line.pop("at").endswith("Z") for line in rows)
        return rows

    yield since
    logger.removeHandler(handler)


def test_each_version_of_a_log_is_a_line_and_an_untouched_one_is_none(
    tmp_path: Path, lines: Lines
) -> None:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    source = LogFile(path, interval=0, settle=0)
    first = source.snapshot()
    (loaded,) = lines()
    assert loaded.pop("seconds") is not None
    assert loaded == {"what": "load", "log": "log.yaml", "hash": first.hash, "events": 2}

    path.write_text(FIRST)
    source.snapshot()
    assert lines() == []

    path.write_text(FAULTY)
    faulty = source.snapshot()
    source.snapshot()
    assert lines() == [
        {
            "what": "refused",
            "log": "log.yaml",
            "why": str(faulty.problems[0]),
            "problems": 1,
            "shown": first.hash,
        }
    ]
    path.unlink()
    source.snapshot()
    (missing,) = lines()
    assert (missing["what"], missing["why"]) == ("refused", "log.yaml is missing.")

    path.write_text(SECOND)
    second = source.snapshot()
    (reloaded,) = lines()
    assert (reloaded["what"], reloaded["hash"]) == ("reload", second.hash)


def test_what_was_wrong_is_remembered_after_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    source = LogFile(path, interval=0, settle=0)
    loaded = source.snapshot().loaded
    assert source.snapshot().trouble is None
    path.write_text(FAULTY)
    faulty = source.snapshot()
    assert faulty.trouble is not None
    assert faulty.trouble.words == faulty.trouble_now == str(faulty.problems[0])
    assert faulty.loaded == loaded
    path.write_text(FIRST)
    healed = source.snapshot()
    assert (healed.trouble, healed.trouble_now) == (faulty.trouble, "")
    assert healed.loaded > loaded


def test_text_of_a_log_stays_within_its_line(lines: Lines) -> None:
    telemetry.write_line("refused", why='line\nbreak "quoted" \x1b[31m\u2028 {what}')
    assert lines() == [{"what": "refused", "why": 'line\nbreak "quoted" \x1b[31m\u2028 {what}'}]


def test_only_a_slow_answer_is_a_line_and_every_one_is_counted(lines: Lines) -> None:
    def counted() -> float:
        count = telemetry.REGISTRY.get_sample_value(
            "timeline_answer_seconds_count", {"kind": "export"}
        )
        return count or 0

    before = counted()
    telemetry.record_answer("export", telemetry.SLOW - 0.1)
    assert lines() == []
    telemetry.record_answer("export", telemetry.SLOW)
    assert lines() == [{"what": "slow", "kind": "export", "seconds": telemetry.SLOW}]
    with pytest.raises(KeyError), telemetry.timed("export"):
        raise KeyError
    assert counted() == before + 3


def test_an_error_of_the_program_is_found_under_its_reference(lines: Lines) -> None:
    try:
        raise KeyError("gone")
    except KeyError as error:
        reference = telemetry.record_error(error)
    (line,) = lines()
    assert (line["what"], line["reference"]) == ("failed", reference)
    assert "KeyError: 'gone'" in str(line["exception"])


def test_a_terminal_has_words_that_do_not_move_its_cursor(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(logging.getLogger(telemetry.NAME), "propagate", True)
    telemetry.write_line("refused", log="a.yaml", why="line\nbreak \x1b[31m\u202e")
    line = caplog.messages[-1]
    assert line.endswith(r"refused log='a.yaml' why='line\nbreak \x1b[31m\u202e'")
