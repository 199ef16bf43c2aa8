import assert from "node:assert/strict";
import test from "node:test";

import { calendar, DAY, spanName } from "../../components/web/calendar.js";

const at = (text) => Date.parse(`${text}Z`);
const window = (from, to) => [at(from), at(to)];
const names = ([headings]) => headings.map(([, , known]) => known[0]);
const ticks = ([, marked]) => marked.map(([, name]) => name);

test("an hour has quarters and names its day", () => {
  const drawn = calendar(window("2025-05-11T09:00", "2025-05-11T10:00"), 300, false);
  assert.deepEqual(names(drawn), ["Sun 11 May"]);
  assert.deepEqual(ticks(drawn), ["09:00", "09:15", "09:30", "09:45", "10:00"]);
});

test("a first day names its year only where the log has several", () => {
  const days = window("2025-05-10T00:00", "2025-05-11T23:00");
  assert.deepEqual(names(calendar(days, 800, true)), ["Sat 10 May 2025", "Sun 11 May"]);
  assert.deepEqual(names(calendar(days, 800, false)), ["Sat 10 May", "Sun 11 May"]);
});

test("days are named shorter the narrower they are", () => {
  const shown = (width) =>
    names(calendar(window("2025-05-10T00:00", "2025-05-10T23:00"), width))[0];
  assert.deepEqual([120, 80, 50].map(shown), ["Sat 10 May", "Sat 10", "10 May"]);
});

test("months have days, and January tells its year", () => {
  const drawn = calendar(window("2024-12-01T00:00", "2025-01-31T00:00"), 140, false);
  assert.deepEqual(names(drawn), ["Dec 2024", "Jan 2025"]);
  assert.deepEqual(ticks(drawn), ["1", "15", "1", "15"]);
});

test("a year has months", () => {
  const drawn = calendar(window("2025-01-01T00:00", "2025-12-30T00:00"), 100, false);
  assert.deepEqual(names(drawn), ["2025"]);
  assert.deepEqual(ticks(drawn), ["Jan", "Jul"]);
});

test("round years are counted as people do: there is no year 0", () => {
  const drawn = calendar([at("-000199-06-01T00:00"), at("0250-01-01T00:00")], 300, false);
  assert.deepEqual(names(drawn), ["200 BC", "100 BC", "AD 1", "100", "200"]);
  assert.ok(drawn[0].every(([, , , className]) => className === "gt-from"));
  assert.deepEqual(ticks(drawn), []);
});

test("headings follow on each other to the end of the window", () => {
  for (const days of [0.1, 1, 12, 90, 800, 40_000, 900_000]) {
    const span = [at("2025-05-11T09:00"), at("2025-05-11T09:00") + days * DAY];
    const [headings] = calendar(span, 780, true);
    assert.ok(headings[0][0] <= span[0] || days > 10_000, `${days} days`);
    assert.equal(headings.at(-1)[1], span[1]);
    headings.slice(1).forEach(([from], place) => assert.equal(from, headings[place][1]));
  }
});

test("a span is named no finer than it is long", () => {
  const named = (from, to) => spanName(...window(from, to));
  assert.equal(named("2020-01-01T00:00", "2025-01-01T00:00"), "2020 to 2024");
  assert.equal(named("2025-05-10T00:00", "2025-05-12T00:00"), "10 May 2025 to 11 May 2025");
  assert.equal(named("2025-05-10T00:00", "2025-05-11T00:00"), "10 May 2025");
  assert.equal(named("2025-05-10T09:00", "2025-05-10T10:00"), "10 May 2025, 09:00 to 10:00");
});
