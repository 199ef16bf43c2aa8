"""The page without a server answers, reads addresses and folds text as Python does.

One process of Node.js answers all that is asked here.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from gzip import compress
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs, quote_plus

import pytest

from components.editions.rules import rules_of
from components.events import Log
from components.frames import fold, folding_table
from components.selection import Selection, View, address, decode, option_names
from components.selection.model import LANES, PAGES, PARTS, ROLES, SHOWS
from components.selection.url import parameter_of
from components.wording import FILTERS, link
from tests.frames.sample import (
    WHENS,
    facts_of,
    full_log,
    index_of,
    make_log,
    of_actors,
    of_topics,
    of_whens,
    read_log,
    small_log,
    the_log,
)
from tests.odd_logs import text_of
from tests.pace import PATIENCE
from tests.synthetic_log import synthetic_yaml

OWN = 500  # selections of the project's own log
OTHERS = 60  # of each other log
SCRIPT = Path(__file__).parents[1] / "web" / "answer-all.js"
_HEBREW = """
actors:
  dana: {name: דנה כהן, kind: person, title: שרת המסחר, aliases: [Dana Cohen, 丹娜]}
  amir: {name: אָמִיר, kind: person}
topics: {talks: {name: שיחות}, empty: {name: ריק}}
sources: {paper: {title: עיתון, tier: article, kind: news}}
events:
  one:
    {title: "דנה פוגשת את אמיר", kind: meeting, when: 2025-05-10, topics: [talks],
     actors: [{actor: dana, role: speaker}, {actor: amir, role: subject}]}
  two:
    {title: "אמיר עונה: İstanbul, STRAẞE, Ὀδυσσεύς, ﬁn, 한국어, हिन्दी 😀", kind: statement,
     when: 2025-05-11T10:00Z, actors: [{actor: amir, role: speaker}],
     citations: [{source: paper, quote: "לא עכשיו", speaker: amir}]}
"""
NONSENSE = (
    *("zzzz", ".*", "[a", "\\", "<b>", "% off", "e", "…", "—", "\u0301", "a\u200db"),
    *(
        "TEA",
        "\N{FULLWIDTH LATIN CAPITAL LETTER T}ea",
        "straße",
        "STRASSE",
        "Zu\u0308rich",
        "ﬁ",
        "İ",
        "ς",
        "Σ",
        "ё",
        "何",
    ),
    *("\ud83d", "\ude00", "a\x1cb", "\x85", "x" * 300, "́" * 300, "constructor", "__proto__"),
)


@cache
def logs() -> Mapping[str, Log]:
    """Return the logs by name, the project's own first."""
    odd = ("three articles", "no article", "no delegation", "200 questions")
    return {
        "own": the_log(),
        "every key": full_log(),
        "small": small_log(),
        "dates": of_whens(*WHENS),
        "one date": of_whens("2025-05-11"),
        "no event": of_whens(),
        "topics": of_topics(120, 90),
        "actors": of_actors(100, 60),
        "hebrew": make_log(_HEBREW),
        "synthetic": read_log(synthetic_yaml(300)),
        **{name: read_log(text_of(name)) for name in odd},
    }


def view_of(name: str, selection: Selection | None = None) -> View:
    """Return a log as the selection shows it."""
    log = logs()[name]
    return View(log, indices()[name], selection or Selection())


@cache
def indices() -> Mapping[str, Any]:
    """Return the index of each log."""
    return {name: index_of(log) for name, log in logs().items()}


@cache
def rules() -> Mapping[str, dict[str, Any]]:
    """Return the rules of each log, as a browser has them."""
    return {name: json.loads(json.dumps(rules_of(view_of(name)))) for name in logs()}


def words_of(log: Log) -> Sequence[str]:
    """Return words that a reader could search a log for, spelt in several ways."""
    texts = [text for event in log.events.values() for text in (event.title, event.summary)]
    texts += [text for actor in log.actors.values() for text in (actor.name, *actor.aliases)]
    return sorted({word for text in texts for word in text.split()}) or ["word"]


