"""The accounts side by side as a picture: every question once, nothing cut, texts stay texts."""

import struct
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from components import wording
from components.events import Log
from components.exports import FORMATS, Download
from components.exports.__main__ import WRITTEN, main
from components.exports.picture import account_plan
from components.exports.picture.account_plan import FINDING, QUESTION
from components.exports.picture.canvas import MARGIN
from components.exports.picture.drawing import WIDTH, picture
from components.exports.picture.preset import SQUARE, TALL, WIDE, Preset, sized_picture
from components.figures import account_table, advance
from tests.exports.hostile import SCRIPT
from tests.exports.sample import BASE, MADE
from tests.exports.test_picture import (
    HOSTILE,
    HREF,
    SVG,
    harmless,
    label_of,
    of_class,
    parsed,
    texts,
)
from tests.figures.test_account_table import ARTICLES, log_of
from tests.frames.sample import the_log
from tests.selection.sample import view_of

PRESETS = {"wide.png": WIDE, "square.png": SQUARE, "tall.png": TALL}
STANDS = ("fits", "part", "not", "alone", "")
STATUSES = ("differs", "corrected", "unresolved", "one-source", "compatible")


def accounts_of(log: Log | None = None, key: str = "svg", **fields: Any) -> Download:  # noqa: ANN401
    """Return a download of the accounts of a log, else of the project's own."""
    view = view_of(log or the_log(), page="evidence", **fields)
    return FORMATS[key].download(view, BASE, MADE, 100_000)


def log_with(articles: int, questions: int, *, is_brief: bool = True, **fields: Any) -> Log:  # noqa: ANN401
    """Make a log in which so many articles stand on each question in turn, or are silent."""
    made = []
    for n in range(questions):
        stands = {
            f"p{k}": STANDS[(n + k) % 5] if is_brief else "" for k in range(articles) if (n + k) % 4
        }
        brief = {"brief": f"Question {n}", "finding_brief": "They find it"} if is_brief else {}
        record = [{"source": "order", "says": "It is so"}]
        question = {"question": f"Who was it, in the end, that paid for number {n}?"}
        finding = "The post paid it, and was paid back by the sender a month later."
        facts = {"status": STATUSES[n % 5], "finding": finding, "record": record}
        made.append({**question, **facts, **brief, "stands": stands, "events": ["talks"], **fields})
    return log_of(*made)


LOGS: dict[str, Log] = {
    "own": the_log(),
    **{str(articles): log_with(articles, 12) for articles in (0, 1, 2, 3, 5, 6, 7)},
    "no briefs": log_with(2, 9, is_brief=False),
    "no briefs of seven": log_with(7, 6, is_brief=False),
    "many": log_with(2, 200),
    "hostile": log_with(3, 4, brief="", finding=SCRIPT * 3, question="何立峰" * 20 + SCRIPT),
    "a word without end": log_with(2, 3, brief="", question="W" * 900),
}


def questions_of(root: ElementTree.Element) -> list[str]:
    return [label_of(row) for row in of_class(root, "question")]


def written(element: ElementTree.Element) -> str:
    return "".join("".join(text.text or "" for text in element.iter(f"{SVG}text")).split())


