// A chart of rows: Plotly draws its numbers in place, names, headings and links are laid over them.
//
// What stands across is a fraction of the width and what stands down is in pixels, so that another
// width asks nothing of the server. Every spot is a link to a view, or only says what it is.

import { element, load, paint, pool, put, say } from "./figure.js";
import { isOnPaper } from "./theme.js";

class Chart {
  constructor(parent) {
    this.root = element("div", "gt-chart", parent);
    this.inner = element("div", "gt-chart-inner", this.root);
    this.corner = element("div", "gt-chart-corner", this.inner);
    this.columns = element("div", "gt-chart-columns", this.inner);
    this.rows = element("div", "gt-chart-rows", this.inner);
    this.stage = element("div", "gt-chart-stage", this.inner);
    this.figure = element("div", "gt-chart-figure", this.stage);
    this.figure.setAttribute("aria-hidden", "true");
    this.spots = element("div", "gt-chart-spots", this.stage);
    this.spots.setAttribute("role", "group");
    this.card = element("div", "gt-plot-card", this.root);
    this.card.hidden = true;
    this.card.setAttribute("aria-hidden", "true");
    for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      this.spots.addEventListener(enter, (event) => {
        const spot = event.target.closest(".gt-chart-spot");
        if (spot) this.point(spot);
      });
      this.spots.addEventListener(leave, () => (this.card.hidden = true));
    }
    new ResizeObserver(() => this.resized()).observe(this.stage);
  }

  async update(data, palette) {
    this.latest = data;
    this.palette = palette;
    this.inner.style.setProperty("--gt-gutter", `${data.gutter}px`);
    this.inner.style.setProperty("--gt-tail", `${data.tail}px`);
    this.inner.style.minWidth = `${data.gutter + data.least + data.tail}px`;
    this.stage.style.height = `${data.height}px`;
    this.columns.style.height = `${data.head}px`;
    pool(this.columns, data.columns, ([text, x, breadth], column) => {
      put(column, "className", "gt-chart-column");
      put(column, "textContent", text);
      put(column, "title", text);
      put(column.style, "left", `${x * 100}%`);
      put(column.style, "width", `${breadth * 100}%`);
    });
    pool(this.rows, data.rows, ([text, y, href], row) => {
      put(row, "className", "gt-chart-row");
      put(row, "textContent", text);
      put(row.style, "top", `${y}px`);
      this.lead(row, href);
    }, "a");
    this.spots.setAttribute("aria-label", data.alt);
    pool(this.spots, data.spots, ([x, y, text, label, words, href, style], spot) => {
      put(spot, "className", `gt-chart-spot ${style}`);
      put(spot, "textContent", text);
      put(spot.style, "left", `${x * 100}%`);
      put(spot.style, "top", `${y}px`);
      put(spot, "ariaLabel", words ? `${label}; ${words}` : label);
      spot.said = [label, words];
      this.lead(spot, href);
    }, "a");
    this.Plotly = await load(data.script);
    this.draw();
  }

  lead(link, href) {
    if (href) link.setAttribute("href", href);
    else link.removeAttribute("href");
  }

  draw() {
    const width = this.stage.clientWidth;
    if (!this.Plotly || !width) return;
    this.width = width;
    this.inner.style.setProperty("--gt-whole", this.inner.offsetWidth);
    this.inner.style.setProperty("--gt-left", `${this.stage.offsetLeft}px`);
    const { data, layout } = paint(this.latest.figure, this.palette);
    const size = { width, height: this.latest.height };
    this.Plotly.react(this.figure, data, { ...layout, ...size }, { staticPlot: true });
  }

  resized() {
    // a sheet of paper scales the chart as it is: another would come too late
    if (this.latest && this.stage.clientWidth !== this.width && !isOnPaper()) this.draw();
  }

  point(spot) {
    say(this.card, this.root, ...spot.said, spot.getBoundingClientRect());
  }
}

const charts = new WeakMap();

/** Draw a chart in `parent`, or redraw it in place. */
export function chart(parent, data, palette) {
  if (!charts.has(parent)) charts.set(parent, new Chart(parent));
  charts.get(parent).update(data, palette);
}
