import assert from "node:assert/strict";
import test from "node:test";

import { inDigits } from "../../components/web/editions/digits.js";

test("a number has a comma before every three digits", () => {
  const numbers = [0, 7, 64, 999, 1000, 12_345, 123_456, 1_234_567];
  assert.deepEqual(numbers.map(inDigits), [
    ...["0", "7", "64", "999", "1,000", "12,345", "123,456", "1,234,567"],
  ]);
});
