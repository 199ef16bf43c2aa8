"""Hand-made files that try to hurt a reader, with the answer that each expects.

What is large is made when it is needed. Half of a limit is that it holds, the other that what is
just below it is read: so there is a file on either side of each.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from components.events import LIMITS, check, plain, write_event, write_head
from components.events.zone import zone_names
from tests.fuzz.mutants import EXAMPLES, SOUND, corpus
from tests.fuzz.zones import changes

MB = 1 << 20
# An example that is faulty under a limit of its own alone.
_OWN_LIMIT = re.compile(rb"^# [a-z_]+=[0-9]+$", re.MULTILINE)
HEAD = b"format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\n"
EVENTS = HEAD + b"events:\n"
_EVENT = b"  e%dx: {title: T, kind: post, when: 2025}\n"
_REST = b", kind: post, when: 2025}\n"
_BELOW = LIMITS.file_bytes - 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """A file by its name: how it is made, and the first problem, "" if it is to be accepted.

    A problem is written `LINE:COLUMN code`, "?" is any; `problems` is how many there are, if that
    is known. Files that are not small are made when they are needed, each for a child of its own.
    """

    name: str
    make: Callable[[], bytes]
    expected: str
    problems: int | None = None
    kind: str = "log"
    is_small: bool = False


def _filled(
    before: bytes, unit: bytes, after: bytes = b"", size: int = 50 * MB
) -> Callable[[], bytes]:
    """Give what makes a file of so many bytes, most of them the same ones again and again."""
    return lambda: before + unit * ((size - len(before) - len(after)) // len(unit)) + after


def _title(text: str | bytes) -> bytes:
    """Return a log of one event with a title, as it stands in the file."""
    text = text.encode() if isinstance(text, str) else text
    return EVENTS + b"  a: {title: " + text + _REST


def _when(*dates: str, zone: str = "UTC") -> bytes:
    """Return a log with an event for each date."""
    lines = [
        f"  e{number}x: {{title: T, kind: post, when: '{date}', zone: {zone}}}\n"
        for number, date in enumerate(dates)
    ]
    return EVENTS + "".join(lines).encode()


def _figure(value: str) -> bytes:
    return (
        HEAD
        + (
            "measures: {m: {name: M, unit: x}}\nevents:\n"
            "  a: {title: T, kind: post, when: 2025, "
            f"figures: [{{measure: m, value: {value}, unit: x}}]}}\n"
        ).encode()
    )


def made(data: bytes | str, *arguments: str | int, name: str, kind: str = "log") -> Made:
    """Return a small file as it stands here, with what is expected of it."""
    expected = str(arguments[0]) if arguments else ""
    problems = {"": 0, "?": None}.get(expected, 1)
    problems = int(arguments[1]) if len(arguments) > 1 else problems
    written = data.encode() if isinstance(data, str) else data
    return Made(name, lambda: written, expected, problems, kind, is_small=True)


def _bombs() -> Iterator[Made]:
    deep = 100_000
    for name, opening, closing, place in (
        ("lists", b"[", b"]", "1:33"),
        ("mappings", b"{a: ", b"}", "1:129"),
        ("lists and mappings", b"[{a: ", b"}]", "1:81"),
        ("lists in blocks", b"- ", b"", "1:65"),
    ):
        yield Made(f"100,000 {name}", _times(opening, deep), f"{place} too-deep", 1)
        yield Made(
            f"100,000 {name}, closed", _times(opening, deep, b"x", closing), f"{place} too-deep", 1
        )
    yield Made("100,000 keys within keys", _times(b"? ", deep, b"x"), "1:3 complex-key", 1)
    blocks = b"".join(b" " * depth + b"a:\n" for depth in range(5_000))
    yield Made("5,000 mappings in blocks", lambda: blocks, "33:33 too-deep", 1)
    yield Made("32 MB of brackets", _filled(b"", b"[", size=_BELOW), "1:33 too-deep", 1)
    yield Made(
        "lists as deep as the limit",
        lambda: _title(b"[" * 29 + b"x" + b"]" * 29),
        "4:14 wrong-shape",
        1,
    )
    laughs = b"a0: &a0 [x, x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 10)
    )
    yield made(laughs, "1:1 missing-field", 104, name="an alias bomb")
    merge = b"a0: &a0 {k: v}\n" + b"".join(
        b"a%d: &a%d {<<: [%s]}\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9))
        for n in range(1, 10)
    )
    yield Made("a merge-key bomb", lambda: merge, "1:1 missing-field")
    yield made(EVENTS + b"  a: &a [*a]\n", "4:6 anchor", 3, name="an alias of itself")
    yield made(
        EVENTS + b"  a: &a {title: *a" + _REST, "4:6 anchor", 2, name="a mapping within itself"
    )
    yield Made("a million anchors", _filled(b"", b"- &a b\n", size=7_000_000), "1:3 anchor", 1_001)
    yield Made("a million aliases", _filled(b"", b"- *a\n", size=5_000_000), "1:3 alias", 1_001)


def _times(
    opening: bytes, times: int, inner: bytes = b"", closing: bytes = b""
) -> Callable[[], bytes]:
    return lambda: opening * times + inner + closing * times


def _large() -> Iterator[Made]:
    block = b"  a:\n    kind: post\n    when: 2025\n"
    scalars: tuple[tuple[str, bytes, bytes, bytes], ...] = (
        ("plain", EVENTS + b"  a: {title: ", b"a", _REST),
        ("quoted", EVENTS + b'  a: {title: "', b"a", b'"' + _REST),
        ("single-quoted", EVENTS + b"  a: {title: '", b"''", b"'" + _REST),
        ("escaped", EVENTS + b'  a: {title: "', b"\\u0061", b'"' + _REST),
        ("block", EVENTS + block + b"    title: |\n", b"      aaaaaaaaaaaaaaaa\n", b""),
        ("folded", EVENTS + block + b"    title: >\n", b"      a\n", b""),
        ("key", EVENTS + b"  ", b"a", b": {title: T" + _REST),
        ("tag", EVENTS + b"  a: !", b"a", b" {title: T" + _REST),
        ("anchor", EVENTS + b"  a: &", b"a", b" {title: T" + _REST),
        ("alias", EVENTS + b"  a: *", b"a", b"\n"),
    )
    refused = {"key": "4:3 too-long", "block": "7:12 too-long", "folded": "7:12 too-long"}
    refused |= {name: f"4:6 {name}" for name in ("tag", "anchor", "alias")}
    for name, before, unit, after in scalars:
        if name in ("plain", "quoted", "block", "key"):
            yield Made(f"a 50 MB {name}", _filled(before, unit, after), "1:1 too-big", 1)
        at = refused.get(name, "4:14 too-long")
        yield Made(f"a 32 MB {name}", _filled(before, unit, after, _BELOW), at)
    yield Made(
        "a text as long as the limit", lambda: _title(b"a" * LIMITS.scalar_characters), "", 0
    )
    yield Made(
        "a text one longer",
        lambda: _title(b"a" * (LIMITS.scalar_characters + 1)),
        "4:14 too-long",
        1,
    )
    yield Made(
        "a quotation mark never closed",
        _filled(EVENTS + b'  a: {title: "', b"a", size=_BELOW),
        "4:14 syntax",
        1,
    )
    for name, unit in (
        ("line feeds", b"\n"),
        ("carriage returns", b"\r"),
        ("spaces", b" "),
        ("comments", b"#\n"),
    ):
        yield Made(f"32 MB of {name}", _filled(HEAD + b"events: {}\n", unit, size=_BELOW), "", 0)
    tab = b"\ta: b\n"
    line = _BELOW - len(HEAD + tab) + 3
    yield Made(
        "32 MB of empty lines, then a tab", _filled(HEAD, b"\n", tab, _BELOW), f"{line}:1 syntax", 1
    )
    yield Made("32 MB of colons", _filled(b"", b":", size=_BELOW), "1:1 too-long", 2)
    yield Made("32 MB of commas", _filled(b"[", b",", size=_BELOW), "1:2 syntax", 1)
    yield Made(
        "32 MB of documents", _filled(b"", b"---\na\n", size=_BELOW), "3:1 several-documents", 1
    )
    yield Made("32 MB of tag directives", _tag_directives, "1:1 tag", 1)
    later = b"a: b\n...\n"
    yield Made("tag directives after the end", lambda: later + _tag_directives(), "3:1 tag", 1)
    yield Made(
        "32 MB of emoji",
        _filled(EVENTS + b"  a: {title: ", "\U0001f600".encode(), _REST, _BELOW),
        "4:14 too-long",
        1,
    )
    yield Made(
        "a version of a million digits",
        _filled(b"%YAML ", b"1", b".1\n---\na: b\n", MB),
        "1:16 syntax",
        1,
    )
    yield Made(
        "a key of 2,000 characters",
        lambda: EVENTS + b"  " + b"a" * 2_000 + b": b\n",
        "4:2003 syntax",
        1,
    )


def _tag_directives() -> bytes:
    return (
        b"".join(b"%%TAG !%d! tag:x,2000:\n" % number for number in range(1_000_000))
        + b"---\na: b\n"
    )


def _many() -> Iterator[Made]:
    most, too_many = LIMITS.entries, "too-many-values"
    all_told = LIMITS.problems + 1
    alike = b"a" * 60
    for name, make, expected, problems in (
        ("as many events as the limit", lambda: _events(most), "", 0),
        ("one event more", lambda: _events(most + 1), f"{most + 4}:3 {too_many}", 1),
        ("200,000 one-line events", lambda: _events(200_000), f"{most + 4}:3 {too_many}", 1),
        ("200,000 times the same key", _same_keys, "5:3 duplicate-key", all_told),
        ("faults in all events", lambda: _events(most, b"pots"), "4:25 unknown-value", all_told),
        ("the most that is read", _most, "", 0),
        ("15 million values", lambda: _each(1_500, _TOPICS), f"68:19601 {too_many}", 1),
        ("a full list", lambda: _topics(LIMITS.items), "4:52 repeated", all_told),
        ("a list one longer", lambda: _topics(LIMITS.items + 1), f"4:20050 {too_many}", 1),
        ("two million dates", lambda: _each(25_000, _DATES), f"1003:39 {too_many}", all_told),
        ("20,000 unknown ids", lambda: _each(20_000, _UNKNOWN), "4:52 unknown-topic", all_told),
        ("1,711 ids spelled alike", lambda: _alike(alike), "5:3 same-id", all_told),
        ("numbers that collide as keys", _colliding, "", 0),
    ):
        yield Made(name, make, expected, problems)
    yield made(_title(b"1:" * 30_000 + b"1"), name="sexagesimal digits")
    yield made(_title(b"1:" * 200_000 + b"1"), "4:14 too-long", name="200,000 sexagesimal groups")
    yield made(_title(b"0x" + b"f" * MB), "4:14 too-long", name="a hexadecimal number of 1 MB")


_TOPICS = b"  e%dx: {topics: [" + b"a," * 9_999 + b"]}\n"
_DATES = b"  e%dx: {title: T, kind: post, when: '[" + b",".join([b"2025-05-11"] * 80) + b"]'}\n"
_UNKNOWN = b"  e%dx: {title: T, kind: post, when: 2025, topics: [t" + b"z" * 70 + b"]}\n"


def _each(count: int, line: bytes) -> bytes:
    return EVENTS + b"".join(line % number for number in range(count))


def _same_keys() -> bytes:
    return EVENTS + b"  a: b\n" * 200_000


def _most() -> bytes:
    """Return a log of events that say much, not far below every limit."""
    instant = b"2025-05-11T19:12:00-04:00"
    said = b"zone: America/New_York, actors: [{actor: a, role: host}], citations: [{source: s}]"
    event = (
        b"  e%dx: {title: T, kind: post, when: " + instant + b"/" + instant + b", " + said + b"}\n"
    )
    actors = b"actors: {a: {name: A, kind: person}}\n"
    sources = b"sources: {s: {title: S, tier: record, kind: news}}\n"
    return HEAD + actors + sources + b"events:\n" + b"".join(event % n for n in range(27_000))


def _alike(letters: bytes) -> bytes:
    """Return events whose ids differ in where their one hyphen, or their two, stand."""
    keys = [
        letters[:first] + b"-" + letters[first:second] + b"-" + letters[second:]
        for first in range(1, len(letters))
        for second in range(first + 1, len(letters))
    ]
    return EVENTS + b"".join(b"  %s: {title: T, kind: post, when: 2025}\n" % key for key in keys)


def _colliding() -> bytes:
    """Return ids of which Python's hash would be one, were they numbers."""
    line = b"  %d: {title: T, kind: post, when: 2025}\n"
    return EVENTS + b"".join(line % (number * (2**61 - 1)) for number in range(20_000))


