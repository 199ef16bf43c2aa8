// The picture of the timeline: in columns, or of many events as lanes that count them.
//
// Plotly draws the counts in place; lane names and headings are text nodes over them. The time axis is
// linear, in milliseconds on the reader's clock, so that a place in pixels follows from the window
// alone. Back to Python go `window` (the reader moved the time window) and `width` (of the picture).

/** @import { ColumnPicture, CountedPicture, Palette, PlotlyScript, Shared } from "./types.js" */

import { Axis } from "./axis.js";
import { Columns } from "./columns.js";
import { element, pool, put } from "./element.js";
import { drawStill, loadPlotly, paint } from "./plotly.js";
import { listenForGestures } from "./gestures.js";
import { Hover } from "./hover.js";
import { Overview } from "./overview.js";
import { offPaper, onPaper } from "./paper.js";
import { TimeWindow } from "./time-window.js";
import { isOnPaper, onPrint } from "./theme.js";
import { Toolbar } from "./toolbar.js";

const SLACK = 20; // the server lays out for a width rounded down to this many pixels

/** Lanes of counts. */
export class Counts {
  /** @type {CountedPicture | undefined} what was sent last, and what is drawn */
  latest;
  /** @type {CountedPicture | undefined} */
  data;
  /** @type {PlotlyScript | undefined} */
  Plotly;
  whole = 0; // pixels of the picture, and those of its stage
  width = 0;
  tallest = 0;
  reportedWidth = 0;

  /** @param {HTMLElement} parent @param {Shared} shared */
  constructor(parent, shared) {
    const { signal } = shared;
    this.shared = shared;
    this.root = element("div", "gt-plot", parent);
    this.head = element("div", "gt-plot-head", this.root);
    this.head.setAttribute("aria-hidden", "true");
    this.strip = element("div", "gt-plot-strip", this.head);
    this.body = element("div", "gt-plot-body", this.root);
    this.lanes = element("div", "gt-plot-lanes", this.body);
    this.stage = element("div", "gt-plot-stage", this.body);
    this.grid = element("div", "gt-plot-grid", this.stage);
    this.figure = element("div", "gt-plot-figure", this.stage);
    this.figure.setAttribute("aria-hidden", "true");
    this.hover = new Hover(this);
    this.labels = element("div", "gt-plot-labels", this.body);
    this.groups = element("div", "gt-plot-groups", this.body);
    this.axis = new Axis(this.strip, this.grid);
    this.window = new TimeWindow(this);
    this.brush = element("div", "gt-plot-brush", this.stage);
    this.brush.hidden = true;
    this.overview = new Overview(
      this.root,
      (span) => this.window.move(span),
      () => this.window.settle(),
    );
    this.toolbar = new Toolbar(this);
    this.root.append(this.hover.card);
    this.gestures = listenForGestures(this);
    // at once: the drawing for the screen takes its time, and may be overtaken
    onPrint(() => isOnPaper() || offPaper(this.root), signal);
    const observer = new ResizeObserver(([{ contentRect }]) => {
      this.resized(Math.round(contentRect.width));
    });
    observer.observe(this.root);
    signal.addEventListener("abort", () => {
      observer.disconnect();
      this.window.stop();
      this.Plotly?.purge(this.figure);
      this.latest = undefined;
      this.data = undefined;
    });
  }

  /**
   * Take over what Python sent: redraw in place, keep the window that the reader holds.
   * @param {CountedPicture} data @param {Shared} shared
   */
  async update(data, shared) {
    this.shared = shared;
    const { outbox, palette, seen } = shared;
    this.latest = data;
    this.root.hidden = false;
    if (outbox.isSettled(seen) && !this.gestures.hand.isHeld()) this.window.span = [...data.view];
    else this.window.span ??= [...data.view];
    this.root.classList.toggle("gt-narrow", !data.gutter);
    this.root.style.setProperty("--gt-gutter", `${data.gutter}px`);
    this.body.style.height = `${data.height}px`;
    this.setWidth(this.whole || this.root.clientWidth);
    if (this.measure() && !this.data) return; // the layout for the real width is on its way
    const Plotly = await loadPlotly(data.script);
    if (this.latest !== data) return;
    this.axis.choose(this.window.span, this.width, data.extent);
    await this.react(Plotly, data, palette);
    if (this.latest !== data) return;
    this.Plotly = Plotly;
    this.data = data;
    this.overview.show(data.overview, data.extent);
    this.nameLanes(data);
    this.toolbar.show(data);
    this.follow();
    if (isOnPaper()) onPaper(this.root, data);
    else offPaper(this.root);
  }

