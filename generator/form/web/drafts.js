/** What is being typed, kept by the server on disk: a reload, a closed tab, a crash or a power cut takes nothing. */

import { Gone, asked, isLocked, saidBy } from "./calls.js";

const QUIET = 500; // milliseconds without a key
const AGAIN = 3000; // until a server that did not answer is asked anew

/** @typedef {{ kept: () => void, gone: () => void, refused: (said: string) => void }} Listener */

export class Keeper {
  /** @param {string} key @param {() => any} words what is to be kept @param {Listener} listener */
  constructor(key, words, listener) {
    this.path = `/api/draft/${encodeURIComponent(key)}`;
    this.words = words;
    this.listener = listener;
    this.timer = 0;
    this.unkept = false; // whether something is on this page and nowhere else
    this.typed = false; // whether somebody typed here at all
    this.ended = false; // saved, or thrown away: nothing is to be kept any more
    this.turn = Promise.resolve(); // one request after the other: an older text never lands on a newer one
    this.others = new BroadcastChannel("pathbook:drafts");
    this.others.addEventListener("message", ({ data }) => data === this.path && this.keepAnew());
  }

  /** Another window dropped what was kept under this name: the words of this one are kept again. */
  keepAnew() {
    if (!this.typed || this.ended) return;
    this.unkept = true;
    this.keep();
  }

  /** What was kept is dropped. */
  dropped() {
    this.others.postMessage(this.path);
  }

  touched() {
    this.typed = this.unkept = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), QUIET);
  }

  /** @param {boolean} [leaving] */
  keep(leaving = false) {
    clearTimeout(this.timer);
    if (!this.unkept || this.ended) return this.turn;
    const words = this.words();
    if (leaving) return this.put(words, true);
    this.turn = this.turn.then(() => this.put(words, false));
    return this.turn;
  }

  /** @param {any} words @param {boolean} leaving */
  async put(words, leaving) {
    if (this.ended) return;
    this.unkept = false;
    try {
      const answer = await asked("PUT", this.path, words, leaving);
      if (answer.status < 300) return this.listener.kept();
      this.unkept = true;
      this.listener.refused(saidBy(answer));
      // Let in again from another tab, this one keeps what stands on it.
      if (isLocked(answer)) this.again();
    } catch (failed) {
      if (!(failed instanceof Gone)) throw failed;
      this.unkept = true;
      this.listener.gone();
      this.again();
    }
  }

  again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), AGAIN);
  }

  /** Kept no longer: it is saved, or not wanted. */
  async end() {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
    this.typed = this.unkept = false;
  }

  async forget() {
    await this.end();
    await asked("DELETE", this.path).catch(() => undefined);
    this.dropped();
  }
}
