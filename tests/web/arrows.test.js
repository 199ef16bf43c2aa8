import assert from "node:assert/strict";
import test from "node:test";

import { markAfter } from "../../components/web/arrows.js";

// event a stands in lanes 0 and 2, b in lane 1, c in lanes 0 and 1
const MARKS = [
  { event: 0, lane: 0, at: 0, place: 10 },
  { event: 0, lane: 2, at: 0, place: 11 },
  { event: 1, lane: 1, at: 50, place: 12 },
  { event: 2, lane: 0, at: 60, place: 13 },
  { event: 2, lane: 1, at: 60, place: 14 },
];
const from = (active, key) => markAfter(`${key}`, MARKS, active);

test("left and right lead to the next event, in the same lane where it has a mark there", () => {
  assert.equal(from(10, "ArrowRight"), 12);
  assert.equal(from(12, "ArrowRight"), 14);
  assert.equal(from(14, "ArrowLeft"), 12);
  assert.equal(from(12, "ArrowLeft"), 10);
});

test("at either end the arrow stays", () => {
  assert.equal(from(10, "ArrowLeft"), 10);
  assert.equal(from(14, "ArrowRight"), 14);
  assert.equal(from(10, "ArrowUp"), 10);
  assert.equal(from(11, "ArrowDown"), 11);
});

test("up and down lead to the nearest mark of the next lane", () => {
  assert.equal(from(13, "ArrowDown"), 14);
  assert.equal(from(10, "ArrowDown"), 12);
  assert.equal(from(11, "ArrowUp"), 12);
  assert.equal(from(12, "ArrowUp"), 13);
});

test("Home and End lead to the first and the last; without marks nothing is led to", () => {
  assert.equal(from(12, "Home"), 10);
  assert.equal(from(12, "End"), 14);
  for (const key of ["Home", "End", "ArrowUp"]) assert.equal(markAfter(key, [], 3), undefined);
});

test("a mark that went out of view gives way to the first", () => {
  assert.equal(from(99, "ArrowRight"), 12);
});
