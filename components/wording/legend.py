"""The names of lanes, and the legend and origin below an exported picture."""

from collections.abc import Mapping, Sequence

NOBODY: Mapping[str, str] = {"actor": "Nobody named", "topic": "No topic", "source": "No source"}
NONE_NAMED = "None named"
OTHERS = "Others"


def not_seated(party: str) -> str:
    """Head the lanes of a side's actors without a seat."""
    return f"{party}, not seated"


def others(count: int) -> str:
    """Name the lane of those that have none of their own."""
    return f"{count:,} {'other' if count == 1 else 'others'}"


def own_scale(lane: str) -> str:
    """Name a lane that is drawn on another scale than the rest."""
    return f"{lane}, on their own scale"


def not_known(period: str) -> str:
    """Head the column of what is not dated to one day, month or year."""
    return f"{period} not known"


EMPTY_VIEW, EMPTY_LOG = "No event fits this view", "The log holds no events yet"
UNCERTAIN = "Dotted ring: uncertain"
DIFFER = "The accounts differ"
BAR = "A bar lasts; an end that fades is open"
JOIN = "One event in several lanes"
NUMBERS = "The numbers are those of the list at the address below."
HOLLOW = "Hollow: scheduled, possible or uncertain"
HOLLOW_OR_HATCHED = "Hollow or hatched: scheduled, possible or uncertain"


def earlier(count: int) -> str:
    """Say how many events are before the window."""
    return f"{count:,} earlier"


def later(count: int) -> str:
    """Say how many events are after the window."""
    return f"{count:,} later"


def clock(name: str, zone: str) -> str:
    """Say on whose clock times are."""
    return f"On the clock of {name}{'' if name == zone else f' ({zone})'}"


def exported(at: str) -> str:
    """Say when the picture was made, in UTC."""
    return f"exported {at} UTC"


def digest(start: str) -> str:
    """Say which state of the log it shows."""
    return f"from the log with SHA-256 {start}"


def known_only_by(units: Sequence[str]) -> str:
    """Say where events stand that are dated to a day, a month or a year."""
    known = " or ".join(filter(None, (", ".join(units[:-1]), units[-1])))
    return f"An event known only by its {known} stands anywhere within it, in the log's order."


def scale(step: str, tallest: int) -> str:
    """Describe the scale of ridges."""
    return (
        f"Too many events for a mark each: the ridges count them in steps of {step}, "
        f"of which the tallest holds {tallest:,}"
    )


def scale_with_others(step: str, tallest: int, others: int) -> str:
    """Describe the scale of ridges where the lane of all others has its own."""
    return f"{scale(step, tallest)}, in the lane of all others {others:,}"


def about(number: int, unit: str) -> str:
    """Write a length of time, as in "about 3 days"."""
    return f"about {number:,} {unit}{'' if number == 1 else 's'}"
