"""The sentence that states the view, word for word."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings

from components.events import Log
from components.frames import Index
from components.selection import Selection, View, decode, describe, option_names
from tests.frames.sample import facts_of, index_of, make_log, of_whens, small_log, the_log
from tests.selection.choices import selections


def sentence(selection: Selection, log: Log, count: int, total: int) -> str:
    return describe.sentence(selection, log, option_names(facts_of(log)), count, total)


def sentence_without_count(parameters: str, log: Log, index: Index) -> str:
    """Return the sentence for an address without its count, once that is found to be right."""
    selection, ignored = decode(parse_qs(parameters), facts_of(log))
    assert not ignored
    view = View(log, index, selection)
    count = f"{view.answer.matching or 'None'} of {view.answer.total} events: "
    assert view.sentence.startswith(count)
    return view.sentence.removeprefix(count)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("member=he-lifeng", "7 by He Lifeng, 4 about He Lifeng"),
        ("actor=he-lifeng&as=did", "by He Lifeng"),
        (
            "actor=he-lifeng&as=spoken-of&topic=mechanism",
            "on Consultation mechanism, about He Lifeng",
        ),
        ("actor=he-lifeng&member=scott-bessent", "with Scott Bessent, with He Lifeng"),
        (
            "member=he-lifeng&topic=mechanism&from=2025-05-10&to=2025-05-12",
            "1 by He Lifeng, 2 about He Lifeng, on Consultation mechanism, 10-12 May",
        ),
        (
            "delegation=us-delegation&delegation=china-delegation",
            "21 by the US delegation or Chinese delegation, "
            "7 about the US delegation or Chinese delegation",
        ),
        ("kind=post&kind=interview&kind=statement", "posts, interviews or statements"),
        ("party=uk", "on the United Kingdom side"),
        ("status=scheduled&status=possible", "still scheduled or only possible"),
        ("differ=yes&source=uto-digest", "where the accounts differ, citing uTo"),
        ("tier=record", "told by neither article"),
        ("tier=several", "told by both articles"),
        (
            "tier=only-kashmir-monitor&tier=only-uto-digest",
            "told only by the Monitor or told only by uTo",
        ),
        ("actor=donald-trump&q=80+%25", "by Donald Trump, matching “80 %”"),
        ("q=何立峰", "matching “何立峰”"),
        ("from=2025-05-11", "from 11 May on"),
        ("to=2025-05-09", "up to 9 May"),
        (
            "from=2025-05-11&to=2025-05-11",
            "on 11 May, 2 at a known time, 14 in a known part of the day, 7 some time that day, "
            "14 perhaps that day, 7 going on",
        ),
        ("from=2025-04-09&to=2025-05-11", "9 April - 11 May"),
        ("from=2025-05&to=2025-05", "in May 2025"),
        ("from=2024&to=2024", "in 2024"),
        ("from=2018-05-11&to=2018-05-12", "11-12 May 2018"),
        ("from=2024-12-31&to=2025-01-01", "31 December 2024 - 1 January 2025"),
        ("from=-0043-03-15", "from 15 March 44 BC on"),
        (
            "from=2025-05-09T11:00Z&to=2025-05-09T12:30Z",
            "13:00-14:30, 9 May, "
            "2 at a known time, 1 some time that day, 5 perhaps that day, 4 going on",
        ),
        (
            "from=2025-05-09T11:00Z&to=2025-05-09T12:30Z&clock=washington",
            "07:00-08:30, 9 May, "
            "2 at a known time, 1 some time that day, 5 perhaps that day, 4 going on",
        ),
        (
            "from=2025-05-09T20:00Z&to=2025-05-09T23:00Z&clock=utc",
            "20:00-23:00, 9 May, 1 some time that day, 6 perhaps that day, 6 going on",
        ),
        (
            "from=2025-05-09T20:00Z&to=2025-05-09T23:00Z",
            "22:00, 9 May - 01:00, 10 May, 1 some time that day, 6 perhaps that day, 6 going on",
        ),
        ("to=2025-05-09T20:00Z", "up to 22:00, 9 May"),
    ],
)
def test_the_view_of_the_real_log_is_said_in_these_words(parameters: str, words: str) -> None:
    sentence_ = sentence_without_count(parameters, the_log(), index_of(the_log()))
    assert sentence_ == words.replace("-", "\N{EN DASH}")


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("", "All 3 events"),
        ("clock=far&lanes=kind&page=data&event=talks", "All 3 events"),
        ("kind=meeting", "1 of 3 events: meetings"),
        ("topic=tea&topic=nobody", "2 of 3 events: on Tea or Nobody's business"),
        (
            "source=paper&differ=yes",
            "1 of 3 events: where the accounts differ, citing Press: A paper",
        ),
        ("q=coffee", "None of 3 events: matching “coffee”"),
        ("to=2025-05-09", "None of 3 events: up to 9 May 2025"),
    ],
)
def test_the_sentence_has_its_count(parameters: str, told: str) -> None:
    log = small_log()
    selection, _ = decode(parse_qs(parameters), facts_of(log))
    assert View(log, index_of(log), selection).sentence == told


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({}, "1 February - 31 May 2025"),
        ({"window": "2025-05-08/2025-05-12"}, "1 February - 31 May"),
        ({"window": "1983/2025"}, "1 February - 31 May 2025"),
    ],
)
def test_a_window_has_its_year_unless_it_is_the_one_that_the_log_is_about(
    about: dict[str, object], words: str
) -> None:
    log = of_whens("1983-05-11", "2025-05-11", **about)
    text = sentence(Selection(start="2025-02-01", end="2025-05-31"), log, 1, 2)
    assert text == f"1 of 2 events: {words}".replace("-", "\N{EN DASH}")


def test_logs_of_none_one_and_many_events_are_said_in_good_english() -> None:
    one = of_whens("2025-05-11")
    assert sentence(Selection(), make_log({"events": {}}), 0, 0) == "No events"
    assert sentence(Selection(), one, 1, 1) == "1 event"
    assert sentence(Selection(kind=("post",)), one, 1, 1) == "1 of 1 event: posts"
    assert sentence(Selection(kind=("post",)), one, 12_345, 678_901) == (
        "12,345 of 678,901 events: posts"
    )
    assert sentence(Selection(), one, 100_000, 100_000) == "All 100,000 events"


@settings(max_examples=60, deadline=None)
@given(selections(the_log()))
def test_every_selection_can_be_said_and_only_an_empty_one_says_all(selection: Selection) -> None:
    text = sentence(selection, the_log(), 5, 63)
    # where the list begins is no filter, nor is a step of the walk
    is_empty = replace(selection, number="", walk="") == selection.cleared()
    assert text.startswith("All 63 events") == is_empty
    assert "\n" not in text
