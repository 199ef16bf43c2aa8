"""`python -m components.exports`: what a page shows, from a script."""

from collections.abc import Iterator
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path

import pytest

import components.exports.__main__ as command
from components.events import NO_MEMORY
from components.exports import FORMATS
from components.exports.__main__ import FAULTY, UNUSABLE, WRITTEN, main
from components.exports.format import Format
from components.exports.picture import png
from components.frames.__main__ import main as load
from tests.exports.sample import Noon
from tests.frames.sample import ROOT, the_log
from tests.logs import FAULTY as FAULTY_LOG
from tests.logs import FIRST

COUNT = len(the_log().events)

LOG = str(ROOT / "data" / "events.yaml")


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_is_written_to_a_file(key: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main([key, "--log", LOG, "--view", "?topic=tariffs", "-o", str(out)]) == WRITTEN
    assert out.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [out]


def test_standard_output_gets_the_bytes(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "log.yaml").write_text(FIRST)
    base = "https://host.example/desk"
    assert main(["csv", "--log", str(tmp_path / "log.yaml"), "--base", base]) == WRITTEN
    output = capfdbinary.readouterr().out
    assert output.startswith(b"\xef\xbb\xbfnumber,id,title")
    assert b"https://host.example/desk/e/first" in output


TABLE = "Date,Title\n2025-05-10,First\n2025-02-30,Never\n"


def test_a_file_of_another_kind_is_exported_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.csv").write_text(TABLE)
    options = ["--log", "talks.csv", "--title", "Two days"]
    assert main(["page", *options, "-o", "talks.html"]) == WRITTEN
    page = Path("talks.html").read_text(encoding="utf-8")
    assert "<title>Two days" in page and "First" in page and "Never" not in page
    assert "talks.csv: warning: 1 of 2 rows could not be read" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"talks.csv", "talks.html"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--log", "unclear.csv"], "--map unclear.map.yaml"),
        (["--log", "old.xls"], "old.xls: cannot be read: "),
        (["--log", "bad.json"], "bad.json:1:2: error[syntax]"),
        (["--log", "talks.csv", "--map", "gone.yaml"], "gone.yaml: No such file"),
        (["--log", "gone.csv", "--map", "gone.yaml"], "No such file"),
        (["--log", LOG, "--title", "X"], "--title: a log says that itself"),
        (["--log", "duckdb:///x?table=x", "--title", "X"], "--title: a log says that itself"),
    ],
)
def test_what_does_not_become_a_log_is_told_and_nothing_is_written(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.csv").write_text(TABLE)
    Path("unclear.csv").write_text("When,Name\n10/05/2025,First\n")
    Path("old.xls").touch()
    Path("bad.json").write_text("{nonsense")
    assert main(["csv", *arguments, "-o", "out"]) == UNUSABLE
    said = capsys.readouterr()
    assert words in said.err and said.out == "" and not Path("out").exists()


@pytest.mark.parametrize("name", ["talks.csv", "log.yaml", "link.csv", "talks.map.yaml"])
def test_what_is_read_is_never_overwritten(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "talks.csv": TABLE,
        "log.yaml": FIRST,
        "talks.map.yaml": "when: Date\ntitle: Title\n",
    }
    for file, content in files.items():
        Path(file).write_text(content)
    Path("link.csv").symlink_to("talks.csv")
    log = "log.yaml" if name == "log.yaml" else "talks.csv"
    more = ["--map", name] if name == "talks.map.yaml" else []
    assert main(["csv", "--log", log, *more, "-o", f"./{name}"]) == UNUSABLE
    assert capsys.readouterr().err == f"./{name}: it is read, and would be overwritten\n"
    assert {file: Path(file).read_text() for file in files} == files


def test_a_terminal_is_offered_the_mapping_of_a_file_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.imports.command.can_be_asked", lambda: True)
    monkeypatch.setattr("components.imports.command.agrees", lambda _: True)
    monkeypatch.chdir(tmp_path)
    Path("unclear.csv").write_text("When,Name\n10/05/2025,First\n")
    assert main(["csv", "--log", "unclear.csv", "-o", "out"]) == WRITTEN
    assert Path("unclear.map.yaml").exists() and "2025-05-10" in Path("out").read_text()


def test_files_and_engines_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "datetime", Noon)  # a second may pass between the two
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert load(["load", LOG, address]) == 0
    for where in (LOG, address):
        out = tmp_path / where.rpartition(".")[2]
        wishes = ["--view", "topic=tariffs", "-o", str(out)]
        assert main(["ics", "--log", where, *wishes]) == WRITTEN
    assert (tmp_path / "yaml").read_bytes()[:4000] == (tmp_path / "duckdb").read_bytes()[:4000]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--view", "actor=nobody"], FAULTY, "--view: actor=nobody: this log has no such actor"),
        (["--log", "missing.yaml"], UNUSABLE, "missing.yaml: No such file or directory"),
        (["--log", "dukdb:///x"], UNUSABLE, '"dukdb://" is no engine'),
        (["--log", "duckdb:///missing.duckdb"], UNUSABLE, "The engine cannot be reached."),
        (["-o", "no/out"], UNUSABLE, "no/out: there is no directory no\n"),
        (["-o", "file/out"], UNUSABLE, "file/out: there is no directory file\n"),
        (["-o", "x" * 254], UNUSABLE, "xxx: File name too long\n"),
        (["--view", "http://h/?actor=nobody"], FAULTY, "--view: actor=nobody: this log has no"),
        (
            ["--view", "http://h/e/nothing"],
            FAULTY,
            "--view: event=nothing: no event of this log has",
        ),
        (["-o", "."], UNUSABLE, ".: is a directory, not a file"),
        (["-o", "/"], UNUSABLE, "/: is a directory, not a file"),
        (["site"], UNUSABLE, "a site is a folder: name it with -o FOLDER"),
        (["site", "-o", "new", "--base", "news.example"], UNUSABLE, "--base: news.example is not"),
        (["site", "-o", "new", "--base", "https://n/?a"], UNUSABLE, "--base: https://n/?a is not"),
        (["site", "-o", "new", "--base", "ftp://n"], UNUSABLE, "--base: ftp://n is not the"),
        (["site", "-o", "new", "--base", "https://[x"], UNUSABLE, "--base: https://[x is not the"),
        (["site", "-o", "new", "--images"], UNUSABLE, "--images: other sites find an image"),
        (["site", "-o", "full"], UNUSABLE, "full: holds mine, and no timeline-site.json to say"),
        (["site", "-o", "full/mine"], UNUSABLE, "full/mine: Not a directory"),
        (["site", "-o", "no/site"], UNUSABLE, "no/site: there is no directory "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str],
    status: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("full").mkdir()
    Path("full/mine").touch()
    args = arguments if "site" in arguments else ["csv", *arguments]
    args = args if "--log" in args else [*args, "--log", LOG]
    assert main(args) == status
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "mine"]


