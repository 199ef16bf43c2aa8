"""A file is put into a log: what is new is added, what differs stays, nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log, Role, check, plain, read_parquet, write, write_parquet
from components.events.__main__ import main
from components.merges import Comparison, Merge, RowDefaults, command
from tests.frames.sample import logs, read_log
from tests.imports.sample import ROW, log_of_rows

LOG = """\
# our log
format: 1
log: {title: Ours, zone: Europe/Zurich, as_of: 2025-06-01}
actors:
  ann-lee: {name: Ann Lee, kind: person, aliases: [A. Lee, Lee]}   # the first
  bob-lee: {name: Bob Lee, kind: person, aliases: [Lee]}
sources:
  paper: {title: The Paper, tier: article, kind: news, url: 'https://paper.example/'}
events:
  talks:
    title: Talks
    kind: meeting
    when: 2025-05-10
    place: Bern      # or so
    actors: [{actor: ann-lee, role: host}]
    citations: [{source: paper, locator: 'https://paper.example/1'}]
# the end
"""
HEAD = "date,title,place,actors,source,url\n"
SAME = "2025-05-10,Talks,Bern,a.  lee,the paper,https://paper.example/1\n"
NEW = "2025-05-11,Tea,Basel,Lee;Ann lee;Cy,The Paper,https://paper.example/2\n"
OTHER = "2025-05-10,Talks,Geneva,,,\n"


class Merging:
    """A log and a file in a folder, and what the command says."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.log = folder / "log.yaml"
        self.log.write_text(LOG)
        self.out = ""

    def run(self, rows: str, *options: str, log: Path | None = None) -> int:
        """Merge rows, or the log when there are none."""
        file = self.folder / "rows.csv"
        file.write_text(HEAD + rows)
        status = main(["merge", str(log or self.log), str(file), *options])
        self.out = self.read()
        return status

    def read(self) -> str:
        """Return what was said, with the folder left out."""
        return self._capsys.readouterr().out.replace(f"{self.folder}/", "")


