"""Addresses: every selection comes back from its own, and no address is too bad to be read."""

from collections import Counter
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log
from components.selection import Selection, address, clocks, decode, encode, option_names
from components.selection.url import LONGEST_SEARCH, LONGEST_SHOWN, MOST_VALUES
from components.wording import FILTERS
from tests.frames.sample import facts_of, logs, make_log, of_whens, small_log, the_log
from tests.selection.choices import selections

REAL, SMALL = selections(the_log()), selections(small_log())
Parameters = dict[str, list[str]]


@settings(max_examples=100, deadline=None)
@given(st.data(), st.booleans())
def test_a_selection_comes_back_from_its_address(data: st.DataObject, real: bool) -> None:
    log = the_log() if real else small_log()
    selection = data.draw(REAL if real else SMALL)
    assert decode(encode(selection), facts_of(log)) == (selection, ())
    link = address(selection)
    assert link.isascii()
    assert link[0] == "?"
    assert decode(parse_qs(link[1:], strict_parsing=link != "?"), facts_of(log)) == (selection, ())


@settings(max_examples=40, deadline=None)
@given(st.data(), logs(4))
def test_a_selection_of_any_log_comes_back_from_its_address(data: st.DataObject, log: Log) -> None:
    selection = data.draw(selections(log))
    assert decode(encode(selection), facts_of(log)) == (selection, ())


def test_defaults_are_left_out() -> None:
    assert encode(Selection()) == {}
    assert address(Selection()) == "?"
    assert encode(Selection(page="timeline", lanes="side", clock="", q="")) == {}


def test_a_page_that_the_log_cannot_fill_is_refused_and_named() -> None:
    bare = of_whens("2025-05-11")
    for page in ("people", "evidence"):
        selection, ignored = decode({"page": [page]}, facts_of(bare))
        assert selection == Selection()
        assert [(part.key, part.value, part.why) for part in ignored] == [
            ("page", page, "this log has no such page")
        ]
    assert decode({"page": ["data"]}, facts_of(bare)) == (Selection(page="data"), ())


def test_the_default_clock_named_is_the_default_left_out() -> None:
    assert decode({"clock": ["home"]}, facts_of(small_log())) == (Selection(), ())
    of_no_clock = facts_of(make_log({"events": {}}))
    own, utc = clocks(of_no_clock.log)
    assert decode({"clock": [own]}, of_no_clock) == (Selection(), ())
    assert decode({"clock": [utc]}, of_no_clock) == (Selection(clock="utc"), ())
    assert decode({"clock": ["far"]}, facts_of(small_log())) == (Selection(clock="far"), ())


def test_parameters_have_the_promised_names_in_a_fixed_order() -> None:
    selection = Selection(
        page="evidence",
        part="accounts",
        at="who",
        event="talks",
        party=("north",),
        delegation=("north-delegation",),
        member=("ann",),
        actor=("bob", "ann"),
        topic=("tea",),
        kind=("post",),
        status=("happened",),
        source=("paper",),
        differ=("yes",),
        verdict=("differs",),
        tier=("record",),
        q="good tea",
        start="2025-05-10",
        end="2025-05-11T10:00Z",
        clock="far",
        lanes="topic",
    )
    assert address(selection) == (
        "?page=evidence&at=who&event=talks&party=north&delegation=north-delegation&member=ann&actor=bob"
        "&actor=ann&topic=tea&kind=post&status=happened&source=paper&differ=yes"
        "&verdict=differs&tier=record&q=good+tea&from=2025-05-10&to=2025-05-11T10%3A00Z&clock=far&lanes=topic"
    )


def test_an_address_holds_ids_and_never_names() -> None:
    log = the_log()
    names = option_names(facts_of(log))
    chosen: dict[str, Any] = {filter_.key: tuple(names[filter_.key]) for filter_ in FILTERS}
    everything = Selection(**chosen)
    text = unquote(address(everything))
    ids = {value for values in encode(everything).values() for value in values}
    for row in FILTERS:
        for id, name in names[row.key].items():
            assert id in ids
            assert name not in text


@pytest.mark.parametrize(
    ("part", "at"),
    [
        ("accounts", "who"),
        ("sources", "paper"),
        ("passages", "paper.1"),
        ("passages", "paper.99999"),
    ],
)
def test_what_stands_out_has_an_address(part: str, at: str) -> None:
    parameters = {"page": ["evidence"], "part": [part], "at": [at]}
    selection, ignored = decode(parameters, facts_of(small_log()))
    assert (selection.part, selection.at, ignored) == (part, at, ())


@pytest.mark.parametrize(
    ("part", "at"),
    [
        ("accounts", "paper"),
        ("figures", "who"),
        ("sources", "nobody"),
        ("passages", "paper"),
        ("passages", "paper."),
        ("passages", "paper.0"),
        ("passages", "paper.01"),
        ("passages", "paper.-1"),
        ("passages", "paper.²"),
        ("passages", "paper.100000"),
        ("passages", "nobody.1"),
        ("passages", ".1"),
    ],
)
def test_what_cannot_stand_out_is_named(part: str, at: str) -> None:
    selection, ignored = decode({"part": [part], "at": [at]}, facts_of(small_log()))
    assert (selection.part, selection.at) == (part, "")
    assert [(part.key, part.value) for part in ignored] == [("at", at)]


