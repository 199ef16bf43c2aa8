// Two handles on the bars of days: each stands at an edge between two bars, and never beyond the other.

/** @param {HTMLInputElement} handle @returns {string[]} */
const textsOf = (handle) => (handle.dataset.values ?? "").split("|");

/**
 * Return what a handle stands for in the address, "" at the end of all bars.
 * @param {HTMLInputElement} handle
 */
export const valueOfHandle = (handle) => textsOf(handle)[Number(handle.value)] ?? "";

/**
 * Return where a handle may stand: a bar at least lies between the two.
 * @param {number} wanted @param {number} other @param {boolean} isFirst
 */
export const placeOfHandle = (wanted, other, isFirst) =>
  isFirst ? Math.min(wanted, other - 1) : Math.max(wanted, other + 1);

/**
 * Follow a handle that a hand or a key has moved: say what it stands for, fill the bars between both.
 * @param {HTMLInputElement} handle
 */
export function followHandle(handle) {
  const chart = handle.parentElement;
  /** @type {HTMLInputElement[]} */
  const handles = [...(chart?.querySelectorAll("input") ?? [])];
  const [first, last] = handles;
  const other = Number((handle === first ? last : first).value);
  const place = placeOfHandle(Number(handle.value), other, handle === first);
  handle.value = String(place);
  handle.ariaValueText = (handle.dataset.says ?? "").split("|")[place] ?? "";
  const [from, to] = handles.map(({ value }) => Number(value));
  [...(chart?.querySelectorAll("li") ?? [])].forEach((bar, at) => {
    const isIn = from <= at && at < to;
    bar.classList.toggle("gt-in", isIn);
    bar.classList.toggle("gt-out", !isIn);
  });
}
