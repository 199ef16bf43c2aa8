"""Which fields are the title, the other texts, the kind, the status, the actors and the topics."""

from collections.abc import Callable, Collection, Mapping, Sequence

from components.events import USUAL_KINDS, EventStatus, abridged
from components.imports.field_name import (
    ROLES,
    WHOLE_TEXTS,
    Rank,
    folded_name,
    is_first_name,
    rank_of,
    rank_of_numbered,
)
from components.imports.looks.field_content import (
    MOSTLY,
    differ,
    fills_gaps,
    has_usual_name,
    is_anything,
    is_dates,
    is_mostly_full,
    is_names,
    is_only_url,
    is_source,
    is_text,
    is_title,
    is_zone,
)
from components.imports.looks.roles import Roles, named_in_words
from components.imports.looks.sample import FieldSample
from components.imports.value import Value

_FEW_WORDS = 0.1  # different ones for each text, where these are no titles
_LONGEST_TOPIC = 40  # characters, of what stands between two commas
_STATUSES = frozenset(status.value for status in EventStatus)
# Whose id or address one may be that stands within a field.
_OTHERS: Mapping[str, Sequence[str]] = {
    "id": ("actors", "place", "source", "topics"),
    "url": ("actors", "place"),
}
_TEXTS: Mapping[str, Callable[[FieldSample], bool]] = {
    "zone": is_zone,
    "id": is_anything,
    "url": is_only_url,
    "source": is_source,
    "summary": is_text,
    "place": is_text,
    "dating": is_text,
    "channel": is_text,
}


def take_texts(roles: Roles) -> None:
    """Take fields for all that is no date, or ask which is the title."""
    _take_title(roles)
    for key, fits in _TEXTS.items():
        _take_text(roles, key, fits)
    _take_word(roles, "kind", USUAL_KINDS)
    _take_word(roles, "status", _STATUSES)
    _take_names(roles, "actors")
    _take_names(roles, "topics")
    _take_text(roles, "note", is_text)


def _take_title(roles: Roles) -> None:
    if not roles.sample.fields:
        return
    named = roles.named("title", is_title)
    texts = [f for f in roles.free() if is_text(f) and not is_dates(f)]
    texts = [f for f in texts if not f.is_within_list] or texts
    unnamed = [f for f in texts if not has_usual_name(f)]
    twice = [f for rank, f in named[1:] if rank == named[0][0] and differ(f, named[0][1])]
    if named and not twice and _is_sure_title(*named[0], has_rivals=bool(unnamed)):
        chosen, others = named[0][1], []
    else:
        if twice:
            ranked = [named[0][1], *twice]
        else:
            ranked = [*unnamed, *(f for _, f in named)] if named else texts
            ranked = sorted(ranked, key=_likeness_to_a_title, reverse=True)
        _ask_for_title(roles, ranked, has_name=bool(named))
        chosen, *others = ranked or list(roles.free()) or roles.sample.fields
    names = [chosen.name, *(f.name for _, f in named[1:] if fills_gaps(f, chosen))]
    choices = [("field", f.name) for f in others]
    value: Value = {"field": [*names]} if len(names) > 1 else chosen.name
    if choices and isinstance(value, str):
        value = {"field": value}
    roles.add("title", names, value, choices)


def _is_sure_title(rank: Rank, f: FieldSample, *, has_rivals: bool) -> bool:
    """Tell whether the field that fits best is the title; its rivals have no usual name."""
    if not has_rivals:
        return not rank.is_within
    return rank.tier == 0 or (rank.tier < WHOLE_TEXTS and is_mostly_full(f))


def _ask_for_title(roles: Roles, ranked: Sequence[FieldSample], *, has_name: bool) -> None:
    """Ask which field is the title, the likeliest first, where it is not told by itself."""
    if not ranked:
        roles.ask("no field looks like the title")
    elif len(ranked) > 1:
        roles.ask(f"{named_in_words(ranked)} may be the title: choose one")
    elif not has_name:
        name = abridged(ranked[0].name)
        if len(ranked[0].filled) < roles.sample.records * MOSTLY:
            roles.ask(f'is "{name}" the title? Most rows have none')
        elif len(set(ranked[0].filled)) <= len(ranked[0].filled) * _FEW_WORDS:
            roles.ask(f'is "{name}" the title? Many rows have the same')
        else:
            roles.remark(f'"{name}" is the only field of texts')


