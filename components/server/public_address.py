"""The address of the dashboard as readers know it, for what cannot link relatively.

A host states it in TIMELINE_URL. Without that it is what the request says, so that the answer
depends on the request's Host: then the address is part of the ETag, and `Vary` tells caches.
"""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from components.server.host_name import host_name
from components.streamlit_app import base_path

URL = "TIMELINE_URL"
VARY = "Host, X-Forwarded-Proto"  # what an address depends on when nobody states it


def stated_url(environment: Mapping[str, str]) -> str:
    """Return the address in TIMELINE_URL with a slash at its end, "" when there is none.

    Raise ValueError where it is not the address of a page.
    """
    stated = environment.get(URL, "").strip()
    if not stated:
        return ""
    parts = urlsplit(stated)
    is_sound = stated.isascii() and stated.isprintable() and not set(stated) & set('"<>\\ ?#@')
    if parts.scheme not in ("http", "https") or not host_name(parts.netloc) or not is_sound:
        raise ValueError(f"{URL} is not an address such as https://timeline.example.org/timeline/")
    return f"{stated.rstrip('/')}/"


def dashboard_url(request: Request) -> str:
    """Return the address of the dashboard, "" when a request names no host that can be one."""
    if stated := stated_url(os.environ):
        return stated
    if not host_name(request.headers.get("Host", "")):
        return ""
    return f"{str(request.base_url).rstrip('/')}{base_path()}/"


def varying() -> dict[str, str]:
    """Return the header of answers with addresses that tells caches what they depend on."""
    return {} if stated_url(os.environ) else {"Vary": VARY}
