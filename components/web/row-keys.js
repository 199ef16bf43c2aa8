// Keys in a table of rows that open: Up and Down lead from row to row, Enter follows its link.

/**
 * Listen in `root` until `signal` aborts.
 * @param {HTMLElement} root @param {AbortSignal} signal
 */
export function listenForRowKeys(root, signal) {
  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const { key, target, metaKey, ctrlKey, altKey, shiftKey } = event;
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!step || metaKey || ctrlKey || altKey || shiftKey || !(target instanceof Element)) return;
    const row = target.closest("[data-row]");
    /** @type {NodeListOf<HTMLElement> | undefined} */
    const rows = row?.closest("[data-rows]")?.querySelectorAll("[data-row]");
    if (!row || !rows) return;
    event.preventDefault();
    // rows of a folded group are not there
    const shown = [...rows].filter((each) => each.checkVisibility());
    shown[shown.indexOf(/** @type {HTMLElement} */ (row)) + step]?.focus();
  };
  root.addEventListener("keydown", move, { signal });
}
