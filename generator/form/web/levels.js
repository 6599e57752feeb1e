/** The levels of a competency as large buttons with what each means; and a day that is today, with one tap. */

import { made, word } from "./words.js";

/** @typedef {import("./picker.js").Row} Row */
/** @typedef {import("./picker.js").Level} Level */

/** @type {string} the school's day */
const today = JSON.parse(document.getElementById("facts")?.textContent ?? "{}").today ?? "";
let number = 0;

/** @param {HTMLSelectElement} select @param {Level | string} level or what is said where none is chosen @param {string} group */
function choice(select, level, group) {
  const { id, label: name, means } = typeof level === "string" ? { id: "", label: level, means: "" } : level;
  const radio = made("input", "", { type: "radio", name: group, value: id });
  radio.checked = select.value === radio.value;
  radio.addEventListener("change", () => {
    select.value = radio.value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const label = made("label", "", { class: id ? "level" : "level none" });
  label.append(radio, made("strong", name, { dir: "auto" }));
  if (means) label.append(made("span", means, { class: "means", dir: "auto" }));
  return label;
}

/** The select stays, unseen, and keeps the value. @param {HTMLElement} field @param {Level[]} levels */
export function asButtons(field, levels) {
  const select = /** @type {HTMLSelectElement} */ (field.querySelector("select"));
  const label = field.querySelector("label");
  field.querySelector(".levels")?.remove();
  select.hidden = levels.length > 0;
  if (!select.hidden) return;
  for (const { id, label: words } of levels) {
    if (![...select.options].some((option) => option.value === id)) select.add(new Option(words, id));
  }
  const buttons = made("div", "", { class: "levels", role: "radiogroup" });
  if (label) buttons.setAttribute("aria-labelledby", (label.id ||= `levels-${(number += 1)}`));
  const group = `level-${(number += 1)}`;
  const none = word(field.dataset.key === "target" ? "level-open" : "level-none");
  buttons.append(...levels.map((level) => choice(select, level, group)), choice(select, none, group));
  select.after(buttons);
}

/** @param {HTMLElement} field */
export function withToday(field) {
  const input = /** @type {HTMLInputElement} */ (field.querySelector("input[type=date]"));
  if (!input || !today || field.querySelector(".today")) return;
  const button = made("button", word("today"), { type: "button", class: "quiet today" });
  button.hidden = input.value !== "";
  button.addEventListener("click", () => {
    input.value = today;
    button.hidden = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  input.addEventListener("input", () => { button.hidden = input.value !== ""; });
  input.after(button);
}

document.addEventListener("pathbook:picked", (event) => {
  const { levels } = /** @type {CustomEvent<Row>} */ (event).detail;
  const group = /** @type {HTMLElement} */ (event.target).closest("[data-group]");
  const field = /** @type {HTMLElement | null} */ (group?.querySelector("[data-levels]") ?? null);
  if (field) asButtons(field, levels);
});

const form = document.getElementById("thing");
if (form) {
  const all = () => form.querySelectorAll(".field-date").forEach((field) => withToday(/** @type {HTMLElement} */ (field)));
  all();
  new MutationObserver(all).observe(form, { childList: true, subtree: true });
}
