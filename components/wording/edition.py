"""What a page that needs no server says beside what the dashboard says."""

from collections.abc import Mapping

from components.wording.template import template

TIMELINE, ACCOUNTS, WALK, SOURCES = "Timeline", "Accounts", "Walk", "Sources"
PARTS_LABEL = "Parts of this page"
EVENTS = "The events and their evidence"
PICTURE = "The picture"
FILTERS = "Filters"
NO_ANSWER = "No event fits all of this."

# What the page's script says. In "{}" stand, in order, what the sentence is about.
WORDS: Mapping[str, str] = {
    "all": "All {} events",
    "some": "{} of {} events",
    "none": NO_ANSWER,
    "clear": "Clear all",
    "remove": "Remove {}",
    "search": "“{}”",
    "searchHeading": "Search",
    "days": "Days",
    "role": "In which role",
    "without": "Without “{}”",
    "left": " there are {}.",
    "ignored": "Of the link, this could not be used: {}",
    "previous": "Previous event",
    "next": "Next event",
    "close": "Close",
    "outside": "This event is outside the filters.",
    "copied": "Copied",
    "copyByHand": "Copy by hand",
    "noCopying": "Your browser does not let this page copy. The text is selected: press {}.",
    "copyKeys": "Ctrl and C",
    "copyKeysOfMac": "⌘C",
    "textToCopy": "The text to copy",
}

saved = template("{}. Saved on {}; it needs no network. ")
FROM = "From "
PURPOSE = "one file that opens anywhere: picture, events, evidence, filters"