@pytest.fixture
def merging(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Merging:
    return Merging(tmp_path, capsys)


def test_what_is_the_same_is_found_by_name_alias_title_and_date(merging: Merging) -> None:
    assert merging.run(SAME) == 0
    assert "rows.csv: 1 event: 0 new, 1 the same, 0 different" in merging.out
    assert 'actor "a. lee" is "Ann Lee" of log.yaml' in merging.out
    assert merging.log.read_text() == LOG


def test_what_is_new_is_shown_and_written_only_when_asked(merging: Merging) -> None:
    assert merging.run(SAME + NEW) == 5
    assert "new event tea-2025-05-11: Tea (2025-05-11)" in merging.out
    assert (
        'actor "Lee" may be any of several in log.yaml, so it is added as a new one' in merging.out
    )
    assert "nothing is written" in merging.out
    assert merging.log.read_text() == LOG
    assert merging.run(SAME + NEW, "--write") == 0
    text = merging.log.read_text()
    log = read_log(text)
    assert [part.actor for part in log.events["tea-2025-05-11"].actors] == ["lee", "ann-lee", "cy"]
    assert set(LOG.splitlines()) <= set(text.splitlines())
    assert text.endswith("# the end\n")
    assert merging.run(SAME + NEW, "--write") == 0
    assert "0 new, 2 the same" in merging.out
    assert merging.log.read_text() == text


def test_what_differs_stays_unless_it_is_taken(merging: Merging) -> None:
    assert merging.run(OTHER, "--write") == 0
    assert "event talks differs: Talks" in merging.out
    assert '  place: "Bern" in log.yaml, "Geneva" in rows.csv; that of log.yaml' in merging.out
    assert merging.log.read_text() == LOG
    assert merging.run(OTHER, "--take", "tea") == 1
    assert merging.run(OTHER, "--take", "talks") == 5
    assert merging.run(OTHER, "--take", "talks", "--write") == 0
    assert merging.log.read_text() == LOG.replace("Bern      # or so", "Geneva  # or so")
    merging.log.write_text(LOG)
    assert merging.run(OTHER, "--take-all", "--out", str(merging.folder / "new.yaml")) == 0
    assert merging.log.read_text() == LOG
    assert "Geneva" in (merging.folder / "new.yaml").read_text()


def test_a_row_may_name_the_publisher_alone(merging: Merging) -> None:
    merging.log.write_text(LOG.replace("title: The Paper", "title: Talks begin, publisher: Paper"))
    assert merging.run("2025-05-10,Talks,,,paper,https://paper.example/\n") == 0
    assert "1 the same" in merging.out
    assert "new source" not in merging.out


def test_names_that_no_new_event_has_are_not_added(merging: Merging) -> None:
    rows = "2025-05-10,Talks,,Dee,Other,\n"
    assert merging.run(rows) == 0
    assert "new actor" not in merging.out
    assert '  actors: [{"actor": "ann-lee", "role": "host"}] in log.yaml, also' in merging.out
    assert merging.run(rows, "--take-all", "--write") == 0
    assert "new actor dee: Dee" in merging.out
    log = read_log(merging.log.read_text())
    assert [part.actor for part in log.events["talks"].actors] == ["ann-lee", "dee"]
    assert list(log.sources) == ["paper", "other"]


def test_the_same_title_next_week_is_another_event(merging: Merging) -> None:
    assert merging.run("2025-05-17,Talks,,,,\n2025-05,Talks,,,,\n") == 5
    assert "2 new, 0 the same" in merging.out
    assert merging.run("2025-05,Talks,,,,\n") == 0
    assert '  when: "2025-05-10" in log.yaml, "2025-05" in rows.csv' in merging.out


def test_an_id_of_the_log_goes_to_no_other_event(merging: Merging) -> None:
    merging.log.write_text(LOG.replace("  talks:", "  tea-2025-05-11:"))
    assert merging.run(NEW, "--write") == 0
    first, second = read_log(merging.log.read_text()).events
    assert first == "tea-2025-05-11"
    assert second.startswith("tea-2025-05-11-x-")
    assert merging.run(NEW) == 0


def test_a_log_is_merged_with_its_tables_and_links(merging: Merging) -> None:
    other = merging.folder / "other.yaml"
    other.write_text("""\
format: 1
log: {title: Theirs, zone: UTC, as_of: 2025-07-01}
actors:
  al: {name: ann lee, kind: person, note: She writes.}
measures: {fare: {name: Fare, unit: CHF}}
events:
  talks:
    title: Talks
    kind: meeting
    when: 2025-05-10
    actors: [{actor: al, role: host}]
  next:
    title: Next
    kind: meeting
    when: 2025-07-01
    actors: [{actor: al, role: host}]
    figures: [{measure: fare, value: 3, unit: CHF}]
    links: [{event: talks, relation: follows}]
disagreements:
  who: {question: Who?, status: differs, events: [next]}
""")
    merging.log.write_text(LOG.replace("  talks:", "  first-talks:"))
    assert main(["merge", str(merging.log), str(other), "--write", "--take", "actors/ann-lee"]) == 0
    log = read_log(merging.log.read_text())
    assert log.actors["ann-lee"].note == "She writes."
    assert "  ann-lee:  # the first\n    name: Ann Lee\n" in merging.log.read_text()
    assert log.events["next"].links[0].event == "first-talks"
    assert log.events["next"].actors[0].actor == "ann-lee"
    assert (list(log.measures), list(log.disagreements)) == (["fare"], ["who"])
    assert main(["merge", str(merging.log), str(other)]) == 0


def test_a_log_whose_seed_is_wrong_is_not_merged(merging: Merging) -> None:
    draft, seed = merging.folder / "draft.yaml", merging.folder / "draft.seed.yaml"
    draft.write_text(
        "format: 1\nlog: {title: D, zone: UTC, as_of: 2025-06-01}\n"
        "sources: {post: {title: P, tier: article, kind: news, seed: draft.seed.yaml}}\n"
        "events: {tea: {title: Tea, kind: meeting, when: 2025-05-11,"
        " citations: [{source: post, passage: 1}]}}\n"
    )
    text = (
        f"source: post\nfile: post.txt\nsha256: '{'0' * 64}'\nbytes: 1\n"
        "passages: [{passage: 1, says: Tea., events: [tea, cake]}]\n"
    )
    seed.write_text(text)
    assert main(["merge", str(merging.log), str(draft), "--write"]) == 1
    assert 'no event "cake"; take it out' in merging.read()
    assert merging.log.read_text() == LOG
    seed.write_text(text.replace(", cake", ""))
    assert main(["merge", str(merging.log), str(draft), "--write"]) == 0
    assert main(["check", str(merging.log)]) == 0


def test_a_layout_without_place_is_written_anew_when_asked(merging: Merging) -> None:
    flow = LOG.partition("events:")[0] + "events: {a: {title: A, kind: post, when: 2025}}\n"
    merging.log.write_text(flow)
    assert merging.run(NEW, "--write") == 1
    assert merging.log.read_text() == flow
    assert merging.run(NEW, "--write", "--rewrite") == 0
    assert list(read_log(merging.log.read_text()).events) == ["a", "tea-2025-05-11"]


def test_a_log_in_parquet_is_written_anew(merging: Merging) -> None:
    log = merging.folder / "log.parquet"
    write_parquet(read_log(LOG), log)
    assert merging.run(SAME + NEW, "--write", log=log) == 0
    merged = read_parquet(log).log
    assert merged
    assert list(merged.events) == ["talks", "tea-2025-05-11"]
    assert "cy" in merged.actors
    assert merging.run(SAME + NEW, log=log) == 0
    assert merging.run(OTHER, "--take-all", "--write", log=log) == 0
    merged = read_parquet(log).log
    assert merged
    assert merged.events["talks"].place == "Geneva"


def test_what_cannot_be_merged_is_said(merging: Merging) -> None:
    folder = merging.folder
    assert merging.run("soon,A,,,,\n") == 1
    assert merging.run(NEW, log=folder / "none.yaml") == 2
    assert merging.run(NEW, log=folder / "rows.csv") == 2
    assert main(["merge", str(merging.log), str(folder / "a.txt2")]) == 2
    merging.log.write_text("format: 2\n")
    assert merging.run(NEW) == 1


def merged(
    log: Log, file: Log, take_all: bool, rows: RowDefaults | None = None
) -> tuple[Comparison, Log]:
    """Merge a log with another, or with that of rows, through its text."""
    comparison = Comparison(log, file, rows, has_own_ids=rows is None)
    text, problems = Merge(comparison, lambda _: take_all).text(write(log).encode())
    result, _ = check(text, "merged.yaml")
    assert result, problems
    return comparison, result


@given(logs(4))
def test_a_log_is_the_same_as_itself(log: Log) -> None:
    comparison = Comparison(log, log)
    assert comparison.new_events == 0
    assert list(comparison.additions()) == []
    assert list(comparison.changes()) == []


@given(logs(4), logs(4), st.booleans())
def test_to_merge_again_changes_nothing(log: Log, file: Log, take_all: bool) -> None:
    _, once = merged(log, file, take_all)
    again, twice = merged(once, file, take_all)
    assert again.new_events == 0
    assert list(again.additions()) == []
    assert twice.events == once.events
    for key in log.events:
        assert key in once.events


@given(st.lists(ROW, max_size=6), st.lists(ROW, max_size=6), st.booleans())
def test_to_merge_rows_again_changes_nothing(
    ours: list[dict[str, str]], theirs: list[dict[str, str]], take_all: bool
) -> None:
    log, file = log_of_rows(ours), log_of_rows(theirs)
    rows = RowDefaults("background", Role.PARTICIPANT)
    first, once = merged(log, file, take_all, rows)
    again, twice = merged(once, file, take_all, rows)
    assert len(once.events) == len(log.events) + first.new_events
    assert (again.new_events, list(again.additions())) == (0, [])
    assert plain(twice) == plain(once)
    if take_all:
        assert list(again.changes()) == []


def test_kinds_of_a_file_leave_those_of_the_log(merging: Merging) -> None:
    other = merging.folder / "other.yaml"
    other.write_text(
        "format: 1\nlog: {title: T, zone: UTC, as_of: 2025}\n"
        "kinds: {hearing: {name: Hearing, plural: hearings, shape: met}}\n"
        "events: {h: {title: H, kind: hearing, when: 2025}}\n"
    )
    assert main(["merge", str(merging.log), str(other), "--write"]) == 0
    log = read_log(merging.log.read_text())
    assert {"hearing", "meeting", "statement"} <= log.kinds.keys()
    assert main(["merge", str(merging.log), str(other)]) == 0


def test_a_log_that_was_written_meanwhile_is_left(
    merging: Merging, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(*_: object) -> bool:
        merging.log.write_text(LOG + "# meanwhile\n")
        return True

    monkeypatch.setattr(command, "agrees", written)
    for options in ([], ["--rewrite"]):
        merging.log.write_text(LOG)
        assert merging.run(NEW, *options) == 3
        assert merging.log.read_text() == LOG + "# meanwhile\n"
