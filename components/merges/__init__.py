"""A file is put into a log that exists: compared, shown, and written where it is new.

`joining` finds the actors, topics and sources of the file in the log, `comparison` its events,
`difference` what they say otherwise; `merge` writes.
"""

from components.merges.command import add_arguments, run
from components.merges.comparison import Change, Comparison
from components.merges.difference import Difference, RowDefaults
from components.merges.merge import Merge
