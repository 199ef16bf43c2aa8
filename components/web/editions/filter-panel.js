// The filters beside the picture: their counts follow the view, and what is chosen there changes it.

/** @import { Answer, Rules, Selection } from "./rules.js" */
/** @typedef {Record<string, string | string[]>} Changes */

import { followHandle, valueOfHandle } from "../day-range.js";
import { inDigits } from "./digits.js";
import { fold } from "./folding.js";

/**
 * @typedef {object} Option an option of a filter as it stands in the form
 * @property {HTMLInputElement} input
 * @property {Element | null} count
 * @property {Element | null} label
 */

export class FilterPanel {
  /** @param {Rules} rules */
  constructor(rules) {
    this.rules = rules;
    this.root = /** @type {HTMLDetailsElement} */ (document.getElementById("gt-filters"));
    // where there is room the filters stand beside the picture, else they are folded
    const roomy = matchMedia("(width >= 75rem)");
    const unfold = () => (this.root.open = roomy.matches);
    roomy.addEventListener("change", unfold);
    unfold();
    /** @type {HTMLInputElement | null} */
    this.search = this.root.querySelector("#gt-search");
    /** @type {HTMLElement | null} */
    this.roles = this.root.querySelector(".gt-roles");
    if (this.roles) this.roles.hidden = true; // until somebody is chosen
    this.handles = [
      .../** @type {NodeListOf<HTMLInputElement>} */ (this.root.querySelectorAll(".gt-handle")),
    ];
    /** @type {Option[]} */
    this.options = [
      .../** @type {NodeListOf<HTMLInputElement>} */ (
        this.root.querySelectorAll("input[type=checkbox]")
      ),
    ].map((input) => {
      const label = input.closest("label");
      return { input, label, count: label?.querySelector(".gt-count") ?? null };
    });
  }

  /**
   * Bring all fields to a selection; `ask` answers for the same one with changes.
   * @param {Selection} selection @param {Answer} found @param {(changes: Changes) => Answer} ask
   */
  show(selection, found, ask) {
    this.#showOptions(selection, found);
    if (this.search && document.activeElement !== this.search) {
      this.search.value = String(selection.q);
    }
    this.#showWindow(selection);
    this.#showRoles(selection, ask);
  }

  /** @param {Selection} selection @param {Answer} found */
  #showOptions(selection, found) {
    for (const { input, count, label } of this.options) {
      const number = found.counts[input.name]?.[input.value] ?? 0;
      const isChosen = selection[input.name].includes(input.value);
      const shown = inDigits(number);
      if (count && count.textContent !== shown) count.textContent = shown;
      if (isChosen && !input.checked) this.#unfold(input);
      input.checked = isChosen;
      label?.classList.toggle("gt-none", !number && !isChosen);
    }
  }

  /** @param {Element} input */
  #unfold(input) {
    for (let at = input.parentElement; at && at !== this.root; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
  }

  /** @param {Selection} selection */
  #showWindow(selection) {
    for (const handle of this.handles) {
      const texts = (handle.dataset.values ?? "").split("|");
      const isFirst = handle.name === "from";
      const text = String(selection[handle.name]);
      const place = text ? texts.indexOf(text) : -1;
      handle.value = String(place < 0 ? (isFirst ? 0 : texts.length - 1) : place);
    }
    const [first] = this.handles;
    if (first) followHandle(first);
  }

  /** @param {Selection} selection @param {(changes: Changes) => Answer} ask */
  #showRoles(selection, ask) {
    const { roles } = this;
    if (!roles) return;
    const chosen = this.rules.address.people.filter((key) => selection[key].length);
    roles.hidden = !chosen.length;
    if (!chosen.length) return;
    const facet = this.root.querySelector(`[name="${chosen[0]}"]`)?.closest("fieldset");
    if (facet && roles.parentElement !== facet) facet.append(roles);
    for (const radio of roles.querySelectorAll("input")) {
      radio.checked = radio.value === selection.as;
      const count = radio.parentElement?.querySelector(".gt-count");
      if (!count) continue;
      // one number could not say which of several filters of people it is of
      count.textContent = chosen.length > 1 ? "" : String(ask({ as: radio.value }).ids.length);
    }
  }

  /** @param {(changes: Changes, replaces?: boolean) => void} change */
  listen(change) {
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.type === "checkbox") change({ [target.name]: this.#chosen(target.name) });
      else if (target.type === "radio") change({ as: target.value });
      else if (target.type === "range") change(this.#window());
    });
    this.root.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target === this.search) change({ q: target.value.trim() }, true);
      else if (target.type === "range") followHandle(target);
      else if (target.dataset.narrows) this.#narrow(target);
    });
  }

  /** @param {string} name */
  #chosen(name) {
    const ofFilter = this.options.filter(({ input }) => input.name === name && input.checked);
    return ofFilter.map(({ input }) => input.value);
  }

  #window() {
    return Object.fromEntries(this.handles.map((handle) => [handle.name, valueOfHandle(handle)]));
  }

  /**
   * Show of a long list the options in whose names every word that was typed stands.
   * @param {HTMLInputElement} field
   */
  #narrow(field) {
    const { folding } = this.rules;
    const typed = fold(field.value, folding).split(" ").filter(Boolean);
    const facet = field.closest("fieldset");
    for (const item of facet?.querySelectorAll("li") ?? []) {
      const name = fold(item.querySelector(".gt-name")?.textContent ?? "", folding);
      item.hidden = !typed.every((word) => name.includes(word));
    }
    const more = facet?.querySelector("details");
    if (more && typed.length) more.open = true;
  }
}
