"""The card of an event, which stands at its mark while a reader points at it."""

from collections.abc import Iterable, Sequence

from components.wording.direction import isolated
from components.wording.event import ROLES
from components.wording.sentence import listed


def parts(people: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Say who has which role in an event, as in "Speaker: Ann; Subject: Bob, Eve"."""
    return "; ".join(f"{ROLES[role]}: {listed(names)}" for role, names in people)


def after_quotation(known: Iterable[str]) -> str:
    """Say below a quotation whose words they are, where they stand, and how they were changed."""
    return " · ".join(isolated(part) for part in known if part)


def in_dispute(question: str, finding: str) -> str:
    """Say what of an event is disputed, and what is found, where anything is."""
    return f"≠ {isolated(question)} {isolated(finding)}".rstrip()
