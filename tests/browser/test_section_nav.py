"""The row of names above a picture whose days run down."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage

pytestmark = pytest.mark.browser

NAV = ".gt-columns-nav"


def test_names_of_the_sections_lead_to_them_and_stay_in_view(visit: OpenPage) -> None:
    page = visit("", size=(390, 844), touch=True)
    names = page.locator(f"{NAV} button")
    expect(names).to_have_text(
        ["Before8", "Thu 81", "Fri 93", "Sat 103", "Sun 1124", "Mon 1211", "After2"]
    )
    names.filter(has_text="Sun 11").click()
    expect(names.filter(has_text="Sun 11")).to_have_attribute("aria-current", "true")
    nav = page.locator(NAV).bounding_box()
    head = page.locator(
        ".gt-columns-section-head", has_text=re.compile("^Sunday 11 May2")
    ).bounding_box()
    assert nav and head
    assert nav["y"] <= 1
    assert nav["y"] + nav["height"] <= head["y"] <= nav["y"] + nav["height"] + 60
    expect(names.filter(has_text="Sun 11")).to_have_accessible_name("Sunday 11 May, 24 events")


def test_names_find_room_beside_each_other(visit: OpenPage) -> None:
    page = visit("", size=(390, 844), touch=True)
    boxes = [button.bounding_box() for button in page.locator(f"{NAV} button").all()]
    places = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert len(places) == 7
    assert places[0][0] >= 0 and places[-1][1] <= 390
    assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_where_columns_stand_side_by_side_their_heads_are_enough(visit: OpenPage) -> None:
    page = visit()
    expect(page.locator(NAV)).to_be_hidden()