def test_repeated_values_count_once_and_keep_their_order() -> None:
    parameters = {"kind": ["statement", "meeting", "statement", "meeting"]}
    assert decode(parameters, facts_of(small_log())) == (
        Selection(kind=("statement", "meeting")),
        (),
    )


def test_of_a_parameter_with_one_value_the_last_counts() -> None:
    parameters = {"event": ["nonsense", "talks"], "q": ["a", "b"], "lanes": ["kind", "topic"]}
    expected = Selection(event="talks", q="b", lanes="topic")
    assert decode(parameters, facts_of(small_log())) == (expected, ())


def test_a_role_is_kept_with_the_people_who_have_it_and_dropped_without() -> None:
    read, ignored = decode({"actor": ["ann"], "as": ["spoken-of"]}, facts_of(small_log()))
    assert (read.role, ignored) == ("spoken-of", ())
    assert encode(read) == {"actor": ["ann"], "as": ["spoken-of"]}
    assert decode({"topic": ["tea"], "as": ["did"]}, facts_of(small_log())) == (
        Selection(topic=("tea",)),
        (),
    )
    _, ignored = decode({"actor": ["ann"], "as": ["author"]}, facts_of(small_log()))
    assert [(part.key, part.why) for part in ignored] == [("as", "as can be did, spoken-of")]


def test_an_empty_value_is_an_absent_one() -> None:
    parameters = {name: [""] for name in ("kind", "event", "clock", "page", "q", "from", "to")}
    assert decode(parameters, facts_of(small_log())) == (Selection(), ())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" 2025-05-11 ", "2025-05-11"),
        ("2025-05-11T10:00+02", "2025-05-11T10:00+02:00"),
        ("2025-05-11T10:00", "2025-05-11T10:00"),
        ("-0043-03-15", "-0043-03-15"),
        ("Y-20000", "Y-20000"),
        ("2025", "2025"),
    ],
)
def test_a_date_is_kept_as_edtf_has_it(written: str, kept: str) -> None:
    assert decode({"from": [written]}, facts_of(small_log())) == (Selection(start=kept), ())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two \t words ", "two words"),
        ("line\r\nbreak", "line break"),
        ("x" * LONGEST_SEARCH, "x" * LONGEST_SEARCH),
        ("<b>&amp;</b> ' OR 1=1 --", "<b>&amp;</b> ' OR 1=1 --"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
        ("何立峰 Zürich", "何立峰 Zürich"),
    ],
)
def test_a_search_is_kept_as_typed_but_for_white_space(typed: str, kept: str) -> None:
    assert decode({"q": [typed]}, facts_of(small_log())) == (Selection(q=kept), ())


