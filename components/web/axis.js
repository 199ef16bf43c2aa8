// The headings, ticks and lines of the time axis, drawn where the window has them.

/** @import { Heading, Span, Tick } from "./types.js" */

import { calendar, yearOf } from "./calendar.js";
import { pool, put } from "./element.js";

const NARROWEST = 8; // pixels of a heading that is worth drawing, and those around its name
const EDGE = 14; // pixels from either end within which a tick would be cut off

export class Axis {
  /** @type {Heading[]} */
  headings = [];
  /** @type {Tick[]} */
  ticks = [];
  /** @type {Map<string, number>} pixels of each name that was measured */
  widths = new Map();
  pen = document.createElement("canvas").getContext("2d");

  /** @param {HTMLElement} strip @param {HTMLElement} grid */
  constructor(strip, grid) {
    this.strip = strip;
    this.grid = grid;
  }

  /**
   * Choose what a window is marked with.
   * @param {Span} window
   * @param {number} width
   * @param {Span} extent of the whole log
   */
  choose(window, width, [first, last]) {
    [this.headings, this.ticks] = calendar(window, width, yearOf(first) !== yearOf(last));
  }

  /**
   * Return the width of a name in pixels.
   * @param {string} name
   */
  breadth(name) {
    const known = this.widths.get(name);
    if (known !== undefined || !this.pen) return known ?? 0;
    const { fontSize, fontFamily } = getComputedStyle(this.strip);
    this.pen.font = `650 ${fontSize} ${fontFamily}`;
    const { width } = this.pen.measureText(name);
    this.widths.set(name, width);
    return width;
  }

  /** @param {(time: number) => number} x @param {number} width */
  draw(x, width) {
    /** @type {[className: string, left: number, breadth: string, name: string][]} */
    const heads = [];
    for (const [from, to, names, className = ""] of this.headings) {
      const left = Math.max(x(from), 0);
      const breadth = Math.min(x(to), width) - left;
      if (breadth < NARROWEST) continue;
      // a name that is cut off reads like another; that of a beginning stands at the beginning only
      const isNamed = !className || x(from) > -1;
      const name = isNamed && names.find((text) => this.breadth(text) + NARROWEST <= breadth);
      heads.push([`gt-plot-span ${className}`, left, `${breadth}px`, name || ""]);
    }
    for (const [at, name] of this.ticks) {
      const left = x(at);
      if (left > EDGE && left < width - EDGE) heads.push(["gt-plot-tick", left, "", name]);
    }
    pool(this.strip, heads, ([className, left, breadth, name], heading) => {
      put(heading, "className", className);
      put(heading.style, "left", `${left}px`);
      put(heading.style, "width", breadth);
      put(heading, "textContent", name);
    });
    const edges = this.headings.map(([from]) => x(from)).filter((left) => left > 0);
    pool(this.grid, edges, (left, line) => put(line.style, "left", `${left}px`));
  }
}
