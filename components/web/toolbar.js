// The row of buttons below the picture: spans of time, zoom, and what lies beyond the edges.

/** @import { ColumnPicture, CountedPicture, Words } from "./types.js" */
/** @import { TimeWindow } from "./time-window.js" */

import { DAY, MONTH, YEAR } from "./calendar.js";
import { element } from "./element.js";

/** @type {[name: "day" | "week" | "month" | "year" | "all", length: number][]} */
const PRESETS = [
  ["day", DAY],
  ["week", 7 * DAY],
  ["month", MONTH],
  ["year", YEAR],
  ["all", 0],
];

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
  /** @param {HTMLElement} root @param {TimeWindow} window @param {Words} words */
  constructor(root, window, words) {
    const foot = element("div", "gt-plot-foot", root);
    const edge = () => button(foot, "gt-plot-edge", "", () => window.showAll());
    this.before = edge();
    const presets = element("div", "gt-plot-tools gt-plot-presets", foot);
    presets.setAttribute("role", "group");
    presets.setAttribute("aria-label", words.spans);
    this.presets = PRESETS.map(([unit, length]) => ({
      length,
      preset: button(presets, "", words[unit], () => window.showPeriod(unit, length)),
    }));
    const tools = element("div", "gt-plot-tools", foot);
    /** @type {(name: string, sign: string, act: () => void) => HTMLButtonElement} */
    const tool = (name, sign, act) => {
      const made = button(tools, "", sign, act);
      made.setAttribute("aria-label", name);
      made.title = name;
      return made;
    };
    tool(words.zoomOut, "−", () => window.zoomOut());
    tool(words.zoomIn, "+", () => window.zoomIn());
    this.home = tool(words.resetHint, words.reset, () => window.goHome());
    this.after = edge();
    this.before.hidden = this.after.hidden = true; // until there is something beyond the edge
  }

  /** @param {CountedPicture | ColumnPicture} data */
  show({ before, after, moved, extent: [first, last] }) {
    this.before.hidden = !before;
    this.before.textContent = `◂ ${before}`;
    this.after.hidden = !after;
    this.after.textContent = `${after} ▸`;
    this.home.disabled = !moved;
    for (const { preset, length } of this.presets) preset.hidden = length > last - first;
  }
}
