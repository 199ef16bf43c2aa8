"""What the page's scripts say by themselves: the buttons below a picture, counts, copying."""

from collections.abc import Mapping

# In "{}" stands a number, or the keys to press.
WORDS: Mapping[str, str] = {
    "spans": "Show a span of time",
    "day": "Day",
    "week": "Week",
    "month": "Month",
    "year": "Year",
    "all": "All",
    "zoomOut": "Zoom out",
    "zoomIn": "Zoom in",
    "reset": "Reset",
    "resetHint": "Reset to the opening view",
    "oneEvent": "one event",
    "lessThanOneEvent": "less than one event",
    "events": "{} events",
    "copied": "Copied",
    "selected": "Selected",
    "copyByHand": "Copy by hand",
    "noCopying": "Your browser does not let this page copy. The text is selected: press {}.",
    "copyKeys": "Ctrl and C",
    "copyKeysOfMac": "⌘C",
    "textToCopy": "The text to copy",
    "close": "Close",
    "hint": "How to read the picture",
    "forGood": "Do not show this again",
}
