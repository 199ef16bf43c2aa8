// One component for all that the page shows: trees of HTML in named areas, and the picture.
//
// It is one because each further component costs Streamlit a round of rendering at every change.
// What a rerun brings is applied in one frame: style, layout and paint once.

/** @import { BoardData, ComponentCall, Send, Settings, Shared } from "./types.js" */

import { showArea } from "./area.js";
import { element } from "./element.js";
import { tellHeight } from "./frame-height.js";
import { Outbox } from "./outbox.js";
import { listenForRowKeys } from "./row-keys.js";
import { listenForShortcuts } from "./shortcuts.js";
import { drawPicture } from "./picture.js";
import { applyTheme, loadStyle, onPrint } from "./theme.js";

// the order of the areas is that of reading, whichever comes first
const AREAS = "filters header step controls picture empty main reading list data foot".split(" ");
const ASK = 1000; // milliseconds between two looks at whether the log has changed
const AGAIN = 5000; // milliseconds after which a change is reported once more

/**
 * Call back when a lost connection is there again. It may lead to another server, or to the same one
 * started anew: neither has made the page yet, nor would know what the reader's next press is about.
 * @param {() => void} onReturn @param {AbortSignal} signal
 */
function watchConnection(onReturn, signal) {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-test-connection-state]");
  if (!app) return;
  const observer = new MutationObserver(() => {
    if (app.dataset.testConnectionState === "CONNECTED") onReturn();
  });
  observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
  signal.addEventListener("abort", () => observer.disconnect());
}

/** Tell whether the server is making the page just now. */
function isRunning() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-test-script-state]");
  return app?.dataset.testScriptState === "running";
}

/** Say that there is a page: the style sheet asks for that no more, at every change of anything. */
function markShown() {
  const { classList } = document.documentElement;
  if (!classList.contains("gt-shown")) classList.add("gt-shown");
}

// one for all boards: a press on one must not be lost to a message of another
const outbox = new Outbox();
let { search } = location; // of the view shown last

addEventListener("popstate", () => {
  // a link to a part of the page leads to no other view
  if (location.hash && location.search === search) return;
  outbox.goBack(location.search);
});

/**
 * Go back to an address from which a late answer to an earlier press has taken the browser. Streamlit
 * follows addresses by this event alone.
 * @param {string} address the query part
 */
