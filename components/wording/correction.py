"""Corrections: what the log said once and says no longer."""

from components.events import When
from components.wording.direction import isolated
from components.wording.time import short

HEADING = "Corrections"


def corrected_on(day: When) -> str:
    """Say on which day something was corrected."""
    return f"Corrected on {short(day, day.zone, with_year=True)}."


def was_and_is(was: str, now: str) -> str:
    """Say what the log said, and what it says now."""
    return f"Before: {isolated(was.rstrip('.'))}. Now: {isolated(now.rstrip('.'))}."
