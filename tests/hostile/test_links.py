"""Every link gets an answer, and what it could not use is named."""

import asyncio
import json
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.types import Message, Scope
from streamlit.runtime.state import query_params as streamlit_s

from components.frames import Query, index_log
from components.frames.text import fold
from components.selection import (
    LONGEST_QUERY,
    MOST_PARAMETERS,
    PAGES,
    Selection,
    address,
    clocks,
    decode,
    encode,
    option_names,
)
from components.selection.model import LANES, PARTS, SHOWS
from components.selection.url import LONGEST_SEARCH, LONGEST_SHOWN, MOST_VALUES
from components.selection.window import clock_of, window
from components.server import middleware, routes
from components.sources import LogFile, current, use_source
from components.wording import FILTERS
from tests.frames.sample import facts_of, read_log, small_log, the_log
from tests.hostile.links import LINKS, generated
from tests.hostile.payloads import VALUES
from tests.logs import FIRST
from tests.loop import finished
from tests.selection.choices import BEGINNINGS, ENDS, FAR, SEARCHES
from tests.synthetic_log import synthetic_yaml

MANY = 5_000
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def parameters(query: bytes) -> dict[str, list[str]]:
    """Return what Streamlit makes of a query."""
    return parse_qs(query.decode("utf-8", "replace"), keep_blank_values=True)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Starlette]:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    with use_source(LogFile(path, interval=0, settle=0)):
        yield Starlette(routes=routes(), middleware=middleware())


def test_there_are_enough_kinds() -> None:
    assert len(LINKS) >= 25
    assert max(map(len, LINKS.values())) >= 24_000_000


@pytest.mark.parametrize("kind", LINKS)
def test_what_of_a_link_is_of_no_use_is_named_and_in_few_words(kind: str) -> None:
    selection, ignored = decode(parameters(LINKS[kind]), facts_of(small_log()))
    assert decode(encode(selection), facts_of(small_log())) == (selection, ())
    assert len(ignored) <= (len(FILTERS) + 2) * (MOST_VALUES + 1)
    rows = [(part.key, part.value, part.why) for part in ignored]
    assert all(len(part) <= 100 for row in rows for part in row)
    assert all(len(key) <= LONGEST_SHOWN >= len(value) for key, value, _ in rows)
    if selection == Selection() and any(map(any, parameters(LINKS[kind]).values())):
        assert ignored, "everything is shown, and nothing said"


DEFAULTS = {
    "page": "timeline",
    "part": "accounts",
    "lanes": "actor",
    "show": "chart",
    "number": "1",
}


def test_every_generated_link_gives_a_view_and_what_it_does_not_use_is_named() -> None:
    for seed in range(MANY):
        pairs = parameters(generated(seed))
        log = the_log() if seed % 10 == 0 else small_log()
        selection, ignored = decode(pairs, facts_of(log))
        assert decode(encode(selection), facts_of(log)) == (selection, ()), seed
        named = {part.key for part in ignored} | set(encode(selection))
        for key, values in pairs.items():
            # where one value is enough the last counts; the default changes nothing
            last = values[-1].strip()
            is_filter = key in {filter_.key for filter_ in FILTERS}
            says_nothing = not any(values) if is_filter else last in ("", DEFAULTS.get(key))
            is_first_clock = key == "clock" and last == next(iter(clocks(log)))
            if not (says_nothing or is_first_clock or key in ("embed", "embed_options")):
                assert as_told(key) in named, (seed, key, values)


def as_told(key: str) -> str:
    """Return a key as a reader is told of it: short, and with nothing that cannot be seen."""
    cut = key if len(key) <= LONGEST_SHOWN else key[: LONGEST_SHOWN - 1] + "…"
    shown = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    return "".join(
        letter if letter.isprintable() or letter in shown else "\ufffd" for letter in cut
    )


