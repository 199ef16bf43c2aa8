// A chart of rows: Plotly draws its numbers in place, names, headings and links are laid over them.
//
// Across, everything is a fraction of the width; down, in pixels: another width asks nothing of the
// server. Every spot is a link to a view, or only says what it is.

/** @import { ChartData, Palette, PlotlyScript } from "./types.js" */

import { element, pool, put, showCard } from "./element.js";
import { loadPlotly, paint } from "./plotly.js";
import { isOnPaper } from "./theme.js";

/** @param {HTMLAnchorElement} link @param {string} href */
function lead(link, href) {
  if (href) link.setAttribute("href", href);
  else link.removeAttribute("href");
}

class Chart {
  /** @type {ChartData | undefined} */
  latest;
  /** @type {PlotlyScript | undefined} */
  Plotly;
  /** @type {Palette} */
  palette = {};
  width = 0;

  /** @param {HTMLElement} parent */
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
    /** @param {Event} event */
    const enter = ({ target }) => this.point(/** @type {Element} */ (target));
    const leave = () => (this.card.hidden = true);
    this.spots.addEventListener("pointerover", enter);
    this.spots.addEventListener("pointerout", leave);
    this.spots.addEventListener("focusin", enter);
    this.spots.addEventListener("focusout", leave);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.stage);
  }

  remove() {
    this.observer.disconnect();
    this.Plotly?.purge(this.figure);
    this.latest = undefined;
  }

  /** @param {ChartData} data @param {Palette} palette */
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
    pool(
      this.rows,
      data.rows,
      ([text, y, href], row) => {
        put(row, "className", "gt-chart-row");
        put(row, "textContent", text);
        put(row.style, "top", `${y}px`);
        lead(row, href);
      },
      "a",
    );
    this.spots.setAttribute("aria-label", data.alt);
    pool(
      this.spots,
      data.spots,
      ([x, y, text, label, words, href, style], spot) => {
        put(spot, "className", `gt-chart-spot ${style}`);
        put(spot, "textContent", text);
        put(spot.style, "left", `${x * 100}%`);
        put(spot.style, "top", `${y}px`);
        put(spot, "ariaLabel", words ? `${label}; ${words}` : label);
        lead(spot, href);
      },
      "a",
    );
    this.Plotly = await loadPlotly(data.script);
    this.draw();
  }

  draw() {
    const width = this.stage.clientWidth;
    if (!this.Plotly || !this.latest || !width) return;
    this.width = width;
    this.inner.style.setProperty("--gt-whole", String(this.inner.offsetWidth));
    this.inner.style.setProperty("--gt-left", `${this.stage.offsetLeft}px`);
    const { data, layout } = paint(this.latest.figure, this.palette);
    const size = { width, height: this.latest.height };
    this.Plotly.react(this.figure, data, { ...layout, ...size }, { staticPlot: true });
  }

  resized() {
    // a sheet of paper scales the chart as it is: another would come too late
    if (this.stage.clientWidth !== this.width && !isOnPaper()) this.draw();
  }

  /** @param {Element} target */
  point(target) {
    const spot = target.closest(".gt-chart-spot");
    if (!spot || !this.latest) return;
    const [, , , label, words] = this.latest.spots[[...this.spots.children].indexOf(spot)];
    showCard(this.card, this.root, label, words, spot.getBoundingClientRect());
  }
}

/** @type {WeakMap<HTMLElement, Chart>} */
const charts = new WeakMap();

/**
 * Draw a chart in `parent`, or redraw it in place.
 * @param {HTMLElement} parent @param {ChartData} data @param {Palette} palette
 */
export function chart(parent, data, palette) {
  const shown = charts.get(parent) ?? new Chart(parent);
  charts.set(parent, shown);
  shown.update(data, palette);
}

/**
 * Let go of what the charts within `root` hold.
 * @param {Element} root
 */
export function removeCharts(root) {
  for (const parent of root.querySelectorAll("[data-chart]")) {
    charts.get(/** @type {HTMLElement} */ (parent))?.remove();
  }
}
