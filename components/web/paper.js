// The picture on paper: a copy in parts, between whose rows or lanes a page may end, under the heads of
// columns or a calendar, which every page repeats. It is there only while the page is printed.

/** @import { ColumnPicture, Group, Lane } from "./types.js" */

import { element } from "./element.js";

const PART = 180; // pixels that a part has at least, so that a tall picture leaves no page half empty
const WHOLE = 520; // pixels of a picture that is not parted: with its head it fits on any page
const APART = 20; // pixels from a heading to a lane that stands with it

/** @typedef {[from: number, to: number]} Extent */
/** @typedef {{ lanes: Lane[], groups: Group[], height: number }} Layout */

/**
 * Return the heights at which nothing is cut: the tops of lanes and groups.
 * @param {Layout} layout
 */
export function seams({ lanes, groups, height }) {
  const headings = groups.map(([, top]) => top);
  // a heading stands with the lane below it
  const apart = lanes
    .map(([, top]) => top)
    .filter((top) => !headings.some((heading) => heading < top && top - heading <= APART));
  const heights = new Set([height, ...headings, ...apart]);
  return [...heights].filter((seam) => seam > 0).sort((a, b) => a - b);
}

/**
 * Return the heights at which no word and no mark is cut: the tops of rows, and within a row that is
 * too high for a page also where something ends.
 * @param {Extent[]} taken what words and marks take, from top to bottom
 * @param {Extent[]} rows @param {number} height
 */
export function gaps(taken, rows, height) {
  const heights = [];
  let end = 0;
  for (const [from, to] of [...taken].sort(([one], [other]) => one - other)) {
    if (from > end && end > 0) {
      const next = rows.find(([top]) => end <= top && top <= from);
      const within = rows.find(([top, bottom]) => top < end && end < bottom);
      if (next) heights.push(next[0]);
      else if (within && within[1] - within[0] > WHOLE) heights.push(end);
    }
    end = Math.max(end, to);
  }
  return [...heights, height];
}

/**
 * Return the parts of a picture as pairs of heights.
 * @param {Layout} layout
 */
export function parts(layout) {
  if (layout.height <= WHOLE) return [[0, layout.height]];
  return between(0, seams(layout));
}

/**
 * Return pairs of seams from `from` on, none but the last too close to each other.
 * @param {number} from @param {number[]} heights
 */
function between(from, heights) {
  /** @type {Extent[]} */
  const pairs = [];
  for (const seam of heights) {
    if (seam - from < PART && seam !== heights.at(-1)) continue;
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
  const paper = copyOf(root);
  const [head, body] = root.children;
  inParts(paper, head, body, parts(layout));
  root.after(paper);
}

/**
 * Put the copy for paper after a picture in columns: what lasts, then the rows below their heads.
 * @param {HTMLElement} root @param {HTMLElement} stage @param {ColumnPicture} picture
 */
export function columnsOnPaper(root, stage, { rows, height, top, down }) {
  offPaper(root);
  const layers = ":scope > :not(.gt-columns-figure, .gt-columns-sections) > *";
  /** @type {Extent[]} */
  const taken = [...stage.querySelectorAll(layers)].map((shown) => {
    const { offsetTop, offsetHeight } = /** @type {HTMLElement} */ (shown);
    return [offsetTop, offsetTop + offsetHeight];
  });
  /** @type {Extent[]} */
  const extents = rows.map(([, from, high]) => [from, from + high]);
  // a section is parted where a row is: below its head, between its words
  stage.querySelectorAll(".gt-columns-section-head").forEach((name, place) => {
    const [from] = extents[place];
    taken.push([from, from + /** @type {HTMLElement} */ (name).offsetHeight]);
  });
  const head = down ? undefined : stage.querySelector(".gt-columns-heads");
  const begin = head ? Math.min(...extents.map(([from]) => from), height) : 0;
  const below = taken.filter(([from]) => from >= begin);
  const paper = copyOf(root);
  if (head && top) paper.append(part(stage, [0, top]));
  inParts(element("div", "gt-plot-paper-table", paper), head, stage, [
    ...between(begin, gaps(below, extents, height)),
  ]);
  root.after(paper);
}

/** Return an empty copy of a picture. @param {HTMLElement} root */
function copyOf(root) {
  const paper = element("div", `${root.className} gt-plot-paper`);
  paper.setAttribute("aria-hidden", "true");
  paper.style.cssText = root.style.cssText;
  return paper;
}

/**
 * Put parts of a picture into a table whose head each page repeats.
 * @param {HTMLElement} table @param {Element | null | undefined} head
 * @param {Element} body @param {number[][]} pairs
 */
function inParts(table, head, body, pairs) {
  if (head) {
    const repeated = element("div", "gt-plot-paper-head", table);
    element("div", "gt-plot-paper-row", repeated).append(head.cloneNode(true));
  }
  const rows = element("div", "gt-plot-paper-parts", table);
  for (const pair of pairs) element("div", "gt-plot-paper-row", rows).append(part(body, pair));
}

/** Return a part of a picture, from one height to another. @param {Element} body @param {number[]} pair */
function part(body, [from, to]) {
  const cut = element("div", "gt-plot-paper-part");
  cut.style.height = `${to - from}px`;
  const copy = /** @type {HTMLElement} */ (body.cloneNode(true));
  copy.style.marginTop = `${-from}px`;
  cut.append(copy);
  return cut;
}

/**
 * Take the copy away.
 * @param {HTMLElement} root
 */
export function offPaper(root) {
  const next = root.nextElementSibling;
  if (next?.classList.contains("gt-plot-paper")) next.remove();
}
