// What the picture of the timeline and the charts have in common: Plotly, its colours, elements kept.

let plotly;

/** Load Plotly once. */
export function load(address) {
  plotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      failed(new Error("the drawing library could not be loaded"));
    };
    document.head.append(script);
  });
  return plotly;
}

/** Make an element of a class, as the last child of `parent` where there is one. */
export function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
}

/** Set a property only where it changes: most of a picture stays as it is. */
export function put(target, name, value) {
  if (target[name] !== value) target[name] = value;
}

/** Give `parent` one child for each of `items`, and let `show` bring each up to date. */
export function pool(parent, items, show, name = "div") {
  while (parent.children.length > items.length) parent.lastChild.remove();
  items.forEach((item, place) => {
    show(item, parent.children[place] ?? element(name, "", parent), place);
  });
}

/** Read an array of numbers as Python packs it: little-endian bytes in base64, as Plotly has it. */
export function unpack({ dtype, bdata }) {
  const { buffer } = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
  return new { u1: Uint8Array, u2: Uint16Array, f4: Float32Array, f8: Float64Array }[dtype](buffer);
}

/** Read numbers that stand on an even grid, packed as their places on it; the last place is none. */
function onGrid({ from, step, at }) {
  const places = unpack(at);
  const none = 2 ** (8 * places.BYTES_PER_ELEMENT) - 1;
  return Float64Array.from(places, (place) => (place === none ? NaN : from + place * step));
}

/** Replace every colour token ("@statement") of a figure by the palette's colour, and every grid by its numbers. */
export function paint(value, palette) {
  if (typeof value === "string") return value[0] === "@" ? palette[value.slice(1)] : value;
  if (Array.isArray(value)) return value.map((each) => paint(each, palette));
  if (value && typeof value === "object") {
    if (value.at?.bdata) return onGrid(value);
    const painted = {};
    for (const key in value) painted[key] = paint(value[key], palette);
    return painted;
  }
  return value;
}

/** Show a card with a title and words above the place `mark` of `root`, or below where it is high up. */
export function say(card, root, title, words, mark) {
  card.replaceChildren();
  element("strong", "", card).textContent = title;
  element("span", "", card).textContent = words;
  card.hidden = false;
  const frame = root.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const middle = (mark.left + mark.right) / 2 - frame.left;
  const left = Math.min(Math.max(middle - size.width / 2, 4), Math.max(frame.width - size.width - 4, 4));
  const above = mark.top - frame.top - size.height - 6;
  card.style.left = `${left + root.scrollLeft}px`;
  card.style.top = `${above >= 0 ? above : mark.bottom - frame.top + 6}px`;
}
