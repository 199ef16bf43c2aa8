"""Property tests draw the same examples in every run and leave nothing behind."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.load_profile("repeatable")
