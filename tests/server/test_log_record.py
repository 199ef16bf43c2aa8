"""Nothing that a client says begins a line of its own in the server's log."""

import io
import json
import logging
import threading
import warnings
from collections.abc import Iterator

import pytest
import structlog
from uvicorn.logging import AccessFormatter, DefaultFormatter

from components.server import log_record
from components.server.log_record import (
    LONGEST_LINE,
    LONGEST_TRACEBACK,
    LONGEST_VALUE,
    MOST_LINES,
    SPAN,
    LineLimit,
    make_lines_visible,
    visible,
)

FORGED = '\r\n{"at": "now", "what": "stop"}\x1b[2J\x85\u2028\u202e\x00\ud800'


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    factory = logging.getLogRecordFactory()
    monkeypatch.setattr(warnings, "formatwarning", warnings.formatwarning)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    make_lines_visible()
    stream = io.StringIO()
    logger = logging.Logger("of a test")
    logger.addHandler(logging.StreamHandler(stream))
    yield logger, stream
    logging.setLogRecordFactory(factory)


def test_a_line_hides_nothing(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.warning("Origin %s of %r", FORGED, 1)
    logger.warning(f"Origin {FORGED}")
    logger.warning("Origin %(it)s", {"it": FORGED})
    logger.warning("%s", ValueError(FORGED))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 4
    assert all("\\u001b[2J\\u0085\\u2028\\u202e\\u0000\\ud800" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_no_line_of_a_traceback_can_be_taken_for_another(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    try:
        raise ValueError(FORGED + "x" * 50_000)
    except ValueError:
        logger.exception("failed")
    first, *rest = stream.getvalue().splitlines()
    assert first == "failed"
    assert len(rest) > 3
    assert all(line.startswith("  ") and line.isprintable() for line in rest)
    assert len(stream.getvalue()) < LONGEST_TRACEBACK + 100


@pytest.mark.parametrize("less", range(8))
def test_a_long_traceback_still_says_at_its_end_what_went_wrong(
    written: tuple[logging.Logger, io.StringIO], less: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # wherever in a line, or in its indentation, it is cut
    monkeypatch.setattr(log_record, "LONGEST_TRACEBACK", LONGEST_TRACEBACK - 2 * less)

    def fail(depth: int) -> None:
        # by turns, as Python writes equal frames that follow each other once
        if not depth:
            raise ValueError("the last word")
        if depth % 2:
            fail(depth - 1)
        else:
            fail(depth - 1)

    logger, stream = written
    try:
        fail(100)
    except ValueError:
        logger.exception("failed")
    lines = stream.getvalue().splitlines()
    assert lines[1] == "  Traceback (most recent call last):"
    assert lines[-1] == "  ValueError: the last word"
    assert all(line.startswith("  ") for line in lines[1:])
    assert len(stream.getvalue()) < LONGEST_TRACEBACK + 100


@pytest.mark.parametrize("formatter", [DefaultFormatter, AccessFormatter])
def test_uvicorn_s_own_forms_of_lines_hide_nothing_either(
    written: tuple[logging.Logger, io.StringIO], formatter: type[logging.Formatter]
) -> None:
    logger, stream = written
    form = "%(message)s" if formatter is DefaultFormatter else '"%(request_line)s" %(status_code)s'
    logger.handlers[0].setFormatter(formatter(form))
    address = "/?" + FORGED + "x" * 60_000
    logger.info('%s - "%s %s HTTP/%s" %d', "1.2.3.4:5", "GET", address, "1.1", 200)
    (line,) = stream.getvalue().splitlines()
    assert line.isprintable()
    assert len(line) < LONGEST_VALUE + 200


def test_a_line_of_json_stays_one(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    lines = structlog.wrap_logger(logger, processors=[renderer])
    lines.info("engine", why=FORGED.replace("\ud800", ""))
    (line,) = stream.getvalue().splitlines()
    assert line.isprintable()
    assert json.loads(line)["why"] == FORGED.replace("\ud800", "")


def test_a_text_is_cut_and_says_how_long_it_was() -> None:
    cut = visible("x" * 900_000)
    assert len(cut) < LONGEST_LINE + 40
    assert cut.endswith("… (900000 characters)")


def test_warnings_hide_nothing(written: tuple[logging.Logger, io.StringIO]) -> None:
    text = warnings.formatwarning(FORGED, UserWarning, "a.py", 3)
    assert text.removesuffix("\n").isprintable()


@pytest.mark.usefixtures("written")
def test_an_error_that_ends_a_thread_hides_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError(FORGED)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    lines = caplog.text.splitlines()
    assert "a thread ended with an error" in lines[0]
    assert all(line.startswith("  ") and line.isprintable() for line in lines[1:])


def test_equal_lines_are_counted_instead_of_written(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("components.server.log_record.time.monotonic", lambda: now[0])
    limit = LineLimit()

    def line() -> logging.LogRecord:
        return logging.LogRecord("uvicorn.error", 30, "h11.py", 1, "Invalid request", (), None)

    assert [limit.filter(line()) for _ in range(100)].count(True) == MOST_LINES
    now[0] += SPAN + 1
    after = line()
    assert limit.filter(after)
    assert after.getMessage() == f"Invalid request ({100 - MOST_LINES} more such lines before)"
