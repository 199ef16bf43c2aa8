"""What the server does before it opens its port, and when it stops (ASGI lifespan)."""

import asyncio
import gc
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from components.events import DamagedLogError
from components.figures import plan_picture
from components.selection import Selection, View
from components.server.ending import end_in_time
from components.server.file_limit import FILES, raise_file_limit, report_loop_error
from components.server.log_record import make_lines_visible
from components.server.opening import await_opening
from components.server.picture_response import pictures
from components.sources import current, telemetry

LONGEST_WARM_UP = 10.0  # most seconds to warm up before the port opens; a large log takes longer
STEP = 0.02
WIDTH = 960  # pixels of the first view
SWITCH = 0.0005  # seconds that a thread has Python to itself while others want it


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Warm up, serve, and log both ends."""
    begun = time.monotonic()
    end_in_time()
    make_lines_visible()
    asyncio.get_running_loop().set_exception_handler(report_loop_error)
    sys.setswitchinterval(SWITCH)  # or the pages being made keep the network waiting
    files = raise_file_limit(FILES)
    gc.disable()  # what is made now stays
    warming = Thread(target=warm_up, daemon=True, name="warm-up")  # ends with the process
    warming.start()
    while warming.is_alive() and time.monotonic() - begun < LONGEST_WARM_UP:
        await asyncio.sleep(STEP)
    gc.freeze()  # or each collection would stop the server to search the log and the libraries
    gc.enable()
    await_opening()
    telemetry.write_line("start", seconds=round(time.monotonic() - begun, 3), files=files)
    yield
    pictures.close()
    telemetry.write_line("stop")


def warm_up() -> None:
    """Read the log and plan its first view, so that its first reader need not wait.

    Of a log in an engine, do nothing.
    """
    source = current()
    if source.limit:
        return
    snapshot = source.snapshot()
    if snapshot.log is None or snapshot.index is None:
        return
    try:
        plan_picture(View(snapshot.log, snapshot.index, Selection()), WIDTH)
    except DamagedLogError as error:
        source.report_damage(snapshot.log, error)
