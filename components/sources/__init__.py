"""Where a log comes from: a file or an engine, its last good version, what a host sees of it."""

from components.sources import telemetry
from components.sources.current import (
    LOG_VARIABLE,
    choose_log,
    configure,
    current,
    register_source,
    use_source,
)
from components.sources.engine import EngineLog
from components.sources.file import ConvertedFile, LogFile
from components.sources.log_source import LogSource
from components.sources.snapshot import Snapshot
from components.sources.telemetry import REGISTRY
