// The strip below the picture: all events over the whole time of the log, and the window on it.
//
// Dragging the window moves it, dragging one of its edges widens it, a press elsewhere brings it
// there. The picture moves along; what is counted here comes from Python.

import { element, put } from "./figure.js";

const HEIGHT = 30;
const EDGE = 9; // pixels on either side of an edge that belong to it
const NARROWEST = 6; // pixels that the window takes at least

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
  }

  gestures(move, settle) {
    const time = (x) => (x / this.root.clientWidth) * (this.extent[1] - this.extent[0]);
    const place = (event) => event.clientX - this.root.getBoundingClientRect().left;
    const edges = () => {
      const area = this.root.getBoundingClientRect();
      const { left, right } = this.window.getBoundingClientRect();
      return [left - area.left, right - area.left];
    };
    let held = null;
    this.root.addEventListener("pointerdown", (event) => {
      if (event.button || !this.at) return;
      const x = place(event);
      const [left, right] = edges();
      const [start, stop] = this.at;
      held = { x, start, stop, edge: "" };
      if (right - left > 3 * EDGE && Math.abs(x - left) < EDGE) held.edge = "left";
      else if (right - left > 3 * EDGE && Math.abs(x - right) < EDGE) held.edge = "right";
      else if (x < left - 2 || x > right + 2) {
        const middle = this.extent[0] + time(x);
        held.start = middle - (stop - start) / 2;
        held.stop = middle + (stop - start) / 2;
        move([held.start, held.stop]);
      }
      this.root.setPointerCapture(event.pointerId);
    });
    this.root.addEventListener("pointermove", (event) => {
      if (!held) return;
      const by = time(place(event) - held.x);
      const least = time(NARROWEST);
      if (held.edge === "left") move([Math.min(held.start + by, held.stop - least), held.stop]);
      else if (held.edge === "right") move([held.start, Math.max(held.stop + by, held.start + least)]);
      else move([held.start + by, held.stop + by]);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      this.root.addEventListener(end, () => {
        if (held) settle();
        held = null;
      });
    }
  }
}