def _events(count: int, kind: bytes = b"post") -> bytes:
    event = _EVENT.replace(b"post", kind)
    return EVENTS + b"".join(event % number for number in range(count))


def _topics(count: int) -> bytes:
    return EVENTS + b"  a: {title: T" + _REST[:-2] + b", topics: [" + b"t," * count + b"]}\n"


LOOK_ALIKES = (
    *(
        "no",
        "NO",
        "on",
        "yes",
        "Off",
        "y",
        "~",
        "null",
        "true",
        "010",
        "0o10",
        "0x1F",
        "0b11",
        "1_000",
    ),
    *("12:30", "190:20:30", "1e3", ".inf", ".nan", "-.Inf", "1e999", "=", "<<", "2025-05-11", "+1"),
    *("2024-13-45", "0001-01-01", "9" * 5_000, "1.0", "00", ".5", "5."),
)


def _values() -> Iterator[Made]:
    for text in LOOK_ALIKES:
        yield made(_title(text), name=f"the title {text[:12]}")
    yield made(_title("no").replace(b"  a:", b"  no:"), name="Norway as an id")
    yield made(_title("T").replace(b"  a:", b"  on:"), name="on as an id")
    yield made(
        _title("T").replace(b"format: 1", b"format: 01"), "1:9 unsupported-format", name="format 01"
    )
    for number in (
        ".inf",
        "-.INF",
        ".nan",
        "1e999",
        "NaN",
        "Infinity",
        "1:30",
        "0x10",
        "1_000",
        "9" * 400,
        "yes",
        "''",
    ):
        yield made(_figure(number), "5:71 bad-number", name=f"the figure {number[:9]}")
    for number in ("010", "1e308", "-0", "0.1", "00", "5."):
        yield made(_figure(number), name=f"the figure {number}")
    boolean = SOUND.replace(b"verbatim: false", b"verbatim: no")
    yield made(boolean, "79:19 bad-boolean", name="a quote that is verbatim: no")
    for tag, count in (
        ("!!python/object/apply:os.system", 1),
        ("!!binary", 1),
        ("!!int", 1),
        ("!mine", 1),
        ("!<tag:x>", 1),
    ):
        yield made(_title(f"{tag} x"), "4:14 tag", count, name=f"the tag {tag}")
    yield made(_title("!!set {x}"), "4:14 tag", 2, name="the tag !!set")
    yield made(b"%TAG ! tag:x,2000:\n---\n" + _title("T"), "1:1 tag", name="a tag directive")
    yield made(b"%YAML 1.1\n---\n" + _title("T"), name="YAML 1.1")
    yield made(b"%YAML 9.9\n---\n" + _title("T"), "1:1 syntax", name="YAML 9.9")
    yield made(b"%FOO bar\n---\n" + _title("T"), "1:5 syntax", name="an unknown directive")
    yield made(
        EVENTS + b"  a: {title: T" + _REST + b"  a: {title: U" + _REST,
        "5:3 duplicate-key",
        name="an event twice",
    )
    yield made(HEAD + b"events: {}\nevents: {}\n", "4:1 duplicate-key", name="a table twice")
    yield made(_title("T, title: U"), "4:17 duplicate-key", name="a key twice")
    yield made(EVENTS + b"  ? [a]\n  : b\n", "4:5 complex-key", name="a list as a key")
    yield made(EVENTS + b"  ? {a: b}\n  : c\n", "4:5 complex-key", name="a mapping as a key")
    yield made(_title("T") + b"---\na: b\n", "5:1 several-documents", name="two documents")
    yield made(b"", "1:1 empty-file", name="nothing")
    yield made(b" \n\n  \n", "1:1 empty-file", name="white space")
    yield made(b"# a\n# b\n", "1:1 empty-file", name="comments")
    yield made(b"---\n...\n", "1:1 empty-file", name="an empty document")
    yield made(b"just words\n", "1:1 wrong-shape", name="a text")
    yield made(b"- a\n- b\n", "1:1 wrong-shape", name="a list")
    yield made(b"42\n", "1:1 wrong-shape", name="a number")
    yield made(_title("[x]"), "4:14 wrong-shape", name="a list for a title")
    yield made(_title("''"), "4:14 empty", name="an empty title")


