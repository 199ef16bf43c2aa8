"""What Streamlit sees of the cookies of a request."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.server import middleware


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("a=1; b=2|x|y", {"a": "1", "b": "2|x|y"}),
        ('a="quoted"; b=2', {"a": "quoted", "b": "2"}),
        (r'a="\101\""; b=2', {"b": "2"}),
        (f"a=1; b={chr(34)}{chr(92) * 30_000}{chr(34)}", {"a": "1"}),
        ("\\", {}),
    ],
)
def test_a_cookie_with_a_backslash_is_dropped(sent: str, seen: dict[str, str]) -> None:
    def cookies(request: Request) -> JSONResponse:
        return JSONResponse(request.cookies)

    app = Starlette(routes=[Route("/cookies", cookies)], middleware=middleware())
    assert TestClient(app).get("/cookies", headers={"Cookie": sent}).json() == seen
