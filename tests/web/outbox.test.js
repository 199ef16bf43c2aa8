import assert from "node:assert/strict";
import test from "node:test";

import { Outbox } from "../../components/web/outbox.js";

test("an answer is up to date once it knows the last message", () => {
  const outbox = new Outbox(() => 0);
  assert.ok(outbox.isSettled());
  outbox.post("form", { values: {} });
  outbox.post("window", { home: true });
  assert.ok(!outbox.isSettled(1));
  assert.ok(outbox.isSettled(2));
});

test("an answer is waited for five seconds after the last message", () => {
  let now = 0;
  const outbox = new Outbox(() => now);
  outbox.hold();
  now = 4000;
  outbox.hold();
  now = 9000;
  assert.ok(!outbox.isSettled(0));
  now = 9001;
  assert.ok(outbox.isSettled(0));
});

test("nothing is waited for when the connection was lost, until the next message", () => {
  const outbox = new Outbox(() => 1);
  outbox.hold();
  outbox.lose();
  assert.ok(outbox.isSettled(0));
  outbox.hold();
  assert.ok(!outbox.isSettled(0));
});

test("a message takes along those that no answer knows of, oldest first", () => {
  const outbox = new Outbox(() => 0);
  const names = () => outbox.post("open", "e").map(({ n, name }) => `${n} ${name}`);
  outbox.post("go", "?page=people");
  outbox.post("width", 900);
  assert.deepEqual(names(), ["1 go", "2 width", "3 open"]);
  outbox.hear(2);
  assert.deepEqual(names(), ["3 open", "4 open"]);
  outbox.lose();
  assert.deepEqual(names(), ["5 open"]);
});

test("Back is taken along instead of what was sent before, until its view is shown", () => {
  const outbox = new Outbox(() => 0);
  const names = () => outbox.post("width", 900).map(({ name }) => name);
  outbox.post("go", "?page=people");
  outbox.goBack("?q=a+b&topic=tariffs&kind=post&topic=others&embed=true");
  assert.ok(outbox.isGoingBack);
  assert.deepEqual(names(), ["back", "width"]);
  outbox.hear(0, "?page=people");
  outbox.hear(0, "");
  assert.deepEqual(names(), ["back", "width", "width"]);
  const there = outbox.hear(0, "?q=a%20b&topic=tariffs&topic=others&kind=post");
  assert.equal(there, "?q=a+b&topic=tariffs&kind=post&topic=others&embed=true");
  assert.ok(!outbox.isGoingBack);
  assert.deepEqual(names(), ["width", "width", "width"]);
  outbox.goBack("");
  outbox.hear(0);
  assert.deepEqual(names(), ["back", "width"]);
  outbox.hear(0, "?");
  assert.deepEqual(names(), ["width", "width"]);
});

test("Back, and a lost connection, make the server forget what it was told", () => {
  const outbox = new Outbox(() => 0);
  outbox.lose();
  outbox.goBack("?topic=tariffs");
  assert.equal(outbox.losses, 2);
});

test("only the latest messages are kept for a reader who presses on without an answer", () => {
  const outbox = new Outbox(() => 0);
  for (let n = 1; n < 100; n += 1) outbox.post("open", `e${n}`);
  const all = outbox.post("open", "e100");
  assert.equal(all.length, 40);
  assert.deepEqual(all.at(-1), { n: 100, name: "open", value: "e100" });
});

test("what takes nothing into the reader's hand does not hold an answer back", () => {
  const outbox = new Outbox(() => 0);
  outbox.post("width", 900);
  assert.ok(outbox.isSettled(0));
});
