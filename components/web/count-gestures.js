// What a hand does on lanes of counts: press, drag, brush, pinch and wheel.

/** @import { Pointer } from "./hand.js" */
/** @import { Span } from "./types.js" */
/** @import { Counts } from "./counts.js" */

import { clamp } from "./clamp.js";
import { Hand, NARROWEST } from "./hand.js";

const LEAST = 5; // pixels that a chosen part is wide

/**
 * Return the window in which two fingers have under them what they had when they came.
 * @param {Pointer[]} fingers
 * @param {(x: number) => number} time of the window as it was then
 * @param {number} width
 * @returns {Span | undefined}
 */
export function pinched([a, b], time, width) {
  if (Math.abs(b.x - a.x) < NARROWEST) return undefined;
  const scale = (time(b.from) - time(a.from)) / (b.x - a.x);
  const left = time(a.from) - a.x * scale;
  const right = left + scale * width;
  return left < right ? [left, right] : [right, left];
}

class Gestures {
  /** @type {Span} the window as it was when the hand came */
  held = [0, 1];
  /** @type {[left: number, right: number]} */
  brushed = [0, 0];

  /** @param {Counts} picture */
  constructor(picture) {
    this.picture = picture;
    this.hand = new Hand(picture.stage, this);
  }

  /**
   * Return the moment at a place in the window as it was when the hand came.
   * @param {number} x
   */
  time(x) {
    const [start, stop] = this.held;
    return start + ((stop - start) * x) / this.picture.width;
  }

  /** Take the window as it is for the beginning of what the hand does. */
  begin() {
    this.held = [...this.picture.window.span];
    for (const pointer of this.hand.pointers.values()) pointer.from = pointer.x;
  }

  canDrag() {
    return !!this.picture.data;
  }

  lift() {
    this.picture.hover.unpoint();
    this.picture.stage.classList.add("gt-held");
  }

  /** @param {Pointer} pointer @param {Pointer[]} pointers */
  follow(pointer, pointers) {
    const { width, window } = this.picture;
    if (this.hand.isBrushing) this.brush(pointer);
    else if (pointers.length === 1) {
      const by = this.time(pointer.from) - this.time(pointer.x);
      window.move([this.held[0] + by, this.held[1] + by]);
    } else {
      const span = pinched(pointers, (x) => this.time(x), width);
      if (span) window.move(span);
    }
  }

  /** @param {Pointer} pointer */
  brush({ x, from }) {
    const { brush } = this.picture;
    this.brushed = [Math.min(x, from), Math.max(x, from)];
    const [left, right] = this.brushed;
    brush.hidden = false;
    brush.style.left = `${left}px`;
    brush.style.width = `${right - left}px`;
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (!this.hand.pointers.delete(event.pointerId)) return;
    const { brush, stage, window } = this.picture;
    stage.classList.remove("gt-held");
    if (this.hand.isBrushing && this.hand.isDragged) {
      brush.hidden = true;
      const [left, right] = this.brushed;
      if (event.type === "pointerup" && right - left > LEAST) {
        window.move([this.time(left), this.time(right)]);
      }
    }
    this.hand.isBrushing = false;
    this.begin();
    if (this.hand.isHeld() || !this.hand.isDragged) return;
    window.settle();
    this.hand.drop();
  }

  /** @param {WheelEvent} event */
  turn(event) {
    const { data, width, window } = this.picture;
    if (!data) return;
    const { deltaX, deltaY } = event;
    if (event.ctrlKey || event.metaKey) {
      window.zoomBy(Math.exp(clamp(deltaY, -60, 60) / 120), this.hand.x(event) / width);
    } else if (Math.abs(deltaX) > Math.abs(deltaY)) {
      window.scroll(deltaX / width);
    } else return; // the page scrolls past the picture
    event.preventDefault();
  }

  /**
   * Bring a step of time near.
   * @param {MouseEvent} event
   */
  open(event) {
    const { data, hover, window } = this.picture;
    if (!data || this.hand.isDragged) return;
    const place = hover.pointAtStep(event);
    if (place === undefined) return;
    const { from, step } = data.steps;
    hover.unpoint();
    window.move([from + (place - 1) * step, from + (place + 2) * step]);
    window.settle();
  }
}

/** @param {Counts} picture */
export function listenForGestures(picture) {
  const { hover, root, stage } = picture;
  const gestures = new Gestures(picture);
  root.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !hover.card.hidden) hover.unpoint();
  });

  stage.addEventListener("pointermove", (event) => {
    if (!gestures.hand.isHeld()) hover.pointAtStep(event);
  });
  stage.addEventListener("pointerleave", () => hover.unpoint());
  stage.addEventListener("click", (event) => gestures.open(event));
  return gestures;
}
