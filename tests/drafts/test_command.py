"""`draft` writes a log and its seed, says what is in them, and overwrites nothing."""

from pathlib import Path

import pytest

from components.events.__main__ import main
from tests.drafts.measure import ARTICLES

LOG = str(ARTICLES / "wire.yaml")
ARTICLE = str(ARTICLES / "wire.txt")
GIVEN = ["draft", ARTICLE, "--source", "wire"]
DATED = [*GIVEN, "--published", "2025-10-03"]


def test_a_draft_and_its_seed_are_written_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draft.yaml"
    assert main([*DATED, "--log", LOG, "--out", str(out)]) == 0
    assert "stubs to be written, from 10 quotations with a speaker" in capsys.readouterr().out
    assert (tmp_path / "draft.seed.yaml").exists()
    assert main(["check", "--pages", "--articles", str(ARTICLES), str(out)]) == 0
    said = capsys.readouterr().out
    assert "title and summary are to be written" in said
    assert (
        "draft.seed.yaml:9:3: advice[unwritten] passage 1: says and none are to be written" in said
    )
    assert said.endswith("1 article, 0 problems\n")


def test_without_a_file_the_draft_goes_to_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*DATED, "--log", LOG]) == 0
    assert capsys.readouterr().out.endswith("...\n")


def test_the_date_of_the_source_in_the_log_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.yaml"
    source = "sources: {wire: {title: T, tier: article, kind: news, published: 2025-10-03}}\n"
    log.write_text(Path(LOG).read_text(encoding="utf-8") + source, encoding="utf-8")
    assert main([*GIVEN, "--log", str(log)]) == 0
    assert "2025-10-02?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (GIVEN, 1, "add --published DATE"),
        ([*GIVEN, "--published", "soon"], 1, "--published soon"),
        ([*GIVEN, "--published", "[..2025-05-12]"], 1, "has an open side"),
        ([*DATED, "--log", "none.yaml"], 2, "none.yaml: cannot be read"),
        (["draft", "none.txt", "--source", "x", "--published", "2025"], 2, "none.txt: cannot be"),
        (["draft", ARTICLE, "--source", "A B", "--published", "2025"], 2, "--source A B: an id"),
        ([*DATED, "--seed", "x.yaml"], 2, "add --out"),
        ([*DATED, "--out", "no/folder.yaml"], 2, "there is no directory no"),
        ([*DATED, "--out", "x.yaml", "--seed", "/else/x.yaml"], 2, "a seed lies in . or below"),
        ([*DATED, "--log", ARTICLE], 1, "mend it first"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    arguments: list[str],
    status: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == status
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_somebody_may_have_worked_on_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draft.yaml"
    out.write_text("mine", encoding="utf-8")
    assert main([*DATED, "--out", str(out)]) == 2
    assert "is there already and is not overwritten" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_language_without_rules_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("El alcalde dijo que los vecinos tienen razones.\n", encoding="utf-8")
    out = str(tmp_path / "draft.yaml")
    assert main(["draft", str(article), "--source", "x", "--published", "2025", "--out", out]) == 0
    assert "hint: it is in none of de, en, fr" in capsys.readouterr().err


def test_html_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("<p>It <b>rained</b>,</p><p>he said.</p>\n", encoding="utf-8")
    out = str(tmp_path / "draft.yaml")
    assert main(["draft", str(article), "--source", "x", "--published", "2025", "--out", out]) == 0
    assert "hint: it has tags of HTML" in capsys.readouterr().err


def test_nothing_of_an_article_is_a_command_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("\x1b[31mIt rained. “\x1b[2J” said Mara Quint.\n", encoding="utf-8")
    assert main(["draft", str(article), "--source", "x", "--published", "2025-10-03"]) == 0
    assert "\x1b" not in capsys.readouterr().out
