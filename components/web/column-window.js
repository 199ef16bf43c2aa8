// The window of a picture in columns: it moves by whole columns, and zooms from unit to unit.

/** @import { ColumnPicture, Span } from "./types.js" */

import { MINUTE } from "./calendar.js";
import { TimeWindow } from "./time-window.js";
import { movedBy, nearest, unitFor, unitOf, whole, zoomedIn, zoomedOut } from "./unit.js";

export class ColumnWindow extends TimeWindow {
  shortest = MINUTE;

  /** @returns {ColumnPicture | undefined} */
  get data() {
    return /** @type {ColumnPicture | undefined} */ (this.picture.data);
  }

  get unit() {
    return unitOf(this.data?.unit ?? "day");
  }

  /** Take whole units before Python hears of the window. @param {number} [wait] */
  settle(wait) {
    this.span = nearest(unitFor(this.span[1] - this.span[0]), this.span);
    this.picture.redraw();
    super.settle(wait);
  }

  /** Show a span, and tell Python. @param {Span} span */
  take(span) {
    this.move(span);
    super.settle();
  }

  /** @param {number} columns */
  moveBy(columns) {
    this.take(movedBy(this.unit, this.span, columns));
  }

  /** Show what the window leaves out at its start, or at its end. @param {boolean} isEarlier */
  widen(isEarlier) {
    if (!this.data) return;
    const { extent } = this.data;
    const [start, stop] = this.span;
    const span = /** @type {Span} */ (isEarlier ? [extent[0], stop] : [start, extent[1]]);
    this.take(whole(unitFor(span[1] - span[0]), span));
  }

  /** @param {number} [moment] to bring near; without it, where the most events are */
  zoomIn(moment) {
    const { data, span } = this;
    if (!data) return;
    const middle = (span[0] + span[1]) / 2;
    this.take(zoomedIn(span, (key) => moment ?? data.busiest[key]?.[0] ?? middle));
  }

  zoomOut() {
    if (this.data) this.take(zoomedOut(this.span));
  }

  showAll() {
    if (!this.data) return;
    const { extent } = this.data;
    this.take(whole(unitFor(extent[1] - extent[0]), extent));
  }
}
