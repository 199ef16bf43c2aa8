"""What a page that needs no server says beside what the dashboard says."""

from collections.abc import Mapping

from components.wording.notice import LINK_IGNORED
from components.wording.picture import empty
from components.wording.sentence import from_date, up_to
from components.wording.template import template

TIMELINE, ACCOUNTS, WALK, SOURCES = "Timeline", "Accounts", "Walk", "Sources"
PARTS_LABEL = "Parts of this page"
EVENTS = "The events and their evidence"

# What the page's script says. In "{}" stand, in order, what the sentence is about.
_WORDS: Mapping[str, str] = {
    "nothing": "None",
    "whole": "The picture counts all {}.",
    "clear": "Clear all",
    "remove": "Remove {}",
    "search": "“{}”",
    "searchHeading": "Search",
    "days": "Days",
    "role": "In which role",
    "without": "Without “{}”",
    "left": " there are {}.",
    "ignored": LINK_IGNORED,
    "more": "and {} more",
    "from": from_date("{}"),
    "to": up_to("{}"),
    "between": "{} \N{EN DASH} {}",
    "previous": "Previous event",
    "next": "Next event",
    "close": "Close",
    "outside": "This event is outside the filters.",
}


def words(total: int) -> Mapping[str, str]:
    """Return what the script of a page of `total` events says."""
    events = "event" if total == 1 else "events"
    return {**_WORDS, "some": f"{{}} of {{}} {events}", "none": empty(total)}


saved = template("{}. Saved on {}; it needs no network. ")
FROM = "From "
PURPOSE = "one file that opens anywhere: picture, events, evidence, filters"
