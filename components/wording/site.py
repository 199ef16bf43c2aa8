"""What a site of files says around its events, and what the command says of writing it."""

from components.wording.template import template

EARLIER, LATER = "Earlier", "Later"
NEIGHBOURS = "Before and after"
OWN_PAGE = "This event on a page of its own"
IN_TIMELINE = "In the timeline"
CITE = "To cite this"
ALL_AS = "The whole timeline as"
made = template("{}. Written on {}.")  # the view in a sentence, the day
NOT_FOUND = "This page is not here"
NOT_FOUND_WHY = "It may have moved, or the address may have a slip in it."
TO_TIMELINE = "To the timeline"
# What the whole timeline can be taken away as, by the name of the file.
FILES = {
    "feed.xml": "a feed",
    "events.ics": "a calendar",
    "events.csv": "a table (CSV)",
    "events.xlsx": "a table (Excel)",
    "events.json": "a log (JSON)",
    "timeline.svg": "a picture",
}

NEEDS_FOLDER = "a site is a folder: name it with -o FOLDER"
not_base = "--base: {} is not the address of a site, such as https://news.example/timeline/".format
IMAGES_NEED_BASE = (
    "--images: other sites find an image by its full address only: say with --base where the site "
    "will stand"
)
not_ours = (
    "holds {}, and no timeline-site.json to say that it is a site: name a new folder, or an empty "
    "one"
).format
IN_THE_WAY = "is not what was written there: move it out of the folder, or delete it, and try again"
DAMAGED_LIST = (
    "cannot be read as the list of what was written there: delete it with all files of the site, "
    "or name a new folder"
)


def written(new: int, same: int, gone: int) -> str:
    """Say what the writing of a site changed in its folder."""
    return f"{_files(new)} written, {same:,} left as they are, {gone:,} removed"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