def _take_text(roles: Roles, key: str, fits: Callable[[FieldSample], bool]) -> None:
    named = roles.named(key, lambda f: fits(f) or (fits is is_text and _is_first(key, f)))
    named = [(rank, f) for rank, f in named if not _is_of_another(key, rank, f)]
    if key == "id":
        named = [(rank, f) for rank, f in named if not f.is_list]
    if not named or (named[0][0].is_within and len(named) > 1):
        return
    names = [named[0][1].name]
    names += [f.name for _, f in named[1:] if fills_gaps(f, named[0][1])]
    value: Value = names[0] if len(names) == 1 else {"field": [*names]}
    if key == "source":
        value = {"field": names[0] if len(names) == 1 else [*names], "separator": ";"}
    roles.add(key, names, value)


def _take_word(roles: Roles, key: str, words: Collection[str]) -> None:
    """Take a field for a kind or a status when its words are such."""
    for rank, f in roles.named(key, lambda f: not f.is_list):
        known = f.share(lambda text: text.casefold() in words)
        if known >= MOSTLY:
            constant = "background" if key == "kind" else "happened"
            roles.add(key, [f.name], {"field": f.name, "constant": constant})
            return
        if rank.tier == 0 and not rank.is_within:
            word = next(text for text in f.filled if text.casefold() not in words)
            roles.remark(
                f'"{abridged(f.name)}" is not taken: "{abridged(word)}" is no {key} of a log'
            )


def _take_names(roles: Roles, key: str) -> None:
    named = roles.named(key, is_names)
    numbered = [
        f for f in roles.free() if rank_of_numbered(key, f.name) is not None and is_names(f)
    ]
    fields = numbered or [f for _, f in named[:1]]
    if not fields or (named and not numbered and named[0][0].is_within and len(named) > 1):
        return
    value: list[Value] = [_names_field(key, f) for f in fields]
    roles.add(key, [f.name for f in fields], value if len(value) > 1 else value[0])


def _names_field(key: str, f: FieldSample) -> dict[str, Value]:
    value: dict[str, Value] = {"field": f.name}
    texts = f.filled
    if not f.is_list:
        if f.share(lambda text: text.startswith("[") and text.endswith("]")) >= MOSTLY:
            value["json"] = "true"
        elif any("|" in text for text in texts) and not any(";" in text for text in texts):
            value["separator"] = "|"
        elif key == "topics" and _is_cut_by_commas(texts):
            value["separator"] = ","
        else:
            value["separator"] = ";"
    if key == "actors":
        value |= ROLES.get(folded_name(f.name.removesuffix(".name")), {})
    return value


def _is_cut_by_commas(texts: Sequence[str]) -> bool:
    """Tell whether commas set words apart: in most texts, short ones, and no semicolon does."""
    with_comma = [text for text in texts if "," in text]
    return (
        len(with_comma) >= len(texts) * MOSTLY
        and not any(";" in text for text in texts)
        and all(len(part) <= _LONGEST_TOPIC for text in with_comma for part in text.split(","))
    )


def _is_of_another(key: str, rank: Rank, f: FieldSample) -> bool:
    """Tell whether an id or an address within a field is that of an actor, a place or a source."""
    outer = f.name.rpartition(".")[0]
    return rank.is_within and any(rank_of(role, outer) for role in _OTHERS.get(key, ()))


def _is_first(role: str, f: FieldSample) -> bool:
    """Tell whether a field has a name that means a role whatever the field holds."""
    return role != "source" and is_first_name(role, f.name)


def _likeness_to_a_title(f: FieldSample) -> tuple[bool, float]:
    """Order fields of texts: a title differs from row to row, and is neither a word nor a page."""
    length = sum(map(len, f.filled)) / len(f.filled)
    different = len(set(f.filled)) / len(f.filled)
    return 8 <= length <= 150, different * len(f.filled)
