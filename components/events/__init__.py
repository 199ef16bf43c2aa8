"""Text becomes validated values: the log's format, its reader, its time and its problems."""

from components.events.article import check_articles, lines_of
from components.events.check import Checked, check, check_model, placed
from components.events.connection import Connections, connections
from components.events.cross_check import Finding, references
from components.events.edtf import FIRST_YEAR, LAST_YEAR, Form, ParsedDate, Precision
from components.events.entry import (
    LONGEST_LABEL,
    About,
    Account,
    Actor,
    Citation,
    Clock,
    Correction,
    Delegation,
    Disagreement,
    Event,
    Exported,
    Figure,
    Judgement,
    KeyFigure,
    Kind,
    Link,
    Measure,
    Opening,
    Participation,
    Party,
    Record,
    Seat,
    Source,
    Step,
    StepQuote,
    Title,
    Topic,
    Walk,
    opened_event,
)
from components.events.field import (
    DEFAULT_ZONE,
    Boolean,
    DateText,
    Named,
    Several,
    Strict,
    Text,
    Url,
    Zone,
    is_url,
    without_hyphens,
)
from components.events.formula import guarded, unguarded
from components.events.gregorian import civil, day_number, days_in_month, month_name
from components.events.identifier import (
    LONGEST_ID,
    Ids,
    Names,
    dated_id,
    digest,
    folded,
    id_of,
    is_id,
    own_id,
    slug,
    stem,
    with_digest,
)
from components.events.insertion import EntryChange, LayoutError, insert
from components.events.iso import clock_time, edtf_date, iso_date, utc_instant, utc_offset
from components.events.limit import LIMITS, LIMITS_OF_CONVERSION, Limits
from components.events.locate import KeyPath, locate
from components.events.log import TABLES, USUAL_KINDS, EventTable, Log
from components.events.parquet import DamagedLogError, ParquetEvents, read_parquet
from components.events.parquet_writer import ParquetWriter, write_parquet
from components.events.problem import Problem, WhenError, abridged, escaped, one_line, place_after
from components.events.problem_code import CODES
from components.events.program import (
    Command,
    command_name,
    explain,
    is_one_program,
    use_program,
)
from components.events.quotation import Quotation, quotations
from components.events.read import FORBIDDEN, read, read_file
from components.events.renaming import NewIds, Revision, renamed
from components.events.replacement import BusyFileError, Replacement
from components.events.schema import schema
from components.events.seeds import (
    Seed,
    SeedPassage,
    check_seeds,
    read_passages,
    read_seeds,
    seed_paths,
)
from components.events.stored import (
    StoredError,
    first_reason,
    make_event,
    read_event,
    read_head,
    read_tree,
    read_value,
    with_events,
    write_event,
    write_head,
)
from components.events.terminal import (
    BUSY,
    NO_MEMORY,
    agrees,
    can_be_asked,
    clear_progress,
    complain,
    complain_of_memory,
    say,
    say_whole,
    show_progress,
)
from components.events.unwritten import UNWRITTEN, unwritten, unwritten_in_seeds
from components.events.vocabulary import (
    ActorKind,
    Color,
    DisagreementStatus,
    EventKind,
    EventStatus,
    Presence,
    Relation,
    Role,
    SeatRole,
    Shape,
    SourceKind,
    Standing,
    Tier,
)
from components.events.when import LocalDate, When, bounds, local_date, parse_when
from components.events.write import (
    plain,
    plain_value,
    write,
    write_in_parts,
    write_json_in_parts,
    write_part,
)
from components.events.zone import local_time, offset_at, zone_of
