"""The server's own routes beside the page, and the middleware that every request passes."""

import os
import sys

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from components.server.asset import asset
from components.server.compression import Compression
from components.server.cookie import PlainCookies
from components.server.event_card import event_card
from components.server.export import event, export, feed, unknown
from components.server.front_page import front_page
from components.server.health import livez, metrics, readyz, state
from components.server.public_address import stated_url
from components.server.security import Security
from components.server.transport import Transport
from components.server.trusted_host import TrustedHost
from components.server.url_limit import UrlLimit
from components.server.websocket import WebSocketFilter
from components.streamlit_app import base_path


def routes() -> list[BaseRoute]:
    """Return the routes, below the base path, which Streamlit adds to its own routes only."""
    base = base_path()
    try:
        stated_url(os.environ)
    except ValueError as error:
        sys.exit(str(error))
    return [
        Route(f"{base}/", front_page),
        Route(f"{base}/livez", livez),
        Route(f"{base}/healthz", livez),  # the older name, which many monitors ask by habit
        Route(f"{base}/readyz", readyz),
        Route(f"{base}/metrics", metrics),
        Route(f"{base}/state", state),
        Route(f"{base}/event-card", event_card),
        Route(f"{base}/api/events.{{format}}", export, methods=["GET", "OPTIONS"]),
        Route(f"{base}/api/{{name:path}}", unknown),
        Route(f"{base}/feed.xml", feed, methods=["GET", "OPTIONS"]),
        Route(f"{base}/e/{{event}}", event, methods=["GET", "OPTIONS"]),
        # With slashes too, or Streamlit would answer those with its page.
        Route(f"{base}/assets/{{name:path}}", asset),
    ]


def middleware() -> list[Middleware]:
    """Return the middleware, outermost first."""
    base = base_path()
    return [
        Middleware(Transport),
        Middleware(PlainCookies),
        Middleware(Security),
        Middleware(TrustedHost, base=base),
        Middleware(UrlLimit),
        Middleware(WebSocketFilter),
        Middleware(Compression, base=base),
    ]
