"""Where a log comes from: a file or an engine, its last good version, what a host sees of it."""

from components.sources import telemetry
from components.sources.current import VARIABLE, choose_log, configure, current, showing
from components.sources.engine import EngineLog
from components.sources.file import LogFile
from components.sources.log_source import LogSource
from components.sources.snapshot import Snapshot
from components.sources.telemetry import REGISTRY
