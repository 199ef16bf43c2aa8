"""Values become the words that readers read: times, sentences, messages."""

from components.wording import (
    data,
    download,
    filter_form,
    header,
    log_status,
    notice,
    picture,
    refusal,
)
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
    "data",
    "download",
    "filter_form",
    "from_date",
    "header",
    "in_period",
    "log_status",
    "matching",
    "notice",
    "on_day",
    "phrase",
    "picture",
    "refusal",
    "short",
    "up_to",
    "view_sentence",
]
