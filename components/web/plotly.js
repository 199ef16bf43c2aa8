// Plotly: its script, the numbers that it packs, and colours in the place of their tokens.

/** @import { Grid, Packed, Palette, PlotlyScript } from "./types.js" */

/** @type {Promise<PlotlyScript> | undefined} */
let plotly;

/**
 * Load Plotly once.
 * @param {string} address
 */
export function loadPlotly(address) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      reject(new Error("the drawing library could not be loaded"));
    };
    document.head.append(script);
  });
  return plotly;
}

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, f4: Float32Array, f8: Float64Array };

/**
 * Read an array of numbers as Python packs it: little-endian bytes in base64, as Plotly has it.
 * @param {Packed} packed
 */
export function unpack({ dtype, bdata }) {
  const { buffer } = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
  return new ARRAYS[dtype](buffer);
}

/**
 * Read numbers that stand on an even grid, packed as their places on it; the last place is none.
 * @param {Grid} grid
 */
function onGrid({ from, step, at }) {
  const places = unpack(at);
  const none = 2 ** (8 * places.BYTES_PER_ELEMENT) - 1;
  return Float64Array.from(places, (place) => (place === none ? NaN : from + place * step));
}

/** @param {object} value @returns {value is Grid} */
const isGrid = (value) => "at" in value && !!(/** @type {Partial<Packed>} */ (value.at)?.bdata);

/** @param {unknown} value @param {Palette} palette @returns {unknown} */
function painted(value, palette) {
  if (typeof value === "string") return value[0] === "@" ? palette[value.slice(1)] : value;
  if (Array.isArray(value)) return value.map((item) => painted(item, palette));
  if (!value || typeof value !== "object") return value;
  if (isGrid(value)) return onGrid(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, painted(item, palette)]),
  );
}

/**
 * Replace each colour token ("@statement") of a figure by the palette's colour, each grid by its
 * numbers.
 * @template Value @param {Value} value @param {Palette} palette
 */
export const paint = (value, palette) => /** @type {Value} */ (painted(value, palette));

/**
 * Draw a figure that nobody moves by hand, in the place of the one before.
 * @param {PlotlyScript} Plotly @param {HTMLElement} root @param {object[]} data @param {object} layout
 */
export function drawStill(Plotly, root, data, layout) {
  // said once: Plotly measures the page each time that it is told
  const config = "_fullLayout" in root ? undefined : { staticPlot: true, displayModeBar: false };
  return Plotly.react(root, data, layout, config);
}

const SHEET = 400; // pixels to which the height of a drawing is rounded up

/** @typedef {HTMLElement & { _fullLayout?: { width: number, height: number } }} Drawn by Plotly */

/**
 * Draw shapes in pixels in the place of those before. For another height Plotly would make axes and
 * traces anew, which takes three times as long, so the sheet is as tall as it ever was, and what
 * holds it cuts it off.
 * @param {PlotlyScript} Plotly @param {Drawn} root
 * @param {{ data: object[], layout: Record<string, any> }} figure
 * @param {{ width: number, height: number }} size
 */
export function drawShapes(Plotly, root, { data, layout }, { width, height }) {
  const drawn = root._fullLayout;
  if (drawn?.width === width && drawn.height >= height)
    return Plotly.relayout(root, { shapes: layout.shapes });
  const tall = Math.ceil(height / SHEET) * SHEET;
  const yaxis = { ...layout.yaxis, range: [tall, 0] };
  return drawStill(Plotly, root, data, { ...layout, width, height: tall, yaxis });
}
