"""Names become ids of the format, the same in every run."""

from hypothesis import given
from hypothesis import strategies as st

from components.events import (
    Ids,
    Log,
    Names,
    slug,
)
from components.events.identifier import id_of


@given(st.lists(st.text(max_size=80), max_size=20))
def test_ids_of_any_names_are_of_the_format_and_differ(names: list[str]) -> None:
    ids = Ids()
    given_ids = [ids.take(id_of(name)) for name in names]
    topics = {key: {"name": "x"} for key in given_ids}
    Log.model_validate(
        {"format": 1, "log": {"title": "x", "zone": "UTC", "as_of": "2025"}, "topics": topics}
        | {"events": {}}
    )
    assert len({key.replace("-", "") for key in given_ids if key.startswith("x-")}) == len(
        [key for key in given_ids if key.startswith("x-")]
    )
    assert len(set(given_ids)) == len(names)


def test_names_differ_by_more_than_case_and_width() -> None:
    names = Names()
    first = [
        names.id_of(name) for name in ("Søren Łuk", "søren  łuk", "\uff33ØREN ŁUK", "Soren Luk")
    ]
    assert first == ["soren-luk", "soren-luk", "soren-luk", "soren-luk-2"]
    assert names.spellings["soren-luk"] == ("Søren Łuk", "søren łuk", "\uff33ØREN ŁUK")
    assert slug("何立峰") == ""
    assert id_of("何立峰") == id_of("何立峰") != id_of("何立")
    assert len(slug("word " * 40)) <= 64
    assert len(slug("x" * 99)) == 64
