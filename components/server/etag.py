"""ETags (RFC 9110): a client that already has an answer is not sent it again.

Those of scripts, styles and the page itself are digests of what is sent. That of a view is made
before the answer is, from all that the answer depends on, the program among it.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from starlette.requests import Request

from components.selection import View

_CODE = Path(__file__).parents[1]
_WRITERS = ("icalendar", "resvg-py", "tzdata", "xlsxwriter")


def cached_etags(request: Request) -> set[str]:
    """Return the ETags that the client has (If-None-Match), without the `W/` of weak ones."""
    header = request.headers.get("If-None-Match", "")
    return {etag.strip().removeprefix("W/") for etag in header.split(",")}


def view_etag(view: View, key: str, base: str) -> str:
    """Return a weak ETag: the same for all exports of one view of one log, whenever made.

    `base` is the dashboard's address, which stands in most exports.
    """
    state = f"{program_version()}\n{base}\n{view.log.hash}\n{view.address()}\n{key}"
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


@cache
def program_version() -> str:
    """Return a digest of the program's code, and of the libraries that write its exports.

    A number would have to be raised with every change of an export. All replicas that run the same
    code have the same.
    """
    digest = hashlib.sha256()
    for library in _WRITERS:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(f"{path.relative_to(_CODE).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_cached(request: Request, etag: str) -> bool:
    """Return whether the client has the answer already."""
    return not cached_etags(request).isdisjoint(("*", etag.removeprefix("W/")))
