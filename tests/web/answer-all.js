// Answers what tests/editions/test_rules.py asks on the standard input: all of it in one process.

import { readFileSync } from "node:fs";

import { readHash, writeHash } from "../../components/web/editions/address.js";
import { answer } from "../../components/web/editions/filtering.js";
import { fold } from "../../components/web/editions/folding.js";

const { rules, selections, hashes, texts, table } = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(
  JSON.stringify({
    answers: selections.map(([log, selection]) => answer(rules[log], selection)),
    readings: hashes.map(([log, hash]) => {
      const { selection, ignored } = readHash(hash, rules[log]);
      return { selection, ignored, written: writeHash(selection, rules[log]) };
    }),
    folded: texts.map((text) => fold(text, table)),
  }),
);
