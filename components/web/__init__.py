"""The browser's half of the page: scripts, styles, and the addresses that they are served at."""

from components.web.asset import SHORT, address, assets, content_hash

__all__ = [
    "SHORT",
    "address",
    "assets",
    "content_hash",
]
