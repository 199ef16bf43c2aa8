"""How many files the process may have open, and whether it has enough of them left.

Each connection is an open file, and each page takes three more. A process that has none left can
neither read its log nor say what is wrong.
"""

import asyncio
import errno
import logging
import os
from typing import Any

FILES = 65_536  # open files that are enough: a reader needs three, and three more for a while after
FEW = 12  # files that are kept for the log, exports and their processes
FEW_FOR_A_PAGE = FEW + 8  # with the six of a page, and two to spare


def raise_file_limit(enough: int) -> int | None:
    """Let the process open up to `enough` files, as far as the host allows; return how many.

    The usual limits of 256 or 1,024 would shut out the eightieth or the three hundredth reader.
    Return `None` where the system has no such limit.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = enough if hard == resource.RLIM_INFINITY else min(enough, hard)
    if soft == resource.RLIM_INFINITY or soft >= most:
        return soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    except (ValueError, OSError):  # macOS has a further limit, which this call does not report
        return soft
    return most


def file_limit() -> int | None:
    """Return how many files the process may have open; `None` where there is no such limit."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def is_nearly_last(number: int, kept: int = FEW) -> bool:
    """Tell whether fewer than `kept` files may be opened after the one with this number.

    A file gets the lowest number that is free.
    """
    limit = file_limit()
    return limit is not None and number >= limit - kept


def has_files_for_a_page() -> bool:
    """Tell whether one more page can be opened."""
    try:
        number = os.dup(2)
    except OSError:
        return False
    os.close(number)
    return not is_nearly_last(number, FEW_FOR_A_PAGE)


def report_loop_error(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong in the event loop; a connection without a file for it in one line."""
    error = context.get("exception")
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        logging.getLogger("asyncio").warning("No file was left for a connection; it waits.")
        return
    loop.default_exception_handler(context)