def _characters() -> Iterator[Made]:
    yield made(b"\xef\xbb\xbf" + _title("T"), name="a byte-order mark")
    yield made(
        b"\xef\xbb\xbf" * 2 + _title("T"), "1:1 control-character", name="two byte-order marks"
    )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        marked = encoding.endswith(("16", "32"))
        place = "1:1" if marked or encoding.endswith("be") else "1:2"
        code = "encoding" if marked else "control-character"
        yield made(_title("T").decode().encode(encoding), f"{place} {code}", name=encoding)
    yield made(_title("é").decode().encode("latin-1"), "4:14 encoding", name="latin-1")
    yield made(_title("“x”").decode().encode("windows-1252"), "4:14 encoding", name="windows-1252")
    yield made("title: 船\n".encode("shift-jis"), "1:8 encoding", name="Shift JIS")
    for name, data in (
        ("a lone continuation", b"\x80"),
        ("a start without its rest", b"\xe2\x82"),
        ("an overlong slash", b"\xc0\xaf"),
        ("an overlong NUL", b"\xc0\x80"),
        ("an overlong letter", b"\xe0\x81\xa1"),
        ("a surrogate", b"\xed\xa0\x80"),
        ("a pair of surrogates", b"\xed\xa0\xbd\xed\xb8\x80"),
        ("beyond U+10FFFF", b"\xf4\x90\x80\x80"),
        ("0xFF", b"\xff"),
        ("0xFE", b"\xfe"),
    ):
        yield made(_title(b"caf\xc3\xa9 " + data), "4:19 encoding", name=name)
    controls = "\0\x01\x08\x0b\x0c\x1b\x7f\x80\x85\x9f"
    for character in controls + "\u061c\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff":
        yield made(
            _title(f"a{character}b"), "4:15 control-character", name=f"U+{ord(character):04X}"
        )
    yield made(_title('"a\\u202Eb"'), "4:14 control-character", name="an escaped U+202E")
    yield made(_title('"a\\0b"'), "4:14 control-character", name="an escaped NUL")
    yield made(_title('"\\ud800"'), "4:17 syntax", name="an escaped surrogate")
    yield made(_title('"\\U00110000"'), "4:17 syntax", name="an escape beyond U+10FFFF")
    for name, text in (
        ("emoji", "\U0001f600"),
        ("Chinese", "何立峰"),
        ("Arabic", "مرحبا"),
        ("joined", "e\u0301\u200d"),
    ):
        yield made(_title(text), name=name)
    yield made(_title("T").replace(b"\n", b"\r\n"), name="CRLF")
    yield made(_title("T").replace(b"\n", b"\r"), name="lone CR")
    yield made(
        _title("é\xff").replace(b"\n", b"\r\n") + b"\xff",
        "5:1 encoding",
        name="a wrong byte after CRLF",
    )
    yield made(
        _title("T").replace(b"\n", b"\r") + b"\xff", "5:1 encoding", name="a wrong byte after CR"
    )
    yield made(EVENTS + b"\ta: {title: T" + _REST, "4:1 syntax", name="a tab for an indent")
    yield made(_title('"a\tb"'), name="a tab in a text")


