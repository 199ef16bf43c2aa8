// The row of buttons below the picture: spans of time, zoom, and what lies beyond the edges.

/** @import { ColumnPicture, CountedPicture } from "./types.js" */
/** @import { TimeWindow } from "./time-window.js" */

import { DAY, MONTH, YEAR } from "./calendar.js";
import { element } from "./element.js";

/** @type {[name: string, unit: string, length: number][]} */
const PRESETS = [
  ["Day", "day", DAY],
  ["Week", "week", 7 * DAY],
  ["Month", "month", MONTH],
  ["Year", "year", YEAR],
  ["All", "", 0],
];
const ZOOM = 1.6;

/**
 * @param {HTMLElement} parent
 * @param {string} className
 * @param {string} text
 * @param {() => void} act
 */
function button(parent, className, text, act) {
  const made = element("button", className, parent);
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

export class Toolbar {
  /** @param {{ root: HTMLElement, window: TimeWindow }} picture */
  constructor({ root, window }) {
    const foot = element("div", "gt-plot-foot", root);
    const edge = () => button(foot, "gt-plot-edge", "", () => window.showAll());
    this.before = edge();
    const presets = element("div", "gt-plot-tools gt-plot-presets", foot);
    presets.setAttribute("role", "group");
    presets.setAttribute("aria-label", "Show a span of time");
    this.presets = PRESETS.map(([name, unit, length]) => ({
      length,
      preset: button(presets, "gt-plot-tool", name, () => window.showPeriod(unit, length)),
    }));
    const tools = element("div", "gt-plot-tools", foot);
    /** @type {(name: string, sign: string, act: () => void) => HTMLButtonElement} */
    const tool = (name, sign, act) => {
      const made = button(tools, "gt-plot-tool", sign, act);
      made.setAttribute("aria-label", name);
      made.title = name;
      return made;
    };
    tool("Zoom out", "−", () => window.zoom(ZOOM));
    tool("Zoom in", "+", () => window.zoom(1 / ZOOM));
    this.home = tool("Whole picture", "Reset", () => window.goHome());
    this.after = edge();
    this.before.hidden = this.after.hidden = true; // until there is something beyond the edge
  }

  /** @param {CountedPicture | ColumnPicture} data */
  show({ before, after, moved, extent: [first, last] }) {
    this.before.hidden = !before;
    this.before.textContent = `◂ ${before.toLocaleString("en-GB")} earlier`;
    this.after.hidden = !after;
    this.after.textContent = `${after.toLocaleString("en-GB")} later ▸`;
    this.home.disabled = !moved;
    for (const { preset, length } of this.presets) preset.hidden = length > last - first;
  }
}
