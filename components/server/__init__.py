"""What surrounds the page on the wire: routes of our own and compression, as plain ASGI."""

from components.server.route import middleware, routes

__all__ = ["middleware", "routes"]
