"""The server around the page: its routes, its middleware, and what it does at its start."""

from components.server.command_line import start
from components.server.opening import call_when_open
from components.server.route import middleware, routes
from components.server.startup import lifespan
