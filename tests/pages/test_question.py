"""What the page says of a question: how it was read, the way back, and what a search may mean."""

from urllib.parse import parse_qs

from components.frames import Query
from components.pages import Element, header
from components.selection import Asked, Selection, View, understand
from tests.frames.sample import index_of, the_log
from tests.pages.tree import elements, words

INDEX = index_of(the_log())
EXTENT = INDEX.extent(Query())


def view_by(selection: Selection) -> View:
    return View(the_log(), INDEX, selection)


def asked(text: str, before: Selection) -> tuple[View, Asked]:
    """Return the view that a question gives a reader, with the question."""
    after = understand(text, INDEX.facts, before, EXTENT).selection
    return view_by(after), Asked(text, before, after)


def said(view: View, question: Asked | None = None) -> list[str]:
    node = header.view(view, None, question)
    assert isinstance(node, Element)
    return [words(line) for line in elements(node, class_="gt-understood")]


def links(node: object) -> dict[str, dict[str, list[str]]]:
    """Return the links of a node: the parameters of each, by its words."""
    assert isinstance(node, Element)
    return {
        words(link): parse_qs(str(link.attributes["href"]).removeprefix("?"))
        for link in elements(node, "a")
    }


def test_a_question_is_told_as_it_was_read_with_the_way_back_to_its_words() -> None:
    text = "statements by Bessent about Trump"
    view, question = asked(text, Selection(topic=("president",), page="people"))
    (line,) = said(view, question)
    assert line == (
        "Understood: statements, by Scott Bessent; “Trump” as text. "
        f"Search for “{text}” as text instead"
    )
    found = links(header.view(view, None, question))
    back = found[f"Search for “{text}” as text instead"]
    assert back == {"page": ["people"], "topic": ["president"], "q": [text]}


def test_what_a_side_says_cannot_be_told_from_what_is_said_of_it() -> None:
    (line,) = said(*asked("what did China say", Selection()))
    assert "The filter by side has what a side does as well as what is said about it." in line
    (line,) = said(*asked("meetings with the Chinese side", Selection()))
    assert "as well" not in line


def test_a_text_that_could_be_filters_offers_them_and_stays_a_text() -> None:
    view = view_by(Selection(q="Trump"))
    assert said(view) == ["Or as filters: with Donald Trump."]
    assert links(header.view(view))["with Donald Trump"] == {"actor": ["donald-trump"]}
    assert said(view_by(Selection(q="geneva"))) == []
    assert said(view_by(Selection(topic=("tariffs",)))) == []


def test_a_denial_that_finds_nothing_is_explained() -> None:
    (line,) = said(view_by(Selection(q="statements not by Trump")))
    assert line.startswith("“not” makes this hard to read as filters")


def test_words_that_find_nothing_are_offered_without_those_that_only_ask() -> None:
    view = view_by(Selection(q="events in Geneva"))
    assert said(view) == ["Or: “Geneva”?"]
    assert links(header.view(view))["“Geneva”"] == {"q": ["Geneva"]}


def test_a_search_in_vain_offers_names_that_are_spelt_alike() -> None:
    view, question = asked("statements by Bessant", Selection(topic=("tariffs",)))
    node = header.relax(view, question)
    assert isinstance(node, Element)
    assert "Did you mean Bessent?" in words(node)
    assert links(node)["Bessent"] == {
        "actor": ["scott-bessent"],
        "topic": ["tariffs"],
        "kind": ["statement"],
        "as": ["did"],
    }
    assert "Bessent" in links(header.relax(view_by(Selection(q="Bessant"))))
    assert header.relax(view_by(Selection(q="Bessent"))) is None


def test_what_a_reader_types_is_text_on_the_page_whatever_it_holds() -> None:
    text = '<img src=x onerror="alert(1)"> posts by Trump'
    view, question = asked(text, Selection())
    node = header.view(view, None, question)
    assert isinstance(node, Element)
    assert f"Search for “{text}” as text instead" in links(node)
    assert not list(elements(node, "img"))