@pytest.mark.parametrize(
    ("view", "short"),
    [
        ("https://host.example/desk/?topic=tariffs&embed=true#top", "topic=tariffs"),
        ("HTTP://host.example?q=what?", "q=what?"),
        ("https://host.example/desk/", ""),
        ("https://host.example/e/greer-deal", "event=greer-deal"),
        (
            "https://host.example/desk/e/greer%2Ddeal?clock=washington#x",
            "event=greer-deal&clock=washington",
        ),
    ],
)
def test_a_view_may_be_the_whole_address_of_a_page_or_an_event(
    view: str, short: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "datetime", Noon)
    for name, given in (("long", view), ("short", short)):
        out = str(tmp_path / name)
        assert main(["txt", "--log", LOG, "--view", given, "-o", out]) == WRITTEN
    assert (tmp_path / "long").read_bytes() == (tmp_path / "short").read_bytes()


def test_what_a_file_cannot_show_is_said_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert main(["csv", "--log", LOG, "--view", "q=nothing like it", "-o", out]) == WRITTEN
    empty = f"None of {COUNT} events: matching “nothing like it”"
    rows = "the table has its heading and no row"
    assert capsys.readouterr().err == f"warning: {empty}: {rows}\n"
    assert main(["csv", "--log", LOG, "-o", out]) == WRITTEN
    fields = "figures, links, presence and citations of actors, quotations"
    fields += ", places in sources that are not passages"
    words = f"CSV has no place for what these events have in: {fields}"
    assert capsys.readouterr().err == f"warning: {words}\n"
    monkeypatch.setattr(png, "_render", lambda word: b"A" if word == "A" else word[:0].encode())
    assert main(["png", "--log", LOG, "--view", "q=贸易", "-o", out]) == WRITTEN
    assert "boxes: CJK (贸易)" in capsys.readouterr().err


def test_a_full_disk_is_told_of_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    out = tmp_path / "out.csv"
    assert main(["csv", "--log", LOG, "-o", str(out)]) == UNUSABLE
    assert capsys.readouterr().err == f"{out}: No space left on device\n"
    assert list(tmp_path.iterdir()) == []


def test_a_lack_of_memory_has_a_status_of_its_own_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> Iterator[bytes]:
        yield b"number,"
        raise MemoryError

    monkeypatch.setattr(Format, "parts", fail)
    assert main(["csv", "--log", LOG, "-o", str(tmp_path / "out.csv")]) == NO_MEMORY
    assert capsys.readouterr().err.endswith(f"{LOG}: there is not enough memory for it\n")
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_log_tells_its_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log.yaml").write_text(FAULTY_LOG)
    assert main(["csv", "--log", str(tmp_path / "log.yaml")]) == FAULTY
    assert "error[unknown-actor]" in capsys.readouterr().err


def test_a_site_is_written_into_its_folder_and_written_again_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, out = tmp_path / "log.yaml", tmp_path / "site"
    log.write_text(FIRST)
    arguments = ["site", "--log", str(log), "--base", "https://news.example", "-o", str(out)]
    assert main(arguments) == WRITTEN
    assert "written, 0 left as they are, 0 removed" in capsys.readouterr().err
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    assert pages == {"index.html", "404.html", "e/first/index.html", "e/second/index.html"}
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert main(arguments) == WRITTEN
    assert capsys.readouterr().err.startswith(f"{out}: 0 files written, {len(stamps) - 1} left")
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    log.write_text(FIRST.replace("They meet again", "They part"))
    assert main(arguments) == WRITTEN
    changed = {path.relative_to(out).as_posix() for path in stamps}
    changed -= {
        path.relative_to(out).as_posix()
        for path, stamp in stamps.items()
        if path.stat().st_mtime_ns == stamp
    }
    assert {path for path in changed if path.startswith("e/")} == {
        "e/first/index.html",  # which leads to the next
        "e/second/index.html",
    }
    assert not {path for path in changed if path.startswith("assets/")}


def test_a_site_of_too_many_events_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PAGE", replace(command.PAGE, most=1))
    (tmp_path / "log.yaml").write_text(FIRST)
    arguments = ["site", "--log", str(tmp_path / "log.yaml"), "-o", str(tmp_path / "site")]
    assert main(arguments) == FAULTY
    assert "at most 1 events, and this view has 2; choose fewer" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
