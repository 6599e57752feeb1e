/**
 * What is shown wherever a code is asked for and a whole plan is shown as one page: words, the field, the frame.
 *
 * It keeps nothing and asks nobody. Which page it is, where the plan comes from and what else there is to choose, its
 * caller knows.
 */

import { Fault, codeIn, faultOf, folded, grouped } from "./core.js";

const HIDDEN_TOO_LONG = 15 * 60_000;
const OPEN_TOO_LONG = 60 * 60_000;
const ABOUT_THE_CODE = ["empty", "short", "long", "typo", "other"];

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} inside
 */
export function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** An element that says a message, in whichever language is chosen. @param {string} tag @param {string} key @param {Record<string, string>} attributes */
export function saying(tag, key, attributes = {}) {
  return made(tag, { ...attributes, "data-said": key });
}

/** The first of the wished languages that there is, else the school's own. @param {readonly string[]} wished */
export function languageAmong(wished) {
  const known = Object.keys(WORDS);
  return [...wished, ...wished.map((tag) => tag.split("-")[0])].find((tag) => known.includes(tag)) ?? known[0];
}

/** @param {string} language */
export function speak(language) {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.documentElement.dir = words.dir;
  document.title = words.title;
  for (const each of document.querySelectorAll("[data-said]")) each.textContent = words[each.getAttribute("data-said") ?? ""];
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", words[each.getAttribute("data-label") ?? ""]);
  for (const each of document.querySelectorAll("nav button")) each.setAttribute("aria-pressed", String(each.getAttribute("lang") === language));
}

/** Nothing where there is one language. @param {(language: string) => void} chosen */
export function languageButtons(chosen) {
  const buttons = Object.entries(WORDS).map(([language, words]) => {
    const choice = made("button", { type: "button", lang: language, dir: words.dir }, words.name);
    choice.addEventListener("click", () => chosen(language));
    return choice;
  });
  return buttons.length > 1 ? [made("nav", { "data-label": "language" }, ...buttons)] : [];
}

export const input = /** @type {HTMLInputElement} */ (
  made("input", { id: "code", type: "text", dir: "ltr", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "message hint" })
);
export const button = /** @type {HTMLButtonElement} */ (saying("button", "open", { disabled: "" }));
const message = made("p", { id: "message", role: "alert" });

/** The field and its button, and between them what else is chosen here. The field has no name: it is never sent. @param {(code: string) => Promise<void>} open @param {Node[]} between */
export function askingForm(open, ...between) {
  const form = made("form", { autocomplete: "off", novalidate: "" }, saying("label", "label", { for: "code" }), saying("p", "hint", { id: "hint" }), input, message, ...between, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submitted(open);
  });
  input.addEventListener("input", typed);
  input.addEventListener("paste", pasted);
  return form;
}

/** @param {(code: string) => Promise<void>} open */
async function submitted(open) {
  const code = codeIn(input.value);
  const fault = faultOf(code);
  if (button.disabled) return;
  if (fault) return refuse(fault);
  busy(true);
  try {
    await open(code);
  } catch (error) {
    busy(false);
    refuse(error instanceof Fault ? error.message : "damaged");
  }
}

/** @param {boolean} yes */
function busy(yes) {
  button.disabled = yes;
  button.setAttribute("data-said", yes ? "opening" : "open");
  speak(document.documentElement.lang);
}

/** @param {string} key "" takes it away */
export function tell(key) {
  if (key) message.setAttribute("data-said", key);
  else message.removeAttribute("data-said");
  message.textContent = key ? WORDS[document.documentElement.lang][key] : "";
}

/** @param {string} key */
function refuse(key) {
  tell(key);
  if (ABOUT_THE_CODE.includes(key)) input.setAttribute("aria-invalid", "true");
  input.focus();
}

/** Groups what stands in the field, and leaves the cursor behind the symbol it stood behind. @param {string} code @param {number} symbols */
function regroup(code, symbols) {
  const shown = grouped(code);
  const dashes = Math.floor(Math.max(0, symbols - 1) / 4);
  if (input.value === shown) return;
  input.value = shown;
  input.setSelectionRange(symbols + dashes, symbols + dashes);
}

let before = "";

/** @param {string} code @param {number} symbols those before the cursor */
function entered(code, symbols) {
  before = code;
  regroup(code, symbols);
  input.removeAttribute("aria-invalid");
  tell("");
}

/** @param {string} code @param {number} place */
function without(code, place) {
  return code.slice(0, place) + code.slice(place + 1);
}

/** Taking away a dash means the symbol beside it: else the dash would only come back. @param {string} code @param {number} symbols @param {string} how @returns {[string, number]} */
function withoutDash(code, symbols, how) {
  if (how === "deleteContentForward") return [without(code, symbols), symbols];
  const backward = how === "deleteContentBackward" && symbols > 0 && symbols < code.length;
  return backward ? [without(code, symbols - 1), symbols - 1] : [code, symbols];
}

/** The code after a change of the field, and how many of its symbols stand before the cursor. @param {string} how as an InputEvent tells it @returns {[string, number]} */
function codeAfter(how) {
  const code = folded(input.value);
  const symbols = folded(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  if (code === before) return withoutDash(code, symbols, how);
  if (how === "insertText" || code.length <= before.length + 1) return [code, symbols];
  const whole = codeIn(input.value); // brought in at once: dictated, filled in, or dropped there with words beside it
  return [whole, Math.min(symbols, whole.length)];
}

/** @param {Event} event */
function typed(event) {
  const how = event instanceof InputEvent ? event : null;
  if (!how?.isComposing) entered(...codeAfter(how?.inputType ?? ""));
}

/** @param {ClipboardEvent} event */
function pasted(event) {
  const code = codeIn((event.clipboardData?.getData("text") ?? "").slice(0, 500));
  if (faultOf(code) !== "") return;
  event.preventDefault();
  entered(code, code.length);
}

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
  input.value = "";
  before = "";
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
