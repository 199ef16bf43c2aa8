// Text folded for comparison, by the table of the rules of `fold` in components/frames/text.py.

/** @typedef {import("./rules.js").FoldingTable} FoldingTable */
/**
 * @typedef {{blanks: Ranges, dropped: Ranges, unknown: Ranges, replaced: Map<number, string>}} Letters
 */
/** @typedef {number[]} Ranges where letters begin to belong, end to, begin again and so on */

/** @type {WeakMap<FoldingTable, Letters>} */
const read = new WeakMap();

/** @param {string} packed */
const numbersIn = (packed) =>
  packed.split(" ").flatMap((text) => (text ? [parseInt(text, 36)] : []));

/** @param {string} packed @returns {Ranges} */
function rangesIn(packed) {
  let at = 0;
  return numbersIn(packed).map((length) => (at += length));
}

/** @param {FoldingTable} table */
function replacedBy(table) {
  /** @type {Map<number, string>} */
  const replaced = new Map();
  const numbers = numbersIn(table.replaced);
  let last = 0;
  for (let place = 0; place < numbers.length; place += 4) {
    const [gap, count, step, shift] = numbers.slice(place, place + 4);
    for (let n = 0, code = last + gap; n < count; n += 1, code += step) {
      replaced.set(code, String.fromCodePoint(code + shift));
      last = code;
    }
  }
  for (const [letter, spelt] of Object.entries(table.spelt)) {
    replaced.set(letter.codePointAt(0) ?? 0, spelt);
  }
  return replaced;
}

/** @param {FoldingTable} table */
function lettersOf(table) {
  let letters = read.get(table);
  if (!letters) {
    letters = {
      blanks: rangesIn(table.blanks),
      dropped: rangesIn(table.dropped),
      unknown: rangesIn(table.unknown),
      replaced: replacedBy(table),
    };
    read.set(table, letters);
  }
  return letters;
}

/**
 * Return whether a letter is in one of some ranges.
 * @param {Ranges} ranges @param {number} code
 */
function isIn(ranges, code) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle] <= code) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** @param {string} letter */
const codeOf = (letter) => letter.codePointAt(0) ?? 0;

/**
 * Split a text where any letters of some ranges stand, which are left out.
 * @param {string} text @param {Ranges} ranges
 */
function splitAt(text, ranges) {
  /** @type {string[]} */
  const parts = [];
  let part = "";
  for (const letter of text) {
    if (!isIn(ranges, codeOf(letter))) part += letter;
    else if (part) {
      parts.push(part);
      part = "";
    }
  }
  return part ? [...parts, part] : parts;
}

/**
 * Normalize a text, but for the letters that the table does not know: another Unicode may.
 * @param {string} text @param {"NFC" | "NFKD"} form @param {Ranges} unknown
 */
function normalize(text, form, unknown) {
  let normal = "";
  let known = "";
  for (const letter of text) {
    if (isIn(unknown, codeOf(letter))) {
      normal += known.normalize(form) + letter;
      known = "";
    } else known += letter;
  }
  return normal + known.normalize(form);
}

/** @param {string} text @param {Letters} letters */
function foldPiece(text, letters) {
  let folded = "";
  for (const letter of normalize(text, "NFKD", letters.unknown)) {
    const code = codeOf(letter);
    if (!isIn(letters.dropped, code)) folded += letters.replaced.get(code) ?? letter;
  }
  return normalize(folded, "NFC", letters.unknown);
}

/** @param {string} word @param {number} longest */
function piecesOf(word, longest) {
  const letters = [...word];
  const pieces = [];
  for (let at = 0; at < letters.length; at += longest) {
    pieces.push(letters.slice(at, at + longest).join(""));
  }
  return pieces;
}

/**
 * Return the words of a text between blanks, as Python knows them.
 * @param {string} text @param {FoldingTable} table
 */
export const wordsOf = (text, table) => splitAt(text, lettersOf(table).blanks);

/**
 * Fold case, accents and width, so that "Zürich" and "ZURICH" compare equal; blanks become one each.
 *
 * `table` is `folding` of the rules; it must not change.
 * @param {string} text @param {FoldingTable} table
 */
export function fold(text, table) {
  const letters = lettersOf(table);
  const words = splitAt(text, letters.blanks);
  const isLong = words.some(
    (word) => word.length > table.longest && [...word].length > table.longest,
  );
  const folded = isLong
    ? words
        .map((word) =>
          piecesOf(word, table.longest)
            .map((piece) => foldPiece(piece, letters))
            .join(""),
        )
        .join(" ")
    : foldPiece(text, letters);
  return splitAt(folded, letters.blanks).join(" ");
}

/**
 * Return whether Unicode, as far as the table knows it, has a letter.
 * @param {string} letter @param {FoldingTable} table
 */
export const isKnown = (letter, table) => !isIn(lettersOf(table).unknown, codeOf(letter));
