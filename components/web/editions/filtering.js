// The events that pass a selection, and the counts of every option, as components/frames/index.py
// answers. A row is the place of an event in reading order.

import { windowOf } from "./chosen-window.js";
import { fold } from "./folding.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./rules.js").Selection} Selection */
/** @typedef {import("./rules.js").Answer} Answer */
/** @typedef {import("./rules.js").Facet} Facet */
/** @typedef {(row: number) => boolean} Passes */

const DID = "did";

/** @param {Selection} selection @param {string} key @returns {string[]} */
function choicesOf(selection, key) {
  const choices = selection[key];
  return Array.isArray(choices) ? choices : [];
}

/**
 * Return the role that a selection asks for, "" while nobody is chosen.
 * @param {Rules} rules @param {Selection} selection
 */
const roleOf = (rules, selection) =>
  rules.address.people.some((key) => choicesOf(selection, key).length)
    ? String(selection.as ?? "")
    : "";

/**
 * Return whether a row has any of the choices, in a role where the facet has roles.
 * @param {Facet} facet @param {string[]} choices @param {string} role
 * @returns {Passes}
 */
function having({ options, values, acting }, choices, role) {
  const ids = new Set(choices);
  const isChosen = options.map((option) => ids.has(option));
  /** @param {number[]} places */
  const any = (places) => places.some((place) => isChosen[place]);
  if (!role || !acting) return (row) => any(values[row]);
  if (role === DID) return (row) => any(acting[row]);
  return (row) => any(values[row]) && !any(acting[row]);
}

/**
 * Return whether a row's text has all words of a search; undefined where it has no words.
 * @param {Rules} rules @param {string} typed
 * @returns {Passes | undefined}
 */
function matching(rules, typed) {
  if (!typed) return undefined; // before the table is read
  const words = fold(typed, rules.folding).split(" ").filter(Boolean);
  if (!words.length) return undefined;
  // half a letter of UTF-16 is in no text, though JavaScript finds it in the whole one
  if (words.some((word) => /\p{Surrogate}/u.test(word))) return () => false;
  return (row) => words.every((word) => rules.texts[row].includes(word));
}

/**
 * Return whether a row lies in the window; undefined where both ends are open.
 * @param {Rules} rules @param {Selection} selection
 * @returns {Passes | undefined}
 */
function within(rules, selection) {
  const { first, last } = windowOf(rules, selection);
  if (first === undefined && last === undefined) return undefined;
  return (row) =>
    (first === undefined || (rules.stops[row] ?? Infinity) > first) &&
    (last === undefined || (rules.starts[row] ?? -Infinity) < last);
}

/**
 * Return the filters in use: each facet's, "text" and "window".
 * @param {Rules} rules @param {Selection} selection @param {string} role
 */
function filtersOf(rules, selection, role) {
  /** @type {Map<string, Passes>} */
  const filters = new Map();
  for (const [key, facet] of Object.entries(rules.facets)) {
    const choices = choicesOf(selection, key);
    if (choices.length) filters.set(key, having(facet, choices, role));
  }
  const text = matching(rules, String(selection.q ?? ""));
  const window = within(rules, selection);
  if (text) filters.set("text", text);
  if (window) filters.set("window", window);
  return filters;
}

/**
 * Count for each place among options the rows that have it.
 * @param {import("./rules.js").Values} values @param {number} size @param {number[]} rows
 */
function countPlaces(values, size, rows) {
  const numbers = new Uint32Array(size);
  for (const row of rows) for (const place of values[row]) numbers[place] += 1;
  return numbers;
}

/**
 * Return numbers by option.
 * @param {string[]} options @param {(place: number) => number} number
 */
const byOption = (options, number) =>
  Object.fromEntries(options.map((option, place) => [option, number(place)]));

/**
 * Return the events that pass a selection, and the counts of every option of every facet.
 *
 * `selection` is one that `readHash` returns, or the same with other values: a parameter that it
 * lacks has its default. An option that a filter does not have is had by no event.
 * @param {Rules} rules @param {Selection} selection
 * @returns {Answer}
 */
export function answer(rules, selection) {
  const role = roleOf(rules, selection);
  const filters = filtersOf(rules, selection, role);
  /** @type {number[]} */
  const passing = [];
  /** @type {Map<string, number[]>} rows that fail a filter, and no other */
  const failing = new Map([...filters.keys()].map((name) => [name, []]));
  for (let row = 0; row < rules.events.length; row += 1) {
    let failed = "";
    let count = 0;
    for (const [name, passes] of filters) {
      if (passes(row)) continue;
      failed = name;
      count += 1;
      if (count > 1) break;
    }
    if (count === 0) passing.push(row);
    else if (count === 1) failing.get(failed)?.push(row);
  }
  /** @param {string} name */
  const without = (name) => [...passing, ...(failing.get(name) ?? [])];

  /** @type {Answer["counts"]} */
  const counts = {};
  for (const [key, facet] of Object.entries(rules.facets)) {
    const { options, values, acting } = facet;
    const others = without(key);
    const named = countPlaces(values, options.length, others);
    counts[key] = byOption(options, (place) => named[place]);
    if (!acting || !role) continue;
    const did = countPlaces(acting, options.length, others);
    counts[key] = byOption(options, (place) =>
      role === DID ? did[place] : named[place] - did[place],
    );
  }
  return {
    ids: passing.map((row) => rules.events[row]),
    counts,
    relaxed: Object.fromEntries([...filters.keys()].map((name) => [name, without(name).length])),
  };
}
