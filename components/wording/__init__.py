"""Values become the words that readers read: times, sentences, messages."""

from components.wording import log_status, refusal
from components.wording.filters import (
    FILTER_WORDS,
    KINDS,
    VERDICTS,
    FilterWords,
    OptionWords,
)
from components.wording.sentence import (
    any_of,
    from_date,
    in_period,
    matching,
    on_day,
    up_to,
    view_sentence,
)
from components.wording.time import across_clocks, phrase, short

__all__ = [
    "FILTER_WORDS",
    "KINDS",
    "VERDICTS",
    "FilterWords",
    "OptionWords",
    "across_clocks",
    "any_of",
    "from_date",
    "in_period",
    "log_status",
    "matching",
    "on_day",
    "phrase",
    "refusal",
    "short",
    "up_to",
    "view_sentence",
]
