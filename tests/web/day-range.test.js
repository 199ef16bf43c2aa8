import assert from "node:assert/strict";
import test from "node:test";

import { placeOfHandle, valueOfHandle } from "../../components/web/day-range.js";

test("a handle never reaches the other one: a bar lies between them", () => {
  assert.equal(placeOfHandle(2, 5, true), 2);
  assert.equal(placeOfHandle(7, 5, true), 4);
  assert.equal(placeOfHandle(1, 3, false), 4);
  assert.equal(placeOfHandle(6, 3, false), 6);
});

test("a handle stands for a date, at the end of all bars for none", () => {
  const handle = (value) => ({ value, dataset: { values: "|2025-05-08|2025-05-09" } });
  assert.equal(valueOfHandle(handle("0")), "");
  assert.equal(valueOfHandle(handle("2")), "2025-05-09");
  assert.equal(valueOfHandle(handle("9")), "");
});
