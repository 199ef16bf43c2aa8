import assert from "node:assert/strict";
import test from "node:test";

import { Outbox } from "../../components/web/outbox.js";

test("an answer is up to date once it knows the last message", () => {
  const outbox = new Outbox(() => 0);
  assert.ok(outbox.isSettled());
  assert.deepEqual([outbox.next(), outbox.next()], [1, 2]);
  assert.ok(!outbox.isSettled(1));
  assert.ok(outbox.isSettled(2));
});

test("an answer is waited for five seconds after the last message", () => {
  let now = 0;
  const outbox = new Outbox(() => now);
  outbox.next();
  now = 4000;
  outbox.next();
  now = 9000;
  assert.ok(!outbox.isSettled(0));
  now = 9001;
  assert.ok(outbox.isSettled(0));
});

test("nothing is waited for when the connection was lost, until the next message", () => {
  const outbox = new Outbox(() => 1);
  outbox.next();
  outbox.lose();
  assert.ok(outbox.isSettled(0));
  outbox.next();
  assert.ok(!outbox.isSettled(0));
});
