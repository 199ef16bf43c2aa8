// A number as readers read it. The browser's own way loads its tables first, which takes 15 ms.

/**
 * Return a whole number with a comma before every three digits.
 * @param {number} number
 */
export const inDigits = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
