// Shows a tree of HTML that Python describes: [tag, {attributes}, ...children], text as text.
//
// An element with `data-chart` holds the chart of that name instead of children, one with
// `data-shape` the mark of that kind of event, which is not sent anew for every event of a list.
//
// Nothing is parsed as HTML: elements and attributes come from the lists below, everything else
// is a text node. The tree is updated in place, so focus, scrolling and open details stay.
// Back to Python go `go` (a link to a view was followed) and `form` (a form's values changed).

import { chart } from "./chart.js";
import { copied } from "./copy.js";

const TAGS = new Set(
  `a abbr article aside b bdi blockquote br button caption cite code dd del details div dl dt em
   fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr i input ins kbd label legend
   li main mark nav ol option p pre q s section select small span strong sub summary sup table
   tbody td tfoot th thead time tr u ul svg path circle rect`.split(/\s+/),
);
const SVG = new Set(["svg", "path", "circle", "rect"]);
const ATTRIBUTES = new Set(
  `abbr checked class cite colspan d dateTime datetime dir disabled download for height hidden href id lang
   max min name open placeholder r rel role rowspan scope selected spellcheck start tabindex target
   title type value viewBox width x y cx cy autocomplete maxlength`.split(/\s+/),
);
const allowed = (name) => ATTRIBUTES.has(name) || /^(aria|data)-[a-z-]+$/.test(name);

