/** What single controls need that a browser does not do by itself: days, levels, translations left behind. */

import { inputsOf } from "./value.js";

/** @typedef {Record<string, [string, string][]>} Levels by framework; "" is what the school uses */

/**
 * A level belongs to the scale of its competency.
 *
 * @param {HTMLElement} field @param {Levels} levels
 */
export function relevel(field, levels) {
  const select = field.closest("[data-group]")?.querySelector("[data-levels] select");
  if (!(select instanceof HTMLSelectElement)) return;
  const before = select.value;
  const options = levelsOf(levels, inputsOf(field)[0]?.value ?? "", before, select.selectedOptions[0]?.text ?? "");
  select.replaceChildren(...[...select.options].slice(0, 1), ...options.map(([id, label]) => new Option(label, id)));
  select.value = before;
}

/**
 * One that was chosen before and is not of this scale stays to be seen.
 *
 * @param {Levels} levels @param {string} ref @param {string} chosen @param {string} label
 */
function levelsOf(levels, ref, chosen, label) {
  const offered = levels[ref.split(":")[0] ?? ""] ?? levels[""] ?? [];
  const known = !chosen || offered.some(([id]) => id === chosen);
  return known ? offered : [...offered, /** @type {[string, string]} */ ([chosen, label])];
}

/** Words that change leave their translations behind; say so while it can be seen. @param {HTMLElement} field */
export function outrun(field) {
  const [first, ...others] = /** @type {HTMLInputElement[]} */ (inputsOf(field));
  const mark = /** @type {HTMLElement | null} */ (field.querySelector("[data-behind]"));
  const same = first?.value.trim() === first?.defaultValue.trim();
  if (mark) mark.hidden = same || !others.some((each) => each.value.trim());
  for (const fits of field.querySelectorAll("[data-fits]:not([data-is-behind])")) {
    /** @type {HTMLElement} */ (fits.parentElement).hidden = same;
  }
}

/** What is no day cannot stand in a field of days: it is shown as it was written. @param {HTMLElement} form */
export function oddDays(form) {
  for (const input of form.querySelectorAll("input[data-typed]")) {
    const day = /** @type {HTMLInputElement} */ (input);
    // Not by what is seen now: somebody may have chosen another day before this script ran.
    if (day.dataset.typed && !isDay(day.dataset.typed) && !day.value) {
      day.type = "text";
      day.value = day.dataset.typed;
    }
  }
}

/** @param {string} typed */
function isDay(typed) {
  const tried = document.createElement("input");
  tried.type = "date";
  tried.value = typed;
  return tried.value === typed;
}
