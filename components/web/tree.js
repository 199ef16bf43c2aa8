// Makes elements hold a tree of HTML that Python describes: [tag, {attributes}, ...children], or text.
//
// Nothing is parsed as HTML: elements and attributes come from the lists below, everything else is
// a text node. The tree is updated in place, so focus, scrolling and open details stay.
//
// An element with `data-chart` holds the chart of that name instead of children, one with
// `data-shape` the mark of that kind of event, which is not sent anew for every event of a list.

/** @import { Attributes, Tree, TreeElement } from "./types.js" */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const TAGS = new Set(
  `a abbr article aside b bdi blockquote br button caption cite code dd del details div dl dt em
   fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr i input ins kbd label legend
   li main mark nav ol option p pre q s section select small span strong sub summary sup table
   tbody td tfoot th thead time tr u ul svg path circle rect`.split(/\s+/),
);
const SVG_TAGS = new Set(["svg", "path", "circle", "rect"]);
const ATTRIBUTES = new Set(
  `abbr class cite colspan d dateTime datetime dir disabled download for height hidden href
   id lang max min name placeholder r rel role rowspan scope selected spellcheck start tabindex
   target title type value viewBox width x y cx cy autocomplete maxlength`.split(/\s+/),
);

/** @param {string} name */
const isAllowed = (name) => ATTRIBUTES.has(name) || /^(aria|data)-[a-z-]+$/.test(name);

/**
 * Tell whether a link may be followed: to a view, within the page, to a site, or to a file of this
 * server's own.
 * @param {string} href
 * @param {string} page the address of the page
 */
export function isSafe(href, page) {
  if (/^(\?|#|https?:\/\/)/i.test(href)) return true;
  if (!URL.canParse(href, page)) return false;
  // read as the browser reads it: "//elsewhere" and "../" lead out
  const { origin, pathname } = new URL(href, page);
  const home = new URL(".", page);
  return origin === home.origin && pathname.startsWith(home.pathname);
}

/** @typedef {HTMLInputElement & HTMLDetailsElement} Field any element, with what only fields have */

/**
 * Write one attribute; `checked` and `open` are the reader's too and written apart.
 * @param {Field} element
 * @param {string} name
 * @param {string | boolean} value
 * @param {boolean} isSettled
 */
function setAttribute(element, name, value, isSettled) {
  const { localName, type } = element;
  if (name === "href" && !isSafe(String(value), location.href)) return;
  if (name === "value" && (localName === "input" || localName === "select")) {
    // a property that the reader changes too: what they did stands until it has been answered
    if ((isSettled || type === "checkbox") && element.value !== value)
      element.value = String(value);
  } else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * Open details when they are made; afterwards that is the reader's.
 * @param {Field} element @param {boolean} isWanted
 */
function setOpen(element, isWanted) {
  if (isWanted) element.open = true;
}

/**
 * Write what changed of an element's attributes; `before` are those written last.
 * @param {Field} element
 * @param {Attributes} attributes
 * @param {Attributes | undefined} before
 * @param {boolean} isSettled
 */
function setAttributes(element, attributes, before, isSettled) {
  const gone = Object.keys(before ?? {}).filter((name) => !(name in attributes) && isAllowed(name));
  for (const name of gone) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) {
    if (before?.[name] === value && name !== "value") continue;
    if (name === "open") setOpen(element, value === true && !before);
    else if (isAllowed(name)) setAttribute(element, name, value, isSettled);
  }
  if (isSettled && /^(checkbox|radio)$/.test(element.type)) {
    element.checked = "checked" in attributes;
  }
}

/**
 * Draw a mark in an `svg` element.
 * @param {Element} svg @param {string} [path]
 */
function setShape(svg, path = "") {
  svg.setAttribute("viewBox", "-11 -11 22 22");
  svg.setAttribute("aria-hidden", "true");
  if (!svg.firstElementChild) svg.append(document.createElementNS(SVG_NAMESPACE, "path"));
  const shape = svg.firstElementChild;
  if (shape?.getAttribute("d") !== path) shape?.setAttribute("d", path);
}

/**
 * Put a text before `at`, in the text node that is there already or in a new one; return what follows.
 * @param {Node} parent @param {ChildNode | null} at @param {string} text
 */
function putText(parent, at, text) {
  if (at?.nodeType !== Node.TEXT_NODE) {
    parent.insertBefore(document.createTextNode(text), at);
    return at;
  }
  if (/** @type {Text} */ (at).data !== text) /** @type {Text} */ (at).data = text;
  return at.nextSibling;
}

/** @type {WeakMap<Element, Attributes>} what was written to each element last */
const written = new WeakMap();

/**
 * Return the element that is to become `tag`: the one of the same key, or the one in its place.
 * @param {TreeElement} node @param {ChildNode | null} at @param {Map<string, HTMLElement>} keyed
 */
function reusable([tag, attributes], at, keyed) {
  const key = attributes["data-key"];
  const here = at?.nodeType === Node.ELEMENT_NODE ? /** @type {HTMLElement} */ (at) : undefined;
  const element = key ? keyed.get(String(key)) : here?.dataset?.key ? undefined : here;
  return element?.localName === tag ? element : undefined;
}

/**
 * @typedef {object} Filling what holds for a whole tree
 * @property {boolean} isSettled whether the server knows all that the reader did
 * @property {Record<string, string>} shapes
 * @property {(place: HTMLElement, name: string) => void} onChart
 */

/**
 * Bring one element up to date, with all that it holds.
 * @param {Element} element @param {TreeElement} node @param {Filling} filling
 */
function update(element, [tag, attributes, ...children], filling) {
  const before = written.get(element);
  const setAll = () =>
    setAttributes(/** @type {Field} */ (element), attributes, before, filling.isSettled || !before);
  if (tag !== "select") setAll();
  const { "data-chart": chart, "data-shape": shape } = attributes;
  if (chart) filling.onChart(/** @type {HTMLElement} */ (element), String(chart));
  else if (shape) setShape(element, filling.shapes[String(shape)]);
  else fill(element, children, filling);
  // a choice can be made once there is something to choose from
  if (tag === "select") setAll();
  written.set(element, attributes);
}

/**
 * Make `parent` hold `nodes`, changing only what differs from what it holds.
 * @param {Element} parent @param {Tree[]} nodes @param {Filling} filling
 */
export function fill(parent, nodes, filling) {
  /** @type {Map<string, HTMLElement>} */
  const keyed = new Map();
  for (const child of /** @type {Iterable<HTMLElement>} */ (parent.children)) {
    if (child.dataset.key) keyed.set(child.dataset.key, child);
  }
  let at = parent.firstChild;
  for (const node of nodes) {
    if (typeof node === "string") {
      at = putText(parent, at, node);
      continue;
    }
    const [tag] = node;
    if (!TAGS.has(tag)) continue;
    const element =
      reusable(node, at, keyed) ??
      (SVG_TAGS.has(tag)
        ? document.createElementNS(SVG_NAMESPACE, tag)
        : document.createElement(tag));
    if (element === at) at = at.nextSibling;
    else parent.insertBefore(element, at);
    update(element, node, filling);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