def _dates() -> Iterator[Made]:
    good = "0000", "0001-01-01", "9999-12-31", "-9999", "-0001-12-31", "Y275759", "Y-271820"
    yield made(_when(*good), name="far years")
    yield made(
        _when("2024-02-29", "2000-02-29", "0000-02-29", "-0004-02-29"),
        name="29 February in leap years",
    )
    for date in (
        "2025-02-29",
        "1900-02-29",
        "2100-02-29",
        "-0001-02-29",
        "2025-02-30",
        "2025-04-31",
        "2025-13-01",
        "2025-00-01",
        "-0000",
    ):
        yield made(_when(date), "4:37 no-such-date", name=f"the date {date}")
    for date, code in (
        ("Y999999999", "far-year"),
        ("0000-01-01T00:00", "far-year"),
        ("-9999-01-01T00:00", "far-year"),
        ("10000-01-01", "when-form"),
        ("2025-05-11T24:00", "no-such-time"),
        ("2025-05-11T23:59:60", "no-such-time"),
        ("2025-05-11T10:00+99:99", "no-such-time"),
        ("2025-5-1", "when-form"),
        ("12:30", "when-form"),
        ("2025-05-12/2025-05-11", "backwards"),
        ("2025-21", "when-season"),
        ("../..", "when-form"),
        ("9" * 900, "when-form"),
        ("[" + "2025," * 200 + "2025]", "when-form"),
    ):
        yield made(_when(date), f"4:37 {code}", name=f"the date {date[:20]}")
    first, last = "0001-01-01T00:00:00", "9999-12-31T23:59:59"
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai", "America/St_Johns"):
        yield made(_when(first, last, zone=zone), name=f"the first and the last second in {zone}")
    both = _changes(None)
    yield Made("gaps and folds of all zones", lambda: both, "?", both.count(b"\n  e"))
    yield Made("folds of all zones, first time", lambda: _changes(0), "", 0)
    yield Made("folds of all zones, second time", lambda: _changes(1), "", 0)


