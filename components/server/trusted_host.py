"""Middleware that refuses host names that the operator did not list, against DNS rebinding.

Streamlit checks only its own WebSocket against `server.allowedHosts`. Without this, a page of
another site whose name resolves to this server could read the exports.

Where no names are listed, a server that a person started on a loopback address answers to this
machine's names alone. A service behind a proxy is started by no person: it has no terminal, and
the recipes start it by `streamlit run`.
"""

import sys
from collections.abc import Sequence

import streamlit as st
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.command_line import is_started_here
from components.server.host_name import allowed_hosts
from components.sources import telemetry
from components.wording import refusal as words

_SETTING = "STREAMLIT_SERVER_ALLOWED_HOSTS"

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")  # as a Host has them
_LOOPBACK_ADDRESSES = ("localhost", "127.0.0.1", "::1")

_LET_IN: Message = {"type": "let in"}

# Monitors use the server's IP address as the host, and these routes reveal only its state.
_PROBES = ("/livez", "/healthz", "/readyz", "/metrics", "/_stcore/health")


def is_for_one_person() -> bool:
    """Return whether a person started the server for this machine alone."""
    if st.get_option("server.address") not in _LOOPBACK_ADDRESSES:
        return False
    return is_started_here() or bool(sys.stdin and sys.stdin.isatty())


class TrustedHost:
    """ASGI middleware that answers 400 to a Host that is not among `server.allowedHosts`.

    Without that option every host is allowed, except where a person started the server for this
    machine. Probes are answered for any host.
    """

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        self._app = app
        names: Sequence[str] = st.get_option("server.allowedHosts") or ()
        if not names and is_for_one_person():
            names = LOOPBACK
            telemetry.write_line("answers to this machine alone", hosts=names, others_by=_SETTING)
        allowed = allowed_hosts(names or ["*"])
        self._guard = TrustedHostMiddleware(_let_in, allowed_hosts=allowed, www_redirect=False)
        self._probes = frozenset(f"{base}{probe}" for probe in _PROBES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_probe = scope["type"] == "http" and scope["path"] in self._probes
        if is_probe or await self._is_let_in(scope, receive):
            await self._app(scope, receive, send)
            return
        # the name is not repeated: a stranger wrote it
        refusal = PlainTextResponse(f"{words.foreign_host(_SETTING)}\n", status_code=400)
        await refusal(scope, receive, send)

    async def _is_let_in(self, scope: Scope, receive: Receive) -> bool:
        said: list[Message] = []

        async def hear(message: Message) -> None:
            said.append(message)

        await self._guard(scope, receive, hear)
        return said == [_LET_IN]


async def _let_in(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Stand for the application in the library's check, whose own refusal nobody hears."""
    await send(_LET_IN)
