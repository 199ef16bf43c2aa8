"""The browser's half of the page: scripts, styles, and the addresses that they are served at."""

from components.web.asset import (
    ICON,
    SHORT,
    address,
    asset_content,
    asset_names,
    content_hash,
    script_of,
    style_of,
)
from components.web.font import FONT, font_of, headline_font
