"""The card of an event: who has which part, what was said and where, what is disputed."""

import gzip
import json
from urllib.parse import parse_qs

from components.events import Log
from components.figures import plan_picture
from components.pages import event_card_of
from components.pages.picture import MOST_NAMED, Picture
from components.pages.timeline import picture_of
from components.selection import View, decode
from tests.frames.sample import facts_of, index_of, read_log, the_log
from tests.logs import of_two_sides

LOG = the_log()
MOST_BYTES = 40_000  # compressed, of the picture of the project's own log


def card(event: str) -> list[tuple[str, str]]:
    view = View(LOG, index_of(LOG), decode({}, facts_of(LOG))[0])
    return list(event_card_of(view, LOG.events[event])["card"])


def picture(log: Log, query: str) -> Picture:
    selection, ignored = decode(parse_qs(query), facts_of(log))
    assert not ignored
    view = View(log, index_of(log), selection)
    return picture_of(view, plan_picture(view, 1340))


def test_a_card_has_the_roles_the_quotation_and_its_source() -> None:
    assert card("greer-tough-negotiators") == [
        ("who", "Speaker: Jamieson Greer; Subject: He Lifeng, Li Chenggang, Liao Min"),
        ("quote", "“tough negotiators”"),
        ("cited", "Jamieson Greer · The Kashmir Monitor, passage 4"),
    ]


def test_a_card_says_what_is_disputed_and_what_is_found() -> None:
    assert card("digest-reads-fentanyl")[-1] == (
        "disputed",
        "≠ Was Wang Xiaohong there? Not established; a deputy reported",
    )
    disputed = {event for event in LOG.events if ("disputed" in dict(card(event)))}
    assert disputed == LOG.disputed


def test_words_that_nobody_said_so_are_called_that_and_exact_ones_come_first() -> None:
    for event in LOG.events.values():
        quoted = [cited for cited in event.citations if cited.quote]
        told = dict(card(event.id))
        assert ("quote" in told) == bool(quoted)
        if not quoted:
            continue
        shown = next(cited for cited in quoted if f"“{cited.quote}”" == told["quote"])
        assert shown.verbatim or not any(cited.verbatim for cited in quoted)
        assert (
            shown.verbatim or "not word for word" in told["cited"] or "translated" in told["cited"]
        )


def test_the_picture_brings_every_card_in_few_bytes() -> None:
    shown = picture(LOG, "lanes=side")
    labels = {label["id"]: label for label in shown["labels"]}
    assert labels.keys() == LOG.events.keys()
    assert all(label["card"] == card(event) for event, label in labels.items())
    assert "ask" not in shown
    sent = json.dumps(shown, separators=(",", ":"), ensure_ascii=False).encode()
    assert len(gzip.compress(sent)) < MOST_BYTES


def test_the_rows_that_a_card_points_to_are_rows_of_the_picture() -> None:
    shown = picture(LOG, "lanes=side")
    rows = {row[6] for row in shown["rows"]}
    pointed = {row for label in shown["labels"] for row in label["rows"]}
    assert pointed == {"us", "china"} <= rows
    by_topic = picture(LOG, "lanes=topic")["labels"]
    assert not any(label["rows"] for label in by_topic)


def test_of_many_events_the_cards_are_asked_for() -> None:
    shown = picture(read_log(of_two_sides(MOST_NAMED)), "lanes=side")
    assert len(shown["labels"]) == MOST_NAMED + 1
    assert shown["ask"].startswith("event-card?")
    assert not any("card" in label for label in shown["labels"])
    few = picture(read_log(of_two_sides(MOST_NAMED - 1)), "lanes=side")
    assert "ask" not in few and all("card" in label for label in few["labels"])


def test_marks_of_what_is_about_the_chosen_people_are_set_apart() -> None:
    labels = picture(LOG, "lanes=side&actor=he-lifeng")["labels"]
    about = {label["id"] for label in labels if label["about"]}
    assert about == {
        label["id"]
        for label in labels
        if all(
            part.role == "subject"
            for part in LOG.events[label["id"]].actors
            if part.actor == "he-lifeng"
        )
    }
    assert 0 < len(about) < len(labels)
    for query in ("", "actor=he-lifeng&as=did", "actor=he-lifeng&as=spoken-of"):
        assert not any(label["about"] for label in picture(LOG, f"lanes=side&{query}")["labels"])
