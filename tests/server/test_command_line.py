"""What `python app.py` makes of its arguments."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.web import cli

from components.server import start


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """Let Ctrl+C end the tests afterwards as before."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def ended(*arguments: str, script: Path = Path("app.py")) -> object:
    """Return the status with which a start ends."""
    with pytest.raises(SystemExit) as exit_:
        start(script, arguments)
    return exit_.value.code


def test_help_names_the_log_and_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--server.port", "1", "--help") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("usage: python app.py [OPTIONS] [LOG]")
    assert all(len(line) <= 90 for line in printed.splitlines())


def test_all_else_goes_to_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(cli, "main", lambda args, *_, **__: calls.append(args))
    ended("--server.port", "1", "own.yaml")
    assert calls == [["run", "app.py", "--server.port", "1", "own.yaml"]]


@pytest.mark.parametrize(("setting", "color"), [("1", False), ("", None)])
def test_colours_are_switched_off(
    setting: str, color: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setenv("NO_COLOR", setting)
    monkeypatch.setattr(cli, "main", lambda *_, **more: given.append(more["color"]))
    ended()
    assert given == [color]


def test_ctrl_c_ends_it_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_main_run", interrupt)
    assert ended() == 0
    assert capsys.readouterr().err.strip() == ""
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN  # the next one changes nothing


def test_a_user_without_a_home_has_one_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def home() -> NoReturn:
        raise RuntimeError

    homes: list[str] = []
    monkeypatch.setenv("HOME", "/home/nobody")
    monkeypatch.setattr(cli, "main", lambda *_, **__: homes.append(os.environ["HOME"]))
    ended()
    monkeypatch.setattr(Path, "home", home)
    ended()
    assert homes == ["/home/nobody", str(Path("no-home").absolute())]
    assert not Path(homes[-1]).exists()


def test_a_home_and_a_working_folder_that_cannot_be_used_are_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places: list[tuple[str, Path]] = []
    monkeypatch.setattr(cli, "main", lambda *_, **__: places.append((str(Path.home()), Path.cwd())))
    (tmp_path / "home").touch()  # a file, below which nothing can be looked for
    (tmp_path / "removed").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "removed")
    (tmp_path / "removed").rmdir()
    ended(script=tmp_path / "app.py")
    assert places == [(str(tmp_path / "no-home"), tmp_path)]


@pytest.mark.parametrize("error", [OSError(99, "No such address"), OverflowError("port")])
def test_an_address_that_cannot_be_served_is_told(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(cli, "main", fail)
    assert ended() == 1
    words = str(error.args[-1])
    assert capsys.readouterr().err == f"Error: the server cannot be started: {words}\n"


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        start(Path("app.py"), ["--no-such-option"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "Error: No such option '--no-such-option'.\n"
