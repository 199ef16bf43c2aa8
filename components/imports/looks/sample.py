"""A sample of a file's records, and what each of their fields holds in it."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from components.events import FORBIDDEN
from components.imports.dates.column import DateForms, forms_of
from components.imports.file import InputFile
from components.imports.formats.format import RecordFormat
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import NO_TITLE, NOTHING, Value

_MOST_RECORDS = 1_000  # more tell nothing new of how a column is written
_MOST_CHARACTERS = 8 << 20  # of all texts, so that hostile records cost no more than others
_MOST_FIELDS = 400
_LONGEST_TEXT = 500  # characters; enough to tell a date, an address or a title
_DEPTH = 8  # of objects within objects, as of a statement in Wikidata
_IN_MEMORY = (".json", ".geojson", ".jsonld", ".srj")  # endings of files that are read as a whole
_ITEMS = 20  # of a list


@dataclass(frozen=True)
class FieldSample:
    """One field: its name as a mapping writes it, and its text in each record, "" for none.

    Of a list, the text is that of its items, one a line.
    """

    name: str
    texts: Sequence[str]
    is_list: bool = False

    @cached_property
    def is_within_list(self) -> bool:
        """Whether it is a field of objects in a list, of which some record has several."""
        return self.is_list and "." in self.name and any("\n" in text for text in self.texts)

    @cached_property
    def filled(self) -> Sequence[str]:
        """The texts that are not empty, nor what programs write for nothing."""
        return [t for t in self.texts if t and t not in NOTHING and t not in NO_TITLE]

    @property
    def example(self) -> str:
        """The first text."""
        return next(iter(self.filled), "")

    @cached_property
    def forms(self) -> DateForms:
        """How the dates of this field are written, if they are dates."""
        return forms_of(self.filled)

    @property
    def date_share(self) -> float:
        """The part of the texts that can be read as dates."""
        return self.forms.read / len(self.filled) if self.filled else 0.0

    def share(self, fits: Callable[[str], object]) -> float:
        """Return the part of the texts that `fits` takes."""
        return sum(bool(fits(text)) for text in self.filled) / max(len(self.filled), 1)


@dataclass(frozen=True, slots=True)
class Sample:
    """The fields of some records of a file, in the order in which they were met.

    `records` were looked at; `is_whole` when there are no others. `unreadable` are those that
    could not be read at all.
    """

    fields: Sequence[FieldSample]
    records: int
    is_whole: bool
    unreadable: Sequence[UnreadableRecord] = ()


def take_sample(file: InputFile, format_: RecordFormat, mapping: FieldMapping) -> Sample:
    """Read a bounded sample of a file, from all parts of it when it is in memory anyway.

    Raise OSError and UnreadableFileError as the format's reader does.
    """
    columns: dict[str, list[str]] = {}
    lists: set[str] = set()
    unreadable = []
    records = characters = 0
    is_whole = True
    with closing(_records(file, format_, mapping)) as items:
        for item in items:
            if records == _MOST_RECORDS or characters > _MOST_CHARACTERS:
                is_whole = False
                break
            if isinstance(item, UnreadableRecord):
                unreadable.append(item)
                if len(unreadable) == _MOST_RECORDS:
                    break
                continue
            for name, text, is_list in _texts(item.fields):
                if name not in columns:
                    if len(columns) == _MOST_FIELDS:
                        continue
                    columns[name] = []
                texts = columns[name]
                texts.extend([""] * (records - len(texts)))
                if len(texts) == records:
                    texts.append(text)
                characters += len(text) + 1
                if is_list:
                    lists.add(name)
            records += 1
    for texts in columns.values():
        texts.extend([""] * (records - len(texts)))
    fields = [FieldSample(name, texts, name in lists) for name, texts in columns.items()]
    return Sample(fields, records, is_whole and not _is_thinned(file), unreadable)


def _records(
    file: InputFile, format_: RecordFormat, mapping: FieldMapping
) -> Generator[InputRecord | UnreadableRecord]:
    """Read the first records, and then, of a file in memory, one out of so many."""
    records = iter(format_.read(file, mapping))
    try:
        yield from islice(records, _MOST_RECORDS // 2)
        step = _step(file)
        yield from islice(records, step - 1, None, step)
    finally:
        if close := getattr(records, "close", None):
            close()


def _step(file: InputFile) -> int:
    """Return how many records of a file in memory are passed over for one that is looked at."""
    return max(file.size * 2 // _MOST_RECORDS, 1) if file.ending in _IN_MEMORY else 1


def _is_thinned(file: InputFile) -> bool:
    return _step(file) > 1


def _texts(fields: Mapping[str, Value], within: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield the name of each field as a mapping writes it, its text, and whether it is a list."""
    depth = within.count(".") + 1
    for key, value in fields.items():
        name = f"{within}{key}"
        if isinstance(value, str):
            if _can_be_named(key):
                yield name, value[:_LONGEST_TEXT].strip(), False
        elif not _can_be_named(key):
            continue
        elif isinstance(value, dict):
            if depth < _DEPTH:
                yield from _texts(value, f"{name}.")
        else:
            yield from _texts_of_list(name, value[:_ITEMS], depth)


def _can_be_named(key: str) -> bool:
    """Tell whether a mapping can name a key; it is a text without white space at its ends."""
    return bool(key) and key == key.strip() and not FORBIDDEN.search(key)


def _texts_of_list(name: str, items: list[Value], depth: int) -> Iterator[tuple[str, str, bool]]:
    words = [item for item in items if isinstance(item, str)]
    words += ["[...]" for item in items if isinstance(item, list)]
    if words or not items:
        yield name, "\n".join(words)[:_LONGEST_TEXT].strip(), True
    inner: dict[str, list[str]] = {}
    for item in items:
        if isinstance(item, dict) and depth < _DEPTH:
            for key, text, _ in _texts(item, f"{name}."):
                inner.setdefault(key, []).append(text)
    for key, texts in inner.items():
        yield key, "\n".join(texts)[:_LONGEST_TEXT].strip(), True
