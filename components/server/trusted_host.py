"""Requests for a host name that the operator did not list are refused, against DNS rebinding.

Streamlit checks only its own connection against `server.allowedHosts`. A page of another site whose
name was made to lead here must not read the exports either.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

# A monitor asks a server by its IP address, and learns nothing but its state.
_PROBES = ("/livez", "/healthz", "/readyz", "/metrics", "/_stcore/health")


def allowed_hosts(option: Sequence[str]) -> list[str]:
    """Return host names as Streamlit reads them; a pattern that it never matches is left out."""
    names = [name.strip().lower().rstrip(".") for name in option]
    return [name for name in names if name == "*" or "*" not in name.removeprefix("*.")]


class TrustedHost:
    """ASGI middleware that answers 400 to a Host that is not among `server.allowedHosts`.

    Without that option every host is allowed. Probes are answered whatever they call the server.
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
