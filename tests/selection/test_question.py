"""Questions in plain English: which filters they become, and what stays text.

`OF_OTHERS` and `TEXTS_OF_OTHERS` were asked by somebody else, who knew the log and the README but
neither the rules nor `QUESTIONS`, and wrote down beforehand which filters a careful reader expects.
"""

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from components.frames import LogFacts
from components.selection import (
    Selection,
    Understood,
    View,
    corrections,
    decode,
    encode,
    understand,
)
from components.selection.questions import Asked
from components.selection.questions.log_calendar import Calendar
from components.selection.questions.name import name_table
from tests.frames.sample import facts_of, index_of, make_log, of_topics, the_log

DID, OF = {"as": "did"}, {"as": "spoken-of"}
SAID = {"kind": "announcement post statement interview"}
REUTERS = (
    "reuters-us-deal reuters-millennium-post reuters-cna reuters-abc-australia reuters-ary "
    "reuters-gulf-today reuters-venue reuters-hassett reuters-vice-minister afp-april-9"
)
AFP = "afp-day-two afp-progress afp-april-9 afp-lutnick afp-li-titles afp-fentanyl"


def days(first: str, last: str = "") -> dict[str, str]:
    return {"from": f"2025-{first}", "to": f"2025-{last or first}"}


QUESTIONS: dict[str, dict[str, str]] = {
    # who acts
    "statements by He Lifeng": {"actor": "he-lifeng", "kind": "statement", **DID},
    "Statements by 何立峰?": {"actor": "he-lifeng", "kind": "statement", **DID},
    "何立峰 said": {"actor": "he-lifeng", **SAID, **DID},
    "Trump's posts": {"actor": "donald-trump", "kind": "post", **DID},
    "Trump\N{RIGHT SINGLE QUOTATION MARK}s first posts": {
        "actor": "donald-trump",
        "kind": "post",
        "q": "first",
        **DID,
    },
    "Show me all posts by Trump": {"actor": "donald-trump", "kind": "post", **DID},
    "tweets by President Trump": {"actor": "donald-trump", "kind": "post", **DID},
    "what did Trump do": {"actor": "donald-trump", **DID},
    "what did Bessent say about tariffs": {
        "actor": "scott-bessent",
        "topic": "tariffs",
        **SAID,
        **DID,
    },
    "what has He Lifeng said on fentanyl?": {
        "actor": "he-lifeng",
        "topic": "fentanyl",
        **SAID,
        **DID,
    },
    "everything the Treasury Secretary said on Sunday": {
        "actor": "scott-bessent",
        **SAID,
        **DID,
        **days("05-11"),
    },
    "statements by Bessent and Greer": {
        "actor": "scott-bessent jamieson-greer",
        "kind": "statement",
        **DID,
    },
    "remarks by Li Chenggang on the joint statement": {
        "actor": "li-chenggang",
        "topic": "joint-statement",
        **SAID,
        **DID,
    },
    "press statement by Bessent": {
        "actor": "scott-bessent",
        "kind": "statement",
        "q": "press",
        **DID,
    },
    '"substantial progress" by Bessent': {
        "actor": "scott-bessent",
        "q": "substantial progress",
        **DID,
    },
    "US officials on soybeans": {"actor": "us-officials", "q": "soybeans", **DID},
    "what did Washington announce": {"actor": "us-government", "kind": "announcement", **DID},
    "statements from the White House": {"actor": "us-government", "kind": "statement", **DID},
    # who is spoken of, or takes part
    "events about Trump": {"actor": "donald-trump", **OF},
    "mentions of Trump": {"actor": "donald-trump", **OF},
    "was Wang Xiaohong mentioned": {"actor": "wang-xiaohong", **OF},
    "what did Bessent say about Trump": {"actor": "scott-bessent", "q": "Trump", **SAID, **DID},
    "events involving Greer": {"actor": "jamieson-greer"},
    "interviews with Bessent": {"actor": "scott-bessent", "kind": "interview"},
    "interviews on CNN": {"actor": "cnn", "kind": "interview"},
    "meetings between Bessent and He Lifeng": {
        "actor": "scott-bessent",
        "kind": "meeting",
        "q": "He Lifeng",
    },
    "who met He Lifeng": {"actor": "he-lifeng", "kind": "meeting"},
    # sides and delegations
    "Chinese statements on tariffs": {"party": "china", "kind": "statement", "topic": "tariffs"},
    "China's claims": {"party": "china", **SAID},
    "what the Chinese side said before the talks": {
        "party": "china",
        "q": "before the talks",
        **SAID,
    },
    "agreements between the U.S. and China": {"party": "us", "kind": "agreement", "q": "China"},
    "What did the Chinese delegation say?": {"delegation": "china-delegation", **SAID, **DID},
    "American negotiators said": {"delegation": "us-delegation", **SAID, **DID},
    "statements by both delegations": {
        "delegation": "us-delegation china-delegation",
        "kind": "statement",
        **DID,
    },
    # topics and kinds
    "about tariffs": {"topic": "tariffs"},
    "about tariffs or fentanyl": {"topic": "tariffs fentanyl"},
    "who spoke about fentanyl": {"topic": "fentanyl", **SAID},
    "what was agreed on Sunday": {"topic": "agreement", **days("05-11")},
    "who was at the talks": {"topic": "talks"},
    "meetings in Geneva": {"kind": "meeting", "q": "Geneva"},
    "all agreements": {"kind": "agreement"},
    "quotes by Ngozi": {**SAID, "q": "Ngozi"},
    # days
    "before 11 May": {"to": "2025-05-10"},
    "events after Sunday": {"from": "2025-05-12"},
    "since May 11th": {"from": "2025-05-11"},
    "until 11 May 2025": {"to": "2025-05-11"},
    "from 11 May on": {"from": "2025-05-11"},
    "between 9 and 11 May": days("05-09", "05-11"),
    "from 9 to 11 May": days("05-09", "05-11"),
    "May 10-11": days("05-10", "05-11"),
    "10 May": days("05-10"),
    "10.5.2025": days("05-10"),
    "anything after the 11th": {"from": "2025-05-12"},
    "April events": days("04"),
    "after the weekend": {"from": "2025-05-12"},
    "what happened on 10 May": days("05-10"),
    "posts on Saturday": {"kind": "post", **days("05-10")},
    "He Lifeng on Sunday": {"actor": "he-lifeng", **days("05-11")},
    "meetings at the weekend": {"kind": "meeting", **days("05-10", "05-11")},
    "in April": days("04"),
    "in 2025": {"from": "2025", "to": "2025"},
    "before 2025": {"to": "2024-12-31"},
    "on Sunday the 11th of May": days("05-11"),
    "before 44 BC": {"to": "-0044-12-31"},
    "since AD 69": {"from": "0069"},
    "on 2025-05-10": days("05-10"),
    # sources and who tells of it
    "only in the Monitor": {"tier": "only-kashmir-monitor"},
    "told only by uTo": {"tier": "only-uto-digest"},
    "the Monitor alone": {"tier": "only-kashmir-monitor"},
    "in both articles": {"tier": "several"},
    "in both the Monitor and uTo": {"tier": "several"},
    "in the Monitor or uTo": {"source": "kashmir-monitor uto-digest"},
    "mentioned in both": {"tier": "several"},
    "things in neither article": {"tier": "record"},
    "not in the articles": {"tier": "record"},
    "according to Reuters": {"source": REUTERS},
    "as reported by AFP on 11 May": {"source": AFP, **days("05-11")},
    "what the Monitor says about fentanyl": {"source": "kashmir-monitor", "topic": "fentanyl"},
    "in the digest": {"source": "uto-digest"},
    "Anything from uTo about Wang Xiaohong?": {
        "source": "uto-digest",
        "actor": "wang-xiaohong",
        **OF,
    },
    "told by neither": {"tier": "record"},
    "exclusive to the Monitor": {"tier": "only-kashmir-monitor"},
    # accounts and statuses
    "where the accounts differ on fentanyl": {"differ": "yes", "topic": "fentanyl"},
    "where do the Monitor and uTo differ": {"differ": "yes"},
    "where accounts contradict each other on tariffs": {"verdict": "differs", "topic": "tariffs"},
    "disputed events": {"verdict": "disputed"},
    "what is still open": {"verdict": "unresolved"},
    "how do the accounts of the talks differ": {"differ": "yes", "topic": "talks"},
    "where both articles agree": {"tier": "several", "q": "agree"},
    "what was due on 12 May": {"status": "scheduled", **days("05-12")},
    "what is only in one article": {"tier": "only-kashmir-monitor only-uto-digest"},
    "differences between the Monitor and uTo": {"differ": "yes"},
    "open questions about tariffs": {"verdict": "unresolved", "topic": "tariffs"},
    "scheduled events": {"status": "scheduled"},
    "what did Trump say about possible deals": {
        "actor": "donald-trump",
        "q": "possible deals",
        **SAID,
        **DID,
    },
    # as the filters are called
    "topic: fentanyl": {"topic": "fentanyl"},
    "speaker: Bessent": {"actor": "scott-bessent", **DID},
}
OF_OTHERS: dict[str, dict[str, str]] = {
    "lutnick's interviews": {"actor": "howard-lutnick", "kind": "interview", **DID},
    "trump posts": {"actor": "donald-trump", "kind": "post", **DID},
    "posts about Trump": {"actor": "donald-trump", "kind": "post", **OF},
    "13/5/2025": days("05-13"),
    "posts on 5/13/2025": {"kind": "post", **days("05-13")},
    "when did the joint statement come out": {"topic": "joint-statement"},
    "May 10, 2025": days("05-10"),
    "Mon 12 May": days("05-12"),
    "what happened on Sunday morning": {"q": "morning", **days("05-11")},
    "found only in the digest": {"tier": "only-uto-digest"},
    "where do the articles contradict each other": {"verdict": "differs"},
    "which events are disputed between the two articles": {"verdict": "disputed"},
    "Li Chenggang's statement on good news": {
        "actor": "li-chenggang",
        "kind": "statement",
        "q": "good news",
        **DID,
    },
    "statemnts by Bessent": {"actor": "scott-bessent", "q": "statemnts", **DID},
    "Bessant on tariffs": {"topic": "tariffs", "q": "Bessant"},
    "from Friday to Sunday": days("05-09", "05-11"),
    "on or after 10 May 2025": {"from": "2025-05-10"},
    "after 10 May 2025 and before 12 May 2025": days("05-11"),
    "statements by Mr. Bessent": {"actor": "scott-bessent", "kind": "statement", **DID},
    "Treasury Secretary Scott Bessent on Sunday said": {
        "actor": "scott-bessent",
        **SAID,
        **DID,
        **days("05-11"),
    },
    "last post by Trump": {"actor": "donald-trump", "kind": "post", "q": "last", **DID},
    "corrected claims by the Monitor": {"source": "kashmir-monitor", "verdict": "corrected"},
    "what did both sides say": {**SAID, "q": "both sides"},
    # what is owned, or is not certain, is no filter
    "statements by Trump's critics": {"kind": "statement", "q": "Trump's critics"},
    "non-Trump posts": {"kind": "post", "q": "non-Trump"},
    "Trump-era tariffs since April": {"topic": "tariffs", "q": "Trump-era", "from": "2025-04"},
    "posts on 10 May Washington time": {"kind": "post", "q": "10 May Washington time"},
    "statements on 9 May and 11 May": {"kind": "statement", "q": "9 May 11 May"},
    "statements about 10 May": {"kind": "statement", "q": "about 10 May"},
    "posts on 10 May 25": {"kind": "post", "q": "10 May 25"},
    "up to and including 10 May": {"to": "2025-05-10"},
    "posts on 9, 10 and 11 May": {"kind": "post", "q": "9, 10 and 11 May"},
    "posts on 10.05.": {"kind": "post", "q": "10.05."},
    "'substantial progress' by Bessent": {
        "actor": "scott-bessent",
        "q": "substantial progress",
        **DID,
    },
}
# A name or a word alone finds more as text; what is denied, or not certain, is no filter.
TEXTS = (
    *(
        "tariffs",
        "geneva",
        "Swiss",
        "Trump",
        "何立峰",
        "He Lifeng",
        "posts",
        "Saturday",
        "disputed",
    ),
    *("Bessent tariffs", "UK deal", "joint statement", "trade agreement", "what was agreed"),
    *("unconfirmed", "only Xinhua", "yesterday", "deficit statements", '"posts by Trump"'),
    *("not by Trump", "statements without Trump", "did Bessent not speak about tariffs"),
    *("what did he say", "what is missing from the Monitor"),
    *(
        "between 9 and nowhere",
        "He Lifeng talks",
        "possible deals",
        "what does uTo say that the Monitor does not",
        "before the talks",
    ),
    *("after 6pm", "on 10/05/2025", "early May", "from 11 May", "", "?!", "the", "what events"),
)
TEXTS_OF_OTHERS = (
    *(
        "posts -Trump",
        "statements !Bessent",
        "posts by -Trump",
        "without Trump",
        "post-Geneva statements",
    ),
    *("statements by others than Trump", "all but Bessent's statements", "posts aside from Trump"),
    *("statements instead of posts", "more than 100% tariffs", "what the digest leaves out"),
    *(
        "11/05/2025",
        "10/5",
        "around 10 May",
        "the day before 11 May",
        "every Sunday",
        "last Sunday",
    ),
    *("week of 5 May", "a week before 12 May", "Sunday 12 May", "on 10 May or 12 May", "in 10.05"),
    *(
        "from Saturday evening until Sunday night",
        "on Tuesday or Friday",
        "before the end of 10 May",
    ),
    *(
        "Washington Post",
        "Trump may post",
        "where do both agree",
        "09:00 Beijing time",
        "what he said",
    ),
)


