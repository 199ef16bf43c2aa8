import assert from "node:assert/strict";
import test from "node:test";

import { dragged, gripAt, outline, shifted } from "../../components/web/overview.js";

const EXTENT = [0, 1000]; // drawn on 100 pixels, so that one pixel is ten
const drag = (grip, x, to, at = [200, 400]) => dragged({ grip, x, at }, to, EXTENT, 100);

test("a press takes hold of an edge, of the window, or begins a new one", () => {
  const grips = [5, 20, 28, 40, 52, 60, 70].map((x) => gripAt(x, [20, 60], 100));
  assert.deepEqual(grips, ["new", "left", "left", "window", "right", "right", "new"]);
});

test("a narrow window has no edges, one over everything nothing to move", () => {
  assert.equal(gripAt(20, [20, 40], 100), "window");
  assert.equal(gripAt(50, [0.5, 99.5], 100), "all");
});

test("a dragged window keeps its length and stays within the log", () => {
  assert.deepEqual(drag("window", 30, 40), [300, 500]);
  assert.deepEqual(drag("window", 30, 99), [800, 1000]);
  assert.deepEqual(drag("window", 30, -99), [0, 200]);
});

test("a dragged edge leaves at least six pixels and does not leave the log", () => {
  assert.deepEqual(drag("left", 20, 10), [100, 400]);
  assert.deepEqual(drag("left", 20, 90), [340, 400]);
  assert.deepEqual(drag("right", 40, 200), [200, 1000]);
  assert.deepEqual(drag("right", 40, 0), [200, 260]);
});

test("a new window may be drawn either way, and at the very end", () => {
  assert.deepEqual(drag("new", 50, 70), [500, 700]);
  assert.deepEqual(drag("new", 70, 50), [500, 700]);
  assert.deepEqual(drag("all", 100, 100), [940, 1000]);
});

test("a window longer than the log begins with it or ends with it", () => {
  assert.deepEqual(shifted([0, 1500], 100, EXTENT), [-500, 1000]);
});

test("the outline has a step for each count, and shows the least of them", () => {
  assert.equal(outline([0, 1, 100]), "M0 30V30.0H1V28.5H2V3.0H3V30Z");
  assert.equal(outline([0, 0]), "M0 30V30.0H1V30.0H2V30Z");
});
