"""Hand-made files that try to hurt a reader, each with the answer that is expected.

Large files are made when they are needed. A limit must hold, and what is just below it must be
read, so there is a file on either side of every limit.
"""

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
from tests.fuzz import parquet_file
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
    """A file: its name, how to make it, and the first problem to expect, "" for none.

    A problem is written `LINE:COLUMN code`; "?" stands for any. `problems` is how many there are,
    if known. A large file is made when it is needed, and read in a child process of its own.
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
    """Return a function that makes a file of `size` bytes by repeating `unit`."""
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
            "measures: {m: {name: M, unit: x}}\nevents:\n  a: {title: T, kind: post, when: 2025, "
            f"figures: [{{measure: m, value: {value}, unit: x}}]}}\n"
        ).encode()
    )


def made(
    name: str, data: bytes | str, expected: str = "", problems: int | None = None, kind: str = "log"
) -> Made:
    """Return a small file; as many problems are expected as `expected` implies."""
    if problems is None and expected != "?":
        problems = 1 if expected else 0
    content = data.encode() if isinstance(data, str) else data
    return Made(name, lambda: content, expected, problems, kind, is_small=True)


def _references(value: bytes) -> bytes:
    """Return nine mappings of which each refers nine times to the one before."""
    return b"".join(
        b"a%d: &a%d " % (n, n) + value % b", ".join([b"*a%d" % (n - 1)] * 9) + b"\n"
        for n in range(1, 10)
    )


def _bombs() -> Iterator[Made]:
    deep = 100_000
    for name, opening, closing, place in (
        ("lists", b"[", b"]", "1:33"),
        ("mappings", b"{a: ", b"}", "1:129"),
        ("lists and mappings", b"[{a: ", b"}]", "1:81"),
        ("lists in blocks", b"- ", b"", "1:65"),
    ):
        expected = f"{place} too-deep"
        yield Made(f"100,000 {name}", _times(opening, deep), expected, 1)
        yield Made(f"100,000 {name}, closed", _times(opening, deep, b"x", closing), expected, 1)
    blocks = b"".join(b" " * depth + b"a:\n" for depth in range(5_000))
    nested = _title(b"[" * 29 + b"x" + b"]" * 29)
    merge = b"a0: &a0 {k: v}\n" + _references(b"{<<: [%s]}")
    for name, make, expected, problems in (
        ("100,000 keys within keys", _times(b"? ", deep, b"x"), "1:3 complex-key", 1),
        ("5,000 mappings in blocks", lambda: blocks, "33:33 too-deep", 1),
        ("32 MB of brackets", _filled(b"", b"[", size=_BELOW), "1:33 too-deep", 1),
        ("lists as deep as the limit", lambda: nested, "4:14 wrong-shape", 1),
        ("a merge-key bomb", lambda: merge, "1:1 missing-field", None),
        ("a million anchors", _filled(b"", b"- &a b\n", size=7_000_000), "1:3 anchor", 1_001),
        ("a million aliases", _filled(b"", b"- *a\n", size=5_000_000), "1:3 alias", 1_001),
    ):
        yield Made(name, make, expected, problems)
    laughs = b"a0: &a0 [x, x]\n" + _references(b"[%s]")
    yield made("an alias bomb", laughs, "1:1 missing-field", 104)
    yield made("an alias of itself", EVENTS + b"  a: &a [*a]\n", "4:6 anchor", 3)
    within = EVENTS + b"  a: &a {title: *a" + _REST
    yield made("a mapping within itself", within, "4:6 anchor", 2)


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
    for name, unit in (
        ("line feeds", b"\n"),
        ("carriage returns", b"\r"),
        ("spaces", b" "),
        ("comments", b"#\n"),
    ):
        yield Made(f"32 MB of {name}", _filled(HEAD + b"events: {}\n", unit, size=_BELOW), "", 0)
    longest, tab, quote = LIMITS.scalar_characters, b"\ta: b\n", EVENTS + b'  a: {title: "'
    line = _BELOW - len(HEAD + tab) + 3
    emoji = _filled(EVENTS + b"  a: {title: ", "\U0001f600".encode(), _REST, _BELOW)
    version = _filled(b"%YAML ", b"1", b".1\n---\na: b\n", MB)
    long_key = EVENTS + b"  " + b"a" * 2_000 + b": b\n"
    for name, make, expected, problems in (
        ("a text as long as the limit", lambda: _title(b"a" * longest), "", 0),
        ("a text one longer", lambda: _title(b"a" * (longest + 1)), "4:14 too-long", 1),
        ("a quotation mark never closed", _filled(quote, b"a", size=_BELOW), "4:14 syntax", 1),
        (
            "32 MB of empty lines, then a tab",
            _filled(HEAD, b"\n", tab, _BELOW),
            f"{line}:1 syntax",
            1,
        ),
        ("32 MB of colons", _filled(b"", b":", size=_BELOW), "1:1 too-long", 2),
        ("32 MB of commas", _filled(b"[", b",", size=_BELOW), "1:2 syntax", 1),
        ("32 MB of documents", _filled(b"", b"---\na\n", size=_BELOW), "3:1 several-documents", 1),
        ("32 MB of tag directives", _tag_directives, "1:1 tag", 1),
        ("tag directives after the end", lambda: b"a: b\n...\n" + _tag_directives(), "3:1 tag", 1),
        ("32 MB of emoji", emoji, "4:14 too-long", 1),
        ("a version of a million digits", version, "1:16 syntax", 1),
        ("a key of 2,000 characters", lambda: long_key, "4:2003 syntax", 1),
    ):
        yield Made(name, make, expected, problems)


def _tag_directives() -> bytes:
    directives = (b"%%TAG !%d! tag:x,2000:\n" % number for number in range(1_000_000))
    return b"".join(directives) + b"---\na: b\n"


def _many() -> Iterator[Made]:
    most, too_many = LIMITS.entries, "too-many-values"
    most_problems = LIMITS.problems + 1
    alike = b"a" * 60
    for name, make, expected, problems in (
        ("as many events as the limit", lambda: _events(most), "", 0),
        ("one event more", lambda: _events(most + 1), f"{most + 4}:3 {too_many}", 1),
        ("200,000 one-line events", lambda: _events(200_000), f"{most + 4}:3 {too_many}", 1),
        ("200,000 times the same key", _same_keys, "5:3 duplicate-key", most_problems),
        (
            "faults in all events",
            lambda: _events(most, b"pots"),
            "4:25 unknown-kind",
            most_problems,
        ),
        ("the most that is read", _most, "", 0),
        ("15 million values", lambda: _lines(1_500, _TOPICS), f"68:19601 {too_many}", 1),
        ("a full list", lambda: _topics(LIMITS.items), "4:52 repeated", most_problems),
        ("a list one longer", lambda: _topics(LIMITS.items + 1), f"4:20050 {too_many}", 1),
        ("two million dates", lambda: _lines(25_000, _DATES), f"1003:39 {too_many}", most_problems),
        (
            "20,000 unknown ids",
            lambda: _lines(20_000, _UNKNOWN),
            "4:52 unknown-topic",
            most_problems,
        ),
        ("1,711 ids spelled alike", lambda: _alike(alike), "5:3 same-id", most_problems),
        ("numbers that collide as keys", _colliding, "", 0),
    ):
        yield Made(name, make, expected, problems)
    yield made("sexagesimal digits", _title(b"1:" * 30_000 + b"1"))
    yield made("200,000 sexagesimal groups", _title(b"1:" * 200_000 + b"1"), "4:14 too-long")
    yield made("a hexadecimal number of 1 MB", _title(b"0x" + b"f" * MB), "4:14 too-long")


_TOPICS = b"  e%dx: {topics: [" + b"a," * 9_999 + b"]}\n"
_DATES = b"  e%dx: {title: T, kind: post, when: '[" + b",".join([b"2025-05-11"] * 80) + b"]'}\n"
_UNKNOWN = b"  e%dx: {title: T, kind: post, when: 2025, topics: [t" + b"z" * 70 + b"]}\n"


def _lines(count: int, line: bytes) -> bytes:
    return EVENTS + b"".join(line % number for number in range(count))


def _same_keys() -> bytes:
    return EVENTS + b"  a: b\n" * 200_000


def _most() -> bytes:
    """Return a log of events that say much, not far below every limit."""
    instant = b"2025-05-11T19:12:00-04:00"
    rest = b"zone: America/New_York, actors: [{actor: a, role: host}], citations: [{source: s}]}\n"
    event = b"  e%dx: {title: T, kind: post, when: " + instant + b"/" + instant + b", " + rest
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
    return EVENTS + b"".join(_EVENT.replace(b"e%dx", key) for key in keys)


def _colliding() -> bytes:
    """Return ids of which Python's hash would be one, were they numbers."""
    line = _EVENT.replace(b"e%dx", b"%d")
    return EVENTS + b"".join(line % (number * (2**61 - 1)) for number in range(20_000))


