"""The address of a log in an engine: `ENGINE://USER:PASSWORD@HOST:PORT/PATH?table=events&timeout=30`.

Every engine needs its own parts of it. As with SQLAlchemy, a path after three slashes is relative,
after four absolute.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from components.frames.warehouse.pool import LIMIT

ENGINES = ("duckdb", "clickhouse", "chdb", "trino", "spark")
_TABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_OPTIONS = frozenset({"table", "timeout", "secure", "master"})


class AddressError(ValueError):
    """An address that cannot be used; the sentence never repeats its password."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a log is kept and under which name; `timeout` in seconds bounds every query."""

    engine: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    path: str = ""
    table: str = "events"
    timeout: float = LIMIT
    secure: bool = False
    master: str = ""

    @property
    def name(self) -> str:
        """The log's name as readers see it."""
        return f"{self.table} ({self.engine})"


def is_address(text: str) -> bool:
    """Return whether a text is the address of an engine rather than of a file."""
    return "://" in text


def parse_address(text: str) -> Address:
    """Read an address; raise AddressError when it cannot be used."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"the address cannot be read: {error}") from None
    if parts.scheme not in ENGINES:
        engines = ", ".join(f"{engine}://" for engine in ENGINES)
        raise AddressError(f'"{parts.scheme}://" is no engine; there are {engines}')
    if parts.scheme in ("duckdb", "chdb") and not parts.path.strip("/"):
        raise AddressError("the path of the file or folder is missing")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for key in options:
        if key not in _OPTIONS:
            raise AddressError(f'"{key}" is no option; there are {", ".join(sorted(_OPTIONS))}')
    table = options.get("table", "events")
    if not _TABLE.fullmatch(table):
        raise AddressError("the name of the table is not made of letters, digits and underscores")
    try:
        timeout = float(options.get("timeout", LIMIT))
    except ValueError:
        timeout = 0
    if not 0 < timeout <= 3600:
        raise AddressError("the timeout is not a number of seconds from 1 to 3600")
    return Address(
        parts.scheme,
        parts.hostname or "",
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.removeprefix("/")),
        table,
        timeout,
        options.get("secure", "") not in ("", "0"),
        options.get("master", ""),
    )
