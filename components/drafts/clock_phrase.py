"""Clock times in a sentence: that of its one date, when its zone is known."""

import re

from components.drafts.passage import Passage, Sentence, TokenKind
from components.events import clock_time, day_number, offset_at, utc_offset, zone_of

_CLOCK = re.compile(
    r"(?<![\w:.])(\d{1,2})(?:[:.](\d{2}))?\s?([ap]\.?\s?m\b\.?)?(?:\s?Uhr)?\s?"
    r"\(?(UTC|GMT|CET|CEST|MEZ|MESZ|EDT|EST|ET|PDT|PST|PT)\b"
)
_BARE_CLOCK = re.compile(
    r"(?<![\w:.])\d{1,2}(?::\d{2}(?![\d:])|(?::\d{2})?\s?[ap]\.?m\b|(?:[:.]\d{2})?\s?Uhr\b)"
)
# Abbreviations that name one clock; CST and IST name several. Minutes east of UTC, or a zone.
_ZONES: dict[str, int | str] = {
    **dict.fromkeys(("UTC", "GMT"), 0),
    **dict.fromkeys(("CET", "MEZ"), 60),
    **dict.fromkeys(("CEST", "MESZ"), 120),
    "EDT": -240,
    "EST": -300,
    "PDT": -420,
    "PST": -480,
    "ET": "America/New_York",
    "PT": "America/Los_Angeles",
}


def with_clock(passage: Passage, sentence: Sentence, edtf: str) -> tuple[str, str]:
    """Return the one date of a sentence with its clock time, and a note on that, "" for none.

    A time whose zone is unknown, or whose day is unsure, is left out, and the note says so.
    """
    text = _unquoted(passage, sentence)
    match = _CLOCK.search(text)
    if not match:
        if bare := _BARE_CLOCK.search(text):
            return edtf, f'"{bare[0].strip()}" names no zone and is left out'
        return edtf, ""
    parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", edtf)
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "")[:1].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    elif not match[2] and not half:
        return edtf, ""
    if not parts or hour > 23 or minute > 59:
        return edtf, f'"{match[0].strip()}" is left out, because the day is unsure'
    zone = _ZONES[match[4]]
    noon = day_number(int(parts[1]), int(parts[2]), int(parts[3])) * 86_400 + 43_200
    east = offset_at(noon, zone_of(zone)) if isinstance(zone, str) else zone * 60
    offset = utc_offset(east) if east else "Z"
    note = f'the clock time rests on "{match[0].strip()}"'
    return f"{edtf}T{clock_time(hour, minute)}{offset}", note


def _unquoted(passage: Passage, sentence: Sentence) -> str:
    """Return the text of a sentence with its quotations blanked."""
    parts: list[str] = []
    tokens = passage.tokens[sentence.first : sentence.stop]
    place, stop = tokens[0].start, tokens[-1].stop
    for token in tokens:
        if token.kind is TokenKind.QUOTE:
            parts += [passage.text[place : token.start], " "]
            place = token.stop
    return "".join([*parts, passage.text[place:stop]])
