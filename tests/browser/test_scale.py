"""Logs unlike the project's own: many actors, many marks, ages, minutes."""

import re
from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.synthetic_log import synthetic_yaml

from .conftest import Dashboard, OpenPage, serve, settled, until
from .test_accessibility import SIZES, axe_violations
from .test_columns import IS_LAID_OUT, MARK, MIDDLES, OVERLAPS, WORDS

BUSY = 1000


def of_ages() -> str:
    """Return a log from the first cities to now, in the years that EDTF counts from 1 BC as 0."""
    random = Random(3)  # noqa: S311 - no secret hangs on it
    years = [random.randint(-3500, 2024) for _ in range(120)]
    return "\n".join(
        [
            "format: 1",
            "log: {title: Ages, zone: UTC, as_of: 2025-01-01}",
            "events:",
            *(
                f"  e{number}: {{title: Event {number}, kind: background,"
                f" when: '{'-' * (year < 0)}{abs(year):04}'}}"
                for number, year in enumerate(years)
            ),
        ]
    )


def of_minutes() -> str:
    """Return a log of several hundred events within two hours."""
    random = Random(3)  # noqa: S311 - no secret hangs on it
    minutes = [random.randint(0, 119) for _ in range(400)]
    return "\n".join(
        [
            "format: 1",
            "log: {title: Two hours, zone: UTC, as_of: 2025-05-13}",
            "events:",
            *(
                f"  e{number}: {{title: Event {number}, kind: post,"
                f" when: '2025-05-12T{13 + minute // 60}:{minute % 60:02}Z'}}"
                for number, minute in enumerate(minutes)
            ),
        ]
    )


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("many"), log_text=synthetic_yaml(BUSY, actors=2000))


@pytest.fixture(scope="module")
def ages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("ages"), log_text=of_ages())


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("minutes"), log_text=of_minutes())


# Returns what is written along the top: the heads of columns, or the sections of a narrow picture.
HEADS = ".gt-columns-head > strong, .gt-columns-section-head > strong"


def headings(page: Page) -> list[str]:
    return [text for text in page.locator(HEADS).all_text_contents() if text]


def collisions(page: Page) -> list[list[str]]:
    """Return the pairs of words that cover each other, and all that stands out of the picture."""
    until(page, IS_LAID_OUT)
    value: list[list[str]] = page.eval_on_selector_all(f"{WORDS}, {HEADS}", OVERLAPS)
    beyond: list[str] = page.eval_on_selector_all(
        f"{WORDS}, {HEADS}",
        """words => {
            const stage = document.querySelector('.gt-columns-stage').getBoundingClientRect();
            return words.filter(element => element.getBoundingClientRect().right > stage.right + 1)
                .map(element => element.textContent);
        }""",
    )
    return [*value, beyond] if beyond else value


def test_an_actor_who_is_not_on_the_page_is_found_and_chosen(
    visit: OpenPage, dense: Dashboard
) -> None:
    page = visit(at=dense, ready=MARK)
    page.locator('[data-key="facet-actor"] > summary').click()
    rare = page.evaluate(
        """() => [...Array(2000).keys()].map(each => `actor-${each}`)
            .find(each => !document.querySelector(`input[value="${each}"]`))"""
    )
    name = f"Actor {rare.removeprefix('actor-')}"
    field = page.get_by_label("Find in actor")
    field.press_sequentially("ACTOR", delay=15)
    field.press_sequentially(f" {rare.removeprefix('actor-')}", delay=15)
    option = page.locator(f'.gt-options input[value="{rare}"]')
    option.wait_for()
    settled(page)
    assert field.input_value() == name.upper()
    assert "actor=" not in page.url, "what is looked for is no part of the view"
    option.check()
    until(page, "new URLSearchParams(location.search).has('actor')")
    settled(page)
    expect(page.locator(".gt-sentence")).to_contain_text(f"by {name}")
    field.fill("")
    until(page, "document.querySelectorAll('[data-list=actor] > li').length > 50")
    expect(option).to_be_checked()
    assert axe_violations(page) == []


def test_in_a_full_picture_marks_are_named_and_opened(visit: OpenPage, dense: Dashboard) -> None:
    page = visit(at=dense, ready=MARK)
    until(page, IS_LAID_OUT)
    assert page.locator(MARK).count() == BUSY
    mark = page.locator(f'{MARK}[data-event="e7"]')
    label = mark.get_attribute("aria-label")
    assert label and re.match(r"Event 7; .+", label)
    mark.hover()
    card = page.locator(".gt-event-card")
    expect(card).to_contain_text("Event 7")
    expect(card).to_contain_text("A paper")
    mark.click()
    page.wait_for_selector('.gt-event[data-key="e7"]')
    expect(page.locator(f'{MARK}[aria-current="true"]')).to_have_count(1)


@pytest.mark.parametrize("size", SIZES)
def test_ages_are_headed_by_round_years(visit: OpenPage, ages: Dashboard, size: str) -> None:
    page = visit(at=ages, size=SIZES[size])
    assert headings(page)[:5] == [
        "3999\N{EN DASH}3000 BC",
        "2999\N{EN DASH}2000 BC",
        "1999\N{EN DASH}1000 BC",
        "999\N{EN DASH}1 BC",
        "1\N{EN DASH}999",
    ]
    assert collisions(page) == []
    page.locator(f"{MARK} .gt-line").first.hover()
    assert " BC" in page.locator(".gt-event-card").inner_text()
    # a lone lane without a subject is told by what there is
    if SIZES[size][0] > 900:
        assert page.locator(".gt-columns-row").all_inner_texts() == ["Background"]
    for name in ("Year", "Month", "Week", "Day", "All"):
        page.get_by_role("button", name=name, exact=True).click()
        settled(page)
        page.wait_for_timeout(200)
        assert headings(page), name
        assert collisions(page) == [], name


def test_a_year_before_christ_can_be_typed(visit: OpenPage, ages: Dashboard) -> None:
    page = visit(at=ages)
    if not page.locator("#gt-search").is_visible():
        page.locator(".gt-filter-button").click()
    page.locator(".gt-dates > summary").click()
    page.locator("#gt-to").fill("-0999")
    page.locator("#gt-to").press("Enter")
    until(page, "new URLSearchParams(location.search).get('to') === '-0999'")
    settled(page)
    expect(page.locator(".gt-sentence")).to_contain_text("up to 1000 BC")


@pytest.mark.parametrize("size", SIZES)
def test_minutes_are_told_apart(visit: OpenPage, minutes: Dashboard, size: str) -> None:
    page = visit(at=minutes, size=SIZES[size])
    assert headings(page) == ["13:00", "14:00"]
    stage = page.locator(".gt-columns-stage").bounding_box()
    assert stage
    runs_down = SIZES[size][0] < 900
    places = [place[runs_down] for place in page.eval_on_selector_all(MARK, MIDDLES)]
    room = stage["height" if runs_down else "width"]
    assert max(places) - min(places) > 0.6 * room, "two hours fill the picture"
    assert collisions(page) == []
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
        settled(page)
        page.wait_for_timeout(300)
    until(page, "new URLSearchParams(location.search).has('from')")
    settled(page)
    ticks = list(filter(None, page.locator(".gt-columns-tick").all_inner_texts()))
    assert len(ticks) >= 3
    assert all(re.fullmatch(r"\d\d:\d\d", tick) for tick in ticks)
    assert collisions(page) == []
