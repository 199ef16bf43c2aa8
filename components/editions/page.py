"""A view as one HTML file that needs no server: picture, list, events, accounts, walk, sources.

It reads as a document without a script. With its script the filters count, events open beside the
picture, and what follows the `#` of its address is the view, as in the dashboard's own addresses.
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import parse_qs

from components import wording
from components.editions.extract import extract_of
from components.editions.page_body import PageBody
from components.editions.policy import hash_of, own_files, policy_of
from components.editions.rules import rules_of
from components.editions.style import EVENT_SHEETS, base_style
from components.exports import Download, script_json
from components.selection import Selection, View, decode, stops
from components.web import font_of, script_of

MOST = 2_000  # events of a page: a browser has all of them in memory at once
_SHEETS = EVENT_SHEETS | {
    *("board.css", "header.css", "filters.css", "timeline.css", "chip.css", "page.css"),
}
_LIVE = 'document.documentElement.classList.add("gt-live")'


def write_page(download: Download) -> Iterator[bytes]:
    """Yield the page of a view of at most `MOST` events in parts.

    While it is made, parts have no bytes, so that others have a turn.
    """
    view = extract_of(download)
    body = PageBody(download, view)
    texts = []
    for text in body.parts():
        texts.append(text)
        yield b""
    shown = "".join(texts)
    script = script_of("edition.js")
    yield _head(download, script, base_style(_SHEETS, font=font_of(_letters(shown)))).encode()
    yield b'<body><div class="gt-board gt-edition">'
    yield shown.encode()
    data = _data(view, body.queries)
    yield f'<script type="application/json" id="gt-data">{data}</script>'.encode()
    yield f'</div><script type="module">{script}</script></body></html>\n'.encode()


def _head(download: Download, script: str, style: str) -> str:
    policy = policy_of(
        script_src=f"{hash_of(_LIVE)} {hash_of(script)}",
        style_src=hash_of(style),
        font_src="data:",
        # of a site the icon
        **({"img_src": own_files(download)} if download.is_for_site else {}),
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f"<title>{escape(download.log.about.title)}</title>\n"
        f'<meta name="description" content="{escape(download.sentence)}">\n'
        f"<script>{_LIVE}</script>\n<style>{style}</style>\n</head>\n"
    )


def _data(view: View, queries: Sequence[str]) -> str:
    """Return what the script works by, as JSON that can stand in a script element.

    `queries` are the addresses that links of the page lead to.
    """
    return script_json(
        {
            "rules": rules_of(view, _linked(view, queries)),
            "words": wording.edition.words(view.answer.total),
            "steps": [sorted(stop.focus) for stop in stops(view)],
        }
    )


def _linked(view: View, queries: Sequence[str]) -> list[Selection]:
    """Return the views that links of the page lead to: it can read no other dates."""
    facts, own = view.engine.facts, view.clock.id
    parsed = map(parse_qs, dict.fromkeys(queries))
    # a day on another clock is another day
    return [decode(query, facts)[0] for query in parsed if query.get("clock", [own]) == [own]]


def _letters(text: str) -> str:
    return "".join(sorted(set(text)))
