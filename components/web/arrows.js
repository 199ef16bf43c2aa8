// Where an arrow, Home or End leads among the marks of the picture.

/**
 * @typedef {object} Stop a mark in view
 * @property {number} event the place of its event among all, which is the order of their numbers
 * @property {number} lane
 * @property {number} at milliseconds
 * @property {number} place of the mark among all
 */

/**
 * Return the mark of the next event, or of the one before: of an event in several lanes, the one in
 * this lane or the first.
 * @param {Stop[]} marks @param {Stop} here @param {boolean} isForward
 */
function beside(marks, here, isForward) {
  const next = isForward
    ? marks.find(({ event }) => event > here.event)
    : marks.findLast(({ event }) => event < here.event);
  if (!next) return here;
  const twins = marks.filter(({ event }) => event === next.event);
  return twins.find(({ lane }) => lane === here.lane) ?? twins[0];
}

/**
 * Return the mark nearest in time in the next lane that has one.
 * @param {Stop[]} marks @param {Stop} here @param {boolean} isDown
 */
function across(marks, here, isDown) {
  /** @param {Stop} mark */
  const distance = ({ lane }) => (isDown ? lane - here.lane : here.lane - lane);
  const [nearest] = marks
    .filter((mark) => distance(mark) > 0)
    .sort(
      (a, b) => distance(a) - distance(b) || Math.abs(a.at - here.at) - Math.abs(b.at - here.at),
    );
  return nearest ?? here;
}

/**
 * Return the place of the mark that a key leads to; undefined when there is none.
 * @param {string} key
 * @param {Stop[]} marks in the order of events, then of lanes
 * @param {number} active the place of the mark that the reader is on
 */
export function markAfter(key, marks, active) {
  const here = marks.find(({ place }) => place === active) ?? marks[0];
  if (!here || key === "Home") return here && marks[0].place;
  if (key === "End") return marks[marks.length - 1].place;
  if (key === "ArrowRight" || key === "ArrowLeft") {
    return beside(marks, here, key === "ArrowRight").place;
  }
  return across(marks, here, key === "ArrowDown").place;
}
