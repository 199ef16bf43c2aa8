// The marks of the picture as buttons: each is named, keeps its place, and one of them takes Tab.

/** @import { DrawnPicture, Mark, NamedEvent, PictureData } from "./types.js" */
/** @import { Picture } from "./timeline.js" */

import { markAfter } from "./arrows.js";
import { element, put } from "./element.js";
import { unpack } from "./plotly.js";

const RADIUS = 1; // pixels beyond the edge at which a mark is out of view: Plotly draws none there

/**
 * Return the marks of a picture: their places are those of the figure, which has them already.
 * @param {PictureData} data @returns {Mark[]}
 */
export function marksOf({ marks, figure }) {
  if (!marks) return [];
  const { x, y } = figure.data[marks.trace];
  const [events, lanes, times, heights] = [marks.events, marks.lanes, x, y].map(unpack);
  return Array.from(events, (event, place) => [event, lanes[place], times[place], heights[place]]);
}

/**
 * Return the events of a full picture as they are drawn before their names are known.
 * @param {PictureData} data @returns {NamedEvent[]}
 */
export function namelessEvents({ looks, styles = [], numbered = 0 }) {
  const nameless = { id: "", title: "", words: "", start: null, stop: null };
  return Array.from(looks ? unpack(looks) : [], (look, place) => ({
    ...nameless,
    number: place < numbered ? place + 1 : 0,
    style: styles[look],
  }));
}

export class Marks {
  active = 0;
  /** @type {HTMLButtonElement[]} in the order of the picture's marks */
  buttons = [];
  /** @type {Map<string, HTMLButtonElement>} by event and lane */
  kept = new Map();
  /** @type {WeakMap<Element, { place: number, style: string }>} */
  known = new WeakMap();

  /** @param {Picture} picture */
  constructor(picture) {
    this.picture = picture;
    this.root = element("div", "gt-plot-marks", picture.stage);
    this.root.setAttribute("role", "group");
    this.root.addEventListener("keydown", (event) => {
      if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key) || !picture.data) return;
      event.preventDefault();
      event.stopPropagation();
      const place = markAfter(event.key, this.inView(picture.data), this.active);
      if (place !== undefined) this.activate(place, true);
    });
  }

  /**
   * Return the place of the mark that an event of the browser is about.
   * @param {EventTarget | null} target
   */
  placeOf(target) {
    const button = target instanceof Element && target.closest(".gt-plot-mark");
    return button ? this.known.get(button)?.place : undefined;
  }

  /**
   * Give each mark its button. It keeps it as long as its event stands in its lane, so that little
   * changes.
   * @param {DrawnPicture} data
   */
  name({ marks, events, alt, selected, lanes }) {
    this.root.setAttribute("aria-label", alt);
    const before = this.kept;
    this.kept = new Map();
    this.buttons = marks.map(([place, lane], index) => {
      const event = events[place];
      const [laneName, , , laneId] = lanes[lane];
      const key = `${event.id || place} ${laneId}`;
      const button = before.get(key) ?? element("button", "", this.root);
      before.delete(key);
      this.kept.set(key, button);
      const isChanged = this.known.get(button)?.style !== event.style;
      if (isChanged) button.className = `gt-plot-mark ${event.style}`;
      this.known.set(button, { place: index, style: event.style });
      put(button, "type", "button");
      button.tabIndex = index === this.active ? 0 : -1;
      put(button.dataset, "event", event.id);
      put(button, "textContent", String(event.number || ""));
      button.classList.toggle("gt-long", event.number > 99);
      button.classList.toggle("gt-longer", event.number > 9999);
      const words = [event.title, event.words, laneName].filter(Boolean).join("; ");
      put(button, "ariaLabel", event.number ? `${event.number}. ${words}` : words);
      put(button, "ariaCurrent", event.id === selected ? "true" : null);
      return button;
    });
    for (const button of before.values()) button.remove();
  }

  /** @param {(time: number) => number} x @param {number} width */
  place(x, width) {
    this.picture.data?.marks.forEach(([, , time, y], index) => {
      const left = x(time);
      const button = this.buttons[index];
      put(button.style, "transform", `translate(${left.toFixed(1)}px, ${y}px)`);
      button.classList.toggle("gt-out", left < -RADIUS || left > width + RADIUS);
    });
  }

  /**
   * Make a mark the one that Tab leads to.
   * @param {number} place @param {boolean} [isFocused]
   */
  activate(place, isFocused) {
    const button = this.buttons[place];
    if (!button) return;
    this.buttons[this.active]?.setAttribute("tabindex", "-1");
    this.active = place;
    button.tabIndex = 0;
    if (isFocused) button.focus();
  }

  /**
   * Keep one mark within reach of Tab: the focused one, the open event's, or the first in view.
   * @param {DrawnPicture} data
   */
  keepActive(data) {
    const marks = this.inView(data);
    const focused = this.placeOf(document.activeElement);
    const active =
      marks.find(({ place }) => place === focused) ??
      marks.find(({ event }) => data.events[event].id === data.selected) ??
      marks.find(({ place }) => place === this.active) ??
      marks[0];
    if (active) this.activate(active.place);
  }

  /**
   * Return the marks in view in the order of their numbers, and by lane within an event.
   * @param {DrawnPicture} data
   */
  inView({ marks }) {
    return marks
      .map(([event, lane, at], place) => ({ event, lane, at, place }))
      .filter(({ place }) => !this.buttons[place].classList.contains("gt-out"))
      .sort((a, b) => a.event - b.event || a.lane - b.lane);
  }
}
