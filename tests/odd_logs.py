"""Logs of unusual sizes: more or fewer articles, questions, delegations than the project's own."""

import json
from collections.abc import Mapping
from typing import Any

_STATUSES = ("differs", "corrected", "unresolved", "one-source", "compatible")
_STANDS = ("fits", "part", "not", "alone")
DAYS = 6


def odd_log(
    *, articles: int = 2, questions: int = 3, delegations: int = 2, steps: int = 0, alike: int = 0
) -> dict[str, Any]:
    """Return the tables of a log; each delegation has two members, an office and a spokesman.

    Of its articles the first `alike` have one publisher. The first two of these have one short name
    and the others none; all but the first have one title.
    """
    papers = [f"paper-{n}" for n in range(articles)]
    sides = [f"side-{n}" for n in range(delegations)]
    people = [f"{who}-{n}" for n in range(max(delegations, 1)) for who in ("minister", "deputy")]
    offices = [f"office-{n}" for n in range(max(delegations, 1))]
    cited = [*papers, "record"]
    events: dict[str, Any] = {}
    for day in range(DAYS):
        date = f"2025-05-{10 + day}"
        events[f"talks-{day}"] = {
            "title": f"The delegations meet for the talks of day {day + 1}",
            "kind": "meeting",
            "when": date,
            "dating": "the record says so",
            "actors": [{"actor": person, "role": "participant"} for person in people],
            "citations": [{"source": source, "locator": "top"} for source in cited[day % 3 :]]
            or [{"source": "record", "locator": "top"}],
        }
        speaker = people[day % len(people)]
        events[f"word-{day}"] = {
            "title": f"{_name(speaker)} speaks of progress",
            "kind": "statement",
            "when": f"{date}T{10 + day}:00",
            "dating": "the record says so",
            "actors": [
                {"actor": speaker, "role": "speaker"},
                {"actor": offices[day % len(offices)], "role": "subject"},
            ],
            "citations": [
                {
                    "source": cited[day % len(cited)],
                    "locator": "line 3",
                    "quote": f"Good progress on day {day + 1}",
                    "speaker": speaker,
                }
            ],
        }
    return {
        "format": 1,
        "log": {
            "title": "Talks by the lake",
            "zone": "Europe/Zurich",
            "as_of": "2025-05-20",
        },
        "parties": {side: {"name": _name(side)} for side in sides},
        "delegations": {
            f"crew-{n}": {"name": f"Delegation of {_name(side)}", "party": side}
            for n, side in enumerate(sides)
        },
        "actors": {
            **{
                person: {
                    "name": _name(person),
                    "kind": "person",
                    "title": "Minister for Trade and the Economy",
                }
                | _seat(person, sides, papers[:alike])
                for person in people
            },
            **{
                office: {"name": f"Ministry {n}", "kind": "office"}
                | ({"party": sides[n]} if sides else {})
                for n, office in enumerate(offices)
            },
        },
        "topics": {"talks": {"name": "Talks"}},
        "sources": {
            **{
                paper: {
                    "title": f"Report {n} of the talks by the lake",
                    "publisher": f"Evening Paper {n}",
                    "short": f"Paper {n}",
                    "tier": "article",
                    "kind": "news",
                }
                | (_alike(n) if n < alike else {})
                for n, paper in enumerate(papers)
            },
            "record": {"title": "Minutes", "tier": "record", "kind": "official"},
        },
        "events": events,
        "disagreements": {
            f"question-{n}": _question(n, papers, list(events)) for n in range(questions)
        },
    } | (_walk(steps, list(events)) if steps else {})


def _alike(number: int) -> dict[str, Any]:
    """Return the fields of an article that has its names in common with others."""
    title = "Report of the first day" if number == 0 else "Report of the talks"
    short = "the Morning" if number < 2 else ""
    return {"title": title, "publisher": "The Morning Paper", "short": short}


def _name(id_: str) -> str:
    word, number = id_.rsplit("-", 1)
    return f"{word.capitalize()} {'ABCDEFGH'[int(number)]}"


def _seat(person: str, sides: list[str], papers: list[str]) -> dict[str, Any]:
    if not sides:
        return {}
    who, number = person.split("-")
    role = "lead" if who == "minister" else "member"
    seat: dict[str, Any] = {
        "delegation": f"crew-{number}",
        "role": role,
        "presence": "confirmed",
        "citations": [{"source": paper, "locator": "line 1"} for paper in papers],
    }
    return {"party": sides[int(number)], "seat": seat}


def _question(number: int, papers: list[str], events: list[str]) -> dict[str, Any]:
    heard = papers[: 1 + number % len(papers)] if papers else []
    return {
        "question": f"How long was the meeting of day {number % DAYS + 1}, by account {number}?",
        "brief": f"Length of meeting {number}",
        "status": _STATUSES[number % len(_STATUSES)],
        "events": [events[number % len(events)]],
        "accounts": [
            {"source": paper, "locator": "line 4", "says": f"It took {n + 2} hours"}
            for n, paper in enumerate(heard)
        ],
        "articles": {
            paper: {"brief": f"{n + 2} hours", "stands": _STANDS[(n + number) % len(_STANDS)]}
            for n, paper in enumerate(heard)
        },
        "record": [{"source": "record", "locator": "page 2", "says": "It took three hours"}],
        "finding": "It took three hours.",
        "finding_brief": "Three hours",
    }


def _walk(steps: int, events: list[str]) -> dict[str, Any]:
    return {
        "walk": {
            "title": f"The talks in {steps} steps",
            "steps": [
                {
                    "title": f"Day {n + 1} by the lake",
                    "brief": f"Day {n + 1}",
                    "text": "They meet again, and one of them speaks of progress.",
                    "show": f"event={events[n % len(events)]}",
                    "focus": [events[n % len(events)]],
                }
                for n in range(steps)
            ],
        }
    }


LOGS: Mapping[str, Mapping[str, Any]] = {
    "three articles": odd_log(articles=3, steps=1),
    "two articles of one publisher": odd_log(articles=2, delegations=2, steps=2, alike=2),
    "four articles of one publisher": odd_log(articles=5, questions=9, steps=2, alike=4),
    "five articles": odd_log(articles=5, questions=12, delegations=3),
    "one article": odd_log(articles=1, delegations=1),
    "no article": odd_log(articles=0),
    "200 questions": odd_log(questions=200, steps=15),
    "no question": odd_log(questions=0),
    "five delegations": odd_log(delegations=5),
    "no delegation": odd_log(delegations=0),
}


def text_of(name: str) -> str:
    """Return a log as a file: JSON is YAML too."""
    return json.dumps(LOGS[name])
