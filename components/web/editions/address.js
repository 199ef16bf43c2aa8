// The selection to and from what stands behind the "#" of an address: the parameters that the
// dashboard has behind its "?", read and written as components/selection/url.py does.

import { instantOf, windowOf } from "./chosen-window.js";
import { isKnown, wordsOf } from "./folding.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./rules.js").Selection} Selection */
/** @typedef {import("./rules.js").Ignored} Ignored */

// Unprintable to Python, but Persian and Indic words and many emoji are spelt with the joiners.
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Zs}]/u;
const SHOWN = new Set([" ", "\u200c", "\u200d"]);
const NUMBER = /^[1-9][0-9]*$/;

/** @param {string} letter @param {Rules} rules */
const isShown = (letter, rules) =>
  SHOWN.has(letter) || (isKnown(letter, rules.folding) && !UNSHOWN.test(letter));

/** @param {string} text @param {number} digits */
const isNumber = (text, digits = 9) => text.length <= digits && NUMBER.test(text);

/**
 * Return a text as a notice can show it: cut short, and without letters that cannot be seen.
 * @param {string} text @param {Rules} rules
 */
function printable(text, rules) {
  const longest = rules.address.longestShown;
  const letters = [...text];
  const cut = letters.length <= longest ? letters : [...letters.slice(0, longest - 1), "…"];
  return cut.map((letter) => (isShown(letter, rules) ? letter : "\ufffd")).join("");
}

/**
 * Return the selection of no address: every parameter with its default.
 * @param {Rules} rules
 * @returns {Selection}
 */
export const unfiltered = (rules) =>
  Object.fromEntries(
    rules.address.fields.map(([key, unset]) => [key, Array.isArray(unset) ? [] : unset]),
  );

/** @param {string | string[]} value @param {string | string[]} unset */
const isUnset = (value, unset) => (Array.isArray(value) ? !value.length : value === unset);

/**
 * Return a selection in which no parameter rules another out: no role of nobody, and no walk while
 * anything else is chosen.
 * @param {Selection} selection @param {Rules} rules
 * @returns {Selection}
 */
export function consistent(selection, rules) {
  const { fields, kept, people } = rules.address;
  const settled = { ...selection };
  if (!people.some((key) => settled[key]?.length)) settled.as = "";
  const apart = fields.filter(([key]) => !kept.includes(key));
  if (apart.some(([key, unset]) => !isUnset(settled[key] ?? unset, unset))) settled.walk = "";
  return settled;
}

/** One address on its way to a selection; what is of no use is gathered on the way. */
class Reading {
  /** @param {URLSearchParams} parameters @param {Rules} rules */
  constructor(parameters, rules) {
    this.parameters = parameters;
    this.rules = rules;
    /** @type {Ignored[]} */
    this.ignored = [];
    this.selection = unfiltered(rules);
  }

  /** @param {string} key @param {string} value @param {string} why */
  refuse(key, value, why) {
    const { rules } = this;
    this.ignored.push({ key: printable(key, rules), value: printable(value, rules), why });
  }

  /** @param {string} key */
  last(key) {
    return this.parameters.getAll(key).at(-1) ?? "";
  }

  read() {
    const { why, fields, unread, mostValues } = this.rules.address;
    this.readFilters();
    this.readChoices();
    this.readPlace();
    this.readNumber();
    this.readStep();
    this.readSearch();
    this.selection = consistent(this.selection, this.rules);
    this.readWindow();
    const walk = this.step;
    this.selection = consistent(this.selection, this.rules);
    const isNamed = this.ignored.some(({ key }) => key === "walk");
    if (walk && !this.selection.walk && !isNamed) {
      this.refuse("walk", this.last("walk"), why.walkOfAll);
    }
    const known = new Set([...unread, ...fields.map(([key]) => key)]);
    const unknown = [...new Set(this.parameters.keys())].filter((key) => !known.has(key));
    for (const key of unknown.slice(0, mostValues)) this.refuse(key, this.last(key), why.unknown);
  }

  readFilters() {
    const { why, mostValues } = this.rules.address;
    for (const [key, facet] of Object.entries(this.rules.facets)) {
      const values = [...new Set(this.parameters.getAll(key))].filter(Boolean);
      if (values.length > mostValues) this.refuse(key, values[mostValues], why.manyValues);
      const offered = new Set(facet.options);
      const ids = [];
      for (const value of values.slice(0, mostValues)) {
        if (offered.has(value)) ids.push(value);
        else this.refuse(key, value, why.filter[key]);
      }
      this.selection[key] = ids;
    }
  }