def random_text(random: Random, words: Sequence[str]) -> str:
    """Return a search: some words, or parts of them, in any case, or nonsense."""

    def word() -> str:
        if random.random() < 0.15:
            return random.choice(NONSENSE)
        whole = random.choice(words)
        start = random.randrange(len(whole))
        part = whole[start : start + random.randint(1, 6)]
        return random.choice([whole, part, part, whole.upper(), whole.swapcase(), fold(whole)])

    return random.choice([" ", "  ", "\t", "\u3000"]).join(
        word() for _ in range(random.randint(1, 3))
    )


def random_selection(random: Random, name: str, words: Sequence[str]) -> Selection:
    """Return a selection that a reader of a page could make."""
    log = logs()[name]
    offered = option_names(facts_of(log))
    chosen: dict[str, Any] = {}
    for row in random.sample(FILTERS, random.choice([0, 1, 1, 2, 3])):
        options = list(offered[row.key])
        chosen[row.key] = tuple(random.sample(options, min(len(options), random.randint(1, 3))))
    if random.random() < 0.4:
        chosen["q"] = random_text(random, words)
    if random.random() < 0.4:
        dates = rules()[name]["dates"]
        instants = ["2025-05-10T22:01Z", "2025-05-11T14:00Z"]
        chosen["start"] = random.choice(["", *dates["from"], *instants])
        chosen["end"] = random.choice(["", *dates["to"], *instants])
    if random.random() < 0.4:
        people = random.choice(["actor", "member", "delegation"])
        chosen.setdefault(
            people, tuple(random.sample(list(offered[people]), min(1, len(offered[people]))))
        )
        chosen["role"] = random.choice(ROLES)
    return Selection(**chosen)


@cache
def asked() -> Sequence[tuple[str, Selection]]:
    """Return the selections with the name of the log of each; they are the same in every run."""
    random = Random(18)  # noqa: S311 - no secret hangs on it
    questions: list[tuple[str, Selection]] = []
    for name, log in logs().items():
        words = words_of(log)
        count = OWN if name == "own" else OTHERS
        questions += [(name, random_selection(random, name, words)) for _ in range(count)]
    halves = ("\ud83d", "\ude00", "a \ud83d")  # of a letter that an event has
    return [*questions, *(("hebrew", Selection(q=half)) for half in halves)]


def plain(selection: Selection) -> dict[str, object]:
    """Return a selection as a browser has it."""
    return {parameter_of(name): getattr(selection, name) for name in Selection.__dataclass_fields__}


