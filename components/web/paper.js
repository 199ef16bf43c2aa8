// The picture on paper: a copy in parts, between whose lanes a page may end, under a calendar that
// every page repeats. It is there only while the page is printed.

/** @import { Group, Lane, Mark } from "./types.js" */

import { element } from "./element.js";

const PART = 180; // pixels that a part has at least, so that a tall picture leaves no page half empty
const WHOLE = 520; // pixels of a picture that is not parted: with its head it fits on any page
const APART = 20; // pixels between two rows of marks between which a wide lane may be parted
const ABOVE = 13; // pixels above the middle of a mark that it and its signs take
const BELOW = 10;

/** @typedef {{ lanes: Lane[], groups: Group[], marks: Mark[], height: number }} Layout */

/**
 * Return the heights at which nothing is cut: the tops of lanes and groups, the places above rows.
 * @param {Layout} layout
 */
export function seams({ lanes, groups, marks, height }) {
  const headings = groups.map(([, top]) => top);
  const heights = new Set([height, ...headings]);
  lanes.forEach(([, top, tall], lane) => {
    // a heading stands with the lane below it
    if (!headings.some((heading) => heading < top && top - heading <= APART)) heights.add(top);
    const rows = marks.filter(([, itsLane]) => itsLane === lane).map(([, , , y]) => y);
    const sorted = [...new Set(rows)].sort((a, b) => a - b);
    sorted.forEach((y, place) => {
      const apart = y - sorted[place - 1];
      const seam = y - Math.min(ABOVE, apart - BELOW);
      if (apart >= APART && seam > top && seam < top + tall) heights.add(seam);
    });
  });
  return [...heights].filter((seam) => seam > 0).sort((a, b) => a - b);
}

/**
 * Return the parts of a picture as pairs of heights.
 * @param {Layout} layout
 */
export function parts(layout) {
  if (layout.height <= WHOLE) return [[0, layout.height]];
  const pairs = [];
  let from = 0;
  for (const seam of seams(layout)) {
    if (seam - from < PART && seam !== layout.height) continue;
    pairs.push([from, seam]);
    from = seam;
  }
  return pairs;
}

/**
 * Put the copy for paper after the picture `root`.
 * @param {HTMLElement} root @param {Layout} layout
 */
export function onPaper(root, layout) {
  offPaper(root);
  const paper = element("div", `${root.className} gt-plot-paper`);
  paper.setAttribute("aria-hidden", "true");
  paper.style.cssText = root.style.cssText;
  const [head, body] = root.children;
  const repeated = element("div", "gt-plot-paper-head", paper);
  element("div", "gt-plot-paper-row", repeated).append(head.cloneNode(true));
  const rows = element("div", "gt-plot-paper-parts", paper);
  for (const [from, to] of parts(layout)) {
    const part = element("div", "gt-plot-paper-part", element("div", "gt-plot-paper-row", rows));
    part.style.height = `${to - from}px`;
    const copy = /** @type {HTMLElement} */ (body.cloneNode(true));
    copy.style.marginTop = `${-from}px`;
    part.append(copy);
  }
  root.after(paper);
}

/**
 * Take the copy away.
 * @param {HTMLElement} root
 */
export function offPaper(root) {
  const next = root.nextElementSibling;
  if (next?.classList.contains("gt-plot-paper")) next.remove();
}
