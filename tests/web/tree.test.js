import assert from "node:assert/strict";
import test from "node:test";

import "./dom.js";
import { fill, isSafe, Kept } from "../../components/web/tree.js";

/** Return a root, and what makes it hold other nodes. */
function made(...first) {
  const root = document.createElement("div");
  const charts = [];
  const kept = new Kept();
  const show = (nodes, isSettled = true) =>
    fill(root, nodes, {
      isSettled,
      kept,
      shapes: { meeting: "M0 0" },
      onChart: (place, name) => charts.push([place, name]),
    });
  show(first);
  return { root, show, charts, html: () => root.childNodes.map((node) => node.html).join("") };
}

test("texts and elements are made as they are described", () => {
  const { html } = made("a", ["p", { class: "x", hidden: true }, "b", ["b", {}, "c"]], "d");
  assert.equal(html(), 'a<p class="x" hidden="">b<b>c</b></p>d');
});

test("what stays is kept, what changed is written, what is gone is removed", () => {
  const { root, show, html } = made("a", ["p", { class: "x", title: "t" }, "b"], ["i", {}]);
  const [text, paragraph] = root.childNodes;
  show(["A", ["p", { class: "y" }, "B"]]);
  assert.deepEqual([...root.childNodes], [text, paragraph]);
  assert.equal(html(), 'A<p class="y">B</p>');
  show([]);
  assert.equal(html(), "");
});

test("an element becomes another only when it is of another kind", () => {
  const { root, show } = made(["p", {}, "a"]);
  const [before] = root.children;
  show([["ul", {}, ["li", {}, "a"]]]);
  assert.notEqual(root.children[0], before);
  assert.equal(root.children.length, 1);
});

test("an element with a key is itself wherever it goes", () => {
  const item = (key) => ["li", { "data-key": key }, key];
  const { root, show, html } = made(item("a"), item("b"), item("c"));
  const [a, b, c] = root.children;
  show([item("c"), item("new"), item("a")]);
  assert.equal(root.children[0], c);
  assert.equal(root.children[2], a);
  assert.ok(!root.children.includes(b));
  assert.match(html(), /^<li data-key="c">c<\/li><li data-key="new">new<\/li><li data-key="a">/);
});

test("an element without a key never takes the place of one with a key", () => {
  const { root, show } = made(["li", { "data-key": "a" }, "a"]);
  const [a] = root.children;
  show([["li", {}, "b"]]);
  assert.notEqual(root.children[0], a);
});

test("a row that was taken away comes back as itself, with what it says now", () => {
  const item = (key, ...words) => ["li", { "data-key": key }, ...words];
  const { root, show, html } = made(item("a", "before"), item("b", ["input", {}]));
  const [a, b] = root.children;
  show([]);
  show([item("b", ["input", {}]), ["p", {}, item("a", "now")]]);
  assert.equal(root.children[1].children[0], a);
  assert.notEqual(root.children[0], b); // with a field that a reader may have changed
  assert.equal(html(), '<li data-key="b"><input></input></li><p><li data-key="a">now</li></p>');
});

test("of the rows that were taken away the latest are kept", () => {
  const rows = Array.from({ length: 600 }, (_, place) => ["li", { "data-key": String(place) }]);
  const { root, show } = made(...rows);
  const before = [...root.children];
  show([]);
  show(rows);
  const same = before.filter((row, place) => row === root.children[place]);
  assert.deepEqual(same, before.slice(-500));
});

test("no element, attribute or link is made that is not known to be harmless", () => {
  const { html } = made(
    ["script", {}, "go()"],
    ["a", { onclick: "go()", style: "x", href: "javascript:go()" }, "a"],
    ["a", { href: "?topic=b", "data-key": "k", "aria-label": "l" }, "b"],
  );
  assert.equal(html(), '<a>a</a><a href="?topic=b" data-key="k" aria-label="l">b</a>');
});

test("only views, sites and own paths are links", () => {
  const safe = {
    "?topic=tea": true,
    "#gt-list": true,
    "https://example.org/": true,
    "HTTP://example.org": true,
    "/below/api/events.csv?q=1": true,
    "api/events.csv?q=1": true,
    "/below": false,
    "/elsewhere": false,
    "/below/../elsewhere": false,
    "/below/%2e%2e/elsewhere": false,
    "../elsewhere": false,
    "api/../../elsewhere": false,
    "//example.org/below/": false,
    "/\\example.org/below/": false,
    "/\t/example.org/below/": false,
    "javascript:alert(1)": false,
    "JaVaScRiPt:alert(1)": false,
    " javascript:alert(1)": false,
    "java\nscript:alert(1)": false,
    "data:text/html,<script>alert(1)</script>": false,
    "a.scheme:/below/api": false,
  };
  for (const [href, expected] of Object.entries(safe)) {
    assert.equal(isSafe(href, "http://127.0.0.1:8501/below/"), expected, href);
  }
});

test("details are opened when they are made, afterwards by the reader alone", () => {
  const { root, show } = made(["details", { open: true }]);
  const [details] = root.children;
  assert.equal(details.open, true);
  details.open = false;
  show([["details", { open: true, class: "x" }]]);
  assert.equal(details.open, false);
  details.open = true;
  show([["details", {}]]);
  assert.equal(details.open, true);
});

test("what a reader types stands until the server has answered", () => {
  const { root, show } = made(["input", { type: "search", value: "a" }]);
  const [field] = root.children;
  field.value = "typed";
  show([["input", { type: "search", value: "b" }]], false);
  assert.equal(field.value, "typed");
  show([["input", { type: "search", value: "b" }]], true);
  assert.equal(field.value, "b");
});

test("what a reader ticks stands until the server has answered", () => {
  const box = (attributes) => [["input", { type: "checkbox", value: "a", ...attributes }]];
  const { root, show } = made(...box({ checked: true }));
  const [field] = root.children;
  assert.equal(field.checked, true);
  field.checked = false;
  show(box({ checked: true }), false);
  assert.equal(field.checked, false);
  show(box({ checked: true }), true);
  assert.equal(field.checked, true);
  show(box({}), true);
  assert.equal(field.checked, false);
});

test("a choice is made once its options are there", () => {
  const root = document.createElement("div");
  const options = ["option", { value: "b" }, "B"];
  const insert = root.insertBefore;
  const seen = [];
  root.insertBefore = function (node, next) {
    insert.call(this, node, next);
    if (node.localName !== "select") return;
    Object.defineProperty(node, "value", {
      get: () => "",
      set() {
        seen.push(node.children.length);
      },
    });
  };
  fill(root, [["select", { value: "b" }, options]], { isSettled: true, shapes: {}, onChart() {} });
  assert.deepEqual(seen, [1]);
});

test("charts are asked for, shapes are drawn", () => {
  const { root, charts, html } = made(["div", { "data-chart": "people" }, "not shown"]);
  assert.deepEqual(charts, [[root.children[0], "people"]]);
  assert.equal(root.children[0].childNodes.length, 0);
  const drawn = made(["svg", { "data-shape": "meeting" }]);
  assert.match(drawn.html(), /viewBox="-11 -11 22 22".*<path d="M0 0"><\/path>/);
  assert.equal(html(), '<div data-chart="people"></div>');
});
