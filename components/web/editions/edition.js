// The script of a page that needs no server: what follows "#" is the view, and everything follows it.
//
// Nothing is made of text that is parsed: the document holds all elements, and the few that are made
// here hold text nodes.

/** @import { Rules, Selection } from "./rules.js" */
/** @typedef {{ rules: Rules, words: Record<string, string>, steps: string[][] }} Data */

import { consistent, readHash, unfiltered, writeHash } from "./address.js";
import { answer } from "./filtering.js";
import { FilterPanel } from "./filter-panel.js";
import { OpenPlace } from "./open-place.js";
import { isTaken } from "../shortcuts.js";
import { Stated } from "./stated.js";

/** @type {Data} */
const data = JSON.parse(document.getElementById("gt-data")?.textContent ?? "");
const { rules, words, steps } = data;

const filterPanel = new FilterPanel(rules);
const openPlace = new OpenPlace(words);
const stated = new Stated(rules, words);
const list = document.querySelector("#gt-timeline .gt-list");
const rows = new Map([...(list?.children ?? [])].map((row, at) => [rules.events[at], row]));
const drawn = [
  .../** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-event]")),
];

/** @type {Selection} */
let selection = unfiltered(rules);
let address = location.hash || "#";

/**
 * Fade what is not in view, and take it off the list.
 * @param {Set<string>} shown @param {Set<string>} clear
 */
function showEvents(shown, clear) {
  const inView = rules.events.flatMap((event) => (shown.has(event) ? (rows.get(event) ?? []) : []));
  // taken off the page: to hide two thousand rows that are not laid out takes a second
  if (
    inView.some((row, at) => row !== list?.children[at]) ||
    inView.length !== list?.children.length
  )
    list?.replaceChildren(...inView);
  for (const [event, row] of rows) {
    const link = row.firstElementChild;
    if (event === selection.event) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }
  for (const part of drawn) {
    const { event = "" } = part.dataset;
    part.classList.toggle("gt-faded", !clear.has(event));
    part.classList.toggle("gt-open", event === selection.event);
  }
}

/** Show what the address asks for. */
function show() {
  const read = readHash(address, rules);
  selection = read.selection;
  const found = answer(rules, selection);
  const step = Number(selection.walk);
  const shown = new Set(found.ids);
  showEvents(shown, step ? new Set(steps[step - 1]) : shown);
  filterPanel.show(selection, found, (changes) => answer(rules, { ...selection, ...changes }));
  stated.show(selection, found, read.ignored);
  openPlace.show(selection, found);
  openPlace.showWayOut(writeHash({ ...selection, event: "" }, rules));
  const { classList } = document.documentElement;
  classList.toggle("gt-walking", step > 0);
  classList.toggle("gt-weighing", selection.page === "evidence"); // what goes on paper
}

/**
 * Go to another view; one that `replaces` this one leaves no step back to it.
 * @param {Selection} wanted @param {boolean} [replaces]
 */
function go(wanted, replaces = false) {
  const next = writeHash(consistent(wanted, rules), rules);
  if (next === address) return;
  address = next;
  try {
    history[replaces ? "replaceState" : "pushState"](null, "", address);
  } catch (error) {
    // browsers refuse many at once, such as of a key held down; the view changes all the same
    if (!(error instanceof DOMException)) throw error;
  }
  show();
}

filterPanel.listen((changes, replaces) => {
  go({ ...selection, ...changes, event: "", walk: "", page: "timeline", at: "" }, replaces);
});

/**
 * Return where a link leads: to an event or a part of the page with the filters as they are.
 * @param {Selection} there @param {Element} link
 * @returns {Selection}
 */
function withFilters(there, link) {
  const { event, page, part, at } = there;
  const isPart = link.closest(".gt-pages") && !there.walk;
  const isEvent = writeHash(there, rules) === `#event=${event}`;
  return isPart || isEvent ? { ...selection, event, page, part, at, walk: "" } : there;
}

/**
 * Follow a link to an event with the filters as they are, and any other to the view that it names.
 * @param {MouseEvent} press
 */
function follow(press) {
  if (press.button || press.metaKey || press.ctrlKey || press.shiftKey || press.altKey) return;
  const link = /** @type {Element} */ (press.target).closest("a[href^='#']");
  if (!link) return;
  const there = readHash(link.getAttribute("href") ?? "", rules).selection;
  press.preventDefault();
  openPlace.remember(document.activeElement);
  go(withFilters(there, link));
  openPlace.focus();
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.key === "/" && !isTaken(event)) {
    event.preventDefault();
    filterPanel.search?.focus();
    return;
  }
  if (isTaken(event)) return;
  const link = openPlace.linkFor(event.key);
  if (!link) return;
  event.preventDefault();
  link.click();
}

document.addEventListener("click", follow);
document.addEventListener("keydown", press);
addEventListener("hashchange", () => {
  address = location.hash || "#";
  show();
  openPlace.focus();
});
// the document is the whole view already
if (location.hash.length > 1) {
  show();
  openPlace.focus();
}
