"""Middleware that allows only methods that read, and adds the security headers to every answer.

The Content-Security-Policy allows no script but the server's own and the one in Streamlit's page,
no evaluation of text, and no other host. Streamlit hands the scripts of components to the browser
as blobs, which only a running script can make; its styles need inline ones.
"""

import hashlib
import os
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.streamlit_app import page_html
from components.wording import refusal as words

FRAMES = "TIMELINE_FRAMES"  # sites that may frame it and read its data, as CSP sources
_ALLOW_ORIGIN = "Access-Control-Allow-Origin"
# No PUT: Streamlit would keep uploads in memory, although no page asks for one.
_METHODS = ("GET", "HEAD", "OPTIONS")
_FEATURES = ("camera", "geolocation", "microphone", "payment", "usb")


class _Scripts(HTMLParser):
    """Collects the inline scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.inline.append(data)


@cache
def inline_hashes() -> tuple[str, ...]:
    """Return the hashes (CSP, `sha256-…`) of the scripts in the page of the installed Streamlit."""
    scripts = _Scripts()
    scripts.feed(page_html().read_text(encoding="utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts.inline)
    return tuple(f"sha256-{b64encode(digest).decode('ascii')}" for digest in digests)


def frames(environment: Mapping[str, str]) -> str:
    """Return who may frame the dashboard: the sites in TIMELINE_FRAMES, else everybody.

    Clickjacking has no target, because no click changes anything on the server. A value that is
    no valid CSP source list allows nobody.
    """
    sources = environment.get(FRAMES, "*").strip() or "*"
    is_sound = sources.isascii() and sources.isprintable() and not set(sources) & set(";,")
    return sources if is_sound else "'none'"


def is_open_to(allowed: str, origin: str) -> bool:
    """Return whether pages of an origin may read the exports, given the `frames` that are allowed.

    A site that may not frame the dashboard may not fetch its data through a reader's browser
    either. Only CSP sources that name a site count, `https://*.example` among them.
    """
    scheme, _, host = origin.lower().partition("://")
    for source in allowed.lower().split():
        allowed_scheme, _, allowed_host = source.partition("://")
        is_below = allowed_host.startswith("*.") and host.endswith(allowed_host[1:])
        if scheme == allowed_scheme and (host == allowed_host or is_below):
            return True
    return False


def policy(environment: Mapping[str, str]) -> str:
    """Return the Content-Security-Policy of the page."""
    hashes = " ".join(f"'{digest}'" for digest in inline_hashes())
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
    """ASGI middleware that refuses all methods but reading ones and adds the headers.

    Headers that the answer already has are kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._frames = frames(os.environ)
        self._headers = {
            "Content-Security-Policy": policy(os.environ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if _ALLOW_ORIGIN in headers:
                    self._restrict_origin(headers, Headers(scope=scope).get("origin", ""))
                message = {**message, "headers": headers.raw}
            await send(message)

        if scope["method"] not in _METHODS:
            allowed = {"Allow": ", ".join(_METHODS)}
            refusal = PlainTextResponse(f"{words.READING_ONLY}\n", 405, allowed)
            await refusal(scope, receive, send_secured)
            return
        await self._app(scope, receive, send_secured)

    def _restrict_origin(self, headers: MutableHeaders, origin: str) -> None:
        """Allow only the sites in TIMELINE_FRAMES to read an answer that is open to all."""
        if "*" in self._frames.split():
            return
        headers.add_vary_header("Origin")
        if is_open_to(self._frames, origin):
            headers[_ALLOW_ORIGIN] = origin
        else:
            del headers[_ALLOW_ORIGIN]
