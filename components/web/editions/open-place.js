// What is open beside the picture: an event, a step of the walk, or an answer among the accounts.

/** @import { Answer, Selection } from "./rules.js" */

import { element } from "../element.js";

const BACK = "ArrowLeft";
const ON = "ArrowRight";
const OUT = "Escape";

/** @param {string} place */
const elementAt = (place) => document.getElementById(place);

export class OpenPlace {
  /** @param {Record<string, string>} words */
  constructor(words) {
    this.words = words;
    /** @type {Element | null} */
    this.here = null;
    /** @type {Element | null} */
    this.opener = null;
    this.tools = element("nav", "gt-steps gt-place-tools");
    this.outside = element("p", "gt-outside", this.tools);
    this.outside.textContent = words.outside;
    this.ways = new Map(
      /** @type {[string, string, string][]} */ ([
        [BACK, words.previous, "←"],
        [ON, words.next, "→"],
        [OUT, words.close, "×"],
      ]).map(([key, name, sign]) => {
        const link = element("a", "gt-button", this.tools);
        link.setAttribute("aria-label", name);
        link.title = name;
        link.textContent = sign;
        return [key, link];
      }),
    );
  }

  /** @param {Selection} selection @param {Answer} found */
  show(selection, { ids }) {
    const { event, walk, page, at } = selection;
    const name = event ? `event=${event}` : walk ? `walk=${walk}` : "";
    const here = name ? elementAt(name) : null;
    if (here !== this.here) this.#open(here);
    document.documentElement.classList.toggle("gt-aside", !!here);
    if (event) this.#showWays(String(event), ids);
    this.#showStep(Number(walk));
    this.#showAnswer(page === "evidence" ? String(at) : "");
    this.at = page === "evidence" ? `page=evidence${at ? `&at=${at}` : ""}` : name;
    if (page === "evidence" && selection.part === "sources") {
      this.at = `page=evidence&part=sources${at ? `&at=${at}` : ""}`;
    }
  }

  /** @param {Element | null} here */
  #open(here) {
    this.here?.classList.remove("gt-here");
    here?.classList.add("gt-here");
    this.here = here;
    if (here?.id.startsWith("event=")) here.querySelector(".gt-event")?.prepend(this.tools);
    if (here) here.scrollTop = 0;
  }

  /** @param {string} event @param {string[]} ids */
  #showWays(event, ids) {
    const place = ids.indexOf(event);
    const beside = place < 0 ? ["", ids[0] ?? ""] : [ids[place - 1] ?? "", ids[place + 1] ?? ""];
    this.outside.hidden = place >= 0;
    [BACK, ON].forEach((key, side) => {
      const link = this.ways.get(key);
      if (beside[side]) link?.setAttribute("href", `#event=${beside[side]}`);
      else link?.removeAttribute("href");
    });
  }

  /** @param {string} address of the view without the event that is open */
  showWayOut(address) {
    this.ways.get(OUT)?.setAttribute("href", address);
  }

  /** @param {number} step */
  #showStep(step) {
    document.querySelectorAll(".gt-rail li").forEach((item, place) => {
      item.classList.toggle("gt-walked", place + 1 < step);
      const link = item.firstElementChild;
      if (place + 1 === step) link?.setAttribute("aria-current", "step");
      else link?.removeAttribute("aria-current");
    });
  }

  /** @param {string} question */
  #showAnswer(question) {
    for (const link of document.querySelectorAll(".gt-question > th > a")) {
      const isOpen = link.id === `page=evidence&at=${question}`;
      link.setAttribute("aria-expanded", String(isOpen));
      link.closest("tr")?.nextElementSibling?.classList.toggle("gt-shown", isOpen);
    }
  }

  /**
   * Remember from where a place was opened, to go back there.
   * @param {Element | null} opener
   */
  remember(opener) {
    if (!this.here?.contains(opener)) this.opener = opener;
  }

  /** Bring what is open to the reader: its heading has the focus, or what it was opened from. */
  focus() {
    const place = this.at ? elementAt(this.at) : null;
    if (!place) {
      if (this.opener instanceof HTMLElement || this.opener instanceof SVGElement) {
        this.opener.focus({ preventScroll: true });
      }
      this.opener = null;
      return;
    }
    /** @type {HTMLElement | null} */
    const heading = place.querySelector("h2[tabindex]");
    if (this.here) heading?.focus({ preventScroll: true });
    else place.scrollIntoView({ block: "start" });
  }

  /**
   * Return the link that a key stands for: to what comes before or after, or out of it.
   * @param {string} key
   * @returns {HTMLElement | undefined}
   */
  linkFor(key) {
    if (!this.here) return undefined;
    if (this.here.id.startsWith("event=")) return this.ways.get(key);
    const links = [
      .../** @type {NodeListOf<HTMLElement>} */ (this.here.querySelectorAll(".gt-walk-on a")),
    ];
    if (key === BACK) return links.find((link) => !link.classList.contains("gt-next"));
    if (key === ON) return links.find((link) => link.classList.contains("gt-next"));
    return key === OUT ? (document.querySelector(".gt-pages a") ?? undefined) : undefined;
  }
}
