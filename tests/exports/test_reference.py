"""References to events and views: what a reader and a citation manager make of them."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from pybtex.database import parse_string

from components.events import Log, parse_when
from components.exports import as_text, cite_event, cite_view
from components.exports.reference import as_bibtex
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, closed, download_of, written
from tests.frames.sample import logs, make_log, of_whens, the_log

# The shape of csl-data.json of CSL 1.0.2, for the fields that are written.
TEXT = {"type": "string", "minLength": 1}
PART = {"type": "integer", "not": {"const": 0}}
PARTS = {"type": "array", "items": PART, "minItems": 1, "maxItems": 3}
DATES = {"type": "array", "items": PARTS, "minItems": 1, "maxItems": 2}
DATE = closed({"date-parts": DATES, "circa": {"type": "boolean"}}, required=["date-parts"])
ITEM = {
    **dict.fromkeys(("id", "title", "container-title", "note"), TEXT),
    **dict.fromkeys(("issued", "accessed"), DATE),
    "type": {"enum": ["dataset", "webpage"]},
    "URL": {"type": "string", "pattern": "^https?://"},
}
CSL = {"type": "array", "items": closed(ITEM, required=["type", "id"])}
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
COMMAND = re.compile(r"\\([a-z]+)\{\}|\\([%&$#_])|([\\{}~^%&$#_])")


def plain(latex: str) -> str:
    """Return what LaTeX sets; a character that means something to it fails."""

    def found(match: re.Match[str]) -> str:
        assert not match[3], f"{match[3]} stands bare in {latex}"
        return COMMANDS[match[1]] if match[1] else match[2]

    return COMMAND.sub(found, latex)


def csl_of(log: Log, **fields: Any) -> list[Any]:  # noqa: ANN401
    data = json.loads(written("csl", download_of(log, **fields)))
    Draft7Validator(CSL).validate(data)
    assert isinstance(data, list)
    return data


def entries_of(log: Log, **fields: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401
    parsed = parse_string(written("bib", download_of(log, **fields)).decode(), "bibtex")
    assert {entry.type for entry in parsed.entries.values()} == {"misc"}
    return {key: dict(entry.fields.items()) for key, entry in parsed.entries.items()}


def test_the_reference_to_an_event_says_what_when_whence_and_where() -> None:
    reference = cite_event(download_of(), "neutral-venue")
    event = the_log().events["neutral-venue"]
    assert reference.title == event.title
    assert reference.container == the_log().about.title
    assert reference.url == f"{BASE}e/neutral-venue"
    assert reference.retrieved == "2025-06-01T12:30:15Z"
    assert len(reference.sources) == len(event.citations)
    text = as_text(reference)
    for told in (event.title, reference.when, reference.url, "(retrieved 2025-06-01T12:30:15Z)."):
        assert told in text
    cited = cite_event(download_of(), "swiss-outreach")
    assert cited.sources[0].endswith(", passage 9")
    assert cited.sources[0] in as_text(cited)


def test_the_reference_to_a_view_says_which_and_of_which_state_of_the_log() -> None:
    download = download_of(topic=("tariffs",))
    text = as_text(cite_view(download))
    assert text.startswith(f"“{download.sentence}.” View of: {the_log().about.title}. SHA-256")
    assert the_log().hash in text
    assert text.endswith(f" {BASE}?topic=tariffs (retrieved 2025-06-01T12:30:15Z).")


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("He speaks of “progress”", "“He speaks of \u2018progress\u2019.”"),
        ('"Progress", he says', "“\u2018Progress\u2019, he says.”"),
        ("“Progress?”", "“\u2018Progress?\u2019.”"),
        ("Trump's “deal” isn\u2019t done!", "“Trump's \u2018deal\u2019 isn\u2019t done!”"),
        ('A pipe of 6" and one of 12" burst', '“A pipe of 6" and one of 12" burst.”'),
    ],
)
def test_quotation_marks_within_others_are_single_in_text(title: str, quoted: str) -> None:
    log = make_log({"events": {"e": {"title": title, "kind": "post", "when": "2025"}}})
    assert as_text(cite_event(download_of(log), "e")).startswith(f"{quoted} ")
    # managers set a title into marks of their own
    assert csl_of(log)[1]["title"] == title


def test_the_words_that_a_view_searches_for_are_in_single_marks() -> None:
    text = as_text(cite_view(download_of(q="贸易")))
    assert "matching \u2018贸易\u2019.” View of" in text


def test_each_file_begins_with_the_view_and_goes_on_with_its_events() -> None:
    log = the_log()
    download = download_of(log, topic=("tariffs",))
    ids = list(download.ids())
    titles = [download.sentence, *(log.events[key].title for key in ids)]
    first, blank, *others = written("txt", download).decode().splitlines()
    assert (blank, len(others)) == ("", len(ids))
    assert all(title in line for title, line in zip(titles, [first, *others], strict=True))
    bib = entries_of(log, topic=("tariffs",))
    assert [plain(entry["title"][1:-1]) for entry in bib.values()] == titles
    csl = csl_of(log, topic=("tariffs",))
    assert [item["title"] for item in csl] == titles
    assert [item["id"] for item in csl] == list(bib)
    assert [item["URL"] for item in csl] == [entry["url"] for entry in bib.values()]
    assert csl[0]["URL"] == f"{BASE}?topic=tariffs"
    assert csl[1]["accessed"] == {"date-parts": [[2025, 6, 1]]}
    assert bib[csl[1]["id"]]["urldate"] == "2025-06-01"


@pytest.mark.parametrize(
    ("when", "parts", "circa", "edtf"),
    [
        ("2025", [[2025]], False, "2025"),
        ("2025-05", [[2025, 5]], False, "2025-05"),
        ("2025-05-11", [[2025, 5, 11]], False, "2025-05-11"),
        ("2025-05-11?", [[2025, 5, 11]], True, "2025-05-11?"),
        ("2025~", [[2025]], True, "2025~"),
        ("2025%", [[2025]], True, "2025%"),
        ("2025-05-10/2025-06", [[2025, 5, 10], [2025, 6]], False, "2025-05-10/2025-06"),
        ("[2024..2025]", [[2024], [2025]], True, "2024/2025"),
        ("201X", [[2010], [2019]], True, "2010/2019"),
        ("2025-05-11/..", [[2025, 5, 11]], False, "2025-05-11/.."),
        ("[..2025-05-11]", [[2025, 5, 11]], True, "../2025-05-11"),
        ("../2025-05-11", [[2025, 5, 11]], True, "../2025-05-11"),
        ("2025-05-11T23:30-04:00", [[2025, 5, 12]], False, "2025-05-12"),
        ("-0043-03-15", [[-44, 3, 15]], False, "-0043-03-15"),
        ("0000", [[-1]], False, "0000"),
        ("Y-20000", [[-20001]], False, "Y-20000"),
    ],
)
def test_the_date_is_told_as_far_as_it_is_known(
    when: str, parts: list[list[int]], circa: bool, edtf: str
) -> None:
    log = of_whens(when, clocks={"here": {"name": "Zurich", "zone": "Europe/Zurich"}})
    issued = csl_of(log)[1]["issued"]
    assert issued["date-parts"] == parts
    assert issued.get("circa", False) == circa
    (_, entry) = entries_of(log).values()
    assert entry["date"] == edtf
    parse_when(entry["date"], "UTC")
    assert entry.get("year") == (str(parts[0][0]) if parts[0][0] > 0 else None)


@given(logs())
def test_any_log_can_be_cited(log: Log) -> None:
    download = download_of(log)
    bib, csl = entries_of(log), csl_of(log)
    assert len(bib) == len(csl) == len(log.events) + 1
    for event, item in zip(download.events(), csl[1:], strict=True):
        assert plain(bib[item["id"]]["title"][1:-1]) == item["title"] == event.title
        assert plain(bib[item["id"]]["note"]) == item["note"]
        assert item["id"].endswith(f":{event.id}")


def test_nothing_that_a_log_says_ends_an_entry_or_begins_a_command() -> None:
    log = hostile_log()
    title = " ".join(TITLE.split())
    (_, *entries) = entries_of(log).values()
    assert [plain(entry["title"][1:-1]) for entry in entries] == [title] * 3
    odd = r"a } b { c \input{x} 50 % $1 #_^~ @misc{x, 何立峰 é"
    event = {"title": odd, "kind": "post", "when": "2025"}
    (_, entry) = entries_of(make_log({"events": {"e": event}})).values()
    assert plain(entry["title"][1:-1]) == odd
    assert csl_of(make_log({"events": {"e": event}}))[1]["title"] == odd
    assert written("txt", download_of(log)).decode().count("\n") == 5


def test_an_address_that_nobody_knows_is_not_made_up() -> None:
    download = download_of(base="")
    reference = cite_event(download, "neutral-venue")
    assert reference.url == ""
    assert "url" not in as_bibtex(reference).replace("urldate", "")
    assert "View: ?event=neutral-venue" in reference.note
    assert all("URL" not in item for item in csl_of(the_log(), base=""))


def test_a_key_stays_when_the_log_changes() -> None:
    one = cite_event(download_of(of_whens("2025")), "e0").key
    assert one == cite_event(download_of(of_whens("2024", "2026")), "e0").key
    assert one != cite_event(download_of(of_whens("2025", title="Other")), "e0").key
    assert re.fullmatch(r"[a-z0-9-]+:e0", one)
