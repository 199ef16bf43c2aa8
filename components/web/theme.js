// The page's light or dark, as the components see it: one place that asks, once per change.

let probe;

/** Tell whether the page is dark: by the lightness of the background that it really has. */
export function isDark(element) {
  probe ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = "#ffffff";
  probe.fillStyle = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const [, red, green, blue] = /^#(..)(..)(..)/.exec(probe.fillStyle) ?? [0, "ff", "ff", "ff"];
  const light = 0.299 * parseInt(red, 16) + 0.587 * parseInt(green, 16) + 0.114 * parseInt(blue, 16);
  return light < 128;
}

const paper = matchMedia("print");
let printing = false;

/** Tell whether the page is on its way to a printer. */
export const isOnPaper = () => printing || paper.matches;

/** Call `change` when the page goes to a printer, and when it is back. */
export function onPaper(change) {
  paper.addEventListener("change", () => {
    printing = paper.matches; // whatever else was heard of the printing: this is how it is drawn
    change();
  });
  // not every browser does both
  for (const [name, now] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(name, () => {
      printing = now;
      change();
    });
  }
}

/** Give `root` the palette of the page's theme as custom properties; return that palette. */
export function dress(root, palettes) {
  const theme = !isOnPaper() && isDark(root) ? "dark" : "light";
  const palette = palettes[theme];
  if (root.dataset.theme !== theme) {
    root.dataset.theme = theme;
    for (const [name, colour] of Object.entries(palette)) {
      root.style.setProperty(`--gt-${name}`, colour);
    }
  }
  return palette;
}

const sheets = new Map();

/** Load a style sheet once; the promise holds until it applies. */
export function styled(address) {
  if (!sheets.has(address)) {
    sheets.set(
      address,
      new Promise((done) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = address;
        link.onload = link.onerror = () => done();
        document.head.append(link);
      }),
    );
  }
  return sheets.get(address);
}

/**
 * What has been sent to the server and not yet answered. While an answer is due, what the reader
 * did stands and older news from the server is not allowed to undo it.
 */
export class Outbox {
  #sent = 0;
  #at = 0;

  /** Number what is about to be sent. */
  next() {
    this.#at = performance.now();
    return (this.#sent += 1);
  }

  /** Note that no answer will come to anything that was sent. */
  lose() {
    this.#at = -Infinity;
  }

  /** Tell whether an answer that has seen `seen` is up to date; an answer lost is not awaited. */
  settled(seen) {
    return (seen ?? 0) >= this.#sent || performance.now() - this.#at > 5000;
  }
}
