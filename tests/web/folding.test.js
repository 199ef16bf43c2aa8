import assert from "node:assert/strict";
import test from "node:test";

import { fold, isKnown, wordsOf } from "../../components/web/editions/folding.js";
import { folding } from "./edition-sample.js";

test("case, accents, width and blanks are folded", () => {
  assert.equal(fold("  ZÜRICH\t\u001cZu\u0308rich ", folding), "zurich zurich");
  assert.equal(fold("Straße ﬁ Ｔｅａ", folding), "strasse fi tea");
  assert.equal(fold("", folding), "");
});

test("a row of the table replaces every letter at its step, and none between", () => {
  assert.equal(fold("abcdefgh", { ...folding, replaced: "2p 3 2 1" }), "bbddffgh");
});

test("letters that the table does not know stay, and keep apart what is beside them", () => {
  assert.equal(isKnown("a", folding), true);
  assert.equal(isKnown("\u0378", folding), false);
  assert.equal(fold("E\u0378\u0301", folding), "e\u0378");
});

test("words of any length are folded a piece at a time", () => {
  const accents = "e" + "\u0301".repeat(100_000);
  assert.equal(fold(`${accents} A`, folding), "e a");
  assert.deepEqual(wordsOf(" a  b\u001fc ", folding), ["a", "b", "c"]);
});
