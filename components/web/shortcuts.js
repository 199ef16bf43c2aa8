// Keys and presses anywhere on the page: shortcuts of a board, and what closes its open menus.

/**
 * Tell whether a press of a key is left to what has the focus.
 * @param {KeyboardEvent} event
 */
export function isTaken({ key, target, metaKey, ctrlKey, altKey, defaultPrevented }) {
  if (metaKey || ctrlKey || altKey || defaultPrevented) return true;
  if (!(target instanceof Element)) return false;
  const field = target.closest("input, textarea, select, [contenteditable]");
  if (field && !field.matches("[type=checkbox], [type=radio]")) return true;
  // what scrolls sideways needs the arrows itself
  return /^Arrow(Left|Right)$/.test(key) && !!target.closest(".gt-scroll");
}

/**
 * Listen to the page for the board `root` until `signal` aborts.
 * @param {HTMLElement} root @param {AbortSignal} signal
 */
export function listenForShortcuts(root, signal) {
  /** @returns {NodeListOf<HTMLDetailsElement>} */
  const menus = () => root.querySelectorAll("details[data-menu][open]");
  /** @param {Event} event @param {Element} menu */
  const isWithin = ({ target }, menu) => menu.contains(/** @type {Node} */ (target));

  /** @type {<Name extends keyof DocumentEventMap>(name: Name, act: (event: DocumentEventMap[Name]) => void) => void} */
  const on = (name, act) => document.addEventListener(name, act, { signal });

  // a menu is closed by Escape, by a press beside it, and by going on to what follows it
  on("pointerdown", (event) => {
    for (const menu of menus()) if (!isWithin(event, menu)) menu.open = false;
  });
  on("focusin", (event) => {
    for (const menu of menus()) {
      if (menu.dataset.entered && !isWithin(event, menu)) menu.open = false;
      menu.dataset.entered = isWithin(event, menu) ? "yes" : "";
    }
  });
  on("keydown", (event) => {
    const [menu] = event.key === "Escape" ? menus() : [];
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  on("keydown", (event) => {
    if (isTaken(event)) return;
    /** @type {NodeListOf<HTMLElement>} */
    const targets = root.querySelectorAll("[data-shortcut]");
    const wanted = [...targets].find(({ dataset }) =>
      dataset.shortcut?.split(" ").includes(event.key),
    );
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input")) wanted.focus();
    else wanted.click();
  });
}
