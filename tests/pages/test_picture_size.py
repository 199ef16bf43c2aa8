"""How many bytes a picture is on its way to the browser."""

import gzip
import json

import pytest

from components.events import Log
from components.figures import plan_picture
from components.pages.timeline import picture_of
from components.selection import Selection, View
from tests.frames.sample import index_of, read_log, the_log
from tests.synthetic_log import synthetic_yaml

MOST_OF_OURS, MOST = 40_000, 100_000  # bytes, compressed


def size(log: Log, width: float) -> int:
    view = View(log, index_of(log), Selection())
    shown = picture_of(view, plan_picture(view, width))
    return len(gzip.compress(json.dumps(shown, separators=(",", ":")).encode(), 6))


@pytest.mark.parametrize("width", [390, 1140, 1620])
def test_the_picture_of_our_log_is_small(width: float) -> None:
    assert size(the_log(), width) <= MOST_OF_OURS


@pytest.mark.parametrize("events", [300, 1_000, 3_000])
def test_no_picture_is_large(events: int) -> None:
    assert size(read_log(synthetic_yaml(events)), 1140) <= MOST
