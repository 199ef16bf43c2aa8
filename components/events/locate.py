"""Where a value stands in a YAML file, by its path: a key or an index for each step."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml

from components.events.problem import Place

KeyPath: TypeAlias = tuple[str | int, ...]
BOM = b"\xef\xbb\xbf"


class Mark(Protocol):
    """A place as libyaml counts it, from 0."""

    index: int
    line: int
    column: int


class ValuePlace(NamedTuple):
    """Where a value stands: its key (for an item of a list, the item) and its own beginning."""

    key: Place
    value: Place


def locate(data: bytes, paths: Collection[KeyPath]) -> dict[KeyPath, ValuePlace]:
    """Find where the values at `paths` stand in `data`, which `read` could read to its end.

    A path that leads nowhere has the place of the nearest value around it. Only what is wrong is
    looked up, because to keep every place costs more than to read.
    """
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    spots: dict[KeyPath, ValuePlace] = {}
    stack: list[_Level] = []
    for event in parse_yaml(data.removeprefix(BOM)):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        path: KeyPath = ()
        mark: Mark | None = event.start_mark
        if stack:
            level = stack[-1]
            if level.is_mapping and level.key_mark is None:
                level.step, level.key_mark = getattr(event, "value", ""), mark
                continue
            path = (*level.path, level.step)
            if level.is_mapping:
                mark, level.key_mark = level.key_mark, None
            else:
                level.step += 1
        if path in wanted and path not in spots:
            spots[path] = ValuePlace(place_of(mark), place_of(event.start_mark))
            if len(spots) == len(wanted):
                break
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Level(path, isinstance(event, yaml.MappingStartEvent)))
    return {path: _nearest(path, spots) for path in paths}


def _nearest(path: KeyPath, spots: Mapping[KeyPath, ValuePlace]) -> ValuePlace:
    while path not in spots:
        path = path[:-1]
    return spots[path]


@dataclass(slots=True)
class _Level:
    """A list or mapping that is open: its path, and the key or index of what comes next."""

    path: KeyPath
    is_mapping: bool
    step: Any = 0
    key_mark: Mark | None = None


def parse_yaml(data: bytes) -> Iterator[Any]:
    """Yield libyaml's events; raise YAMLError where the text is no YAML."""
    # The loader's own method, because the generator of `yaml.parse` costs a fifth of the reading.
    return iter(yaml.CBaseLoader(data).get_event, None)


def place_of(mark: Mark | None) -> Place:
    """Count a place of libyaml from 1."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