def _events(count: int, kind: bytes = b"post") -> bytes:
    event = _EVENT.replace(b"post", kind)
    return EVENTS + b"".join(event % number for number in range(count))


def _topics(count: int) -> bytes:
    return EVENTS + b"  a: {title: T" + _REST[:-2] + b", topics: [" + b"t," * count + b"]}\n"


LOOK_ALIKES = (
    *("no", "NO", "on", "yes", "Off", "y", "~", "null", "true", "010", "0o10", "0x1F", "0b11"),
    *("1_000", "12:30", "190:20:30", "1e3", ".inf", ".nan", "-.Inf", "1e999", "=", "<<", "+1"),
    *("2025-05-11", "2024-13-45", "0001-01-01", "9" * 5_000, "1.0", "00", ".5", "5."),
)
NO_NUMBERS = (
    *(".inf", "-.INF", ".nan", "1e999", "NaN", "Infinity", "1:30", "0x10", "1_000", "yes", "''"),
    "9" * 400,
)
TAGS = ("!!python/object/apply:os.system", "!!binary", "!!int", "!mine", "!<tag:x>")


def _values() -> Iterator[Made]:
    for text in LOOK_ALIKES:
        yield made(f"the title {text[:12]}", _title(text))
    for number in NO_NUMBERS:
        yield made(f"the figure {number[:9]}", _figure(number), "5:71 bad-number")
    for number in ("010", "1e308", "-0", "0.1", "00", "5."):
        yield made(f"the figure {number}", _figure(number))
    for tag in TAGS:
        yield made(f"the tag {tag}", _title(f"{tag} x"), "4:14 tag")
    title, boolean = _title("T"), SOUND.replace(b"verbatim: false", b"verbatim: no")
    event = b"  a: {title: T" + _REST
    yield made("the tag !!set", _title("!!set {x}"), "4:14 tag", 2)
    for name, data, expected in (
        ("Norway as an id", _title("no").replace(b"  a:", b"  no:"), ""),
        ("on as an id", title.replace(b"  a:", b"  on:"), ""),
        ("format 01", title.replace(b"format: 1", b"format: 01"), "1:9 unsupported-format"),
        ("a quote that is verbatim: no", boolean, "100:19 bad-boolean"),
        ("a tag directive", b"%TAG ! tag:x,2000:\n---\n" + title, "1:1 tag"),
        ("YAML 1.1", b"%YAML 1.1\n---\n" + title, ""),
        ("YAML 9.9", b"%YAML 9.9\n---\n" + title, "1:1 syntax"),
        ("an unknown directive", b"%FOO bar\n---\n" + title, "1:5 syntax"),
        ("an event twice", EVENTS + event + event.replace(b"T", b"U"), "5:3 duplicate-key"),
        ("a table twice", HEAD + b"events: {}\nevents: {}\n", "4:1 duplicate-key"),
        ("a key twice", _title("T, title: U"), "4:17 duplicate-key"),
        ("a list as a key", EVENTS + b"  ? [a]\n  : b\n", "4:5 complex-key"),
        ("a mapping as a key", EVENTS + b"  ? {a: b}\n  : c\n", "4:5 complex-key"),
        ("two documents", title + b"---\na: b\n", "5:1 several-documents"),
        ("nothing", b"", "1:1 empty-file"),
        ("white space", b" \n\n  \n", "1:1 empty-file"),
        ("comments", b"# a\n# b\n", "1:1 empty-file"),
        ("an empty document", b"---\n...\n", "1:1 empty-file"),
        ("a text", b"just words\n", "1:1 wrong-shape"),
        ("a list", b"- a\n- b\n", "1:1 wrong-shape"),
        ("a number", b"42\n", "1:1 wrong-shape"),
        ("a list for a title", _title("[x]"), "4:14 wrong-shape"),
        ("an empty title", _title("''"), "4:14 empty"),
    ):
        yield made(name, data, expected)


