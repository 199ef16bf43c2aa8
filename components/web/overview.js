// The strip below the picture: all events over the whole time of the log, and the window on it.
//
// Dragging the window moves it, dragging one of its edges widens it, dragging elsewhere draws a new
// one, a press there brings it there; it never leaves the log's time. A window that covers all of
// that leaves nothing to move, so dragging draws a new one as well. Python does the counting.

/** @import { Span } from "./types.js" */

import { clamp } from "./clamp.js";
import { element, put } from "./element.js";

const HEIGHT = 30;
const EDGE = 9; // pixels on either side of an edge that belong to it
const NARROWEST = 6; // pixels that the window takes at least
const SLOP = 3; // pixels that a press may wander without being a drag

/** @typedef {"all" | "left" | "right" | "new" | "window"} Grip what a press takes hold of */

/**
 * Return the outline of `counts`, one step of it a unit wide.
 * @param {number[]} counts
 */
export function outline(counts) {
  const peak = Math.max(...counts) || 1;
  const steps = counts.map((count, place) => {
    const top = count ? HEIGHT - Math.max((count / peak) * (HEIGHT - 3), 1.5) : HEIGHT;
    return `V${top.toFixed(1)}H${place + 1}`;
  });
  return `M0 ${HEIGHT}${steps.join("")}V${HEIGHT}Z`;
}

/**
 * Return what a press at `x` takes hold of, all in pixels of the strip.
 * @param {number} x @param {Span} window @param {number} width @returns {Grip}
 */
export function gripAt(x, [left, right], width) {
  if (left <= 1 && right >= width - 1) return "all";
  const hasEdges = right - left > 3 * EDGE;
  if (hasEdges && Math.abs(x - left) < EDGE) return "left";
  if (hasEdges && Math.abs(x - right) < EDGE) return "right";
  return x < left - 2 || x > right + 2 ? "new" : "window";
}

/**
 * Return a window `by` later, of the same length, that does not leave the log's time.
 * @param {Span} window @param {number} by @param {Span} extent @returns {Span}
 */
export function shifted([start, stop], by, [first, last]) {
  const begin = Math.min(Math.max(start + by, first), last - (stop - start));
  return [begin, begin + stop - start];
}

/**
 * Return the window that dragging from `x` to `to` makes of the one that was there.
 * @param {{ grip: Grip, x: number, at: Span }} held
 * @param {number} to
 * @param {Span} extent
 * @param {number} width
 * @returns {Span}
 */
export function dragged({ grip, x, at: [start, stop] }, to, [first, last], width) {
  const scale = (last - first) / width;
  const least = NARROWEST * scale;
  const by = (to - x) * scale;
  if (grip === "left") return [Math.max(Math.min(start + by, stop - least), first), stop];
  if (grip === "right") return [start, Math.min(Math.max(stop + by, start + least), last)];
  if (grip === "window") return shifted([start, stop], by, [first, last]);
  const ends = [x, to].map((end) => clamp(first + end * scale, first, last));
  const begin = Math.min(...ends, last - least);
  return [begin, Math.max(...ends, begin + least)];
}

export class Overview {
  /** @type {Span} */
  extent = [0, 1];
  /** @type {Span | undefined} the window */
  at;
  /** @type {{ grip: Grip, x: number, at: Span, moved?: Span } | undefined} */
  held;
  shown = "";

  /**
   * @param {HTMLElement} parent
   * @param {(span: Span) => void} move takes a new window
   * @param {() => void} settle is called when it is let go
   */
  constructor(parent, move, settle) {
    this.move = move;
    this.settle = settle;
    this.root = element("div", "gt-overview", parent);
    this.root.setAttribute("aria-hidden", "true"); // the same can be done with keys and buttons
    this.picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.picture.setAttribute("preserveAspectRatio", "none");
    this.path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    this.picture.append(this.path);
    this.root.append(this.picture);
    this.window = element("div", "gt-overview-window", this.root);
    this.root.addEventListener("pointerdown", (event) => this.press(event));
    this.root.addEventListener("pointermove", (event) => this.drag(event));
    this.root.addEventListener("pointerup", () => this.release());
    this.root.addEventListener("pointercancel", () => {
      if (this.held) move(this.held.at);
      this.held = undefined;
    });
  }

  /**
   * Show `counts` over `extent`; nothing where there is nothing to choose from.
   * @param {number[]} counts @param {Span} extent
   */
  show(counts, extent) {
    this.extent = extent;
    this.root.hidden = !counts.length;
    const shown = counts.join();
    if (shown === this.shown || !counts.length) return;
    this.shown = shown;
    this.picture.setAttribute("viewBox", `0 0 ${counts.length} ${HEIGHT}`);
    this.path.setAttribute("d", outline(counts));
  }

  /**
   * Put the window where the picture has it.
   * @param {Span} window
   */
  follow([start, stop]) {
    this.at = [start, stop];
    const [first, last] = this.extent;
    /** @param {number} time */
    const share = (time) => clamp((time - first) / (last - first), 0, 1);
    put(this.window.style, "left", `${(share(start) * 100).toFixed(3)}%`);
    put(this.window.style, "right", `${((1 - share(stop)) * 100).toFixed(3)}%`);
    this.root.classList.toggle("gt-whole", start <= first && stop >= last);
  }

  /** @param {MouseEvent} event */
  x(event) {
    return event.clientX - this.root.getBoundingClientRect().left;
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button || !this.at || this.held) return;
    const x = this.x(event);
    const area = this.root.getBoundingClientRect();
    const { left, right } = this.window.getBoundingClientRect();
    const grip = gripAt(x, [left - area.left, right - area.left], area.width);
    this.held = { grip, x, at: this.at };
    this.root.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const { held } = this;
    if (!held || (!held.moved && Math.abs(this.x(event) - held.x) < SLOP)) return;
    held.moved = dragged(held, this.x(event), this.extent, this.root.clientWidth);
    // a new one begins with no breadth: the picture follows when it is let go
    if (held.grip === "new" || held.grip === "all") this.follow(held.moved);
    else this.move(held.moved);
  }

  release() {
    if (!this.held) return;
    const { grip, x, at, moved } = this.held;
    this.held = undefined;
    if (!moved && grip !== "new") return;
    const [first, last] = this.extent;
    const pressed = first + (x / this.root.clientWidth) * (last - first);
    this.move(moved ?? shifted(at, pressed - (at[0] + at[1]) / 2, this.extent));
    this.settle();
  }
}
