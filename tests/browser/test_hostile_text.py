"""A log of hostile texts on every page: all are shown as they are and do nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from components.selection import Selection, address
from tests.hostile.logs import ACCEPTED, batches, key, seed, wall, written
from tests.hostile.payloads import FAR, LATIN_WORD, TOWER, WIDE_WORD
from tests.serving import ROOT, running

from .conftest import PATIENCE_MS, Dashboard, follow, settled, until
from .test_columns import IS_LAID_OUT, MARK

TITLES = ("<b>T</b> $x$ :red[y] {{7*7}} ![p](http://evil.example/p.png)", f"<h1>{'S' * 40}")
WATCH = """() => {
  window.__broken = []
  addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sourceFile}) => {
    // Streamlit asks whether there is WebAssembly, and does without
    if (blockedURI === 'wasm-eval' && sourceFile.includes('/static/js/protobuf.')) return
    window.__broken.push(`${violatedDirective}: ${blockedURI} ${sourceFile}`)
  })
}"""


@dataclass
class Watched:
    """Pages of one context, and everything that went wrong in any of them."""

    context: BrowserContext
    address: str
    troubles: list[str] = field(default_factory=list)

    def open(self, query: str = "", ready: str = MARK) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("dialog", lambda dialog: self.troubles.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda told: self.troubles.append(told.text) if told.type == "error" else None,
        )
        page.goto(query if "://" in query else self.address + query)
        if ready:
            page.wait_for_selector(ready, state="attached")
            settled(page)
        return page

    def note_request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "file:", "ws:")):
            self.troubles.append(f"foreign request: {url[:200]}")


def watched(browser: Browser, at: str, size: tuple[int, int], theme: str) -> Watched:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB",
    )
    context.add_init_script(f"({WATCH})()")
    pages = Watched(context, at)
    context.on("request", lambda request: pages.note_request(request.url))
    return pages


SOUND = r"""() => {
  const seen = (node) =>
    node.checkVisibility({contentVisibilityAuto: true}) && node.getBoundingClientRect().right > 0
  // a letter with a tower of signs is one letter: it cannot be broken, and is cut
  const tower = /[\u20e3\u0489]{20}/
  const out = (area) => {
    const edge = area.getBoundingClientRect().right + 1
    const cut = (node) => {
      for (let up = node.parentElement; up !== area; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible') return true
      return false
    }
    return [...area.querySelectorAll('*')].filter((node) => {
      const {right, width} = node.getBoundingClientRect()
      // the handle of a range stands half beyond the last bar
      const isHandle = node.matches('input[type="range"]')
      return right > edge && width && seen(node) && !isHandle && !tower.test(node.textContent)
        && !cut(node)
    })
  }
  const told = (node) => node.outerHTML.slice(0, 200)
  const main = document.querySelector('[data-testid="stMain"]') ?? document.documentElement
  const places = ['.gt-masthead', '.gt-pages', '.gt-sentence'].map((node) =>
    document.querySelector(node))
  return {
    ran: window.__pwn,
    broken: window.__broken,
    sideways: [document.documentElement, main].filter((node) => node.scrollWidth > node.clientWidth)
      .map((node) => node.localName),
    out: [...document.querySelectorAll('.gt-area')].filter(seen).flatMap(out).map(told),
    displaced: places.filter((node) => {
      const {left, right, top} = node?.getBoundingClientRect() ?? {left: 0, right: 0, top: 0}
      return left < 0 || right > innerWidth || top + main.scrollTop < 0
    }).map(told),
    strange: [...document.querySelectorAll('.gt-board *')].filter((node) =>
      /^(script|style|iframe|object|embed|img|base|meta|link|template|math|marquee|dialog)$/
        .test(node.localName) || [...node.attributes].some(({name}) => /^on/.test(name))).map(told),
    links: [...document.querySelectorAll('.gt-board a[href]')].map((node) => node.href)
      .filter((href) => !/^https?:/.test(href)),
    maths: [...performance.getEntriesByType('resource').map(({name}) => name)
      .filter((name) => /mathjax|katex/i.test(name)),
      ...window.MathJax ? ['MathJax'] : [], ...document.querySelectorAll('mjx-container, .katex')],
  }
}"""


def sound(page: Page, troubles: Sequence[str], where: str) -> None:
    """Hold a page against what holds for every page, whatever stands on it."""
    until(page, f"!document.querySelector('.gt-columns')?.checkVisibility() || {IS_LAID_OUT}")
    report: dict[str, Any] = page.evaluate(SOUND)
    wrong = {name: value for name, value in report.items() if value}
    assert not (wrong or troubles), (where, wrong, troubles)


def go(page: Page, selection: Selection) -> None:
    follow(page, address(selection).removesuffix("?"))


# whether the reading list has become another one than that which ends with a title
OTHER_LIST = """(last) =>
    [...document.querySelectorAll('.gt-list .gt-title')].at(-1)?.textContent !== last"""


def spaced(text: str) -> str:
    """Return a text as a page shows it: runs of white space are one blank."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def shown(page: Page, within: str) -> str:
    return spaced(page.locator(within).inner_text())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """Serve a log of nothing but hostile texts."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "hostile.yaml").write_bytes(seed())
    log = folder / "events.yaml"
    log.write_bytes(written(wall(TITLES)[0]))
    with running(folder, ROOT / "app.py", "readyz", log=log) as server:
        yield Dashboard(server.address, log)


WIDE, NARROW, PAPER = (1440, 900), (390, 844), (794, 1123)
PAGES = (
    Selection(number="101"),
    Selection(lanes="topic", topic=("t5", "constructor"), actor=("a6", "a7")),
    Selection(lanes="source", source=("s5", "length")),
    Selection(page="people"),
    Selection(page="people", actor=("a5",)),
    Selection(page="evidence"),
    Selection(page="evidence", part="figures"),
    Selection(page="evidence", part="sources"),
    Selection(page="evidence", part="passages"),
    Selection(page="evidence", part="passages", at=key("q", 1)),
    Selection(page="data"),
    Selection(event="constructor"),
)


@pytest.mark.parametrize(("size", "theme"), [(WIDE, "light"), (NARROW, "dark")])
def test_no_page_runs_asks_for_or_shows_anything_but_words(
    browser: Browser, hostile: Dashboard, size: tuple[int, int], theme: str
) -> None:
    reader = watched(browser, hostile.address, size, theme)
    page = reader.open()
    sound(page, reader.troubles, "first")
    for selection in PAGES:
        go(page, selection)
        sound(page, reader.troubles, address(selection))
    # whatever is folded away is there all the same
    page.evaluate("for (const element of document.querySelectorAll('details')) element.open = true")
    sound(page, reader.troubles, "unfolded")
    page.evaluate(
        "for (const element of document.querySelectorAll('[data-menu]')) element.open = false"
    )
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    settled(page)
    page.emulate_media(media="print")
    page.wait_for_selector('.gt-board[data-theme="light"]', state="attached")
    sound(page, reader.troubles, "paper")
    reader.context.close()


def test_every_text_stands_on_the_page_as_it_is(browser: Browser, hostile: Dashboard) -> None:
    reader = watched(browser, hostile.address, WIDE, "dark")
    titles = [spaced(title) for title in wall(TITLES)[1]]
    page = reader.open()
    until(page, "() => document.querySelector('.gt-columns-mark')?.dataset.event")
    assert shown(page, "h1") == TITLES[1]
    # the list, page by page
    listed: list[str] = []
    for number in ("", "101", "201"):
        if number:
            go(page, Selection(number=number))
            until(page, OTHER_LIST, listed[-1])
        listed += page.locator(".gt-list .gt-title").all_text_contents()
    assert sorted(map(spaced, listed)) == sorted(titles)
    # what the pointer is told of each mark, and a screen reader
    said: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('.gt-columns-mark')].map((mark) => {
          mark.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))
          const [title] = document.querySelectorAll('.gt-event-card strong')
          return [title.textContent, mark.ariaLabel]
        })"""
    )
    assert {spaced(card) for card, _ in said} == set(titles)
    for card, label in said:
        assert card in label
    # an event: the same texts in its summary, its note, its date, its place and its channel
    for place, batch in enumerate(batches()):
        go(page, Selection(event=key("e", place)))
        words = shown(page, ".gt-event")
        assert words.count(spaced(batch)) >= 5, place
        assert words.count(spaced(f"“{batch}”")) >= 1, place
        assert titles[place] in words
        assert page.title().startswith(titles[place][:20])
    for place, batch in enumerate(batches()):
        go(page, Selection(page="evidence", at=key("q", place)))
        until(
            page,
            "key => document.querySelector('.gt-answer')?.dataset.key === key",
            key("q", place),
        )
        words = shown(page, ".gt-answer")
        assert words.count(spaced(batch)) >= 4, place  # question, finding, account, record
    go(page, Selection(page="people"))
    words = shown(page, ".gt-area-main")
    for batch in batches():
        assert spaced(batch) in words
    go(page, Selection(page="evidence", part="passages"))
    words = shown(page, ".gt-passages")
    for value in ACCEPTED[1:]:
        assert spaced(value) in words
    sound(page, reader.troubles, "passages")
    reader.context.close()


