"""The names of articles: no two are equal, and they are as short as that allows."""

from hypothesis import given
from hypothesis import strategies as st

from components.events import Log
from components.frames import ArticleName, article_names
from tests.frames.sample import make_log, the_log

_NAMES = st.sampled_from(("", "A", "B", "A: B", "A (2)", "A: B (2)"))


def log_of(*articles: tuple[str, str, str]) -> Log:
    """Return a log of articles, each a title, a publisher and a short name."""
    keys = ("title", "publisher", "short")
    sources = {
        f"s{n}": {**dict(zip(keys, fields, strict=True)), "tier": "article", "kind": "news"}
        for n, fields in enumerate(articles)
    }
    record = {"title": "Minutes", "publisher": "A", "tier": "record", "kind": "official"}
    return make_log({"sources": {**sources, "record": record}, "events": {}})


def names_of(*articles: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(name.full, name.short) for name in article_names(log_of(*articles)).values()]


def test_the_articles_of_the_log_have_the_names_of_their_publishers() -> None:
    assert set(article_names(the_log()).values()) == {
        ArticleName("The Kashmir Monitor", "the Monitor"),
        ArticleName("uTo", "uTo"),
    }


def test_articles_of_one_publisher_are_told_apart_by_title_then_by_number() -> None:
    assert names_of(("Day 1", "Post", "P"), ("Day 2", "Post", "P"), ("Day 2", "Post", "")) == [
        ("Post: Day 1", "P: Day 1"),
        ("Post: Day 2", "P: Day 2"),
        ("Post: Day 2 (2)", "Post: Day 2 (2)"),
    ]
    assert names_of(("Day 1", "", ""), ("Day 1", "", "")) == [
        ("Day 1", "Day 1"),
        ("Day 1 (2)", "Day 1 (2)"),
    ]


@given(st.lists(st.tuples(_NAMES.filter(bool), _NAMES, _NAMES), max_size=8))
def test_no_two_names_are_equal(articles: list[tuple[str, str, str]]) -> None:
    names = names_of(*articles)
    assert len(names) == len(articles)
    for flavour in zip(*names, strict=True):
        assert len(set(flavour)) == len(articles), flavour
