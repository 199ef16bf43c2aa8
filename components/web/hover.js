// What the pointer or the focus is on: its card, and how long its event lasted.

/** @import { DrawnPicture } from "./types.js" */
/** @import { Picture } from "./timeline.js" */

import { spanName } from "./calendar.js";
import { element, showCard } from "./element.js";

const SHORTEST = 12; // pixels of a whisker: where it is shorter, the mark itself says it all

/** @param {number} count */
function countInWords(count) {
  if (count >= 0.95 && count < 1.05) return "one event";
  if (count < 1) return "less than one event";
  return `${Math.round(count).toLocaleString("en-GB")} events`;
}

export class Hover {
  /** @type {string | undefined} the id of the event that the pointer is on */
  hovered;

  /** @param {Picture} picture */
  constructor(picture) {
    this.picture = picture;
    this.whiskers = element("div", "gt-plot-whiskers", picture.stage);
    this.card = element("div", "gt-plot-card");
    this.card.hidden = true;
    this.card.setAttribute("aria-hidden", "true");
  }

  showWhiskers() {
    this.whiskers.replaceChildren();
    const { data } = this.picture;
    if (data && (this.hovered || data.selected)) this.drawWhiskers(data);
  }

  /** @param {DrawnPicture} data */
  drawWhiskers({ marks, events, selected }) {
    const { width, window } = this.picture;
    for (const [place, , , y] of marks) {
      const { id, start, stop } = events[place];
      if (!id || (id !== this.hovered && id !== selected)) continue;
      const left = start === null ? 0 : Math.max(window.x(start), 0);
      const right = stop === null ? width : Math.min(window.x(stop), width);
      if (right - left < SHORTEST) continue;
      const whisker = element("div", "gt-plot-whisker", this.whiskers);
      whisker.classList.toggle("gt-open-start", start === null);
      whisker.classList.toggle("gt-open-stop", stop === null);
      whisker.style.left = `${left}px`;
      whisker.style.width = `${right - left}px`;
      whisker.style.top = `${y}px`;
    }
  }

  /**
   * Show the card of a mark, and its event's whiskers.
   * @param {number} place
   */
  point(place) {
    const { data, marks, root } = this.picture;
    const event = data?.events[data.marks[place]?.[0]];
    if (!event?.id) return;
    this.hovered = event.id;
    const title = event.number ? `${event.number} · ${event.title}` : event.title;
    const button = marks.buttons[place];
    showCard(this.card, root, title, event.words, button.getBoundingClientRect());
    this.showWhiskers();
  }

  /**
   * Show how many events a step of time in a lane holds, where the picture counts; return the
   * step's place.
   * @param {MouseEvent} event
   */
  pointAtStep({ clientX, clientY }) {
    const { data, root, stage, width, window } = this.picture;
    if (!data?.steps) return undefined;
    const { from, step, counts } = data.steps;
    const area = stage.getBoundingClientRect();
    const [start, stop] = window.span;
    const time = start + ((clientX - area.left) / width) * (stop - start);
    const place = Math.floor((time - from) / step);
    const y = clientY - area.top;
    const lane = data.lanes.findIndex(([, top, height]) => y >= top && y < top + height);
    const count = counts[lane]?.[place];
    if (!count) {
      this.unpoint();
      return undefined;
    }
    const begin = from + place * step;
    const [name, top, height] = data.lanes[lane];
    showCard(this.card, root, `${name}: ${countInWords(count)}`, spanName(begin, begin + step), {
      left: clientX - 8,
      right: clientX + 8,
      top: area.top + top,
      bottom: area.top + top + height,
    });
    return place;
  }

  unpoint() {
    this.hovered = undefined;
    this.card.hidden = true;
    this.showWhiskers();
  }
}