SOUGHT = ("<script>window.__pwn=1</script>", "(a+)+$", ":red[x]", "$e=mc^2$", "__proto__", "\\")


def test_what_is_searched_for_is_found_and_shown_as_it_was_typed(
    browser: Browser, hostile: Dashboard
) -> None:
    reader = watched(browser, hostile.address, WIDE, "light")
    page = reader.open()
    for sought in SOUGHT:
        page.fill("#gt-search", sought)
        until(
            page,
            "(text) => document.querySelector('.gt-sentence').innerText.endsWith(`“${text}”`)",
            sought,
        )
        settled(page)
        assert page.input_value("#gt-search") == sought
        assert shown(page, ".gt-chip").startswith(f"“{sought}”")
        assert int(shown(page, ".gt-sentence").split(" ")[0].replace("None", "0")) > 0
        sound(page, reader.troubles, sought)
    reader.context.close()


def test_no_frame_and_no_short_address_runs_anything(
    browser: Browser, hostile: Dashboard, tmp_path: Path
) -> None:
    reader = watched(browser, hostile.address, NARROW, "light")
    for query in ("show=list", "show=chart", "show=event&event=length"):
        page = reader.open(f"?embed=true&{query}", ready=".gt-framed")
        sound(page, reader.troubles, query)
        page.close()
    page = reader.open("e/constructor", ready="#gt-event")  # it sends the reader on
    assert page.url == f"{hostile.address}?event=constructor"
    sound(page, reader.troubles, "short address")
    # the picture as a file, on which there is no policy
    answer = page.request.get(f"{hostile.address}api/events.svg")
    (tmp_path / "picture.svg").write_bytes(answer.body())
    page.goto((tmp_path / "picture.svg").as_uri())
    assert page.evaluate("[window.__pwn, document.documentElement.localName]") == [None, "svg"]
    for name in ("feed.xml", "api/events.timelinejs", "event-card?log=x", "state"):
        answer = page.request.get(hostile.address + name)
        assert "text/html" not in answer.headers["content-type"], name
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert not reader.troubles
    reader.context.close()


