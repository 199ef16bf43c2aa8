// How wide a picture is on the page. Python lays out for that, rounded down, and is told when it is
// another.

/** @import { Shared } from "./types.js" */

import { isOnPaper } from "./theme.js";

const SLACK = 20; // pixels to which a width is rounded down
const NARROW = 900;
const NARROW_SLACK = 4; // on a narrow screen each pixel counts, and its width seldom changes
// The sidebar slides in and out, and a window is dragged wider: of such a change the first width is
// told at once, and then the one at which it ends. Each makes the server lay out the picture anew.
const STILL = 80; // milliseconds

/**
 * What is as wide as its `root`; `latest` is what Python sent last.
 * @typedef {{
 *   root: HTMLElement, shared: Shared, latest?: { width: number }, resized(): void,
 * }} Measured
 */

export class PictureWidth {
  pixels = 0;
  #told = "";
  #movedAt = -Infinity;
  #waiting = 0;

  /** @param {Measured} picture */
  constructor(picture) {
    this.picture = picture;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      const pixels = Math.round(contentRect.width);
      // a sheet of paper scales the picture as it is: another layout would come too late
      if (pixels === this.pixels || isOnPaper()) return;
      this.pixels = pixels;
      if (pixels && picture.latest) picture.resized();
    });
    observer.observe(picture.root);
    picture.shared.signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(this.#waiting);
    });
  }

  /** Return whether the picture was laid out for another width than it has. */
  isOther() {
    return this.#rounded(this.picture.root.clientWidth) !== this.picture.latest?.width;
  }

  /** Tell Python when the picture was laid out for another width; return whether it was. */
  report() {
    const { latest, root, shared } = this.picture;
    this.pixels ||= root.clientWidth;
    if (!latest || !this.pixels || isOnPaper()) return false;
    const rounded = this.#rounded(this.pixels);
    const isOther = rounded !== latest.width;
    clearTimeout(this.#waiting);
    const told = `${rounded} ${shared.outbox.losses}`;
    if (!isOther)
      this.#told = ""; // another picture may change what Python knows
    else if (told !== this.#told && !shared.outbox.isGoingBack) this.#tell(rounded, told);
    return isOther;
  }

  /** @param {number} rounded @param {string} told */
  #tell(rounded, told) {
    const now = performance.now();
    const isMoving = now - this.#movedAt < STILL;
    this.#movedAt = now;
    if (isMoving) {
      this.#waiting = setTimeout(() => {
        this.#movedAt = -Infinity;
        this.report();
      }, STILL);
      return;
    }
    this.#told = told;
    this.picture.shared.send("width", rounded);
  }

  /** @param {number} pixels */
  #rounded(pixels) {
    const slack = pixels < NARROW ? NARROW_SLACK : SLACK;
    return Math.max(Math.floor(pixels / slack) * slack, SLACK);
  }
}
