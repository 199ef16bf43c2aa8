"""The style of files that need no server: the dashboard's own, light or dark as the system is.

The dashboard's script sets colours when it knows its theme; here they are written for both.
"""

from collections.abc import Collection, Mapping

from components.figures import DARK, LIGHT, Palette
from components.web import style_of

# The sheets of an event with its evidence.
EVENT_SHEETS = frozenset(
    {
        *("type.css", "badge.css", "button.css", "card.css", "legend.css", "list.css", "table.css"),
        *("accounts.css", "event.css", "evidence.css", "walk.css", "paper.css"),
    }
)
# What the style sheets take from Streamlit; the letters are those that a system has.
_FROM_STREAMLIT: Mapping[str, str] = {
    "font": '"Source Sans 3", "Source Sans", system-ui, sans-serif',
    "heading-font": "var(--st-font)",
    "code-font": "ui-monospace, monospace",
    "base-radius": "4px",
}


def base_style(sheets: Collection[str] = EVENT_SHEETS, font: str = "") -> str:
    """Return the colours of both schemes and the style sheets that are named.

    `font` is the address of the font of headlines, "" for a serif of the system. Raise KeyError for
    a sheet that is not there.
    """
    fixed = "".join(f"--st-{name}:{value};" for name, value in _FROM_STREAMLIT.items())
    return (
        f":root{{color-scheme:light dark;{fixed}{_colours(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}\n"
        "@media print{:root{color-scheme:light}}\n"
        "html{background:var(--gt-paper);color:var(--gt-ink);font-family:var(--st-font)}\n"
        "body{margin:0}\n"
        ":root .gt-field,:root input{color-scheme:inherit}\n" + style_of(sheets, font)
    )


def _colours(palette: Palette) -> str:
    page = {"background-color": palette["paper"], "text-color": palette["ink"]}
    page |= {"link-color": palette["ink"], "secondary-background-color": palette["tint"]}
    tokens = {f"st-{name}": value for name, value in page.items()}
    tokens |= {f"gt-{name}": value for name, value in palette.items()}
    return "".join(f"--{name}:{value};" for name, value in tokens.items())
