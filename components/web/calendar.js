// The calendar along the top of the picture: a window of time becomes headings and ticks.
//
// Times are milliseconds on the reader's clock, as if that were UTC. components/figures/axis.py has
// the same rules for pictures to take away; a test holds the two together.

/** @import { Heading, Span, Tick } from "./types.js" */

export const MINUTE = 60e3;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const MONTH = 30.4 * DAY;
export const YEAR = 365.25 * DAY;
const CLOCK_STEPS = [1, 2, 5, 15, 30, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const WEEKDAY_NAME = format({ weekday: "short" });
const DATE_NAME = format({ day: "numeric", month: "short" });
const MONTH_NAME = format({ month: "short" });
const LONG_MONTH_NAME = format({ month: "long" });
const CLOCK_NAME = format({ hour: "2-digit", minute: "2-digit" });

/** @param {number} time */
export const yearOf = (time) => new Date(time).getUTCFullYear();

/**
 * Write the year of a moment as people do: astronomical year 0 is 1 BC.
 * @param {number} time
 */
function yearName(time) {
  const year = yearOf(time);
  return year > 0 ? String(year) : `${1 - year} BC`;
}

/**
 * Milliseconds at the start of a month; years below 100 are years, not the 1900s.
 * @param {number} year @param {number} month
 */
function monthStart(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year + Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return date.getTime();
}

/** @param {number} step @param {Span} window */
function* every(step, [from, to]) {
  for (let at = Math.floor(from / step) * step; at <= to; at += step) yield at;
}

/** @param {number} step @param {Span} window */
function* everyMonth(step, [from, to]) {
  let index = Math.floor((yearOf(from) * 12 + new Date(from).getUTCMonth()) / step) * step;
  for (let at = monthStart(0, index); at <= to; index += step, at = monthStart(0, index)) yield at;
}

/**
 * Yield the starts of round numbers of years as people count them: 200 BC, 100 BC, AD 1, 100.
 * @param {number} step @param {Span} window
 */
function* everyYears(step, [from, to]) {
  const year = yearOf(from);
  let index = year > 0 ? Math.floor(year / step) : -Math.ceil((1 - year) / step);
  const start = () => monthStart(index < 0 ? 1 + index * step : index * step || 1, 0);
  for (let at = start(); at <= to; index += 1, at = start()) yield at;
}

/**
 * Return a heading from each start to the next, the last to the end of the window.
 * @param {Iterable<number>} starts
 * @param {number} stop
 * @param {(at: number, isFirst: boolean) => string[]} names
 * @returns {Heading[]}
 */
function headings(starts, stop, names) {
  const edges = [...starts];
  return edges.map((from, place) => [from, edges[place + 1] ?? stop, names(from, !place)]);
}

/**
 * @param {Span} window
 * @param {number} scale
 * @param {boolean} isLong
 * @returns {[Heading[], Tick[]]}
 */
function days(window, scale, isLong) {
  const day = DAY * scale;
  /** @type {(at: number, isFirst: boolean) => string[]} */
  const names = (at, isFirst) => {
    const [weekday, date] = [WEEKDAY_NAME.format(at), DATE_NAME.format(at)];
    let known = [date];
    if (day >= 104) known = [`${weekday} ${date}`, date];
    else if (day >= 72) known = [`${weekday} ${new Date(at).getUTCDate()}`];
    if (!isLong || !isFirst) return known;
    return [`${weekday} ${date} ${yearName(at)}`, `${date} ${yearName(at)}`, ...known];
  };
  const step = CLOCK_STEPS.find((each) => each * scale >= 52);
  const ticks = step ? [...every(step, window)].filter((at) => at % DAY) : [];
  return [
    headings(every(DAY, window), window[1], names),
    ticks.map((at) => [at, CLOCK_NAME.format(at)]),
  ];
}

/** @param {Span} window @param {number} scale @returns {[Heading[], Tick[]]} */
function months(window, scale) {
  const step = [1, 2, 5, 10, 15].find((each) => each * DAY * scale >= 24) ?? 15;
  const ticks = [...every(DAY, window)].filter((at) => {
    const date = new Date(at).getUTCDate();
    return step === 1 || ((date === 1 || date % step === 0) && date <= 31 - step / 2);
  });
  /** @type {(at: number, isFirst: boolean) => string[]} */
  const names = (at, isFirst) => {
    const [name, dated] = [MONTH_NAME.format(at), `${MONTH_NAME.format(at)} ${yearName(at)}`];
    if (MONTH * scale >= 110) return [`${LONG_MONTH_NAME.format(at)} ${yearName(at)}`, dated, name];
    return isFirst || !new Date(at).getUTCMonth() ? [dated, yearName(at), name] : [name];
  };
  return [
    headings(everyMonth(1, window), window[1], names),
    ticks.map((at) => [at, String(new Date(at).getUTCDate())]),
  ];
}

/** @param {Span} window @param {number} scale @returns {[Heading[], Tick[]]} */
function years(window, scale) {
  const step = [1, 3, 6].find((each) => each * MONTH * scale >= 32) ?? 6;
  return [
    headings(everyMonth(12, window), window[1], (at) => [yearName(at)]),
    Array.from(everyMonth(step, window), (at) => [at, MONTH_NAME.format(at)]),
  ];
}

/** @param {Span} window @param {number} scale @returns {[Heading[], Tick[]]} */
function manyYears(window, scale) {
  let step = 1;
  for (let place = 0; step * YEAR * scale < 60; place += 1) {
    step = [2, 5, 10][place % 3] * 10 ** Math.floor(place / 3);
  }
  if (step === 1) return [headings(everyMonth(12, window), window[1], (at) => [yearName(at)]), []];
  /** @param {number} at */
  const names = (at) => [yearOf(at) === 1 ? "AD 1" : yearName(at)];
  const spans = headings(everyYears(step, window), window[1], names);
  return [spans.map(([from, to, known]) => [from, to, known, "gt-from"]), []];
}

/**
 * Choose headings and ticks for a window of `width` pixels. A heading of several years names its
 * beginning alone. `isLong` says that the log has more than one year, so that a first day names its.
 * @param {Span} window @param {number} width @param {boolean} isLong
 */
export function calendar(window, width, isLong) {
  const scale = width / (window[1] - window[0]);
  if (DAY * scale >= 46) return days(window, scale, isLong);
  if (MONTH * scale >= 56) return months(window, scale);
  return YEAR * scale >= 60 ? years(window, scale) : manyYears(window, scale);
}

/**
 * Name the time from one moment to another, no finer than it is long.
 * @param {number} from @param {number} stop
 */
export function spanName(from, stop) {
  const [first, last] = [Math.round(from), Math.round(stop) - 1];
  if (stop - from >= 2 * YEAR) return `${yearName(first)} to ${yearName(last)}`;
  const dates = [first, last].map((at) => `${DATE_NAME.format(at)} ${yearName(at)}`);
  const isOneDay = dates[0] === dates[1];
  if (stop - from >= DAY) return isOneDay ? dates[0] : `${dates[0]} to ${dates[1]}`;
  const clocks = `${CLOCK_NAME.format(first)} to ${CLOCK_NAME.format(Math.round(stop))}`;
  return isOneDay ? `${dates[0]}, ${clocks}` : `${dates[0]} to ${dates[1]}, ${clocks}`;
}
