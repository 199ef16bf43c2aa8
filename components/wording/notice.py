"""Notices in the place of a page, or above it."""

DAMAGED = "Something in this log is damaged; what needs it cannot be shown."
NOT_YET = "This log cannot be shown yet."
LAST_ANSWER = "Nothing new comes from the engine; what is shown is its last answer."
LAST_GOOD = "The newest version of the log has problems; this is the last good one."
LINK_IGNORED = "Part of this link could not be used"

STOPPED_TITLE, STOPPED = "Stopped", "Stopped."
STOPPED_REASON = "You stopped the question before the engine had answered it."
NO_ANSWER = "No answer"
LOOKING_AGAIN = (
    "The page looks every few seconds whether the engine answers again, and then goes on."
)
LOOK_AT_LESS = "A narrower window or one filter more leaves less to look at."
ASK_AGAIN, WHOLE_LOG = "Ask again", "Show the whole log"
STOP = "Stop"


def more(count: int) -> str:
    """Say how many rows of a list are left out."""
    return f"and {count} more"


def ignored(reason: str) -> str:
    """Say why a part of a link was of no use; it follows that part."""
    return f": {reason}"


def asking(seconds: int, limit: float) -> str:
    """Say how long an engine has been asked, and how long it may take."""
    return f"Asking the engine: {seconds} s. One question may take {limit:g} s."


def failed(reference: str) -> str:
    """Say that an error of the program kept a view from being made."""
    return (
        "This view could not be made, because of an error in the program. "
        f"Whoever runs this dashboard finds it in the server's log under {reference}."
    )


def reads_only_first(read: int, found: int) -> str:
    """Say that a page tells of a part of the events in view alone."""
    return (
        f"This page reads the first {read:,} of the {found:,} events in view; "
        "filters bring the others."
    )
