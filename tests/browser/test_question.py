"""A question in the search field: while typed a text, with Enter filters, and Back undoes it."""

from playwright.sync_api import expect

from .conftest import OpenPage, settled
from .test_accessibility import SIZES
from .test_timeline import parameters

FILTERS = {"actor": ["scott-bessent"], "kind": ["statement"], "q": ["Trump"], "as": ["did"]}
QUESTION = "statements by Bessent about Trump"


def test_a_question_becomes_chips_and_one_press_brings_its_words_back(visit: OpenPage) -> None:
    page = visit("?lanes=topic")
    field = page.locator("#gt-search")
    field.press_sequentially(QUESTION)
    as_filters = page.get_by_role("link", name="statements, by Scott Bessent")
    expect(as_filters).to_be_visible()
    typed = {"q": [QUESTION], "lanes": ["topic"]}
    assert parameters(page) == typed, "while somebody types, it is a text"
    field.press("Enter")
    expect(page.locator(".gt-chip")).to_have_count(4)
    expect(field).to_have_value("Trump")
    assert parameters(page) == {**FILTERS, "lanes": ["topic"]}
    line = page.locator(".gt-understood")
    expect(line).to_contain_text("Understood: statements, by Scott Bessent; “Trump” as text.")
    page.go_back()
    expect(field).to_have_value(QUESTION)
    page.go_forward()
    expect(field).to_have_value("Trump")
    line.get_by_role("link").click()
    expect(field).to_have_value(QUESTION)
    settled(page)
    assert parameters(page) == typed
    field.fill("posts by Trumpp")
    field.press("Enter")
    page.get_by_role("link", name="Trump", exact=True).click()
    expect(page.locator(".gt-sentence")).to_contain_text("posts, by Donald Trump")


def test_on_a_phone_the_filters_give_way_to_the_answer(visit: OpenPage) -> None:
    page = visit(size=SIZES["narrow"], touch=True)
    page.locator(".gt-filter-button").tap()
    field = page.locator("#gt-search")
    field.fill("posts by Trump")
    field.press("Enter")
    expect(page.locator(".gt-chip").first).to_be_visible()
    expect(field).not_to_be_in_viewport()
    expect(page.locator(".gt-filter-button")).to_be_focused()
