// What the picture of the timeline and the charts share: Plotly, its colours, elements that are kept.

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

/**
 * Make an element of a class, as the last child of `parent` where there is one.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Element} [parent]
 */
export function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
}

/**
 * Set a property only where it changes: most of a picture stays as it is.
 * @template {object} Target
 * @template {keyof Target} Name
 * @param {Target} target
 * @param {Name} name
 * @param {Target[Name]} value
 */
export function put(target, name, value) {
  if (target[name] !== value) target[name] = value;
}

/**
 * Give `parent` one child for each of `items`, and let `show` bring each up to date.
 * @template Item
 * @template {keyof HTMLElementTagNameMap} [Name="div"]
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {(item: Item, child: HTMLElementTagNameMap[Name], place: number) => void} show
 * @param {Name} [name]
 */
export function pool(parent, items, show, name) {
  while (parent.children.length > items.length) parent.lastElementChild?.remove();
  items.forEach((item, place) => {
    const child = parent.children[place] ?? element(name ?? "div", "", parent);
    show(item, /** @type {HTMLElementTagNameMap[Name]} */ (child), place);
  });
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
 * Show a card with a title and words above the place `mark` of `root`, or below where it is high up.
 * @param {HTMLElement} card
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string} words
 * @param {{ left: number, right: number, top: number, bottom: number }} mark
 */
export function showCard(card, root, title, words, mark) {
  card.replaceChildren();
  element("strong", "", card).textContent = title;
  element("span", "", card).textContent = words;
  card.hidden = false;
  const frame = root.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const middle = (mark.left + mark.right) / 2 - frame.left;
  const rightmost = Math.max(frame.width - size.width - 4, 4);
  const left = Math.min(Math.max(middle - size.width / 2, 4), rightmost);
  const above = mark.top - frame.top - size.height - 6;
  card.style.left = `${left + root.scrollLeft}px`;
  card.style.top = `${above >= 0 ? above : mark.bottom - frame.top + 6}px`;
}