@cache
def own() -> tuple[LogFacts, tuple[int, int] | None]:
    index = index_of(the_log())
    return index.facts, index.extent(View(the_log(), index, Selection()).query)


def read(text: str, selection: Selection | None = None) -> Understood:
    facts, extent = own()
    return understand(text, facts, selection or Selection(), extent)


def parameters(expected: dict[str, str]) -> dict[str, list[str]]:
    """Return an expectation as an address has it; several options stand in one text."""
    return {key: [value] if key == "q" else value.split() for key, value in expected.items()}


def shown(selection: Selection) -> dict[str, list[str]]:
    return {key: sorted(values) for key, values in encode(selection).items()}


@pytest.mark.parametrize("text", (*QUESTIONS, *OF_OTHERS))
def test_a_question_becomes_filters(text: str) -> None:
    understood = read(text)
    filters = {**QUESTIONS, **OF_OTHERS}[text]
    expected = {key: sorted(values) for key, values in parameters(filters).items()}
    assert understood.is_question
    assert shown(understood.selection) == expected
    facts, _ = own()
    assert decode(encode(understood.selection), facts) == (understood.selection, ())


@pytest.mark.parametrize("text", (*TEXTS, *TEXTS_OF_OTHERS))
def test_a_text_that_is_no_question_stays_as_it_is(text: str) -> None:
    understood = read(text, Selection(topic=("tariffs",)))
    assert not understood.is_question
    assert understood.result == Selection(topic=("tariffs",), q=text)