def _characters() -> Iterator[Made]:
    title, mark = _title("T"), b"\xef\xbb\xbf"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        marked = encoding.endswith(("16", "32"))
        place = "1:1" if marked or encoding.endswith("be") else "1:2"
        code = "encoding" if marked else "control-character"
        yield made(encoding, title.decode().encode(encoding), f"{place} {code}")
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
        yield made(name, _title(b"caf\xc3\xa9 " + data), "4:19 encoding")
    controls = "\0\x01\x08\x0b\x0c\x1b\x7f\x80\x85\x9f"
    for character in controls + "\u061c\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff":
        data = _title(f"a{character}b")
        yield made(f"U+{ord(character):04X}", data, "4:15 control-character")
    for name, data, expected in (
        ("a byte-order mark", mark + title, ""),
        ("two byte-order marks", mark * 2 + title, "1:1 control-character"),
        ("latin-1", _title("é").decode().encode("latin-1"), "4:14 encoding"),
        ("windows-1252", _title("“x”").decode().encode("windows-1252"), "4:14 encoding"),
        ("Shift JIS", "title: 船\n".encode("shift-jis"), "1:8 encoding"),
        ("an escaped U+202E", _title('"a\\u202Eb"'), "4:14 control-character"),
        ("an escaped NUL", _title('"a\\0b"'), "4:14 control-character"),
        ("an escaped surrogate", _title('"\\ud800"'), "4:17 syntax"),
        ("an escape beyond U+10FFFF", _title('"\\U00110000"'), "4:17 syntax"),
        ("emoji", _title("\U0001f600"), ""),
        ("Chinese", _title("何立峰"), ""),
        ("Arabic", _title("مرحبا"), ""),
        ("joined", _title("e\u0301\u200d"), ""),
        ("CRLF", title.replace(b"\n", b"\r\n"), ""),
        ("lone CR", title.replace(b"\n", b"\r"), ""),
        (
            "a wrong byte after CRLF",
            _title("é\xff").replace(b"\n", b"\r\n") + b"\xff",
            "5:1 encoding",
        ),
        ("a wrong byte after CR", title.replace(b"\n", b"\r") + b"\xff", "5:1 encoding"),
        ("a tab for an indent", EVENTS + b"\ta: {title: T" + _REST, "4:1 syntax"),
        ("a tab in a text", _title('"a\tb"'), ""),
    ):
        yield made(name, data, expected)


