"""What files say of a view and of its events: origin, facts, references."""

from collections.abc import Mapping, Sequence

STATUSES: Mapping[str, str] = {"scheduled": "Scheduled.", "possible": "Possible."}
VIEW_LINK, EVENT_LINK = "The view in the dashboard", "The event in the dashboard"


def cut(sentence: str, count: int) -> str:
    """State a view of which the first events are exported."""
    return f"{sentence} (the first {count:,})"


def when(status: str, time: str) -> str:
    """Say when an event was, as a sentence."""
    return f"{status} {time[:1].upper()}{time[1:]}.".strip()


def who(names: Sequence[str]) -> str:
    """Say who takes part."""
    return f"Who: {'; '.join(names)}"


def where(place: str) -> str:
    """Say where an event was."""
    return f"Where: {place}"


def sources(labels: Sequence[str]) -> str:
    """Say what an event rests on."""
    return f"Sources: {'; '.join(labels)}"


def log(title: str) -> str:
    """Say which log an export is of."""
    return f"Log: {title}"


def digest(sha256: str) -> str:
    """Say which state of the log an export is of."""
    return f"SHA-256 of the log: {sha256}"


def exported(at: str) -> str:
    """Say when an export was made."""
    return f"Exported: {at}"


def view(link: str) -> str:
    """Say which view an export is of, by its address."""
    return f"View: {link}"


def last_of_feed(most: int) -> str:
    """Say that a feed has not every event of its view."""
    return f"The last {most} by date are here; an earlier one that is added is not."


def _left_out(count: int) -> str:
    return f"{count:,} {'event is' if count == 1 else 'events are'} left out"


def left_out_of_feed(count: int) -> str:
    """Say how many events a feed cannot hold, and why."""
    return f"{_left_out(count)}: a feed has only the years from 1 to 9999."


def left_out_of_calendar(count: int) -> str:
    """Say how many events a calendar cannot hold, and why."""
    return (
        f"{_left_out(count)}: a calendar has only the years from 1 to 9999, and no "
        "time without an end."
    )


def empty_table(sentence: str) -> str:
    """Say that a table has no row."""
    return f"{sentence}: the table has its heading and no row"


def no_place_for(file: str, fields: Sequence[str]) -> str:
    """Say which fields of events a format leaves out."""
    return f"{file} has no place for what these events have in: {', '.join(fields)}"


def title(title: str) -> str:
    """Write the title of a reference, with the stop that ends it."""
    return f"“{title}{'' if title.endswith(('.', '?', '!')) else '.'}”"


def container(name: str, *, is_view: bool) -> str:
    """Say what a reference is in."""
    return f"{'View of' if is_view else 'In'}: {name}"


def retrieved(place: str, at: str) -> str:
    """Say where a reference leads, and when that was read."""
    return f"{place} (retrieved {at})."


def note(note: str, at: str) -> str:
    """Add to the note of a reference when it was read."""
    return f"{note}. Retrieved {at}".removeprefix(". ")


NO_FONT = "no font is installed on this machine; install one, such as fonts-dejavu"


def letters_as_boxes(scripts: str) -> str:
    """Say for which letters of a picture no font is installed, by their scripts."""
    return (
        f"no font on this machine has letters that the picture shows as boxes: {scripts}; "
        "install one, such as fonts-wqy-microhei for Chinese"
    )