def test_the_address_of_an_old_link_keeps_its_text() -> None:
    facts, _ = own()
    for text in QUESTIONS:
        assert decode({"q": [text]}, facts)[0] == Selection(q=text)


def test_a_denial_is_named_and_never_turned_round() -> None:
    for text in ("statements not by Trump", "posts without Greer", "who didn't speak"):
        understood = read(text)
        assert understood.obstacle in text.split()
        assert not understood.filters.has_filters


def test_filters_of_a_question_take_the_place_of_those_of_the_same_fields_alone() -> None:
    before = Selection(kind=("post",), topic=("tariffs",), start="2025-05-10", clock="beijing")
    after = read("statements before 11 May", before).selection
    assert after == Selection(
        kind=("statement",), topic=("tariffs",), end="2025-05-10", clock="beijing"
    )
    assert read("statements before 11 May", after).selection == after


def test_a_later_question_undoes_what_an_earlier_one_set_and_nobody_touched() -> None:
    before = Selection(topic=("tariffs",))
    after = read("posts by Trump on Friday", before).selection
    asked = Asked("posts by Trump on Friday", before, after)
    assert asked.undone(after) == before
    pressed = Selection(topic=("tariffs",), kind=("post", "meeting"), actor=("donald-trump",))
    assert asked.undone(pressed) == Selection(topic=("tariffs",), kind=("post", "meeting"))
    assert asked.is_answered_by(after)
    assert not asked.is_answered_by(after.without("kind"))


