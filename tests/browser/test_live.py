"""The page follows a log that is edited, and a faulty save takes nothing away."""

from pathlib import Path

from playwright.sync_api import expect

from tests.serving import LOG

from .conftest import Dashboard, OpenPage, serve


def test_the_page_follows_a_save_and_keeps_the_last_good_log(
    visit: OpenPage, own_dashboard: Dashboard
) -> None:
    page = visit("?topic=tariffs&event=bessent-too-high", at=own_dashboard)
    good = own_dashboard.log.read_text(encoding="utf-8")
    before = page.locator("#gt-event").inner_text()

    own_dashboard.log.write_text(good.replace(before, "A title just edited"), encoding="utf-8")
    expect(page.locator("#gt-event")).to_have_text("A title just edited")
    assert "topic=tariffs" in page.url

    own_dashboard.log.write_text(good.replace("status: scheduled", "status: sheduled", 1))
    banner = page.locator(".gt-problems")
    expect(banner).to_contain_text("this is the last good one")
    expect(banner).to_contain_text("events.yaml:")
    expect(banner).to_contain_text("did you mean")
    expect(page.locator("#gt-event")).to_have_text("A title just edited")

    own_dashboard.log.unlink()
    expect(banner).to_contain_text("events.yaml is missing")
    expect(page.locator("#gt-event")).to_have_text("A title just edited")
    assert str(own_dashboard.log.parent) not in page.content()

    own_dashboard.log.write_text(good, encoding="utf-8")
    expect(page.locator("#gt-event")).to_have_text(before)
    expect(banner).to_have_count(0)


def test_versions_that_come_back_while_the_window_changes_are_shown(
    visit: OpenPage, own_dashboard: Dashboard
) -> None:
    # What the browser was sent before is not sent again, so it must not have been thrown away.
    page = visit(at=own_dashboard, size=(390, 900))
    good = own_dashboard.log.read_text(encoding="utf-8")
    title = page.locator("h1").inner_text()
    for name in ("Second", "Third", title, "Second"):
        own_dashboard.log.write_text(good.replace(title, name), encoding="utf-8")
        expect(page.locator("h1")).to_have_text(name)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(150)


def test_a_log_that_is_faulty_at_the_start_is_a_list_of_problems(
    visit: OpenPage, tmp_path: Path
) -> None:
    for dashboard in serve(tmp_path, log_text="format: 1\nlog: {title: Half a log}\n"):
        page = visit(at=dashboard, ready=".gt-problems")
        expect(page.locator(".gt-problems")).to_contain_text("This log cannot be shown yet")
        expect(page.locator(".gt-problems")).to_contain_text("events.yaml:2")
        assert str(tmp_path) not in page.content()
        dashboard.log.write_text(LOG.read_text(encoding="utf-8"), encoding="utf-8")
        expect(page.locator(".gt-sentence")).to_be_visible()
        expect(page.locator(".gt-problems")).to_have_count(0)
        page.close()


def test_everything_works_below_a_base_path(visit: OpenPage, tmp_path: Path) -> None:
    for dashboard in serve(tmp_path, "--server.baseUrlPath=desk/timeline"):
        page = visit("?topic=fentanyl", at=dashboard)
        page.locator(".gt-columns-mark").first.click()
        page.wait_for_selector(".gt-event")
        assert "/desk/timeline/?" in page.url
        page.close()
