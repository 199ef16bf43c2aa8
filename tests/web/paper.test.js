import assert from "node:assert/strict";
import test from "node:test";

import { gaps, parts, seams } from "../../components/web/paper.js";

const lane = (top, height) => ["Lane", top, height];

test("a short picture is not parted", () => {
  assert.deepEqual(parts({ lanes: [lane(0, 500)], groups: [], height: 500 }), [[0, 500]]);
});

test("lanes are parted at their tops, a heading stays with the lane below it", () => {
  const layout = {
    lanes: [lane(19, 200), lane(240, 200)],
    groups: [
      ["A", 0],
      ["B", 221],
    ],
  };
  assert.deepEqual(seams({ ...layout, height: 440 }), [221, 440]);
});

test("parts follow on each other and are not too low", () => {
  const lanes = Array.from({ length: 20 }, (_, place) => lane(place * 50, 50));
  const found = parts({ lanes, groups: [], height: 1000 });
  assert.equal(found[0][0], 0);
  assert.equal(found.at(-1)[1], 1000);
  found.slice(1).forEach(([from], place) => assert.equal(from, found[place][1]));
  assert.ok(found.slice(0, -1).every(([from, to]) => to - from >= 180));
});

test("a picture in columns is parted at the tops of rows, where no word crosses them", () => {
  const rows = [
    [0, 200],
    [200, 400],
    [400, 480],
  ];
  const taken = [
    [10, 60],
    [90, 190],
    [205, 300],
    [290, 410],
    [420, 470],
  ];
  assert.deepEqual(gaps(taken, rows, 480), [200, 480]);
});

test("a row that is too high for a page is parted between what stands in it", () => {
  const taken = [
    [10, 300],
    [320, 500],
    [20, 310],
    [510, 590],
  ];
  assert.deepEqual(gaps(taken, [[0, 600]], 600), [310, 500, 600]);
});
