"""The reader takes plain YAML as text, knows where everything stands, and survives the rest."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.limit import LIMITS, Limits
from components.events.locate import KeyPath, locate
from components.events.problem import Place
from components.events.read import Plain, is_end_marked, read
from tests.pace import timed

HERE = Path(__file__).parent


def codes(data: bytes, limits: Limits = LIMITS) -> list[tuple[int, int, str]]:
    return [(*fault.place, fault.code) for fault in read(data, limits).faults]


def leaves(value: Plain, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


@pytest.mark.parametrize(
    "scalar",
    [
        *("yes", "no", "on", "off", "y", "n", "NO", "Yes", "true", "false", "True", "null", "Null"),
        *("~", "0", "010", "0o10", "0x1F", "0b11", "1_000", "1,000", "+1", "-1", "1e3", "1.2e12"),
        *(".5", "5.", ".inf", "-.Inf", ".nan", "12:30", "1:30", "190:20:30", "2025-05-11"),
        *("2025-5-1", "2025-05-11T19:12-04:00", "2025-05-11 19:12:00", "2024-13-45", "0001-01-01"),
        *(
            "=",
            "é",
            "船長",
            "1.0",
            "00",
            "9" * 1000,
            "x#y",
            "it's",
            "100%",
            "a..b",
        ),
    ],
)
def test_every_scalar_is_the_text_that_was_written(scalar: str) -> None:
    assert read(f"{scalar}: {scalar}\n".encode()).value == {scalar: scalar}
    assert read(f"- {scalar}\n".encode()).value == [scalar]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\n", {"a": ""}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: 'it''s'\nb: \"\\u00e9\\n\"\n", {"a": "it's", "b": "é\n"}),
        ("%YAML 1.1\n---\na: b\n...\n", {"a": "b"}),
        ("a: b # c\n# d\n", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("'<<': a\n", {"<<": "a"}),
    ],
)
def test_plain_yaml_is_built_as_it_stands(text: str, value: Plain) -> None:
    assert read(text.encode()) == (value, ())


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"a: \xfc\n", [(1, 4, "encoding")]),
        (b"a: b\r\nc: d\re\xff\n", [(3, 2, "encoding")]),
        ("a: ü".encode("utf-16"), [(1, 1, "encoding")]),
        ("a: ü".encode("utf-32"), [(1, 1, "encoding")]),
        (b"PAR1\x15", [(1, 1, "encoding")]),
        (b"%TAG ! tag:x:\n---\na: b\n", [(1, 1, "tag")]),
        (b"# c\r%TAG !x! tag:x:\r---\ra: b\n", [(2, 1, "tag")]),
        (b"a: b\n...\nc: d\n", [(3, 1, "syntax")]),
        (b"end: marked\na: b\n", [(3, 1, "cut")]),
        (b"end: marked\na: b", [(2, 5, "cut")]),
        (b"\xef\xbb\xbfend: marked\r\na: \xc3\xbc\r\n", [(3, 1, "cut")]),
        (b"a: b\nend: marked\na: c\n", [(3, 1, "duplicate-key"), (4, 1, "cut")]),
        ("a: ü".encode("latin-1"), [(1, 4, "encoding")]),
        (b"a: \xed\xa0\x80\n", [(1, 4, "encoding")]),
        (b"\xef\xbb\xbfa: \xff\n", [(1, 4, "encoding")]),
        (b"a: b\x00\n", [(1, 5, "control-character")]),
        (b"a:\n - b\x1b\n", [(2, 5, "control-character")]),
        ("a: b\x85c: d".encode(), [(1, 5, "control-character")]),
        ("a: b\u2028c: d".encode(), [(1, 5, "control-character")]),
        ("a: \u202eb\n".encode(), [(1, 4, "control-character")]),
        ("a: \u2066b\n".encode(), [(1, 4, "control-character")]),
        ("a: b\ufeff\n".encode(), [(1, 5, "control-character")]),
        (b'a: "\\u202e"\n', [(1, 4, "control-character")]),
        (b'a: "\\0"\nb: "\\x1b"\n', [(1, 4, "control-character"), (2, 4, "control-character")]),
        (b'a: "\\ud800"\n', [(1, 7, "syntax")]),
        (b"a: b: c\n", [(1, 5, "syntax")]),
        (b"a:\n\tb: c\n", [(2, 1, "syntax")]),
        (b"a: 'b\n\nc\n", [(1, 4, "syntax")]),
        (b"a: [b\nc: d\n", [(2, 2, "syntax")]),
        (b"a: `b`\n", [(1, 4, "syntax")]),
        (b"%YAML 9.9\n---\na: b\n", [(1, 1, "syntax")]),
        (b"", [(1, 1, "empty-file")]),
        (b"\n# nothing\n", [(1, 1, "empty-file")]),
        (b"---\n", [(1, 1, "empty-file")]),
        (b"a: b\n---\nc: d\n", [(2, 1, "several-documents")]),
        (b"a: b\n...\n---\n", [(3, 1, "several-documents")]),
        (b"a: *b\nc: *d\n", [(1, 4, "alias"), (2, 4, "alias")]),
        (b"a: &b\n  - *b\n", [(1, 4, "anchor"), (2, 5, "alias")]),
        (b"&a b: c\n", [(1, 1, "anchor")]),
        (b"a: !!int 3\nb: !c [d]\ne: !<f> {g: h}\n", [(1, 4, "tag"), (2, 4, "tag"), (3, 4, "tag")]),
        (b"a: !!python/object/apply:os.system [b]\n", [(1, 4, "tag")]),
        (b"a: !!binary aGk=\nb: !!set {c}\n", [(1, 4, "tag"), (2, 4, "tag")]),
        (b"a: {b: c}\n<<: {d: e}\n", [(2, 1, "merge-key")]),
        (b"? [a]\n: b\n", [(1, 3, "complex-key")]),
        (b"? {a: b}\n: c\n", [(1, 3, "complex-key")]),
        (b"a: b\nc: d\na: e\nc: f\n", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
        (b"a: {b: c, b: {d: e, d: f}}\n", [(1, 11, "duplicate-key"), (1, 21, "duplicate-key")]),
    ],
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(
    data: bytes, faults: list[tuple[int, int, str]]
) -> None:
    assert codes(data) == faults


def test_a_key_written_twice_names_both_lines_and_keeps_the_first() -> None:
    written = read(b"a: 1\nb: 2\na: {c: 3}\nd: 4\n")
    assert written.value == {"a": "1", "b": "2", "d": "4"}
    assert [fault.message for fault in written.faults] == ['"a" stands in line 1 already']
    assert written.faults[0].place == Place(3, 1)


@pytest.mark.parametrize(
    ("data", "limits", "code", "place"),
    [
        (b"a: b\n", Limits(file_bytes=4), "too-big", (1, 1)),
        (b"a: b\n", Limits(file_bytes=5), None, None),
        (b"a: bcd\n", Limits(scalar_characters=2), "too-long", (1, 4)),
        (b"abc: d\n", Limits(scalar_characters=2), "too-long", (1, 1)),
        ("a: éé\n".encode(), Limits(scalar_characters=2), None, None),
        (b"a: [[b]]\n", Limits(depth=2), "too-deep", (1, 5)),
        (b"a: [[b]]\n", Limits(depth=3), None, None),
        (b"a: [b, c, d]\n", Limits(items=2), "too-many-values", (1, 11)),
        (b"a: [b, c, d]\n", Limits(values=5), "too-many-values", (1, 11)),
        (b"a: [b, c, d]\n", Limits(values=6), None, None),
        (b"a: [b, c]\n", Limits(items=2), None, None),
        (b"a: 1\nb: 2\nc: 3\n", Limits(entries=2), "too-many-values", (3, 1)),
        (b"a: 1\nb: 2\n", Limits(entries=2), None, None),
        (b"a: *b\nc: *d\ne: *f\n", Limits(problems=2), "more-problems", (3, 4)),
    ],
)
def test_each_limit_holds_to_the_last_that_is_allowed(
    data: bytes, limits: Limits, code: str | None, place: tuple[int, int] | None
) -> None:
    faults = read(data, limits).faults
    assert (faults[-1].code if faults else None) == code
    assert (tuple(faults[-1].place) if faults else None) == place


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 1_000_000, "too-deep"),
        (b"{a: " * 100_000, "too-deep"),
        (b"- " * 100_000, "too-deep"),
        (b"a: &a [*a]\n", "anchor"),
        (
            b"a: &a [x, x]\n"
            + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 122)),
            "anchor",
        ),
        (
            b"a: &a {k: v}\n"
            + b"".join(
                b"%c: &%c {<<: [*%c, *%c]}\n" % (n, n, n - 1, n - 1) for n in range(98, 122)
            ),
            "anchor",
        ),
        (b"a: " + b"1:" * 200_000 + b"1\n", "too-long"),
        (b"a: 0x" + b"f" * 1_000_000 + b"\n", "too-long"),
        (b"a: b\n" * 200_000, "duplicate-key"),
        (b"[" + b"a," * 500_000, "too-many-values"),
        (b"- &a b\n" * 200_000, "anchor"),
    ],
)
def test_files_made_to_stop_the_process_are_refused_at_once(data: bytes, code: str) -> None:
    found, seconds = timed(lambda: read(data).faults)
    assert found[0].code == code
    assert seconds < 2
    assert len(found) <= LIMITS.problems + 1


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("end: marked\na: b\n...\n", True),
        ("# c\n---\na: b\nend: marked\n...\n", True),
        ("{a: b}\n", True),
        ("{end: marked, a: b}", True),
        ("a: b\n...\n", False),
        ("a: {end: marked}\n", False),
    ],
)
def test_a_file_is_known_to_be_whole_by_its_mark_or_by_its_bracket(
    text: str, is_marked: bool
) -> None:
    assert read(text.encode()).faults == ()
    assert is_end_marked(text.encode()) is is_marked


def test_what_follows_the_end_is_to_be_moved_before_it() -> None:
    for after in ("c: d\n", "---\nc: d\n"):
        (fault,) = read(f"end: marked\na: b\n...\n{after}".encode()).faults
        assert 'the line "..." ends the file; move what follows to before it' in fault.message


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("data", [b"a: b", b"a: [", b""])
def test_the_cycle_collector_is_left_as_it_was(was_on: bool, data: bytes) -> None:
    before = gc.isenabled()
    try:
        if was_on:
            gc.enable()
        else:
            gc.disable()
        read(data)
        assert gc.isenabled() is was_on
    finally:
        if before:
            gc.enable()


def test_every_value_is_found_where_it_stands() -> None:
    data = (HERE / "sound.yaml").read_bytes()
    lines = data.decode().split("\n")
    tree = dict(leaves(read(data).value or ""))
    assert len(tree) > 100
    spots = locate(data, tree)
    for path, value in tree.items():
        key, spot = spots[path]
        line = lines[spot.line - 1][spot.column - 1 :]
        assert line.lstrip("\"'").startswith(value[:10])
        if isinstance(path[-1], str):
            assert lines[key.line - 1][key.column - 1 :].startswith(path[-1])


def test_a_path_that_leads_nowhere_gets_the_place_of_what_is_around_it() -> None:
    data = b"a:\n  b: [c]\n"
    spots = locate(data, [("a", "x"), ("a", "b", 7), ("z",), ()])
    assert spots[("a", "x")].key == Place(1, 1)
    assert spots[("a", "b", 7)].value == Place(2, 6)
    assert spots[("z",)] == spots[()]


plain = st.recursive(
    st.text(alphabet="abcé船-_. ", max_size=8),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(alphabet="abc船-", min_size=1, max_size=4), inner, max_size=4),
    ),
    max_leaves=12,
)


def flow(value: Plain) -> str:
    """Write a value as YAML in flow style with every text in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {flow(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return f'"{value}"'


@given(plain)
def test_what_is_written_is_read_back_and_found(value: Plain) -> None:
    data = flow(value).encode()
    if value == "":
        return
    assert read(data) == (value, ())
    spots = locate(data, dict(leaves(value)))
    for path, text in leaves(value):
        assert data.decode()[spots[path].value.column - 1 :].startswith(f'"{text}"')


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_at_a_place_within_them(data: bytes) -> None:
    written = read(data)
    assert (written.value is None) <= bool(written.faults)
    for fault in written.faults:
        assert 1 <= fault.place.line <= data.count(b"\n") + data.count(b"\r") + 2


@given(st.text(alphabet="abc:-[]{}?,&*!|>'\"%@`# \t\n\r0~<", max_size=60))
def test_any_text_of_yaml_signs_is_read_or_refused(text: str) -> None:
    written = read(text.encode())
    assert (written.value is None) <= bool(written.faults)
    if written.value is not None:
        locate(text.encode(), dict(leaves(written.value)))
