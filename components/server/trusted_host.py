"""Middleware that refuses host names that the operator did not list, against DNS rebinding.

Streamlit checks only its own WebSocket against `server.allowedHosts`. Without this, a page of
another site whose name resolves to this server could read the exports.
"""

from collections.abc import Sequence

import streamlit as st
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

# Monitors use the server's IP address as the host, and these routes reveal only its state.
_PROBES = ("/livez", "/healthz", "/readyz", "/metrics", "/_stcore/health")


def allowed_hosts(option: Sequence[str]) -> list[str]:
    """Return host names as Streamlit reads them; a pattern that it never matches is left out."""
    names = [name.strip().lower().rstrip(".") for name in option]
    return [name for name in names if name == "*" or "*" not in name.removeprefix("*.")]


class TrustedHost:
    """ASGI middleware that answers 400 to a Host that is not among `server.allowedHosts`.

    Without that option every host is allowed. Probes are answered for any host.
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
