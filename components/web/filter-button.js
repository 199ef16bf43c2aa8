// The button that brings the filters where they are folded away. They stand in Streamlit's sidebar,
// whose own button is out of sight: ours presses it.

const OPENS = '[data-testid="stExpandSidebarButton"]';
const CLOSES = '[data-testid="stSidebarCollapseButton"] button';

const covers = globalThis.matchMedia?.("(width < 48rem)");
let left = new AbortController(); // of the filters that were opened last

/** @param {Element | null} element */
const press = (element) => /** @type {HTMLElement | null} */ (element)?.click();

/**
 * Open the filters and go to the search; Escape and the button that closes them lead back to `button`.
 * @param {HTMLElement} button
 */
export function openFilters(button) {
  const opener = document.querySelector(OPENS);
  press(opener?.matches("button") ? opener : (opener?.querySelector("button") ?? null));
  // the sidebar is made, or shown, in the next frame
  requestAnimationFrame(() => requestAnimationFrame(() => enter(button)));
}

/** @param {HTMLElement} button */
function enter(button) {
  /** @type {HTMLElement | null} */
  const sidebar = document.querySelector('[data-testid="stSidebar"]');
  if (!sidebar) return;
  /** @type {HTMLElement | null} */
  const search = sidebar.querySelector("#gt-search");
  search?.focus({ preventScroll: true });
  left.abort();
  left = new AbortController();
  const { signal } = left;
  const leave = () => {
    left.abort();
    requestAnimationFrame(() => requestAnimationFrame(() => button.isConnected && button.focus()));
  };
  const closes = sidebar.querySelector(CLOSES);
  closes?.addEventListener("click", leave, { signal });
  // where they lie over the page, they would hide the answer to what was asked
  sidebar.addEventListener("submit", () => covers.matches && press(closes), { signal });
  sidebar.addEventListener(
    "keydown",
    (event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      if (event.key !== "Escape" || (field.type === "search" && field.value)) return;
      event.preventDefault();
      press(closes);
    },
    { signal },
  );
}
