/**
 * Return a number, or the nearer end of a range that it lies outside of.
 * @param {number} value @param {number} least @param {number} most
 */
export const clamp = (value, least, most) => Math.max(least, Math.min(value, most));
