// The window of time that the picture shows: how the reader moves it, and when Python hears of it.

/** @import { Span, WindowHost } from "./types.js" */

const SHORTEST = 10 * 60e3; // milliseconds
const RESTING = 200; // milliseconds after the last turn of a wheel
const STEP = 1.6; // times as wide

export class TimeWindow {
  /** @type {Span | undefined} */
  #span;
  moving = 0;
  shortest = SHORTEST; // a window at least
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;

  /** @param {WindowHost} picture */
  constructor(picture) {
    this.picture = picture;
  }

  /** @returns {Span} */
  get span() {
    return /** @type {Span} */ (this.#span);
  }

  set span(span) {
    this.#span = span;
  }

  /** @param {Span} span */
  move([start, stop]) {
    const { data } = this.picture;
    if (!data) return;
    const [first, last] = data.extent;
    const longest = Math.max(last - first, data.home[1] - data.home[0]) * 2;
    const middle = (start + stop) / 2;
    const length = Math.min(Math.max(stop - start, this.shortest), longest);
    this.span = [middle - length / 2, middle + length / 2];
    this.moving ||= requestAnimationFrame(() => {
      this.moving = 0;
      this.picture.redraw();
    });
  }

  /** Send the window to Python once the reader's hand rests. */
  settle(wait = 0) {
    clearTimeout(this.resting);
    const { outbox } = this.picture.shared;
    outbox.hold();
    const { losses } = outbox;
    this.resting = setTimeout(() => {
      if (outbox.losses !== losses) return; // Back led to another view meanwhile
      const [start, stop] = this.span;
      this.picture.shared.send("window", { start, stop });
    }, wait);
  }

  /**
   * @param {number} factor over 1 for a wider window
   * @param {number} [share] what stays in its place, as a fraction of the width
   */
  zoomBy(factor, share = 0.5) {
    const [start, stop] = this.span;
    const pivot = start + (stop - start) * share;
    this.move([pivot - (pivot - start) * factor, pivot + (stop - pivot) * factor]);
    this.settle(RESTING);
  }

  zoomIn() {
    this.zoomBy(1 / STEP);
  }

  zoomOut() {
    this.zoomBy(STEP);
  }

  /**
   * Move by a fraction of the window.
   * @param {number} share
   */
  scroll(share) {
    const [start, stop] = this.span;
    const by = share * (stop - start);
    this.move([start + by, stop + by]);
    this.settle(RESTING);
  }

  /**
   * Show the period of a unit in which the most events in view are, or everything.
   * @param {string} unit @param {number} length of the unit in milliseconds
   */
  showPeriod(unit, length) {
    if (!length) return this.showAll();
    const middle = (this.span[0] + this.span[1]) / 2;
    this.move(this.picture.data?.busiest[unit] ?? [middle - length / 2, middle + length / 2]);
    this.settle();
  }

  showAll() {
    const { data } = this.picture;
    if (!data) return;
    this.move(data.extent);
    this.settle();
  }

  /** Go back to the window that the picture opened on. */
  goHome() {
    const { data, shared } = this.picture;
    if (!data) return;
    this.move(data.home);
    clearTimeout(this.resting);
    shared.send("window", { home: true });
  }

  stop() {
    cancelAnimationFrame(this.moving);
    clearTimeout(this.resting);
  }
}