def draw_selection(random: Random, log: Any, options: Mapping[str, list[str]]) -> Selection:  # noqa: ANN401
    """Draw a selection that an address of a log could hold."""
    part = random.choice(PARTS)
    places = {
        "accounts": list(log.disagreements),
        "figures": list(log.measures),
        "sources": list(log.sources),
        "passages": [
            *(f"{source}.{random.randint(1, 99)}" for source in log.sources),
            *log.disagreements,
        ],
    }[part]
    values: dict[str, Any] = {
        "page": random.choice(PAGES),
        "part": part,
        "at": random.choice(["", *places]),
        "lanes": random.choice(LANES),
        "show": random.choice(SHOWS),
        "number": random.choice(["", "2", "101", "999999999"]),
        "event": random.choice(["", *log.events]),
        "clock": random.choice(["", *list(clocks(log))[1:]]),
        "start": random.choice([*BEGINNINGS, *FAR]),
        "end": random.choice(ENDS),
        "q": random.choice(["", *SEARCHES, *searches()]),
    }
    for key, ids in options.items():
        if ids and random.random() < 0.4:
            values[key] = tuple(random.sample(ids, random.randint(1, min(len(ids), 5))))
    selection = Selection(**values)
    first, last = window(selection, clock_of(selection, log).zone)
    if first is not None and last is not None and first >= last:
        return Selection(**{**values, "end": ""})
    return selection


@cache
def searches() -> list[str]:
    """Return what of the hostile texts can be searched for, as it is typed."""
    tidy = [" ".join(value.split()) for value in VALUES]
    return [text for text in tidy if not decode({"q": [text]}, facts_of(small_log()))[1]]


def test_a_view_comes_back_from_its_address_whatever_it_holds() -> None:
    for log in (small_log(), the_log()):
        random = Random(log.about.title)  # noqa: S311
        options = {key: list(names) for key, names in option_names(facts_of(log)).items()}
        for _ in range(MANY // 2):
            selection = draw_selection(random, log, options)
            assert decode(encode(selection), facts_of(log)) == (selection, ())
            link = address(selection)
            assert link.isascii() and " " not in link
            assert decode(parse_qs(link[1:]), facts_of(log)) == (selection, ())


class Answer(NamedTuple):
    """What a server says."""

    status: int
    headers: Headers
    body: bytes


def answer_to(app: Starlette, path: str, query: bytes = b"", **headers: str) -> Answer:
    """Ask for a path with the very bytes of a query, which no client would write."""
    messages: list[Message] = []
    requests = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in requests:
            return message
        await asyncio.sleep(3600)  # the sender stays until it has its answer
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        messages.append(message)

    scope: Scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET"},
        **{"scheme": "http", "server": ("host.example", 80), "client": ("127.0.0.1", 1)},
        **{"path": path, "raw_path": path.encode(), "root_path": "", "query_string": query},
        "headers": [
            (name.lower().encode(), value.encode("latin-1"))
            for name, value in {"Host": "host.example", **headers}.items()
        ],
    }
    finished(app(scope, receive, send))
    head = messages[0]
    body = b"".join(line.get("body", b"") for line in messages[1:])
    return Answer(head["status"], Headers(raw=head["headers"]), body)


ROUTES = (
    *(f"/api/events.{key}" for key in ("csv", "json", "ics", "svg", "txt")),
    *("/feed.xml", "/e/first", "/e/nothing", "/event-card", "/state", "/readyz"),
    "/assets/style.css",
)


@pytest.mark.parametrize("kind", LINKS)
def test_every_route_answers_every_link_and_none_with_everything(app: Starlette, kind: str) -> None:
    query = LINKS[kind]
    log = current().snapshot().log
    assert log
    is_long = len(query) > LONGEST_QUERY
    is_refused = is_long or decode(parse_qs(query.decode("utf-8", "replace")), facts_of(log))[1]
    shown = answer_to(app, "/e/first", b"").body
    for route in ROUTES:
        answer = answer_to(app, route, query)
        assert answer.status < 500, route
        assert b"Traceback" not in answer.body
        if route == "/e/first" and not is_long:
            # what is of no use is left out, and what is of use is a value in one address
            assert answer.status == 200, route
            assert answer.body.count(b"<") == shown.count(b"<")
        elif route.startswith(("/api/", "/feed", "/e/first")) and is_refused:
            assert answer.status in (400, 414), route
            assert answer.headers["content-type"] == "application/json"
            assert len(answer.body) < 400_000
            data = json.loads(answer.body)
            assert data.get("ignored") or "characters" in data["error"]


def test_every_route_answers_generated_links(app: Starlette) -> None:
    for seed in range(0, MANY, 25):
        for route in ("/api/events.csv", "/feed.xml", "/e/first", "/event-card"):
            assert answer_to(app, route, generated(seed)).status < 500, (route, seed)