def _changes(which: int | None) -> bytes:
    """Return a log of local times at the last changes of the clocks of every zone.

    Without `which` those of the last gap and the last fold; else the fold alone, with the offset
    that tells its first (0) or second (1) coming.
    """
    lines: list[str] = []
    for zone in sorted(zone_names()):
        found = [change for change in changes(zone) if abs(change.after - change.before) >= 1200]
        gap = next((change for change in reversed(found) if change.is_gap), None)
        fold = next((change for change in reversed(found) if not change.is_gap), None)
        dates = []
        if which is None:
            dates += [gap.wall(600)] if gap else []
            dates += [fold.wall(600)] if fold else []
        elif fold and not (fold.before % 60 or fold.after % 60):
            offset = fold.before if which == 0 else fold.after
            sign = "-" if offset < 0 else "+"
            minutes = abs(offset) // 60
            dates += [f"{fold.wall(600)}{sign}{minutes // 60:02}:{minutes % 60:02}"]
        lines += [
            f"  e{len(lines) + index}x: {{title: T, zone: {zone}, kind: post, when: '{date}'}}\n"
            for index, date in enumerate(dates)
        ]
    return EVENTS + "".join(lines).encode()


def _cut() -> Iterator[Made]:
    """Give the marked example, cut after some of its lines."""
    lines = SOUND.splitlines(keepends=True)
    whole = len(lines)
    for kept in (3, whole // 2, whole - 11, whole - 1):
        expected = f"{kept + 1}:1 cut" if kept == whole - 1 else "?"
        yield made(b"".join(lines[:kept]), expected, name=f"cut after line {kept}")
    yield made(
        EVENTS.replace(b"\nlog", b"\nend: marked\nlog") + _EVENT % 1, "6:1 cut", name="a lost end"
    )
    yield made(_title("T") + b"...\n# after\n", name="an end that nobody announced")
    yield made(
        _title("T") + b"...\n  b: {title: U" + _REST, "6:3 syntax", name="an event after the end"
    )


def _other() -> Iterator[Made]:
    chance = random.Random(7)  # noqa: S311 - the same bytes in every run
    yield Made("random bytes", lambda: chance.randbytes(100_000), "?", 1)
    yield made(gzip.compress(SOUND, mtime=0), "1:1 encoding", name="gzip")
    yield made(_png(), "1:1 encoding", name="a PNG")
    yield made(b"PK\x03\x04" + bytes(60), "1:1 encoding", name="a ZIP")
    yield made(b"SQLite format 3\0" + bytes(80), "1:16 control-character", name="an SQLite file")
    yield made(b"<!doctype html>\n<p>a: b</p>\n", "2:5 syntax", name="an HTML page")
    columns = next(each.data for each in corpus() if each.kind == "parquet")
    yield made(columns, "1:1 encoding", name="Parquet called YAML")
    yield made(SOUND, "1:1 unreadable-parquet", name="YAML called Parquet", kind="parquet")
    yield made(b"", "1:1 unreadable-parquet", name="nothing called Parquet", kind="parquet")
    for share in (1, 25, 50, 75, 99):
        part = columns[: len(columns) * share // 100]
        yield made(
            part, "1:1 unreadable-parquet", name=f"{share} % of a Parquet file", kind="parquet"
        )
    footer = columns[:-8] + struct.pack("<i", 2**31 - 1) + columns[-4:]
    yield made(
        footer, "1:1 unreadable-parquet", name="Parquet with a footer of 2 GB", kind="parquet"
    )


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def _json() -> Iterator[Made]:
    log = check(SOUND, "sound.yaml").log
    assert log
    head = write_head(log, events=len(log.events))
    events = [f'{{"id": "{event.id}", {write_event(event)[1:]}' for event in log.events.values()]
    whole = [head, *events]

    def lines(*these: str) -> bytes:
        return "".join(f"{each}\n" for each in these).encode()

    def spoilt(old: str, new: str, at: int = 2) -> bytes:
        assert old in whole[at]
        return lines(*whole[:at], whole[at].replace(old, new, 1), *whole[at + 1 :])

    code = "unreadable-line"
    yield made(lines(*whole), name="lines", kind="jsonl")
    for kept in range(1, len(whole)):
        yield made(
            lines(*whole[:kept]),
            f"{kept + 1}:1 {code}",
            name=f"lines cut after {kept}",
            kind="jsonl",
        )
    yield made(
        lines(*whole, events[0]), f"5:1 {code}", name="an event twice in lines", kind="jsonl"
    )
    for name, old, new in (
        ("NaN", "12.5", "NaN"),
        ("Infinity", "12.5", "Infinity"),
        ("1e999", "12.5", "1e999"),
        ("true", "12.5", "true"),
        ("5,000 digits", "12.5", "9" * 5_000),
        ("a key twice", '"title": ', '"title": "x", "title": '),
        ("U+202E", "The captain", "The \\u202ecaptain"),
        ("a surrogate", "The captain", "The \\ud800captain"),
        ("NUL", "The captain", "The \\u0000captain"),
        ("100,000 lists", '"title": ', '"title": ' + "[" * 100_000),
    ):
        yield made(spoilt(old, new), f"3:1 {code}", name=f"{name} in lines", kind="jsonl")
    yield made(
        spoilt('"title": ', '"title": {"a":' * 1_000),
        "?",
        name="1,000 objects in lines",
        kind="jsonl",
    )
    yield made(lines(*whole)[:-9], "?", name="a line cut short", kind="jsonl")
    yield made(
        lines(*whole).replace(b"captain", b"capt\xe9in"), "?", name="latin-1 in lines", kind="jsonl"
    )
    yield Made(
        "a line of 50 MB",
        lambda: lines(head) + b'{"id": "' + b"a" * (50 * MB) + b'"}\n',
        f"2:1 {code}",
        1,
        "jsonl",
    )
    yield Made(
        "a first line of 50 MB", lambda: b"[" + b"[]," * (50 * MB // 3) + b"]\n", "?", 2, "jsonl"
    )
    flat = (
        b'{"date": "2025", "title": "T", "x": ['
        + b"[]," * ((LIMITS.line_bytes - 60) // 3)
        + b"0]}\n"
    )
    yield Made("a record of 2 MB of lists", lambda: flat, "", 0, "jsonl")
    yield Made(
        "records nested 100,000 deep", lambda: b'{"a":' * 100_000 + b"\n", "?", None, "jsonl"
    )
    whole_log = json.dumps(plain(log))
    yield made(whole_log, name="a log as JSON")
    yield made(whole_log[:-1], "?", 1, name="a log as JSON, cut")
    yield made('[{"date": "2025", "title": "T"}]', name="records as JSON", kind="json")
    yield made("[" * 100_000, "?", 1, name="100,000 lists as JSON", kind="json")
    yield made('[{"date": NaN, "title": 1e999}]', "?", 2, name="NaN for a date", kind="json")
    header = ",".join(f"a{number}" for number in range(100_000))
    yield made(header + "\n", "?", 1, name="100,000 columns", kind="csv")
    yield made(
        "date,title\n2025," + "a" * (2 * MB) + "\n", "?", 2, name="a cell of 2 MB", kind="csv"
    )
    yield made(
        'date,title\n2025,"never closed\n' + "x\n" * 10_000,
        "?",
        2,
        name="an open quote",
        kind="csv",
    )
    yield made(
        "date,title\n" + "9" * 5_000 + ",T\n", "?", 2, name="5,000 digits for a date", kind="csv"
    )


def _faulty() -> Iterator[Made]:
    """Give the faulty examples of the tests, which say themselves what is expected."""
    for path in sorted([*EXAMPLES.glob("faulty/*.yaml"), *EXAMPLES.glob("faulty/many/*.yaml")]):
        data = path.read_bytes()
        if not _OWN_LIMIT.search(data):
            yield Made(f"{path.parent.name}/{path.name}", path.read_bytes, "?", is_small=True)


def files() -> tuple[Made, ...]:
    """Return the files made by hand."""
    for zone in zone_names():
        changes(zone)  # known before there are children, who would each look for them
    parts = (_bombs, _large, _many, _values, _characters, _dates, _cut, _other, _json)
    return tuple(each for part in parts for each in part())


def examples() -> tuple[Made, ...]:
    """Return the faulty examples of the tests of the reader."""
    return tuple(_faulty())
