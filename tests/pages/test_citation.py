"""Links to sources: a reader is told where each leads, and no text becomes one that hides it."""

from typing import Any

import pytest

from components.events import Citation
from components.pages.citation import external, full, host_of
from tests.frames.sample import small_log
from tests.hostile.payloads import KINDS
from tests.selection.sample import view_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://press.example/a?b#c", "press.example"),
        ("https://press.example:8443?b", "press.example:8443"),
        ("https://\u0430pple.example/", "xn--pple-43d.example"),
        ("https://[::1]:80/", "[::1]:80"),
        (f"https://{'x' * 70}\u00e9.example/", f"{'x' * 70}\\xe9.example"),
        ("https://evil\u2100x.example/", "evila/cx.example"),
    ],
)
def test_the_host_of_a_link_is_told_in_plain_letters(url: str, host: str) -> None:
    assert host_of(url) == host
    link: Any = external(url, "https://bank.example/")
    assert link.attributes["title"] == host
    assert link.attributes["rel"] == "noopener noreferrer"


def test_a_place_in_a_source_is_a_link_only_where_it_is_an_address_and_nothing_else() -> None:
    def hrefs(locator: str) -> list[str]:
        cited = Citation(source="note", locator=locator)
        targets: list[str] = []

        def walk(node: Any) -> None:  # noqa: ANN401 - an element or a text
            if not isinstance(node, str):
                targets.extend(v for k, v in node.attributes.items() if k == "href")
                for child in node.children:
                    walk(child)

        walk(full(view_of(small_log()), cited, {}))
        return targets

    assert hrefs("https://press.example/a") == ["https://press.example/a"]
    for value in (
        *KINDS["dangerous link"],
        "https://bank.example@evil.example/",
        "see https://x.y",
    ):
        assert hrefs(value) == [], value
