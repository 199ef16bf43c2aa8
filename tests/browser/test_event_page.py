"""The page behind the short address of an event."""

from playwright.sync_api import Browser, Route

from components.exports import event_page
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, download_of

STAY = b'content="0; url='


def test_it_sends_the_reader_on(browser: Browser) -> None:
    page = browser.new_page()

    def answer(route: Route) -> None:
        is_short = route.request.url == f"{BASE}e/two"
        body = (
            event_page(download_of(hostile_log()), "two") if is_short else b"<h1>The dashboard</h1>"
        )
        route.fulfill(body=body, content_type="text/html")

    page.route("**/*", answer)
    page.goto(f"{BASE}e/two")
    page.wait_for_url(f"{BASE}?event=two")
    assert page.text_content("h1") == "The dashboard"
    page.close()


def test_nothing_that_a_log_says_runs_on_it(browser: Browser) -> None:
    # Nobody is sent on here, so that there is time for what should not run.
    data = event_page(download_of(hostile_log()), "one").replace(STAY, b'content="9999; url=')
    urls: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: urls.append(request.url))
    page.route("**/*", lambda route: route.fulfill(body=data, content_type="text/html"))
    page.goto(f"{BASE}e/one")
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    assert page.text_content("h1") == " ".join(TITLE.split())
    assert [url for url in urls if "favicon" not in url] == [f"{BASE}e/one"]
    value = page.evaluate("JSON.parse(document.querySelector('script').textContent)")
    assert value["name"] == " ".join(TITLE.split())
    assert page.locator("img, b").count() == 0
    page.close()
