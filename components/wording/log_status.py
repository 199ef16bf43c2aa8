"""Sentences that say why the newest version of a log is not shown; `name` is that of its file."""

from components.wording.phrase import phrase

ENGINE_SILENT = "The engine has not answered yet."
CUT_SHORT = "it ended before its end"

names_no_log = phrase("TIMELINE_LOG names no log: {}.")
being_read = phrase("{} is being read.")
missing = phrase("{} is missing.")
unreadable = phrase("{} cannot be read ({}).")
no_space = phrase(
    "{} cannot be read, because a disk of the server is full ({}); it is tried again."
)
no_memory = phrase(
    "{} cannot be read, because there is not enough memory for it; it is tried again."
)
is_directory = phrase("{} is a directory, not a file.")
not_regular = phrase("{} is not a regular file.")
too_large = phrase(
    "{} is larger than {:g} MB, the most that is read. Convert it to Parquet, which may be larger."
)
