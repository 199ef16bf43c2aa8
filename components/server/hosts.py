"""Requests come in; those for a host name that the operator did not name are refused.

Streamlit holds only its own connection to `server.allowedHosts`. A page of another site, whose name
was made to lead here (DNS rebinding), must not read the exports beside it either.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

# who watches a server asks by its number, and learns nothing but how it is
_PROBES = ("/livez", "/healthz", "/readyz", "/metrics", "/_stcore/health")


def allowed_hosts(given: Sequence[str]) -> list[str]:
    """Return names of hosts as Streamlit reads them; a pattern that it never meets is left out."""
    names = [each.strip().lower().rstrip(".") for each in given]
    return [name for name in names if name == "*" or "*" not in name.removeprefix("*.")]


class Hosts:
    """ASGI middleware that answers 400 to a Host that is not among `server.allowedHosts`.

    Without that option every host is right; probes are answered whatever they call the server.
    """

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        self._app = app
        allowed = allowed_hosts(st.get_option("server.allowedHosts") or ["*"])
        self._guarded = TrustedHostMiddleware(app, allowed_hosts=allowed, www_redirect=False)
        self._probes = frozenset(f"{base}{probe}" for probe in _PROBES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_probe = scope["type"] == "http" and scope["path"] in self._probes
        await (self._app if is_probe else self._guarded)(scope, receive, send)
