// What the view comes to, above the picture: its count, a chip for each filter, and what to drop.

/** @import { Answer, Ignored, Rules, Selection } from "./rules.js" */

import { writeHash } from "./address.js";
import { element, pool } from "../element.js";
import { inDigits } from "./digits.js";

/** @typedef {{ name: string, heading: string, left: Selection }} Chip */

const MOST_IGNORED = 5; // parts of a link

/** @param {string} text @param {...(string | number)} values */
const filled = (text, ...values) =>
  values.reduce(
    (/** @type {string} */ said, value) =>
      said.replace("{}", () => (typeof value === "number" ? inDigits(value) : value)),
    text,
  );

export class Stated {
  /** @param {Rules} rules @param {Record<string, string>} words */
  constructor(rules, words) {
    this.rules = rules;
    this.words = words;
    /** @type {HTMLElement | null} what the document says of all events */
    this.whole = document.querySelector(".gt-area-header .gt-sentence");
    this.hasMarks = !!document.querySelector("[data-event]");
    const root = /** @type {HTMLElement} */ (document.getElementById("gt-stated"));
    this.notice = element("aside", "gt-notice", root);
    this.notice.setAttribute("role", "note");
    element("strong", "", this.notice).textContent = words.ignored;
    this.ignored = element("ul", "", this.notice);
    this.line = element("div", "gt-stated", root);
    this.sentence = element("p", "gt-sentence", this.line);
    this.sentence.setAttribute("role", "status");
    const chips = element("div", "gt-chips", this.line);
    this.chips = element("div", "gt-chips", chips);
    this.clear = element("a", "gt-clear", chips);
    this.clear.textContent = words.clear;
    this.empty = element("section", "gt-empty", root);
    element("h2", "", this.empty).textContent = words.none;
    this.advice = element("ul", "", this.empty);
    // the document is the whole view until another one is shown
    for (const part of [this.notice, this.line, this.empty]) part.hidden = true;
  }

  /** @param {Selection} selection @param {Answer} found @param {Ignored[]} ignored */
  show(selection, found, ignored) {
    const { words, rules } = this;
    const [matching, total] = [found.ids.length, rules.events.length];
    const chips = [...this.#chipsOf(selection)];
    this.#showIgnored(ignored);
    const count = filled(words.some, matching || words.nothing, total);
    const isUnseen = !this.hasMarks && matching < total;
    this.sentence.textContent = isUnseen ? `${count}. ${filled(words.whole, total)}` : count;
    this.line.hidden = !chips.length;
    if (this.whole) this.whole.hidden = chips.length > 0;
    this.clear.href = "#";
    pool(
      this.chips,
      chips,
      ({ name, heading, left }, chip) => {
        chip.className = "gt-chip";
        chip.href = writeHash(left, rules);
        chip.setAttribute("aria-label", filled(words.remove, `${heading.toLowerCase()}: ${name}`));
        chip.textContent = "";
        element("bdi", "", chip).textContent = name;
        chip.append(" ×");
      },
      "a",
    );
    this.#advise(selection, found);
  }

  /** @param {Ignored[]} ignored */
  #showIgnored(ignored) {
    this.notice.hidden = !ignored.length;
    const rest = ignored.length - MOST_IGNORED;
    const shown = ignored.slice(0, MOST_IGNORED).map(({ key, value, why }) => {
      return { code: key ? `${key}=${value}` : value, why: `: ${why}` };
    });
    if (rest > 0) shown.push({ code: "", why: filled(this.words.more, rest) });
    pool(
      this.ignored,
      shown,
      ({ code, why }, item) => {
        item.replaceChildren();
        if (code) element("code", "", item).textContent = code;
        item.append(why);
      },
      "li",
    );
  }

  /**
   * Say which filter to drop where nothing is in view, and what that would leave.
   * @param {Selection} selection @param {Answer} found
   */
  #advise(selection, { ids, relaxed }) {
    const { words, rules } = this;
    this.empty.hidden = ids.length > 0;
    const better = Object.entries(relaxed).filter(([, count]) => count);
    better.sort(([, one], [, other]) => other - one);
    pool(
      this.advice,
      ids.length ? [] : better,
      ([key, count], item) => {
        const link =
          /** @type {HTMLAnchorElement} */ (item.firstElementChild) ?? element("a", "", item);
        link.textContent = filled(words.without, this.#headingOf(key));
        link.href = writeHash(this.#without(selection, key), rules);
        while (link.nextSibling) link.nextSibling.remove();
        item.append(filled(words.left, count));
      },
      "li",
    );
  }

  /** @param {string} key */
  #headingOf(key) {
    const { words, rules } = this;
    if (key === "text") return words.searchHeading;
    return key === "window" ? words.days : rules.facets[key].heading;
  }

  /** @param {Selection} selection @param {string} key @returns {Selection} */
  #without(selection, key) {
    if (key === "text") return { ...selection, q: "" };
    return key === "window" ? { ...selection, from: "", to: "" } : { ...selection, [key]: [] };
  }

  /** @param {Selection} selection @returns {Generator<Chip>} */
  *#chipsOf(selection) {
    const { words, rules } = this;
    for (const [key, { heading, options, names }] of Object.entries(rules.facets)) {
      const chosen = /** @type {string[]} */ (selection[key]);
      for (const id of chosen) {
        const left = { ...selection, [key]: chosen.filter((other) => other !== id) };
        yield { name: names[options.indexOf(id)], heading, left };
      }
    }
    if (selection.as) {
      /** @type {HTMLInputElement | null} */
      const radio = document.querySelector(`.gt-roles [value="${selection.as}"]`);
      const name = radio?.parentElement?.querySelector(".gt-name")?.textContent ?? "";
      yield { name, heading: words.role, left: { ...selection, as: "" } };
    }
    if (selection.q) {
      const name = filled(words.search, String(selection.q));
      yield { name, heading: words.searchHeading, left: { ...selection, q: "" } };
    }
    if (selection.from || selection.to) {
      const name = this.#window(selection);
      yield { name, heading: words.days, left: { ...selection, from: "", to: "" } };
    }
  }

  /** @param {string} date @returns {[date: string, alone: string]} */
  #inWords(date) {
    const { days } = this.rules;
    return Object.hasOwn(days, date) ? days[date] : [date, date];
  }

  /** @param {Selection} selection */
  #window(selection) {
    const { words } = this;
    const [from, to] = [String(selection.from), String(selection.to)];
    const [first, alone] = this.#inWords(from);
    const [last] = this.#inWords(to);
    if (from === to) return alone;
    if (!from) return filled(words.to, last);
    return to ? filled(words.between, first, last) : filled(words.from, first);
  }
}
