"""The browser's half of the page: scripts, styles, and the addresses that they are served at."""

from components.web.asset import SHORT, address, assets, base_path, content_hash, own_address

__all__ = [
    "SHORT",
    "address",
    "assets",
    "base_path",
    "content_hash",
    "own_address",
]
