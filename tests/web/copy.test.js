import assert from "node:assert/strict";
import test from "node:test";

import { linkToShare } from "../../components/web/copy.js";

const shared = (address, link = "") => linkToShare(link, new URL(address));

test("a link is the address of the view, without a jump within the page", () => {
  assert.equal(shared("http://x.example/tl/?topic=a#gt-list"), "http://x.example/tl/?topic=a");
  assert.equal(shared("http://x.example/tl/"), "http://x.example/tl/");
});

test("from a frame the link leads to the page, and the rest stays as it is written", () => {
  assert.equal(
    shared("http://x.example/?embed=true&topic=a%2Cb&show=list&embed_options=dark_theme&q=x+y"),
    "http://x.example/?topic=a%2Cb&q=x+y",
  );
  assert.equal(shared("http://x.example/?show=list"), "http://x.example/?show=list");
});

test("a link of its own is made whole, frame or not", () => {
  assert.equal(
    shared("http://x.example/tl/?embed=true", "?event=a"),
    "http://x.example/tl/?event=a",
  );
  assert.equal(
    shared("http://x.example/tl/", "api/events.csv"),
    "http://x.example/tl/api/events.csv",
  );
});
