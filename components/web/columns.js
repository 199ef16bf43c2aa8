// The picture in columns: Plotly draws boxes, lines and marks in place; heads, captions and labels are
// text of the page over it. Columns are no even scale of time, so a window is chosen by whole columns,
// on the strip below, or with the buttons; Python lays the picture out anew.

/** @import { ColumnHead, ColumnLabel, ColumnPicture, PlotlyScript, Shared } from "./types.js" */

import { EventCard } from "./card.js";
import { clamp } from "./clamp.js";
import { element, pool, put } from "./element.js";
import { Hint } from "./hint.js";
import { drawShapes, loadPlotly, paint } from "./plotly.js";
import { Overview } from "./overview.js";
import { columnsOnPaper, offPaper } from "./paper.js";
import { PictureWidth } from "./picture-width.js";
import { ColumnGestures } from "./column-gestures.js";
import { ColumnWindow } from "./column-window.js";
import { SectionNav } from "./section-nav.js";
import { isOnPaper, onPrint } from "./theme.js";
import { Toolbar } from "./toolbar.js";

const UNCOVERED = 0.36; // of the height of a screen on which an event is open as a sheet
const EDGE = 60; // pixels at the top and foot of a screen where a picture has its heads and buttons
const HALF = 9; // pixels from the middle of a mark to the edge of what can be pressed
const APART = 24; // pixels from a mark to the beginning of a label that stands elsewhere
const REACH = 3; // pixels by which a mark is easier to hit where days run down

export class Columns {
  /** @type {ColumnPicture | undefined} */
  data;
  /** @type {PlotlyScript | undefined} */
  Plotly;
  /** @type {ColumnPicture | undefined} what was sent last */
  latest;
  active = 0;
  isUncovering = false;

  /** @param {HTMLElement} parent @param {Shared} shared */
  constructor(parent, shared) {
    const { signal } = shared;
    this.shared = shared;
    this.root = element("div", "gt-columns gt-waiting", parent);
    this.stage = element("div", "gt-columns-stage", this.root);
    this.figure = element("div", "gt-columns-figure", this.stage);
    this.figure.setAttribute("aria-hidden", "true");
    /** @param {string} name */
    const layer = (name) => element("div", `gt-columns-${name}`, this.stage);
    this.layers = {
      heads: layer("heads"),
      rows: layer("rows"),
      captions: layer("captions"),
      ticks: layer("ticks"),
      sections: layer("sections"),
      halves: layer("halves"),
    };
    for (const [name, words] of Object.entries(this.layers)) {
      if (name !== "heads") words.setAttribute("aria-hidden", "true");
    }
    this.marks = element("div", "gt-columns-marks", this.stage);
    this.marks.setAttribute("role", "group");
    this.nav = new SectionNav(this.root, this.layers.sections);
    this.root.prepend(this.nav.nav);
    this.card = new EventCard(this);
    this.window = new ColumnWindow(this);
    this.gestures = new ColumnGestures(this);
    this.foot = element("div", "gt-columns-foot", this.root);
    this.overview = new Overview(
      this.foot,
      (span) => this.window.move(span),
      () => this.window.settle(),
    );
    this.toolbar = new Toolbar(this.foot, this.window, shared.words);
    this.hint = new Hint(this.foot, shared.words, () => this.focusMark());
    this.listen();
    // at once: the drawing for the screen takes its time, and may be overtaken
    onPrint(() => isOnPaper() || offPaper(this.root), signal);
    this.pictureWidth = new PictureWidth(this);
    signal.addEventListener("abort", () => {
      this.window.stop();
      this.gestures.stop();
      this.nav.stop();
      this.Plotly?.purge(this.figure);
      this.data = undefined;
    });
  }

  listen() {
    this.marks.addEventListener("click", ({ target }) => {
      const place = this.placeOf(target);
      const id = this.data?.labels[place ?? -1]?.id;
      if (id && !this.gestures.hand.isDragged) this.shared.send("open", id);
    });
    this.marks.addEventListener("keydown", (event) => this.walk(event));
    this.root.addEventListener("keydown", (event) => this.steer(event));
  }

