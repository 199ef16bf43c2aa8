"""Answers come in, the same answers go out with what tells a browser how little they may do.

The policy allows no script but the server's own and the one that stands in Streamlit's page, no
evaluation of text, no other host. Streamlit hands the scripts of components to the browser as
blobs, which only a script that runs already can make; its styles need inline ones.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES = "TIMELINE_FRAMES"  # sites that may show it in a frame and read its data, as CSP has them
_READER = "Access-Control-Allow-Origin"
# Nothing is written, uploaded or deleted here: Streamlit would keep in memory what is put to an
# address of its own, though no page asks for a file.
_READING = ("GET", "HEAD", "OPTIONS")
_POWERS = ("camera", "geolocation", "microphone", "payment", "usb")


class _Scripts(HTMLParser):
    """Gathers what stands in a page's own script elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found.append(data)


@cache
def inline_hashes() -> tuple[str, ...]:
    """Return the hashes (CSP, `sha256-…`) of the scripts in the page of the installed Streamlit."""
    page = Path(st.__file__).parent / "static" / "index.html"
    scripts = _Scripts()
    scripts.feed(page.read_text(encoding="utf-8"))
    digests = (hashlib.sha256(each.encode()).digest() for each in scripts.found)
    return tuple(f"sha256-{b64encode(digest).decode('ascii')}" for digest in digests)


def frames(environment: Mapping[str, str]) -> str:
    """Return who may frame the dashboard: what TIMELINE_FRAMES says, else everybody.

    Nothing here can be changed by a press, so a frame around it can make nobody do anything; what
    cannot stand in a policy is taken for nobody.
    """
    given = environment.get(FRAMES, "*").strip() or "*"
    is_sound = given.isascii() and given.isprintable() and ";" not in given and "," not in given
    return given if is_sound else "'none'"


def is_open_to(allowed: str, origin: str) -> bool:
    """Tell whether pages of an origin may read what is open to any site, if `frames` lets it be.

    Who may not show the dashboard may not have its data fetched by the browsers of those who may
    reach it either. Of CSP's sources those that name a site count, `https://*.example` among them.
    """
    scheme, _, host = origin.lower().partition("://")
    for source in allowed.lower().split():
        its_scheme, _, its_host = source.partition("://")
        is_below = its_host.startswith("*.") and host.endswith(its_host[1:])
        if scheme == its_scheme and (host == its_host or is_below):
            return True
    return False


def policy(environment: Mapping[str, str]) -> str:
    """Return the Content-Security-Policy of the page."""
    hashes = " ".join(f"'{each}'" for each in inline_hashes())
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: {hashes}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": frames(environment),
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


class Security:
    """ASGI middleware: requests that do more than read are refused, answers get their headers.

    A header that an answer has already is left as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._frames = frames(os.environ)
        self._headers = {
            "Content-Security-Policy": policy(os.environ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if _READER in headers:
                    self._narrow(headers, Headers(scope=scope).get("origin", ""))
                message = {**message, "headers": headers.raw}
            await send(message)

        if scope["method"] not in _READING:
            allowed = {"Allow": ", ".join(_READING)}
            refusal = PlainTextResponse("This server is for reading.\n", 405, allowed)
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _narrow(self, headers: MutableHeaders, origin: str) -> None:
        """Let of the sites that could read an answer only those read it that the host named."""
        if "*" in self._frames.split():
            return
        headers.add_vary_header("Origin")
        if is_open_to(self._frames, origin):
            headers[_READER] = origin
        else:
            del headers[_READER]
