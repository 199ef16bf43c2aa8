"""How much a file may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold, so that no file can stop the process that reads it.

    `json_bytes` bounds a file in JSON, which is read as a whole to be converted, and
    `record_characters` a row of CSV. `head_bytes` and `line_bytes` bound the first and any other
    line of JSON Lines. `values` are all keys and values of a file together, `entries` those of one
    mapping, `items` those of one list, `dates` those in all dates of a log, ends and members
    counted. What is allowed of a log is read in two seconds and 300 MB, which `make fuzz` measures.
    """

    file_bytes: int = 32 * 1024 * 1024
    json_bytes: int = 256 * 1024 * 1024
    head_bytes: int = 8 * 1024 * 1024
    line_bytes: int = 2 * 1024 * 1024
    record_characters: int = 8 * 1024 * 1024
    scalar_characters: int = 64 * 1024
    depth: int = 32
    values: int = 650_000
    entries: int = 40_000
    dates: int = 80_000
    items: int = 10_000
    problems: int = 1_000


LIMITS = Limits()
# For a log that is turned into Parquet once, by its author and not by whoever shows it.
LIMITS_OF_CONVERSION = Limits(values=16_000_000, entries=1_000_000, dates=2_000_000)
