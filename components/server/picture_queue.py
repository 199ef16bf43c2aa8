"""Make pictures: one at a time, each once for all who ask, and keep what was made.

Those who wait are tasks of the event loop and hold no thread. Who goes away is no longer waited
for; when nobody is left, the picture is given up.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread

from components.exports import Drawing
from components.server.rasterizer import RasterError, Rasterizer
from components.server.request_work import in_thread
from components.sources import telemetry

# Pictures that are made at a time: the largest takes 100 MB meanwhile, and two are no sooner done.
AT_ONCE = 1
MOST_WAITING = 32  # further ones that wait; the last of them waits some fifteen seconds
FAILED_FOR = 60.0  # seconds in which one that could not be drawn is not tried again
MOST_FAILED = 256  # of these that are remembered
ROOM = 16 * 1024 * 1024  # bytes of pictures that are kept: a hundred of the default log


class FailedPictureError(Exception):
    """A picture could not be drawn, now or a moment ago."""


class TooManyPicturesError(Exception):
    """As many pictures as may wait are waiting."""


class _Job:
    """A picture in the making, and how many wait for it."""

    def __init__(self, lay_out: Callable[[], Drawing]) -> None:
        self.lay_out = lay_out
        self.rasterizer = Rasterizer()
        self.waiting = 0
        self.has_turn = False
        self.task: asyncio.Task[bytes] | None = None

    def give_up(self) -> None:
        """Stop it, or take it from the queue; a thread that is laying it out keeps its turn."""
        self.rasterizer.stop()
        if self.task:
            self.task.add_done_callback(_take_note)
            if not self.has_turn:
                self.task.cancel()


def _take_note(task: asyncio.Task[bytes]) -> None:
    """Take note of the error of a task that nobody waits for; asyncio would log it otherwise."""
    if not task.cancelled():
        task.exception()


class PictureQueue:
    """The pictures of a server, by keys that say all that a picture depends on."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        room: int = ROOM,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._turns = CapacityLimiter(at_once)
        self._threads = CapacityLimiter(at_once)  # that wait for a process
        self._most = at_once + most_waiting
        self._room = room
        self._jobs: dict[str, _Job] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._clock = clock
        self._failed: OrderedDict[str, float] = OrderedDict()  # when, the oldest first
        self._size = 0

    async def get(self, key: str, lay_out: Callable[[], Drawing]) -> bytes:
        """Return the picture of a key, which `lay_out` begins in a thread if there is none yet.

        Raise TooManyPicturesError when too many wait already, FailedPictureError when it cannot be
        drawn, and what `lay_out` raises.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        failed = self._failed.get(key)
        if failed is not None and self._clock() - failed < FAILED_FOR:
            raise FailedPictureError
        job = self._jobs.get(key)
        if job is None or job.task is None:
            if len(self._jobs) >= self._most:
                raise TooManyPicturesError
            job = self._jobs[key] = _Job(lay_out)
            job.task = asyncio.create_task(self._make(key, job))
        job.waiting += 1
        try:
            return await asyncio.shield(job.task)
        finally:
            job.waiting -= 1
            if not job.waiting and not job.task.done():
                self._forget(key, job)
                job.give_up()

    def close(self) -> None:
        """Give up all pictures that are being made."""
        for job in list(self._jobs.values()):
            job.give_up()

    async def _make(self, key: str, job: _Job) -> bytes:
        try:
            async with self._turns:
                job.has_turn = True
                drawing = await in_thread(job.lay_out)
                picture = await to_thread.run_sync(
                    drawing.written, job.rasterizer.rasterize, limiter=self._threads
                )
        except RasterError as error:
            if self._jobs.get(key) is job:  # else it was given up, and not because of itself
                self._remember_failure(key)
                telemetry.write_line("not drawn", kind="picture", why=str(error))
            raise FailedPictureError from error
        finally:
            self._forget(key, job)
        self._keep(key, picture)
        return picture

    def _forget(self, key: str, job: _Job) -> None:
        # another may have begun under this key once this one was given up
        if self._jobs.get(key) is job:
            del self._jobs[key]

    def _remember_failure(self, key: str) -> None:
        self._failed.pop(key, None)
        self._failed[key] = self._clock()
        if len(self._failed) > MOST_FAILED:
            self._failed.popitem(last=False)

    def _keep(self, key: str, picture: bytes) -> None:
        if len(picture) > self._room:
            return
        self._size += len(picture) - len(self._kept.pop(key, b""))
        self._kept[key] = picture
        while self._size > self._room:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)
