"""Who spoke when: what stands in which day, month or year, and that no date is guessed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log, parse_when
from components.figures.statement import MOST_PERIODS, Period, StatementTable, statements
from tests.frames.sample import WHENS, ZONES, logs, make_log, the_log

PERIODS = ("day", "month", "year", "decade", "century", "millennium", "period")


def stated(*whens: str, by: str = "ann", zone: str = "Europe/Zurich") -> Log:
    """Make a log of one statement per date, all by one actor: e0, e1 and so on."""
    return spoken([(when, by) for when in whens], zone=zone)


def spoken(words: list[tuple[str, str]], zone: str = "Europe/Zurich") -> Log:
    """Make a log of statements, each a date and who makes it."""
    actors = {
        actor: {"name": actor, "kind": "outlet" if actor == "paper" else "person"}
        for actor in ("ann", "bob", *(by for _, by in words))
    }
    event = {"title": "Words", "kind": "statement"}
    events = {
        f"e{n}": {**event, "when": when, "actors": [{"actor": by, "role": "speaker"}]}
        for n, (when, by) in enumerate(words)
    }
    return make_log({"actors": actors, "events": events}, zone=zone)


def planned(log: Log, zone: str = "Europe/Zurich") -> StatementTable:
    return statements(log, list(log.events), zone)


def columns(*whens: str, zone: str = "Europe/Zurich") -> list[tuple[str, str]]:
    chart = planned(stated(*whens, zone=zone), zone)
    return [(column.start, column.name) for column in chart.periods]


def where(chart: StatementTable) -> dict[str, str]:
    """Return the period of each event."""
    return {event: start for (_, start), events in chart.cells.items() for event in events}


def test_a_small_log_has_its_speakers_and_the_days_on_which_they_speak() -> None:
    log = spoken([("2025-05-10", "ann"), ("2025-05-12", "bob"), ("2025-05-12", "bob")])
    assert planned(log) == StatementTable(
        unit="day",
        actors=("bob", "ann"),
        periods=(
            Period("2025-05-10", "10 May", ("2025-05-10", "2025-05-10")),
            Period("2025-05-12", "12 May", ("2025-05-12", "2025-05-12")),
        ),
        cells={("ann", "2025-05-10"): ("e0",), ("bob", "2025-05-12"): ("e1", "e2")},
    )


def test_whoever_speaks_or_writes_counts_but_no_outlet_and_each_event_once() -> None:
    roles = ("speaker", "author", "participant", "host", "subject")
    actors = {role: {"name": role, "kind": "person"} for role in roles}
    parts = [(role, role) for role in roles] + [("speaker", "author"), ("paper", "author")]
    event = {
        **{"title": "Words", "kind": "interview", "when": "2025-05-11"},
        "actors": [{"actor": actor, "role": role} for actor, role in parts],
    }
    actors["paper"] = {"name": "A paper", "kind": "outlet"}
    log = make_log({"actors": actors, "events": {"one": event}})
    chart = statements(log, ["one", "one"], "UTC")
    assert chart.actors == ("speaker", "author")
    assert list(chart.cells.values()) == [("one",), ("one",)]
    assert planned(stated("2025-05-11", by="paper")) == StatementTable()


@pytest.mark.parametrize(
    "silent", [{"kind": "background"}, {"kind": "agreement"}, {"status": "scheduled"}]
)
def test_what_is_not_said_or_not_yet_is_no_statement(silent: dict[str, str]) -> None:
    event = {"title": "Words", "kind": "post", "when": "2025-05-11"}
    speaking = {"actors": [{"actor": "ann", "role": "author"}]}
    actors = {"ann": {"name": "Ann", "kind": "person"}}
    log = make_log({"actors": actors, "events": {"one": {**event, **speaking, **silent}}})
    assert planned(log) == StatementTable()


def test_a_clock_time_belongs_to_the_readers_day_and_a_day_to_its_own() -> None:
    log = stated("2025-05-10T23:12:21Z", "2025-05-10")
    assert where(planned(log)) == {"e0": "2025-05-11", "e1": "2025-05-10"}
    for zone in ("America/New_York", "UTC"):
        assert where(planned(log, zone)) == {"e0": "2025-05-10", "e1": "2025-05-10"}


@pytest.mark.parametrize(
    "when",
    [
        *("[..2025-05-11]", "[2025-05-11..]", "2025-05", "2025-05-XX", "2025"),
        *("[2025-05-10..2025-05-11]", "2025-05-10/2025-05-11", "2025-05-10/.."),
        "[2025-05-10T20:00Z..2025-05-11T06:00Z]",
    ],
)
def test_what_lies_in_no_one_day_stands_apart(when: str) -> None:
    chart = planned(stated("2025-05-10", "2025-05-11", "2025-05-11", when))
    assert where(chart)["e3"] == ""
    assert [column.name for column in chart.periods] == ["10 May", "11 May", "day not known"]
    assert chart.periods[-1].ends == ("", "")


def test_hours_within_a_day_of_the_readers_clock_are_of_that_day() -> None:
    log = stated("[2025-05-10T20:00Z..2025-05-11T03:00Z]", "2025-05-11")
    assert where(planned(log))["e0"] == ""
    assert where(planned(log, "America/New_York"))["e0"] == "2025-05-10"


def test_what_is_never_dated_has_only_the_column_of_its_own() -> None:
    chart = planned(stated("[..2025-05-11]", "2025-05-11/.."))
    assert (chart.unit, chart.periods) == ("day", (Period("", "day not known"),))
    assert list(chart.cells.values()) == [("e0", "e1")]


@pytest.mark.parametrize(
    ("first", "last", "period", "ends"),
    [
        ("2025-05-01", "2025-05-16", "day", (("2025-05-01", "1 May"), ("2025-05-16", "16 May"))),
        ("2025-05-31", "2025-06-16", "month", (("2025-05", "May 2025"), ("2025-06", "June 2025"))),
        ("2024-02-29", "2025-06-16", "year", (("2024", "2024"), ("2025", "2025"))),
        ("-0043", "-0042", "year", (("-0043", "44 BC"), ("-0042", "43 BC"))),
        ("-0003", "0003", "year", (("-0003", "4 BC"), ("0003", "AD 3"))),
        ("1990", "2025", "decade", (("199X", "1990s"), ("202X", "2020s"))),
        (
            *("-0021", "0011", "decade"),
            (("-002X", "30 BC \u2013 21 BC"), ("001X", "AD 10 \u2013 AD 19")),
        ),
        ("1415", "2025", "century", (("14XX", "1400\u20131499"), ("20XX", "2000\u20132099"))),
        (
            *("-0300", "0100", "century"),
            (("-03XX", "400 BC \u2013 301 BC"), ("01XX", "AD 100 \u2013 AD 199")),
        ),
        (
            *("-2000", "2025", "millennium"),
            (("-2XXX", "3000 BC \u2013 2001 BC"), ("2XXX", "2000\u20132999")),
        ),
        (
            *("Y-20000", "2025", "period"),
            (("Y-29999/Y-20000", "30,000 BC \u2013 20,001 BC"), ("0000/9999", "1 BC \u2013 9999")),
        ),
        (
            *("Y-271820", "Y275759", "period"),
            (
                ("Y-271820/Y-200000", "271,821 BC \u2013 200,001 BC"),
                ("Y200000/Y275759", "200,000\u2013275,759"),
            ),
        ),
    ],
)
def test_columns_are_as_fine_as_few_enough_can_be(
    first: str, last: str, period: str, ends: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    chart = planned(stated(first, last))
    names = [(column.start, column.name) for column in chart.periods if column.start]
    assert chart.unit == period
    assert (names[0], names[-1]) == ends
    assert "" not in where(chart).values()


def test_bare_years_are_not_put_aside_for_the_sake_of_one_day() -> None:
    whens = ("2024", "2025", "2025", "2025-05-11")
    assert planned(stated(*whens)).unit == "year"
    assert planned(stated(*whens, "2025-05-12", "2025-05-13")).unit == "day"


def test_a_clock_can_show_a_day_that_edtf_cannot_write() -> None:
    assert columns("9999-12-31T23:59Z", zone="Asia/Kathmandu") == [("Y10000", "10,000")]
    assert columns("0001-01-01T00:00Z", zone="America/New_York") == [("0000-12-31", "31 December")]


def test_the_busiest_come_first_then_the_order_of_the_file() -> None:
    names = [f"a{n:02}" for n in range(30)]
    log = spoken([("2025-05-11", name) for name in (*names, names[-1])])
    assert planned(log).actors == (names[-1], *names[:-1])


@settings(max_examples=100, deadline=None)
@given(logs(), st.sampled_from(ZONES))
def test_what_holds_for_any_log(log: Log, zone: str) -> None:
    chart = planned(log, zone)
    assert chart.unit in PERIODS
    assert sum(bool(period.start) for period in chart.periods) <= MOST_PERIODS
    starts = [period.start for period in chart.periods]
    assert len(set(starts)) == len(starts)
    assert "" not in starts[:-1], "what is not dated comes last"
    assert {start for _, start in chart.cells} == set(starts), "no period is empty"
    assert {actor for actor, _ in chart.cells} == set(chart.actors)
    assert all(chart.cells.values())
    spoken = {
        (part.actor, event.id)
        for event in log.events.values()
        if event.status == "happened" and event.kind not in ("background", "agreement")
        for part in event.actors
        if part.role in ("speaker", "author")
    }
    shown = [(actor, event) for (actor, _), events in chart.cells.items() for event in events]
    assert sorted(shown) == sorted(spoken)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WHENS), min_size=1, max_size=8), st.sampled_from(ZONES))
def test_an_event_is_possible_only_within_its_column(whens: list[str], zone: str) -> None:
    log = stated(*whens, zone=zone)
    chart = planned(log, zone)
    for event, period in where(chart).items():
        when = log.events[event].when
        if period and period != "Y10000":
            column = parse_when(period.replace("..", "/"), zone)
            assert None not in (when.start, when.stop, column.start, column.stop)
            assert column.start <= when.start < when.stop <= column.stop  # type: ignore[operator]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-271_820, 275_759), min_size=1, max_size=5))
def test_the_ends_of_a_column_are_years_that_can_be_looked_at(years: list[int]) -> None:
    whens = [f"Y{y}" if abs(y) > 9999 else f"{'-' * (y < 0)}{abs(y):04}" for y in years]
    chart = planned(stated(*whens))
    for column in chart.periods:
        first, last = (parse_when(end, "UTC") for end in column.ends)
        whole = parse_when(column.start, "UTC")
        assert whole.start == first.start
        # EDTF counts the year 0 to 000X and to -000X alike
        assert whole.stop == last.stop or column.ends[1] == "-0001"
    for one, other in pairwise(chart.periods):
        stop, start = parse_when(one.ends[1], "UTC").stop, parse_when(other.ends[0], "UTC").start
        assert stop is not None and start is not None
        assert stop <= start


def test_the_real_log_is_told_by_day() -> None:
    chart = planned(the_log())
    assert chart.unit == "day"
    assert len(chart.cells) > 10