@pytest.mark.parametrize("kind", [kind for kind in LINKS if len(LINKS[kind]) > LONGEST_QUERY])
def test_a_browser_is_told_in_words_that_a_link_is_too_long(app: Starlette, kind: str) -> None:
    for path in ("/", "/e/first", "/api/events.csv"):
        answer = answer_to(app, path, LINKS[kind], Accept=BROWSER)
        assert answer.status == 414
        assert answer.headers["content-type"].startswith("text/html")
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert b"This link is too long" in answer.body
        assert b'<a href="?">Show the whole log</a>' in answer.body
        assert len(answer.body) < 1_500


def test_what_is_short_enough_passes_to_the_page(app: Starlette) -> None:
    for query, status in (
        (b"&" * (MOST_PARAMETERS - 1), 200),
        (b"&" * MOST_PARAMETERS, 414),
        (b"q" * LONGEST_QUERY, 200),
        (b"q" * (LONGEST_QUERY + 1), 414),
    ):
        assert answer_to(app, "/", query, Accept=BROWSER).status == status
    # Streamlit reads all that passes
    assert MOST_PARAMETERS <= streamlit_s.CLIENT_STATE_QUERY_STRING_MAX_FIELDS
    assert LONGEST_QUERY <= streamlit_s.CLIENT_STATE_QUERY_STRING_MAX_LENGTH


HOSTS = ("[", "[::1", "a b", "x:99999999", "x/y?z", "x@y", 'x"><script>', "\xff\xfe", "", "." * 300)


def test_no_name_of_a_host_gets_into_an_answer_as_markup_or_brings_it_down(app: Starlette) -> None:
    for host in HOSTS:
        for route in (*ROUTES, "/api/events.bib", "/api/events.timelinejs"):
            answer = answer_to(app, route, Host=host)
            assert answer.status < 500, (host, route)
            if "<script>" in host and not route.endswith((".txt", ".bib", "json", ".csv")):
                assert b"<script>" not in answer.body, route


PATHS = (
    *("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "....//....//etc/passwd", "/etc/passwd"),
    *(
        "%2e%2e/%2e%2e/etc/passwd",
        "..\\..\\etc\\passwd",
        "..%5c..%5cetc",
        "style.css/../../streamlit_app/script_run.py",
    ),
    *("style.css%00.js", "./style.css", "file:///etc/passwd", "C:\\Windows\\win.ini", "~root"),
    *("..;/..;/etc/passwd", "%c0%ae%c0%ae/etc/passwd", "style.css?../../x", "asset.py", "..", "."),
    *("__init__.py", "asset.py", "\\\\evil.example\\x"),
)


def test_no_path_leads_out_of_what_is_served(app: Starlette) -> None:
    assert len(PATHS) >= 20
    for path in PATHS:
        for place in ("/assets/", "/e/", "/api/events."):
            answer = answer_to(app, place + path)
            assert answer.status == 404, place + path
            assert b"root:" not in answer.body


PATTERNS = (
    *(
        "(a+)+$",
        "([a-zA-Z]+)*$",
        "(a|aa)+$",
        "(a|a?)+$",
        "(.*a){20}$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
    ),
    *(
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        "(?P<x>a)(?P=x)",
        "(a)\\1",
        "\\b\\w+\\b",
        "(?i)event",
        "(?s).*",
    ),
    *(
        ".*.*.*.*=.*",
        "[",
        "(",
        ")",
        "*",
        "+",
        "?",
        "{1000000}",
        "a{1,1000000}",
        "\\",
        "|",
        "^$",
        ".",
    ),
    *("[[:alpha:]]+", "\\p{L}+", "((((((((((a*)*)*)*)*)*)*)*)*)*)$", "x" * LONGEST_SEARCH),
)


def test_a_search_is_taken_literally_and_quick_on_ten_thousand_events() -> None:
    log = read_log(synthetic_yaml(10_000))
    first = next(iter(log.events))
    event = log.events[first].model_copy(update={"title": "a (a+)+$ [ .* \\ {1000000} (?i)event"})
    log = log.model_copy(update={"events": {**log.events, first: event}})
    index = index_log(log)
    assert len(PATTERNS) >= 30
    for pattern in PATTERNS:
        spent = []
        for _ in range(3):
            begin = time.thread_time()
            count = index.ask(Query(text=pattern)).matching
            spent.append(time.thread_time() - begin)
        assert min(spent) <= 0.05, pattern
        words = fold(pattern).split()
        if pattern not in (".", "a"):
            expected = all(word in fold(event.title) for word in words)
            assert (count > 0) == expected, pattern
