"""Records in YAML, TOML and the front matter of Markdown become events."""

from pathlib import Path

import pytest

from tests.imports.sample import Converted

LIST = "- date: 2025-05-10\n  title: A\n  tags: [x, y]\n- date: 2025-05-11\n  title: B\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.yml", LIST),
        ("a.yaml", "---\n" + LIST),
        (
            "a.yaml",
            "# Our events\nevents:\n" + LIST.replace("\n", "\n  ").replace("- d", "  - d", 1),
        ),
        ("a.yaml", "a:\n  date: 2025-05-10\n  title: A\nb:\n  date: 2025-05-11\n  title: B\n"),
        ("a.yml", "date: 2025-05-10\ntitle: A\n---\ndate: 2025-05-11\ntitle: B\n"),
        (
            "a.toml",
            '[[events]]\ndate = 2025-05-10\ntitle = "A"\n'
            '[[events]]\ndate = "2025-05-11"\ntitle = "B"\n',
        ),
    ],
)
def test_lists_of_records(name: str, data: str, tmp_path: Path) -> None:
    converted = Converted(tmp_path, name, data)
    assert converted.whens == ["2025-05-10", "2025-05-11"]
    assert [event.title for event in converted.log.events.values()] == ["A", "B"]


def test_a_mapping_makes_records_of_any_yaml(tmp_path: Path) -> None:
    data = "format: x\nlog: y\nrows:\n  - {d: 2025, t: A}\n"
    assert Converted(tmp_path, "a.yaml", data, "rows: rows\nwhen: d\ntitle: t\n").whens == ["2025"]
    vain = Converted(tmp_path, "b.yaml", data, "rows: none\nwhen: d\ntitle: t\n")
    assert (
        vain.outcome.problems[0].message
        == '"none" is no list of records; a mapping says with `rows` where one stands'
    )


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("a.yaml", "format: 1\nevents: {}\n", "missing-field", 1),
        ("a.yaml", "events: {}\n", "missing-field", 1),
        ("a.yaml", "start: 2010\nlevels: {2010: 0, x: 1}\n", "wrong-shape", 1),
        ("a.yaml", "- date: 2025\n  title: *x\n", "alias", 2),
        ("a.yaml", "date: 2025\n---\ntitle: &a b\n", "several-documents", 2),
        ("a.yaml", "past:\n- date: 2025\nfuture:\n- date: 2026\n", "unclear-fields", 1),
        ("a.yaml", "[" * 50, "too-deep", 1),
        ("a.toml", "a = ", "syntax", 1),
        ("a.toml", "a = 1", "wrong-shape", 1),
        ("a.md", "A text", "wrong-shape", 1),
        ("a.md", "---\ntitle: a\n", "wrong-shape", 1),
        ("a.md", "---\na: *b\n---\n", "alias", 2),
    ],
)
def test_faults_are_told_at_their_line(
    name: str, data: str, code: str, line: int, tmp_path: Path
) -> None:
    problem = Converted(tmp_path, name, data).outcome.problems[0]
    assert (problem.code, problem.line) == (code, line)


POST = """\
---
title: A post
date: 2025-05-10 09:30:00 +0200
tags: [x, y]
---

![A picture](a.jpg)

The first
paragraph.

And more.
"""


def test_a_markdown_file_is_a_record(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "2025-05-12-a-post.md", POST)
    (event,) = converted.log.events.values()
    assert (event.title, event.summary, event.topics) == (
        "A post",
        "The first paragraph.",
        ("x", "y"),
    )
    assert converted.whens == ["2025-05-10T09:30:00+02:00"]


def test_its_name_and_heading_say_what_the_front_matter_does_not(tmp_path: Path) -> None:
    name = "2025-05-12-a-longer-day.markdown"
    bare = Converted(tmp_path, name, "---\nlayout: post\n---\n")
    assert [event.title for event in bare.log.events.values()] == ["a longer day"]
    assert bare.whens == ["2025-05-12"]
    headed = Converted(tmp_path, name, "---\r\nlayout: post\r\n---\r\n# The day\r\n\r\nLong.\r\n")
    assert [event.title for event in headed.log.events.values()] == ["The day"]
    toml = Converted(tmp_path, "a.md", '+++\ntitle = "T"\ndate = 2025-05-10T09:30:00Z\n+++\nText\n')
    assert toml.whens == ["2025-05-10T09:30:00+00:00"]


def test_front_matter_in_json_is_read(tmp_path: Path) -> None:
    page = '{\n "title": "Talks",\n "date": "2025-05-10"\n}\n\nFirst paragraph.\n'
    converted = Converted(tmp_path, "a.md", page)
    (event,) = converted.log.events.values()
    assert (event.title, event.when.text, event.summary) == (
        "Talks",
        "2025-05-10",
        "First paragraph.",
    )
