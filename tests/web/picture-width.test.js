import assert from "node:assert/strict";
import test from "node:test";

import { Outbox } from "../../components/web/outbox.js";

globalThis.matchMedia = () => ({ matches: false, addEventListener() {} });
globalThis.addEventListener ??= () => {};
let resize;
globalThis.ResizeObserver = class {
  constructor(callback) {
    resize = (width) => callback([{ contentRect: { width } }]);
  }
  observe() {}
  disconnect() {}
};
const { PictureWidth } = await import("../../components/web/picture-width.js");

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
/** Wait until all that is to be told has been; for what is not to be told, long enough. */
async function untilTold(told, widths) {
  for (let wait = 0; wait < 5000 && told.length < widths.length; wait += 10) await pause(10);
  await pause(200);
  assert.deepEqual(told, widths);
}

function pictureOf(width) {
  const told = [];
  const outbox = new Outbox();
  const gone = new AbortController();
  const send = (name, value) => told.push(outbox.post(name, value).at(-1).value);
  const picture = {
    root: { clientWidth: width },
    latest: { width },
    shared: { send, outbox, signal: gone.signal },
    resized: () => measured.report(),
  };
  const measured = new PictureWidth(picture);
  return { told, outbox, picture, measured, gone };
}

test("of a change of width its beginning and its end are told", async () => {
  const { told } = pictureOf(1100);
  for (const width of [1120, 1180, 1240, 1300, 1363]) resize(width);
  assert.deepEqual(told, [1120]);
  await untilTold(told, [1120, 1360]);
});

test("a width is told once, and again when what was told was lost", async () => {
  const { told, outbox, measured } = pictureOf(1100);
  resize(1363);
  await untilTold(told, [1360]);
  measured.report();
  await untilTold(told, [1360]);
  outbox.lose();
  measured.report();
  await untilTold(told, [1360, 1360]);
});

test("a width is told again after another picture had the server forget it", async () => {
  const { told, picture, measured } = pictureOf(1100);
  resize(1363);
  await untilTold(told, [1360]);
  picture.latest = { width: 1360 };
  measured.report();
  picture.latest = { width: 1100 };
  measured.report();
  await untilTold(told, [1360, 1360]);
});

test("a width waits for the view that Back led to", async () => {
  const { told, outbox, measured } = pictureOf(1100);
  outbox.goBack("?topic=tariffs");
  resize(1363);
  await untilTold(told, []);
  outbox.hear(0, "?topic=tariffs");
  measured.report();
  await untilTold(told, [1360]);
});

test("nothing is told of a picture that was hidden or taken away while its width changed", async () => {
  const hidden = pictureOf(1100);
  for (const width of [1120, 1180, 0]) resize(width);
  const gone = pictureOf(1100);
  for (const width of [1120, 1180]) resize(width);
  gone.gone.abort();
  hidden.picture.root.clientWidth = 0;
  await untilTold(hidden.told, [1120]);
  await untilTold(gone.told, [1120]);
});

test("nothing is told of a width that comes back to the one of the picture", async () => {
  const { told } = pictureOf(1100);
  for (const width of [1120, 1180, 1100]) resize(width);
  await untilTold(told, [1120]);
});