@cache
def addresses() -> Sequence[tuple[str, str]]:
    """Return addresses to read, those of selections and those that nobody wrote by hand."""
    random = Random(19)  # noqa: S311 - no secret hangs on it
    written = [(name, address(selection)) for name, selection in asked() if encodable(selection)]
    other = [
        *(
            "",
            "#",
            "?",
            "#top",
            "#event-x",
            "=",
            "&&&",
            "a=b",
            "#?topic=tariffs",
            "topic",
            "topic=",
        ),
        *("topic=nothing&topic=nothing", "walk=3", "walk=99", "walk=0", "walk=3&q=tea", "as=did"),
        *("q=%ff", "q=%00", "q=a%20b+c", "q=" + "x" * 201, "q=" + "%F0%9F%98%80" * 200),
        *(
            "q=%E2%80%8D",
            "q=%1c%1c",
            "%ff=%ff",
            "page=data&page=people",
            "embed=true&embed_options=x",
        ),
        *("from=2025-02-31T00:00Z", "from=2025-05-11&to=2025-05-09", "to=9999-12-31T23:59Z"),
        *(
            "clock=utc",
            "clock=geneva",
            "number=1",
            "number=01",
            "number=101",
            "lanes=topic&show=list",
        ),
        *("&".join(f"k{n}={n}" for n in range(300)), "&".join(f"topic=t{n}" for n in range(300))),
        *(
            "constructor=1&__proto__=2&toString=3",
            "part=passages&at=paper.1",
            "at=x.1",
            "part=figures&at=x",
        ),
        "page=" + "y" * 60,
    ]
    values = {
        "page": (*PAGES, "x"),
        "part": (*PARTS, "x"),
        "lanes": (*LANES, "x"),
        "show": (*SHOWS, "x"),
        "as": (*ROLES, "x"),
        "walk": ("1", "2", "3", "40", "x", "-1"),
        "number": ("1", "2", "007", "1234567890", "٣"),
        "from": ("2025-05-10", "x", "2025-05-10T10:00Z"),
        "to": ("2025-05-11", "x", "2025-05-10T10:00Z"),
        "clock": ("x",),
        "q": ("tea", "a  b", "\x00", "\u200b", "é", ""),
    }
    for name in ("own", "every key", "small", "dates"):
        log = logs()[name]
        own = {
            **values,
            "event": (*list(log.events)[:3], "no-such-event"),
            "at": (
                *list(log.disagreements)[:2],
                *list(log.measures)[:2],
                "x",
                *log.sources,
                "paper.12",
            ),
            **{row.key: (*list(option_names(facts_of(log))[row.key])[:3], "x") for row in FILTERS},
        }
        for _ in range(150):
            keys = random.choices(list(own), k=random.randint(1, 5))
            pairs = [(key, random.choice(own[key])) for key in keys]
            written.append((name, "&".join(f"{key}={quote_plus(value)}" for key, value in pairs)))
        written += [(name, text) for text in other]
    return written


def encodable(selection: Selection) -> bool:
    """Tell whether a selection has an address: no text with half a letter has one."""
    return not any("\ud800" <= letter <= "\udfff" for letter in selection.q)


# Letters that are folded in a way of their own, or that go together with what stands beside them.
AWKWARD = (
    *(
        "e",
        "E",
        " ",
        "\t",
        "ß",
        "ẞ",
        "ﬁ",
        "ﬀ",
        "Σ",
        "ς",
        "ά",
        "ᾳ",
        "\N{LATIN SMALL LETTER DOTLESS I}",
        "İ",
        "I",
        "i",
        "Ꮀ",
        "ꭰ",
    ),
    *("\u0300", "\u0301", "\u0308", "\u0327", "\u0345", "\u05b8", "\u064e", "\u093c", "\u094d"),
    *("\u09be", "\u09c7", "\u0bca", "\u0ddd", "\u0e33", "\u3099", "か", "が", "ｶ", "ﾞ", "각"),
    *(
        "\u1100",
        "\u1161",
        "\u11a8",
        "\u1bc9",
        "क",
        "क़",
        "\u0f43",
        "\u2126",
        "Å",
        "ø",
        "Ł",
        "đ",
        "Œ",
        "þ",
    ),
    *("\u200d", "\u200c", "\ufeff", "\u00ad", "\u2028", "\x1c", "\x1f", "\x85", "\xa0", "\u3000"),
    *("\ud83d", "\U0001f600", "\U0001d400", "\U000110ba", "\U00011099", "\U0001e900", "\U0001d15e"),
    *(
        "\u0378",
        "\ua7dc",
        "\U00016d67",
        "\U00016d68",
        "\U00016ea0",
        "\U0001ccd6",
        "½",
        "㎏",
        "ﷺ",
        "¨",
        "\u0340",
        "\u2adc",
    ),
)


@cache
def texts() -> Sequence[str]:
    """Return texts to fold: every letter of Unicode once, then random ones."""
    letters = [chr(code) for code in range(0x110000)]
    random = Random(20)  # noqa: S311 - no secret hangs on it
    awkward = ["".join(random.choices(AWKWARD, k=random.choice([2, 3, 5, 8]))) for _ in range(3000)]
    long = ["".join(random.choices(AWKWARD, k=900)).replace(" ", "x") for _ in range(20)]
    once = [" ".join(letters[at : at + 2048]) for at in range(0, len(letters), 2048)]
    return [*once, *awkward, *long]


