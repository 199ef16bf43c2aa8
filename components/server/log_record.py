"""What comes from outside is made visible and cut, in each line that any library logs.

A client's text could otherwise begin a line of its own that looks like one of the server's, or move
the cursor of the terminal that shows it.
"""

import logging
import re
import threading
import time
import traceback
import warnings
from collections.abc import Mapping

LONGEST_LINE = 4_000  # characters
LONGEST_VALUE = 1_000  # characters of one value in it
LONGEST_TRACEBACK = 8_000  # characters; of a longer one its beginning and its end
# Lines of one kind that a client can cause, as many as it likes.
MOST_LINES, SPAN = 20, 60.0  # in so many seconds
CLIENT_LOGGERS = (
    *("asyncio", "uvicorn.error", "websockets", "websockets.server"),
    "streamlit.runtime.app_session",
    "streamlit.web.server.starlette.starlette_websocket",
    "streamlit.web.server.starlette.starlette_path_security_middleware",
)
# Controls, separators of lines, signs that turn the direction, and halves of a pair.
_HIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)


def visible(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text with its hidden characters as JSON writes them, and no longer than that."""
    cut = text if len(text) <= longest else f"{text[:longest]} … ({len(text)} characters)"
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", cut)


def _visible_value(value: object) -> object:
    return visible(value, LONGEST_VALUE) if isinstance(value, str) else value


class VisibleRecord(logging.LogRecord):
    """A log record whose values, message and traceback hide nothing."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if isinstance(self.args, Mapping):
            self.args = {name: _visible_value(value) for name, value in self.args.items()}
        elif self.args:
            self.args = tuple(map(_visible_value, self.args))
        if self.exc_info and self.exc_info[1]:
            # Indented, so that none of its lines can be taken for one of the server's.
            lines = "".join(traceback.format_exception(self.exc_info[1])).splitlines()
            text = "\n".join(f"  {visible(line)}" for line in lines)
            half = LONGEST_TRACEBACK // 2
            is_long = len(text) > LONGEST_TRACEBACK
            self.exc_text = text
            if is_long:
                self.exc_text = f"{text[:half].rstrip()}\n  …\n  {text[-half:].lstrip()}"

    def getMessage(self) -> str:  # noqa: N802 - the name is logging's
        """Return the message; uvicorn's own colours are left in it."""
        message = super().getMessage()
        return message if hasattr(self, "color_message") else visible(message)


class LineLimit(logging.Filter):
    """Lets through so many lines of one kind in a span of time; the next one counts the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a line is to be written."""
        # A line without values may hold a client's text: there would be no end of kinds.
        kind = str(record.msg)[:LONGEST_VALUE] if record.args else record.module
        now = time.monotonic()
        since, number = self._lines.get(kind, (now, 0))
        if now - since > SPAN:
            if number > MOST_LINES:
                record.msg = f"{record.msg} ({number - MOST_LINES} more such lines before)"
            since, number = now, 0
        self._lines[kind] = since, number + 1
        return number < MOST_LINES


def make_lines_visible() -> None:
    """From now on, bound what every library logs and warns of."""
    logging.setLogRecordFactory(VisibleRecord)
    for name in CLIENT_LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, LineLimit) for each in logger.filters):
            logger.addFilter(LineLimit())
    warnings.formatwarning = _format_warning
    threading.excepthook = _log_thread_error


def _log_thread_error(ended: threading.ExceptHookArgs) -> None:
    error = ended.exc_value
    logging.getLogger(__name__).error("a thread ended with an error", exc_info=error)


def _format_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: object = None
) -> str:
    text = visible(str(message), LONGEST_VALUE)
    return f"{visible(filename)}:{lineno}: {category.__name__}: {text}\n"
