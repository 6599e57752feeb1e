/**
 * What is shown wherever a code is asked for and a whole plan is shown as one page: words, the field, the frame.
 *
 * It keeps nothing and asks nobody. Which page it is, where the plan comes from and what else there is to choose, its
 * caller knows.
 */

import { Fault, codeIn, faultOf, folded, grouped } from "./core.js";

export const page = document.documentElement;
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

/** @param {string} selector */
function all(selector) {
  return /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));
}

/** @param {string} language */
export function speak(language) {
  const words = WORDS[language];
  page.lang = language;
  page.dir = words.dir;
  document.title = words.title;
  for (const each of all("[data-said]")) each.textContent = words[each.dataset.said ?? ""] ?? "";
  for (const each of all("[data-label]")) each.setAttribute("aria-label", words[each.dataset.label ?? ""]);
  for (const each of all("nav button")) each.setAttribute("aria-pressed", String(each.lang === language));
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
  const form = made("form", {}, saying("label", "label", { for: "code" }), saying("p", "hint", { id: "hint" }), input, message, ...between, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitted(open);
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
  button.dataset.said = yes ? "opening" : "open";
  speak(page.lang);
}

/** @param {string} key "" takes it away */
export function tell(key) {
  message.dataset.said = key;
  message.textContent = WORDS[page.lang][key] ?? "";
}

/** @param {string} key */
function refuse(key) {
  tell(key);
  input.setAttribute("aria-invalid", String(ABOUT_THE_CODE.includes(key)));
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

/** Nothing that was typed stays in the page. */
export function emptied() {
  entered("", 0);
}

/** @param {string} code @param {number} symbols those before the cursor */
function entered(code, symbols) {
  before = code;
  regroup(code, symbols);
  input.removeAttribute("aria-invalid");
  tell("");
}

/**
 * The code after a change of the field, and how many of its symbols stand before the cursor.
 * @param {string} how as an InputEvent tells it
 * @returns {[string, number]}
 */
function codeAfter(how) {
  const code = folded(input.value);
  const symbols = folded(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  // Only a dash was taken away, and comes back: the symbol behind it was meant. Backwards the cursor is past it already.
  if (code === before && how === "deleteContentForward") return [code.slice(0, symbols) + code.slice(symbols + 1), symbols];
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