/** Tell whether a link may be followed: to a view, within the page, to a site, or to this server's own files. */
function safe(href) {
  if (/^(\?|#|https?:\/\/)/i.test(href)) return true;
  if (!URL.canParse(href, location.href)) return false;
  // read as the browser reads it: "//elsewhere" and "../" lead out
  const { origin, pathname } = new URL(href, location.href);
  return origin === location.origin && pathname.startsWith(new URL(".", location.href).pathname);
}

/** Write what changed of an element's attributes; `before` are those written last. */
function dressUp(element, attributes, before, settled) {
  for (const name in before) {
    if (!(name in attributes) && name !== "open") element.removeAttribute(name);
  }
  for (const name in attributes) {
    const value = attributes[name];
    if (!allowed(name) || (name === "href" && !safe(value))) continue;
    if (name === "open") {
      if (!before && value) element.open = true; // afterwards it is the reader's
    } else if (name === "value" && (element.localName === "input" || element.localName === "select")) {
      // a property that the reader changes too: what they did stands until it has been answered
      if ((settled || element.type === "checkbox") && element.value !== value) element.value = value;
    } else if (name !== "checked" && before?.[name] !== value) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  if (settled && (element.type === "checkbox" || element.type === "radio")) {
    element.checked = "checked" in attributes;
  }
}

const written = new WeakMap();

/** Draw a mark in an `svg` element, by the name of its shape. */
function shape(element, drawn) {
  element.setAttribute("viewBox", "-11 -11 22 22");
  element.setAttribute("aria-hidden", "true");
  if (!element.firstChild) element.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  if (element.firstChild.getAttribute("d") !== drawn) element.firstChild.setAttribute("d", drawn ?? "");
}

/** Make `parent` hold `nodes`, changing only what differs from what it holds. */
function fill(parent, nodes, settled, { charts, shapes }) {
  const keyed = new Map();
  for (const child of parent.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let at = parent.firstChild;
  for (const node of nodes) {
    if (typeof node === "string") {
      if (at?.nodeType === Node.TEXT_NODE) {
        if (at.data !== node) at.data = node;
        at = at.nextSibling;
      } else parent.insertBefore(document.createTextNode(node), at);
      continue;
    }
    const [tag, attributes, ...children] = node;
    if (!TAGS.has(tag)) continue;
    const key = attributes["data-key"];
    let element = key ? keyed.get(key) : at?.nodeType === Node.ELEMENT_NODE && !at.dataset?.key ? at : null;
    if (element?.localName !== tag) element = null;
    const before = element && written.get(element);
    element ??= SVG.has(tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
    if (element === at) at = at.nextSibling;
    else parent.insertBefore(element, at);
    if (tag !== "select") dressUp(element, attributes, before, settled || !before);
    if (attributes["data-chart"]) charts.set(element, attributes["data-chart"]);
    else if (attributes["data-shape"]) shape(element, shapes[attributes["data-shape"]]);
    else fill(element, children, settled, { charts, shapes });
    // a choice can be made once there is something to choose from
    if (tag === "select") dressUp(element, attributes, before, settled || !before);
    written.set(element, attributes);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** Return a form's values by name: a list for check boxes, else a text. */
function values(form) {
  const found = {};
  for (const input of form.elements) {
    if (!input.name) continue;
    if (input.type === "checkbox") {
      found[input.name] ??= [];
      if (input.checked) found[input.name].push(input.value);
    } else if (input.type === "radio") {
      found[input.name] ??= "";
      if (input.checked) found[input.name] = input.value;
    } else found[input.name] = input.value;
  }
  return found;
}

/** Return what a button copies: the text of an element, or a link as others need it. */
function wanted({ copy, copyText }) {
  if (copyText) return document.getElementById(copyText)?.textContent ?? "";
  const link = new URL(copy || location.search || location.pathname, location.href);
  // whoever follows it comes to the page, not to what stands in a frame
  const frame = new Set(["embed", "embed_options", "show"]);
  if (copy || !link.searchParams.has("embed")) return link.href;
  link.search = link.search.slice(1).split("&").filter((each) => !frame.has(each.split("=")[0])).join("&");
  return link.href;
}

const menus = () => document.querySelectorAll("details[data-menu][open]");

const plainClick = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

let listening = false;
function listenForKeys() {
  if (listening) return;
  listening = true;
  // a menu is closed by Escape, by a press beside it, and by going on to what follows it
  document.addEventListener("pointerdown", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    const menu = [...menus()].find((each) => each.dataset.entered && !each.contains(event.target));
    for (const each of menus()) each.dataset.entered = each.contains(event.target) ? "yes" : "";
    if (menu) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const [menu] = event.key === "Escape" ? menus() : [];
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing && typing.type !== "checkbox" && typing.type !== "radio") return;
    // what scrolls sideways needs the arrows itself
    if (/^Arrow(Left|Right)$/.test(event.key) && event.target.closest?.(".gt-scroll")) return;
    const wanted = [...document.querySelectorAll("[data-shortcut]")].find((element) =>
      element.dataset.shortcut.split(" ").includes(event.key),
    );
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input")) wanted.focus();
    else wanted.click();
  });
}

function mount(root) {
  const state = { waiting: 0 };
  const send = (form) => {
    clearTimeout(state.waiting);
    state.trigger("form", { n: state.outbox.next(), values: values(form) });
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy], button[data-copy-text]");
    if (button) {
      const told = button.querySelector("[aria-live]");
      copied(wanted(button.dataset), button).then((done) => {
        // pressed twice, it still says "Copied" from the first time
        button.says ??= told.textContent;
        clearTimeout(button.saying);
        told.textContent = done ? "Copied" : "Selected";
        button.saying = setTimeout(() => (told.textContent = button.says), 1600);
      });
      return;
    }
    const link = event.target.closest("a[href^='?']");
    if (link && !link.target && plainClick(event)) {
      event.preventDefault();
      state.trigger("go", link.getAttribute("href"));
      return;
    }
    const jump = event.target.closest("a[href^='#']");
    if (jump && plainClick(event)) {
      // the address holds the view; a jump within the page must not become part of it
      event.preventDefault();
      const target = document.getElementById(jump.getAttribute("href").slice(1));
      target?.scrollIntoView({ block: "start" });
      target?.focus({ preventScroll: true });
    }
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });
  root.addEventListener("change", (event) => {
    if (event.target.form && event.target.type !== "search") send(event.target.form);
  });
  root.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.narrows) {
      // a list is searched where it stands, without asking the server
      const wanted = field.value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      for (const row of root.querySelectorAll(`[data-list="${CSS.escape(field.dataset.narrows)}"] > *`)) {
        const text = row.textContent.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
        row.hidden = !text.includes(wanted);
      }
      // what is folded away would look as if it were not there
      const more = field.closest("fieldset").querySelector(".gt-more");
      if (more && wanted) more.open = true;
    } else if (field.type === "search" && field.form) {
      state.outbox.next(); // from the first letter on, older answers leave the field alone
      clearTimeout(state.waiting);
      state.waiting = setTimeout(() => send(field.form), 250);
    }
  });
  return state;
}

/** Scroll to an element that is not in view already. */
function bringIntoView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight - 60) element.scrollIntoView({ block: "start" });
}

const mounted = new WeakMap();

/** Show `tree` in `root`; `shared` is what all sheets of a board have in common. */
export function sheet(root, tree, shared) {
  listenForKeys();
  if (!mounted.has(root)) {
    root.classList.add("gt-sheet");
    mounted.set(root, mount(root));
  }
  const state = mounted.get(root);
  Object.assign(state, shared);
  const charts = new Map();
  fill(root, tree, shared.outbox.settled(shared.seen), { charts, shapes: shared.shapes });
  for (const [place, name] of charts) chart(place, shared.charts[name], shared.palette);
  const [target] = shared.focus.map((id) => root.querySelector(`[id="${CSS.escape(id)}"]`)).filter(Boolean);
  if (target && state.focused !== target.textContent) bringIntoView(target);
  state.focused = target?.textContent;
}
