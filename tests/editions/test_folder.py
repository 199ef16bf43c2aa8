"""The folder of a site: what is the same stays, what is gone goes, what is not ours stays whole."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from components.editions import FolderError, folder, write_folder
from components.editions.folder import LIST, Changes
from components.events import BusyFileError, Replacement

NOW = datetime(2025, 6, 1, 12, 30, tzinfo=UTC)
FIRST = {"assets/a.1.css": b"a1", "e/one/index.html": b"one", "index.html": b"all"}
SECOND = {"assets/a.2.css": b"a2", "e/two/index.html": b"two", "index.html": b"all of two"}


def write(
    place: Path, files: Mapping[str, bytes], subject: str = "one", now: datetime = NOW
) -> Changes:
    return write_folder(place, subject, now, lambda _: iter(files.items()), "assets/")


def held(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != LIST
    }


def stamps(place: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}


def test_a_new_folder_holds_the_site_and_a_second_run_touches_nothing(tmp_path: Path) -> None:
    place = tmp_path / "site"
    assert write(place, FIRST) == Changes(3, 0, 0)
    assert held(place) == FIRST
    before = stamps(place)
    assert write(place, FIRST, now=NOW + timedelta(days=1)) == Changes(0, 3, 0)
    assert stamps(place) == before


def test_what_is_gone_is_removed_and_the_style_of_one_version_before_stays(tmp_path: Path) -> None:
    place = tmp_path / "site"
    write(place, FIRST)
    assert write(place, SECOND, "two") == Changes(3, 0, 1)
    assert held(place) == {**SECOND, "assets/a.1.css": b"a1"}
    assert not (place / "e" / "one").exists()
    assert write(place, SECOND, "two") == Changes(0, 3, 0)
    assert "assets/a.1.css" in held(place)
    third = {"assets/a.3.css": b"a3", "index.html": b"three"}
    assert write(place, third, "three") == Changes(2, 0, 2)
    assert held(place) == {**third, "assets/a.2.css": b"a2"}


def test_the_time_is_since_when_the_site_is_of_the_same(tmp_path: Path) -> None:
    times: list[datetime] = []

    def run(subject: str, days: int) -> datetime:
        def files(made: datetime) -> Iterator[tuple[str, bytes]]:
            times.append(made)
            yield "index.html", str(made).encode()

        write_folder(tmp_path, subject, NOW + timedelta(days=days), files)
        return times[-1]

    assert run("one", 0) == NOW
    assert run("one", 1) == NOW
    assert run("two", 2) == NOW + timedelta(days=2)
    assert run("", 3) == NOW + timedelta(days=3)
    assert run("", 4) == NOW + timedelta(days=4)


def test_a_folder_of_other_files_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderError, match=r"holds mine\.txt"):
        write(tmp_path, FIRST)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_files_of_others_within_a_site_stay(tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    (tmp_path / "CNAME").write_text("news.example")
    (tmp_path / "e" / "one" / "own.txt").write_text("own")
    write(tmp_path, SECOND, "two")
    assert (tmp_path / "CNAME").read_text() == "news.example"
    assert [path.name for path in (tmp_path / "e" / "one").iterdir()] == ["own.txt"]


@pytest.mark.parametrize("files", [SECOND, {"assets/a.1.css": b"a1"}])
def test_a_page_that_somebody_changed_is_neither_replaced_nor_removed(
    tmp_path: Path, files: Mapping[str, bytes]
) -> None:
    write(tmp_path, FIRST)
    (tmp_path / "index.html").write_text("edited")
    before = stamps(tmp_path)
    with pytest.raises(FolderError, match=r"index\.html: is not what was written there"):
        write(tmp_path, files, "two")
    assert stamps(tmp_path) == before


def test_a_file_of_somebody_else_in_the_way_of_a_new_page_is_refused(tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    (tmp_path / "e" / "two").write_text("a file where a folder would be")
    with pytest.raises(FolderError, match="is not what was written there"):
        write(tmp_path, SECOND, "two")
    assert {**held(tmp_path), **FIRST} == held(tmp_path)


def test_no_link_leads_the_writing_out_of_the_folder(tmp_path: Path) -> None:
    place, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    write(place, {"index.html": b"all"})
    (place / "e").symlink_to(outside)
    with pytest.raises(FolderError, match="is not what was written there"):
        write(place, FIRST)
    (place / "e").unlink()
    (outside / "all").write_bytes(b"all")
    (place / "index.html").unlink()
    (place / "index.html").symlink_to(outside / "all")
    with pytest.raises(FolderError, match="is not what was written there"):
        write(place, FIRST)
    assert [path.name for path in outside.iterdir()] == ["all"]


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"../outside": "0" * 64}},
        {"files": {"/etc/passwd": "0" * 64}},
        {"files": {"e/../../outside": "0" * 64}},
        {"files": {"index.html": "short"}},
        {"files": ["index.html"]},
        {"format": 2},
        {"made": "yesterday"},
        {"made": "2025-06-01"},
        {"subject": None},
    ],
)
def test_a_list_that_is_not_ours_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    place = tmp_path / "site"
    write(place, FIRST)
    listed = json.loads((place / LIST).read_text())
    (place / LIST).write_text(json.dumps(listed | change))
    with pytest.raises(FolderError, match="cannot be read as the list"):
        write(place, SECOND, "two")
    assert held(place) == FIRST


def test_a_full_disk_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    before = stamps(tmp_path)

    def files(_: datetime) -> Iterator[tuple[str, bytes]]:
        yield from list(SECOND.items())[:2]
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        write_folder(tmp_path, "two", NOW, files, "assets/")
    assert caught.value.filename == str(tmp_path)
    assert stamps(tmp_path) == before
    assert write(tmp_path, FIRST) == Changes(0, 3, 0)


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_the_next_run_ends_what_was_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    """Stop as a kill would, after `moved` files are in their place."""
    write(tmp_path, FIRST)
    move = folder._Writing._move

    def stop(writing: folder._Writing, staged: list[str]) -> None:
        move(writing, staged[:moved])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folder._Writing, "_move", stop)
        patch.setattr(folder, "_discard", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, SECOND, "two")
    present = held(tmp_path)
    assert {present[path] for path in FIRST} <= {*FIRST.values(), *SECOND.values()}
    assert ("index.html", SECOND["index.html"]) not in present.items() or moved == len(SECOND)
    assert write(tmp_path, SECOND, "two", NOW + timedelta(days=1)).new == len(SECOND) - moved
    assert held(tmp_path) == {**SECOND, "assets/a.1.css": b"a1"}


def test_runs_that_are_stopped_one_after_the_other_are_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("index.html", "e/one/index.html", "e/two/index.html")
    versions = [{name: f"{name} {n}".encode() for name in names} for n in range(4)]
    write(tmp_path, versions[0], "0")
    move = folder._Writing._move

    def stop(writing: folder._Writing, staged: list[str]) -> None:
        move(writing, staged[:2] if "1" in writing._before.subject else staged[1:2])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folder._Writing, "_move", stop)
        for number in (1, 2, 3, 1):
            with pytest.raises(KeyboardInterrupt):
                write(tmp_path, versions[number], str(number))
    write(tmp_path, versions[3], "3")
    assert held(tmp_path) == versions[3]


def test_new_pages_are_there_before_those_that_lead_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    monkeypatch.setattr(folder._Writing, "_move", lambda _, staged: moved.extend(staged))
    write(tmp_path, {"e/a": b"a", "e/b": b"b", "index.html": b"i"})
    assert moved == ["e/a", "e/b", "index.html"]
    monkeypatch.undo()
    write(tmp_path, {"e/a": b"a", "e/c": b"c", "index.html": b"i"})
    monkeypatch.setattr(folder._Writing, "_move", lambda _, staged: moved.extend(staged))
    moved.clear()
    write(tmp_path, {"e/a": b"a to b", "e/b": b"b", "e/c": b"c", "index.html": b"i to b"})
    assert moved == ["e/b", "e/a", "index.html"]


def test_what_a_stopped_first_run_left_is_no_file_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / ".timeline-site.new" / "e").mkdir(parents=True)
    (tmp_path / ".timeline-site.json.lock").touch()
    (tmp_path / ".timeline-site.json.part").touch()
    assert write(tmp_path, FIRST) == Changes(3, 0, 0)
    assert held(tmp_path) == FIRST


def test_two_programs_do_not_write_at_once(tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    other = Replacement(tmp_path / LIST)
    with pytest.raises(BusyFileError):
        write(tmp_path, SECOND, "two")
    other.discard()
    assert held(tmp_path) == FIRST


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no directory"):
        write(tmp_path / "no" / "site", FIRST)
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        write(tmp_path / "file", FIRST)


def test_a_refusal_leaves_no_new_folder(tmp_path: Path) -> None:
    def files(_: datetime) -> Iterator[tuple[str, bytes]]:
        raise OSError(28, "No space left on device")
        yield

    with pytest.raises(OSError, match="No space"):
        write_folder(tmp_path / "site", "one", NOW, files)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", ".", "..", "a/.", "", "a b"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="cannot be a file of a site"):
        write(tmp_path / "site", {path: b"x"})
