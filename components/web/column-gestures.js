// What a hand does on a picture in columns: drag, choose with Shift, pinch and wheel.
//
// The picture follows the hand at once; when it is let go, whole columns are taken.

/** @import { Columns } from "./columns.js" */
/** @import { Pointer } from "./hand.js" */
/** @import { ColumnHead, Span } from "./types.js" */

import { clamp } from "./clamp.js";
import { element } from "./element.js";
import { Hand, NARROWEST } from "./hand.js";
import { periodsBetween, unitOf } from "./unit.js";

const PINCHED = 1.25; // times as far apart is a step
const TURNED = 60; // pixels of a wheel that are a step
const RESTING = 200; // milliseconds after the last turn of a wheel

/** @typedef {{ left: number, right: number, span: Span }} Place a column with its time */

/**
 * Return the columns that have a time, from left to right.
 * @param {ColumnHead[]} heads @returns {Place[]}
 */
export function placesOf(heads) {
  return heads.flatMap(([, x, width, , span]) =>
    span ? [{ left: x, right: x + width, span }] : [],
  );
}

/**
 * Return the number of the column at `x`; one that has no time is -1 or the number of columns.
 * @param {Place[]} places @param {number} x
 */
export function placeAt(places, x) {
  if (x < places[0].left) return -1;
  const found = places.findIndex(({ right }) => x < right);
  return found < 0 ? places.length : found;
}

/**
 * Return by how many columns a drag moves the window: as many as bring the column that the hand took
 * to where it left it. Half the column's width is enough for one.
 * @param {Place[]} places @param {string} unit @param {number} from @param {number} to
 */
export function columnsDragged(places, unit, from, to) {
  /** @param {number} x */
  const held = (x) => clamp(placeAt(places, x), 0, places.length - 1);
  const [first, last] = [places[held(from)], places[held(to)]];
  const by = periodsBetween(unitOf(unit), last.span[0], first.span[0]);
  if (by || Math.abs(to - from) < (first.right - first.left) / 2) return by;
  return to < from ? 1 : -1;
}

/**
 * Return the columns from one place to another, in pixels and in time.
 * @param {Place[]} places @param {number} from @param {number} to @returns {Place}
 */
export function columnsBetween(places, from, to) {
  const [first, last] = [Math.min(from, to), Math.max(from, to)].map(
    (x) => places[clamp(placeAt(places, x), 0, places.length - 1)],
  );
  return { left: first.left, right: last.right, span: [first.span[0], last.span[1]] };
}

export class ColumnGestures {
  /** @type {Place[]} the columns as they were when the hand came */
  places = [];
  turned = 0;
  scrolled = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;

  /** @param {Columns} picture */
  constructor(picture) {
    this.picture = picture;
    this.hand = new Hand(picture.stage, this);
    this.brush = element("div", "gt-plot-brush", picture.stage);
    this.brush.hidden = true;
  }

  isHeld() {
    return this.hand.isHeld() || this.scrolled !== 0;
  }

  /** Whether columns stand side by side, so that there is something to drag. */
  get isAcross() {
    return !!this.picture.data?.gutter && this.places.length > 0;
  }

  /** @param {number} count */
  canDrag(count) {
    return count === 1 ? this.isAcross : !!this.picture.data;
  }

  begin() {
    this.places = placesOf(this.picture.data?.columns ?? []);
  }

  lift() {
    this.picture.unpoint();
  }

  /** @param {Pointer} pointer @param {Pointer[]} pointers */
  follow(pointer, pointers) {
    if (this.hand.isBrushing) this.choose(pointer);
    else if (pointers.length === 1) this.picture.shift(pointer.x - pointer.from);
    else this.picture.shift(0, ...this.pinch(pointers));
  }

  /**
   * Return how much farther apart two fingers are than they were, and where their middle is.
   * @param {Pointer[]} pointers @returns {[scale: number, middle: number]}
   */
  pinch([a, b]) {
    const before = Math.max(Math.abs(b.from - a.from), NARROWEST);
    return [Math.max(Math.abs(b.x - a.x), NARROWEST) / before, (a.from + b.from) / 2];
  }

  /** @param {Pointer} pointer */
  choose({ x, from }) {
    const { left, right } = columnsBetween(this.places, from, x);
    this.brush.hidden = false;
    this.brush.style.left = `${left}px`;
    this.brush.style.width = `${right - left}px`;
  }

  /** @param {PointerEvent} event */
  release(event) {
    const pointers = [...this.hand.pointers.values()];
    const pointer = this.hand.pointers.get(event.pointerId);
    if (!pointer) return;
    this.hand.pointers.delete(event.pointerId);
    this.brush.hidden = true;
    if (this.hand.isDragged && event.type === "pointerup") {
      if (pointers.length > 1) this.zoomBy(...this.pinch(pointers));
      else if (this.hand.isBrushing) {
        this.picture.window.take(columnsBetween(this.places, pointer.from, pointer.x).span);
      } else this.moveBy(pointer.from, pointer.x);
    } else if (this.hand.isDragged) this.picture.shift(0);
    if (pointers.length > 1) this.hand.pointers.clear(); // the other finger does nothing any more
    this.hand.isBrushing = false;
    this.hand.drop();
  }

  /** @param {number} scale @param {number} middle */
  zoomBy(scale, middle) {
    const { window } = this.picture;
    if (scale > PINCHED) window.zoomIn(this.time(middle));
    else if (scale < 1 / PINCHED) window.zoomOut();
    this.picture.shift(0);
  }

  /** @param {number} x */
  time(x) {
    if (!this.isAcross) return undefined;
    const place = this.places[placeAt(this.places, x)];
    return place?.span[0];
  }

  /** @param {number} from @param {number} to */
  moveBy(from, to) {
    const by = columnsDragged(this.places, this.picture.data?.unit ?? "day", from, to);
    if (by) this.picture.window.moveBy(by);
    else this.picture.shift(0);
  }

  /** @param {WheelEvent} event */
  turn(event) {
    const { data, shared } = this.picture;
    if (!data) return;
    const { deltaX, deltaY } = event;
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && Math.abs(deltaX) <= Math.abs(deltaY)) return; // the page scrolls past the picture
    event.preventDefault();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(this.hand.x(event)), RESTING);
    if (!isZoom) {
      this.begin();
      if (!this.isAcross) return;
      this.scrolled -= deltaX;
      this.picture.shift(this.scrolled);
      return;
    }
    if (!shared.outbox.isSettled(shared.seen)) return; // one step at a time
    this.turned += deltaY;
    if (Math.abs(this.turned) < TURNED) return;
    this.begin();
    if (this.turned > 0) this.picture.window.zoomOut();
    else this.picture.window.zoomIn(this.time(this.hand.x(event)));
    this.turned = 0;
  }

  /** The wheel is still. @param {number} x where the pointer is */
  rest(x) {
    const by = this.scrolled;
    this.turned = this.scrolled = 0;
    if (by) this.moveBy(x, x + by);
  }

  stop() {
    clearTimeout(this.resting);
  }
}
