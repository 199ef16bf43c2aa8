"""Where a log comes from: a file or an engine, its last good version, what a host sees of it."""

from components.sources import file, telemetry
from components.sources.engine import EngineSource
from components.sources.file import VARIABLE, Source, chosen, configure, current, report
from components.sources.snapshot import Snapshot
from components.sources.telemetry import REGISTRY

__all__ = [
    "REGISTRY",
    "VARIABLE",
    "EngineSource",
    "Snapshot",
    "Source",
    "chosen",
    "configure",
    "current",
    "file",
    "report",
    "telemetry",
]
