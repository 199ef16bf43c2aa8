"""A sound log becomes values; every problem of a faulty log is reported at its line and column."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from components.events import (
    CODES,
    LIMITS,
    Citation,
    Event,
    Figure,
    Limits,
    Log,
    Problem,
    Tier,
    check,
    check_articles,
    check_seeds,
    parse_when,
    read_seeds,
)
from tests.frames.sample import read_log
from tests.pace import timed

HERE = Path(__file__).parent
SOUND = (HERE / "sound.yaml").read_bytes()
FAULTY = sorted((HERE / "faulty").glob("*.yaml"))
EVENTS = "format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents:\n"
MANY = sorted((HERE / "faulty" / "many").glob("*.yaml"))

# The first lines of an example are comments: the expected place, and limits that it runs under.
_PLACE = re.compile(r"# (?:(seeds/[a-z-]+\.yaml):)?([0-9]+):([0-9]+)(?: ([a-z-]+))?")
_LIMIT = re.compile(r"# ([a-z_]+)=([0-9]+)")


def sound() -> Log:
    return read_log(SOUND)


def problems_of(path: Path) -> tuple[list[Problem], list[tuple[str, int, int, str]]]:
    """Give the problems of an example with those its comments promise."""
    data = path.read_bytes()
    comments = [line for line in data.decode("utf-8", "replace").split("\n") if line[:2] == "# "]
    limits = LIMITS
    promised = []
    for comment in comments:
        if place := _PLACE.fullmatch(comment):
            file, line, column, code = place.groups()
            promised.append((file or path.name, int(line), int(column), code or path.stem))
        if limit := _LIMIT.fullmatch(comment):
            limits = Limits(**{limit[1]: int(limit[2])})
    log, problems = check(data, path.name, limits)
    if log:
        seeds = read_seeds(log, path.parent)
        problems = check_seeds(log, seeds, data, path.name)
        if texts := list(path.parent.glob(f"articles/{path.stem}.txt")):
            articles = {text.name: text.read_bytes() for text in texts}
            problems += check_articles(log, seeds, articles, data, path.name)
    return list(problems), promised


def test_every_code_of_the_table_has_a_faulty_example_and_every_example_a_code() -> None:
    assert {path.stem for path in FAULTY} == set(CODES)


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_example_yields_its_code_at_its_place_and_nothing_else(path: Path) -> None:
    problems, promised = problems_of(path)
    actual = [(problem.file, problem.line, problem.column, problem.code) for problem in problems]
    assert actual == promised
    assert actual


@pytest.mark.parametrize("path", MANY, ids=lambda path: path.stem)
def test_all_faults_of_a_file_are_reported_at_once_in_the_order_of_its_lines(path: Path) -> None:
    problems, promised = problems_of(path)
    actual = [(problem.file, problem.line, problem.column, problem.code) for problem in problems]
    assert actual == promised
    assert len(actual) >= 10
    assert problems == sorted(problems)


def test_a_problem_is_one_line_that_an_editor_can_follow() -> None:
    problem = Problem("data/events.yaml", 412, 9, "unknown-actor", 'event "x": no actor "y"')
    assert str(problem) == ('data/events.yaml:412:9: error[unknown-actor] event "x": no actor "y"')


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{actor: ada-ferrier", "{actor: ada-ferier", 'did you mean "ada-ferrier"?'),
        (
            "    place: The pier",
            "    plase: The pier",
            'no key "plase" here; did you mean "place"?',
        ),
        ("kind: meeting", "kind: Meting", 'no kind "Meting"; did you mean "meeting"?'),
        (
            "zone: America/St_Johns\n    dat",
            "zone: America/St_John\n    dat",
            '"America/St_Johns"?',
        ),
        ("{event: notice-posted", "{event: notice-post", 'did you mean "notice-posted"?'),
        ("{actor: harbour-office, role: host}", "{actor: harbour-office}", '"role" is missing'),
    ],
)
def test_a_slip_is_named_with_the_thing_and_what_may_have_been_meant(
    old: str, new: str, words: str
) -> None:
    assert SOUND.decode().count(old) == 1
    log, problems = check(SOUND.decode().replace(old, new).encode(), "x")
    assert log is None
    assert len(problems) == 1
    assert problems[0].message.startswith('event "')
    assert words in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("retells: [report, notice]", "retells: [reprot]", "unknown-source", '"report"?'),
        ("retells: [report, notice]", "retells: [notice, notice]", "repeated", "retells"),
        ("retells: [report, notice]", "retells: report", "wrong-shape", "a list"),
        ("retells: [report, notice]", "retells: reprint", "wrong-shape", "a list"),
        ("presence: disputed", "presence: dispute", "unknown-value", '"disputed"?'),
        (
            "{source: notice, locator: first line}]}",
            "{source: notise}]}",
            "unknown-source",
            '"notice"?',
        ),
        (
            "{source: notice, locator: first line}]}",
            "{source: report}]}",
            "missing-passage",
            "report",
        ),
    ],
)
def test_a_slip_in_what_is_retold_or_who_was_there_is_reported(
    old: str, new: str, code: str, words: str
) -> None:
    assert SOUND.decode().count(old) == 1
    (problem,) = check(SOUND.decode().replace(old, new).encode(), "x").problems
    assert problem.code == code
    assert words in problem.message


def test_sources_may_retell_each_other_in_a_ring() -> None:
    """Who passes on whose report is not always known; together they are one witness anyway."""
    ring = SOUND.decode().replace(
        "kind: official, published", "kind: official, retells: [reprint], published"
    )
    assert check(ring.encode(), "x").log


def test_all_citations_of_an_event_are_its_own_its_actors_and_its_figures() -> None:
    first, second, _ = sound().events.values()
    assert [c.source for c in first.all_citations()] == ["report", "report", "notice"]
    assert [c.source for c in second.all_citations()] == ["report", "notice", "report"]


def test_what_is_not_known_of_an_alias_is_not_complained_of() -> None:
    text = SOUND.decode().replace("    kind: meeting\n", "    kind: *kind\n")
    assert [problem.code for problem in check(text.encode(), "x").problems] == ["alias"]


def test_a_message_shows_text_that_is_long_or_cannot_be_seen_on_one_line() -> None:
    text = SOUND.decode().replace("kind: meeting", 'kind: "a\\nb: error[x] ' + "c" * 999 + '"')
    (problem,) = check(text.encode(), "x").problems
    assert problem.message.isprintable()
    assert "\\n" in problem.message
    assert len(str(problem)) < 500


def test_a_marked_log_that_is_cut_is_refused_wherever_it_is_cut() -> None:
    assert SOUND.endswith(b"\n...\n") and b"\nend: marked\n" in SOUND
    whole = SOUND.removesuffix(b"\n")
    lines = SOUND.splitlines(keepends=True)
    for kept in range(len(lines)):
        for data in (b"".join(lines[:kept]), b"".join(lines[:kept]) + lines[kept][:3]):
            assert check(data, "x").problems or data == whole, data[-80:]
    for data in (whole, SOUND, SOUND + b"# a comment\n"):
        assert check(data, "x").log


_QUESTIONS = b"disagreements:\n"


@pytest.mark.parametrize("path", [HERE / "sound.yaml", HERE.parents[1] / "data" / "events.yaml"])
def test_between_two_records_only_the_mark_shows_that_a_log_was_cut(
    path: Path,
) -> None:
    """Cut before the last disagreement, both logs are sound in all but their end."""
    lines = path.read_bytes().splitlines(keepends=True)
    tables = [number for number, line in enumerate(lines) if re.match(rb"[a-z]", line)]
    end = next(number for number in [*tables, len(lines)] if number > lines.index(_QUESTIONS))
    starts = [
        number for number, line in enumerate(lines[:end]) if re.match(rb"  [a-z0-9-]+:", line)
    ]
    (problem,) = check(b"".join(lines[: starts[-1]]), "x").problems
    assert (problem.line, problem.column, problem.code) == (starts[-1] + 1, 1, "cut")
    unmarked = b"".join(lines[: starts[-1]]).replace(b"\nend: marked\n", b"\n")
    assert check(unmarked, "x").log
    for start in starts[:: len(starts) // 30 + 1] + starts[-5:]:
        assert check(b"".join(lines[:start]), "x").problems


def test_a_log_that_never_had_a_mark_loads_and_a_mark_is_no_part_of_the_log() -> None:
    unmarked = SOUND.replace(b"\nend: marked\n", b"\n").removesuffix(b"...\n")
    for data in (unmarked, unmarked + b"...\n"):
        log = check(data, "x").log
        assert log
        assert log.with_hash("") == sound().with_hash("")
    (problem,) = check(SOUND.replace(b"end: marked", b"end: open"), "x").problems
    assert (problem.line, problem.code) == (3, "unknown-value")
    assert problem.message.endswith("write end: marked")


def test_more_dates_than_the_limit_are_refused_from_the_first_that_is_too_many() -> None:
    event = "  {}: {{title: T, kind: post, when: '{}'}}\n"
    text = EVENTS + "".join(
        event.format(key, when) for key, when in (("a", "2025/2026"), ("b", "[2024,2025]"))
    )
    assert check(text.encode(), "x", Limits(dates=5)).log
    (problem,) = check(text.encode(), "x", Limits(dates=4)).problems
    assert (problem.line, problem.code) == (5, "too-many-values")


def test_values_keep_the_order_of_the_file_and_carry_their_ids() -> None:
    log = sound()
    assert list(log.events) == ["first-sailing", "captain-speaks", "notice-posted"]
    for table in (log.parties, log.delegations, log.actors, log.topics, log.sources, log.events):
        assert [entry.id for entry in table.values()] == list(table)
    assert [clock.id for clock in log.about.clocks.values()] == ["lake", "bay"]
    assert [measure.id for measure in log.measures.values()] == ["fare"]
    assert [question.id for question in log.disagreements.values()] == ["punctuality"]


def test_values_have_the_types_that_the_model_gives_them() -> None:
    log = sound()
    first, second, third = log.events.values()
    assert log.format == 1
    assert log.about.window == parse_when("2025-05-08/2025-05-12", "Europe/Zurich")
    assert log.about.as_of == parse_when("2025-05-12", "Europe/Zurich")
    assert first.when == parse_when("2025-05-10/2025-05-11", "Europe/Zurich")
    assert (first.status, third.status) == ("happened", "possible")
    assert second.title == "The captain speaks of 12:30"
    assert second.figures[0].value == 12.5
    assert second.citations[0].passage == 2
    assert second.citations[0].verbatim is False
    assert second.citations[1].verbatim is True
    assert log.sources["notice"].published == "2025"
    captain, office = first.actors
    assert (captain.role, captain.presence) == ("participant", "disputed")
    assert [citation.source for citation in captain.citations] == ["report", "notice"]
    assert (office.presence, office.citations) == (None, ())
    assert log.sources["reprint"].retells == ("report", "notice")
    assert log.sources["report"].retells == ()
    seat = log.actors["ada-ferrier"].seat
    assert seat is not None
    assert (seat.delegation, seat.role, seat.presence) == ("crew", "lead", "reported")
    assert log.actors["harbour-office"].seat is None


def test_an_event_is_read_in_its_own_zone_or_else_in_that_of_the_log() -> None:
    first, second, _ = sound().events.values()
    assert (first.zone, first.when.zone) == ("Europe/Zurich", "Europe/Zurich")
    assert (second.zone, second.when.zone) == ("America/St_Johns", "America/St_Johns")


def test_the_hash_of_a_log_is_that_of_its_bytes() -> None:
    assert sound().hash == sha256(SOUND).hexdigest()
    assert check(SOUND + b"# more\n", "x").log != sound()


def test_an_event_rests_on_an_article_if_one_of_its_citations_does() -> None:
    log = sound()
    tiers = [log.tier_of(event) for event in log.events.values()]
    assert tiers == [Tier.ARTICLE, Tier.ARTICLE, Tier.RECORD]


def test_values_cannot_be_changed() -> None:
    log = sound()
    with pytest.raises(ValueError, match="frozen"):
        log.events["first-sailing"].title = "Another"  # type: ignore[misc]


def test_values_can_be_made_in_a_program_too() -> None:
    made = Event(id="a", title="A", kind="post", zone="Asia/Shanghai", when="2025-05-11")
    assert (made.id, made.kind) == ("a", "post")
    assert made.when == parse_when("2025-05-11", "Asia/Shanghai")
    assert Figure(measure="fare", value=12.5, unit="CHF").value == 12.5
    citation = Citation(source="report", passage=2, verbatim=False)
    assert (citation.passage, citation.verbatim) == (2, False)


@pytest.mark.parametrize("events", ["events: {}", "events:", "events: {}\nactors:\ntopics: {}"])
def test_a_log_may_be_empty(events: str) -> None:
    assert read_log(EVENTS.removesuffix("events:\n") + events).events == {}


@pytest.mark.parametrize("text", ["1.2e12", "145", "295e9", "-3", "+3", "0.5", ".5", "5.", "1E-3"])
def test_numbers_are_read_from_their_text(text: str) -> None:
    log = check(SOUND.replace(b"1.25e1", text.encode()), "x").log
    assert log is not None
    assert log.events["captain-speaks"].figures[0].value == float(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/a?b=c&d=e#f",
        "https://example.org:8443/%C3%A9",
        "https://en.wikipedia.org/wiki/Geneva_(canton)",
        "https://münchen.example/straße",
        "http://[2001:db8::1]:80/",
        "https://example.org/" + "a" * 2028,
    ],
)
def test_absolute_web_addresses_are_taken(url: str) -> None:
    data = SOUND.decode().replace("https://example.org/ferry?page=1", f"'{url}'").encode()
    log = check(data, "x").log
    assert log is not None
    assert log.sources["report"].url == url


# What stands in the sound log, the code of the problem, and values that may not stand there.
REFUSED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "1.25e1",
        "bad-number",
        (
            *("1_000", "'1,000'", "nan", ".nan", "inf", "-.inf", "1e999", "0x1F", "12:30", "٣"),
            *("1 2", "e5", '""'),
        ),
    ),
    ("false", "bad-boolean", ("yes", "no", "True", "FALSE", "on", "1", "0", '""')),
    (
        "https://example.org/ferry?page=1",
        "bad-url",
        (
            *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x"),
            *("file:///etc/passwd", "ftp://example.org", "//example.org", "/ferry", "ferry.html"),
            *("http:example.org", "'http://'", "https:///path", "https://user@example.org"),
            *("https://user:word@example.org", "https://example.org\\@evil.example"),
            *("https://example.org/a b", "https://example.org/<script>"),
            *("https://exa\u200bmple.org", "https://example.org:port/"),
            "https://example.org/" + "a" * 2029,
        ),
    ),
    (
        "seeds/report.yaml",
        "bad-seed-path",
        (
            *("../x.yaml", "/etc/passwd", "seeds/../../x.yaml", "./x.yaml", "C:\\x.yaml", "a//b"),
            *("seeds/", "~/x"),
        ),
    ),
    (
        '"[..2025-05-09]"',
        "wrong-shape",
        (
            "{text: x, zone: x, form: moment, precision: day, start: 1, stop: 0, "
            "uncertain: true, approximate: true}",
        ),
    ),
)


@pytest.mark.parametrize(
    ("old", "code", "text"), [(old, code, text) for old, code, texts in REFUSED for text in texts]
)
def test_a_value_that_is_not_of_its_kind_is_refused(old: str, code: str, text: str) -> None:
    assert SOUND.decode().count(old) == 1
    problems = check(SOUND.decode().replace(old, text).encode(), "x").problems
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "01", "two", "9999999", '""'])
def test_a_passage_is_a_whole_number_from_1(text: str) -> None:
    text = SOUND.decode().replace(
        "- {source: report, passage: 1}", f"- {{source: report, passage: {text}}}"
    )
    assert "bad-passage" in {problem.code for problem in check(text.encode(), "x").problems}


def test_ids_that_differ_in_a_hyphen_between_digits_are_two_ids() -> None:
    event = "  {}: {{title: T, kind: post, when: 2025}}\n"
    text = EVENTS + event.format("day-1-12") + event.format("day-11-2")
    assert check(text.encode(), "x").problems == ()
    text += event.format("day1-12")
    assert [problem.code for problem in check(text.encode(), "x").problems] == ["same-id"]


def test_an_entry_cannot_write_its_own_id() -> None:
    data = SOUND.replace(b"    title: The first sailing\n", b"    title: T\n    id: other\n")
    (problem,) = check(data, "x").problems
    assert problem.code == "unknown-key"


def test_no_more_problems_are_reported_than_the_limit() -> None:
    data = EVENTS.encode() + b"".join(b"  e%dx: {}\n" % number for number in range(2000))
    problems = check(data, "x").problems
    assert len(problems) == LIMITS.problems + 1
    assert Counter(problem.code for problem in problems) == {
        "missing-field": 1000,
        "more-problems": 1,
    }
    assert (problems[-1].line, problems[-1].column) == (337, 3)


def test_many_slips_in_a_large_log_are_reported_in_reasonable_time() -> None:
    event = (
        b"  e%dx: {title: T, kind: post, when: 2025, links: [{event: f%dx, relation: answers}]}\n"
    )
    data = EVENTS.encode() + b"".join(event % (number, number) for number in range(3000))
    checked, seconds = timed(lambda: check(data, "x"))
    assert len(checked.problems) == LIMITS.problems + 1
    assert seconds < 5


def test_a_log_of_55_events_is_read_and_checked_in_50_milliseconds() -> None:
    text = SOUND.decode()
    start, stop = text.index("  first-sailing:"), text.index("measures:")
    three = text[start:stop]
    copies = [
        three.replace("first-sailing:", f"first-{word}:")
        .replace("captain-speaks:", f"captain-{word}:")
        .replace("notice-posted:", f"notice-{word}:")
        for word in (f"x{number}x" for number in range(18))
    ]
    data = (text[:stop] + "".join(copies) + text[stop:]).encode()
    assert data.count(b"\n") > 700
    spent = []
    for _ in range(10):
        checked, seconds = timed(lambda: check(data, "x"))
        spent.append(seconds)
        assert checked.log is not None
        assert len(checked.log.events) == 57
    assert min(spent) < 0.05
