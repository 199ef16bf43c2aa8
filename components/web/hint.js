// The hint of the first visit: one sentence over the picture on how to use it, until it is dismissed.
// The browser remembers that; one that remembers nothing does so until the page is left.

/** @import { Words } from "./types.js" */

import { element, put } from "./element.js";

const KEY = "geneva-timeline:hint-dismissed";
let isDismissed = false;

function wasDismissed() {
  try {
    return isDismissed || localStorage.getItem(KEY) !== null;
  } catch {
    return isDismissed; // a browser that keeps nothing for this site
  }
}

function dismissForGood() {
  isDismissed = true;
  try {
    localStorage.setItem(KEY, "yes");
  } catch {
    // it stays away until the page is left
  }
}

export class Hint {
  /**
   * @param {Element} parent @param {Words} words
   * @param {() => void} onDismiss takes the focus of a key that dismissed it
   */
  constructor(parent, words, onDismiss) {
    this.root = element("aside", "gt-hint", parent);
    this.root.ariaLabel = words.hint;
    this.root.hidden = true;
    this.words = element("p", "", this.root);
    const button = element("button", "", this.root);
    button.type = "button";
    button.ariaLabel = words.forGood;
    button.title = words.forGood;
    button.textContent = "\u00d7";
    button.onclick = ({ detail }) => {
      dismissForGood();
      this.root.hidden = true;
      if (!detail) onDismiss(); // a key has no count of presses
    };
  }

  /** Show the hint, or none of "". @param {string} words */
  show(words) {
    put(this.words, "textContent", words);
    put(this.root, "hidden", !words || wasDismissed());
  }
}