def test_a_day_of_the_week_is_that_of_the_window_in_view() -> None:
    spring = Selection(start="2025-04-07", end="2025-04-11")
    assert read("on Thursday", spring).selection.start == "2025-04-10"
    many = Selection(start="2025-04-01", end="2025-04-30")
    assert not read("on Thursday", many).is_question


def test_a_date_is_read_only_where_one_year_has_it() -> None:
    facts, _ = own()

    def years(first: str, last: str) -> Understood:
        edges = (int(time_of(first)), int(time_of(last)))
        return understand("on 10 May", facts, Selection(), edges)

    def time_of(day: str) -> float:
        return time.mktime(time.strptime(day, "%Y-%m-%d")) * 1000

    assert years("2024-06-01", "2025-05-20").selection.start == "2025-05-10"
    assert not years("2024-05-01", "2025-05-20").is_question
    assert not years("1900-05-01", "2025-05-20").is_question
    assert not understand("on 10 May", facts, Selection(), None).is_question


def of_two_smiths() -> LogFacts:
    actors = {"ann": "Ann Smith", "ben": "Ben Smith", "cee": "Cee Jones"}
    event = {
        "title": "They speak",
        "kind": "statement",
        "when": "2025-05-10",
        "actors": [{"actor": key, "role": "speaker"} for key in actors],
    }
    people = {key: {"name": name, "kind": "person"} for key, name in actors.items()}
    return facts_of(make_log({"actors": people, "events": {"one": event}}))


