// The units of a calendar by which a window of columns moves and zooms, from seconds to millennia.
//
// Times are milliseconds on the reader's clock, as if that were UTC. components/figures/period.py has
// the same units; a test holds the two together.

/** @import { Span } from "./types.js" */

import { DAY, HOUR, MINUTE } from "./calendar.js";

const MONDAY = -3 * DAY; // one before 1970
const MOST = 31; // columns of a window
const CLEARLY = 1.5; // times as long is a step out

/**
 * Its `length` is that on average; one of `years` goes by round numbers on both sides of the era.
 * @typedef {{ key: string, length: number, months?: number, years?: number }} Unit
 */

/** @type {Unit[]} */
export const UNITS = [
  { key: "second", length: 1e3 },
  { key: "minute", length: MINUTE },
  { key: "ten-minutes", length: 10 * MINUTE },
  { key: "hour", length: HOUR },
  { key: "day", length: DAY },
  { key: "week", length: 7 * DAY },
  ...[1, 3, 12].map((months, place) => ({
    key: ["month", "quarter", "year"][place],
    length: months * 30.44 * DAY,
    months,
  })),
  ...[10, 100, 1e3, 1e4].map((years, place) => ({
    key: ["decade", "century", "millennium", "ten-millennia"][place],
    length: years * 365.25 * DAY,
    years,
  })),
];
const STEPS = UNITS.slice(1); // a window is a minute at least

/** @param {string} key */
export const unitOf = (key) => UNITS.find((unit) => unit.key === key) ?? UNITS[4];

/**
 * Return the start of a month by its number since the year 0.
 * @param {number} count
 */
function monthStart(count) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(count / 12), ((count % 12) + 12) % 12, 1);
  return date.getTime();
}

/**
 * Return the number of the period that holds a time, of a unit of months or of years.
 * @param {Unit} unit @param {number} time
 */
function numberOf({ months = 12, years }, time) {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (!years) return Math.floor((year * 12 + date.getUTCMonth()) / months);
  return year > 0 ? Math.floor(year / years) : -1 - Math.floor((1 - year) / years);
}

/**
 * Return the first year of a period of years by its number; there is no year 0.
 * @param {number} number @param {number} years
 */
function firstYear(number, years) {
  return number < 0 ? 2 + number * years : number * years || 1;
}

/**
 * Return the start of the period that begins `by` periods after the one that holds a time.
 * @param {Unit} unit @param {number} time @param {number} [by]
 */
export function startOf(unit, time, by = 0) {
  const { key, length, months, years } = unit;
  if (years) return monthStart(12 * firstYear(numberOf(unit, time) + by, years));
  if (months) return monthStart((numberOf(unit, time) + by) * months);
  const first = key === "week" ? MONDAY : 0;
  return (Math.floor((time - first) / length) + by) * length + first;
}

/**
 * Return a span widened to whole periods.
 * @param {Unit} unit @param {Span} span @returns {Span}
 */
export function whole(unit, [start, stop]) {
  return [startOf(unit, start), startOf(unit, stop - 1, 1)];
}

/**
 * Return a span moved to whole periods, each end to the nearer one; it holds one at least.
 * @param {Unit} unit @param {Span} span @returns {Span}
 */
export function nearest(unit, span) {
  const [start, stop] = span.map((time) => {
    const [begin, end] = [startOf(unit, time), startOf(unit, time, 1)];
    return time - begin < end - time ? begin : end;
  });
  return start < stop ? [start, stop] : whole(unit, span);
}

/**
 * Return a span of whole periods `by` of them later.
 * @param {Unit} unit @param {Span} span @param {number} by @returns {Span}
 */
export function movedBy(unit, span, by) {
  const [start, stop] = whole(unit, span);
  return [startOf(unit, start, by), startOf(unit, stop, by)];
}

/**
 * Count the periods from one time to another.
 * @param {Unit} unit @param {number} from @param {number} to
 */
export function periodsBetween(unit, from, to) {
  if (unit.months || unit.years) return numberOf(unit, to) - numberOf(unit, from);
  return Math.round((startOf(unit, to) - startOf(unit, from)) / unit.length);
}

/**
 * Return the smallest unit in which a span of a length has few enough columns.
 * @param {number} length
 */
export function unitFor(length) {
  return STEPS.find((unit) => length / unit.length <= MOST) ?? STEPS[STEPS.length - 1];
}

/**
 * Return the next narrower window around a moment: the longest period that is shorter than the
 * window, such as a day of a week. `at` gives the moment for a unit.
 * @param {Span} span @param {(key: string) => number} at @returns {Span}
 */
export function zoomedIn(span, at) {
  for (const unit of [...STEPS].reverse()) {
    const time = at(unit.key);
    const period = /** @type {Span} */ ([startOf(unit, time), startOf(unit, time, 1)]);
    if (period[1] - period[0] < span[1] - span[0]) return period;
  }
  return span;
}

/**
 * Return the next wider window: the whole periods around it of the smallest unit that widens it.
 * @param {Span} span @returns {Span}
 */
export function zoomedOut(span) {
  for (const unit of STEPS) {
    const wider = whole(unit, span);
    if (wider[1] - wider[0] >= CLEARLY * (span[1] - span[0])) return wider;
  }
  return span;
}
