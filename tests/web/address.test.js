import assert from "node:assert/strict";
import test from "node:test";

import {
  consistent,
  readHash,
  unfiltered,
  writeHash,
} from "../../components/web/editions/address.js";
import { rules } from "./edition-sample.js";

const read = (text) => readHash(text, rules);
const keysOf = ({ ignored }) => ignored.map(({ key }) => key);

test("an address of the dashboard works behind the hash as it is", () => {
  for (const text of [
    "topic=tea&q=a+b",
    "#topic=tea&q=a%20b",
    "?topic=tea&q=a+b",
    "#?q=a+b&topic=tea",
  ]) {
    const { selection, ignored } = read(text);
    assert.deepEqual(ignored, []);
    assert.deepEqual(selection, { ...unfiltered(rules), topic: ["tea"], q: "a b" });
    assert.equal(writeHash(selection, rules), "#topic=tea&q=a+b");
  }
});

test("a place on the page is no address", () => {
  for (const text of ["", "#", "?", "#event-word", "#top"]) {
    assert.deepEqual(read(text), { selection: unfiltered(rules), ignored: [] });
  }
  assert.equal(writeHash(unfiltered(rules), rules), "#");
});

test("what cannot be used is left out and named", () => {
  const { selection, ignored } = read(
    "topic=tea&topic=tea&topic=no&event=no&other=1&from=tomorrow&clock=home&embed=true&q=%00",
  );
  assert.deepEqual(selection, { ...unfiltered(rules), topic: ["tea"] });
  assert.deepEqual(
    ignored.map(({ key, value }) => [key, value]),
    [
      ["topic", "no"],
      ["event", "no"],
      ["q", "\ufffd"],
      ["from", "tomorrow"],
      ["other", "1"],
    ],
  );
});

test("no text is too bad or too long to be read", () => {
  for (const text of ["%", "%ff=%ff", "=&=&=", "a=%E0%A4%A", "\ud800=\udfff", "#".repeat(9)]) {
    assert.deepEqual(read(text).selection, unfiltered(rules));
  }
  assert.equal(read(`q=${"x".repeat(600)}`).ignored[0].why, "why tooLong");
  assert.equal(read("topic=tea&".repeat(30)).ignored[0].value.length, 10);
  assert.deepEqual(keysOf(read("topic=1&topic=2&topic=3&topic=4&topic=5")), [
    ...["topic", "topic", "topic", "topic", "topic"],
  ]);
});

test("a window never ends before it begins, and an instant is one of a real day", () => {
  assert.deepEqual(keysOf(read("from=2025-05-10&to=2025-05-10")), ["to"]);
  assert.deepEqual(keysOf(read("from=2025-05-10&to=2025-05-11")), []);
  assert.deepEqual(keysOf(read("from=2025-02-30T10:00Z&to=0000-01-01T00:00Z")), ["from", "to"]);
  assert.equal(read("from=2025-05-10T22:01Z").selection.from, "2025-05-10T22:01Z");
  assert.deepEqual(keysOf(read("to=constructor")), ["to"]);
});

test("the walk is of the whole log, and a role is of somebody", () => {
  assert.equal(read("walk=2").selection.walk, "2");
  assert.deepEqual(keysOf(read("walk=2&topic=tea")), ["walk"]);
  assert.equal(read("walk=9").selection.walk, "3");
  assert.deepEqual(keysOf(read("walk=9")), ["walk"]);
  assert.equal(read("as=did").selection.as, "");
  assert.equal(read("as=did&actor=ann").selection.as, "did");
  const walk = { ...unfiltered(rules), walk: "1", as: "did" };
  assert.deepEqual(consistent(walk, rules), { ...unfiltered(rules), walk: "1" });
  assert.equal(consistent({ ...walk, q: "tea" }, rules).walk, "");
});

test("signs are spelt as Python spells them", () => {
  const q = "a&b=c;d#e?f/g%20h+i!'()*~._- é😀\ud800";
  assert.equal(
    writeHash({ q }, rules),
    "#q=a%26b%3Dc%3Bd%23e%3Ff%2Fg%2520h%2Bi%21%27%28%29%2A~._-+%C3%A9%F0%9F%98%80%EF%BF%BD",
  );
});
