"""What all tests have in common."""

from __future__ import annotations

from hypothesis import settings

# Nothing is timed: other tests run beside each other, on machines that have other things to do.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
