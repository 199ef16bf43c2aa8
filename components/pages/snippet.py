"""The HTML that puts a view into the frame of another page."""

import html
from collections.abc import Mapping
from dataclasses import replace

from components import wording
from components.pages.link import to_frame
from components.selection import Selection, View

HEIGHTS: Mapping[str, int] = {"chart": 640, "list": 720, "event": 720}  # pixels of a frame
# What a frame may do: run the page, open links beside it, save a download.
SANDBOX = (
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox "
    "allow-forms allow-downloads"
)


def snippet(view: View, show: str, words: str, base: str) -> str:
    """Return the HTML that puts a view into another page; `words` say what it is."""
    shown = view.selection.in_view()
    if show == "event":
        shown = Selection(event=view.selection.event, clock=view.selection.clock)
    attributes = {
        "src": to_frame(replace(shown, show=show), base),
        "title": f"{view.log.about.title}: {words}",
        "sandbox": SANDBOX,
        "loading": "lazy",
        "width": "100%",
        "height": str(HEIGHTS[show]),
        "style": "border: 0",
    }
    written = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>"


def frame_names(selection: Selection) -> Mapping[str, str]:
    """Return what of a view can stand in a frame, with its name, by its key in the address."""
    names = wording.download.FRAMES
    return {show: name for show, name in names.items() if show != "event" or selection.event}
