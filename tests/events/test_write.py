"""A log that is written as YAML reads back to an equal one, whatever its texts are."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log
from components.events.write import plain, write
from tests.frames.sample import ROOT, full_log, logs, make_log, read_log, the_log

# What YAML would take for something else, and what a careless writer would break.
TRAPS = (
    *("no", "Yes", "~", "null", "0x1F", "010", "1e3", "12:30", "2025-05-11", "=", "<<", "..."),
    *(
        "- a",
        "? a",
        "a: b",
        "a #b",
        "#b",
        "*a",
        "&a",
        "!a",
        "@a",
        "`a`",
        "%a",
        "{a",
        "[a]",
        "'",
        '"',
    ),
    *("a\nb", "a\n\n  b", "a \n b", "a\tb", "a\rb", "a\r\nb", "a\n\n\nb", "---\na", "\U0001f600"),
    *("word " * 60, "x" * 300, "何立峰" * 60, "a\\nb", "trailing:", "| a", "> a"),
)
# All that the format lets stand in a file.
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"),
    exclude_characters="\u061c\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\ufeff\ufffe\uffff",
) | st.sampled_from("\n\r\t ")
TEXTS = st.text(CHARACTERS, max_size=60)


def read(text: str) -> Log:
    return read_log(text).with_hash("")


def of_text(text: str) -> Log:
    events = {"e": {"title": f"_{text}", "kind": "post", "when": "2025", "summary": text}}
    return make_log({"topics": {"t": {"name": f"_{text}"}}, "events": events}, summary=text)


@given(logs())
def test_a_log_reads_back_equal_and_in_its_order(log: Log) -> None:
    again = read(write(log))
    assert again == log
    assert list(again.events) == list(log.events)
    assert list(again.actors) == list(log.actors)


def test_a_log_of_every_key_reads_back_equal() -> None:
    assert read(write(full_log())) == full_log().with_hash("")


def test_a_log_from_before_labels_kinds_and_the_walk_is_written_as_it_was() -> None:
    before = (ROOT / "tests" / "events" / "before.yaml").read_text(encoding="utf-8")
    assert write(read(before)) == before


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_that_yaml_would_take_for_something_else_stays_itself(text: str) -> None:
    assert read(write(of_text(text))) == of_text(text)


@given(TEXTS)
def test_any_text_reads_back_equal(text: str) -> None:
    assert read(write(of_text(text))) == of_text(text)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff"])
def test_a_character_that_the_format_refuses_is_not_written(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        write(of_text(f"a{character}b"))


def test_what_is_a_default_is_left_out_and_short_lists_stand_on_one_line() -> None:
    log = make_log(
        """
        actors: {ann: {name: Ann, kind: person}}
        topics: {tea: {name: Tea}}
        events:
          talks:
            {title: They talk, kind: meeting, when: 2025-05-10, topics: [tea],
             actors: [{actor: ann, role: host}], summary: "One line.\\nAnother line."}
        """
    )
    assert write(log).split("events:\n")[1] == (
        "  talks:\n"
        "    title: They talk\n"
        "    kind: meeting\n"
        "    when: '2025-05-10'\n"
        "    actors:\n"
        "    - {actor: ann, role: host}\n"
        "    topics: [tea]\n"
        "    summary: |-\n"
        "      One line.\n"
        "      Another line.\n"
        "...\n"
    )


def test_equal_values_are_written_out_and_no_aliases_are_used() -> None:
    events = {
        key: {"title": key, "kind": "post", "when": "2025", "topics": ["tea"]} for key in "abc"
    }
    text = write(make_log({"topics": {"tea": {"name": "Tea"}}, "events": events}))
    assert not [token for token in yaml.scan(text) if isinstance(token, yaml.AliasToken)]


def test_without_events_everything_else_is_given() -> None:
    log = the_log()
    assert plain(log, events=False) == {k: v for k, v in plain(log).items() if k != "events"}
