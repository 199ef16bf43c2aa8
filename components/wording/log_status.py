"""Sentences that say why the newest version of a log is not shown; `name` is that of its file."""

from components.wording.template import template

ENGINE_SILENT = "The engine has not answered yet."
CUT_SHORT = "it ended before its end"

names_no_log = template("TIMELINE_LOG names no log: {}.")
being_read = template("{} is being read.")
missing = template("{} is missing.")
unreadable = template("{} cannot be read ({}).")
no_space = template(
    "{} cannot be read, because a disk of the server is full ({}); it is tried again."
)
no_memory = template(
    "{} cannot be read, because there is not enough memory for it; it is tried again."
)
is_directory = template("{} is a directory, not a file.")
not_regular = template("{} is not a regular file.")
too_large = template(
    "{} is larger than {:g} MB, the most that is read. Convert it to Parquet, which may be larger."
)
