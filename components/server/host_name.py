"""Host names, as requests have them and as `server.allowedHosts` lists them."""

import re
from collections.abc import Sequence

# RFC 3986: a name, an address in digits, or an IPv6 address in brackets; perhaps a port
_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def host_name(host: str) -> str:
    """Return a host without its port, "" for what is no host."""
    match = _HOST.fullmatch(host)
    return match[1] if match else ""


def allowed_hosts(option: Sequence[str]) -> list[str]:
    """Return host names as Streamlit reads them; a pattern that it never matches is left out."""
    names = [name.strip().lower().rstrip(".") for name in option]
    return [name for name in names if name == "*" or "*" not in name.removeprefix("*.")]


def is_listed(name: str, option: Sequence[str]) -> bool:
    """Tell whether a host name is listed, itself or by `*.` and a name above it."""
    return any(
        name.endswith(listed[1:]) if listed.startswith("*.") else name == listed
        for listed in allowed_hosts(option)
    )
