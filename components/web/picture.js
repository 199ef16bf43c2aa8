// The picture of the timeline: in columns, or of many events as lanes that count them.

/** @import { ColumnPicture, CountedPicture, Shared } from "./types.js" */

import { Columns } from "./columns.js";
import { Counts } from "./counts.js";

/** @type {WeakMap<HTMLElement, Counts>} */
const inCounts = new WeakMap();
/** @type {WeakMap<HTMLElement, Columns>} */
const inColumns = new WeakMap();

/**
 * Draw `data` in `parent`, or redraw it in place.
 * @param {HTMLElement} parent @param {CountedPicture | ColumnPicture} data @param {Shared} shared
 */
export function drawPicture(parent, data, shared) {
  const other = "columns" in data ? inCounts.get(parent) : inColumns.get(parent);
  if (other) other.root.hidden = true;
  if ("columns" in data) {
    const columns = inColumns.get(parent) ?? new Columns(parent, shared);
    inColumns.set(parent, columns);
    columns.update(data, shared);
    return;
  }
  const counts = inCounts.get(parent) ?? new Counts(parent, shared);
  inCounts.set(parent, counts);
  counts.update(data, shared);
}
