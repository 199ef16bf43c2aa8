"""Which fields are the date and the end, and how they are written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from components.events import WhenError, abridged
from components.imports.dates.column import DateForms, forms_of
from components.imports.dates.date import USUAL, date_of_parts, to_edtf
from components.imports.dates.part import Years
from components.imports.dates.precision import is_precision
from components.imports.field_name import Rank, is_first_name, rank_of
from components.imports.looks.field_content import (
    MOSTLY,
    differ,
    fills_gaps,
    has_clock,
    has_dates,
    has_usual_name,
    is_anything,
    is_dates,
    is_mostly_full,
    may_be_dates,
    share_of_clocks,
    share_of_numbers,
)
from components.imports.looks.roles import Roles, named_in_words, role_name
from components.imports.looks.sample import FieldSample
from components.imports.value import Value

_HALF = 500  # of the texts by which the forms of dates are told
_FIRST_STAMPS = 2  # tier of names: when a record was published, made or changed
_DATE_NAME = re.compile(r"date|datum|fecha|year|jahr", re.IGNORECASE)
_FEW = 8  # other fields to choose from
_NEGATIVE_YEAR = re.compile(r"[-\u2212]([0-9]{1,9})")
_PARTS = ("year", "month", "day", "time")


def take_dates(roles: Roles) -> None:
    """Take fields for the date and the end, or ask which they are and how they are written."""
    dates = _Dates(roles)
    dates.take_when()
    dates.take_end()


class _Dates:
    """Takes fields for dates; how those of one field are written may tell it of the other."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._when: FieldSample | None = None

    def take_when(self) -> None:
        named = self._roles.named("when", has_dates)
        if named:
            self._take_named_date("when", named)
        elif not self._take_parts("when", ""):
            self._take_date_by_content()
        for rank, f in self._roles.named("when", lambda f: not has_dates(f)):
            if rank.tier == 0 and not share_of_clocks(f) and not share_of_numbers(f):
                text = abridged(f.example) if not f.is_list else "a list"
                self._roles.remark(f'"{abridged(f.name)}" holds no dates, but "{text}"')

    def _take_named_date(self, key: str, named: Sequence[tuple[Rank, FieldSample]]) -> None:
        (best, _), *_ = named
        rivals = [f for rank, f in named if rank.tier == best.tier]
        chosen = max(rivals, key=lambda f: f.date_share * len(f.filled))
        others = [f for f in rivals if f is not chosen and differ(f, chosen)]
        spare = [
            f
            for rank, f in named
            if f is not chosen and f not in others and fills_gaps(f, chosen)
            if not rank.is_within and (key == "end" or rank_of("end", f.name) is None)
            # When a record was made says nothing of a record without a date.
            if rank.tier < _FIRST_STAMPS or best.tier >= _FIRST_STAMPS
        ]
        if key == "when" and best.tier > 0:
            # Such names are also those of when a record was made.
            meant = [f for f in self._roles.free() if self._may_be_meant(f, chosen)]
            called = [f for f in meant if is_dates(f) and _DATE_NAME.search(f.name)]
            others += meant
            if called and best.tier >= _FIRST_STAMPS:
                others = [chosen, *(f for f in others if f is not called[0])]
                chosen, spare = called[0], []
        if others:
            names = named_in_words([chosen, *others])
            self._roles.ask(f"{names} look equally like the {role_name(key)}: choose one")
        self._add_date(key, [chosen, *spare], others)

    def _may_be_meant(self, f: FieldSample, chosen: FieldSample) -> bool:
        """Tell whether another field may be the date as well as the one of a doubtful name."""
        rank = rank_of("when", f.name)
        if rank and rank.tier == 0:  # in a form that is not read
            return not f.is_list and is_mostly_full(f) and may_be_dates(f)
        return (
            not has_usual_name(f)
            and len(f.filled) >= len(chosen.filled) * MOSTLY
            and (share_of_numbers(f) < MOSTLY or bool(_DATE_NAME.search(f.name)))
            and is_dates(f)
        )

    def _take_date_by_content(self) -> None:
        strong = [f for f in self._roles.free() if is_dates(f) and not share_of_numbers(f)]
        weak = [f for f in self._roles.free() if is_dates(f) and f not in strong]
        weak.sort(key=lambda f: f.forms.formats != (USUAL,))  # 20250510 rather than a count
        # Totals and remarks stand among the dates of a report.
        mixed = [f for f in self._roles.free() if has_dates(f) and share_of_numbers(f) < MOSTLY]
        found = strong or mixed or weak
        found = [f for f in found if not f.is_within_list] or found
        if not found:
            self._ask_for_date()
            return
        chosen = found[0]
        name = abridged(chosen.name)
        if strong and len(found) > 1:
            names = named_in_words(found)
            self._roles.ask(f"{names} hold dates, and none has a usual name: choose one")
        elif not strong or len(chosen.filled) < self._roles.sample.records * MOSTLY:
            self._roles.ask(f'is "{name}" the date? It holds "{abridged(chosen.example)}"')
        else:
            self._roles.remark(f'"{name}" is the only field that holds dates')
        self._add_date("when", [chosen], found[1:])

    def _ask_for_date(self) -> None:
        """Ask for the date where no field holds any that can be read."""
        named = self._roles.named("when", lambda f: not f.is_list)
        free = sorted(self._roles.free(), key=lambda f: rank_of("title", f.name) is not None)
        free.sort(key=lambda f: not _DATE_NAME.search(f.name))
        # A field without any text may still have the name of a date.
        empty = [
            f for f in self._roles.sample.fields if not f.filled and is_first_name("when", f.name)
        ]
        fields = [f for _, f in named] or empty + free or list(self._roles.sample.fields)
        if not fields:
            return
        name, forms = abridged(fields[0].name), fields[0].forms
        example = abridged(next(iter(forms.unread), fields[0].example))
        say_how = "say how they are written, or which field is the date"
        if not named and empty:
            question = f'"{name}" holds no dates in any row: say which field is the date'
        elif not named:
            question = "no field looks like the date: say which it is"
        elif may_be_dates(fields[0]) and forms.read:
            count = f"{forms.read:,} of {len(fields[0].filled):,}"
            question = f'"{name}" holds dates in {count} rows only; "{example}" is none: {say_how}'
        else:
            question = f'"{name}" holds no dates that can be read, but "{example}": {say_how}'
        self._roles.ask(question)
        value: dict[str, Value] = {"field": fields[0].name, "format": USUAL}
        choices = [("field", f.name) for f in fields[1:_FEW]]
        self._roles.add("when", [fields[0].name], value, [*choices, ("format", "%d.%m.%Y")])

    def _add_date(
        self, key: str, fields: Sequence[FieldSample], others: Sequence[FieldSample]
    ) -> None:
        """Take fields for a date, and ask how they are written where they do not tell."""
        chosen = fields[0]
        forms = self._forms_of(key, chosen)
        name, names = abridged(chosen.name), [f.name for f in fields]
        choices: list[tuple[str, Value]] = [("field", f.name) for f in others]
        value: dict[str, Value] = {"field": names[0] if len(names) == 1 else [*names]}
        if forms.formats != (USUAL,):
            value["format"] = _short(forms.formats)
        if forms.choices:
            self._roles.ask(_question_of_forms(chosen, forms.choices))
            value["format"] = _short(forms.choices[0])
            choices += [("format", _short(choice)) for choice in forms.choices[1:]]
        choices += self._add_years(chosen, forms, value)
        self._roles.remarks += [f'"{name}": {note}' for note in forms.notes]
        if key == "when":
            self._when = chosen
        if clock := self._clock_of(key, chosen):
            value["time"] = clock.name
            names.append(clock.name)
        if precision := self._precision_of(chosen):
            value["precision"] = precision.name
            names.append(precision.name)
        self._roles.add(
            key,
            names,
            value["field"] if len(value) == len(names) == 1 and not choices else value,
            choices=choices,
        )
        if forms.choices:
            # What a person chooses by, beside the choice.
            self._roles.entries[-1] = replace(self._roles.entries[-1], remarks=forms.notes)

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
            self._roles.ask(words)
        return [("years", years) for years in forms.years[1:]]

    def _forms_of(self, key: str, chosen: FieldSample) -> DateForms:
        """Tell how dates are written; where those of one field fit two ways, the other may tell."""
        if key == "when":
            partner = next(
                (f for _, f in self._roles.named("end", has_dates) if f is not chosen), None
            )
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
        found = self._roles.named(role, lambda f: f is not date and has_clock(f))
        return found[0][1] if found else None

    def _precision_of(self, date: FieldSample) -> FieldSample | None:
        """Return the field that says how exact a date is, beside it or with its name."""
        outer = date.name.rpartition(".")[0]
        for f in self._roles.sample.fields:
            of_date = f.name == f"{date.name}_precision" or (
                f.name.rpartition(".")[0] == outer
                and (rank := rank_of("precision", f.name.rpartition(".")[2])) is not None
                and rank.tier == 0
            )
            if of_date and f.filled and f.share(is_precision) >= MOSTLY:
                return f
        return None

    def _take_parts(self, key: str, prefix: str) -> bool:
        """Take a year, a month, a day and a time in fields of their own; tell whether they are."""
        parts: dict[str, FieldSample] = {}
        for part in _PARTS:
            fits = has_clock if part == "time" else is_anything
            found = self._roles.named(f"{prefix}{part}", fits)
            if not found:
                break
            parts[part] = found[0][1]
        if not parts:
            return False
        texts = [parts[part].texts if part in parts else None for part in _PARTS]
        forms = parts["year"].forms
        years = Years(forms.years[0]) if forms.years else None
        read = rows = 0
        for row in range(self._roles.sample.records):
            year, *others = [column[row] if column else "" for column in texts]
            if year:
                rows += 1
                read += _is_date_of_parts(year, *others, years=years)
        if read < rows * MOSTLY:
            return False
        names = [f.name for f in parts.values()]
        value: dict[str, Value] = {part: f.name for part, f in parts.items()}
        self._roles.add(key, names, value, self._add_years(parts["year"], forms, value))
        return True

    def take_end(self) -> None:
        when = next((e.value for e in self._roles.entries if e.key == "when"), "")
        if named := self._roles.named("end", has_dates):
            self._take_named_date("end", named)
        elif isinstance(when, dict) and "year" in when:
            self._take_parts("end", "end ")
        elif (
            isinstance(when, dict)
            and "time" in when
            and (clocks := self._roles.named("end time", has_clock))
        ):
            name = clocks[0][1].name
            self._roles.add("end", [name], {**when, "time": name})


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


def _is_date_of_parts(*parts: str, years: Years | None) -> bool:
    try:
        date_of_parts(*parts, years=years)
    except WhenError:
        return False
    return True


def _short(formats: Sequence[str]) -> Value:
    return formats[0] if len(formats) == 1 else list(formats)