  /** @param {PlotlyScript} Plotly @param {CountedPicture} data @param {Palette} palette */
  react(Plotly, data, palette) {
    const { data: traces, layout } = paint(data.figure, palette);
    layout.xaxis.range = [...this.window.span];
    layout.width = this.width;
    // Plotly lays all out anew when the height changes, so it keeps the greatest and is cut off
    this.tallest = Math.max(this.tallest, data.height);
    layout.height = this.tallest;
    layout.yaxis.range = [this.tallest, 0];
    return drawStill(Plotly, this.figure, traces, layout);
  }

  /** @param {number} whole */
  setWidth(whole) {
    this.whole = whole;
    this.width = whole - (this.latest?.gutter ?? 0);
    this.root.style.setProperty("--gt-whole", String(whole));
  }

  /** Tell Python when the picture has another width than the layout was made for. */
  measure() {
    const rounded = Math.max(Math.floor(this.whole / SLACK) * SLACK, SLACK);
    const isOther = rounded !== this.latest?.width;
    if (isOther && this.reportedWidth !== rounded) {
      this.reportedWidth = rounded;
      this.shared.send("width", rounded);
    }
    return isOther;
  }

  /**
   * Follow a change of width; the height is ours and asks for nothing.
   * @param {number} whole
   */
  resized(whole) {
    // a sheet of paper scales the picture as it is: another layout would come too late
    if (!this.latest || !whole || whole === this.whole || isOnPaper()) return;
    this.setWidth(whole);
    this.measure();
    if (!this.data) return;
    this.Plotly?.relayout(this.figure, { width: this.width });
    this.follow();
  }

  /** Draw the window that the reader has moved to. */
  redraw() {
    if (!this.data || !this.latest) return;
    this.Plotly?.relayout(this.figure, { "xaxis.range": [...this.window.span] });
    this.axis.choose(this.window.span, this.width, this.latest.extent);
    this.follow();
  }

  /** Move everything that is not Plotly's to where the window has it. */
  follow() {
    /** @param {number} time */
    const x = (time) => this.window.x(time);
    this.axis.draw(x, this.width);
    this.overview.follow(this.window.span);
  }

  /** @param {CountedPicture} data */
  nameLanes({ lanes, groups }) {
    pool(this.groups, groups, ([name, top], heading) => {
      put(heading, "className", "gt-plot-group");
      put(heading, "textContent", name);
      put(heading.style, "top", `${top}px`);
    });
    pool(this.lanes, lanes, ([, top, height], lane, place) => {
      put(lane, "className", place % 2 ? "gt-plot-lane gt-odd" : "gt-plot-lane");
      put(lane.style, "top", `${top}px`);
      put(lane.style, "height", `${height}px`);
    });
    pool(this.labels, lanes, ([name, top], label) => {
      put(label, "className", "gt-plot-label");
      put(label, "textContent", name);
      put(label, "title", name);
      put(label.style, "top", `${top}px`);
    });
  }
}

/** @type {WeakMap<HTMLElement, Counts>} */
const inCounts = new WeakMap();
/** @type {WeakMap<HTMLElement, Columns>} */
const inColumns = new WeakMap();

/**
 * Draw `data` in `parent`, or redraw it in place.
 * @param {HTMLElement} parent @param {CountedPicture | ColumnPicture} data @param {Shared} shared
 */
export function drawPicture(parent, data, shared) {
  const other = "columns" in data ? inCounts.get(parent) : inColumns.get(parent);
  if (other) other.root.hidden = true;
  if ("columns" in data) {
    const columns = inColumns.get(parent) ?? new Columns(parent, shared);
    inColumns.set(parent, columns);
    columns.update(data, shared);
    return;
  }
  const counts = inCounts.get(parent) ?? new Counts(parent, shared);
  inCounts.set(parent, counts);
  counts.update(data, shared);
}
