"""Thousands of damaged logs are refused at a line or accepted, and none brings an exception."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from components.events import CODES, check, check_seeds

HERE = Path(__file__).parent
SOUND = (HERE / "sound.yaml").read_bytes()
SEED = (HERE / "seeds" / "report.yaml").read_bytes()
EACH = 1_000

# What a slip, a merge conflict, another tool or an attacker leaves in a file.
_SCRAPS = [
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b":",
        b": ",
        b"- ",
        b"#",
        b"'",
        b'"',
        b"&a ",
        b"*a",
        b"!!int ",
        b"<<: ",
    ),
    *(
        b"\t",
        b"\r",
        b"\n",
        b"\n\n",
        b"  ",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xc2\x85",
        b"\xe2\x80\xae",
    ),
    *(b"---\n", b"...\n", b"? ", b"| ", b">-\n", b"%YAML 1.1\n", b"<<<<<<< HEAD\n", b"=======\n"),
    *(
        b"null",
        b"~",
        b"yes",
        b"0",
        b"-1",
        b"1e999",
        b"2025-13-45",
        b"2025-05-11/..",
        b"..",
        b"[..]",
    ),
    *(b"\\", b'"\\ud800"', b'"\\0"', b"{why}", b"{}", b"%s", b"[" * 40, b"a" * 3000, b"[key]: x\n"),
    *("船".encode(), "\u2028".encode(), "é".encode("latin-1")),
]


def lose(data: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.choice([1, 2, 5, 20, 200]) :]


def insert(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + draw.choice(_SCRAPS) + data[place:]


def flip(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << draw.randrange(8))]) + data[place + 1 :]


def cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def move_lines(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(draw.randrange(len(lines)))
    lines.insert(draw.randrange(len(lines)), line)
    return b"\n".join(lines)


def repeat_lines(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = draw.randrange(len(lines))
    some = lines[start : start + draw.choice([1, 1, 3, 10])]
    place = draw.randrange(len(lines))
    return b"\n".join(lines[:place] + some + lines[place:])


def indent(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    place = draw.randrange(len(lines))
    lines[place] = b" " * draw.randrange(1, 4) + lines[place]
    return b"\n".join(lines)


def swap_words(data: bytes, draw: random.Random) -> bytes:
    words = data.split(b" ")
    first, second = draw.randrange(len(words)), draw.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return b" ".join(words)


def replace_value(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    place = draw.choice([number for number, line in enumerate(lines) if b": " in line])
    key = lines[place].split(b": ")[0]
    lines[place] = key + b": " + draw.choice(_SCRAPS)
    return b"\n".join(lines)


MUTATIONS = [lose, insert, flip, cut, move_lines, repeat_lines, indent, swap_words, replace_value]


def damaged(
    data: bytes, mutate: Callable[[bytes, random.Random], bytes], draw: random.Random
) -> bytes:
    for _ in range(draw.choice([1, 1, 2, 4])):
        data = mutate(data, draw) if data else data
    return data


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_a_damaged_log_is_accepted_or_refused_with_every_problem_at_a_line(
    mutate: Callable[[bytes, random.Random], bytes],
) -> None:
    draw = random.Random(mutate.__name__)  # noqa: S311 (the same damage in every run)
    refused = 0
    for _ in range(EACH):
        data = damaged(SOUND, mutate, draw)
        log, problems = check(data, "log.yaml")
        assert (log is None) == bool(problems)
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for problem in problems:
            assert 1 <= problem.line <= lines
            assert problem.column >= 1
            assert problem.code in CODES
            assert str(problem).isprintable()
        if log:
            check_seeds(log, {"seeds/report.yaml": SEED}, data, "log.yaml")
        refused += bool(problems)
    assert refused > EACH // 10


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_a_damaged_seed_is_accepted_or_refused_with_every_problem_at_a_line(
    mutate: Callable[[bytes, random.Random], bytes],
) -> None:
    log = check(SOUND, "log.yaml").log
    assert log is not None
    draw = random.Random(mutate.__name__)  # noqa: S311 (the same damage in every run)
    refused = 0
    for _ in range(EACH // 8):
        data = damaged(SEED, mutate, draw)
        problems = check_seeds(log, {"seeds/report.yaml": data}, SOUND, "log.yaml")
        for problem in problems:
            file = data if problem.file == "seeds/report.yaml" else SOUND
            assert 1 <= problem.line <= file.count(b"\n") + file.count(b"\r") + 1
            assert problem.code in CODES
        refused += bool(problems)
    assert refused
