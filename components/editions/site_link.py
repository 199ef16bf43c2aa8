"""What the pages of a site name of it: its icon, its feed, and the files of the whole view."""

from html import escape

from components import wording
from components.exports import Download, single_line
from components.pages import Node, h

FEED = "feed.xml"


def link_element(**attributes: str) -> str:
    """Return an element that names a file in the head of a page."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<link{written}>"


def icon_link(path: str) -> str:
    """Return the element by which a page names its icon."""
    return link_element(rel="icon", type="image/svg+xml", href=path)


def feed_link(download: Download, to_root: str) -> str:
    """Return the element by which a page names the feed; `to_root` leads to the site's root."""
    return link_element(
        rel="alternate",
        type="application/atom+xml",
        title=single_line(download.log.about.title),
        href=(download.base or to_root) + FEED,
    )


def files_line(to_root: str) -> Node:
    """Return the line that names the files of the whole view; `to_root` leads to the root."""
    words = wording.site
    links = [h("a", name, href=to_root + path) for path, name in words.FILES.items()]
    return h("p", f"{words.ALL_AS} ", [part for link in links for part in (", ", link)][1:])
