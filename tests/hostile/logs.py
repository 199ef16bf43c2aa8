"""Logs in which every text is hostile: each field takes each payload."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from components.events import Log, check
from tests.hostile.payloads import KINDS, RUN, VALUES

# What the reader refuses, whatever stands around it: it steers a terminal or turns text around.
REFUSED = frozenset(
    "\x00\x01\x07\x08\x0b\x1b\x7f\x85\x9b\u061c\u2028\u202b\u202c\u202e\u2066\u2069\ufeff\uffff"
)
ACCEPTED: tuple[str, ...] = tuple(value for value in VALUES if REFUSED.isdisjoint(value))
# Addresses that a log may hold, as bad as they come.
URLS = (
    f"https://press.example/?a='onclick='{RUN}'&b=%22%3Cscript%3E",
    "https://press.example/%0d%0aSet-Cookie:%20evil=1",
    "https://xn--80ak6aa92e.example/",
    "https://[::1]:8080/#javascript:alert(1)",
    "http://press.example/)](javascript:alert(1))",
    "https://press.example/$&$$&;--!",
)
EACH = 10  # entries of each table, and events
Fill = Callable[[str], str]
# Shorter than whatever it is cut to in the picture and the tables.
_SHORT = 30
# Ids that the format allows, and that every object or list of a browser has.
_UNQUOTED = str.maketrans('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}', "'''")
_UNBRACED = str.maketrans("{}", "()")
_NATIVE = ("constructor", "length", "0", "-", "valueof")


def key(table: str, n: int) -> str:
    """Return the id of an entry of a table, told by its first letter."""
    return _NATIVE[n] if n < len(_NATIVE) else f"{table}{n}"


def plain_log(fill: Fill, count: int = EACH) -> dict[str, Any]:
    """Return a log as plain values with every key of the format; `fill` gives a field's text.

    There are `count` events and as many entries of each table.
    """

    def entries(prefix: str, entry: Callable[[int], Mapping[str, Any]]) -> dict[str, Any]:
        return {key(prefix, n): entry(n) for n in range(count)}

    def citation(n: int) -> dict[str, Any]:
        return {
            "source": key("s", n % count),
            "locator": fill("Citation.locator"),
            "quote": fill("Citation.quote"),
            "speaker": key("a", n % count),
        }

    def short(field: str) -> str:
        """Return the beginning of a text; quotation marks in it would ask for a quote."""
        return fill(field)[:_SHORT].strip().translate(_UNQUOTED) or "-"

    def lead(field: str) -> str:
        """Return a text without braces, in which the names of counts alone may stand."""
        return fill(field).translate(_UNBRACED)

    shapes = ("said", "posted", "met", "decided", "written")
    units = [fill("Measure.unit") for _ in range(count)]
    return {
        "format": "1",
        "log": {
            "title": fill("About.title"),
            "summary": fill("About.summary"),
            "zone": "Europe/Zurich",
            "as_of": "2025-06-30",
            "headline": fill("About.headline"),
            "lead": lead("About.lead"),
            "headline_note": fill("About.headline_note"),
            "articles": {"headline": fill("Opening.headline"), "lead": lead("Opening.lead")},
            "figures": [
                {
                    "measure": key("m", n),
                    "value": "3",
                    "scope": fill("KeyFigure.scope"),
                    "note": fill("KeyFigure.note"),
                    "citations": [citation(n)],
                }
                for n in range(count)
            ],
            "others": fill("About.others"),
            "clocks": {"own": {"name": fill("Clock.name"), "zone": "Europe/Zurich"}},
            "exported": {
                "view": fill("Exported.view"),
                "link": fill("Exported.link"),
                "at": fill("Exported.at"),
                "sha256": fill("Exported.sha256"),
            },
        },
        "kinds": entries(
            "k",
            lambda n: {
                "name": fill("Kind.name"),
                "plural": fill("Kind.plural"),
                "shape": shapes[n % len(shapes)],
            },
        ),
        "parties": entries("p", lambda _: {"name": fill("Party.name"), "color": "blue"}),
        "delegations": entries(
            "d", lambda n: {"name": fill("Delegation.name"), "party": key("p", n)}
        ),
        "actors": entries(
            "a",
            lambda n: {
                "name": fill("Actor.name"),
                "kind": "person" if n % 3 else "outlet",
                "title": fill("Actor.title"),
                "titles": [{"title": fill("Title.title"), "citations": [citation(n)]}],
                "party": key("p", n),
                "aliases": [fill("Actor.aliases")],
                "note": fill("Actor.note"),
                "seat": {
                    "delegation": key("d", n),
                    "role": "lead",
                    "presence": "disputed",
                    "note": fill("Seat.note"),
                    "citations": [citation(n)],
                },
            },
        ),
        "topics": entries(
            "t", lambda _: {"name": fill("Topic.name"), "summary": fill("Topic.summary")}
        ),
        "sources": entries(
            "s",
            lambda n: {
                "title": fill("Source.title"),
                "publisher": fill("Source.publisher"),
                "short": fill("Source.short"),
                "archive": URLS[n % len(URLS)],
                "tier": "article" if n % 2 else "record",
                "kind": "news",
                "language": fill("Source.language"),
                "url": URLS[n % len(URLS)],
                "note": fill("Source.note"),
            },
        ),
        "measures": entries(
            "m",
            lambda n: {
                "name": fill("Measure.name"),
                "unit": units[n],
                "summary": fill("Measure.summary"),
            },
        ),
        "events": entries(
            "e",
            lambda n: {
                "title": fill("Event.title"),
                "label": short("Event.label"),
                "kind": key("k", n),
                "when": f"2025-05-{1 + n % 28:02}T10:00Z",
                "dating": fill("Event.dating"),
                "place": fill("Event.place"),
                "channel": fill("Event.channel"),
                "summary": fill("Event.summary"),
                "note": fill("Event.note"),
                "topics": [key("t", n), key("t", (n + 1) % count)],
                "actors": [
                    {
                        "actor": key("a", n),
                        "role": "speaker",
                        "presence": "reported",
                        "citations": [citation(n)],
                    },
                    {"actor": key("a", (n + 1) % count), "role": "host"},
                ],
                "citations": [citation(n), citation(n + 1)],
                "figures": [
                    {"measure": key("m", n), "value": "-1.5e9", "unit": units[n]},
                ],
                "links": [{"event": key("e", (n + 1) % count), "relation": "answers"}],
            },
        ),
        "disagreements": entries(
            "q",
            lambda n: {
                "question": fill("Disagreement.question"),
                "brief": short("Disagreement.brief"),
                "status": "disputed",
                "events": [key("e", n)],
                "articles": {key("s", 1): {"brief": short("Judgement.brief"), "stands": "part"}},
                "finding": fill("Disagreement.finding"),
                "finding_brief": short("Disagreement.finding_brief"),
                "accounts": [
                    {
                        "source": key("s", n),
                        "locator": fill("Account.locator"),
                        "says": fill("Account.says"),
                        "quote": fill("Account.quote"),
                        "speaker": key("a", n),
                    }
                ],
                "record": [
                    {
                        "source": key("s", n),
                        "says": fill("Record.says"),
                        "locator": fill("Record.locator"),
                    }
                ],
            },
        ),
        "walk": {
            "title": fill("Walk.title"),
            "steps": [
                {
                    "title": fill("Step.title"),
                    "brief": short("Step.brief"),
                    "text": short("Step.text"),
                    "show": f"event={key('e', n)}",
                    "focus": [key("e", n)],
                }
                for n in range(count)
            ],
        },
        "corrections": [
            {
                "date": "2026-11-26",
                "event": key("e", n),
                "was": fill("Correction.was"),
                "now": fill("Correction.now"),
            }
            for n in range(count)
        ],
    }


def in_turn(values: Sequence[str], start: int = 0) -> Fill:
    """Return what gives each field the next of some values, and each field another first one."""
    turns: dict[str, Iterator[str]] = {}

    def turn(field: str) -> Iterator[str]:
        at = start + 7 * len(turns)
        while True:
            yield values[at % len(values)]
            at += 1

    return lambda field: next(turns.setdefault(field, turn(field)))


def written(plain: Mapping[str, Any]) -> bytes:
    """Return a log as YAML, in which JSON is as good as any."""
    return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


HEAD = ("About.", "Clock.", "Exported.", "Opening.", "Walk.")
_values_by_field: dict[str, set[str]] = {}


@cache
def hostile_logs() -> tuple[Log, ...]:
    """Read as many logs as it takes for each field of a table to have had every value.

    What a log has but once, as its title, gets values of another kind in each.
    """
    kinds = [[value for value in kind if value in ACCEPTED] for kind in KINDS.values()]
    logs = []
    for number in range(max(len(kinds), -(-len(ACCEPTED) // EACH))):
        once, turn = in_turn(kinds[number % len(kinds)]), in_turn(ACCEPTED, number * EACH)

        def fill(field: str, once: Fill = once, turn: Fill = turn) -> str:
            value = once(field) if field.startswith(HEAD) else turn(field)
            _values_by_field.setdefault(field, set()).add(value)
            return value

        log, problems = check(written(plain_log(fill)), "hostile.yaml")
        assert log, problems[:3]
        logs.append(log)
    return tuple(logs)


def values_by_field() -> Mapping[str, set[str]]:
    """Return the values that each field has in `hostile_logs`, by `Model.field`."""
    hostile_logs()
    return _values_by_field


_NAMES = (".name", ".plural", "Source.title", ".short", ".aliases", ".unit", ".publisher")
BATCH = 30  # values of a field that holds several
LONG = 3_000  # characters of a value that stands in titles and names alone
BETWEEN = " \N{WHITE DIAMOND CONTAINING BLACK SMALL DIAMOND} "


def batches() -> list[str]:
    """Return all values that are not long, `BATCH` to a text."""
    short = [value for value in ACCEPTED if len(value) < LONG]
    return [BETWEEN.join(short[at : at + BATCH]) for at in range(0, len(short), BATCH)]


def wall(head: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Return a log for a browser, and the titles of its events.

    Each value is the title of an event, and of the names in each table there is one of every kind.
    The other fields of the first events and entries hold all values between them, `BATCH` to each.
    """
    kinds = [[value for value in kind if value in ACCEPTED] for kind in KINDS.values()]
    names = [kind[number % len(kind)] for number, kind in enumerate(kinds)]
    count = len(names)
    once, named = in_turn(head), in_turn(names)
    turns: dict[str, Iterator[str]] = {}

    def fill(field: str) -> str:
        if field.startswith(HEAD):
            return once(field)
        if field.endswith(_NAMES):
            return named(field)
        return next(turns.setdefault(field, iter(batches())), "text")

    plain = plain_log(fill, count)
    titles = [value.strip() for value in ACCEPTED]
    first: list[dict[str, Any]] = list(plain["events"].values())
    for number, (event, title) in enumerate(zip(first, titles, strict=False)):
        event["title"] = title
        event["when"] = f"2025-05-{1 + number:02}T10:00Z"
    rest = {
        f"v{number}": {
            "title": title,
            "kind": key("k", number % count),
            "when": f"2025-06-{1 + number // 12 % 28:02}T{8 + number % 12:02}:{number % 60:02}Z",
            "actors": [{"actor": key("a", number % count), "role": "speaker"}],
            "topics": [key("t", number % count)],
            "place": title,
        }
        for number, title in enumerate(titles)
        if number >= count
    }
    plain["events"] |= rest
    plain["sources"]["seeded"] = {
        "title": "Seeded",
        "tier": "article",
        "kind": "news",
        "seed": "seeds/hostile.yaml",
    }
    first[1]["citations"].append({"source": "seeded", "passage": "1"})
    for question in plain["disagreements"].values():
        account = {**question["accounts"][0], "source": "seeded", "passage": "2"}
        question["accounts"].append(account)
    return plain, titles


def seed() -> bytes:
    """Return the seed of the source `seeded` of `wall`."""
    passages: list[dict[str, Any]] = [
        {"passage": str(number), "says": value, "none": value}
        for number, value in enumerate(ACCEPTED, 1)
    ]
    passages[0] = {"passage": "1", "says": ACCEPTED[0], "events": ["length"]}
    head = {"source": "seeded", "file": "a.txt", "bytes": "1", "sha256": "0" * 64}
    return written({**head, "passages": passages})
