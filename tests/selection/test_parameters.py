"""The table of the query string in docs/addresses.md says what the program does."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from components.selection import Selection, address, decode, encode, option_names
from components.selection.parameters import Parameter, parameters, table
from tests.frames.sample import facts_of, the_log

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "addresses.md"


LOG = the_log()
ROWS = {row.key: row for row in parameters(facts_of(LOG))}


def documented() -> dict[str, list[str]]:
    """Return the cells of the document's table, by their keys."""
    lines = re.findall(r"^\| `(\w+)` \|(.*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    return {key: [cell.strip() for cell in cells.split("|")] for key, cells in lines}


def test_the_document_has_the_table_of_the_program() -> None:
    printed = "run `python -m components.selection` and put its table into docs/addresses.md"
    assert table(facts_of(LOG)) in DOCUMENT.read_text(encoding="utf-8"), printed


def test_every_key_that_an_address_can_have_is_in_the_document_and_no_other() -> None:
    unknown = {"why": "there is no such filter"}
    assert len(ROWS) == len(Selection.__dataclass_fields__)
    for key in documented():
        _, ignored = decode({key: ["no-such-value"]}, facts_of(LOG))
        assert all(part.why != unknown["why"] for part in ignored), key
    assert set(documented()) == {*ROWS, "embed", "embed_options"}


@pytest.mark.parametrize("key", ROWS)
def test_each_example_says_what_it_shows_and_is_written_back(key: str) -> None:
    example = documented()[key][3].strip("`")
    read, ignored = decode(parse_qs(example.removeprefix("?")), facts_of(LOG))
    assert not ignored
    assert key in encode(read)
    assert (read, address(read)) == (ROWS[key].example, example)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.key)
def test_each_value_and_default_in_the_table_is_one_that_counts(row: Parameter) -> None:
    values, options = re.findall(r"`([a-z-]+)`", row.values), option_names(facts_of(LOG))
    for value in [*values, *re.findall(r"`(.+)`", row.default)]:
        beside = {key: ids for key, ids in encode(row.example).items() if row.key == "as"}
        read, ignored = decode({**beside, row.key: [value]}, facts_of(LOG))
        if ignored:
            # one of a closed list that no event of this log has
            assert row.key in options and value not in options[row.key], value
            continue
        assert (read == Selection()) == row.default.startswith(f"`{value}`")


def test_a_value_that_is_not_in_the_table_is_refused() -> None:
    choices = [key for key in ROWS if not {key} & {"q"}]
    for key in choices:
        read, ignored = decode({key: ["no-such-value"]}, facts_of(LOG))
        if key == "at":  # which is kept for the part that is shown
            read, ignored = decode({"page": ["evidence"], key: ["no-such-value"]}, facts_of(LOG))
        assert [part.key for part in ignored] == [key]
        assert not encode(read).get(key)
