// The picture of many events: lanes that count them.
//
// Plotly draws the counts in place; lane names and headings are text nodes over them. The time axis is
// linear, in milliseconds on the reader's clock, so that a place in pixels follows from the window
// alone. Back to Python go `window` (the reader moved the time window) and `width` (of the picture).

/** @import { CountedPicture, Palette, PlotlyScript, Shared } from "./types.js" */

import { Axis } from "./axis.js";
import { element, pool, put } from "./element.js";
import { drawStill, loadPlotly, paint } from "./plotly.js";
import { listenForGestures } from "./count-gestures.js";
import { Hover } from "./hover.js";
import { Overview } from "./overview.js";
import { offPaper, onPaper } from "./paper.js";
import { PictureWidth } from "./picture-width.js";
import { TimeWindow } from "./time-window.js";
import { isOnPaper, onPrint } from "./theme.js";
import { Toolbar } from "./toolbar.js";

export class Counts {
  /** @type {CountedPicture | undefined} what was sent last, and what is drawn */
  latest;
  /** @type {CountedPicture | undefined} */
  data;
  /** @type {PlotlyScript | undefined} */
  Plotly;
  tallest = 0;

  /** @param {HTMLElement} parent @param {Shared} shared */
  constructor(parent, shared) {
    const { signal } = shared;
    this.shared = shared;
    this.root = element("div", "gt-plot", parent);
    this.head = element("div", "gt-plot-head", this.root);
    this.head.setAttribute("aria-hidden", "true");
    this.strip = element("div", "gt-plot-strip", this.head);
    this.body = element("div", "gt-plot-body", this.root);
    this.body.setAttribute("role", "group");
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
    this.toolbar = new Toolbar(this.root, this.window, shared.words);
    this.root.append(this.hover.card);
    this.gestures = listenForGestures(this);
    // at once: the drawing for the screen takes its time, and may be overtaken
    onPrint(() => isOnPaper() || offPaper(this.root), signal);
    this.pictureWidth = new PictureWidth(this);
    signal.addEventListener("abort", () => {
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
    const isOther = this.pictureWidth.report();
    this.root.style.setProperty("--gt-whole", String(this.pictureWidth.pixels));
    if (isOther && !this.data) return; // the layout for the real width is on its way
    const Plotly = await loadPlotly(data.script);
    if (this.latest !== data) return;
    this.axis.choose(this.window.span, this.width, data.extent);
    await this.react(Plotly, data, palette);
    if (this.latest !== data) return;
    this.Plotly = Plotly;
    this.data = data;
    this.overview.show(data.overview, data.extent);
    this.body.setAttribute("aria-label", data.alt);
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

  /** Pixels of the stage, beside the names of the lanes. */
  get width() {
    return this.pictureWidth.pixels - (this.latest?.gutter ?? 0);
  }

  /** Follow a change of width; the height is ours and asks for nothing. */
  resized() {
    this.pictureWidth.report();
    this.root.style.setProperty("--gt-whole", String(this.pictureWidth.pixels));
    if (!this.data || !this.latest) return;
    this.Plotly?.relayout(this.figure, { width: this.width });
    this.axis.choose(this.window.span, this.width, this.latest.extent);
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
    const [start, stop] = this.window.span;
    const { width } = this;
    this.axis.draw((time) => ((time - start) / (stop - start)) * width, width);
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