def test_a_name_that_two_have_in_front_of_others_stays_text() -> None:
    understood = understand("Smith, Cee Jones, Ann Smith", of_two_smiths(), Selection())
    assert not understood.is_question
    assert [guess.name for guess in understood.guesses][:2] == ["Ann Smith", "Ben Smith"]


def test_what_could_mean_two_things_is_offered_and_stays_text() -> None:
    understood = understand("statements by Smith", of_two_smiths(), Selection())
    assert understood.selection == Selection(kind=("statement",), q="Smith")
    assert [(guess.name, guess.selection.actor) for guess in understood.guesses] == [
        ("Ann Smith", ("ann",)),
        ("Ben Smith", ("ben",)),
    ]
    assert all(guess.selection.kind == ("statement",) for guess in understood.guesses)
    either = read("posts on 10/05/2025").guesses
    assert [guess.selection.start for guess in either] == ["2025-05-10", "2025-10-05"]
    either = read("posts from Saturday").guesses
    assert [(guess.selection.start, guess.selection.end) for guess in either] == [
        ("2025-05-10", "2025-05-10"),
        ("2025-05-10", ""),
    ]


def test_a_misspelt_name_is_offered_and_changes_nothing() -> None:
    facts, extent = own()
    understood = read("statements by Bessant")
    assert understood.selection == Selection(kind=("statement",), q="Bessant")
    (spelt, selection), *_ = corrections("statements by Bessant", facts, Selection(), extent)
    assert (spelt, selection.actor, selection.role) == ("Bessent", ("scott-bessent",), "did")
    assert corrections("statements by Bessent", facts, Selection(), extent) == ()


def test_a_name_that_hundreds_share_is_kept_for_a_few_and_stays_text() -> None:
    actors = {f"a{n}": {"name": f"P{n} Smith", "kind": "person"} for n in range(300)}
    event = {
        "title": "They speak",
        "kind": "statement",
        "when": "2025-05-10",
        "actors": [{"actor": key, "role": "speaker"} for key in actors],
    }
    facts = facts_of(make_log({"actors": actors, "events": {"one": event}}))
    assert max(map(len, name_table(facts).readings.values())) < 30
    understood = understand("statements by Smith", facts, Selection())
    assert understood.selection == Selection(kind=("statement",), q="Smith")
    assert len(understood.guesses) == 4


