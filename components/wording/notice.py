"""Notices in the place of a page, or above it."""

from components.wording.template import template

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

more = template("and {} more")
typed = "“{}”:".format  # before the reason why it is not used
ignored = ": {}".format  # behind the part of a link that was of no use
asking = template("Asking the engine: {} s. One question may take {:g} s.")
failed = template(
    "This view could not be made, because of an error in the program. "
    "Whoever runs this dashboard finds it in the server's log under {}."
)
reads_only_first = (
    "This page reads the first {:,} of the {:,} events in view; filters bring the others."
).format
