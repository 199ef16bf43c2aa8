"""Which sites' pages may open the page's connection, judged from the handshake alone.

Streamlit would look up addresses of this machine for each Origin that it does not know, and fail
with an error of the program at one that is malformed.
"""

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope

from components.server.host_name import host_name, is_listed


def origin_for_streamlit(headers: Headers) -> str | None:
    """Return the Origin that Streamlit is to see: that of the page itself; `""` for none at all.

    Return `None` when the handshake is to be refused. Let in are pages of the host that the
    request names, of `server.allowedHosts`, and of `server.corsAllowedOrigins`; all of them when
    `server.enableCORS` is off. A program that sends no Origin is no page, and acts for no reader.
    """
    host = headers.get("host", "").lower()
    if not host_name(host):
        return None
    given = headers.getlist("origin")
    if not given:
        return ""
    origin = given[0].lower()
    scheme, _, origin_host = origin.partition("://")
    name = host_name(origin_host)
    if len(given) > 1 or scheme not in ("http", "https") or not name:
        return None
    own = f"{scheme}://{headers['host']}"
    if origin_host == host or not st.get_option("server.enableCORS"):
        return own
    listed = [each.strip().lower() for each in st.get_option("server.corsAllowedOrigins")]
    allowed = st.get_option("server.allowedHosts") or ()
    return own if origin in listed or is_listed(name, allowed) else None


def with_origin(scope: Scope, origin: str) -> Scope:
    """Return a scope with another Origin, or with none."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    if origin:
        headers.append((b"origin", origin.encode("latin-1")))
    return {**scope, "headers": headers}
