// Copies a text, also where the clipboard is refused: in the frame of another page, over plain HTTP.

/** Copy in the old way, which needs no permission but a press of the reader; tell whether it worked. */
function oldWay(text, button) {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "gt-hidden";
  field.setAttribute("aria-hidden", "true");
  button.parentElement.append(field); // where the button is, so that no menu closes
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  button.focus({ preventScroll: true });
  return done;
}

/** Show the text selected, for the reader to copy by hand. */
function byHand(text, button) {
  const board = button.closest(".gt-board");
  board.querySelector(":scope > .gt-by-hand")?.remove();
  const box = document.createElement("dialog");
  box.className = "gt-sheet gt-by-hand";
  box.setAttribute("aria-label", "Copy by hand");
  const words = document.createElement("p");
  const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘C" : "Ctrl and C";
  words.textContent = `Your browser does not let this page copy. The text is selected: press ${keys}.`;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.rows = 3;
  field.className = "gt-field";
  field.setAttribute("aria-label", "The text to copy");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "gt-button";
  close.textContent = "Close";
  box.addEventListener("close", () => {
    box.remove();
    const back = button.checkVisibility() ? button : button.closest("[data-menu]")?.querySelector("summary");
    back?.focus();
  });
  close.addEventListener("click", () => box.close());
  // Escape closes this, and nothing of the page below
  box.addEventListener("keydown", (event) => event.stopPropagation());
  box.append(words, field, close);
  board.append(box);
  box.showModal();
  field.focus();
  field.select();
}

/** Copy `text` for the reader who pressed `button`; where nothing may, show it selected. Tell which. */
export async function copied(text, button) {
  // a frame is refused as a rule, and after that the press would no longer count for the old way
  const framed = window.parent !== window;
  if (framed && oldWay(text, button)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!framed && oldWay(text, button)) return true;
  }
  byHand(text, button);
  return false;
}
