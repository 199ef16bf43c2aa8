"""Every format that a view can leave in: those of `components.exports`, and the page."""

from collections.abc import Mapping

from components import wording
from components.editions.page import MOST, write_page
from components.events import Event
from components.exports import FORMATS as _FORMATS
from components.exports import Format

PAGE = Format(
    "html",
    "Web page",
    wording.edition.PURPOSE,
    "html",
    "text/html",
    write_page,
    frozenset(Event.model_fields),
    most=MOST,
)
FORMATS: Mapping[str, Format] = {PAGE.key: PAGE, **_FORMATS}