  readChoices() {
    const { values, why } = this.rules.address;
    const allowed = { page: values.page, part: values.part, event: this.rules.events, ...values };
    for (const [key, offered] of Object.entries(allowed)) {
      const value = this.last(key);
      if (offered.includes(value)) this.selection[key] = value;
      else if (value) this.refuse(key, value, why[key]);
    }
    this.selection.clock = ""; // the page has one
  }

  readPlace() {
    const { places, why } = this.rules.address;
    const part = String(this.selection.part);
    const value = this.last("at");
    const [source, number] = cutAt(value, ".");
    const isThere =
      part === "passages"
        ? places.accounts.includes(value) ||
          (places.sources.includes(source) && isNumber(number, 5))
        : places[part].includes(value);
    if (isThere) this.selection.at = value;
    else if (value) this.refuse("at", value, why.at[part]);
  }

  readNumber() {
    const value = this.last("number");
    if (isNumber(value)) this.selection.number = value === "1" ? "" : value;
    else if (value) this.refuse("number", value, this.rules.address.why.number);
  }

  readStep() {
    const { steps, why } = this.rules.address;
    const value = this.last("walk");
    if (isNumber(value)) this.selection.walk = String(Math.min(Number(value), steps) || "");
    if (value && this.selection.walk !== value) this.refuse("walk", value, why.walk);
    this.step = this.selection.walk;
  }

  readSearch() {
    const { longestSearch, why } = this.rules.address;
    const text = wordsOf(this.last("q"), this.rules.folding).join(" ");
    const letters = [...text];
    if (letters.length > longestSearch) this.refuse("q", text, why.longSearch);
    else if (letters.every((letter) => isShown(letter, this.rules))) this.selection.q = text;
    else this.refuse("q", text, why.q);
  }

  readWindow() {
    const { rules, selection } = this;
    for (const end of /** @type {const} */ (["from", "to"])) {
      const text = this.last(end);
      if (text && instantOf(rules, end, text) !== undefined) selection[end] = text;
      else if (text) this.refuse(end, text, rules.address.why[end]);
    }
    const { first, last } = windowOf(rules, selection);
    if (first === undefined || last === undefined || first < last) return;
    this.refuse("to", String(selection.to), rules.address.why.backwards);
    selection.to = "";
  }
}

/** @param {string} text @param {string} mark @returns {[string, string]} */
function cutAt(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Return the selection that an address asks for, and what of it could not be used.
 *
 * `text` is what stands behind "#", with or without it, or the query part of an address of the
 * dashboard. Any text gives a selection; one without "=" is the name of a place on the page, and
 * asks for nothing. An address that is too long is ignored as a whole.
 * @param {string} text @param {Rules} rules
 * @returns {{selection: Selection, ignored: Ignored[]}}
 */
export function readHash(text, rules) {
  const { longest, mostParameters, why } = rules.address;
  const query = text.replace(/^#/, "").replace(/^\?/, "");
  if (!query.includes("=")) return { selection: unfiltered(rules), ignored: [] };
  if (query.length > longest || query.split("&").length > mostParameters) {
    const start = query.slice(0, longest);
    return {
      selection: unfiltered(rules),
      ignored: [{ key: "", value: printable(start, rules), why: why.tooLong }],
    };
  }
  const reading = new Reading(new URLSearchParams(query), rules);
  reading.read();
  return { selection: reading.selection, ignored: reading.ignored };
}

/** @param {string} text spelt as Python's `urlencode` spells it */
const quoted = (text) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");

/**
 * Return the address of a selection from "#" on, as the dashboard has it from "?" on: what differs
 * from the default, in a fixed order.
 * @param {Selection} selection @param {Rules} rules
 */
export function writeHash(selection, rules) {
  const pairs = rules.address.fields.flatMap(([key, unset]) => {
    const value = selection[key] ?? unset;
    if (isUnset(value, unset)) return [];
    return [value].flat().map((text) => `${key}=${quoted(text)}`);
  });
  return `#${pairs.join("&")}`;
}