ODD = {
    "may": "May",
    "on": "On",
    "he": "He",
    "html": "<b onclick='x'>Bold & Sons</b>",
    "pattern": "(a+)+$ .* [",
    "long": "Long " * 40 + "Name",
    "rtl": "محمد علي",
}


def odd_facts() -> LogFacts:
    return facts_of(
        make_log(
            {
                "actors": {key: {"name": name, "kind": "person"} for key, name in ODD.items()},
                "topics": {"before": {"name": "before"}, "ten": {"name": "10"}},
                "events": {
                    "one": {
                        "title": "They speak",
                        "kind": "statement",
                        "when": "2025-05-10",
                        "actors": [{"actor": key, "role": "speaker"} for key in ODD],
                        "topics": ["before", "ten"],
                    }
                },
            }
        )
    )


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("statements by May", {"actor": ("may",), "kind": ("statement",), "role": "did"}),
        ("what did May think", {"actor": ("may",), "kind": ("statement",), "role": "did"}),
        ("What Did May Think", {"kind": ("statement",), "q": "May"}),
        ("statements by On", {"actor": ("on",), "kind": ("statement",), "role": "did"}),
        ("statements in May", {"kind": ("statement",), "q": "May"}),
        ("events on 10 May", {"start": "2025-05-10", "end": "2025-05-10"}),
        ("events about before", {"topic": ("before",)}),
        ("events about 10", {"topic": ("ten",)}),
        ("by <b onclick='x'>Bold & Sons</b>", {"actor": ("html",), "role": "did"}),
        ("statements by محمد علي", {"actor": ("rtl",), "kind": ("statement",), "role": "did"}),
        ("statements by (a+)+$", {"actor": ("pattern",), "kind": ("statement",), "role": "did"}),
    ],
)
def test_names_that_are_words_of_a_question_are_told_from_them(
    text: str, fields: dict[str, Any]
) -> None:
    facts = odd_facts()
    extent = (1746835200000, 1746921600000)
    assert understand(text, facts, Selection(), extent).result == Selection(**fields)


def texts_of_odd_words() -> Iterator[str]:
    words = (
        *("by", "on", "may", "10", "2025", "before", "the", "and", "said", "about", '"', "'s"),
        *("(a+)+$", "<b>", "何立峰", "only", "statements", "\u202e", "from", "to", "9999", "bc"),
        *(
            "\N{ARABIC-INDIC DIGIT ONE}by00.00.0000",
            "31²1/1/1",
            "99/99/9999",
            "week of",
            "-x",
            "!",
            "UTC",
            "time",
        ),
    )
    for first, one in enumerate(words):
        for step in (1, 3, 5, 7):
            picked = [words[(first + place * step) % len(words)] for place in range(60)]
            yield f"{one} {' '.join(picked)}"[:200].strip()
        yield (f"{one} " * 100)[:200].strip()


def test_any_text_is_read_without_an_error_and_gives_a_selection_of_the_log() -> None:
    facts, extent = own()
    for text in texts_of_odd_words():
        understood = understand(text, facts, Selection(), extent)
        for selection in (understood.selection, *(guess.selection for guess in understood.guesses)):
            kept, ignored = decode(encode(selection), facts)
            assert [part.key for part in ignored if part.key != "q"] == [], text
            assert kept.in_view() == selection.in_view() or ignored, text
        corrections(text, facts, Selection(), extent)


def test_a_question_is_read_in_few_steps_in_a_log_of_thousands_of_topics(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []
    read_date = Calendar.read

    def noting(calendar: Calendar, text: str) -> Any:  # noqa: ANN401 - as the method returns
        looked_up.append(text)
        return read_date(calendar, text)

    monkeypatch.setattr(Calendar, "read", noting)
    facts = facts_of(of_topics(100, 20_000))
    text = ("meetings about topic 77 on 10 May and " * 6)[:200]
    understood = understand(text, facts, Selection(), (1746835200000, 1746921600000))
    assert understood.selection.topic == ("t77",)
    assert len(looked_up) < len(text)
