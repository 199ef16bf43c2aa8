// The window of a selection: from the dates of an address to milliseconds.

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./rules.js").Selection} Selection */

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/; // as the dashboard writes one
const MINUTES = "2025-05-11T14:00".length;

/**
 * Return the instant of one end of a window, undefined for a text that the page cannot read: it
 * knows the days in its rules, and instants in UTC.
 * @param {Rules} rules @param {"from" | "to"} end @param {string} text
 * @returns {number | undefined}
 */
export function instantOf(rules, end, text) {
  if (Object.hasOwn(rules.dates[end], text)) return rules.dates[end][text];
  if (!INSTANT.test(text) || text < "0001") return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return undefined;
  // a day that no month has becomes one of the next month
  return new Date(instant).toISOString().slice(0, MINUTES) === text.slice(0, MINUTES)
    ? instant
    : undefined;
}

/**
 * Return the window of a selection in milliseconds since 1970-01-01T00:00Z, half open; an end is
 * undefined where it is open or cannot be read.
 * @param {Rules} rules @param {Selection} selection
 */
export const windowOf = (rules, selection) => ({
  first: instantOf(rules, "from", String(selection.from ?? "")),
  last: instantOf(rules, "to", String(selection.to ?? "")),
});