def _dates() -> Iterator[Made]:
    far = "0000", "0001-01-01", "9999-12-31", "-9999", "-0001-12-31", "Y275759", "Y-271820"
    leap = "2024-02-29", "2000-02-29", "0000-02-29", "-0004-02-29"
    yield made("far years", _when(*far))
    yield made("29 February in leap years", _when(*leap))
    impossible = "2025-02-29 1900-02-29 2100-02-29 -0001-02-29 2025-02-30 2025-04-31 2025-13-01"
    for date in (*impossible.split(), "2025-00-01", "-0000"):
        yield made(f"the date {date}", _when(date), "4:37 no-such-date")
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
        yield made(f"the date {date[:20]}", _when(date), f"4:37 {code}")
    first, last = "0001-01-01T00:00:00", "9999-12-31T23:59:59"
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai", "America/St_Johns"):
        yield made(f"the first and the last second in {zone}", _when(first, last, zone=zone))
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
        large = [change for change in changes(zone) if abs(change.after - change.before) >= 1200]
        gap = next((change for change in reversed(large) if change.is_gap), None)
        fold = next((change for change in reversed(large) if not change.is_gap), None)
        dates = []
        if which is None:
            dates += [change.wall(600) for change in (gap, fold) if change]
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
    """Yield the marked example, cut after some of its lines."""
    lines, title = SOUND.splitlines(keepends=True), _title("T")
    whole = len(lines)
    for kept in (3, whole // 2, whole - 11, whole - 1):
        expected = f"{kept + 1}:1 cut" if kept == whole - 1 else "?"
        problems = None if expected == "?" else 1
        yield made(f"cut after line {kept}", b"".join(lines[:kept]), expected, problems)
    marked = EVENTS.replace(b"\nlog", b"\nend: marked\nlog") + _EVENT % 1
    late = title + b"...\n  b: {title: U" + _REST
    yield made("a lost end", marked, "6:1 cut")
    yield made("an end that nobody announced", title + b"...\n# after\n")
    yield made("an event after the end", late, "6:3 syntax")


def _other() -> Iterator[Made]:
    chance = random.Random(7)  # noqa: S311 - the same bytes in every run
    yield Made("random bytes", lambda: chance.randbytes(100_000), "?", 1)
    columns = next(sound.data for sound in corpus() if sound.kind == "parquet")
    for name, data, expected in (
        ("gzip", gzip.compress(SOUND, mtime=0), "1:1 encoding"),
        ("a PNG", _png(), "1:1 encoding"),
        ("a ZIP", b"PK\x03\x04" + bytes(60), "1:1 encoding"),
        ("an SQLite file", b"SQLite format 3\0" + bytes(80), "1:16 control-character"),
        ("an HTML page", b"<!doctype html>\n<p>a: b</p>\n", "2:5 syntax"),
        ("Parquet called YAML", columns, "1:1 encoding"),
    ):
        yield made(name, data, expected)
    footer = columns[:-8] + struct.pack("<i", 2**31 - 1) + columns[-4:]
    for name, data in (
        ("YAML called Parquet", SOUND),
        ("nothing called Parquet", b""),
        ("Parquet with a footer of 2 GB", footer),
        ("texts that the schema calls numbers", _footer(columns, *_TEXTS_AS_NUMBERS)),
        ("numbers with the sizes of texts", _footer(columns, *_SIZES_OF_TEXTS)),
        *(
            (f"{share} % of a Parquet file", columns[: len(columns) * share // 100])
            for share in (1, 25, 50, 75, 99)
        ),
    ):
        yield made(name, data, "1:1 unreadable-parquet", kind="parquet")


# What stands in a footer, and what another reader ends the process over: the type of an element of
# a list (Thrift's 6 is a text, 2 a number), and the sizes that are kept of a column of numbers.
_TEXTS_AS_NUMBERS = b"\x15\x0c\x25\x02\x18\x07element", b"\x15\x04\x25\x02\x18\x07element"
_SIZES_OF_TEXTS = (
    b"\x3c\x29\x06\x19\x26\x02\x04\0\0",
    b"\x3c\x16\x80\x01\x19\x06\x19\x26\x02\x04\0\0",
)


def _footer(columns: bytes, old: bytes, new: bytes) -> bytes:
    """Return a Parquet file with other bytes in its footer."""
    pages, footer = parquet_file.split(columns)
    assert old in footer
    return parquet_file.join(pages, footer.replace(old, new, 1))


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes = b"") -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _json() -> Iterator[Made]:
    log = check(SOUND, "sound.yaml").log
    assert log
    head = write_head(log, events=len(log.events))
    events = [f'{{"id": "{event.id}", {write_event(event)[1:]}' for event in log.events.values()]
    whole = [head, *events]

    def lines(*texts: str) -> bytes:
        return "".join(f"{text}\n" for text in texts).encode()

    def spoilt(old: str, new: str) -> bytes:
        assert old in whole[2]
        return lines(*whole[:2], whole[2].replace(old, new, 1), *whole[3:])

    code = "unreadable-line"
    for kept in range(1, len(whole)):
        name = f"lines cut after {kept}"
        yield made(name, lines(*whole[:kept]), f"{kept + 1}:1 {code}", kind="jsonl")
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
        yield made(f"{name} in lines", spoilt(old, new), f"3:1 {code}", kind="jsonl")
    objects = spoilt('"title": ', '"title": {"a":' * 1_000)
    for name, data, expected in (
        ("lines", lines(*whole), ""),
        ("an event twice in lines", lines(*whole, events[0]), f"5:1 {code}"),
        ("1,000 objects in lines", objects, "?"),
        ("a line cut short", lines(*whole)[:-9], "?"),
        ("latin-1 in lines", lines(*whole).replace(b"captain", b"capt\xe9in"), "?"),
    ):
        yield made(name, data, expected, kind="jsonl")
    long_line = lines(head) + b'{"id": "' + b"a" * (50 * MB) + b'"}\n'
    lists = b"[]," * ((LIMITS.line_bytes - 60) // 3)
    flat = b'{"date": "2025", "title": "T", "x": [' + lists + b"0]}\n"
    for name, make, expected, problems in (
        ("a line of 50 MB", lambda: long_line, f"2:1 {code}", 1),
        ("a first line of 50 MB", _filled(b"[", b"[],", b"]\n", 50 * MB + 3), "?", 2),
        ("a record of 2 MB of lists", lambda: flat, "", 0),
        ("records nested 100,000 deep", lambda: b'{"a":' * 100_000 + b"\n", "?", None),
    ):
        yield Made(name, make, expected, problems, "jsonl")
    whole_log = json.dumps(plain(log))
    yield made("a log as JSON", whole_log)
    yield made("a log as JSON, cut", whole_log[:-1], "?", 1)
    header = ",".join(f"a{number}" for number in range(100_000))
    for name, text, problems, kind in (
        ("records as JSON", '[{"date": "2025", "title": "T"}]', 0, "json"),
        ("100,000 lists as JSON", "[" * 100_000, 1, "json"),
        ("NaN for a date", '[{"date": NaN, "title": 1e999}]', 1, "json"),
        ("100,000 columns", header + "\n", 1, "csv"),
        ("a cell of 2 MB", "date,title\n2025," + "a" * (2 * MB) + "\n", 2, "csv"),
        ("an open quote", 'date,title\n2025,"never closed\n' + "x\n" * 10_000, 1, "csv"),
        ("5,000 digits for a date", "date,title\n" + "9" * 5_000 + ",T\n", 1, "csv"),
    ):
        yield made(name, text, "?" if problems else "", problems, kind)


def _faulty() -> Iterator[Made]:
    """Yield the faulty examples of the tests, which state themselves what is expected."""
    for path in sorted([*EXAMPLES.glob("faulty/*.yaml"), *EXAMPLES.glob("faulty/many/*.yaml")]):
        data = path.read_bytes()
        if not _OWN_LIMIT.search(data):
            yield Made(f"{path.parent.name}/{path.name}", path.read_bytes, "?", is_small=True)


def files() -> tuple[Made, ...]:
    """Return the files made by hand."""
    for zone in zone_names():
        changes(zone)  # cached before the children are forked
    parts = (_bombs, _large, _many, _values, _characters, _dates, _cut, _other, _json)
    return tuple(file for part in parts for file in part())


def examples() -> tuple[Made, ...]:
    """Return the faulty examples of the tests of the reader."""
    return tuple(_faulty())
