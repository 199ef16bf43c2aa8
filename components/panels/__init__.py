"""The page: what Streamlit shows of the log, and where the page's log and scripts come from."""

from components.panels.asset import address, assets, base_path, content_hash
from components.panels.snapshot import Snapshot
from components.panels.source import Source, chosen, configure, current

__all__ = [
    "Snapshot",
    "Source",
    "address",
    "assets",
    "base_path",
    "chosen",
    "configure",
    "content_hash",
    "current",
]