def test_words_without_end_and_problems_that_quote_them_leave_the_page_in_order(
    browser: Browser, hostile: Dashboard
) -> None:
    reader = watched(browser, hostile.address, NARROW, "dark")
    page = reader.open()
    for word in (LATIN_WORD, WIDE_WORD, TOWER):
        hostile.log.write_bytes(written(wall((word,))[0]))
        until(page, "(word) => document.querySelector('h1')?.textContent === word", word)
        settled(page)
        until(page, "() => document.querySelector('.gt-columns-mark')?.dataset.event")
        for size in (NARROW, WIDE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.wait_for_timeout(150)
            sound(page, reader.troubles, f"{word[:5]} {size[0]}")
            # what all else stands below takes so many lines and no more
            top = page.evaluate("document.querySelector('.gt-columns').getBoundingClientRect().top")
            figures = page.locator(".gt-key-figures > li").count()
            assert top < 1000 + 140 * figures, (word[:5], size)
        card = page.evaluate(
            """(word) => {
              const marks = [...document.querySelectorAll('.gt-columns-mark')]
              const mark = marks.find((element) => element.ariaLabel.includes(word))
              mark.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))
              return document.querySelector('.gt-event-card').getBoundingClientRect().height
            }""",
            word,
        )
        assert card < 300
    faulty = wall(TITLES)[0]
    scripts = [value for value in ACCEPTED if "__pwn" in value][:40]
    for value in scripts:
        faulty["events"][value] = {"kind": value, "status": value, "title": value, "when": value}
    hostile.log.write_bytes(written(faulty))
    page.wait_for_selector(".gt-problems")
    words = shown(page, ".gt-problems")
    assert "events.yaml:" in words
    assert "__pwn" in words
    assert str(hostile.log.parent) not in words
    for size in (NARROW, WIDE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(150)
        sound(page, reader.troubles, f"problems {size[0]}")
    reader.context.close()


def test_what_all_this_looks_for_would_be_found(browser: Browser, hostile: Dashboard) -> None:
    reader = watched(browser, hostile.address, WIDE, "light")
    page = reader.open()
    page.evaluate(
        """(far) => document.querySelector('.gt-area-controls').insertAdjacentHTML('beforeend',
          `<img src="${far}.png" onerror="window.__pwn = 1"><a href="javascript:0">x</a>
           <b style="display: block; width: 9999px">x</b>`)""",
        FAR,
    )
    until(page, "() => window.__broken.length > 1")
    value: dict[str, Any] = page.evaluate(SOUND)
    assert value["ran"] is None  # the policy kept the handler from running, and said so
    assert [fault.partition(":")[0] for fault in sorted(value["broken"])[:1]] == ["img-src"]
    assert any(fault.startswith("script-src") for fault in value["broken"])
    assert value["strange"] and value["links"] and value["out"]
    assert reader.troubles
    page.evaluate("window.__pwn = 1")
    with pytest.raises(AssertionError, match="'ran': 1"):
        sound(page, [], "run")
    reader.context.close()
