"""Texts that a person has still to write, which say so themselves and pass every check."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from components.events.check import check_model, placed
from components.events.cross_check import Finding, name_of
from components.events.locate import KeyPath
from components.events.log import Log
from components.events.problem import Problem
from components.events.seeds import Seed
from components.events.write import plain_value

# How such a text begins, in a title, a summary or a seed.
UNWRITTEN = "To be written"


def unwritten_texts(tree: JsonValue, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Walk over the places in plain values at which a text is still to be written."""
    if isinstance(tree, dict):
        for key, item in tree.items():
            yield from unwritten_texts(item, (*path, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from unwritten_texts(item, (*path, index))
    elif isinstance(tree, str) and tree.startswith(UNWRITTEN):
        yield path


def unwritten(tree: JsonValue, path: KeyPath) -> Finding | None:
    """Return what is to be written in the entry at `path`, in one finding; None when nothing is."""
    places = list(unwritten_texts(tree, path))
    if not places:
        return None
    names = [str(place[-1]) for place in places]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    message = f"{name_of(path)}{listed} {'is' if len(names) == 1 else 'are'} to be written"
    return Finding(places[0], True, "unwritten", message)


def unwritten_in_seeds(log: Log, seeds: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what is to be written in the seeds of a log (path -> bytes), sorted by line."""
    problems: list[Problem] = []
    for name in dict.fromkeys(source.seed for source in log.sources.values()):
        seed, _ = check_model(Seed, seeds.get(name, b""), name)
        if not seed:
            continue
        head = {"made": seed.made}
        found = [unwritten(plain_value(head), ())]
        found += [
            unwritten(plain_value(passage), ("passages", index))
            for index, passage in enumerate(seed.passages)
        ]
        problems += placed([finding for finding in found if finding], seeds[name], name)
    return tuple(sorted(problems))
