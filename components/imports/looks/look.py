"""A look at a file before the work: which of its fields is the date, which the title, and so on.

What the usual names and the texts themselves tell is taken; what they leave open is asked.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from components.events import USUAL_KINDS, EventStatus, WhenError, abridged, zone_of
from components.imports.dates.column import DateForms, forms_of
from components.imports.dates.date import USUAL, date_of_parts, to_edtf
from components.imports.dates.part import Years
from components.imports.field_name import (
    ROLES,
    USUAL_NAMES,
    Rank,
    folded,
    rank_of,
    rank_of_numbered,
)
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.csv import read_csv
from components.imports.formats.format import RecordFormat
from components.imports.formats.table import layout_of
from components.imports.looks.sample import FieldSample, Sample, take_sample
from components.imports.looks.tool import fields_in, tool_of
from components.imports.mapping import FieldMapping
from components.imports.value import Value

CODE: Final = "unclear-fields"

_MOSTLY, _NEARLY_ALL = 0.5, 0.9
_HALF = 500  # of the texts by which the forms of dates are told
_FEW = 8  # other fields to choose from
_LAST_TIER = 3  # of titles: whole texts, which are titles where nothing else may be
_LONGEST_DATE = 60  # characters
_LONGEST_TOPIC = 40  # characters, of what stands between two commas
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+$")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?%?$")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?$")
_NEGATIVE_YEAR = re.compile(r"[-\u2212]([0-9]{1,9})")
_DIGIT = re.compile(r"[0-9]")
_STATUSES = frozenset(status.value for status in EventStatus)
_PARTS = ("year", "month", "day", "time")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with what it says: the name of a field, settings, or a list of those.

    `choices` are what a person chooses from: a key within the settings, and what else it may say.
    """

    key: str
    value: Value
    choices: Sequence[tuple[str, Value]] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file found.

    `entries` make a mapping that reads the file, once the `questions` are answered; `roles` say
    what each field is taken for, and `remarks` what a reader should know of all that.
    """

    file: str
    format: str
    sample: Sample
    entries: Sequence[Entry]
    roles: Mapping[str, str]
    questions: Sequence[str]
    remarks: Sequence[str]

    @property
    def mapping(self) -> FieldMapping:
        """The mapping of the file, with the likeliest answer to each question."""
        return FieldMapping.model_validate({entry.key: entry.value for entry in self.entries})


def look_at(file: InputFile, format_: RecordFormat, given: FieldMapping | None = None) -> Look:
    """Look at a sample of a file's records.

    What `given` says of the layout of the file counts. Raise OSError and UnreadableFileError as the
    format's reader does.
    """
    layout = given or _ANY
    questions: Sequence[str] = ()
    rows: Sequence[str] = ()
    try:
        sample = take_sample(file, format_, layout)
    except UnreadableFileError as error:
        if not error.rows:
            raise
        rows, questions = error.rows, [str(error)]
        layout = layout.model_copy(update={"rows": rows[0]})
        sample = take_sample(file, format_, layout)
    notes = tuple(file.notes)
    file.begin()
    if not questions and (tool := tool_of({f.name for f in sample.fields})):
        entries = [Entry(key, value) for key, value in tool.mapping.items()]
        roles = {name: entry.key for entry in entries for name in fields_in(entry.value)}
        roles = {f.name: _role_of(f.name, roles) for f in sample.fields if _role_of(f.name, roles)}
        return Look(
            file.name,
            format_.name,
            sample,
            (*_layout(file, format_, layout, ()), *entries),
            roles,
            (),
            (*notes, f"its fields are those of {tool.name}"),
        )
    judge = _Judge(sample)
    judge.run()
    return Look(
        file.name,
        format_.name,
        sample,
        (*_layout(file, format_, layout, rows[1:]), *judge.entries),
        judge.roles,
        (*questions, *judge.questions),
        (*notes, *judge.remarks),
    )


def _role_of(name: str, roles: Mapping[str, str]) -> str:
    """Return the role of a field, or of the one that it stands within."""
    return roles.get(name) or roles.get(name.partition(".")[0], "")


# What a reader is given before anything is known of the fields.
_ANY = FieldMapping.model_validate({"when": "(any)", "title": "(any)"})


def _layout(
    file: InputFile, format_: RecordFormat, mapping: FieldMapping, other_rows: Sequence[str]
) -> Iterator[Entry]:
    """Yield what a mapping says of the layout of the file; `other_rows` may be chosen instead."""
    for key in ("rows", "sheet", "encoding", "delimiter", "quote", "header"):
        if value := getattr(mapping, key):
            others = [("", other) for other in other_rows] if key == "rows" else []
            yield Entry(key, value, others)
    if format_.read is read_csv:
        for key, value in layout_of(file, mapping).guessed.items():
            yield Entry(key, str(value))


@dataclass(slots=True)
class _Judge:
    """Takes fields for roles, one after the other; what one role has taken, no other gets."""

    sample: Sample
    entries: list[Entry] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _when: FieldSample | None = None

    def run(self) -> None:
        """Judge all fields."""
        self._take_when()
        self._take_end()
        self._take_title()
        for key, fits in _TEXTS.items():
            self._take_text(key, fits)
        self._take_word("kind", USUAL_KINDS)
        self._take_word("status", _STATUSES)
        self._take_names("actors")
        self._take_names("topics")
        self._take_text("note", _is_text)

    def _free(self) -> Iterator[FieldSample]:
        return (f for f in self.sample.fields if f.filled and f.name not in self.roles)

    def _named(
        self, role: str, fits: Callable[[FieldSample], bool]
    ) -> list[tuple[Rank, FieldSample]]:
        """Return the fields whose names and texts fit a role, the best first."""
        found = [
            (rank, f)
            for f in self._free()
            if (rank := rank_of(role, f.name)) is not None and fits(f)
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _add(
        self,
        key: str,
        fields: Sequence[str],
        value: Value,
        choices: Sequence[tuple[str, Value]] = (),
    ) -> None:
        self.entries.append(Entry(key, value, choices))
        self.roles.update(dict.fromkeys(fields, _WORDS.get(key, key)))

    # Dates.

    def _take_when(self) -> None:
        named = self._named("when", _has_dates)
        if named:
            self._take_named_date("when", named)
        elif not self._take_parts("when", ""):
            self._take_date_by_content()
        for rank, f in self._named("when", lambda f: not _has_dates(f)):
            if rank.tier == 0 and not f.share(_CLOCK.match) and not f.share(_NUMBER.match):
                text = abridged(f.example) if not f.is_list else "a list"
                self.remarks.append(f'"{abridged(f.name)}" holds no dates, but "{text}"')

    def _take_named_date(self, key: str, named: Sequence[tuple[Rank, FieldSample]]) -> None:
        (best, _), *_ = named
        rivals = [f for rank, f in named if rank.tier == best.tier]
        chosen = max(rivals, key=lambda f: f.date_share * len(f.filled))
        others = [f for f in rivals if f is not chosen and _differ(f, chosen)]
        spare = [
            f
            for rank, f in named
            if f is not chosen and f not in others and _fills_gaps(f, chosen)
            if not rank.is_within and (key == "end" or rank_of("end", f.name) is None)
        ]
        if key == "when" and best.tier > 0:
            # Such names are also those of when a record was made.
            others += [f for f in self._free() if self._may_be_meant(f, chosen)]
        if others:
            names, what = _listed([f.name for f in (chosen, *others)]), _WORDS.get(key, key)
            self.questions.append(f"{names} look equally like the {what}: choose one")
        self._add_date(key, [chosen, *spare], others)

    def _may_be_meant(self, f: FieldSample, chosen: FieldSample) -> bool:
        """Tell whether a field without a usual name may be the date as well as the chosen one."""
        return (
            not _has_usual_name(f)
            and len(f.filled) >= len(chosen.filled) * _NEARLY_ALL
            and f.share(_NUMBER.match) < _MOSTLY
            and _is_dates(f)
        )

    def _take_date_by_content(self) -> None:
        strong = [f for f in self._free() if _is_dates(f) and not f.share(_NUMBER.match)]
        weak = [f for f in self._free() if _is_dates(f) and f not in strong]
        found = strong or weak
        if not found:
            self._ask_for_date()
            return
        chosen = found[0]
        name = abridged(chosen.name)
        if len(strong) > 1:
            names = _listed([f.name for f in strong])
            self.questions.append(f"{names} hold dates, and none has a usual name: choose one")
        elif not strong or len(chosen.filled) < self.sample.records * _MOSTLY:
            self.questions.append(f'is "{name}" the date? It holds "{abridged(chosen.example)}"')
        else:
            self.remarks.append(f'"{name}" is the only field that holds dates')
        self._add_date("when", [chosen], found[1:])

    def _ask_for_date(self) -> None:
        """Ask for the date where no field holds any that can be read."""
        named = self._named("when", lambda f: not f.is_list)
        free = sorted(self._free(), key=lambda f: rank_of("title", f.name) is not None)
        fields = [f for _, f in named] or free or list(self.sample.fields)
        if not fields:
            return
        name, forms = abridged(fields[0].name), fields[0].forms
        example = abridged(next(iter(forms.unread), fields[0].example))
        if not named:
            question = "no field looks like the date: say which it is"
        elif _may_be_dates(fields[0]) and forms.read:
            count = f"{forms.read:,} of {len(fields[0].filled):,}"
            question = f'"{name}" holds dates in {count} rows only; "{example}" is none: say how '
            question += "they are written, or which field is the date"
        else:
            question = f'"{name}" holds no dates that can be read, but "{example}": say how they '
            question += "are written, or which field is the date"
        self.questions.append(question)
        value: dict[str, Value] = {"field": fields[0].name, "format": USUAL}
        choices = [("field", f.name) for f in fields[1:_FEW]]
        self._add("when", [fields[0].name], value, [*choices, ("format", "%d.%m.%Y")])

    def _add_date(
        self, key: str, fields: Sequence[FieldSample], others: Sequence[FieldSample]
    ) -> None:
        """Take fields for a date, and ask how they are written where they do not tell."""
        chosen = fields[0]
        forms = self._forms_of(key, chosen)
        name, names = abridged(chosen.name), [f.name for f in fields]
        listed: list[Value] = [*names]
        choices: list[tuple[str, Value]] = [("field", f.name) for f in others]
        value: dict[str, Value] = {"field": names[0] if len(names) == 1 else listed}
        if forms.formats != (USUAL,):
            value["format"] = _short(forms.formats)
        if forms.choices:
            self.questions.append(_question_of_forms(chosen, forms.choices))
            value["format"] = _short(forms.choices[0])
            choices += [("format", _short(choice)) for choice in forms.choices[1:]]
        choices += self._add_years(chosen, forms, value)
        self.remarks += [f'"{name}": {note}' for note in forms.notes]
        if key == "when":
            self._when = chosen
        if clock := self._clock_of(key, chosen):
            value["time"] = clock.name
            names.append(clock.name)
        self._add(
            key,
            names,
            value["field"] if len(value) == len(names) == 1 and not choices else value,
            choices=choices,
        )
        if forms.choices:
            # What a person chooses by, beside the choice.
            self.entries[-1] = replace(self.entries[-1], remarks=forms.notes)

    def _add_years(
        self, f: FieldSample, forms: DateForms, value: dict[str, Value]
    ) -> list[tuple[str, Value]]:
        """Say how years before Christ are counted, and ask where the texts do not tell."""
        if not forms.years:
            return []
        value["years"] = forms.years[0]
        if len(forms.years) > 1:
            year = next((match for text in f.filled if (match := _NEGATIVE_YEAR.match(text))), None)
            if year:
                number = int(year[1])
                ways = f"{number} BC (years: historical) or {number + 1} BC (years: iso)"
                words = f'"{year[0]}" in "{abridged(f.name)}" is {ways}: choose one'
            else:
                words = f'how are years before Christ counted in "{abridged(f.name)}"?'
            self.questions.append(words)
        return [("years", years) for years in forms.years[1:]]

    def _forms_of(self, key: str, chosen: FieldSample) -> DateForms:
        """Tell how dates are written; where those of one field fit two ways, the other may tell."""
        if key == "when":
            partner = next((f for _, f in self._named("end", _has_dates) if f is not chosen), None)
        else:
            partner = self._when
        if partner is None:
            return chosen.forms
        texts = [*partner.filled[:_HALF], *chosen.filled[:_HALF]]
        both = forms_of(texts)
        if both.read < len(texts) or (both.choices and key == "when"):
            return chosen.forms
        if both.choices or both.years:  # which was asked of the other field
            formats = both.choices[0] if both.choices else both.formats
            return replace(both, formats=formats, choices=(), years=both.years[:1], notes=())
        return replace(both, notes=chosen.forms.notes)

    def _clock_of(self, key: str, date: FieldSample) -> FieldSample | None:
        """Return the field of the clock times that belong to dates without any."""
        if date.share(lambda text: ":" in text):
            return None
        role = "time" if key == "when" else "end time"
        found = self._named(role, lambda f: f is not date and _has_clock(f))
        return found[0][1] if found else None

    def _take_parts(self, key: str, prefix: str) -> bool:
        """Take a year, a month, a day and a time in fields of their own; tell whether they are."""
        parts: dict[str, FieldSample] = {}
        for part in _PARTS:
            fits = _has_clock if part == "time" else _anything
            found = self._named(f"{prefix}{part}", fits)
            if not found:
                break
            parts[part] = found[0][1]
        if not parts:
            return False
        texts = [parts[part].texts if part in parts else None for part in _PARTS]
        forms = parts["year"].forms
        years = Years(forms.years[0]) if forms.years else None
        read = rows = 0
        for row in range(self.sample.records):
            year, *others = [column[row] if column else "" for column in texts]
            if year:
                rows += 1
                read += _is_date_of_parts(year, *others, years=years)
        if read < rows * _MOSTLY:
            return False
        names = [f.name for f in parts.values()]
        value: dict[str, Value] = {part: f.name for part, f in parts.items()}
        self._add(key, names, value, self._add_years(parts["year"], forms, value))
        return True

    def _take_end(self) -> None:
        when = next((e.value for e in self.entries if e.key == "when"), "")
        if named := self._named("end", _has_dates):
            self._take_named_date("end", named)
        elif isinstance(when, dict) and "year" in when:
            self._take_parts("end", "end ")
        elif (
            isinstance(when, dict)
            and "time" in when
            and (clocks := self._named("end time", _has_clock))
        ):
            name = clocks[0][1].name
            self._add("end", [name], {**when, "time": name})

    # Texts.

    def _take_title(self) -> None:
        named = self._named("title", _is_title)
        records = self.sample.records
        chosen = named[0][1] if named else None
        texts = [f for f in self._free() if _is_text(f) and not _is_dates(f)]
        others: Sequence[FieldSample] = ()
        unnamed = [f for f in texts if not _has_usual_name(f)]
        twice = [f for rank, f in named[1:] if rank == named[0][0] and _differ(f, named[0][1])]
        is_sure = (
            not twice
            and named
            and named[0][0].tier < (_LAST_TIER if unnamed else _LAST_TIER + 1)
            and (named[0][0].tier == 0 or _is_mostly_full(named[0][1]) or not unnamed)
        )
        if chosen is None or not is_sure:
            ranked = [*unnamed, *(f for _, f in named)] if named else texts
            ranked = sorted(ranked, key=_likeness_to_a_title, reverse=True)
            if twice:
                ranked = [named[0][1], *twice]
            if not ranked:
                ranked = list(self._free()) or list(self.sample.fields)
                self.questions.append("no field looks like the title")
            elif len(ranked) > 1:
                listed = _listed([f.name for f in ranked])
                self.questions.append(f"{listed} may be the title: choose one")
            elif not named and len(ranked[0].filled) < records * _MOSTLY:
                name = abridged(ranked[0].name)
                self.questions.append(f'is "{name}" the title? Most rows have none')
            elif not named:
                self.remarks.append(f'"{abridged(ranked[0].name)}" is the only field of texts')
            if not ranked:
                return
            chosen, others = ranked[0], ranked[1:]
        names = [chosen.name, *(f.name for _, f in named[1:] if _fills_gaps(f, chosen))]
        choices = [("field", f.name) for f in others]
        value: Value = {"field": [*names]} if len(names) > 1 else chosen.name
        if choices and isinstance(value, str):
            value = {"field": value}
        self._add("title", names, value, choices)

    def _take_text(self, key: str, fits: Callable[[FieldSample], bool]) -> None:
        named = self._named(key, lambda f: fits(f) or (fits is _is_text and _is_first(key, f)))
        if not named or (named[0][0].is_within and len(named) > 1):
            return
        names = [named[0][1].name]
        names += [f.name for _, f in named[1:] if _fills_gaps(f, named[0][1])]
        value: Value = names[0] if len(names) == 1 else {"field": [*names]}
        if key == "source":
            value = {"field": names[0] if len(names) == 1 else [*names], "separator": ";"}
        self._add(key, names, value)

    def _take_word(self, key: str, words: Mapping[str, object] | frozenset[str]) -> None:
        """Take a field for a kind or a status when its words are such."""
        for rank, f in self._named(key, lambda f: not f.is_list):
            known = f.share(lambda text: text.casefold() in words)
            if known >= _MOSTLY:
                constant = "background" if key == "kind" else "happened"
                self._add(key, [f.name], {"field": f.name, "constant": constant})
                return
            if rank.tier == 0 and not rank.is_within:
                word = next(text for text in f.filled if text.casefold() not in words)
                self.remarks.append(
                    f'"{abridged(f.name)}" is not taken: "{abridged(word)}" is no {key} of a log'
                )

    def _take_names(self, key: str) -> None:
        named = self._named(key, _is_names)
        numbered = [
            f for f in self._free() if rank_of_numbered(key, f.name) is not None and _is_names(f)
        ]
        fields = numbered or [f for _, f in named[:1]]
        if not fields or (named and not numbered and named[0][0].is_within and len(named) > 1):
            return
        value: list[Value] = [_names_field(key, f) for f in fields]
        self._add(key, [f.name for f in fields], value if len(value) > 1 else value[0])


_WORDS = {"when": "date"}


def _question_of_forms(f: FieldSample, choices: Sequence[Sequence[str]]) -> str:
    """Ask how the dates of a field are written, with what one of them is in each way."""
    name = abridged(f.name)
    ways: dict[str, Sequence[str]] = {}
    for text in f.filled:
        ways = {date: choice for choice in choices if (date := _date_in(text, choice))}
        if len(ways) == len(choices):
            break
    said = " or ".join(f"{date} ({', '.join(choice)})" for date, choice in ways.items())
    if len(choices) > 1:
        return f'"{abridged(text)}" in "{name}" is {said}: choose one'
    return f'is "{abridged(text)}" in "{name}" {said or ", ".join(choices[0])}?'


def _date_in(text: str, formats: Sequence[str]) -> str:
    try:
        return to_edtf(text, formats)
    except WhenError:
        return ""


def _names_field(key: str, f: FieldSample) -> dict[str, Value]:
    value: dict[str, Value] = {"field": f.name}
    texts = f.filled
    if not f.is_list:
        if f.share(lambda text: text.startswith("[") and text.endswith("]")) >= _MOSTLY:
            value["json"] = "true"
        elif any("|" in text for text in texts) and not any(";" in text for text in texts):
            value["separator"] = "|"
        elif key == "topics" and _is_cut_by_commas(texts):
            value["separator"] = ","
        else:
            value["separator"] = ";"
    if key == "actors":
        value |= ROLES.get(folded(f.name.removesuffix(".name")), {})
    return value


def _is_cut_by_commas(texts: Sequence[str]) -> bool:
    """Tell whether commas set words apart: in most texts, short ones, and no semicolon does."""
    with_comma = [text for text in texts if "," in text]
    return (
        len(with_comma) >= len(texts) * _MOSTLY
        and not any(";" in text for text in texts)
        and all(len(part) <= _LONGEST_TOPIC for text in with_comma for part in text.split(","))
    )


def _may_be_dates(f: FieldSample) -> bool:
    return f.share(lambda text: len(text) <= _LONGEST_DATE and _DIGIT.search(text)) >= _MOSTLY


def _has_dates(f: FieldSample) -> bool:
    return _may_be_dates(f) and f.date_share >= _MOSTLY


def _is_dates(f: FieldSample) -> bool:
    return _may_be_dates(f) and f.date_share >= _NEARLY_ALL


def _has_clock(f: FieldSample) -> bool:
    return f.share(_CLOCK.match) >= _NEARLY_ALL


def _anything(_: FieldSample) -> bool:
    return True


def _is_date_of_parts(*parts: str, years: Years | None) -> bool:
    try:
        date_of_parts(*parts, years=years)
    except WhenError:
        return False
    return True


def _is_url(f: FieldSample) -> bool:
    return f.share(_URL.match) >= _MOSTLY


def _is_text(f: FieldSample) -> bool:
    return (
        f.share(_URL.match) < _MOSTLY
        and f.share(_EMAIL.match) < _MOSTLY
        and f.share(_NUMBER.match) < _MOSTLY
        and f.share(lambda text: any(letter.isalpha() for letter in text)) >= _MOSTLY
    )


def _is_title(f: FieldSample) -> bool:
    rank = rank_of("title", f.name)
    if rank and rank.tier == 0:
        return not _is_url(f)
    return _is_text(f) and not _is_dates(f)


def _is_first(role: str, f: FieldSample) -> bool:
    """Tell whether a field has a name that means a role whatever the field holds."""
    rank = rank_of(role, f.name)
    return rank is not None and rank.tier == 0 and role != "source"


def _is_mostly_full(f: FieldSample) -> bool:
    return len(f.filled) > len(f.texts) * _MOSTLY


def _has_usual_name(f: FieldSample) -> bool:
    return any(rank_of(role, f.name) for role in USUAL_NAMES)


def _is_names(f: FieldSample) -> bool:
    return f.is_list or _is_text(f)


def _is_zone(f: FieldSample) -> bool:
    return f.share(_names_a_zone) >= _NEARLY_ALL


def _names_a_zone(text: str) -> bool:
    try:
        zone_of(text)
    except WhenError:
        return False
    return True


_TEXTS: Mapping[str, Callable[[FieldSample], bool]] = {
    "zone": _is_zone,
    "id": _anything,
    "url": _is_url,
    "source": _is_text,
    "summary": _is_text,
    "place": _is_text,
    "dating": _is_text,
    "channel": _is_text,
}


def _likeness_to_a_title(f: FieldSample) -> tuple[bool, float]:
    """Order fields of texts: a title differs from row to row, and is neither a word nor a page."""
    length = sum(map(len, f.filled)) / len(f.filled)
    different = len(set(f.filled)) / len(f.filled)
    return 8 <= length <= 150, different * len(f.filled)


def _differ(one: FieldSample, other: FieldSample) -> bool:
    """Tell whether two fields say different things of one record."""
    return any(a and b and a != b for a, b in zip(one.texts, other.texts, strict=True))


def _fills_gaps(one: FieldSample, other: FieldSample) -> bool:
    """Tell whether a field has a text where the other has none, and is written like it."""
    return any(a and not b for a, b in zip(one.texts, other.texts, strict=True))


def _listed(names: Sequence[str]) -> str:
    shown = [f'"{abridged(name)}"' for name in names[:4]]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else shown[0]


def _short(formats: Sequence[str]) -> Value:
    return formats[0] if len(formats) == 1 else list(formats)
