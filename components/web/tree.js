// Makes elements hold a tree of HTML that Python describes: [tag, {attributes}, ...children], or text.
//
// Nothing is parsed as HTML: elements and attributes come from the lists below, everything else is
// a text node. The tree is updated in place, so focus, scrolling and open details stay.
//
// An element with `data-chart` holds the chart of that name instead of children, one with
// `data-shape` the mark of that kind of event, which is not sent anew for every event of a list.

/** @import { Attributes, Tree, TreeElement } from "./types.js" */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const MOST_KEPT = 500; // elements of a tree that were taken off the page
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
 * Remove the attributes that an element has no more. No lists of names are made, here and below: a
 * page has thousands of elements, most of which stay as they are.
 * @param {Element} element @param {Attributes} attributes @param {Attributes | undefined} before
 */
function removeGone(element, attributes, before) {
  for (const name in before) {
    if (!(name in attributes) && isAllowed(name)) element.removeAttribute(name);
  }
}

/** @param {Field} element */
const isTicked = ({ localName, type }) => localName === "input" && /^(checkbox|radio)$/.test(type);

/**
 * Write what changed of an element's attributes; `before` are those written last.
 * @param {Field} element
 * @param {Attributes} attributes
 * @param {Attributes | undefined} before
 * @param {boolean} isSettled
 */
function setAttributes(element, attributes, before, isSettled) {
  removeGone(element, attributes, before);
  for (const name in attributes) {
    const value = attributes[name];
    if (before?.[name] === value && name !== "value") continue;
    if (name === "open") setOpen(element, value === true && !before);
    else if (isAllowed(name)) setAttribute(element, name, value, isSettled);
  }
  if (isSettled && isTicked(element)) element.checked = "checked" in attributes;
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

/** @type {WeakMap<Node, Attributes>} what was written to each element last */
const written = new WeakMap();

/** @param {TreeElement} node */
const nameOf = ([tag, { "data-key": key }]) => (key ? `${tag} ${key}` : "");

/** @param {Element} element */
function writtenName(element) {
  const key = written.get(element)?.["data-key"];
  return key ? `${element.localName} ${key}` : "";
}

/**
 * Elements with a key that a tree held and may hold again, such as the rows of a list that a filter
 * takes away and brings back.
 */
export class Kept {
  /** @type {Map<string, Element>} */
  #elements = new Map();

  /** @param {Element} element */
  add(element) {
    const name = writtenName(element);
    // what a reader may have filled in or opened begins anew
    if (!name || element.querySelector("input, select, details")) return;
    this.#elements.delete(name);
    this.#elements.set(name, element);
    const [oldest] = this.#elements.keys();
    if (this.#elements.size > MOST_KEPT) this.#elements.delete(oldest);
  }

  /** @param {string} name */
  take(name) {
    const element = this.#elements.get(name);
    this.#elements.delete(name);
    return element;
  }
}

/**
 * Return the element that is to become `node`: the one of the same key, or the one in its place.
 * @param {TreeElement} node @param {ChildNode | null} at @param {Map<string, Element>} keyed
 * @param {Kept} [kept]
 */
function reusable(node, at, keyed, kept) {
  const name = nameOf(node);
  if (name) return keyed.get(name) ?? kept?.take(name);
  const here = at?.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (at) : undefined;
  return here?.localName === node[0] && !writtenName(here) ? here : undefined;
}

/**
 * @typedef {object} Filling what holds for a whole tree
 * @property {boolean} isSettled whether the server knows all that the reader did
 * @property {Kept} [kept] what the tree held before
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
 * Return the children that have a key, where there are nodes that ask for one.
 * @param {Element} parent @param {Tree[]} nodes
 */
function keyedChildren(parent, nodes) {
  /** @type {Map<string, Element>} */
  const keyed = new Map();
  if (!nodes.some((node) => typeof node !== "string" && nameOf(node))) return keyed;
  for (const child of parent.children) {
    const name = writtenName(child);
    if (name) keyed.set(name, child);
  }
  return keyed;
}

/**
 * Remove `at` and all that follows it.
 * @param {ChildNode | null} at @param {Kept} [kept]
 */
function removeFrom(at, kept) {
  while (at) {
    const next = at.nextSibling;
    at.remove();
    if (at.nodeType === Node.ELEMENT_NODE) kept?.add(/** @type {Element} */ (at));
    at = next;
  }
}

/**
 * Make `parent` hold `nodes`, changing only what differs from what it holds.
 * @param {Element} parent @param {Tree[]} nodes @param {Filling} filling
 */
export function fill(parent, nodes, filling) {
  const keyed = keyedChildren(parent, nodes);
  let at = parent.firstChild;
  for (const node of nodes) {
    if (typeof node === "string") {
      at = putText(parent, at, node);
      continue;
    }
    const [tag] = node;
    if (!TAGS.has(tag)) continue;
    const element =
      reusable(node, at, keyed, filling.kept) ??
      (SVG_TAGS.has(tag)
        ? document.createElementNS(SVG_NAMESPACE, tag)
        : document.createElement(tag));
    if (element === at) at = at.nextSibling;
    else parent.insertBefore(element, at);
    update(element, node, filling);
  }
  removeFrom(at, filling.kept);
}
