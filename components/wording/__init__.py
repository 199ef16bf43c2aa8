"""Values become the words that readers read: times, sentences, messages.

A text with places to fill is a `template`, one of numbers the `format` of a string; a function
stands where words depend on values.
"""

from components.wording import (
    citation,
    correction,
    count,
    data,
    download,
    edition,
    engine,
    event,
    event_card,
    evidence,
    export,
    filter_form,
    header,
    legend,
    link,
    log_status,
    notice,
    people,
    picture,
    question,
    reading_list,
    refusal,
    script,
    site,
    walk,
)
from components.wording.direction import (
    directed,
    has_right_to_left,
    isolated,
    without_isolates,
)
from components.wording.filters import (
    FILTERS,
    VERDICTS,
    Filter,
    OptionWords,
    in_no_article,
    told_by,
)
from components.wording.sentence import (
    CLOSENESS,
    all_of,
    any_of,
    from_date,
    in_period,
    listed,
    matching,
    on_day,
    up_to,
    view_sentence,
)
from components.wording.time import across_clocks, phrase, short
