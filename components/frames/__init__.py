"""A log as columns: its facts, the engines that answer queries, and presence at meetings."""

from components.frames.article_name import ArticleName, article_names, name_of_source
from components.frames.cache import LRUCache
from components.frames.engine import Answer, Engine, Lanes, Query
from components.frames.facet import (
    ACTING,
    DID,
    FACETS,
    SPOKEN_OF,
    Facet,
    ValueCounts,
    acts,
    names_of_only,
)
from components.frames.facts import LogFacts, once_per_log
from components.frames.folding_table import FoldingTable, folding_table
from components.frames.histogram import OPEN_START, OPEN_STOP, Bins, BinShares, known_part
from components.frames.index import Index, fullest_lanes, reading_order
from components.frames.option_count import OptionCounts, RoleCounts
from components.frames.parquet import EventColumns, index_log, index_parquet
from components.frames.presence import (
    ABSENT,
    Cell,
    PresenceTable,
    attendance,
    is_meeting,
    presence,
)
from components.frames.reliance import EventSample, Reliance
from components.frames.search import event_texts
from components.frames.seat import Seating, SeatRow, SeatTable, seat_table
from components.frames.text import Findable, find_words, fold
