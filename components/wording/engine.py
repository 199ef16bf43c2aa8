"""Why an engine gives no answer."""

STOPPED = "The question was stopped."
REPLACED = "Another log has taken this one's place."
ANSWERS_ERROR = "The engine answers with an error."
ANSWERS_OTHERWISE = "The engine answers with something else."
OUT_OF_REACH = "The engine cannot be reached."
NO_LOG = "The engine holds no log there."


def given_up(seconds: float) -> str:
    """Say that a question took too long."""
    return f"The question took more than {seconds:g} seconds and was given up."


def unusable(reason: str) -> str:
    """Say that a log was stored by another version, or with other facets."""
    return f"The engine's log cannot be used: {reason}."


def damaged(reason: str) -> str:
    """Say that what the engine holds is no log."""
    return f"The engine holds a damaged log: {reason}."
