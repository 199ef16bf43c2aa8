"""Sentences that say why the newest version of a log is not shown; `name` is that of its file."""

ENGINE_SILENT = "The engine has not answered yet."
CUT_SHORT = "it ended before its end"


def names_no_log(reason: str) -> str:
    """Say that the setting which names the log cannot be used."""
    return f"TIMELINE_LOG names no log: {reason}."


def being_read(name: str) -> str:
    """Say that the first version is still being read."""
    return f"{name} is being read."


def missing(name: str) -> str:
    """Say that there is no file."""
    return f"{name} is missing."


def unreadable(name: str, reason: str | None) -> str:
    """Say that the system refuses to read the file, and why."""
    return f"{name} cannot be read ({reason})."


def no_memory(name: str) -> str:
    """Say that the file is larger than the memory that is left."""
    return f"{name} cannot be read, because there is not enough memory for it; it is tried again."


def is_directory(name: str) -> str:
    """Say that a directory stands in the file's place."""
    return f"{name} is a directory, not a file."


def not_regular(name: str) -> str:
    """Say that a pipe, a socket or a device stands in the file's place."""
    return f"{name} is not a regular file."


def too_large(name: str, megabytes: float) -> str:
    """Say that the file is larger than what is read, and what to do."""
    return (
        f"{name} is larger than {megabytes:g} MB, the most that is read. "
        "Convert it to Parquet, which has no limit."
    )
