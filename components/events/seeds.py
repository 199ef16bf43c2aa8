"""Seeds: a YAML file for each article, with an entry for each of its passages.

An entry names the events that rest on the passage, or the reason why there are none. The log and
its seeds are compared both ways.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from components.events.check import check_model, placed
from components.events.cross_check import Finding
from components.events.entry import Account, Citation
from components.events.field import Id, Passage, Several, Strict, Text
from components.events.locate import KeyPath
from components.events.log import Log
from components.events.problem import Problem
from components.events.read import read_file

_LENGTH = re.compile(r"[0-9]{1,12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _length(value: object) -> object:
    if isinstance(value, str) and not _LENGTH.fullmatch(value):
        raise PydanticCustomError("bad-number", "is not a whole number of bytes")
    return int(value) if isinstance(value, str) else value


def _checksum(value: object) -> object:
    if isinstance(value, str) and not _SHA256.fullmatch(value):
        raise PydanticCustomError("bad-checksum", "is not a SHA-256 of 64 lower-case hex digits")
    return value


class SeedPassage(Strict):
    """One passage of an article: what it says in our words, and what became of it."""

    passage: Passage = Field(description="Its number; passages are the non-empty lines, from 1.")
    says: Text = Field(description="A paraphrase in our own words.")
    events: Several[Id] = Field(default=(), description="The ids of the events that cite it.")
    none: str = Field(default="", description="Why it supports no event.")


class Seed(Strict):
    """What one article contributed to the log, passage by passage."""

    source: Id = Field(description="The id of the source in the log.")
    file: Text = Field(description="The name of the original file.")
    language: str = Field(default="", description="The language of the original, such as en.")
    sha256: Annotated[str, BeforeValidator(_checksum)] = Field(
        description="The SHA-256 of the original, in hexadecimal."
    )
    bytes: Annotated[int, BeforeValidator(_length)] = Field(
        description="The length of the original in bytes."
    )
    made: str = Field(default="", description="How the text came about, in our words.")
    passages: Several[SeedPassage] = Field(description="One entry for each passage, in order.")


def seed_paths(log: Log) -> tuple[str, ...]:
    """Name the seed files of a log, as its sources write them."""
    return tuple(dict.fromkeys(source.seed for source in log.sources.values() if source.seed))


def read_seeds(log: Log, folder: Path) -> dict[str, bytes]:
    """Read the seed files that a log in `folder` names, each from `folder` or the one above.

    Return the bytes by the path that the log writes. A file that is missing, is not a plain file or
    lies outside through a symbolic link is left out.
    """
    contents: dict[str, bytes] = {}
    folder = folder.resolve()
    for named in seed_paths(log):
        for base in (folder, folder.parent):
            try:
                path = (base / named).resolve()
                if path.is_relative_to(base) and path.is_file():
                    contents[named] = read_file(path)
                    break
            except (OSError, RuntimeError):
                # Before Python 3.13 a loop of links is a RuntimeError.
                continue
    return contents


def read_passages(log: Log, folder: Path) -> dict[tuple[str, int], SeedPassage]:
    """Read the passages of the seeds of a log in `folder`, by source and number.

    A seed that is missing or faulty gives nothing: the log can be shown without it, and
    `check_seeds` says what is wrong.
    """
    contents = read_seeds(log, folder)
    passages = {}
    for key, source in log.sources.items():
        if source.seed in contents:
            seed, _ = check_model(Seed, contents[source.seed], source.seed)
            for passage in seed.passages if seed else ():
                passages[key, passage.passage] = passage
    return passages


def check_seeds(
    log: Log, seeds: Mapping[str, bytes], data: bytes = b"", name: str = "data/events.yaml"
) -> tuple[Problem, ...]:
    """Compare every citation of `log` with the passages in `seeds` (path -> bytes), both ways.

    `data` and `name` are the bytes and the name of the log's own file; with them, problems on its
    side have their line, without them line 1. Return all problems, sorted by file and line. An
    extract has none, because seeds name events that were left out of it as well.
    """
    if log.about.exported:
        return ()
    problems: list[Problem] = []
    on_log: list[Finding] = []
    citing = _citing_events(log)
    passages: dict[str, int] = {}
    for key, source in log.sources.items():
        if not source.seed:
            continue
        place = ("sources", key, "seed")
        content = seeds.get(source.seed)
        if content is None:
            message = f'source "{key}": the seed {source.seed} cannot be read'
            on_log.append(Finding(place, False, "unreadable-seed", message))
            continue
        seed, faults = check_model(Seed, content, source.seed)
        problems += faults
        if not seed:
            continue
        passages[key] = len(seed.passages)
        problems += placed(list(_passages(seed, key, log, citing[key])), content, source.seed)
    on_log += _lost_citations(log, passages)
    problems += _on_log(on_log, data, name)
    return tuple(sorted(problems))


def _on_log(findings: list[Finding], data: bytes, name: str) -> list[Problem]:
    if data:
        return placed(findings, data, name)
    return [Problem(name, 1, 1, finding.code, finding.message) for finding in findings]


def _citing_events(log: Log) -> dict[str, dict[int, dict[str, None]]]:
    """Return for each source and passage the ids of the events that cite it, in file order."""
    citing: dict[str, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for event in log.events.values():
        for citation in event.all_citations():
            if citation.passage:
                citing[citation.source][citation.passage][event.id] = None
    return citing


def _passages(
    seed: Seed, source: str, log: Log, citing: Mapping[int, dict[str, None]]
) -> Iterator[Finding]:
    """Compare one seed with the log."""
    if seed.source != source:
        message = f'this is the seed of "{seed.source}", but source "{source}" names it'
        yield Finding(("source",), False, "other-source", message)
    misplaced = [
        Finding(
            ("passages", index, "passage"),
            False,
            "passage-order",
            f"passage {passage.passage} stands in place {index + 1}",
        )
        for index, passage in enumerate(seed.passages)
        if passage.passage != index + 1
    ]
    if misplaced:
        # Without sure numbers, what cites which passage is not known.
        yield from misplaced
        return
    for index, passage in enumerate(seed.passages):
        path: KeyPath = ("passages", index)
        number = index + 1
        if passage.events and passage.none:
            message = f"passage {number} has events, and a reason for having none"
            yield Finding((*path, "none"), True, "passage-with-both", message)
        if not passage.events and not passage.none:
            message = (
                f"passage {number} has neither events nor a reason for having none; add `none`"
            )
            yield Finding(path, True, "passage-without-fate", message)
        cites = citing.get(number, {})
        for place, event in enumerate(passage.events):
            spot = (*path, "events", place)
            if event not in log.events:
                message = f'passage {number}: no event "{event}"; take it out of this list'
                yield Finding(spot, False, "unknown-event", message)
            elif event not in cites:
                message = f'passage {number}: event "{event}" does not cite it'
                yield Finding(spot, False, "uncited-event", message)
            elif event in passage.events[:place]:
                message = f'passage {number}: event "{event}" is listed twice'
                yield Finding(spot, False, "repeated", message)
        for event in cites:
            if event not in passage.events:
                message = f'passage {number}: event "{event}" cites it and is not listed'
                yield Finding(path, True, "unlisted-event", message)


def _lost_citations(log: Log, passages: Mapping[str, int]) -> Iterator[Finding]:
    for path, citation in passage_citations(log):
        total = passages.get(citation.source)
        if total is not None and citation.passage and citation.passage > total:
            number = citation.passage
            message = f'the seed of "{citation.source}" ends before passage {number}, at {total}'
            yield Finding((*path, "passage"), False, "unknown-passage", message)


def passage_citations(log: Log) -> Iterator[tuple[KeyPath, Citation | Account]]:
    """Walk over everything in the log that names a passage."""
    path: KeyPath
    for index, key_figure in enumerate(log.about.figures):
        yield from _listed(("log", "figures", index, "citations"), key_figure.citations)
    for actor in log.actors.values():
        path = ("actors", actor.id)
        if actor.seat:
            yield from _listed((*path, "seat", "citations"), actor.seat.citations)
        for index, title in enumerate(actor.titles):
            yield from _listed((*path, "titles", index, "citations"), title.citations)
    for event in log.events.values():
        path = ("events", event.id)
        yield from _listed((*path, "citations"), event.citations)
        for index, part in enumerate(event.actors):
            yield from _listed((*path, "actors", index, "citations"), part.citations)
        for index, figure in enumerate(event.figures):
            yield from _listed((*path, "figures", index, "citations"), figure.citations)
    for disagreement in log.disagreements.values():
        path = ("disagreements", disagreement.id, "accounts")
        yield from _listed(path, disagreement.accounts)


def _listed(
    path: KeyPath, citations: Sequence[Citation | Account]
) -> Iterator[tuple[KeyPath, Citation | Account]]:
    for index, citation in enumerate(citations):
        yield (*path, index), citation
