"""A view as a file: tables, logs, calendars, pictures, references."""

from components.exports.download import INDEX_PAGE, MOST_EXPORTED, Download, event_place
from components.exports.event_text import single_line
from components.exports.feed import MOST_ENTRIES, write_feed
from components.exports.format import FORMATS, Format
from components.exports.log import write_yaml
from components.exports.metadata import (
    PREVIEW,
    event_page,
    index_tags,
    preview_tags,
    script_json,
    search_tags,
)
from components.exports.picture import Drawing, write_inset
from components.exports.reference import (
    Reference,
    as_text,
    cite_event,
    cite_view,
)
