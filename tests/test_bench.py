"""The report of the benchmark holds what was measured and keeps what was not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.events import check
from tests.bench import index, reading
from tests.bench.figure import Figure, milliseconds, ratio
from tests.bench.history import Run, draw, keep, read_runs
from tests.bench.report import HEAD, parts_of, section, write


@pytest.mark.parametrize(
    ("value", "bar", "verdict"),
    [
        (1.3, 1.3, "at most 1.3: met"),
        (1.31, 1.3, "at most 1.3: not met"),
        (9.0, None, "no bar"),
    ],
)
def test_a_figure_tells_whether_it_is_met(value: float, bar: float | None, verdict: str) -> None:
    assert Figure("what", value, bar=bar).verdict == verdict


def test_a_ratio_is_that_of_pairs_so_that_a_busy_moment_meets_both() -> None:
    assert ratio([1, 10, 2], [2, 20, 1]) == 0.5
    assert milliseconds([1, 10, 2], [2000, 2000, 1]) == "2.0 against 2,000 ms"


def test_a_part_takes_the_place_of_its_former_self_alone(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    write({"b": "## b. Second\n\nold\n", "a": "## a. First\n\nkept\n"}, document)
    write({"b": "## b. Second\n\nnew\n"}, document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert list(parts_of(text)) == ["a", "b"]
    assert "kept" in text and "new" in text and "old" not in text


def test_runs_are_kept_by_commit_and_part_and_drawn_beside(tmp_path: Path) -> None:
    path = tmp_path / "performance.jsonl"
    first = Run("abc", "2026-11-26", "b", {"a < b": 3.0, "no bar": 1.0}, {"a < b": 2.5})
    keep(first, path)
    keep(Run("abc", "2026-11-26", "g", {"size": 2.0}, {"size": 2.2}), path)
    keep(Run("abc", "2026-11-27", "b", {"a < b": 2.8}, {"a < b": 2.5}), path)
    keep(Run("def", "2026-11-28", "b", {"a < b": 2.4}, {"a < b": 2.5}), path)
    runs = read_runs(path)
    assert [(run.commit, run.part, run.day[-2:]) for run in runs] == [
        *(("abc", "g", "26"), ("abc", "b", "27"), ("def", "b", "28")),
    ]
    drawn = path.with_suffix(".svg").read_text(encoding="utf-8")
    assert drawn == draw(runs)
    assert drawn.count("<path") == 2
    assert "b. a &lt; b" in drawn and "2.4 (≤ 2.5)" in drawn and "no bar" not in drawn
    assert 'class="missed"' not in drawn and 'class="missed"' in draw([first])


def test_a_run_has_the_figures_that_were_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.history.commit_now", lambda: "abc")
    run = Run.of("c", [Figure("one", 1.23456, bar=2, against="peer"), Figure("two", 1234.5)])
    assert (run.commit, run.part) == ("abc", "c")
    assert run.figures == {"one, against peer": 1.23, "two": 1230.0}
    assert run.bars == {"one, against peer": 2}


def test_a_bar_that_is_not_met_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.report.versions", lambda: {"Python": "3"})
    monkeypatch.setattr("tests.bench.report.machine", lambda: "a machine")
    met = Figure("one", 1, bar=2, why="not said")
    missed = Figure("other", 3, "3 against 1 ms", 2, against="peer", why="it is slow")
    text = section("x", "Title", "About.", [met, missed])
    assert "| other | peer | 3.00 | 3 against 1 ms | at most 2: not met |" in text
    assert "Not met: it is slow" in text and "not said" not in text


def test_both_ways_of_reading_a_log_find_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "SIZES", {min(reading.SIZES): 1})
    assert [figure.value > 0 for figure in reading.measure(tmp_path)] == [True]


@pytest.mark.parametrize("peer", [index.with_pandas, index.with_duckdb])
def test_the_index_and_its_peers_give_the_same_answer(
    peer: Callable[[index.Columns], index.Ask],
) -> None:
    columns = index.Columns.draw(200)
    chosen = {"topic": [1, 2, 6], "kind": [1, 2]}
    counts, bins = index.with_index(columns)(chosen)
    counts_of_peer, bins_of_peer = peer(columns)(chosen)
    assert counts == counts_of_peer
    assert bins.sum() > 0
    assert (bins == bins_of_peer).all()


def test_a_log_of_any_size_is_made_of_copies_of_the_own_events() -> None:
    log = check(reading._repeated(200), "log.yaml").log
    assert log
    assert len({event.title for event in log.events.values()}) < len(log.events) == 200
