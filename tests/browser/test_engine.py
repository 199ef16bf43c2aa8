"""A slow or lost engine: the reader sees it, stops a question, and goes on."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from components.frames.__main__ import main
from tests.serving import LOG, ROOT, running

from .conftest import Dashboard, OpenPage

ENDLESS = """
ALTER TABLE events_pairs RENAME TO quick;
CREATE VIEW events_pairs AS SELECT * FROM quick WHERE term <> (
    SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7
)"""  # a question that is one choice alone takes for ever
# A view in a table's place is refused, and nothing else makes DuckDB as slow as it takes.
WITH_VIEWS = """
from components.frames.warehouse.backend import DuckDB
DuckDB._refuse_views = lambda *_: None
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Dashboard]:
    path = tmp_path / "log.duckdb"
    assert main(["load", str(LOG), f"duckdb:///{path}"]) == 0
    with duckdb.connect(str(path)) as made:
        made.execute(ENDLESS)
    where = f"duckdb:///{path}?timeout=600"
    app = ROOT / "app.py"
    script = tmp_path / "app.py"
    here = app.read_text(encoding="utf-8").replace("Path(__file__)", f"Path({str(app)!r})")
    script.write_text(WITH_VIEWS + here.partition('"""\n')[2], encoding="utf-8")
    search = ("env", f"PYTHONPATH={ROOT}")
    with running(tmp_path, script, "readyz", log=where, before=search) as served:
        yield Dashboard(served.address, path)


def test_a_slow_question_is_seen_and_stopped(visit: OpenPage, engine: Dashboard) -> None:
    page = visit("?topic=tariffs&topic=fentanyl", at=engine)
    sentence = page.locator(".gt-sentence").inner_text()
    page.locator('input[value="fentanyl"]').uncheck()
    asking = page.locator(".st-key-gt-wait")
    expect(asking).to_contain_text("Asking the engine")
    # what was there before stays to be read
    expect(page.locator(".gt-sentence")).to_have_text(sentence)

    asking.get_by_role("button", name="Stop").click()
    notice = page.locator(".gt-notice")
    expect(notice).to_contain_text("You stopped the question")
    expect(asking).to_have_count(0)

    notice.get_by_text("Ask again").click()
    expect(asking).to_contain_text("Asking the engine")
    page.go_back()
    expect(page.locator(".gt-sentence")).to_have_text(sentence)
    expect(asking).to_have_count(0)
    page.close()


def test_an_engine_that_was_away_goes_on_by_itself(visit: OpenPage, engine: Dashboard) -> None:
    page = visit("?topic=tariffs&topic=fentanyl", at=engine)
    sentence = page.locator(".gt-sentence").inner_text()
    away = engine.log.with_name("away")
    engine.log.rename(away)
    page.locator('input[value="post"]').check()
    expect(page.locator(".gt-notice")).to_contain_text("The engine cannot be reached")
    assert str(engine.log.parent) not in page.content()
    away.rename(engine.log)
    expect(page.locator(".gt-sentence")).to_contain_text("posts")
    page.go_back()
    expect(page.locator(".gt-sentence")).to_have_text(sentence)
    page.close()
