import assert from "node:assert/strict";
import test from "node:test";

import { answer } from "../../components/web/editions/filtering.js";
import { rules } from "./edition-sample.js";

const idsOf = (selection) => answer(rules, selection).ids;

test("without filters all events pass, and every option has a count", () => {
  assert.deepEqual(answer(rules, {}), {
    ids: ["open", "talks", "word", "end"],
    counts: {
      actor: { ann: 2, bob: 2 },
      topic: { tea: 2, trade: 2, none: 0 },
    },
    relaxed: {},
  });
});

test("options of a filter widen it, filters narrow each other, and none counts under itself", () => {
  assert.deepEqual(idsOf({ topic: ["tea", "trade"] }), ["open", "talks", "end"]);
  const both = answer(rules, { topic: ["trade"], actor: ["bob"] });
  assert.deepEqual(both.ids, ["talks"]);
  assert.deepEqual(both.counts.topic, { tea: 1, trade: 1, none: 0 });
  assert.deepEqual(both.counts.actor, { ann: 2, bob: 1 });
  assert.deepEqual(both.relaxed, { actor: 2, topic: 2 });
});

test("an option that a filter does not have is had by no event", () => {
  assert.deepEqual(idsOf({ topic: ["unknown"] }), []);
  assert.deepEqual(idsOf({ topic: ["unknown", "tea"] }), ["open", "talks"]);
});

test("those who are chosen act, or are only spoken of; a role of nobody says nothing", () => {
  assert.deepEqual(idsOf({ actor: ["ann"], as: "did" }), ["talks"]);
  assert.deepEqual(idsOf({ actor: ["ann"], as: "spoken-of" }), ["end"]);
  assert.deepEqual(answer(rules, { actor: ["ann"], as: "spoken-of" }).counts.actor, {
    ann: 1,
    bob: 1,
  });
  assert.equal(idsOf({ as: "did" }).length, 4);
});

test("every word of a search has to be part of a word of an event", () => {
  assert.deepEqual(idsOf({ q: "TEA" }), ["open", "talks"]);
  assert.deepEqual(idsOf({ q: "ürich te" }), ["open"]);
  assert.deepEqual(idsOf({ q: "tea zurich talks" }), []);
  assert.deepEqual(answer(rules, { q: "tea" }).relaxed, { text: 4 });
  assert.deepEqual(answer(rules, { q: " \u0301 " }).relaxed, {});
});

test("the window is half open, and an open end reaches as far as it likes", () => {
  const { ids, relaxed } = answer(rules, { from: "2025-05-10", to: "2025-05-11" });
  assert.deepEqual(ids, ["talks", "word"]);
  assert.deepEqual(relaxed, { window: 4 });
  assert.deepEqual(idsOf({ to: "2025-05-10" }), ["open"]);
  assert.deepEqual(idsOf({ from: "2025-05-10" }), ["talks", "word", "end"]);
  assert.equal(idsOf({ from: "some day" }).length, 4);
});
