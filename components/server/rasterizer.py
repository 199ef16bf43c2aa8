"""Draw an image in a process of its own, which can be stopped and may be killed.

resvg holds the interpreter while it draws. A process for each image costs some 20 ms more and
gives all its memory back; what kills it reaches nothing else. It needs no file and no shared
memory: SVG goes in and PNG comes out by pipes.
"""

import subprocess
import sys
from pathlib import Path
from threading import Lock

from components.figures import FONT_FILES

DEADLINE = 30.0  # seconds of an image, of which a busy host may give it a few to draw in
_WORKER = Path(__file__).with_name("raster_worker.py")
_LONGEST_REASON = 300  # characters of what a process said at its end


class RasterError(Exception):
    """An image could not be drawn; the text says why, for the host."""


class Rasterizer:
    """One image in the making."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def rasterize(self, svg: str, zoom: float) -> bytes:
        """Return a picture as PNG, `zoom` pixels to one of the picture. Wait for the process.

        Raise RasterError when it fails, takes longer than DEADLINE, or is stopped.
        """
        with self._start(zoom) as process:
            try:
                image, said = process.communicate(svg.encode(), timeout=DEADLINE)
            except subprocess.TimeoutExpired as error:
                raise RasterError(f"it took more than {DEADLINE:.0f} s") from error
            finally:
                process.kill()  # does nothing to one that has ended
        if process.returncode or not image:
            reason = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise RasterError(f"status {process.returncode}: {reason[:_LONGEST_REASON]}")
        return image

    def stop(self) -> None:
        """End the drawing, at any time and from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process:
                self._process.kill()

    def _start(self, zoom: float) -> subprocess.Popen[bytes]:
        # isolated: neither the folder nor the environment says what it loads
        command = [sys.executable, "-I", str(_WORKER), str(zoom), *map(str, FONT_FILES)]
        with self._lock:
            if self._is_stopped:
                raise RasterError("it is no longer wanted")
            try:
                self._process = subprocess.Popen(  # noqa: S603 - the words of the command are ours
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            except OSError as error:
                raise RasterError(str(error)) from error
            return self._process
