// The card of an event in the picture in columns, while the pointer or the focus is on its mark: what
// it says, a ring around the mark, and ticks in the rows of those of whom the event speaks.

/** @import { CardWords, ColumnLabel, ColumnPicture, Shared } from "./types.js" */

import { clamp } from "./clamp.js";
import { element } from "./element.js";

const EDGE = 8; // pixels between the card and the edge of the window
const AWAY = 6; // pixels between the card and its mark
const TICK = 10; // pixels of a tick, from the edge of its row
const RING = 11; // pixels from the middle of a mark to its ring

/**
 * What has marks with cards; `placeOf` gives the place of the mark that an element belongs to.
 * @typedef {{
 *   root: HTMLElement, stage: HTMLElement, marks: HTMLElement, shared: Shared,
 *   data?: ColumnPicture, placeOf(target: EventTarget | null): number | undefined,
 * }} Host
 */

export class EventCard {
  /** @type {ColumnLabel | undefined} the event whose card is shown */
  shown;
  /** @type {string | undefined} the event whose card Escape has put away */
  dismissed;
  /** @type {Map<string, Promise<CardWords>>} what was asked for, by its address */
  asked = new Map();

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    const { root, stage, marks, shared } = host;
    this.layer = element("div", "gt-columns-pointed", stage);
    this.card = element("div", "gt-plot-card gt-event-card", root);
    this.card.hidden = true;
    for (const hidden of [this.layer, this.card]) hidden.setAttribute("aria-hidden", "true");
    /** @param {EventTarget | null} target */
    const enter = (target) => {
      const place = host.placeOf(target);
      if (place !== undefined) this.show(place);
    };
    /** @param {PointerEvent | FocusEvent} event */
    const leave = ({ target, relatedTarget }) => {
      if (host.placeOf(target) === host.placeOf(relatedTarget)) return;
      this.hide();
      this.dismissed = undefined;
    };
    // a finger opens the event, and rests on nothing; a hand that drags points at nothing
    marks.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
      if (pointerType !== "touch" && !buttons) enter(target);
    });
    marks.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.matches(":focus-visible")) enter(target);
    });
    marks.addEventListener("pointerout", leave);
    marks.addEventListener("focusout", leave);
    document.addEventListener(
      "keydown",
      ({ key }) => {
        if (key !== "Escape" || !this.shown) return;
        this.dismissed = this.shown.id;
        this.hide();
      },
      { signal: shared.signal },
    );
  }

  /** Show the card of a mark. @param {number} place */
  show(place) {
    const label = this.host.data?.labels[place];
    const button = this.host.marks.children[place];
    if (!label || !button || label.id === this.shown?.id || label.id === this.dismissed) return;
    this.dismissed = undefined;
    this.shown = label;
    this.draw(label, button);
    if (!label.card && this.host.data?.ask) this.learn(label, button, this.host.data.ask);
  }

  hide() {
    this.shown = undefined;
    this.card.hidden = true;
    this.layer.replaceChildren();
  }

  /** Follow a picture that has been drawn anew: its marks may stand elsewhere. */
  follow() {
    this.hide();
    const place = this.host.placeOf(this.host.marks.querySelector(":focus-visible"));
    if (place !== undefined) this.show(place);
  }

  /**
   * Ask for what the card of an event says, where the picture has too many to bring it.
   * @param {ColumnLabel} label @param {Element} button @param {string} ask
   */
  async learn(label, button, ask) {
    const address = `${ask}&event=${encodeURIComponent(label.id)}`;
    const known = this.asked.get(address) ?? this.fetchCard(address);
    this.asked.set(address, known);
    Object.assign(label, await known);
    if (this.shown === label && button.isConnected) this.draw(label, button);
  }

  /** @param {string} address @returns {Promise<CardWords>} */
  async fetchCard(address) {
    try {
      const answer = await fetch(address, { signal: this.host.shared.signal });
      if (answer.ok) {
        const { card, rows } = await answer.json();
        return { card, rows };
      }
    } catch {
      // the server is away: the title and the time are known all the same
    }
    this.asked.delete(address);
    return {};
  }

  /** @param {ColumnLabel} label @param {Element} button */
  draw(label, button) {
    const { title, words, card = [] } = label;
    this.card.replaceChildren();
    element("strong", "", this.card).textContent = title;
    element("span", "", this.card).textContent = words;
    for (const [kind, text] of card) {
      element("p", `gt-card-${kind}`, this.card).textContent = text;
    }
    this.card.hidden = false;
    const hasTickAbove = this.point(label);
    this.place(button.getBoundingClientRect(), hasTickAbove);
  }

  /**
   * Place the card above a mark, or below it where it would cover a tick or has no room above, and
   * wholly in the window.
   * @param {DOMRect} mark @param {boolean} below
   */
  place(mark, below) {
    const { clientWidth, clientHeight } = document.documentElement;
    const frame = this.host.root.getBoundingClientRect();
    const { width, height } = this.card.getBoundingClientRect();
    const middle = (mark.left + mark.right) / 2;
    const left = clamp(middle - width / 2, EDGE, clientWidth - EDGE - width);
    const above = mark.top - AWAY - height;
    const lowest = clientHeight - EDGE - height;
    const under = mark.bottom + AWAY;
    const isUnder = under <= lowest ? below || above < EDGE : above < EDGE;
    const top = isUnder ? clamp(under, EDGE, lowest) : above;
    this.card.style.left = `${left - frame.left}px`;
    this.card.style.top = `${top - frame.top}px`;
  }

  /**
   * Draw the ring around a mark, and the ticks in other rows; tell whether one is above the mark.
   * @param {ColumnLabel} label
   */
  point({ x, y, rows = [] }) {
    let hasTickAbove = false;
    this.layer.replaceChildren();
    const ring = element("div", "gt-columns-ring", this.layer);
    Object.assign(ring.style, { left: `${x - RING}px`, top: `${y - RING}px` });
    for (const [, top, height, hues, , , id] of this.host.data?.rows ?? []) {
      if (!rows.includes(id) || (y >= top && y < top + height)) continue;
      const hue = hues.length === 1 ? hues[0] + 1 : "none";
      const tick = element("div", `gt-columns-ghost gt-hue-${hue}`, this.layer);
      // at the edge of the row that is nearer to the mark, where no words are
      const edge = y < top ? top : top + height - TICK;
      hasTickAbove ||= y > top;
      Object.assign(tick.style, { left: `${x - 1.5}px`, top: `${edge}px` });
    }
    return hasTickAbove;
  }
}
