"""An image is drawn in a process that can fail in every way without the server."""

import ast
import os
import signal
import sys
from pathlib import Path
from threading import Timer

import pytest
from resvg_py import svg_to_bytes

from components.server import raster_worker, rasterizer
from components.server.rasterizer import RasterError, Rasterizer

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><path d="M0 0h9v9z"/></svg>'
SMALL = SVG.format(20)


def test_it_is_the_image_that_resvg_makes() -> None:
    assert Rasterizer().rasterize(SMALL, 2) == svg_to_bytes(svg_string=SMALL, zoom=2)


def test_the_process_loads_resvg_and_nothing_of_the_project() -> None:
    tree = ast.parse(Path(raster_worker.__file__).read_text(encoding="utf-8"))
    names = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names == {"os", "sys", "contextlib", "pathlib", "resource", "resvg_py"}


@pytest.mark.parametrize("svg", ["", "no picture", SVG.format(40_000)])
def test_what_cannot_be_drawn_or_takes_too_much_memory_is_an_error(svg: str) -> None:
    with pytest.raises(RasterError, match="status"):
        Rasterizer().rasterize(svg, 1)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Put a program of the test, which hangs, in the place of the one that draws."""
    path = tmp_path / "worker.py"
    path.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(rasterizer, "_WORKER", path)
    return path


@pytest.mark.usefixtures("worker")
def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasterizer, "DEADLINE", 0.1)
    work = Rasterizer()
    with pytest.raises(RasterError, match="took more than"):
        work.rasterize(SMALL, 1)
    assert work._process and work._process.returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_one_that_the_kernel_kills_is_an_error(worker: Path) -> None:
    worker.write_text(f"import os\nos.kill(os.getpid(), {int(signal.SIGKILL)})\n")
    with pytest.raises(RasterError, match="status -9"):
        Rasterizer().rasterize(SMALL, 1)


@pytest.mark.usefixtures("worker")
def test_it_can_be_stopped_before_and_while_it_draws() -> None:
    early, late = Rasterizer(), Rasterizer()
    early.stop()
    with pytest.raises(RasterError, match="no longer wanted"):
        early.rasterize(SMALL, 1)
    assert early._process is None
    Timer(0.05, late.stop).start()
    with pytest.raises(RasterError):
        late.rasterize(SMALL, 1)


def test_without_a_way_to_start_a_process_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(RasterError, match=r"\[Errno"):
        Rasterizer().rasterize(SMALL, 1)
