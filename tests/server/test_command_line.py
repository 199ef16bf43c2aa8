"""What `python app.py` makes of its arguments."""

from pathlib import Path

import pytest
from streamlit.web import cli

from components.server import start


def test_help_names_the_log_and_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        start(Path("app.py"), ["--server.port", "1", "--help"])
    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert printed.startswith("usage: python app.py [OPTIONS] [LOG]")
    assert all(len(line) <= 90 for line in printed.splitlines())


def test_all_else_goes_to_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(cli, "main", lambda args, *_, **__: calls.append(args))
    with pytest.raises(SystemExit):
        start(Path("app.py"), ["--server.port", "1", "own.yaml"])
    assert calls == [["run", "app.py", "--server.port", "1", "own.yaml"]]


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        start(Path("app.py"), ["--no-such-option"])
    assert ended.value.code == 2
    assert "--no-such-option" in capsys.readouterr().err
