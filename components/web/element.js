// Elements that are kept and brought up to date: made once, written to only where something changes.

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
