"""Make damaged files from sound ones, as a slip, a merge, another tool or an attacker would.

A mutant is known by the seed of a run and its number, and is the same wherever it is made.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from components.events import check, plain, write_event, write_head, write_parquet
from tests.fuzz import parquet_file, workbook_file

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "events"
SOUND = (EXAMPLES / "sound.yaml").read_bytes()
SEED = (EXAMPLES / "seeds" / "report.yaml").read_bytes()


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that is read without a problem: its name, its reader, and how often it is drawn.

    `kind` is one of the names in `tests.fuzz.reading.READERS`.
    """

    name: str
    kind: str
    data: bytes
    weight: int


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file, and which one it was."""

    name: str
    of: str
    kind: str
    data: bytes


Mutation: TypeAlias = Callable[[bytes, random.Random], bytes]

_MAPPING = b"""\
log: {title: Talks, zone: Europe/Zurich, as_of: last}
when: {field: [from, since], format: ["%d.%m.%Y", "%m/%Y", iso, epoch-ms]}
end: {field: to, format: edtf}
title: head
id: nr
kind: {field: type, values: {Talks: meeting}, otherwise: statement, constant: background}
actors:
  - {field: people.us, separator: ";", until: " (", role: participant, kind: person}
topics: {field: tags, json: true}
source: {constant: Press office, tier: article, kind: official}
"""
_CSV = "".join(
    [
        "date,end,title,actors,topics,kind,url\n",
        "2025-05-10,2025-05-11,They meet,Ann Lee; Bo Ek,trade,meeting,https://a.example/1\n",
        '2025-05-11T10:00Z,,"A ""quoted"" title, with a comma",何立峰,"[""a"", ""b""]",post,\n',
        "2025-05,,A month,,,statement,\n2025,,The year,,x,,http://b.example\n",
    ]
).encode()
_CALENDAR = b"".join(
    b"BEGIN:VEVENT\n%s\nEND:VEVENT\n" % entry
    for entry in (
        b"UID:a\nSUMMARY:Talks\\, day one\nDTSTART;VALUE=DATE:20250510\nDTEND;VALUE=DATE:20250512",
        b"UID:b\nSUMMARY:Weekly\nDTSTART;TZID=Europe/Zurich:20250505T093000\nDURATION:PT1H\n"
        b"RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Zurich:20250512T093000",
        b"UID:b\nRECURRENCE-ID;TZID=Europe/Zurich:20250519T093000\nSUMMARY:Later\n"
        b"DTSTART;TZID=Europe/Zurich:20250519T140000\nATTENDEE;CN=Ann Lee:mailto:ann@a.example",
    )
)
_SLIDES: list[dict[str, object]] = [
    {
        "start_date": {"year": "1914", "month": "6", "day": "28", "hour": "9", "minute": "5"},
        "text": {"headline": "The <b>Ides</b> &amp; after", "text": "<p>One</p><p>Two</p>"},
        "group": "Rome",
        "unique_id": "ides",
        "media": {"url": "https://a.example/x", "credit": "Plutarch"},
    },
    {"start_date": {"year": "2025"}, "end_date": {"year": "2026"}, "text": {"headline": "Now"}},
]


def _calendar() -> bytes:
    return b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + _CALENDAR + b"END:VCALENDAR\n"


@cache
def corpus() -> tuple[Sound, ...]:
    """Return the sound files that mutants are drawn from."""
    log = check(SOUND, "sound.yaml").log
    assert log
    events = log.events.values()
    head = write_head(log, events=len(log.events))
    lines = [head, *(f'{{"id": "{event.id}", {write_event(event)[1:]}' for event in events)]
    records: list[dict[str, object]] = [
        {"date": f"2025-05-{day:02}", "title": f"Day {day}", "actors": ["Ann", "Bo"], "nr": day}
        for day in range(1, 6)
    ]
    with TemporaryDirectory() as folder:
        write_parquet(log, Path(folder, "log.parquet"))
        columns = Path(folder, "log.parquet").read_bytes()
    return (
        Sound("sound.yaml", "log", SOUND, 56),
        Sound("events.yaml", "own", (ROOT / "data" / "events.yaml").read_bytes(), 3),
        Sound("log.json", "log", json.dumps(plain(log), indent=1).encode(), 4),
        Sound("seed", "seed", SEED, 10),
        Sound("mapping", "mapping", _MAPPING, 6),
        Sound("log.jsonl", "jsonl", "\n".join(lines).encode(), 8),
        Sound("records.jsonl", "jsonl", "\n".join(map(json.dumps, records)).encode(), 3),
        Sound("records.json", "json", json.dumps(records, indent=0).encode(), 2),
        Sound("timeline.json", "json", json.dumps({"events": _SLIDES}, indent=1).encode(), 2),
        Sound("records.csv", "csv", _CSV, 3),
        Sound("log.parquet", "parquet", columns, 3),
        Sound("calendar.ics", "ics", _calendar(), 4),
        Sound("records.xlsx", "xlsx", workbook_file.sound(), 3),
    )


_SCRAPS = [
    *(b"[", b"]", b"{", b"}", b":", b": ", b"- ", b"#", b"'", b'"', b",", b"&a ", b"*a", b"!!int "),
    *(b"<<: ", b"\t", b"\r", b"\n", b"\n\n", b"  ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85"),
    *(b"\xe2\x80\xae", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe", b"\x1f\x8b"),
    *(b"---\n", b"...\n", b"? ", b"| ", b">-\n", b"%YAML 1.1\n", b"%TAG ! tag:x:\n", b"...", b"~"),
    *(
        b"<<<<<<< HEAD\n",
        b"=======\n",
        b"null",
        b"yes",
        b"no",
        b"0",
        b"-1",
        b"1e999",
        b".inf",
        b"NaN",
    ),
    *(b"010", b"12:30", b"1" * 5000, b"2025-13-45", b"2025-02-29", b"0000-01-01", b"9999-12-31"),
    *(
        b"Y999999999",
        b"2025-03-30T02:30",
        b"2025-05-11/..",
        b"..",
        b"[..]",
        b"[2025,2026..]",
        b"\\",
    ),
    *(b'"\\ud800"', b'"\\0"', b"{why}", b"{}", b"%s", b"[" * 40, b"a" * 3000, b"[key]: x\n"),
    *("船".encode(), "\u2028".encode(), "é".encode("latin-1"), b'{"a":' * 50, b"[" * 5000),
]


def _place(data: Sequence[object], draw: random.Random) -> int:
    return draw.randrange(len(data))


def lose(data: bytes, draw: random.Random) -> bytes:
    """Leave out some bytes."""
    start = _place(data, draw)
    return data[:start] + data[start + draw.choice([1, 2, 5, 20, 200]) :]


def insert(data: bytes, draw: random.Random) -> bytes:
    """Put a scrap anywhere."""
    place = _place(data, draw)
    return data[:place] + draw.choice(_SCRAPS) + data[place:]


def flip(data: bytes, draw: random.Random) -> bytes:
    """Turn one bit over."""
    place = _place(data, draw)
    return data[:place] + bytes([data[place] ^ (1 << draw.randrange(8))]) + data[place + 1 :]


def set_byte(data: bytes, draw: random.Random) -> bytes:
    """Put any byte in place of one, or before it."""
    place = _place(data, draw)
    return data[:place] + draw.randbytes(1) + data[place + draw.randrange(2) :]


def lose_byte(data: bytes, draw: random.Random) -> bytes:
    """Leave out one byte."""
    place = _place(data, draw)
    return data[:place] + data[place + 1 :]


def cut(data: bytes, draw: random.Random) -> bytes:
    """Keep the beginning alone."""
    return data[: _place(data, draw)]


def move_line(data: bytes, draw: random.Random) -> bytes:
    """Put a line elsewhere."""
    lines = data.split(b"\n")
    line = lines.pop(_place(lines, draw))
    lines.insert(draw.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _swapped(data: bytes, between: bytes, draw: random.Random) -> bytes:
    parts = data.split(between)
    first, second = _place(parts, draw), _place(parts, draw)
    parts[first], parts[second] = parts[second], parts[first]
    return between.join(parts)


def swap_lines(data: bytes, draw: random.Random) -> bytes:
    """Let two lines change places."""
    return _swapped(data, b"\n", draw)


def repeat_lines(data: bytes, draw: random.Random) -> bytes:
    """Write some lines again, elsewhere."""
    lines = data.split(b"\n")
    start, place = _place(lines, draw), _place(lines, draw)
    some = lines[start : start + draw.choice([1, 1, 3, 10])]
    return b"\n".join(lines[:place] + some + lines[place:])


def repeat_key(data: bytes, draw: random.Random) -> bytes:
    """Write a line again below itself, so that its key stands twice."""
    lines = data.split(b"\n")
    place = _place(lines, draw)
    return b"\n".join([*lines[: place + 1], *lines[place:]])


def _shifted(data: bytes, draw: random.Random, shift: Callable[[bytes, bytes], bytes]) -> bytes:
    """Return `data` with some lines shifted, which is done to a line with blanks."""
    lines = data.split(b"\n")
    place, count, width = _place(lines, draw), draw.choice([1, 1, 3, 10]), draw.randrange(1, 4)
    some = [shift(line, b" " * width) for line in lines[place : place + count]]
    return b"\n".join([*lines[:place], *some, *lines[place + count :]])


def indent(data: bytes, draw: random.Random) -> bytes:
    """Push some lines to the right."""
    return _shifted(data, draw, lambda line, blanks: blanks + line)


def outdent(data: bytes, draw: random.Random) -> bytes:
    """Pull some lines to the left."""
    return _shifted(data, draw, bytes.removeprefix)


def swap_words(data: bytes, draw: random.Random) -> bytes:
    """Let two words change places."""
    return _swapped(data, b" ", draw)


def replace_value(data: bytes, draw: random.Random) -> bytes:
    """Put a scrap in place of what a key has."""
    lines = data.split(b"\n")
    place = draw.choice([number for number, line in enumerate(lines) if b": " in line] or [0])
    key = lines[place].split(b": ")[0]
    lines[place] = key + b": " + draw.choice(_SCRAPS)
    return b"\n".join(lines)


def splice(data: bytes, draw: random.Random) -> bytes:
    """Put a piece of another file into this one."""
    other = draw.choice(corpus()).data
    start, place = _place(other, draw), _place(data, draw)
    return data[:place] + other[start : start + draw.choice([3, 12, 80, 600])] + data[place:]


def enclose(data: bytes, draw: random.Random) -> bytes:
    """Put brackets, braces or quotation marks around a piece."""
    first, second = sorted((_place(data, draw), _place(data, draw)))
    before, after = draw.choice(
        [(b"[", b"]"), (b"{", b"}"), (b"'", b"'"), (b'"', b'"'), (b"- ", b"")]
    )
    return data[:first] + before + data[first:second] + after + data[second:]


def change_number(data: bytes, draw: random.Random) -> bytes:
    """Put another digit, or many, in place of one."""
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    place = draw.choice(digits or [0])
    return (
        data[:place] + draw.choice([b"0", b"9", b"99", b"-1", b"X", b"9" * 400]) + data[place + 1 :]
    )


def recode(data: bytes, draw: random.Random) -> bytes:
    """Save the file as another program would."""
    way = draw.randrange(5)
    if way == 0:
        return data.replace(b"\n", b"\r\n")
    if way == 1:
        return data.replace(b"\n", b"\r")
    if way == 2:
        return b"\xef\xbb\xbf" + data
    return data.decode("utf-8", "replace").encode(("utf-16", "latin-1")[way - 3], "replace")


def damage_footer(data: bytes, draw: random.Random) -> bytes:
    """Change some of the numbers at the end of a Parquet file, and keep its length right."""
    columns, footer = parquet_file.split(data)
    for _ in range(draw.choice([1, 1, 2, 5])):
        footer = draw.choice([flip, set_byte, set_byte, set_byte, lose_byte])(footer, draw)
    return parquet_file.join(columns, footer)


def damage_part(data: bytes, draw: random.Random) -> bytes:
    """Change one part of a workbook, and keep its archive whole."""
    mutate = draw.choice([lose, insert, flip, set_byte, splice, change_number])
    return workbook_file.change_part(data, draw.choice, lambda part: mutate(part, draw))


MUTATIONS: tuple[Mutation, ...] = (
    *(lose, insert, flip, cut, move_line, swap_lines, repeat_lines, repeat_key, indent, outdent),
    *(swap_words, replace_value, splice, enclose, change_number, recode),
)
# Of what has no lines and words.
_OF_BYTES: tuple[Mutation, ...] = (lose, insert, flip, flip, flip, cut, splice)
_OF_KIND: Mapping[str, tuple[Mutation, ...]] = {
    "parquet": (*_OF_BYTES, damage_footer, damage_footer, damage_footer),
    "xlsx": (*_OF_BYTES, *[damage_part] * 14),
}


def mutant(seed: str, number: int) -> Mutant:
    """Make mutant `number` of a run."""
    draw = random.Random(f"{seed}:{number}")  # noqa: S311 - the same damage in every run
    files = corpus()
    ends = list(accumulate(file.weight for file in files))
    ticket = draw.randrange(ends[-1])
    of = files[next(index for index, end in enumerate(ends) if ticket < end)]
    data = of.data
    for _ in range(draw.choice([1, 1, 2, 4])):
        mutate = draw.choice(_OF_KIND.get(of.kind, MUTATIONS))
        data = mutate(data, draw) if data else data
    return Mutant(f"mutant {number}", of.name, of.kind, data)
