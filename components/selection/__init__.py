"""What the reader looks at: one value, its address, its filters, and the view of a log by it."""

from components.selection.address_table import address_table
from components.selection.closeness import (
    Bounds,
    Closeness,
    bounds_in,
    bounds_of,
    closeness,
    is_within_day,
    on_clock,
)
from components.selection.completeness import ADVICE, advice, broken_steps
from components.selection.describe import clauses, in_few_words, window_in_words
from components.selection.disagreement_window import days_of
from components.selection.filters import option_names
from components.selection.headline import Headline, headline_of
from components.selection.model import LANES, PAGES, PARTS, ROLES, SHOWS, Selection
from components.selection.questions import Asked, Guess, Understood, corrections, understand
from components.selection.url import (
    KEYS,
    LONGEST_QUERY,
    MOST_PARAMETERS,
    Ignored,
    address,
    asks_for_walk,
    decode,
    encode,
    instead_of,
    pages_of_log,
    without_hidden,
)
from components.selection.view import View
from components.selection.walk import (
    Stop,
    at_step,
    citation_of,
    stop_of,
    stops,
    view_of_step,
)
from components.selection.window import (
    as_typed,
    clock_of,
    clocks,
    format_window,
    from_wall,
    to_wall,
    zone_name,
)