HOSTILE: dict[str, Parameters] = {
    "NUL": {"q": ["a\0b"], "event": ["talks\0"], "kind": ["\0"]},
    "control characters": {"q": ["\x1b[31m"], "clock": ["\x07"]},
    "turned direction": {"q": ["a\u202eb"], "topic": ["\u2066tea"]},
    "zero width": {"q": ["a\u200bb"], "event": ["\ufefftalks"]},
    "lone surrogate": {"q": ["\ud800"], "event": ["\udfff"]},
    "private use": {"q": ["\ue000"]},
    "CRLF": {"event": ["talks\r\nSet-Cookie: a=b"], "from": ["2025\r\n\r\n"]},
    "huge search": {"q": ["x" * 1_000_000]},
    "huge id": {"event": ["talks" * 200_000], "kind": ["post" * 200_000]},
    "huge date": {"from": ["2" * 1_000_000], "to": ["2025-05-11" + " " * 60]},
    "huge key": {"k" * 1_000_000: ["v" * 1_000_000]},
    "no such date": {"from": ["2025-02-30"], "to": ["2025-13"]},
    "words for dates": {"from": ["yesterday"], "to": ["NaN"]},
    "numbers for dates": {"from": ["1e999"], "to": ["-1"]},
    "far years": {"from": ["Y999999999999"], "to": ["Y-999999"]},
    "open or doubtful dates": {"from": ["2025-05-11?"], "to": ["[2025-05-10..2025-05-11]"]},
    "intervals for dates": {"from": ["2025-05-10/2025-05-11"], "to": ["2025/.."]},
    "half a date": {"from": ["2025-05-XX"], "to": ["201X"]},
    "a skipped minute": {"from": ["2025-03-30T02:30"]},
    "a minute that came twice": {"from": ["2025-10-26T02:30"]},
    "digits of another script": {"from": ["\u0662\u0660\u0662\u0665"]},
    "unknown ids": {row.key: ["no-such-id"] for row in FILTERS},
    "unknown choices": {
        "page": ["admin"],
        "lanes": ["__class__"],
        "clock": ["UTC"],
        "event": ["-"],
    },
    "names for ids": {"actor": ["Ann Ångström"], "kind": ["Meeting"]},
    "ids in capitals": {"topic": ["TEA"], "page": ["DATA"]},
    "unknown keys": {"admin": ["1"], "start": ["2025"], "utm_source": ["x"]},
    "keys of Python": {"__class__": ["x"], "__dict__": ["y"]},
    "an empty key": {"": ["x"]},
    "traversal": {"event": ["../../etc/passwd"], "../x": ["y"]},
    "markup": {"event": ["<script>alert(1)</script>"], "topic": ["'\"><img src=x>"]},
    "joined values": {"kind": ["meeting,statement"], "topic": ["tea;nobody"]},
    "brackets for several values": {"kind[]": ["meeting"], "kind[0]": ["post"]},
    "thousands of keys": {f"key{n}": ["x"] for n in range(5000)},
    "thousands of values": {"kind": [f"kind{n}" for n in range(5000)]},
    "no values": {"kind": [], "q": [], "from": [], "event": [], "other": []},
}
# How many values of which key are named as ignored; of the others one of each key.
IGNORED: dict[str, dict[str, int]] = {
    "CRLF": {"event": 1},
    "huge key": {"k" * (LONGEST_SHOWN - 1) + "…": 1},
    "thousands of keys": {f"key{n}": 1 for n in range(MOST_VALUES)},
    "thousands of values": {"kind": MOST_VALUES + 1},
    "no values": {"other": 1},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_address_falls_back_and_is_told_what_of_it_was_of_no_use(name: str) -> None:
    selection, ignored = decode(HOSTILE[name], facts_of(small_log()))
    year = {"CRLF": "2025"}.get(name, "")  # white space around a date is no part of it
    assert selection == Selection(start=year)
    counts = Counter(part.key for part in ignored)
    assert counts == IGNORED.get(name, dict.fromkeys(HOSTILE[name], 1))
    for part in ignored:
        assert part.why
        assert len(part.key) <= LONGEST_SHOWN
        assert len(part.value) <= LONGEST_SHOWN
        assert (part.key + part.value).isprintable()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-05-12", "2025-05-11"),
        ("2025-05-11T10:00Z", "2025-05-11T10:00Z"),
        ("2025-05-11T10:00:30Z", "2025-05-11T10:00Z"),
        ("2025-05-11T10:00Z", "2025-05-11T10:00:00Z"),
        ("2025-05-12", "2025-05-11T22:00Z"),  # midnight in Zurich
        ("2025-05-12T00:00Z", "2025-05-11"),
        ("0001", "0000"),
        ("Y12345", "9999"),
    ],
)
def test_of_a_window_without_breadth_the_end_is_refused(first: str, last: str) -> None:
    selection, ignored = decode({"from": [first], "to": [last]}, facts_of(small_log()))
    assert selection == Selection(start=first)
    assert [(part.key, part.value) for part in ignored] == [("to", last)]


def test_good_parts_of_a_bad_address_are_kept() -> None:
    parameters = {
        "kind": ["meeting", "nonsense", "statement"],
        "q": ["tea"],
        "from": ["never"],
        "to": ["2025-05-11"],
        "embed": ["true"],
        "embed_options": ["dark_theme"],
        **{f"key{n}": ["x"] for n in range(3)},
        "topic": ["tea"],
    }
    selection, ignored = decode(parameters, facts_of(small_log()))
    assert selection == Selection(
        kind=("meeting", "statement"), q="tea", end="2025-05-11", topic=("tea",)
    )
    assert [part.key for part in ignored] == ["kind", "from", "key0", "key1", "key2"]


texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "meeting", "talks", "tea", "yes", "far", "utc", "data", "kind", "2025-05-11", "2025"]
    ),
    st.from_regex(r"-?[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2}Z)?", fullmatch=True),
)
keys = st.one_of(
    st.text(max_size=8), st.sampled_from([*Selection.__dataclass_fields__, "from", "to"])
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(keys, st.lists(texts, max_size=3), max_size=6))
def test_any_address_gives_a_selection_that_comes_back_from_its_own(given_: Parameters) -> None:
    selection, _ = decode(given_, facts_of(small_log()))
    assert decode(encode(selection), facts_of(small_log())) == (selection, ())


def test_an_event_that_is_gone_has_others_that_are_called_alike() -> None:
    log = small_log()
    first = next(iter(log.events))
    selection, (ignored,) = decode({"event": [f"{first}-2025-05-10"]}, facts_of(log))
    assert selection == Selection()
    assert ignored.why == "no event of this log has this id, or none has it any more"
    assert first in ignored.near
    assert ignored.search == f"?q={first.replace('-', '+')}"
    for odd in ("../../etc", "<b>", "x" * 65, "Ä"):
        (ignored,) = decode({"event": [odd]}, facts_of(log))[1]
        assert (ignored.near, ignored.search) == ((), "")
