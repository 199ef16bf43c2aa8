// Rules of four events, for the units of the page without a server; as components/editions/rules.py
// makes them, but with the folding of a few letters.

/** @param {...[first: number, stop: number]} ranges */
const ranges = (...ranges) =>
  ranges
    .flatMap(([first, stop], at) => [first - (at ? ranges[at - 1][1] : 0), stop - first])
    .map((number) => number.toString(36))
    .join(" ");

export const folding = {
  blanks: ranges([0x09, 0x0e], [0x1c, 0x21]),
  dropped: ranges([0x300, 0x316], [0x200b, 0x2010]),
  unknown: ranges([0x378, 0x37a]),
  // A to Z, 32 letters on; then every second letter from U+0100 to U+0104, one on
  replaced: [0x41, 26, 1, 32, 0x100 - 0x5a, 3, 2, 1].map((n) => n.toString(36)).join(" "),
  spelt: { ß: "ss" },
  longest: 256,
};

const why = { filter: { topic: "no topic", actor: "no actor" }, at: { accounts: "not there" } };

export const rules = {
  events: ["open", "talks", "word", "end"],
  starts: [null, 100, 150, 300],
  stops: [100, 200, 160, null],
  texts: ["tea zurich", "ann bob talks tea", "bob speaks", "end nothing"],
  facets: {
    actor: {
      heading: "Actor",
      options: ["ann", "bob"],
      names: ["Ann", "Bob"],
      values: [[], [0, 1], [1], [0]],
      acting: [[], [0], [1], []],
    },
    topic: {
      heading: "Topic",
      options: ["tea", "trade", "none"],
      names: ["Tea", "Trade", "None"],
      values: [[0], [0, 1], [], [1]],
    },
  },
  dates: { from: { "2025-05-10": 100 }, to: { "2025-05-10": 100, "2025-05-11": 200 } },
  folding,
  address: {
    fields: [
      ["page", "timeline"],
      ["part", "accounts"],
      ["at", ""],
      ["event", ""],
      ["actor", []],
      ["topic", []],
      ["q", ""],
      ["from", ""],
      ["to", ""],
      ["clock", ""],
      ["number", ""],
      ["as", ""],
      ["walk", ""],
    ],
    values: { page: ["timeline", "data"], part: ["accounts"], clock: ["home"], as: ["did"] },
    places: { accounts: ["who"], figures: [], sources: ["paper"] },
    steps: 3,
    people: ["actor"],
    kept: ["walk", "clock"],
    unread: ["embed"],
    longest: 500,
    longestSearch: 20,
    longestShown: 10,
    mostParameters: 20,
    mostValues: 4,
    why: new Proxy(why, { get: (words, key) => words[key] ?? `why ${key}` }),
  },
};
