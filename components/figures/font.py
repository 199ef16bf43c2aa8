"""The fonts of the product as files: Source Sans for text, Source Serif for headlines.

They come from packages of fonts. The page has its Source Sans from Streamlit.
"""

from importlib.resources import files
from pathlib import Path

_SANS = Path(str(files("font_source_sans_pro"))) / "files"
_SERIF = Path(str(files("font_source_serif_pro"))) / "files"

HEADLINE_FONT = _SERIF / "SourceSerifPro-Semibold.ttf"
FONT_FILES = (
    _SANS / "SourceSansPro-Regular.ttf",
    _SANS / "SourceSansPro-Semibold.ttf",
    HEADLINE_FONT,
)
