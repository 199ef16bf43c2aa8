// The card of the step of time that the pointer is on, where the picture counts.

/** @import { Counts } from "./counts.js" */
/** @import { Words } from "./types.js" */

import { spanName } from "./calendar.js";
import { element, showCard } from "./element.js";

/** @param {number} count @param {Words} words */
function countInWords(count, words) {
  if (count >= 0.95 && count < 1.05) return words.oneEvent;
  if (count < 1) return words.lessThanOneEvent;
  return words.events.replace("{}", Math.round(count).toLocaleString("en-GB"));
}

export class Hover {
  /** @param {Counts} picture */
  constructor(picture) {
    this.picture = picture;
    this.card = element("div", "gt-plot-card");
    this.card.hidden = true;
    this.card.setAttribute("aria-hidden", "true");
  }

  /**
   * Show how many events a step of time in a lane holds; return the step's place.
   * @param {MouseEvent} event
   */
  pointAtStep({ clientX, clientY }) {
    const { data, root, stage, width, window } = this.picture;
    if (!data) return undefined;
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
    const title = `${name}: ${countInWords(count, this.picture.shared.words)}`;
    showCard(this.card, root, title, spanName(begin, begin + step), {
      left: clientX - 8,
      right: clientX + 8,
      top: area.top + top,
      bottom: area.top + top + height,
    });
    return place;
  }

  unpoint() {
    this.card.hidden = true;
  }
}
