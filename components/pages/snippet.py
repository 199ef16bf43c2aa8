"""The HTML that puts a view into the frame of another page."""

import html
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from components import wording
from components.pages.link import to_frame
from components.selection import Selection, View

HEIGHTS: Mapping[str, int] = {"chart": 640, "list": 720, "event": 720}  # pixels of a frame
AROUND = 152  # pixels that a frame has above and below its picture
# What makes a frame as high as the view in it, which tells its height.
FIT = """<script>addEventListener("message", ({ data, source }) => {
  const frames = data?.type === "timeline-height" ? [...document.querySelectorAll("iframe")] : [];
  for (const frame of frames) if (frame.contentWindow === source) frame.height = data.height;
});</script>"""
# What a frame may do: run the page, open links beside it, save a download.
SANDBOX = (
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox "
    "allow-forms allow-downloads"
)


def snippet(view: View, show: str, words: str, base: str, height: float = 0.0) -> str:
    """Return the HTML that puts a view into another page; `words` say what it is.

    `height` is that of its picture in pixels, 0 for an unknown one: the frame is as high as what
    stands in it where it is as wide. With the script it is so at any width.
    """
    shown = view.selection.in_view()
    if show == "event":
        shown = Selection(event=view.selection.event, clock=view.selection.clock)
    attributes = {
        "src": to_frame(replace(shown, show=show), base),
        "title": wording.download.titled(view.log.about.title, words),
        "sandbox": SANDBOX,
        "loading": "lazy",
        "width": "100%",
        "height": str(ceil(height) + AROUND if height and show == "chart" else HEIGHTS[show]),
        "style": "border: 0",
    }
    written = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>\n{FIT}"


def frame_names(selection: Selection) -> Mapping[str, str]:
    """Return what of a view can stand in a frame, with its name, by its key in the address."""
    names = wording.download.FRAMES
    return {show: name for show, name in names.items() if show != "event" or selection.event}
