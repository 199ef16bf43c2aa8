"""Sentences that say why the newest version of a log is not shown; `name` is that of its file."""

ENGINE_SILENT = "The engine has not answered yet."
CUT_SHORT = "it ended before its end"

names_no_log = "TIMELINE_LOG names no log: {}.".format
being_read = "{} is being read.".format
missing = "{} is missing.".format
unreadable = "{} cannot be read ({}).".format
no_space = (
    "{} cannot be read, because a disk of the server is full ({}); it is tried again."
).format
no_memory = (
    "{} cannot be read, because there is not enough memory for it; it is tried again."
).format
is_directory = "{} is a directory, not a file.".format
not_regular = "{} is not a regular file.".format
too_large = (
    "{} is larger than {:g} MB, the most that is read. Convert it to Parquet, which may be larger."
).format
