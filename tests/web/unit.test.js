import assert from "node:assert/strict";
import test from "node:test";

import {
  columnsBetween,
  columnsDragged,
  placeAt,
  placesOf,
} from "../../components/web/column-gestures.js";
import {
  UNITS,
  movedBy,
  nearest,
  periodsBetween,
  startOf,
  unitFor,
  unitOf,
  whole,
  zoomedIn,
  zoomedOut,
} from "../../components/web/unit.js";

const time = (text) => Date.parse(`${text}Z`);
const span = (start, stop) => [time(start), time(stop)];
const DAY = 24 * 3600e3;

// three days, a break of two, and a day; Before and After have no time
const HEADS = [
  ["Before", 80, 100, "1", null, ""],
  ["Thu", 180, 100, "1", span("2025-05-08T00:00", "2025-05-09T00:00"), ""],
  ["Fri", 280, 200, "1", span("2025-05-09T00:00", "2025-05-10T00:00"), ""],
  ["", 480, 20, "", span("2025-05-10T00:00", "2025-05-12T00:00"), ""],
  ["Mon", 500, 100, "1", span("2025-05-12T00:00", "2025-05-13T00:00"), ""],
  ["After", 600, 100, "1", null, ""],
];
const PLACES = placesOf(HEADS);

test("periods begin and end as the calendar has them", () => {
  const begins = (unit, by) =>
    new Date(startOf(unitOf(unit), time("2025-05-11T13:37"), by)).toISOString().slice(0, 16);
  assert.equal(begins("ten-minutes"), "2025-05-11T13:30");
  assert.equal(begins("week"), "2025-05-05T00:00");
  assert.equal(begins("week", 1), "2025-05-12T00:00");
  assert.equal(begins("month", -5), "2024-12-01T00:00");
  assert.equal(begins("quarter"), "2025-04-01T00:00");
  assert.equal(begins("decade"), "2020-01-01T00:00");
  assert.equal(begins("century"), "2000-01-01T00:00");
  assert.equal(begins("millennium", -1), "1000-01-01T00:00");
});

test("years before Christ have their own decades", () => {
  const year = (unit, at, by) => new Date(startOf(unitOf(unit), at, by)).getUTCFullYear();
  const ides = Date.UTC(-43, 2, 15);
  assert.equal(year("decade", ides), -48); // 49 to 40 BC
  assert.equal(year("century", ides), -98); // 99 to 1 BC
  assert.equal(year("century", ides, 1), 1);
  assert.equal(year("century", ides, 2), 100);
  assert.equal(year("millennium", ides, -1), -1998);
});

for (const unit of UNITS) {
  test(`a time lies in its ${unit.key}, and the next begins where that ends`, () => {
    for (const at of [0, -1, 1_746_900_000_123, -62_200_000_000_001, 7.5e13]) {
      const [start, stop] = [startOf(unit, at), startOf(unit, at, 1)];
      assert.ok(start <= at && at < stop);
      assert.equal(startOf(unit, stop), stop);
      assert.equal(startOf(unit, stop, -1), start);
      assert.equal(periodsBetween(unit, at, startOf(unit, at, 7)), 7);
    }
  });
}

test("a window is widened, or moved, to whole periods", () => {
  const cut = span("2025-05-10T13:37", "2025-05-12T09:00");
  assert.deepEqual(whole(unitOf("day"), cut), span("2025-05-10T00:00", "2025-05-13T00:00"));
  assert.deepEqual(nearest(unitOf("day"), cut), span("2025-05-11T00:00", "2025-05-12T00:00"));
  const short = span("2025-05-10T13:00", "2025-05-10T14:00");
  assert.deepEqual(nearest(unitOf("day"), short), span("2025-05-10T00:00", "2025-05-11T00:00"));
  assert.deepEqual(
    movedBy(unitOf("month"), span("2025-01-01T00:00", "2025-03-01T00:00"), -1),
    span("2024-12-01T00:00", "2025-02-01T00:00"),
  );
});

test("zoom steps through units: five days, a day, an hour, ten minutes, a minute", () => {
  const at = () => time("2025-05-11T13:37");
  let window = span("2025-05-08T00:00", "2025-05-13T00:00");
  const lengths = [];
  for (let step = 0; step < 6; step += 1) {
    window = zoomedIn(window, at);
    lengths.push((window[1] - window[0]) / 60e3);
    assert.ok(window[0] <= at() && at() < window[1]);
  }
  assert.deepEqual(lengths, [1440, 60, 10, 1, 1, 1]);
});

test("zooming out never leaves out what was in the window", () => {
  let window = span("2025-05-11T13:37", "2025-05-11T13:38");
  const lengths = [];
  for (let step = 0; step < 7; step += 1) {
    const wider = zoomedOut(window);
    assert.ok(wider[0] <= window[0] && window[1] <= wider[1]);
    window = wider;
    lengths.push(Math.round((window[1] - window[0]) / 60e3));
  }
  assert.deepEqual(lengths, [10, 60, 1440, 7 * 1440, 31 * 1440, 91 * 1440, 365 * 1440]);
});

test("a window has a unit of few columns", () => {
  assert.equal(unitFor(5 * DAY).key, "day");
  assert.equal(unitFor(DAY).key, "hour");
  assert.equal(unitFor(60e3).key, "minute");
  assert.equal(unitFor(400 * 365 * DAY).key, "century");
});

test("a column is found by its place; what has no time is beyond", () => {
  assert.deepEqual(
    [90, 180, 279, 300, 490, 599, 650].map((x) => placeAt(PLACES, x)),
    [-1, 0, 0, 1, 2, 3, 4],
  );
});

test("a drag brings the column that was taken to where it is let go", () => {
  assert.equal(columnsDragged(PLACES, "day", 200, 300), -1);
  assert.equal(columnsDragged(PLACES, "day", 300, 200), 1);
  assert.equal(columnsDragged(PLACES, "day", 550, 200), 4);
  assert.equal(columnsDragged(PLACES, "day", 550, 90), 4);
});

test("less than half a column is no drag, half of it is one", () => {
  assert.equal(columnsDragged(PLACES, "day", 300, 380), 0);
  assert.equal(columnsDragged(PLACES, "day", 300, 420), -1);
  assert.equal(columnsDragged(PLACES, "day", 420, 300), 1);
});

test("Shift takes whole columns, either way", () => {
  const friday = { left: 280, right: 600, span: span("2025-05-09T00:00", "2025-05-13T00:00") };
  assert.deepEqual(columnsBetween(PLACES, 300, 520), friday);
  assert.deepEqual(columnsBetween(PLACES, 690, 300), friday);
});
