// Where days run down: a row of their names that stays in view, each with its number of events, that
// leads to them.

/** @import { ColumnPicture } from "./types.js" */

import { element, pool, put } from "./element.js";

const BELOW = 48; // pixels below the names, where a section is that they led to
const LEAST = 3; // sections, below which there is nowhere to go

export class SectionNav {
  /** @param {HTMLElement} root @param {Element} sections */
  constructor(root, sections) {
    this.sections = sections;
    this.nav = element("nav", "gt-columns-nav", root);
    // what passes a strip below the names changes which of them is marked
    const rootMargin = "-108px 0px -70% 0px";
    this.watch = new IntersectionObserver(() => this.follow(), { rootMargin });
  }

  stop() {
    this.watch.disconnect();
  }

  /** @param {ColumnPicture} data */
  show({ rows, down, sectionsName }) {
    const named = rows.flatMap(([name, , , , , count, , short, number], place) =>
      short ? [{ name, short, count, number, place }] : [],
    );
    const shown = down && named.length >= LEAST ? named : [];
    put(this.nav, "hidden", !shown.length);
    put(this.nav, "ariaLabel", sectionsName);
    pool(
      this.nav,
      shown,
      ({ name, short, count, number, place }, button) => {
        put(button, "type", "button");
        if (!button.children.length) {
          element("span", "", button);
          element("small", "", button);
        }
        put(button.children[0], "textContent", short);
        put(button.children[1], "textContent", number.toLocaleString("en-GB"));
        put(button, "ariaLabel", `${name}, ${count}`);
        button.dataset.place = String(place);
        button.onclick = () => this.sections.children[place]?.scrollIntoView({ block: "start" });
      },
      "button",
    );
    this.watch.disconnect();
    // the first look comes with the next frame: to ask now would lay out the page twice
    if (shown.length) for (const section of this.sections.children) this.watch.observe(section);
  }

  /** Mark the section that stands below the names. */
  follow() {
    const { bottom } = this.nav.getBoundingClientRect();
    const above = [...this.nav.children].filter((button) => {
      const place = Number(/** @type {HTMLElement} */ (button).dataset.place);
      const section = this.sections.children[place];
      return section && section.getBoundingClientRect().top <= bottom + BELOW;
    });
    for (const button of this.nav.children) {
      put(button, "ariaCurrent", button === above.at(-1) ? "true" : null);
    }
  }
}