function restoreAddress(address) {
  history.replaceState({}, "", location.pathname + address);
  dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Note what an answer knows, and that it shows the view at `address`.
 * @param {number} seen @param {string} address
 */
function hear(seen, address) {
  const back = outbox.hear(seen, address);
  if (back !== undefined && location.search !== back) restoreAddress(back);
  search = location.search;
}

class Board {
  /** @type {Map<string, HTMLElement>} */
  areas = new Map();
  /** @type {BoardData | undefined} */
  data;
  /** @type {{ state?: string, at: number }} the change of the log that was reported last */
  reported = { at: 0 };
  gone = new AbortController();

  /**
   * @param {HTMLElement} parent @param {Settings} settings
   * @param {ComponentCall["setTriggerValue"]} trigger
   */
  constructor(parent, settings, trigger) {
    this.settings = settings;
    this.trigger = trigger;
    /** @type {Send} */
    this.send = (name, value) => this.trigger("messages", outbox.post(name, value));
    this.root = element("div", "gt-board", parent);
    const { signal } = this.gone;
    watchConnection(() => this.returned(), signal);
    // paper is light, whatever the page is
    onPrint(() => this.show(), signal);
    listenForShortcuts(this.root, signal);
    listenForRowKeys(this.root, signal);
    tellHeight(this.root, signal);
  }

  /** Take everything that this board holds off the page. */
  remove() {
    this.gone.abort();
    this.root.remove();
    if (this.areas.has("header")) document.documentElement.classList.remove("gt-shown");
  }

  returned() {
    if (!this.data) return;
    outbox.lose();
    // what the reader pressed without a server was never heard of
    this.show();
    if (this.data.state) this.send("stale", "connection");
    // a new session handles no message before its first answer, so all of these may be lost
    outbox.lose();
  }

  /**
   * Return an area, at its place among those that are there.
   * @param {string} name
   */
  area(name) {
    const known = this.areas.get(name);
    if (known) return known;
    const area = element("div", `gt-area gt-area-${name}`);
    const place = AREAS.indexOf(name);
    area.dataset.place = String(place);
    const shown = /** @type {HTMLElement[]} */ ([...this.root.children]);
    const after = shown.find(({ dataset }) => Number(dataset.place) > place);
    this.root.insertBefore(area, after ?? null);
    this.areas.set(name, area);
    return area;
  }

  /** Show the latest data. */
  show() {
    if (!this.data) return;
    const { areas, picture, charts, seen, address, focus, state } = this.data;
    const { palettes, shapes, words } = this.settings;
    const palette = applyTheme(this.root, palettes);
    const { send } = this;
    const { signal } = this.gone;
    hear(seen, address);
    /** @type {Shared} */
    const shared = { send, outbox, seen, focus, charts, palette, shapes, words, signal };
    for (const name of AREAS) if (name in areas || name === "picture") this.area(name);
    for (const [name, area] of this.areas) area.hidden = !(name in areas);
    this.area("picture").hidden = !picture;
    this.root.classList.toggle("gt-on-walk", "step" in areas);
    this.root.classList.toggle("gt-two-columns", "reading" in areas);
    // the picture first: it takes its height at once, and what is brought into view stays there
    if (picture) drawPicture(this.area("picture"), picture, shared);
    for (const [name, area] of this.areas) {
      // what is not shown has no links or keys that could be followed
      if (name !== "picture") showArea(area, areas[name] ?? [], shared);
    }
    if ("header" in areas) markShown();
    if (state) this.follow();
  }

  /** Ask now and then whether the log is still the one shown; a server that is away is asked again. */
  follow() {
    if (this.asking) return;
    this.asking = setInterval(() => this.ask(), ASK);
    this.gone.signal.addEventListener("abort", () => clearInterval(this.asking));
  }

  async ask() {
    if (document.hidden || outbox.isGoingBack) return;
    const { signal } = this.gone;
    try {
      const answer = await fetch("state", { cache: "no-store", signal });
      const { state } = await answer.json();
      // reported again when nothing came of it
      const isReported =
        state === this.reported.state && performance.now() - this.reported.at < AGAIN;
      if (state === this.data?.state || isReported || isRunning()) return;
      this.reported = { state, at: performance.now() };
      this.send("stale", state);
    } catch {
      this.reported = { at: 0 };
    }
  }
}

const UTF_8 = new TextDecoder();
/** @type {WeakMap<HTMLElement, Board>} */
const boards = new WeakMap();
/** @type {Map<Board, Uint8Array>} what each board is to show in the next frame */
const due = new Map();

function showDue() {
  const boardsDue = [...due];
  due.clear();
  for (const [board, data] of boardsDue) {
    board.data = JSON.parse(UTF_8.decode(data));
    board.show();
  }
}

/**
 * Show `data`, JSON in bytes; of two calls before the next frame the later one counts. Return what
 * takes the board off the page.
 * @param {ComponentCall} call @param {Settings} settings
 */
export default function board({ data, parentElement, setTriggerValue }, settings) {
  const shown = boards.get(parentElement) ?? new Board(parentElement, settings, setTriggerValue);
  boards.set(parentElement, shown);
  shown.settings = settings;
  shown.trigger = setTriggerValue;
  loadStyle(settings.style).then(() => {
    if (shown.gone.signal.aborted) return;
    if (!due.size) requestAnimationFrame(showDue);
    due.set(shown, data);
  });
  return () => {
    // Streamlit calls this for a call that a later one overtook as well: then the board stays
    if (parentElement.isConnected) return;
    due.delete(shown);
    boards.delete(parentElement);
    shown.remove();
  };
}
