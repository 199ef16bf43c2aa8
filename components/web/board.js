// One component for all that the page shows: sheets of HTML in named areas, and the picture.
//
// It is one because each further component costs Streamlit a round of rendering at every change.
// What a rerun brings is applied in one frame: style, layout and paint once.

import { plot } from "./plot.js";
import { sheet } from "./sheet.js";
import { Outbox, dress, onPaper, styled } from "./theme.js";

const ORDER = ["filters", "header", "controls", "picture", "empty", "main", "reading", "data", "foot"];
const ASK = 1000; // milliseconds between two looks at whether the log has changed
const AGAIN = 5000;

/**
 * Call back when a lost connection is there again. It may lead to another server, or to the same one
 * started anew: neither has made the page yet, nor would know what the reader's next press is about.
 */
function onReturn(tell) {
  const app = document.querySelector("[data-test-connection-state]");
  const seen = new MutationObserver(() => app.dataset.testConnectionState === "CONNECTED" && tell());
  if (app) seen.observe(app, { attributeFilter: ["data-test-connection-state"] });
}

/** Tell whether the server is making the page just now. */
function isRunning() {
  return document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "running";
}

class Board {
  constructor(parent) {
    this.root = document.createElement("div");
    this.root.className = "gt-board";
    parent.append(this.root);
    this.outbox = new Outbox();
    this.areas = new Map();
    onReturn(() => {
      if (!this.data || !this.root.isConnected) return;
      this.outbox.lose();
      // what the reader pressed without a server was never heard of
      this.show(this.data, this.trigger, this.given);
      if (this.data.state) this.trigger("stale", "connection");
    });
    // paper is light, whatever the page is
    onPaper(() => {
      if (this.data && this.root.isConnected) this.show(this.data, this.trigger, this.given);
    });
  }

  /** Return the element of an area, at its place among those that are there. */
  area(name) {
    if (!this.areas.has(name)) {
      const made = document.createElement("div");
      made.className = `gt-area gt-area-${name}`;
      made.dataset.place = ORDER.indexOf(name);
      const after = [...this.root.children].find((each) => +each.dataset.place > +made.dataset.place);
      this.root.insertBefore(made, after ?? null);
      this.areas.set(name, made);
    }
    return this.areas.get(name);
  }

  show(data, trigger, given) {
    this.data = data;
    this.trigger = trigger;
    this.given = given;
    const { palettes, shapes } = given;
    const palette = dress(this.root, palettes);
    const { seen, focus, charts } = data;
    const shared = { trigger, outbox: this.outbox, seen, focus, charts, palette, shapes };
    // the order of the areas is that of reading, whichever comes first
    for (const name of ORDER) if (name in data.areas || name === "picture") this.area(name);
    for (const [name, area] of this.areas) {
      area.hidden = !(name in data.areas || (name === "picture" && data.picture));
      // what is not shown has no links or keys that could be followed
      if (area.hidden && name !== "picture") sheet(area, [], shared);
    }
    this.root.classList.toggle("gt-two-columns", "reading" in data.areas);
    // the picture first: it takes its height at once, and what is brought into view stays there
    if (data.picture) plot(this.area("picture"), data.picture, palette, shared);
    for (const [name, tree] of Object.entries(data.areas)) sheet(this.area(name), tree, shared);
    if (data.state) this.follow();
  }

  /** Ask now and then whether the log is still the one shown; a server that is away is asked again. */
  follow() {
    this.asking ??= setInterval(async () => {
      if (!this.root.isConnected) clearInterval(this.asking);
      if (document.hidden || !this.root.isConnected) return;
      try {
        const answer = await fetch("state", { cache: "no-store" });
        const { state } = await answer.json();
        // said again when nothing came of it
        const isTold = state === this.told && performance.now() - this.toldAt < AGAIN;
        if (state !== this.data.state && !isTold && !isRunning()) {
          this.told = state;
          this.toldAt = performance.now();
          this.trigger("stale", state);
        }
      } catch {
        this.told = undefined;
      }
    }, ASK);
  }
}

const UTF_8 = new TextDecoder();
const boards = new WeakMap();
const due = new Map();

/** Show `data`, JSON in bytes; of two calls before the next frame the later one counts. */
export default function board({ data, parentElement, setTriggerValue }, given) {
  if (!boards.has(parentElement)) boards.set(parentElement, new Board(parentElement));
  const shown = boards.get(parentElement);
  styled(given.style).then(() => {
    if (!due.size) {
      requestAnimationFrame(() => {
        const tasks = [...due.values()];
        due.clear();
        for (const task of tasks) task();
      });
    }
    due.set(shown, () => shown.show(JSON.parse(UTF_8.decode(data)), setTriggerValue, given));
  });
}
