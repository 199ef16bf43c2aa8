"""What the server answers besides the page, and what every answer passes through."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from components.server.asset import asset
from components.server.bounds import Bounds
from components.server.compression import Compression
from components.server.connection import Connection
from components.server.export import event, export, feed, unknown
from components.server.health import livez, metrics, readyz, state
from components.server.hosts import Hosts
from components.server.names import names
from components.server.security import Security
from components.web import base_path


def routes() -> list[BaseRoute]:
    """Return the routes, below the base path, which Streamlit adds to its own routes only."""
    base = base_path()
    return [
        Route(f"{base}/livez", livez),
        Route(f"{base}/healthz", livez),  # the older name, which many watchers ask by habit
        Route(f"{base}/readyz", readyz),
        Route(f"{base}/metrics", metrics),
        Route(f"{base}/state", state),
        Route(f"{base}/names", names),
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
        Middleware(Security),
        Middleware(Hosts, base=base),
        Middleware(Bounds),
        Middleware(Connection),
        Middleware(Compression, base=base),
    ]
