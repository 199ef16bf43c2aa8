// Tells the page around an embedded view how high the view is, so that it can make the frame as high.

import { isOnPaper } from "./theme.js";

const TYPE = "timeline-height"; // documented for hosts, so it stays

/**
 * Send the height of a view in a frame, now and whenever it changes, until `signal` aborts. It is no
 * secret: any page around may know it.
 * @param {HTMLElement} root @param {AbortSignal} signal
 */
export function tellHeight(root, signal) {
  if (parent === window) return;
  let told = 0;
  const tell = () => {
    const scroller = root.closest('[data-testid="stMain"]');
    const container = root.closest('[data-testid="stMainBlockContainer"]');
    if (!root.querySelector(".gt-framed") || !scroller || !container || isOnPaper()) return;
    const below = parseFloat(getComputedStyle(container).paddingBottom);
    const height = Math.ceil(root.getBoundingClientRect().bottom + scroller.scrollTop + below);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: TYPE, height }, "*");
  };
  const observer = new ResizeObserver(tell);
  observer.observe(root);
  signal.addEventListener("abort", () => observer.disconnect());
}
