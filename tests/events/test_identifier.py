"""Names become ids of the format, the same in every run and in any order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from components.events import (
    Log,
    Names,
    dated_id,
    digest,
    id_of,
    own_id,
    parse_when,
    slug,
    stem,
    with_digest,
)
from components.events.field import ID_PATTERN
from components.events.identifier import nearest

_NAMES = st.lists(st.text(max_size=80) | st.sampled_from(["A b", "a-b", "Á B", "ab", "何", "a, b"]))


def final_ids(names: list[str]) -> dict[str, str]:
    """Return the final id of each name."""
    table = Names()
    first = {name: table.id_of(name) for name in names}
    changed = table.renamed()
    return {name: changed.get(key, key) for name, key in first.items()}


@given(_NAMES)
def test_ids_of_any_names_are_of_the_format_and_differ(names: list[str]) -> None:
    table = Names()
    given_ids = {table.id_of(name) for name in names}
    changed = table.renamed()
    final = [changed.get(key, key) for key in given_ids]
    assert len({key.replace("-", "") for key in final}) == len(given_ids)
    topics = {key: {"name": "x"} for key in final}
    Log.model_validate(
        {"format": 1, "log": {"title": "x", "zone": "UTC", "as_of": "2025"}, "topics": topics}
        | {"events": {}}
    )


@given(_NAMES, _NAMES)
def test_an_id_stands_for_one_name_whatever_others_there_are(
    names: list[str], others: list[str]
) -> None:
    first = final_ids(names)
    second = final_ids([*others, *reversed(names)])
    by_id = {key: name for name, key in second.items()}
    for name, key in first.items():
        other = by_id.get(key, name)
        assert key == second[name] or final_ids([name, other])[other] == key


def test_names_differ_by_more_than_case_and_width() -> None:
    names = Names()
    first = [
        names.id_of(name) for name in ("Søren Łuk", "søren  łuk", "\uff33ØREN ŁUK", "Soren Luk")
    ]
    assert set(first[:3]) == {"soren-luk"}
    assert first[3] != "soren-luk"
    assert names.spellings["soren-luk"] == ("Søren Łuk", "søren łuk", "\uff33ØREN ŁUK")
    final = names.renamed()
    assert all(re.fullmatch("soren-luk-x-[0-9a-f]{12}", final[key]) for key in first)
    assert final[first[0]] != final[first[3]]


def test_a_published_name_keeps_its_id_and_no_other_gets_it() -> None:
    names = Names({"ann lee": "ann", "a. lee": "ann", "bob": "robert"})
    keys = [names.id_of(name) for name in ("A. Lee", "Bob", "Ann", "Robert")]
    assert keys[:2] == ["ann", "robert"]
    new = sorted(names.renamed().values())
    assert [key.partition("-x-")[0] for key in new] == ["ann", "robert"]


def test_letters_of_other_scripts_have_a_digest() -> None:
    assert slug("何立峰") == ""
    assert id_of("何立峰") == id_of("何立峰") != id_of("何立")
    assert id_of("ИВАН") == id_of("иван")
    assert id_of("第1轮会谈").startswith("1-x-")
    assert id_of("Talks with 何立峰") == "talks-with"
    assert len(slug("word " * 40)) <= 64
    assert len(slug("x" * 99)) == 64


@given(st.text(), st.sampled_from(["2025-05-10", "201X", "Y-99999", "[..-0043-03-15]"]))
def test_any_title_and_date_make_an_id(title: str, date: str) -> None:
    made = dated_id(title, parse_when(date, "UTC"))
    for key in (made, id_of(title), with_digest(made, digest(title))):
        assert re.fullmatch(ID_PATTERN, key)
    assert with_digest(made, "0" * 12).endswith("-x-000000000000")


def test_the_id_of_an_event_has_the_whole_date() -> None:
    def made(title: str, when: str) -> str:
        return dated_id(title, parse_when(when, "UTC"))

    assert made("Talks begin", "2025-05-10") == "talks-begin-2025-05-10"
    assert made("Talks begin", "2025-05-10T10:00Z/2025-05-11") == "talks-begin-2025-05-10"
    assert made("Talks", "2025-05") == made("Talks!", "2025-05-XX") == "talks-2025-05"
    assert made("Talks", "[..2025?]") == "talks-2025"
    assert made("Caesar is killed", "-0043-03-15") == "caesar-is-killed-44-bc-03-15"
    assert made("A decade", "201X") == "a-decade-2010-to-2019"
    assert made("Far", "Y-20000") == "far-20001-bc"
    long = made("A very long title that goes on and on and on until it is cut", "2025-05-10")
    assert long == "a-very-long-title-that-goes-on-and-on-and-on-until-it-2025-05-10"
    assert len(with_digest(long, "0" * 12)) <= 64


@given(st.lists(st.sampled_from(["talks-2025", "talks-end-2024", "tea-2025", "a", "b-1"])))
def test_the_nearest_ids_begin_alike(ids: list[str]) -> None:
    ordered = sorted(set(ids))
    near = nearest("talks-2026-01-01", ordered)
    assert set(near) == {key for key in ordered if key.startswith("talks")}
    assert nearest("tolks-2025", ordered) == []
    assert nearest("", ordered) == []


def test_long_ids_of_rows_differ_where_they_end_differently() -> None:
    address = "https://www.example.org/archive/of/reports/that/have/long/addresses/"
    assert own_id("A 17") == "a-17"
    assert own_id("-a--17-") == "-a--17-"
    assert own_id(f"{address}17") != own_id(f"{address}18")
    assert len(own_id(f"{address}17")) <= 64
    assert own_id("事件1") != own_id("会议1")


def test_the_stem_of_an_id_is_what_it_had_of_a_title() -> None:
    for key in (
        "talks-2025-05-10",
        "talks-2025",
        "talks-44-bc-03-15",
        "talks",
        "talks-2010-to-2019",
    ):
        assert stem(key) == "talks"
    assert stem("1") == "1"
    assert stem("talks-2025-05-10-x-0123456789ab-2") == "talks"
