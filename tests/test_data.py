"""The project's own log and seeds keep what the documents promise of them.

That they are well formed is the check's business; this asks whether they are complete and honest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from graphlib import TopologicalSorter
from math import inf
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from components.events import (
    Citation,
    DisagreementStatus,
    Event,
    EventKind,
    EventStatus,
    Participation,
    Precision,
    Presence,
    Problem,
    Relation,
    Role,
    Seed,
    Tier,
    check,
    check_seeds,
    seed_paths,
)
from components.events.check import check_model
from components.frames import index_log
from tests.frames.sample import the_log

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "data" / "events.yaml"
NAME = "data/events.yaml"
MONITOR, DIGEST = "kashmir-monitor", "uto-digest"
LONGEST_QUOTE = 30  # words
LONGEST_TITLE = 60  # characters
LONGEST_LINE = 110  # characters; addresses cannot be broken


@cache
def seed_bytes() -> dict[str, bytes]:
    return {path: (ROOT / path).read_bytes() for path in seed_paths(the_log())}


@cache
def the_seeds() -> dict[str, Seed]:
    seeds: dict[str, Seed] = {}
    for path, content in seed_bytes().items():
        seed, problems = check_model(Seed, content, path)
        assert seed, "\n".join(map(str, problems))
        seeds[seed.source] = seed
    return seeds


def is_article(citation: Citation) -> bool:
    return the_log().sources[citation.source].tier is Tier.ARTICLE


def of_tier(tier: Tier) -> list[Event]:
    return [event for event in the_log().events.values() if the_log().tier_of(event) is tier]


def there() -> Iterator[tuple[Event, Participation]]:
    """Walk over everybody who took part in, spoke at or hosted a meeting."""
    for event in the_log().events.values():
        for part in event.actors:
            if event.kind == EventKind.MEETING and part.role not in (Role.SUBJECT, Role.AUTHOR):
                yield event, part


def quotes() -> Iterator[tuple[str, str, str | None]]:
    """Walk over all quotes as place, words and speaker."""
    for event in the_log().events.values():
        for citation in event.citations:
            if citation.quote:
                yield event.id, citation.quote, citation.speaker
    for disagreement in the_log().disagreements.values():
        for account in disagreement.accounts:
            if account.quote:
                yield disagreement.id, account.quote, account.speaker


def bounds(event: Event) -> tuple[float, float]:
    """Return the first and the last instant at which an event may have been."""
    start, stop = event.when.start, event.when.stop
    return (-inf if start is None else start, inf if stop is None else stop)


def seed_problems(data: bytes, seeds: dict[str, bytes]) -> tuple[Problem, ...]:
    log, problems = check(data, NAME)
    assert log, "\n".join(map(str, problems))
    return check_seeds(log, seeds, data, NAME)


# Form


def test_log_and_seeds_have_no_problems() -> None:
    assert [str(p) for p in seed_problems(LOG.read_bytes(), seed_bytes())] == []


def test_log_names_its_schema_in_its_first_line() -> None:
    first = LOG.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=events.schema.json"


@pytest.mark.parametrize(
    "path", [LOG, *sorted((ROOT / "seeds").glob("*.yaml"))], ids=lambda p: p.name
)
def test_lines_fit_a_screen(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [n for n, line in lines if len(line) > LONGEST_LINE and " url: " not in line] == []


# Events


def test_the_articles_give_45_to_60_events_and_the_record_a_handful() -> None:
    assert 45 <= len(of_tier(Tier.ARTICLE)) <= 60
    assert 3 <= len(of_tier(Tier.RECORD)) <= 10


def test_events_that_only_the_record_knows_are_these() -> None:
    assert {event.id for event in of_tier(Tier.RECORD)} == {
        "china-announces-visit",
        "trump-open-market-post",
        "swiss-leaders-meet-both",
        "china-press-conference",
        "joint-statement-issued",
        "bessent-greer-give-details",
        "order-in-force",
    }


def test_titles_are_short_and_distinct() -> None:
    titles = [event.title for event in the_log().events.values()]
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []
    assert [title for title, count in Counter(map(str.casefold, titles)).items() if count > 1] == []


def test_no_title_calls_the_outcome_by_the_word_of_one_side() -> None:
    loaded = ("deal", "consensus", "breakthrough", "truce", "surrender")
    titles = [e.title for e in the_log().events.values() if "other-deals" not in e.topics]
    assert [title for title in titles if any(word in title.casefold() for word in loaded)] == []


def test_every_event_says_what_happened_who_took_part_and_how_it_is_dated() -> None:
    for event in the_log().events.values():
        assert event.summary, event.id
        assert event.dating, event.id
        assert event.actors, event.id
        assert event.topics, event.id
        assert event.citations, event.id


def test_file_order_never_puts_an_event_before_one_that_was_certainly_earlier() -> None:
    events = list(the_log().events.values())
    wrong = [
        (earlier.id, later.id)
        for place, later in enumerate(events)
        for earlier in events[place + 1 :]
        if bounds(earlier)[1] <= bounds(later)[0]
    ]
    assert wrong == []


def test_actors_that_take_part_make_about_twenty_lanes() -> None:
    taking_part = {p.actor for event in the_log().events.values() for p in event.actors}
    assert taking_part == set(the_log().actors)
    assert 18 <= len(taking_part) <= 22


def test_every_topic_and_measure_is_used() -> None:
    events = the_log().events.values()
    assert {topic for event in events for topic in event.topics} == set(the_log().topics)
    assert {f.measure for event in events for f in event.figures} == set(the_log().measures)


# Time


def test_only_these_events_have_a_clock_time_and_each_owes_it_to_the_record() -> None:
    clocked = {event.id: event for event in the_log().events.values() if event.when.has_clock}
    assert set(clocked) == {
        "trump-open-market-post",
        "trump-80-percent-post",
        "talks-day-one",
        "trump-good-meeting-post",
        "lutnick-cnn-interview",
        "joint-statement-issued",
        "order-in-force",
    }
    for event in clocked.values():
        assert not all(is_article(citation) for citation in event.citations), event.id


def test_a_minute_from_the_archive_of_posts_is_marked_as_inferred_and_has_no_seconds() -> None:
    log = the_log()
    posts = [
        event
        for event in log.events.values()
        if any(citation.source == "truth-social-archive" for citation in event.citations)
    ]
    assert len(posts) == 3
    assert {event.id for event in log.events.values() if event.inferred} == {e.id for e in posts}
    for event in posts:
        assert event.when.precision is Precision.MINUTE, event.id
        assert "o source found prints" in event.dating, event.id


def test_a_part_of_a_day_is_known_where_the_dating_has_it() -> None:
    for event in the_log().events.values():
        is_in_words = any(part in event.dating for part in ("evening", "morning", "afternoon"))
        wholes = [link.event for link in event.links if link.relation is Relation.PART_OF]
        of_appearance = any(the_log().events[whole].when.part_of_day for whole in wholes)
        if event.when.part_of_day:
            assert is_in_words or of_appearance, event.id
        if of_appearance:
            assert event.when.part_of_day, event.id


def test_the_reset_post_is_of_saturday_in_washington_and_of_sunday_in_geneva() -> None:
    start = the_log().events["trump-good-meeting-post"].when.start
    assert start is not None
    instant = datetime.fromtimestamp(start / 1000, UTC)
    washington = instant.astimezone(ZoneInfo("America/New_York"))
    geneva = instant.astimezone(ZoneInfo("Europe/Zurich"))
    assert f"{washington:%a %H:%M}" == "Sat 19:12"
    assert f"{geneva:%a %H:%M}" == "Sun 01:12"


def test_the_stamp_without_year_and_zone_is_kept_as_an_uncertain_day() -> None:
    when = the_log().events["digest-published"].when
    assert when.uncertain
    assert not when.has_clock


def test_what_is_expected_stays_expected_and_is_fulfilled_by_an_event_of_the_record() -> None:
    scheduled = {e.id for e in the_log().events.values() if e.status is EventStatus.SCHEDULED}
    assert scheduled == {"bessent-details-due", "joint-statement-due"}
    fulfilling = {
        link.event: event
        for event in the_log().events.values()
        for link in event.links
        if link.relation is Relation.FULFILS and link.event in scheduled
    }
    assert set(fulfilling) == scheduled
    assert fulfilling["bessent-details-due"] is not fulfilling["joint-statement-due"]
    for event in fulfilling.values():
        assert event.status is EventStatus.HAPPENED
        assert the_log().tier_of(event) is Tier.RECORD


# Sources, passages, quotes


def test_the_log_is_taken_from_the_two_articles_and_each_has_its_seed() -> None:
    articles = {s.id: s for s in the_log().sources.values() if s.tier is Tier.ARTICLE}
    assert set(articles) == {MONITOR, DIGEST}
    assert {ROOT / s.seed for s in articles.values()} == set((ROOT / "seeds").glob("*.yaml"))
    assert all(source.note for source in articles.values())


def test_every_source_of_the_record_can_be_judged_and_is_used() -> None:
    log = the_log()
    used = {c.source for e in log.events.values() for c in e.citations}
    used |= {c.source for a in log.actors.values() if a.seat for c in a.seat.citations}
    used |= {r.source for d in log.disagreements.values() for r in d.record}
    for source in log.sources.values():
        assert source.publisher, source.id
        assert source.url or source.archive or source.note, source.id
        assert source.published or source.note, source.id
    assert set(log.sources) - used == set()


@pytest.mark.parametrize(
    ("source", "passages", "length", "digest"),
    [
        (MONITOR, 10, 3105, "be8ea233924c81123b780f9ef1f679070121ca9373270abd0e85a407bde54260"),
        (DIGEST, 31, 6111, "d41855f9b73aa237c0db6c0bd781474a48d560319f143366dc15faad977d08e2"),
    ],
)
def test_every_passage_is_told_and_accounted_for(
    source: str, passages: int, length: int, digest: str
) -> None:
    seed = the_seeds()[source]
    assert (seed.bytes, seed.sha256) == (length, digest)
    assert [entry.passage for entry in seed.passages] == list(range(1, passages + 1))
    assert [
        entry.passage for entry in seed.passages if bool(entry.events) == bool(entry.none)
    ] == []


def test_a_passage_without_events_is_a_label_or_a_repetition() -> None:
    without = {
        (source, entry.passage)
        for source, seed in the_seeds().items()
        for entry in seed.passages
        if not entry.events
    }
    assert without == {(DIGEST, 3), (DIGEST, 5), (DIGEST, 6)}


def test_a_citation_that_its_seed_does_not_list_is_noticed() -> None:
    path = the_log().sources[MONITOR].seed
    content = seed_bytes()[path]
    line = b"      - greer-tough-negotiators\n"
    assert content.count(line) == 1
    changed = {**seed_bytes(), path: content.replace(line, b"")}
    assert [p.code for p in seed_problems(LOG.read_bytes(), changed)] == ["unlisted-event"]


def test_a_listed_event_that_does_not_cite_its_passage_is_noticed() -> None:
    line = b"      - {source: uto-digest, passage: 16}\n"
    data = LOG.read_bytes()
    assert data.count(line) == 1
    changed = data.replace(line, b"      - {source: uto-digest, passage: 15}\n")
    codes = {p.code for p in seed_problems(changed, seed_bytes())}
    assert codes == {"uncited-event", "unlisted-event"}


@pytest.mark.parametrize(
    ("passage", "code"), [(1, "unlisted-event"), (10, "unlisted-event"), (32, "unknown-passage")]
)
def test_a_presence_cited_where_nothing_is_said_of_its_event_is_noticed(
    passage: int, code: str
) -> None:
    line = (
        b"presence: confirmed\n        citations:\n          - {source: uto-digest, passage: 8}\n"
    )
    data = LOG.read_bytes()
    assert line in data
    changed = data.replace(line, line.replace(b"8", str(passage).encode()), 1)
    assert {p.code for p in seed_problems(changed, seed_bytes())} == {code}


def test_who_retells_whom_is_this_and_leaves_the_two_articles_two_witnesses() -> None:
    log = the_log()
    assert {s.id: set(s.retells) for s in log.sources.values() if s.retells} == {
        MONITOR: {
            "reuters-us-deal",
            "reuters-millennium-post",
            "reuters-businesslive",
            "reuters-venue",
            "reuters-gulf-today",
        },
        "reuters-millennium-post": {"reuters-us-deal"},
        "reuters-cna": {"reuters-us-deal"},
        "reuters-abc-australia": {"reuters-us-deal"},
        "reuters-ary": {"reuters-us-deal"},
        "reuters-venue": {"reuters-gulf-today"},
        "reuters-hassett": {"reuters-gulf-today"},
        "newser-day-one": {"ap-day-one"},
        "dcnf-bessent": {"cnbc-bessent"},
    }
    assert all(source.note for source in log.sources.values() if source.retells)
    assert index_log(log).facts.witnesses([MONITOR, DIGEST]) == 2


def test_quotes_are_short_and_have_a_speaker() -> None:
    assert len(list(quotes())) > 30
    for place, quote, speaker in quotes():
        assert len(quote.split()) <= LONGEST_QUOTE, place
        assert speaker in the_log().actors, place


def test_who_is_quoted_from_an_article_takes_part_in_the_event() -> None:
    for event in the_log().events.values():
        parts = {p.actor for p in event.actors if p.role in (Role.SPEAKER, Role.AUTHOR)}
        quoted = {c.speaker for c in event.citations if c.quote and is_article(c)}
        assert quoted <= parts, event.id


def test_quotes_that_are_not_verbatim_are_these_and_each_is_discussed() -> None:
    doubtful = {
        event.id
        for event in the_log().events.values()
        if any(citation.quote and not citation.verbatim for citation in event.citations)
    }
    assert doubtful == {
        "trump-good-meeting-post",
        "lutnick-cnn-interview",
        "hassett-tailored-deals",
        "bessent-national-emergency",
        "greer-differences",
        "li-good-news",
    }
    discussed = {event for d in the_log().disagreements.values() for event in d.events}
    assert doubtful <= discussed


def test_the_post_is_one_event() -> None:
    assert the_seeds()[MONITOR].passages[6].events == ("trump-good-meeting-post",)


# People


def test_both_delegations_are_complete() -> None:
    seats = {a.id: a.seat for a in the_log().actors.values() if a.seat}
    assert {name: (s.delegation, s.role.value, s.presence) for name, s in seats.items()} == {
        "scott-bessent": ("us-delegation", "lead", Presence.CONFIRMED),
        "jamieson-greer": ("us-delegation", "lead", Presence.CONFIRMED),
        "he-lifeng": ("china-delegation", "lead", Presence.CONFIRMED),
        "li-chenggang": ("china-delegation", "member", Presence.CONFIRMED),
        "liao-min": ("china-delegation", "member", Presence.CONFIRMED),
        "wang-xiaohong": ("china-delegation", "member", Presence.DISPUTED),
    }
    talks = {p.actor for p in the_log().events["geneva-talks"].actors}
    assert set(seats) <= talks


def test_every_seat_is_cited_and_a_doubtful_one_explained() -> None:
    for actor in the_log().actors.values():
        if actor.seat:
            assert actor.seat.citations, actor.id
            assert actor.seat.presence is Presence.CONFIRMED or actor.seat.note, actor.id
            assert the_log().delegations[actor.seat.delegation].party == actor.party, actor.id


def test_everybody_at_a_meeting_is_there_on_somebodys_word() -> None:
    at_meetings = list(there())
    assert len(at_meetings) > 20
    for event, part in at_meetings:
        assert part.presence, (event.id, part.actor)
        assert part.citations, (event.id, part.actor)
        cited = {(c.source, c.passage) for c in event.citations}
        assert {(c.source, c.passage) for c in part.citations} <= cited, (event.id, part.actor)


def test_presence_is_told_of_those_who_can_be_somewhere_and_of_nobody_else() -> None:
    placed = {
        (event.id, part.actor, part.role)
        for event in the_log().events.values()
        for part in event.actors
        if part.presence or part.citations
    }
    assert placed == {(event.id, part.actor, part.role) for event, part in there()}


def test_a_confirmed_presence_has_two_witnesses_that_do_not_retell_each_other() -> None:
    facts = index_log(the_log()).facts
    for event, part in there():
        if part.presence is Presence.CONFIRMED:
            sources = {citation.source for citation in part.citations}
            assert facts.witnesses(sources) >= 2, (event.id, part.actor)


def test_at_the_talks_everybody_is_as_surely_as_in_the_seat() -> None:
    log = the_log()
    for part in log.events["geneva-talks"].actors:
        seat = log.actors[part.actor].seat
        assert seat is None or seat.presence is part.presence, part.actor


def test_of_one_day_of_the_talks_nobody_is_told_whom_no_source_names_for_it() -> None:
    states = {
        day: {part.actor: part.presence for part in the_log().events[day].actors}
        for day in ("talks-day-one", "talks-day-two")
    }
    leaders = ("scott-bessent", "jamieson-greer", "he-lifeng")
    assert states == {
        "talks-day-one": dict.fromkeys(leaders, Presence.CONFIRMED),
        "talks-day-two": dict.fromkeys(leaders, Presence.CONFIRMED),
    }


def test_wang_is_disputed_where_the_digest_seats_him_and_nowhere_else_present() -> None:
    ((event, part),) = [(e, part) for e, part in there() if part.actor == "wang-xiaohong"]
    assert (event.id, part.presence) == ("geneva-talks", Presence.DISPUTED)
    articles = {(c.source, c.passage) for c in part.citations if is_article(c)}
    assert articles == {(DIGEST, 8), (DIGEST, 15)}


def test_every_person_has_titles_with_citations_and_a_chinese_name() -> None:
    people = [a for a in the_log().actors.values() if a.kind.value == "person"]
    assert len(people) == 9
    for person in people:
        assert person.titles, person.id
        assert all(title.citations for title in person.titles), person.id
        assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(person.aliases)), person.id


def test_unnamed_speakers_are_not_guessed() -> None:
    offices = {"chinese-side", "us-side", "us-officials"}
    for event in the_log().events.values():
        speakers = {p.actor for p in event.actors if p.role is Role.SPEAKER}
        assert not speakers & offices or speakers <= offices, event.id


# Figures


def test_every_number_of_the_articles_is_held_and_no_other() -> None:
    held = {
        (figure.measure, figure.value, figure.unit, citation.source, citation.passage)
        for event in the_log().events.values()
        for figure in event.figures
        for citation in figure.citations
        if is_article(citation)
    }
    assert held == {
        ("us-goods-deficit-world", 1.2e12, "USD", MONITOR, 3),
        ("us-goods-deficit-world", 1.2e12, "USD", DIGEST, 11),
        ("us-deficit-cut", 1.2e12, "USD", DIGEST, 2),
        ("us-deficit-china", 2.95e11, "USD", MONITOR, 10),
        ("us-tariff-on-china", 145, "%", DIGEST, 12),
        ("us-tariff-floated", 80, "%", DIGEST, 12),
        ("fentanyl-tariff", 20, "%", DIGEST, 15),
        ("steep-tariffs", 100, "%", MONITOR, 5),
        ("talks-length-hours", 16, "hours", DIGEST, 9),
        ("talks-length-days", 2, "days", MONITOR, 1),
        ("talks-length-days", 2, "days", MONITOR, 4),
        ("talks-length-days", 2, "days", DIGEST, 2),
        ("deals-in-pipeline", 24, "deals", MONITOR, 8),
    }


def test_a_figure_is_cited_where_its_event_is() -> None:
    for event in the_log().events.values():
        cited = {(c.source, c.passage) for c in event.citations}
        for figure in event.figures:
            assert figure.citations, event.id
            assert {(c.source, c.passage) for c in figure.citations} <= cited, event.id


# Disagreements and links


def test_there_are_at_least_twenty_disagreements_of_every_status() -> None:
    statuses = Counter(d.status for d in the_log().disagreements.values())
    assert statuses.total() >= 20
    assert set(statuses) == set(DisagreementStatus)


def test_every_disagreement_weighs_an_article_and_says_what_we_find() -> None:
    log = the_log()
    for disagreement in log.disagreements.values():
        assert disagreement.events, disagreement.id
        assert disagreement.finding, disagreement.id
        assert disagreement.accounts, disagreement.id
        for account in disagreement.accounts:
            assert log.sources[account.source].tier is Tier.ARTICLE, disagreement.id
            assert account.passage, disagreement.id
        for record in disagreement.record:
            assert log.sources[record.source].tier is Tier.RECORD, disagreement.id
        assert disagreement.record or disagreement.status is not DisagreementStatus.CORRECTED


def test_a_disagreement_touches_an_event_that_rests_on_the_passage_it_weighs() -> None:
    log = the_log()
    seats = {(c.source, c.passage) for a in log.actors.values() if a.seat for c in a.seat.citations}
    titles = {
        (c.source, c.passage) for a in log.actors.values() for t in a.titles for c in t.citations
    }
    for disagreement in log.disagreements.values():
        touched = {
            (citation.source, citation.passage)
            for event in disagreement.events
            for citation in log.events[event].citations
        }
        for account in disagreement.accounts:
            place = (account.source, account.passage)
            assert place in touched | seats | titles, (disagreement.id, place)


def test_parts_never_contain_each_other() -> None:
    wholes = {
        event.id: {link.event for link in event.links if link.relation is Relation.PART_OF}
        for event in the_log().events.values()
    }
    assert sum(map(len, wholes.values())) > 10
    TopologicalSorter(wholes).prepare()  # raises CycleError


def test_nothing_is_announced_after_it_is_certainly_over() -> None:
    events = the_log().events
    for event in events.values():
        for link in event.links:
            if link.relation is Relation.ANNOUNCES:
                assert bounds(event)[0] < bounds(events[link.event])[1], (event.id, link.event)
            if link.relation in (Relation.FULFILS, Relation.ANSWERS):
                assert bounds(event)[1] > bounds(events[link.event])[0], (event.id, link.event)


# Words


# Words that claim more than one source can show.
SUPERLATIVES = re.compile(
    r"\b(?:only|alone|nobody|no one|never|most|always|none|every|certain|record)\b", re.IGNORECASE
)
# What such a claim rests on: what was searched, or who says it.
GROUNDS = re.compile(
    r"\b(?:found|articles?|Monitor|digest|excerpt\w*|remarks?|statement|post|notice|ministry|"
    r"Reuters|Xinhua|AP|AFP|Newser|Bloomberg|government|figures?|AP's|calls)\b"
)


def test_a_superlative_of_a_finding_says_whose_it_is() -> None:
    for question in the_log().disagreements.values():
        for sentence in re.split(r"(?<=[.;:])\s", question.finding):
            if SUPERLATIVES.search(sentence):
                assert GROUNDS.search(sentence) or question.record, (question.id, sentence)


def test_words_of_chinese_officials_in_english_are_translations_or_doubtful() -> None:
    """Li may have answered in English, which the log says; all others spoke Chinese."""
    chinese = {a.id for a in the_log().actors.values() if a.party == "china"} - {"li-chenggang"}
    for event in the_log().events.values():
        for citation in event.citations:
            if citation.speaker in chinese and citation.quote.isascii():
                assert citation.translated_from == "zh", (event.id, citation.quote)


def test_an_account_quotes_what_an_event_quotes_as_word_for_word_as_there() -> None:
    log = the_log()
    for question in log.disagreements.values():
        cited = [c for event in question.events for c in log.events[event].citations if c.quote]
        for account in question.accounts:
            if account.quote:
                place = (account.source, account.passage, account.speaker)
                matches = [
                    citation.verbatim
                    for citation in cited
                    if (citation.source, citation.passage, citation.speaker) == place
                    and (citation.quote in account.quote or account.quote in citation.quote)
                ]
                assert account.verbatim in matches, (question.id, account.quote)


def test_no_word_of_a_private_dialect_is_left() -> None:
    text = LOG.read_text(encoding="utf-8")
    text += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.yaml"))
    mended = (
        *("untold", "two-way deficit", "put down to fentanyl", "Blow for blow", "British pattern"),
        *("holds possible", "grants", "common pie", "the record", "The seats", "verbatim words"),
        *("safety of supply chains", "agreement of weight", "at whatever hour", "is told"),
    )
    assert [word for word in mended if word in text.replace("untold Sunday", "")] == []


# What the picture and the pages need


def test_the_log_is_complete_for_the_picture_and_the_pages() -> None:
    log = the_log()
    events = log.events.values()
    assert [event.id for event in events if not event.label] == []
    assert len({event.label for event in events}) == len(events)
    assert sum(event.key for event in events) == 12
    for question in log.disagreements.values():
        assert question.brief, question.id
        assert question.finding_brief, question.id
        articles = {account.source for account in question.accounts}
        assert set(question.articles) == articles, question.id
    assert log.about.headline
    assert log.about.articles
    assert log.about.lead
    assert log.about.figures
    assert log.walk
    assert len(log.walk.steps) == 9


def test_what_the_headline_takes_from_other_sources_is_said_beside_it() -> None:
    log = the_log()
    for figure in log.about.figures:
        tiers = {log.sources[citation.source].tier for citation in figure.citations}
        assert ("neither article" in figure.note) == (Tier.RECORD in tiers), figure.measure
    assert "neither article" in log.about.headline_note


def test_every_step_of_the_walk_shows_the_event_it_speaks_of() -> None:
    walk = the_log().walk
    assert walk
    for step in walk.steps:
        assert step.focus, step.title
        assert any(f"event={event}" in step.show for event in step.focus), step.title
        assert step.quote is None or step.quote.event in step.focus, step.title


def test_corrections_are_of_today_or_earlier_and_say_something_new() -> None:
    corrections = the_log().corrections
    assert len(corrections) > 20
    days = [correction.date.start or 0 for correction in corrections]
    assert days == sorted(days)
    for correction in corrections:
        assert correction.was != correction.now
