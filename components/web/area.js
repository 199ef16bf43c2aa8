// An area of the board that holds a tree of HTML, and what a reader does there.
//
// Back to Python go `go` (a link to a view was followed) and `form` (a form's values changed).

/** @import { Messages, Shared, Tree } from "./types.js" */

import { chart, removeCharts } from "./chart.js";
import { copyFor, linkToShare } from "./copy.js";
import { followHandle, valueOfHandle } from "./day-range.js";
import { openFilters } from "./filter-button.js";
import { fill, Kept } from "./tree.js";

const TYPING = 250; // milliseconds without a letter after which a search is sent
const NOTICE = 1600; // milliseconds that a button says what it did
const MARGIN = 60; // pixels from the edge of the screen within which nothing counts as in view

/**
 * Return a form's values by name: a list for check boxes, else a text.
 * @param {HTMLFormElement} form
 */
function formValues(form) {
  /** @type {Messages["form"]["values"]} */
  const values = {};
  for (const input of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    const { name, type, value, checked } = input;
    if (!name) continue;
    if (type === "checkbox") {
      const before = values[name] ?? [];
      values[name] = checked ? [...before, value] : before;
    } else if (type === "radio") values[name] = checked ? value : (values[name] ?? "");
    else values[name] = type === "range" ? valueOfHandle(input) : value;
  }
  return values;
}

/** @param {MouseEvent} event */
const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** @param {string} text */
const simplified = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Search a list where it stands, without asking the server.
 * @param {HTMLElement} root @param {HTMLInputElement} field
 */
function narrow(root, field) {
  const wanted = simplified(field.value);
  const list = `[data-list="${CSS.escape(field.dataset.narrows ?? "")}"]`;
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(`${list} > *`))) {
    row.hidden = !simplified(row.textContent ?? "").includes(wanted);
  }
  // what is folded away would look as if it were not there
  /** @type {HTMLDetailsElement | null | undefined} */
  const more = field.closest("fieldset")?.querySelector(".gt-more");
  if (more && wanted) more.open = true;
}

/**
 * Scroll to an element that is not in view already, and give it the focus where it asks for that. A
 * page that frames this one keeps both.
 * @param {HTMLElement} element
 */
function bringIntoView(element) {
  if (element.dataset.focus) {
    if (!document.hasFocus()) return;
    element.focus({ preventScroll: true });
  }
  const { top, bottom } = element.getBoundingClientRect();
  if (top < MARGIN || bottom > innerHeight - MARGIN) element.scrollIntoView({ block: "start" });
}

class Area {
  /** @type {Shared | undefined} */
  shared;
  /** @type {string | undefined} */
  focused;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  typing;
  /** @type {Map<HTMLElement, { words: string | null, timer: ReturnType<typeof setTimeout> }>} */
  notices = new Map();
  kept = new Kept();

  /** @param {HTMLElement} root @param {AbortSignal} signal */
  constructor(root, signal) {
    this.root = root;
    root.classList.add("gt-tree");
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendForm(/** @type {HTMLFormElement} */ (event.target), { isSubmitted: true });
    });
    root.addEventListener("change", ({ target }) => {
      const field = /** @type {HTMLInputElement} */ (target);
      if (field.form && field.type !== "search") this.sendForm(field.form);
    });
    root.addEventListener("input", ({ target }) => {
      this.typed(/** @type {HTMLInputElement} */ (target));
    });
    signal.addEventListener("abort", () => {
      clearTimeout(this.typing);
      for (const { timer } of this.notices.values()) clearTimeout(timer);
      removeCharts(root);
    });
  }

  /** @param {Tree[]} tree @param {Shared} shared */
  show(tree, shared) {
    this.shared = shared;
    const { charts, focus, outbox, palette, seen, shapes } = shared;
    /** @type {[HTMLElement, string][]} */
    const places = [];
    fill(this.root, tree, {
      isSettled: outbox.isSettled(seen),
      kept: this.kept,
      shapes,
      onChart: (place, name) => places.push([place, name]),
    });
    for (const [place, name] of places) chart(place, charts[name], palette);
    const targets = focus.map((id) => this.root.querySelector(`[id="${CSS.escape(id)}"]`));
    const target = /** @type {HTMLElement | undefined} */ (targets.find(Boolean));
    const shown = target && `${target.id} ${target.textContent}`;
    if (target && this.focused !== shown) {
      this.root.scrollTop = 0; // a panel that scrolls begins with its head
      bringIntoView(target);
    }
    this.focused = shown;
  }

  /**
   * Send a form's values. Those that were submitted may be a question; while somebody types, they
   * are only a text.
   * @param {HTMLFormElement} form
   */
  sendForm(form, { isSubmitted = false } = {}) {
    clearTimeout(this.typing);
    this.shared?.send("form", { values: formValues(form), isSubmitted });
  }

  /** @param {HTMLInputElement} field */
  typed(field) {
    const { form } = field;
    if (field.dataset.narrows) narrow(this.root, field);
    else if (field.type === "range") {
      this.shared?.outbox.hold(); // an older answer does not move what the hand holds
      followHandle(field);
    } else if (field.type === "search" && form) {
      const outbox = this.shared?.outbox;
      outbox?.hold(); // from the first letter on, older answers leave the field alone
      const losses = outbox?.losses;
      clearTimeout(this.typing);
      this.typing = setTimeout(() => {
        // not if Back led to another view meanwhile
        if (outbox?.losses === losses) this.sendForm(form);
      }, TYPING);
    }
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLButtonElement | null} */
    const button = target.closest("button[data-copy], button[data-copy-text]");
    /** @type {HTMLAnchorElement | null} */
    const link = target.closest("a[href^='?'], a[href^='#']");
    /** @type {HTMLElement | null} */
    const opener = target.closest("[data-opens-filters]");
    if (button) this.copy(button);
    else if (opener) openFilters(opener);
    else if (link) this.follow(link, event);
  }

  /** @param {HTMLButtonElement} button */
  async copy(button) {
    const { shared } = this;
    if (!shared) return;
    const { copy = "", copyText } = button.dataset;
    const text = copyText
      ? (document.getElementById(copyText)?.textContent ?? "")
      : linkToShare(copy, location);
    const isCopied = await copyFor(text, button, shared.words);
    const label = button.querySelector("[aria-live]");
    if (!label || !button.isConnected) return;
    // pressed twice, it still says that it copied from the first time
    const before = this.notices.get(button);
    const usual = before ? before.words : label.textContent;
    clearTimeout(before?.timer);
    label.textContent = isCopied ? shared.words.copied : shared.words.selected;
    const timer = setTimeout(() => {
      label.textContent = usual;
      this.notices.delete(button);
    }, NOTICE);
    this.notices.set(button, { words: usual, timer });
  }

  /** @param {HTMLAnchorElement} link @param {MouseEvent} event */
  follow(link, event) {
    const href = link.getAttribute("href") ?? "";
    if (!isPlainClick(event) || (link.target && href.startsWith("?"))) return;
    // the address holds the view; a jump within the page must not become part of it
    event.preventDefault();
    if (href.startsWith("?")) {
      this.shared?.send("go", href);
      return;
    }
    const target = document.getElementById(href.slice(1));
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  }
}

/** @type {WeakMap<HTMLElement, Area>} */
const areas = new WeakMap();

/**
 * Show `tree` in `root`.
 * @param {HTMLElement} root @param {Tree[]} tree @param {Shared} shared
 */
export function showArea(root, tree, shared) {
  const area = areas.get(root) ?? new Area(root, shared.signal);
  areas.set(root, area);
  area.show(tree, shared);
}
