"""Files of other tools become events: file, records, rows, events, and the sink of a log.

`format.py` lists the formats, a module each. `mapping.py` says what the fields of records mean.
"""

from components.imports.command import add_arguments, run
from components.imports.convert import Options, Outcome, RowReport, convert
from components.imports.date import USUAL, to_edtf
from components.imports.fault import counted
from components.imports.format import INPUT_ENDINGS
from components.imports.mapping import FieldMapping, read_mapping
from components.imports.sink import OUTPUT_ENDINGS
