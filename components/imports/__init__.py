"""Files of other tools become events: file, records, rows, events, and the sink of a log.

`formats` has the formats, a module each, `dates` the ways in which dates are written. `mapping.py`
says what the fields of records mean, `looks` finds out what they seem to mean.
"""

from components.imports.command import (
    FaultList,
    ProgressBar,
    add_arguments,
    add_reading_arguments,
    day_argument,
    fault_of_ending,
    is_same_file,
    mapping_message,
    run,
    text_argument,
    warnings_of,
    write_mapping_if_asked,
    zone_argument,
)
from components.imports.conversion import Conversion, is_log, misplaced_option
from components.imports.convert import Options, Outcome, RowReport, convert
from components.imports.dates.date import USUAL, to_edtf
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.format import INPUT_ENDINGS, OTHER_ENDINGS, LogFormat, format_of
from components.imports.mapping import FieldMapping, read_mapping
from components.imports.matching import (
    UNMATCHED,
    Hashes,
    Matches,
    Rows,
    Traits,
    address_of,
    hash_of,
)
from components.imports.published import names_of
from components.imports.sentence import counted
from components.imports.sink import OUTPUT_ENDINGS, open_sink
