// What the page sends to the server: nothing is lost on the way, and an older answer does not undo
// what a reader did.

/** @import { Message, Messages } from "./types.js" */

const LONGEST_WAIT = 5000; // milliseconds after which an answer is taken for lost
const MOST = 40; // messages that are sent once more; of a reader who presses on, the latest

/** Messages that say where the reader put something: it stays there until they are answered. */
const HELD = new Set(["form", "window"]);

/**
 * Return what an address says of the view, in one spelling.
 * @param {string} address the query part, from its question mark on
 */
function viewOf(address) {
  const parameters = new URLSearchParams(address);
  for (const name of ["embed", "embed_options"]) parameters.delete(name);
  parameters.sort();
  return parameters.toString();
}

/**
 * What was sent to the server and is not answered yet. While an answer is due, what the reader did
 * stands.
 *
 * Streamlit drops a message that the next one overtakes: two triggers of one component that wait
 * together become the later one, and a callback that a rerun interrupts is not made up for. So
 * every message takes along those that no answer knows of. Each says what is to be, not what is to
 * change, and may be done twice.
 */
export class Outbox {
  #numbered = 0;
  #held = 0;
  #at = 0;
  #clock;
  /** @type {Message[]} */
  #unheard = [];
  /** How often all that was sent was given up: what the server was told before, it may not know. */
  losses = 0;

  /** @param {() => number} clock in milliseconds */
  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** Note that the reader has something in hand: answers to what was sent before are out of date. */
  hold() {
    this.#at = this.#clock();
    this.#held = this.#numbered += 1;
  }

  /**
   * Add a message, and return all that are to be sent, oldest first.
   * @template {keyof Messages} Name
   * @param {Name} name @param {Messages[Name]} value
   */
  post(name, value) {
    if (HELD.has(name)) this.hold();
    else this.#numbered += 1;
    const message = /** @type {Message} */ ({ n: this.#numbered, name, value });
    this.#unheard = [...this.#unheard, message].slice(-MOST);
    return this.#unheard;
  }

  /**
   * Note that an answer knows all messages up to number `seen`, and shows the view at `address`, if
   * it says which. If that is the view that Back or Forward led to, return the address of it that
   * the browser had then.
   * @param {number} seen @param {string} [address]
   */
  hear(seen, address = "") {
    this.#unheard = this.#unheard.filter(({ n }) => n > seen);
    const back = this.#unheard.find(({ name }) => name === "back");
    if (!back || !address || viewOf(String(back.value)) !== viewOf(address)) return undefined;
    this.#unheard = this.#unheard.filter((message) => message !== back);
    return String(back.value);
  }

  /**
   * Note that Back or Forward led to `address`, whatever was asked for before. Streamlit asks for
   * that view by itself. An answer that is on its way may still take the browser to another, so what
   * is sent before the view is shown takes its address along.
   * @param {string} address
   */
  goBack(address) {
    this.lose();
    this.post("back", address);
  }

  /** Note that no answer will come to anything that was sent. */
  lose() {
    this.#at = -Infinity;
    this.#unheard = [];
    this.losses += 1;
  }

  /**
   * Tell whether the view that Back or Forward led to is still to come. What the page says of its
   * own accord waits for it: any message that follows makes Streamlit take a late correction of the
   * address for a further step of history.
   */
  get isGoingBack() {
    return this.#unheard.some(({ name }) => name === "back");
  }

  /**
   * Tell whether an answer that knows message `seen` is up to date, or none is waited for any more.
   * @param {number} [seen]
   */
  isSettled(seen = 0) {
    return seen >= this.#held || this.#clock() - this.#at > LONGEST_WAIT;
  }
}
