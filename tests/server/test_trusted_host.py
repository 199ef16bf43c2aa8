"""Which names of the host are answered to, as `server.allowedHosts` says."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import command_line, middleware, routes
from components.server.host_name import allowed_hosts


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (["desk.example"], ["desk.example"]),
        ([" Desk.Example. "], ["desk.example"]),
        (["*.example", "*"], ["*.example", "*"]),
        (["a*b", "*x", "x.*", "*.*.example"], []),
    ],
)
def test_names_are_read_as_streamlit_reads_them(given: list[str], read: list[str]) -> None:
    assert allowed_hosts(given) == read


def test_without_names_every_host_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    for names, host, status in (
        ([], "evil.example", 404),
        (["desk.example"], "evil.example", 400),
        (["desk.example"], "desk.example:8501", 404),
        (["*.desk.example"], "a.desk.example", 404),
        (["*.desk.example"], "evildesk.example", 400),
        (["a*b"], "evil.example", 400),  # what matches nothing lets nobody in
    ):
        monkeypatch.setattr(st, "get_option", lambda _, names=names: names)
        app = Starlette(middleware=middleware())
        answer = TestClient(app, base_url=f"http://{host}").get("/nothing")
        assert answer.status_code == status, (names, host)


def test_a_refusal_names_the_setting_and_not_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: ["desk.example"])
    client = TestClient(Starlette(middleware=middleware()))
    for host in ("evil.example", "EVIL.example:1", "evil<b>", "", "a@b"):
        answer = client.get("/nothing", headers={"Host": host})
        assert (answer.status_code, answer.text) == (
            400,
            "The server does not answer to this host name; whoever runs it can add the name to "
            "STREAMLIT_SERVER_ALLOWED_HOSTS.\n",
        )
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_probe_may_call_the_server_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Starlette(routes=routes(), middleware=middleware())
    monkeypatch.setattr(st, "get_option", lambda _: ["desk.example"])
    client = TestClient(app, base_url="http://10.0.0.7:8501")
    assert client.get("/state").status_code == 400
    assert client.get("/readyz").status_code in (200, 503)


@pytest.mark.parametrize(
    ("address", "names", "by_us", "at_terminal", "status"),
    [
        ("127.0.0.1", [], True, False, 400),  # make run, python app.py
        ("localhost", [], False, True, 400),  # streamlit run, typed
        ("127.0.0.1", [], False, False, 404),  # streamlit run, as a service behind a proxy
        ("127.0.0.1", ["*"], True, True, 404),
        ("127.0.0.1", ["evil.example"], True, True, 404),
        ("0.0.0.0", [], True, True, 404),  # noqa: S104 - named, not used
        (None, [], True, True, 404),
    ],
)
def test_a_server_for_one_person_has_no_foreign_name(
    monkeypatch: pytest.MonkeyPatch,
    address: str | None,
    names: list[str],
    by_us: bool,
    at_terminal: bool,
    status: int,
) -> None:
    options = {"server.address": address, "server.allowedHosts": names}
    monkeypatch.setattr(st, "get_option", options.get)
    monkeypatch.setattr(command_line, "_own_starts", [Path("app.py")] if by_us else [])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: at_terminal))
    app = Starlette(middleware=middleware())
    assert TestClient(app, base_url="http://evil.example").get("/nothing").status_code == status
    if names != ["evil.example"]:
        for own in ("localhost:8501", "127.0.0.1:8501", "[::1]:8501"):
            assert TestClient(app, base_url=f"http://{own}").get("/nothing").status_code == 404, own
