"""What is put into a log as text leaves every other byte as it was."""

import pytest

from components.events import EntryChange, LayoutError, check, insert

HEAD = "format: 1\nlog: {title: A, zone: UTC, as_of: 2025}  # head\n"
EVENT = {"title": "New: one", "kind": "background", "when": "2025"}


def inserted(text: str, table: str = "events", entry: dict[str, str] | None = None) -> str:
    """Return a sound log with a further entry, and see that it is still sound."""
    assert check(text.encode(), "a.yaml").log, check(text.encode(), "a.yaml").problems
    new = insert(text.encode(), {table: {"new": entry or EVENT}})
    assert check(new, "a.yaml").log, new
    return new.decode()


NEW = "  new:\n    title: 'New: one'\n    kind: background\n    when: '2025'\n"
A = "  a: {title: A, kind: post, when: 2025}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("events:\n" + A, "topics: {}\n"),
        ("events:  # all\n" + A + "  # the last of them\n", "\n# topics\ntopics: {}\n"),
        ("end: marked\nevents:\n" + A, "...\n"),
        ("events:\n  a:\n    kind: post\n    when: 2025\n    title: |\n      A\n\n", "...\n"),
        ("events:\n  a:\n    title: a\n      b\n    kind: post\n    when: 2025 # c\n", "# d\n"),
        ("events:\n  a:\n    kind: post\n    when: 2025\n    title: >-\n      A\n      # no\n", ""),
        ("events:\n  a:\n    kind: post\n    when: 2025\n    title: 'A\n\n      b'\n", "topics:\n"),
    ],
)
def test_an_entry_comes_last_in_its_table(before: str, after: str) -> None:
    stripped = (HEAD + before).rstrip("\n") + "\n"
    blank = (HEAD + before)[len(stripped) :]
    assert inserted(HEAD + before + after) == stripped + NEW + blank + after


def test_a_table_without_entries_is_filled_and_one_that_is_not_there_is_begun() -> None:
    topic = {"name": "T"}
    for empty in ("topics: {}", "topics:", "topics: { }"):
        text = f"{HEAD}{empty}  # none\nevents:\n{A}"
        new = inserted(text, "topics", topic)
        assert new == f"{HEAD}topics:  # none\n  new:\n    name: T\nevents:\n{A}"
    text = f"{HEAD}# what happened\nevents:\n{A}"
    new = f"{HEAD}topics:\n  new:\n    name: T\n# what happened\nevents:\n{A}"
    assert inserted(text, "topics", topic) == new


def test_line_ends_byte_order_mark_indent_and_blank_lines_are_kept() -> None:
    text = f"{HEAD}events:\n{A}".replace("\n", "\r\n")
    assert inserted(text) == text + NEW.replace("\n", "\r\n")
    assert inserted("\ufeff" + text) == "\ufeff" + text + NEW.replace("\n", "\r\n")
    deep = f"{HEAD}events:\n      a:\n         title: A\n         kind: post\n         when: 2025"
    lines = NEW.splitlines(keepends=True)
    assert inserted(deep) == deep + "\n" + "".join(f"    {line}" for line in lines)
    apart = f"{HEAD}events:\n{A}\n{A.replace('a:', 'b:', 1)}"
    assert inserted(apart) == f"{apart}\n{NEW}"


def test_values_are_changed_where_they_stand() -> None:
    text = f"""{HEAD}events:
  a:
    # first
    title: A  # say more
    kind: post
    when: 2025

  b: {{title: B,
      kind: post, when: 2025}}  # in braces
"""
    changes = {
        "events": {
            "a": EntryChange({"title": "C", "place": "Geneva"}, {}),
            "b": EntryChange({"title": "D"}, {"title": "D", "kind": "post", "when": "2025"}),
        }
    }
    assert insert(text.encode(), {"events": {"new": EVENT}}, changes).decode() == (
        text.replace("title: A  # say more", "title: C  # say more")
        .replace("when: 2025\n\n", "when: 2025\n    place: Geneva\n\n")
        .replace(
            "b: {title: B,\n      kind: post, when: 2025}  # in braces",
            "b:  # in braces\n    title: D\n    kind: post\n    when: '2025'",
        )
        + "\n"
        + NEW
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: 'A # no'\t# yes", "title: B  # yes"),
        ("title: >- # yes\n      A\n      # no", "title: B  # yes"),
        ('title: "A\n      # no\n      c"  # yes', "title: B  # yes"),
        ("title: A#no  # one\n    # two", "title: B  # one\n    # two"),
        (
            "title:  # one\n      # two\n      A  # three",
            "# one\n    # two\n    # three\n    title: B",
        ),
    ],
)
def test_a_comment_within_what_is_changed_is_kept(before: str, after: str) -> None:
    text = f"{HEAD}events:\n  a:\n    {before}\n    kind: post\n    when: 2025\n"
    changes = {"events": {"a": EntryChange({"title": "B"}, {})}}
    assert insert(text.encode(), {}, changes).decode() == text.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": 1, "log": {"title": "A", "zone": "UTC", "as_of": "2025"}, "events": {}}',
        HEAD + "events: {a: {title: A, kind: post, when: 2025}}\n",
    ],
)
def test_braces_leave_no_place(text: str) -> None:
    with pytest.raises(LayoutError):
        inserted(text)
