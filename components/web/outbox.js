// Counts what the page sends to the server, so that an older answer does not undo what a reader did.

const LONGEST_WAIT = 5000; // milliseconds after which an answer is taken for lost

/**
 * What was sent to the server and is not answered yet. While an answer is due, what the reader did
 * stands.
 */
export class Outbox {
  #sent = 0;
  #at = 0;
  #clock;

  /** @param {() => number} clock in milliseconds */
  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** Number what is about to be sent. */
  next() {
    this.#at = this.#clock();
    return (this.#sent += 1);
  }

  /** Note that no answer will come to anything that was sent. */
  lose() {
    this.#at = -Infinity;
  }

  /**
   * Tell whether an answer that knows message `seen` is up to date, or none is waited for any more.
   * @param {number} [seen]
   */
  isSettled(seen = 0) {
    return seen >= this.#sent || this.#clock() - this.#at > LONGEST_WAIT;
  }
}
