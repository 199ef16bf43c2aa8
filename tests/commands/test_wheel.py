"""The wheel holds all that the program needs and nothing else, and works where it is installed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from site import getsitepackages
from zipfile import ZipFile

import pytest

from tests.pace import PATIENCE
from tests.serving import answers, fetch, free_port

ROOT = Path(__file__).parents[2]
FOLDERS = (".streamlit", "components", "data", "seeds")
FILES = ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "app.py", "__main__.py")
PACKAGE = "geneva_timeline"
TABLE = "Date,Title\n2025-05-10,First\n2025-02-30,Never\n"


def contents() -> set[str]:
    """Return the files of the repository that the program needs, by their paths."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in [*files, *ROOT.glob("*.py")]}
    return {name for name in names if not ("__pycache__" in name or name.endswith(".d.ts"))}


def test_every_file_that_the_program_needs_is_listed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    patterns = settings["package-data"][PACKAGE]
    listed = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    listed |= set(ROOT.glob("*.py"))  # the modules of the package itself
    assert {path.relative_to(ROOT).as_posix() for path in listed} == contents()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, by way of an archive of sources."""
    folder = tmp_path_factory.mktemp("sources")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_any.py").touch()  # which setuptools would take along
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder / "dist", folder], check=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Install the wheel in an environment of its own, which finds the libraries of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python3*/site-packages")
    (site / "libraries.pth").write_text("\n".join(getsitepackages() + sys.path[1:]))
    install: list[str | Path] = [sys.executable, "-m", "pip", "--python", folder, "install", "-q"]
    subprocess.run([*install, "--no-deps", wheel], check=True)
    # read-only, for any user but root
    for path in [*site.rglob("*"), site]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / "bin" / "geneva-timeline"
    for path in [site, *site.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)


@pytest.mark.thorough
def test_the_wheel_holds_one_package_with_the_whole_program(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        texts = [archive.read(name) for name in names]
    (about,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    own = {name for name in names if not name.startswith(f"{about}/")}
    assert own == {f"{PACKAGE}/{name}" for name in contents()}
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as sources:
        assert not [name for name in sources.getnames() if "/tests" in name]
    places = [str(ROOT), str(wheel.parent), str(Path.home())]
    assert not [place for place in places for text in texts if f"{place}/".encode() in text]


def environment(folder: Path) -> dict[str, str]:
    """Return an environment of a machine that knows nothing of its user."""
    return {"PATH": os.defpath, "TMPDIR": str(folder)}


@pytest.mark.thorough
def test_a_spreadsheet_is_served_from_a_folder_without_write_rights_and_without_a_home(
    program: Path, tmp_path: Path
) -> None:
    table, temporary, output = tmp_path / "talks.csv", tmp_path / "temporary", tmp_path / "said"
    table.write_text(TABLE)
    temporary.mkdir()
    port = free_port()
    base = f"http://127.0.0.1:{port}/"
    with output.open("wb") as said:
        process = subprocess.Popen(
            [program, table, f"--server.port={port}", "--no-browser"],
            cwd="/proc",  # where nobody can write
            env=environment(temporary),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        while not answers(base + "readyz"):
            assert process.poll() is None, output.read_text()
        events = fetch(base + "api/events.csv").body.decode()
        assert "First" in events and "Never" not in events
        page = fetch(base).body.decode()
        assert "<title>" in page
        assets = set(re.findall(r'(?:src|href)="\.?/?([^":]+\.(?:js|css|svg))"', page))
        assert assets and all(fetch(base + asset).status == 200 for asset in assets)
        assert fetch(base + "api/events.svg").body.startswith(b"<?xml")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
    finally:
        process.kill()
    assert "1 of 2 rows could not be read and are left out" in output.read_text()
    assert "Traceback" not in output.read_text()
    assert list(temporary.iterdir()) == []


@pytest.mark.thorough
def test_the_commands_work_where_no_repository_is(program: Path, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> str:
        ended = subprocess.run(
            [program, *arguments],
            cwd="/proc",
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    table, log = tmp_path / "talks.csv", tmp_path / "talks.yaml"
    table.write_text("date,title\n2025-05-10,First\n")
    assert run("--version") == "geneva-timeline 0.1.0\n"
    assert '"$schema"' in run("schema")
    page = run("export", "page")  # of the project's own log
    assert "He Lifeng" in page and "<script" in page
    assert "convert" in run("completion", "zsh")
    module: list[str | Path] = [program.with_name("python"), "-m", PACKAGE, "convert", table, log]
    subprocess.run(module, cwd="/proc", env=environment(tmp_path), check=True)
    assert "1 event" in run("check", log)