def boxes(
    element: ElementTree.Element, x: float = 0, y: float = 0
) -> list[tuple[float, float, float, float, str]]:
    """Return where each text stands: left, top, right, bottom, and its words."""
    if (move := element.get("transform", "")).startswith("translate("):
        across, down = map(float, move[len("translate(") : -1].split())
        x, y = x + across, y + down
    found = list(chain.from_iterable(boxes(child, x, y) for child in element))
    if element.tag == f"{SVG}text" and element.text:
        size, bold = float(element.get("font-size", 12)), element.get("font-weight") == "600"
        width = advance.text_width(element.text, size, bold=bold)
        part = {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor", ""), 0.0)
        left, base = x + float(element.get("x", 0)) - width * part, y + float(element.get("y", 0))
        found.append((left, base - 0.75 * size, left + width, base + 0.2 * size, element.text))
    return found


def assert_whole(root: ElementTree.Element) -> None:
    """Assert that all texts stand on the sheet, and none upon another."""
    _, _, width, height = map(float, root.get("viewBox", "").split())
    placed = boxes(root)
    for left, top, right, bottom, words in placed:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height, words
    # texts that share no height cannot touch, so only those of a few lines are compared
    placed.sort(key=lambda box: box[1])
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            if other[1] >= one[3]:
                break
            assert one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5, (one, other)


@pytest.mark.parametrize("name", LOGS)
def test_every_question_stands_once_in_its_group_with_all_its_words(name: str) -> None:
    log = LOGS[name]
    download = accounts_of(log)
    root = parsed(picture(download))
    table = download.accounts
    rows = {row.question.id: row for row in table.rows}
    assert sorted(rows) == sorted(log.disagreements)
    groups = of_class(root, "group")
    for element, group in zip(groups, table.groups, strict=True):
        shown = texts(element)
        assert f"{len(group.rows)} {wording.evidence.GROUPS[group.key]}" in shown
        assert wording.evidence.GLOSSES[group.key] in shown
        for line, row in zip(of_class(element, "question"), group.rows, strict=True):
            said = written(line)
            answers = [
                cell.words or wording.evidence.SILENT
                for cell in row.cells
                if table.is_in_words or not cell.stands
            ]
            for part in (row.words, row.finding, *answers):
                assert "".join(part.split()) in said
            stands = [f"joint {cell.stands}" for cell in row.cells if cell.stands]
            joints = [part.get("class") for part in line.iter() if part.get("transform")]
            assert sorted(filter(None, joints)) == sorted(stands)
            address = [part.get(HREF) for part in line.iter(f"{SVG}a")]
            assert address == [f"{BASE}?page=evidence&at={row.question.id}"]


@pytest.mark.parametrize("name", LOGS)
def test_no_text_leaves_the_sheet_or_stands_on_another(name: str) -> None:
    assert_whole(parsed(picture(accounts_of(LOGS[name]))))


@pytest.mark.parametrize("name", LOGS)
def test_no_text_leaves_its_cell(name: str) -> None:
    download = accounts_of(LOGS[name])
    table = download.accounts
    width = max(WIDTH - 2 * MARGIN, account_plan.least_width(table))
    plan = account_plan.plan_accounts(download.view, table, width)
    spans = []
    for column in plan.columns:
        joint = column.joint if column.joint is not None else column.x
        spans.append((min(column.x, joint), column.x + column.width))
        for row in (row for group in plan.groups for row in group.rows):
            for line in row.lines[column.key]:
                bold = column.key == FINDING
                assert advance.text_width(line, 12, bold=bold) <= column.width
            assert len(row.lines[column.key]) * account_plan.LINE <= row.height
    for one, other in combinations(spans, 2):
        assert one[1] <= other[0]
    assert spans[0][0] == 0 and spans[-1][1] <= width + 0.01


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("key", PRESETS)
def test_an_image_of_a_set_size_has_whole_groups_and_says_what_it_leaves_out(
    name: str, key: str
) -> None:
    log, preset = LOGS[name], PRESETS[key]
    download = accounts_of(log, key)
    root = parsed(sized_picture(download, preset))
    assert (root.get("width"), root.get("height")) == (str(preset.width), str(preset.height))
    assert_whole(root)
    shown = len(of_class(root, "question"))
    total = len(log.disagreements)
    assert 0 < shown <= total
    words = texts(root).replace("\n", " ")
    asked = wording.count.questions(total)
    assert (f"{shown} of {asked}; left out for want of room: " in words) is (shown < total)
    remarks = list(FORMATS[key].remarks(download, ""))
    rest = [wording.export.questions_without_room(total - shown)] if shown < total else []
    assert remarks == rest
    whole = [len(group.rows) for group in download.accounts.groups]
    parts = [len(of_class(group, "question")) for group in of_class(root, "group")]
    if len(parts) > 1:
        left = iter(whole)  # in the same order, perhaps without some
        assert all(part in left for part in parts), "groups are whole"


@pytest.mark.parametrize("key", PRESETS)
def test_the_own_log_has_its_corrections_on_every_image_in_legible_letters(key: str) -> None:
    preset: Preset = PRESETS[key]
    download = accounts_of(key=key)
    root = parsed(sized_picture(download, preset))
    corrected = [row.question.question for row in download.accounts.rows_of("corrected")]
    assert set(corrected) <= set(questions_of(root))
    zoom = preset.width / float(root.get("viewBox", "").split()[2])
    assert min(float(text.get("font-size", 12)) for text in root.iter(f"{SVG}text")) * zoom >= 11
    data = b"".join(FORMATS[key].parts(download, ""))
    assert struct.unpack(">II", data[16:24]) == (preset.width, preset.height)
    assert download.permalink.encode() in data


def test_it_says_what_it_comes_to_what_it_is_of_and_where_it_is_from() -> None:
    download = accounts_of(q="fentanyl")
    root = parsed(picture(download))
    headline, opening = account_table.finding(download.log, download.accounts)
    shown = texts(root).replace("\n", " ")
    for words in (headline, opening, download.sentence, download.log.about.title):
        assert words in shown
    assert download.permalink == f"{BASE}?page=evidence&q=fentanyl"
    assert download.permalink in shown
    assert root.findtext(f"{SVG}desc") == (
        f"Table of the questions on which accounts differ. {download.sentence}"
    )
    (metadata,) = root.iter(f"{SVG}metadata")
    assert download.permalink in [line.text for line in metadata]
    for article in download.accounts.names.values():
        assert article in shown
    for stands in ("fits", "fits in part", "does not fit", "nobody else says it"):
        assert stands in shown
    assert "silent: says nothing of it" in shown


def test_filters_apply_and_an_empty_view_says_so() -> None:
    whole = questions_of(parsed(picture(accounts_of())))
    some = questions_of(parsed(picture(accounts_of(q="fentanyl"))))
    assert the_log().disagreements["fentanyl-discussed"].question in some and len(some) < len(whole)
    corrected = questions_of(parsed(picture(accounts_of(verdict=("corrected",)))))
    expected = [each for each in the_log().disagreements.values() if each.status == "corrected"]
    assert sorted(corrected) == sorted(each.question for each in expected)
    opened = accounts_of(q="nothing like it", at="fentanyl-discussed")
    for svg in (picture(opened), sized_picture(opened, WIDE)):
        assert not questions_of(parsed(svg))
        assert wording.evidence.NO_DISAGREEMENT in texts(parsed(svg))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_the_log_says_never_becomes_an_element(text: str) -> None:
    log = log_with(2, 3, question=text, finding=text, brief="", finding_brief="")
    root = harmless(picture(accounts_of(log)))
    assert len(questions_of(root)) == 3


def test_many_articles_have_numbers_whose_names_stand_above() -> None:
    log = log_with(7, 6)
    sources = {
        key: replace_name(source, "Allgemeine Unabhängigkeitsanzeiger " + key)
        for key, source in log.sources.items()
    }
    download = accounts_of(log.model_copy(update={"sources": sources}))
    root = parsed(picture(download))
    assert_whole(root)
    heads = ["".join(written(head)) for head in of_class(root, "head")]
    assert heads[2:9] == [str(n) for n in range(1, 8)]
    shown = texts(root).replace("\n", " ")
    assert "1 Allgemeine Unabhängigkeitsanzeiger p0; 2 " in shown
    assert list(ARTICLES)[:7] == list(download.accounts.names)


def replace_name(source: Any, name: str) -> Any:  # noqa: ANN401
    return source.model_copy(update={"publisher": name})


def test_only_pictures_are_of_the_accounts_and_only_where_the_page_shows_them() -> None:
    for key, row in FORMATS.items():
        download = accounts_of(key=key, q="tariffs")
        is_picture = row.media_type.startswith("image/")
        assert download.is_of_accounts is is_picture
        page = "page=evidence&" if is_picture else ""
        assert download.permalink == f"{BASE}?{page}q=tariffs"
        noun = "question" if is_picture else "event"
        assert noun in download.name(row.suffix)
    assert not accounts_of(part="figures").is_of_accounts
    assert not accounts_of(log_of()).is_of_accounts
    whole = view_of(the_log())
    assert not FORMATS["svg"].download(whole, BASE, datetime.now(UTC), 1).is_of_accounts


def test_an_image_of_an_open_event_is_of_the_event() -> None:
    event = "joint-statement-issued"
    assert accounts_of(event=event).is_of_accounts
    assert not accounts_of(key="wide.png", event=event).is_of_accounts


def test_the_command_writes_the_accounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "accounts.svg"
    log = Path(__file__).parents[2] / "data" / "events.yaml"
    view = "https://host.example/?page=evidence&q=fentanyl"
    assert main(["svg", "--log", str(log), "--view", view, "-o", str(out)]) == WRITTEN
    assert questions_of(parsed(out.read_text(encoding="utf-8")))
    assert capsys.readouterr().err == ""


def test_rows_share_what_is_left_of_the_height() -> None:
    download = accounts_of(log_with(2, 6))
    plan = account_plan.plan_accounts(download.view, download.accounts, 800)
    higher = plan.heightened(60, 12)
    assert higher.height == plan.height + 60
    assert plan.heightened(600, 12).height == plan.height + 6 * 12
    assert plan.heightened(-1, 12) == plan
    empty = replace(plan, groups=())
    assert empty.heightened(60, 12).height == empty.height
    assert {column.key for column in plan.columns} >= {QUESTION, FINDING}
