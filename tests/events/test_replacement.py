"""A file is replaced whole or not at all, by one writer at a time, whoever dies meanwhile."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from components.events import BusyFileError, Replacement
from components.events.__main__ import main as events
from components.exports.__main__ import main as exports
from components.frames.__main__ import main as frames
from tests.logs import FIRST
from tests.serving import ROOT

HOLDER = """
import sys
from pathlib import Path
from components.events import Replacement
new = Replacement(Path(sys.argv[1]))
new.part.write_text("half of")
print("writing", flush=True)
sys.stdin.read()
new.part.write_text("the other's")
new.commit()
new.discard()
"""


@contextmanager
def writing(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Let another process write to a file until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline() == b"writing\n"
        yield other


COMMANDS = {
    "convert to Parquet": (events, "convert {log} {out}", "out.parquet"),
    "convert to YAML": (events, "convert {log} {out}", "out.yaml"),
    "export": (exports, "csv --log {log} -o {out}", "out.csv"),
    "load": (frames, "load {log} duckdb:///{out}", "out.duckdb"),
}


@pytest.mark.parametrize(("command", "arguments", "name"), COMMANDS.values(), ids=COMMANDS)
def test_of_two_writers_the_second_is_told_and_a_dead_one_stops_nobody(
    command: Callable[[list[str]], int],
    arguments: str,
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    log, out = tmp_path / "log.yaml", tmp_path / name
    log.write_text(FIRST)
    words = [word.format(log=log, out=out) for word in arguments.split()]
    with writing(out) as other:
        assert command(words) == 3
        said = "another program is writing it now; wait for that, and try again"
        assert capsys.readouterr().err == f"{out}: {said}\n"
        assert not out.exists()
        other.communicate()
    assert out.read_text() == "the other's"
    out.unlink()
    with writing(out) as other:
        other.kill()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f".{name}.lock", f".{name}.part", "log.yaml")
    ]
    assert command(words) == 0
    assert out.stat().st_size > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.yaml", name]


def test_a_folder_of_tables_has_one_writer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.yaml"
    log.write_text(FIRST)
    (tmp_path / "tables").mkdir()
    with writing(tmp_path / "tables" / "events_about.parquet"):
        assert frames(["load", str(log), f"duckdb:///{tmp_path}/tables"]) == 3
        assert "another program is writing it now" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["events_about.parquet"]


def test_a_new_version_keeps_the_rights_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o640)
    new = Replacement(path)
    new.part.write_text("new")
    with pytest.raises(BusyFileError):
        Replacement(path)
    assert path.read_text() == "old"
    new.commit()
    new.discard()
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_link_still_leads_to_the_file_that_was_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, link = tmp_path / "there" / "file", tmp_path / "link"
    path.write_text("old")
    link.symlink_to(path)
    new = Replacement(link)
    with pytest.raises(BusyFileError):
        Replacement(path)
    new.part.write_text("new")
    new.commit()
    new.discard()
    assert link.is_symlink() and path.read_text() == "new"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["file", "link", "there"]


def test_a_directory_is_refused_by_its_name_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(IsADirectoryError) as error:
        Replacement(tmp_path / "out")
    assert error.value.filename == str(tmp_path / "out")
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