  /** @param {EventTarget | null} target @returns {number | undefined} */
  placeOf(target) {
    const button = target instanceof Element && target.closest(".gt-columns-mark");
    return button instanceof HTMLElement ? Number(button.dataset.place) : undefined;
  }

  /** Walk the marks in the order of time with the arrow keys. @param {KeyboardEvent} event */
  walk(event) {
    if (event.shiftKey) return;
    const count = this.marks.children.length;
    const steps = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
      Home: -count,
      End: count,
    };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const order = [...(this.data?.labels ?? [])]
      .map(({ number }, place) => ({ number, place }))
      .sort((a, b) => a.number - b.number)
      .map(({ place }) => place);
    const at = order.indexOf(this.active) + step;
    this.activate(order[clamp(at, 0, count - 1)], true);
  }

  /** Give the focus to the mark that Tab leads to, where the page stands. */
  focusMark() {
    const mark = /** @type {HTMLElement | undefined} */ (this.marks.children[this.active]);
    mark?.focus({ preventScroll: true });
  }

  /** @param {number} place @param {boolean} [isFocused] */
  activate(place, isFocused) {
    const button = /** @type {HTMLElement | undefined} */ (this.marks.children[place]);
    if (!button) return;
    this.marks.children[this.active]?.setAttribute("tabindex", "-1");
    this.active = place;
    button.tabIndex = 0;
    if (isFocused) button.focus();
  }

  /**
   * Take over what Python sent and redraw in place.
   * @param {ColumnPicture} data @param {Shared} shared
   */
  async update(data, shared) {
    this.shared = shared;
    this.latest = data;
    this.root.hidden = false;
    this.stage.style.height = `${data.height}px`;
    this.stage.style.width = `${data.width}px`;
    this.root.style.setProperty("--gt-whole", String(data.width));
    this.root.style.setProperty("--gt-gutter", `${data.gutter}px`);
    const isTaken = shared.outbox.isSettled(shared.seen) && !this.gestures.isHeld();
    if (isTaken || !this.data) this.window.span = [...data.view];
    if (this.pictureWidth.report() && !this.data) return; // the layout for the real width is on its way
    const Plotly = await loadPlotly(data.script);
    if (this.latest !== data) return;
    await drawShapes(Plotly, this.figure, paint(data.figure, shared.palette), data);
    if (this.latest !== data) return;
    this.Plotly = Plotly;
    const before = this.data;
    this.data = data;
    if (!this.gestures.isHeld()) this.shift(0);
    this.showAround(data);
    this.root.classList.remove("gt-waiting");
    this.uncoverChosen(before, data);
  }

  /** Show what stands over and around what Plotly draws. @param {ColumnPicture} data */
  showAround(data) {
    this.name(data);
    this.nav.show(data);
    this.card.follow();
    this.overview.show(data.overview, data.extent);
    this.overview.follow(this.window.span);
    this.toolbar.show(data);
    this.hint.show(data.hint ?? "");
    if (isOnPaper()) columnsOnPaper(this.root, this.stage, data);
    else offPaper(this.root);
  }

  /**
   * Bring the mark of an event that has just been opened to where it is seen.
   * @param {ColumnPicture | undefined} before @param {ColumnPicture} data
   */
  uncoverChosen(before, data) {
    if (before?.selected !== data.selected) this.isUncovering = !!before || data.down;
    if (!this.isUncovering) return;
    this.uncover(data);
    // a picture for the width that it has now may be on its way, with the mark elsewhere
    this.isUncovering = this.pictureWidth.isOther();
  }

  /** Bring the mark of the open event to where it is seen. @param {ColumnPicture} data */
  uncover({ down }) {
    const mark = this.marks.querySelector("[aria-current]");
    if (!mark) return;
    const { top, bottom } = mark.getBoundingClientRect();
    if (down) {
      if (bottom > innerHeight * UNCOVERED) mark.scrollIntoView({ block: "start" });
    } else if (top < EDGE || bottom > innerHeight - EDGE) mark.scrollIntoView({ block: "center" });
  }

  /** @param {ColumnPicture} data */
  name({ columns, rows, captions, ticks, labels, top, gutter, alt, selected, down, halves }) {
    const layers = this.layers;
    this.root.classList.toggle("gt-runs-down", down);
    this.root.classList.toggle("gt-in-halves", halves.length > 0);
    pool(layers.sections, down ? rows : [], ([name, y, height, , , count], section) => {
      put(section, "className", "gt-columns-section");
      section.style.top = `${y}px`;
      section.style.height = `${height}px`;
      if (!section.firstElementChild) {
        const head = element("div", "gt-columns-section-head", section);
        element("strong", "", head);
        element("span", "", head);
      }
      const [strong, span] = section.querySelectorAll("strong, span");
      put(strong, "textContent", name);
      put(span, "textContent", count);
    });
    pool(layers.halves, halves, ([name, x, width, hues], half, place) => {
      put(half, "className", `gt-columns-half gt-hue-${hues[0] + 1}`);
      put(half, "textContent", name);
      const [, before, breadth] = halves[place - 1] ?? ["", 0, 0];
      half.style.marginLeft = `${x - before - breadth}px`;
      half.style.width = `${width}px`;
    });
    layers.heads.hidden = down;
    layers.heads.style.marginTop = `${top}px`;
    pool(layers.heads, columns, (column, head, place) => this.head(column, head, place));
    pool(layers.rows, down ? [] : rows, ([name, y, , hues, group], row) => {
      put(row, "className", `gt-columns-row gt-hue-${hues.length === 1 ? hues[0] + 1 : "none"}`);
      row.replaceChildren(name);
      if (group) element("span", "gt-columns-group", row).textContent = group;
      Object.assign(row.style, { top: `${y}px`, width: gutter ? `${gutter - 16}px` : "auto" });
    });
    pool(layers.captions, captions, ([words, x, y, width], caption) => {
      put(caption, "className", "gt-columns-caption");
      put(caption, "textContent", words);
      Object.assign(caption.style, { left: `${x}px`, top: `${y}px`, width: `${width}px` });
    });
    pool(layers.ticks, ticks, ([x, y, name], tick) => {
      put(tick, "className", "gt-columns-tick");
      put(tick, "textContent", name);
      Object.assign(tick.style, { left: `${x}px`, top: `${y}px` });
    });
    this.marks.setAttribute("aria-label", alt);
    // the focus stays with its event, whose button may be another one now
    const focused = this.marks.querySelector(":focus")?.getAttribute("data-event");
    pool(
      this.marks,
      labels,
      (label, button, place) => this.label(label, button, place, selected),
      "button",
    );
    const wanted = labels.findIndex(({ id }) => id === (focused ?? selected));
    const place = wanted >= 0 ? wanted : Math.min(this.active, labels.length - 1);
    this.activate(place, Boolean(focused));
  }

  /** @param {ColumnHead} column @param {HTMLElement} head @param {number} place */
  head([name, x, width, count, , beyond], head, place) {
    put(head, "className", `gt-columns-head${beyond ? " gt-beyond" : ""}`);
    Object.assign(head.style, { left: `${x}px`, width: `${width}px` });
    if (!head.children.length) {
      element("strong", "", head).setAttribute("aria-hidden", "true");
      element("span", "", head).setAttribute("aria-hidden", "true");
      const button = element("button", "gt-columns-beyond", head);
      button.type = "button";
    }
    const [strong, span, button] = /** @type {HTMLElement[]} */ ([...head.children]);
    put(strong, "textContent", name);
    put(span, "textContent", count);
    put(button, "textContent", beyond);
    put(button, "hidden", !beyond);
    button.onclick = () => this.window.widen(place === 0);
  }

  /** Hide the card of a mark. */
  unpoint() {
    this.card.hide();
  }

  /**
   * Move what is drawn as the hand has it, until columns are laid out anew.
   * @param {number} by pixels @param {number} [scale] @param {number} [middle] of what is scaled
   */
  shift(by, scale = 1, middle = 0) {
    const { style, classList } = this.stage;
    classList.toggle("gt-held", by !== 0 || scale !== 1);
    style.setProperty("--gt-shift", `${by}px`);
    style.setProperty("--gt-scale", String(scale));
    style.setProperty("--gt-middle", `${middle}px`);
  }

  /**
   * Zoom and move with keys: plus and minus, and the arrows with Shift.
   * @param {KeyboardEvent} event
   */
  steer(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !this.data) return;
    if (key === "+" || key === "=") this.window.zoomIn(this.momentOf(event.target));
    else if (key === "-") this.window.zoomOut();
    else if (shiftKey && key === "ArrowLeft") this.window.moveBy(-1);
    else if (shiftKey && key === "ArrowRight") this.window.moveBy(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Return when the event of a mark began, if that is in the window. @param {EventTarget | null} target */
  momentOf(target) {
    const start = this.data?.labels[this.placeOf(target) ?? -1]?.start;
    const [first, last] = this.window.span;
    return typeof start === "number" && first <= start && start < last ? start : undefined;
  }

  /**
   * @param {ColumnLabel} label @param {HTMLButtonElement} button
   * @param {number} place @param {string} selected
   */
  label(label, button, place, selected) {
    const {
      id,
      x,
      y,
      lines,
      bold,
      about,
      aside,
      title,
      label: short,
      words,
      bond,
      bondWords,
    } = label;
    const texts = [...lines, ...aside];
    // a mark alone is pressed where it stands
    const { left, top } = texts.length ? label : { left: x - HALF, top: y - HALF };
    const isApart = Math.abs(y - top - HALF) > APART || Math.abs(x - left) > APART;
    const styles = { "gt-bold": bold, "gt-about": about, "gt-apart": isApart };
    const names = Object.entries(styles).filter(([, holds]) => holds);
    const classes = ["gt-columns-mark", ...names.map(([name]) => name)];
    if (bond) classes.push(`gt-bond-${bond}`);
    put(button, "className", classes.join(" "));
    put(button, "type", "button");
    button.dataset.place = String(place);
    button.dataset.event = id;
    button.tabIndex = place === this.active ? 0 : -1;
    // what is read begins the name, so that it can be said to press the mark
    const says = [lines.length && short, title, words, bondWords, aside.join(" ")].filter(Boolean);
    put(button, "ariaLabel", says.join("; "));
    put(button, "ariaCurrent", id === selected ? "true" : null);
    const reach = this.latest?.down ? REACH : 0;
    const begin = Math.min(left, x - HALF - reach);
    const above = Math.min(top, y - HALF) - reach;
    Object.assign(button.style, {
      left: `${begin}px`,
      top: `${above}px`,
      paddingLeft: `${lines.length ? left - begin : 0}px`,
      paddingTop: `${top - above}px`,
      paddingBottom: `${reach}px`,
      paddingRight: lines.length ? "" : "0",
      minWidth: `${Math.max(x + HALF + reach - (lines.length ? left : begin), 0)}px`,
    });
    const size = 2 * (HALF + reach);
    button.style.setProperty("--gt-mark-x", `${x - size / 2 - begin}px`);
    button.style.setProperty("--gt-mark-y", `${y - size / 2 - above}px`);
    button.style.setProperty("--gt-mark-size", `${size}px`);
    pool(
      button,
      texts,
      (text, line, row) => {
        put(line, "className", row < lines.length ? "gt-line" : "gt-line gt-aside");
        put(line, "textContent", text);
      },
      "span",
    );
  }

  /** Ask for a layout of the new width. */
  resized() {
    this.pictureWidth.report();
  }

  /** Show the window that the reader has moved to on the strip; the picture follows from Python. */
  redraw() {
    this.overview.follow(this.window.span);
  }
}