@pytest.fixture(scope="module")
def browser() -> dict[str, Any]:
    """Return what the page's scripts answer to all that this module asks."""
    node = shutil.which("node")
    assert node, "the page's scripts are tested by Node.js: install it"
    questions = {
        "rules": rules(),
        "selections": [(name, plain(selection)) for name, selection in asked()],
        "hashes": addresses(),
        "texts": texts(),
        "table": folding_table(),
    }
    ran = subprocess.run(
        [node, str(SCRIPT)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ran.returncode == 0, ran.stderr
    answers: dict[str, Any] = json.loads(ran.stdout)
    return answers


def test_the_page_finds_and_counts_what_the_index_does(browser: dict[str, Any]) -> None:
    found = 0
    for (name, selection), answer in zip(asked(), browser["answers"], strict=True):
        view = view_of(name, selection)
        expected = view.answer
        total = expected.total
        assert answer["ids"] == list(view.page(0, total)), (name, selection)
        counts = {row.key: dict(expected.counts[row.key].items()) for row in FILTERS}
        assert answer["counts"] == counts, (name, selection)
        assert answer["relaxed"] == dict(expected.relaxed), (name, selection)
        found += 0 < expected.matching < total
    assert found > len(asked()) / 4  # most of the questions would tell something


def test_the_page_reads_and_writes_addresses_as_the_dashboard_does(
    browser: dict[str, Any],
) -> None:
    for (name, text), reading in zip(addresses(), browser["readings"], strict=True):
        log = logs()[name]
        query = text.removeprefix("#").removeprefix("?")
        asked_for = parse_qs(query, keep_blank_values=True) if "=" in query else {}
        for end in ("from", "to"):
            # the page knows the days that it offers, not all dates
            known = [at for at in asked_for.get(end, [])[-1:] if at in known_days(name, end)]
            asked_for.pop(end, None) if not known else asked_for.update({end: known})
        selection, ignored = decode(asked_for, facts_of(log))
        if selection.clock:
            selection = replace(selection, clock="")
        assert reading["selection"] == json.loads(json.dumps(plain(selection))), (name, text)
        own = [(part["key"], part["value"], part["why"]) for part in reading["ignored"]]
        other = [(part.key, part.value, part.why) for part in ignored]
        assert [part for part in own if part[2] not in (link.NO_DAY, link.OTHER_CLOCK)] == [
            part for part in other if part[2] != link.NO_CLOCK
        ], (name, text)
        assert reading["written"] == "#" + address(selection)[1:], (name, text)


def known_days(name: str, end: str) -> Sequence[str]:
    """Return the dates that a page can read at one end of a window."""
    instants = ("2025-05-10T22:01Z", "2025-05-11T14:00Z", "2025-05-10T10:00Z", "9999-12-31T23:59Z")
    return (*rules()[name]["dates"][end], *instants)


def test_the_page_folds_every_letter_and_awkward_texts_as_python_does(
    browser: dict[str, Any],
) -> None:
    for text, folded in zip(texts(), browser["folded"], strict=True):
        assert utf16(folded) == utf16(fold(text)), ascii(text)


def utf16(text: str) -> bytes:
    """Return a text as JavaScript has it: two halves of a letter are that letter."""
    return text.encode("utf-16-le", "surrogatepass")


def test_the_rules_of_the_own_log_are_small() -> None:
    own = rules()["own"]

    def size(value: object) -> tuple[int, int]:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return len(text), len(compress(text, 9))

    without_texts = size({key: value for key, value in own.items() if key != "texts"})
    texts = size(own["texts"])
    print(f"rules of the own log, raw and compressed: {without_texts} bytes, texts {texts} bytes")
    assert without_texts[0] < 60_000
    assert without_texts[1] < 20_000
    assert texts[0] < 130_000
