"""What a site of files says around its events."""

from components.wording.template import template

EARLIER, LATER = "Earlier", "Later"
NEIGHBOURS = "Before and after"
OWN_PAGE = "This event on a page of its own"
IN_TIMELINE = "In the timeline"
CITE = "To cite this"
ALL_AS = "The whole timeline as"
made = template("{}. Written on {}.")  # the view in a sentence, the day
NOT_FOUND = "This page is not here"
NOT_FOUND_WHY = "It may have moved, or the address may have a slip in it."
TO_TIMELINE = "To the timeline"
# What the whole timeline can be taken away as, by the name of the file.
FILES = {
    "feed.xml": "a feed",
    "events.ics": "a calendar",
    "events.csv": "a table (CSV)",
    "events.xlsx": "a table (Excel)",
    "events.json": "a log (JSON)",
    "timeline.svg": "a picture",
}
