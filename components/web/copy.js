// Copies a text, also where the clipboard is refused: in the frame of another page, over plain HTTP.

/** @import { Words } from "./types.js" */

import { element } from "./element.js";

/**
 * Copy in the old way, which needs no permission but a press of the reader; tell whether it worked.
 * @param {string} text @param {HTMLElement} button
 */
function copyOldWay(text, button) {
  const field = element("textarea", "gt-hidden");
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-hidden", "true");
  button.parentElement?.append(field); // where the button is, so that no menu closes
  field.select();
  let isCopied;
  try {
    isCopied = document.execCommand("copy");
  } catch {
    isCopied = false;
  }
  field.remove();
  button.focus({ preventScroll: true });
  return isCopied;
}

/**
 * Show the text selected, for the reader to copy by hand.
 * @param {string} text @param {HTMLElement} button @param {Words} words
 */
function copyByHand(text, button, words) {
  const board = button.closest(".gt-board");
  board?.querySelector(":scope > .gt-by-hand")?.remove();
  const box = element("dialog", "gt-tree gt-by-hand");
  box.setAttribute("aria-label", words.copyByHand);
  const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? words.copyKeysOfMac : words.copyKeys;
  element("p", "", box).textContent = words.noCopying.replace("{}", keys);
  const field = element("textarea", "gt-field", box);
  field.value = text;
  field.readOnly = true;
  field.rows = 3;
  field.setAttribute("aria-label", words.textToCopy);
  const close = element("button", "gt-button", box);
  close.type = "button";
  close.textContent = words.close;
  box.addEventListener("close", () => {
    box.remove();
    /** @type {HTMLElement | null | undefined} */
    const summary = button.closest("[data-menu]")?.querySelector("summary");
    (button.checkVisibility() ? button : summary)?.focus();
  });
  close.addEventListener("click", () => box.close());
  // Escape closes this, and nothing of the page below
  box.addEventListener("keydown", (event) => event.stopPropagation());
  board?.append(box);
  box.showModal();
  field.focus();
  field.select();
}

/**
 * Copy `text` for the reader who pressed `button`; where nothing may, show it selected. Tell which.
 * @param {string} text @param {HTMLElement} button @param {Words} words
 */
export async function copyFor(text, button, words) {
  // a frame is refused as a rule, and after that the press would no longer count for the old way
  const isFramed = window.parent !== window;
  if (isFramed && copyOldWay(text, button)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!isFramed && copyOldWay(text, button)) return true;
  }
  copyByHand(text, button, words);
  return false;
}

/**
 * Return the address of the page, or of the view `link`, as others need it.
 * @param {string} link @param {{ href: string, search: string, pathname: string }} page
 */
export function linkToShare(link, { href, search, pathname }) {
  const shared = new URL(link || search || pathname, href);
  // whoever follows it comes to the page, not to what stands in a frame
  const ofFrames = new Set(["embed", "embed_options", "show"]);
  if (link || !shared.searchParams.has("embed")) return shared.href;
  const parameters = shared.search.slice(1).split("&");
  shared.search = parameters.filter((pair) => !ofFrames.has(pair.split("=")[0])).join("&");
  return shared.href;
}
