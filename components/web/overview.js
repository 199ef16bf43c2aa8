// The strip below the picture: all events over the whole time of the log, and the window on it.
//
// Dragging the window moves it, dragging one of its edges widens it, dragging elsewhere draws a new
// one, a press there brings it there; it never leaves the log's time. A window that covers all of that
// leaves nothing to move, so that dragging draws a new one as well. What is counted here comes from
// Python.

import { element, put } from "./figure.js";

const HEIGHT = 30;
const EDGE = 9; // pixels on either side of an edge that belong to it
const NARROWEST = 6; // pixels that the window takes at least
const SLOP = 3; // pixels that a press may wander without being a drag

export class Overview {
  /** Make a strip in `parent`; `move` takes a new window, `settle` is called when it is let go. */
  constructor(parent, move, settle) {
    this.root = element("div", "gt-overview", parent);
    this.root.setAttribute("aria-hidden", "true"); // the same can be done with keys and buttons
    this.picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.picture.setAttribute("preserveAspectRatio", "none");
    this.path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    this.picture.append(this.path);
    this.root.append(this.picture);
    this.window = element("div", "gt-overview-window", this.root);
    this.gestures(move, settle);
  }

  /** Show `counts` over `extent`; nothing where there is nothing to choose from. */
  show(counts, extent) {
    this.extent = extent;
    this.root.hidden = !counts.length;
    const drawn = counts.join();
    if (drawn === this.drawn || !counts.length) return;
    this.drawn = drawn;
    const peak = Math.max(...counts) || 1;
    const steps = counts.map((count, place) => {
      const top = count ? HEIGHT - Math.max((count / peak) * (HEIGHT - 3), 1.5) : HEIGHT;
      return `V${top.toFixed(1)}H${place + 1}`;
    });
    this.picture.setAttribute("viewBox", `0 0 ${counts.length} ${HEIGHT}`);
    this.path.setAttribute("d", `M0 ${HEIGHT}${steps.join("")}V${HEIGHT}Z`);
  }

  /** Put the window where the picture has it. */
  follow([start, stop]) {
    this.at = [start, stop];
    const [first, last] = this.extent;
    const share = (time) => Math.min(Math.max((time - first) / (last - first), 0), 1);
    put(this.window.style, "left", `${(share(start) * 100).toFixed(3)}%`);
    put(this.window.style, "right", `${((1 - share(stop)) * 100).toFixed(3)}%`);
    this.root.classList.toggle("gt-whole", start <= first && stop >= last);
  }

  /** Tell what a press at `x` takes hold of: the window, an edge of it, or a new one. */
  grip(x) {
    const area = this.root.getBoundingClientRect();
    const { left, right } = this.window.getBoundingClientRect();
    const [first, last] = [left - area.left, right - area.left];
    if (first <= 1 && last >= area.width - 1) return "all";
    const hasEdges = last - first > 3 * EDGE;
    if (hasEdges && Math.abs(x - first) < EDGE) return "left";
    if (hasEdges && Math.abs(x - last) < EDGE) return "right";
    return x < first - 2 || x > last + 2 ? "new" : "window";
  }

  /** Return a window of the same length that does not leave the log's time, `by` later. */
  shifted([start, stop], by) {
    const [first, last] = this.extent;
    const begin = Math.min(Math.max(start + by, first), last - (stop - start));
    return [begin, begin + stop - start];
  }

  /** Return the window that dragging from `x` to `to` makes of the one that was there. */
  dragged({ grip, x, at: [start, stop] }, to) {
    const [first, last] = this.extent;
    const scale = (last - first) / this.root.clientWidth;
    const least = NARROWEST * scale;
    const by = (to - x) * scale;
    if (grip === "left") return [Math.max(Math.min(start + by, stop - least), first), stop];
    if (grip === "right") return [start, Math.min(Math.max(stop + by, start + least), last)];
    if (grip === "window") return this.shifted([start, stop], by);
    const ends = [x, to].map((each) => Math.min(Math.max(first + each * scale, first), last));
    const begin = Math.min(...ends, last - least);
    return [begin, Math.max(...ends, begin + least)];
  }

  gestures(move, settle) {
    const place = (event) => event.clientX - this.root.getBoundingClientRect().left;
    let held = null;
    this.root.addEventListener("pointerdown", (event) => {
      if (event.button || !this.at || held) return;
      const x = place(event);
      held = { grip: this.grip(x), x, at: this.at, drawn: null };
      this.root.setPointerCapture(event.pointerId);
    });
    this.root.addEventListener("pointermove", (event) => {
      if (!held || (!held.drawn && Math.abs(place(event) - held.x) < SLOP)) return;
      held.drawn = this.dragged(held, place(event));
      // a new one begins with no breadth: the picture follows when it is let go
      if (held.grip === "new" || held.grip === "all") this.follow(held.drawn);
      else move(held.drawn);
    });
    this.root.addEventListener("pointerup", () => {
      if (!held) return;
      const { grip, x, at, drawn } = held;
      held = null;
      if (!drawn && grip !== "new") return;
      const [first, last] = this.extent;
      const pressed = first + (x / this.root.clientWidth) * (last - first);
      move(drawn ?? this.shifted(at, pressed - (at[0] + at[1]) / 2));
      settle();
    });
    this.root.addEventListener("pointercancel", () => {
      if (held) move(held.at);
      held = null;
    });
  }
}
