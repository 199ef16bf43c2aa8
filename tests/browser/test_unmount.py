"""A component that leaves the page removes its listeners and timers."""

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage, settled, until

# Counts what our scripts hold outside of their own elements; others' are told apart by the stack.
COUNTING = """
    window.held = { listeners: 0, observers: 0, intervals: 0 }
    const isOurs = () => /\\/assets\\/(?!plotly)/.test(new Error().stack)
    const outside = (target) => !(target instanceof Node && target !== document)
        && !(target instanceof AbortSignal)
    const add = EventTarget.prototype.addEventListener
    EventTarget.prototype.addEventListener = function (type, listener, options) {
        const target = this ?? window
        if (outside(target) && isOurs()) {
            window.held.listeners += 1
            options?.signal && add.call(options.signal, "abort", () => window.held.listeners -= 1)
        }
        return add.call(target, type, listener, options)
    }
    for (const name of ["MutationObserver", "ResizeObserver"]) {
        const { observe, disconnect } = window[name].prototype
        const ours = new WeakSet()
        window[name].prototype.observe = function (...rest) {
            if (isOurs() && !ours.has(this)) { ours.add(this); window.held.observers += 1 }
            return observe.apply(this, rest)
        }
        window[name].prototype.disconnect = function () {
            if (ours.delete(this)) window.held.observers -= 1
            return disconnect.apply(this)
        }
    }
    const { setInterval, clearInterval } = window
    const running = new Set()
    window.setInterval = (...rest) => {
        const id = setInterval(...rest)
        if (isOurs()) { running.add(id); window.held.intervals = running.size }
        return id
    }
    window.clearInterval = (id) => {
        running.delete(id)
        window.held.intervals = running.size
        clearInterval(id)
    }
    const { decode } = TextDecoder.prototype
    TextDecoder.prototype.decode = function (bytes, ...rest) {
        const text = decode.call(this, bytes, ...rest)
        if (/"picture":{|"charts":{"/.test(text)) window.sent = text
        return text
    }
"""


def counted(visit: OpenPage, query: str = "") -> Page:
    page = visit()
    page.add_init_script(COUNTING)
    page.goto(page.url.partition("?")[0] + query)
    page.wait_for_selector(".gt-board", state="attached")
    settled(page)
    return page


def held(page: Page) -> dict[str, int]:
    value: dict[str, int] = page.evaluate("window.held")
    return value


def test_a_board_of_one_page_alone_leaves_nothing_behind(visit: OpenPage) -> None:
    page = counted(visit)
    before = held(page)
    assert min(before.values()) > 0, "the counting sees what there is"
    for _ in range(2):
        page.get_by_role("link", name="Data", exact=True).click()
        until(page, "document.querySelectorAll('.gt-board').length === 3")
        assert held(page)["listeners"] > before["listeners"]
        page.get_by_role("link", name="Timeline", exact=True).click()
        until(page, "document.querySelectorAll('.gt-board').length === 2")
        until(page, "(before) => window.held.listeners === before", before["listeners"])
        settled(page)
        assert held(page) == before


@pytest.mark.parametrize("query", ["", "?page=evidence&part=figures"], ids=["picture", "charts"])
def test_a_board_leaves_nothing_behind(visit: OpenPage, query: str) -> None:
    page = counted(visit, query)
    until(page, "() => window.sent && document.querySelector('.main-svg')")
    before = held(page)
    during = page.evaluate(
        """async () => {
            const entry = performance.getEntriesByType("resource").map(({ name }) => name)
                .find((name) => name.includes("/assets/board.js"))
            const { default: board } = await import(entry)
            const { areas, ...sent } = JSON.parse(window.sent)
            const data = new TextEncoder().encode(
                JSON.stringify({ ...sent, areas: sent.picture ? {} : areas }))
            const parentElement = document.createElement("div")
            // the picture is laid out for the width that it has on the page
            const { clientWidth } = document.querySelector(".gt-columns") ?? document.body
            parentElement.style.width = `${clientWidth}px`
            document.querySelector(".stApp").append(parentElement)
            const style = document.querySelector("link[href*='style.css']").href
            const settings = { style, palettes: { light: {}, dark: {} }, shapes: {}, words: {} }
            const call = { data, parentElement, setTriggerValue: () => {} }
            const overtaken = board(call, settings)
            const remove = board(call, settings)
            for (let turn = 0; turn < 200; turn += 1) {
                if (parentElement.querySelector(".main-svg")) break
                await new Promise((resolve) => setTimeout(resolve, 50))
            }
            overtaken()
            const stays = parentElement.querySelectorAll(".main-svg").length
            const during = { ...window.held, stays }
            parentElement.remove()
            remove()
            return { ...during, left: parentElement.childElementCount }
        }"""
    )
    assert during["stays"] > 0, "a call that was overtaken takes nothing off the page"
    assert during["left"] == 0
    assert all(during[what] > before[what] for what in before)
    assert held(page) == before
