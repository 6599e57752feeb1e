/** A whole plan shown as one page: on a stick, and where a browser allows no worker. Most visits never load this. */

import { emptied, made, saying, speak } from "./entry.js";

const HIDDEN_TOO_LONG = 15 * 60_000;
const OPEN_TOO_LONG = 60 * 60_000;

/**
 * A whole plan in a frame in which nothing runs, and buttons that print and lock it. Of the same origin, since only so a
 * frame can be printed whole; without scripts that gives it nothing.
 * @param {HTMLElement} main
 * @param {string} html
 */
export function showWhole(main, html) {
  const language = document.documentElement.lang;
  const frame = /** @type {HTMLIFrameElement} */ (
    made("iframe", { sandbox: "allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox", "data-label": "plan" })
  );
  const print = saying("button", "print", { type: "button" });
  const lock = saying("button", "lock", { type: "button" });
  print.addEventListener("click", () => frame.contentWindow?.print());
  lock.addEventListener("click", wiped);
  frame.addEventListener("load", () => {
    const links = /** @type {HTMLElement[]} */ ([...(frame.contentDocument?.querySelectorAll("nav.languages a") ?? [])]);
    links.find((each) => each.lang === language)?.click(); // it opens in the language that was chosen here, if it has it
    frame.contentWindow?.focus();
  }, { once: true });
  emptied();
  frame.srcdoc = html;
  const bar = made("header", { class: "bar" }, saying("h1", "plan"), print, lock);
  main.replaceWith(made("div", { class: "whole" }, bar, saying("p", "paper", { class: "paper" }), frame)); // the plan has a <main> of its own
  speak(language);
  lockLater();
}

/** Nothing of the plan stays, also not in what the browser keeps for its Back button. */
function wiped() {
  document.querySelector("iframe")?.remove();
  location.reload();
}

/** A frame tells nothing of who reads in it: it is locked when it was long out of sight, and after an hour. */
function lockLater() {
  setTimeout(wiped, OPEN_TOO_LONG);
  /** @type {number | undefined} */
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(wiped, HIDDEN_TOO_LONG);
  });
  addEventListener("pagehide", (event) => {
    if (event.persisted) wiped();
  });
}
