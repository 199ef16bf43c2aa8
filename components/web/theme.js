// Light, dark or paper: the palette of the page as custom properties, and its style sheet.

/** @import { Palette } from "./types.js" */

/** @type {CanvasRenderingContext2D | null} */
let probe;

/**
 * Tell whether the page is dark: by the lightness of the background that it really has.
 * @param {Element} element
 */
export function isDark(element) {
  probe ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!probe) return false;
  probe.fillStyle = "#ffffff";
  probe.fillStyle = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const [, ...channels] = /^#(..)(..)(..)/.exec(probe.fillStyle) ?? ["", "ff", "ff", "ff"];
  const [red, green, blue] = channels.map((channel) => parseInt(channel, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

const paper = globalThis.matchMedia?.("print");
let isPrinting = false;

/** Tell whether the page is on its way to a printer. */
export const isOnPaper = () => isPrinting || paper.matches;

/**
 * Call `change` when the page goes to a printer, and when it is back, until `signal` aborts.
 * @param {() => void} change @param {AbortSignal} signal
 */
export function onPrint(change, signal) {
  /** @param {boolean} now */
  const turn = (now) => {
    isPrinting = now;
    change();
  };
  // not every browser has all three; the media query is right, whatever else was heard
  paper.addEventListener("change", () => turn(paper.matches), { signal });
  addEventListener("beforeprint", () => turn(true), { signal });
  addEventListener("afterprint", () => turn(false), { signal });
}

/**
 * Give `root` the palette of the page's theme as custom properties; return that palette.
 * @param {HTMLElement} root @param {Record<"light" | "dark", Palette>} palettes
 */
export function applyTheme(root, palettes) {
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

/** @type {Map<string, Promise<void>>} */
const sheets = new Map();

/**
 * Load a style sheet once, unless the page came with it; the promise holds until it applies.
 * @param {string} address
 */
export function loadStyle(address) {
  let sheet = sheets.get(address);
  if (!sheet) {
    sheet = new Promise((resolve) => {
      if (document.head.querySelector(`link[rel="stylesheet"][href$="${address}"]`)) {
        resolve();
        return;
      }
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      link.onload = link.onerror = () => resolve();
      document.head.append(link);
    });
    sheets.set(address, sheet);
  }
  return sheet;
}
