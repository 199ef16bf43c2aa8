"""What surrounds the page: routes of our own, what every answer passes through, start and end."""

from components.server.life import lifespan
from components.server.route import middleware, routes

__all__ = [
    "lifespan",
    "middleware",
    "routes",
]
