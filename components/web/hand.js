// A hand on a picture: which pointers are down, from where, and whether they drag or choose a part.

const SLOP = 5; // pixels that a press may wander without being a drag
export const NARROWEST = 8; // pixels between two fingers that still say anything

/** @typedef {{ x: number, from: number }} Pointer where it is and where it came, in pixels */

/**
 * @typedef {object} Acts what a picture does under a hand
 * @property {(count: number) => boolean} canDrag whether so many pointers can move it, 0 for any
 * @property {() => void} begin takes the picture as it is when a pointer comes
 * @property {() => void} lift begins a drag
 * @property {(pointer: Pointer, all: Pointer[]) => void} follow follows a pointer that moved
 * @property {(event: PointerEvent) => void} release
 * @property {(event: WheelEvent) => void} turn
 */

export class Hand {
  /** @type {Map<number, Pointer>} by the id of the pointer */
  pointers = new Map();
  isDragged = false;
  isBrushing = false;

  /** @param {HTMLElement} stage @param {Acts} acts */
  constructor(stage, acts) {
    this.stage = stage;
    this.acts = acts;
    stage.addEventListener("pointerdown", (event) => this.press(event));
    stage.addEventListener("pointermove", (event) => this.drag(event));
    stage.addEventListener("pointerup", (event) => acts.release(event));
    stage.addEventListener("pointercancel", (event) => acts.release(event));
    stage.addEventListener("wheel", (event) => acts.turn(event), { passive: false });
  }

  isHeld() {
    return this.pointers.size > 0;
  }

  /** @param {MouseEvent} event */
  x(event) {
    return event.clientX - this.stage.getBoundingClientRect().left;
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button || !this.acts.canDrag(0)) return;
    const x = this.x(event);
    for (const pointer of this.pointers.values()) pointer.from = pointer.x;
    this.pointers.set(event.pointerId, { x, from: x });
    if (this.pointers.size === 1) this.isDragged = false;
    this.isBrushing = event.shiftKey && event.pointerType === "mouse";
    this.acts.begin();
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    pointer.x = this.x(event);
    const pointers = [...this.pointers.values()];
    if (!this.isDragged) {
      if (pointers.every(({ x, from }) => Math.abs(x - from) < SLOP)) return;
      if (!this.acts.canDrag(pointers.length)) return;
      this.isDragged = true;
      this.acts.lift();
      this.stage.setPointerCapture(event.pointerId);
    }
    this.acts.follow(pointer, pointers);
  }

  /** The click that ends a drag is not one on what lies below. */
  drop() {
    if (this.isDragged) setTimeout(() => (this.isDragged = false));
  }
}
