"""HTML in texts becomes the text that its reader would see; what only looks like it stays."""

from pathlib import Path

import pytest

from components.imports.formats.html import is_html, text_of
from tests.imports.sample import Converted


def test_html_becomes_its_text() -> None:
    assert text_of("a<br>b <i>c</i>&nbsp;&lt;d&gt;<style>e</style>") == "a\nb c <d>"
    assert text_of("  2 < 3 ") == "2 < 3"
    assert text_of("<p>A <jonas@x> & B</p>") == "A <jonas@x> & B"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>Item</b> 1", "Item 1"),
        ('<a href="https://a.example/?x=1&y=2">A</a>', "A"),
        ("one<br/>two<BR>three", "one\ntwo\nthree"),
        ("<p>One.<p>Two.", "One.\nTwo."),
        ("Q&amp;A &#8211; &quot;x&quot;", 'Q&A \u2013 "x"'),
        ("<!-- no --><em>x</em> &copyright", "x &copyright"),
    ],
)
def test_text_with_elements_or_references_is_html(text: str, plain: str) -> None:
    assert is_html(text)
    assert text_of(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "a < b",
        "a < b > c",
        "<jonas@x>",
        "Q&A",
        "AT&T; x",
        "Fix <b> tags",
        "</b> only",
        "<Widget>x</Widget>",
    ],
)
def test_other_text_is_no_html(text: str) -> None:
    assert not is_html(text)


def test_html_in_a_field_is_told_once_and_addresses_stay(tmp_path: Path) -> None:
    data = (
        "date,title,topics,url\n"
        "2025,<b>Item</b> 1,<i>a</i>;b,https://a.example/?a=1&amp;b=2\n"
        "2025,<b>Item</b> 2,a < b,https://a.example/\n"
        "2025,Fish &amp; chips &#8238;,x,\n"
    )
    converted = Converted(tmp_path, "a.csv", data)
    first, second, third = converted.log.events.values()
    assert (first.title, second.title, third.title) == ("Item 1", "Item 2", "Fish & chips")
    assert first.citations[0].locator == "https://a.example/?a=1&amp;b=2"
    assert [topic.name for topic in converted.log.topics.values()] == ["a", "b", "a < b", "x"]
    told = [report.partition("] ")[2].partition(" ")[0] for report in converted.reports]
    assert told == ["title", "topics", "characters"]
