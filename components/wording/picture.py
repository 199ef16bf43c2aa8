"""What is said beside the picture of a view, and to those who cannot see it."""


def alternative(sentence: str) -> str:
    """Say to a screen reader what the picture shows."""
    return f"Timeline. {sentence}"


def unmarked(events: int) -> str:
    """Say how many events in view have no mark in the picture, and why."""
    has, they = ("has", "it reaches") if events == 1 else ("have", "they reach")
    return (
        f"{events:,} of these events {has} no mark: {they} far beyond this window, like one that "
        "is dated to a year and could have happened anywhere in it."
    )


def marks_for_all(most: int) -> str:
    """Say what gives every event a mark; it follows `unmarked`."""
    return f"Filters that leave no more than {most:,} events give each its mark."


def no_marks_here(most: int) -> str:
    """Say why no narrower window brings marks, and what does."""
    return (
        "All of these events reach far beyond this window, like one that is dated to a year "
        "and could have happened anywhere in it: the ridges show their shares. No narrower "
        f"window brings marks, but filters that leave no more than {most:,} events do."
    )


def too_many_for_marks(most: int) -> str:
    """Say why events are counted in ridges, and what brings marks."""
    return (
        "Too many events for a mark each: the ridges show how many there are in each step of "
        "time. A narrower window brings the marks of those that are dated as closely, "
        f"filters that leave no more than {most:,} events those of all."
    )
