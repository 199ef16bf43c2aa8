"""What a log cites and what its seeds list is held together, in both directions."""

import os
from pathlib import Path

import pytest

from components.events import Log, Problem, check, check_seeds, read_seeds, seed_paths

HERE = Path(__file__).parent
SOUND = (HERE / "sound.yaml").read_text(encoding="utf-8")
SEED = (HERE / "seeds" / "report.yaml").read_text(encoding="utf-8")
NAME = "seeds/report.yaml"


def log_of(text: str) -> Log:
    log = check(text.encode(), "log.yaml").log
    assert log is not None
    return log


def problems_of(log: str = SOUND, seed: str = SEED) -> tuple[Problem, ...]:
    return check_seeds(log_of(log), {NAME: seed.encode()}, log.encode(), "log.yaml")


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.code) for problem in problems]


def line_of(text: str, words: str) -> int:
    assert text.count(words) == 1
    return text[: text.index(words)].count("\n") + 1


def test_the_sound_log_and_its_seed_agree() -> None:
    assert problems_of() == ()
    assert seed_paths(log_of(SOUND)) == (NAME,)


@pytest.mark.parametrize(
    "words",
    [
        "titles:\n      - {title: Skipper, citations: [{source: report, passage: 1",
        "citations: [{source: report, passage: 2}]\n    note: Known",
        "presence: disputed,\n         citations: [{source: report, passage: 1",
        "      - {source: report, passage: 1",
        "unit: CHF, citations: [{source: report, passage: 2",
        "      - {source: report, passage: 2",
    ],
)
def test_every_kind_of_citation_names_a_passage_that_exists(words: str) -> None:
    last = max(words.rfind("1"), words.rfind("2"))
    lost = SOUND.replace(words, f"{words[:last]}44{words[last + 1 :]}")
    assert lost != SOUND
    problems = [p for p in problems_of(lost) if p.code == "unknown-passage"]
    assert [p.line for p in problems] == [line_of(lost, "passage: 44")]
    assert problems[0].file == "log.yaml"


def test_a_citation_within_a_figure_makes_its_event_one_that_cites() -> None:
    moved = SOUND.replace(
        "unit: CHF, citations: [{source: report, passage: 2}]",
        "unit: CHF, citations: [{source: report, passage: 3}]",
    )
    assert places(problems_of(moved)) == [(NAME, line_of(SEED, "passage: 3"), "unlisted-event")]


def test_a_citation_of_who_was_there_makes_its_event_one_that_cites() -> None:
    """So a passage that lists the event for nothing else is listed rightly, and only then."""
    words = "presence: disputed,\n         citations: [{source: report, passage: "
    moved = SOUND.replace(f"{words}1", f"{words}3")
    assert moved != SOUND
    assert places(problems_of(moved)) == [(NAME, line_of(SEED, "passage: 3"), "unlisted-event")]
    listed = SEED.replace("none: weather", "events: [first-sailing]")
    assert problems_of(moved, listed) == ()
    assert [problem.code for problem in problems_of(seed=listed)] == ["uncited-event"]


def test_a_citation_by_a_seat_a_title_or_an_account_needs_no_listing() -> None:
    moved = SOUND.replace(
        "citations: [{source: report, passage: 2}]\n    note",
        "citations: [{source: report, passage: 3}]\n    note",
    )
    assert moved != SOUND
    assert problems_of(moved) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "codes"),
    [
        ("[first-sailing]", "[first-saling]", 8, ["unknown-event", "unlisted-event"]),
        ("[first-sailing]", "[notice-posted]", 8, ["uncited-event", "unlisted-event"]),
        ("[first-sailing]", "[first-sailing, first-sailing]", 8, ["repeated"]),
        ("[first-sailing]", "[first-sailing, captain-speaks]", 8, ["uncited-event"]),
        ("passage: 3", "passage: 4", 10, ["passage-order"]),
        (", none: weather", "", 10, ["passage-without-fate"]),
        ("none: weather", 'none: ""', 10, ["passage-without-fate"]),
        ("[captain-speaks]", "[captain-speaks], none: nothing", 9, ["passage-with-both"]),
        ("source: report", "source: notice", 1, ["other-source"]),
        ("says: It did not rain.", 'says: ""', 10, ["empty"]),
        ("bytes: 1200", "bytes: many", 5, ["bad-number"]),
        ("passages:", "passges:", 7, ["unknown-key"]),
        ("language: en", "language: &en en", 3, ["anchor"]),
    ],
)  # fmt: skip
def test_a_seed_that_does_not_agree_is_reported_at_its_line(
    old: str, new: str, line: int, codes: list[str]
) -> None:
    problems = [p for p in problems_of(seed=SEED.replace(old, new)) if p.code != "missing-field"]
    assert sorted(p.code for p in problems) == codes
    assert {(p.file, p.line) for p in problems} == {(NAME, line)}


def test_a_seed_that_cannot_be_read_is_a_problem_of_the_source_that_names_it() -> None:
    problems = check_seeds(log_of(SOUND), {}, SOUND.encode(), "log.yaml")
    assert places(problems) == [("log.yaml", line_of(SOUND, "seed: seeds"), "unreadable-seed")]


def test_without_the_bytes_of_the_log_problems_on_its_side_stand_in_line_1() -> None:
    assert places(check_seeds(log_of(SOUND), {})) == [("data/events.yaml", 1, "unreadable-seed")]


def test_problems_of_both_sides_are_sorted_by_file_and_line() -> None:
    lost = SOUND.replace("{source: report, passage: 1}, ", "").replace(
        "      - {source: report, passage: 1}", "      - {source: report, passage: 9}"
    )
    problems = problems_of(lost, SEED.replace(", none: weather", ""))
    assert [problem.code for problem in problems] == [
        "unknown-passage",
        "uncited-event",
        "passage-without-fate",
    ]
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize("folder", [".", "data"])
def test_seeds_are_read_from_the_folder_of_the_log_or_the_one_above(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / NAME).write_text(SEED, encoding="utf-8")
    assert read_seeds(log_of(SOUND), tmp_path / folder) == {NAME: SEED.encode()}
    assert read_seeds(log_of(SOUND), tmp_path / "data" / "deeper") == {}


def test_a_seed_outside_a_folder_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    home, outside = tmp_path / "a" / "home", tmp_path / "outside.yaml"
    (home / "seeds").mkdir(parents=True)
    outside.write_text(SEED, encoding="utf-8")
    (home / NAME).symlink_to(outside)
    assert read_seeds(log_of(SOUND), home) == {}
    (home / NAME).unlink()
    os.mkfifo(home / NAME)
    assert read_seeds(log_of(SOUND), home) == {}
    (home / NAME).unlink()
    (home / NAME).symlink_to(home / NAME)
    assert read_seeds(log_of(SOUND), home) == {}


def test_an_extract_is_not_compared_with_seeds_that_name_more_events() -> None:
    taken = "  exported: {view: 1 of 9 events, at: 2025-06-01T12:00:00Z}\nkinds:"
    extract = SOUND.replace("kinds:", taken, 1)
    assert extract != SOUND
    assert check_seeds(log_of(extract), {}, extract.encode(), "log.yaml") == ()
