"""What files say of a view and of its events: origin, facts, references."""

from collections.abc import Mapping, Sequence

from components.wording.direction import isolated
from components.wording.sentence import listed
from components.wording.template import template

STATUSES: Mapping[str, str] = {"scheduled": "Scheduled.", "possible": "Possible."}
VIEW_LINK, EVENT_LINK = "The view in the dashboard", "The event in the dashboard"
STEP_LINK = "The step in the dashboard"

cut = template("{} (the first {:,})")  # the sentence of the view, how many events


def when(status: str, time: str) -> str:
    """Say when an event was, as a sentence."""
    return f"{status} {time[:1].upper()}{time[1:]}.".strip()


def who(names: Sequence[str]) -> str:
    """Say who takes part."""
    return f"Who: {'; '.join(map(isolated, names))}"


def said_by(name: str, title: str) -> str:
    """Name a speaker, with the title that they had."""
    return f"{isolated(name)}, {isolated(title)}" if title else name


def slides_of_walk(steps: int) -> str:
    """Say that a file has the steps of the walk, and how to have the events."""
    slides = "The slide is the step" if steps == 1 else f"The {steps:,} slides are the steps"
    return f"{slides} of the walk; a filtered view has a slide for each event."


where = template("Where: {}")


def sources(labels: Sequence[str]) -> str:
    """Say what an event rests on."""
    return f"Sources: {'; '.join(map(isolated, labels))}"


log = template("Log: {}")
digest = template("SHA-256 of the log: {}")
exported = template("Exported: {}")
view = template("View: {}")
last_of_feed = template("The last {} by date are here; an earlier one that is added is not.")


def _left_out(count: int) -> str:
    return f"{count:,} {'event is' if count == 1 else 'events are'} left out"


def left_out_of_feed(count: int) -> str:
    """Say how many events a feed cannot hold, and why."""
    return f"{_left_out(count)}: a feed has only the years from 1 to 9999."


def notes_of_calendar(count: int) -> str:
    """Say how many events have no day in a calendar, and why."""
    events = "1 event is a note" if count == 1 else f"{count:,} events are notes"
    return (
        f"{events} without a day (VJOURNAL), which many programs do not show: some time before or "
        "after a date is no day, and a calendar has only the years from 1 to 9999."
    )


def at_time(time: str, title: str) -> str:
    """Put the time of an event, in words, before its title."""
    return f"{time[:1].upper()}{time[1:]}: {isolated(title)}"


# The rows of the sheet that says what the others are of.
LOG_TITLE, LOG_SUMMARY, VIEW, LINK, AS_OF = "Log", "Summary", "View", "Link", "As of"
ZONE, DIGEST, REMARK = "Zone", "SHA-256 of the log", "Remark"
DATES_NOTE = (
    "date holds a date where an exact day or instant is known, by the clocks of the zone, and else "
    "words. when has every date in EDTF; where the two differ, when is right."
)


def too_long_for_cells(cut: int, most: int) -> str:
    """Say how many texts are longer than a cell of a spreadsheet."""
    texts = "text is" if cut == 1 else "texts are"
    return (
        f"{cut:,} {texts} longer than the {most:,} characters of a cell and cut there; "
        "JSON Lines have them whole"
    )


def too_many_rows(count: int, most: int) -> str:
    """Say that a sheet has not as many rows as there are events."""
    return (
        f"a sheet has at most {most:,} rows below its heading, and the view has {count:,} events; "
        "JSON Lines and CSV have them all"
    )


empty_table = template("{}: the table has its heading and no row")
# What a format may have no place for, beside fields of events.
FRACTIONS = "fractions of a second"
PRESENCES, QUOTATIONS = "presence and citations of actors", "quotations"
PLACES = "places in sources that are not passages"


def come_back_as_one(names: Sequence[str], most: int = 8) -> str:
    """Say which names several actors or topics share, which a file does not tell apart."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    shown = listed(names[:most])
    return f"several actors or topics have one name and come back as one: {shown}{more}"


def no_place_for(file: str, fields: Sequence[str]) -> str:
    """Say which fields of events a format leaves out."""
    return f"{file} has no place for what these events have in: {', '.join(fields)}"


def title(title: str) -> str:
    """Write the title of a reference, with the stop that ends it."""
    return f"“{isolated(title)}{'' if title.endswith(('.', '?', '!')) else '.'}”"


def container(name: str, *, is_view: bool) -> str:
    """Say what a reference is in."""
    return f"{'View of' if is_view else 'In'}: {isolated(name)}"


retrieved = template("{} (retrieved {}).")  # where a reference leads, when


def note(note: str, at: str) -> str:
    """Add to the note of a reference when it was read."""
    return f"{isolated(note)}. Retrieved {at}".removeprefix(". ")


def without_room(count: int) -> str:
    """Say how many events do not fit on an image."""
    return f"{count:,} {'event has' if count == 1 else 'events have'} no room on the image"


def questions_without_room(count: int) -> str:
    """Say how many questions do not fit on an image."""
    return f"{count:,} {'question has' if count == 1 else 'questions have'} no room on the image"


letters_as_boxes = template(
    "no font on this machine has letters that the picture shows as boxes: {}; "
    "install one, such as fonts-wqy-microhei for Chinese"
)


def too_many(name: str, count: int, most: int) -> str:
    """Say that a view has more events than a file of a format holds, and what to do."""
    return (
        f"{name}: at most {most:,} events, and this view has {count:,}; choose fewer with "
        "filters or days; the dashboard shows any number"
    )
