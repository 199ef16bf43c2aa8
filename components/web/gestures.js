// What a hand does on the picture: press, drag, brush, pinch and wheel.

/** @import { Span } from "./types.js" */
/** @import { Counts } from "./timeline.js" */

const SLOP = 5; // pixels that a press may wander without being a drag
const NARROWEST = 8; // pixels between two fingers that still say anything

/**
 * Return the window in which two fingers have under them what they had when they came.
 * @param {{ x: number, from: number }[]} fingers
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
  /** @type {Map<number, { x: number, from: number }>} by the id of the pointer */
  pointers = new Map();
  /** @type {Span} the window as it was when the hand came */
  held = [0, 1];
  isDragged = false;
  isBrushing = false;
  /** @type {[left: number, right: number]} */
  brushed = [0, 0];

  /** @param {Counts} picture */
  constructor(picture) {
    this.picture = picture;
  }

  isHeld() {
    return this.pointers.size > 0;
  }

  /** @param {MouseEvent} event */
  x(event) {
    return event.clientX - this.picture.stage.getBoundingClientRect().left;
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
    for (const pointer of this.pointers.values()) pointer.from = pointer.x;
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button || !this.picture.data) return;
    this.pointers.set(event.pointerId, { x: this.x(event), from: this.x(event) });
    this.isDragged = false;
    this.isBrushing = event.shiftKey && event.pointerType === "mouse";
    this.begin();
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    pointer.x = this.x(event);
    const pointers = [...this.pointers.values()];
    if (!this.isDragged) {
      if (pointers.every(({ x, from }) => Math.abs(x - from) < SLOP)) return;
      this.isDragged = true;
      this.picture.hover.unpoint();
      this.picture.stage.setPointerCapture(event.pointerId);
      this.picture.stage.classList.add("gt-held");
    }
    if (this.isBrushing) this.brush(pointer);
    else if (pointers.length === 1) {
      const by = this.time(pointer.from) - this.time(pointer.x);
      this.picture.window.move([this.held[0] + by, this.held[1] + by]);
    } else {
      const span = pinched(pointers, (x) => this.time(x), this.picture.width);
      if (span) this.picture.window.move(span);
    }
  }

  /** @param {{ x: number, from: number }} pointer */
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
    if (!this.pointers.delete(event.pointerId)) return;
    const { brush, stage, window } = this.picture;
    stage.classList.remove("gt-held");
    if (this.isBrushing && this.isDragged) {
      brush.hidden = true;
      const [left, right] = this.brushed;
      if (event.type === "pointerup" && right - left > SLOP) {
        window.move([this.time(left), this.time(right)]);
      }
    }
    this.isBrushing = false;
    this.begin();
    if (this.isHeld() || !this.isDragged) return;
    window.settle();
    // the click that ends a drag is not one on a step
    setTimeout(() => (this.isDragged = false));
  }

  /** @param {WheelEvent} event */
  turn(event) {
    const { data, width, window } = this.picture;
    if (!data) return;
    const { deltaX, deltaY } = event;
    if (event.ctrlKey || event.metaKey) {
      window.zoom(Math.exp(Math.min(Math.max(deltaY, -60), 60) / 120), this.x(event) / width);
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
    if (!data || this.isDragged) return;
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
    if (!gestures.isHeld()) hover.pointAtStep(event);
  });
  stage.addEventListener("pointerleave", () => hover.unpoint());
  stage.addEventListener("click", (event) => gestures.open(event));
  stage.addEventListener("pointerdown", (event) => gestures.press(event));
  stage.addEventListener("pointermove", (event) => gestures.drag(event));
  stage.addEventListener("pointerup", (event) => gestures.release(event));
  stage.addEventListener("pointercancel", (event) => gestures.release(event));
  stage.addEventListener("wheel", (event) => gestures.turn(event), { passive: false });
  return gestures;
}
