"""The People page: who had a seat, who was in which room, who spoke when, what each one said."""

from components.pages.people.group import groups
from components.pages.people.page import content
