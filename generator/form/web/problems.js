/** What the check has to say, where it belongs: beside the fields, and in a list that leads to each of them. */

import { found, inputsOf } from "./value.js";
import { made, word } from "./words.js";

/** @typedef {{ field: (string | number)[], code: string, severity: string, message: string, hint: string | null }} Problem */

const MARK = "data-bad";

/** @param {HTMLFormElement} form */
export function cleared(form) {
  for (const said of form.querySelectorAll(".bad-here")) said.remove();
  for (const input of form.querySelectorAll(`[${MARK}]`)) {
    input.removeAttribute(MARK);
    input.removeAttribute("aria-invalid");
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.startsWith("bad-"));
    if (others.length) input.setAttribute("aria-describedby", others.join(" "));
    else input.removeAttribute("aria-describedby");
  }
}

/** Beside each field that something is wrong with. @param {HTMLFormElement} form @param {Problem[]} problems @returns {number} how many */
export function shown(form, problems) {
  cleared(form);
  problems.forEach((problem, at) => beside(form, problem, at));
  return problems.length;
}

/** @param {HTMLFormElement} form @param {Problem} problem @param {number} at */
function beside(form, problem, at) {
  const field = found(form, placeOf(problem));
  if (!field) return;
  const said = made("p", sentence(problem), { class: `bad-here ${problem.severity}`, id: `bad-${at}` });
  const input = inputsOf(field)[0];
  const inner = field.matches("[data-member]") ? (field.querySelector(":scope > details") ?? field) : field;
  const before = [...inner.children].find((each) => each.matches("input, textarea, select, output, ol, .boxes, .fields, .grow, .versions"));
  inner.insertBefore(said, before ?? null);
  if (!input) return;
  input.setAttribute(MARK, "");
  if (problem.severity === "error") input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), said.id].filter(Boolean).join(" "));
}

/**
 * What is said: the check's own sentence, but for what it says to whoever types a file and nobody can type here.
 *
 * @param {Problem} problem
 */
function sentence(problem) {
  const own = word(`code-${problem.code}`);
  return own || [problem.message, problem.hint].filter(Boolean).map((each) => ended(each ?? "")).join(" ");
}

/** With a capital letter and a full stop, and fields called as they are called here. @param {string} words */
function ended(words) {
  const called = words.replace(/`([a-z_]+):?`/g, (_, key) => calledHere(key));
  const whole = called.charAt(0).toUpperCase() + called.slice(1);
  return /[.?!…:]$/.test(whole) ? whole : `${whole}.`;
}

/** @param {string} key as a file calls a field */
function calledHere(key) {
  const field = document.querySelector(`#thing [data-key="${key}"]`);
  return field instanceof HTMLElement ? `“${labelOf(field)}”` : key;
}

/** Where a problem belongs: of two fields one of which is needed, the one for own words. @param {Problem} problem */
function placeOf(problem) {
  return problem.code === "one-of-several" && !problem.field.length ? ["what"] : problem.field;
}

/** The list at the top, which takes the focus. @param {HTMLFormElement} form @param {Problem[]} problems @param {string} [first] a sentence before it */
export function summarized(form, problems, first = "") {
  const box = /** @type {HTMLElement} */ (document.getElementById("problems"));
  const title = /** @type {HTMLElement} */ (box.querySelector("h2"));
  title.textContent = first || `${word(problems.length === 1 ? "one-problem" : "problems")} (${problems.length})`;
  const lines = problems.map((problem) => {
    const line = made("li");
    const field = found(form, placeOf(problem));
    const input = field && inputsOf(field)[0];
    const label = field ? labelOf(field) : word("whole");
    const link = made("a", `${label}: ${sentence(problem)}`, { href: `#${input?.id ?? field?.id ?? "thing"}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      led(field, input ?? field ?? form);
    });
    line.append(link);
    return line;
  });
  /** @type {HTMLElement} */ (box.querySelector("ul")).replaceChildren(...lines);
  box.hidden = false;
  box.focus();
}

/** Unfold whatever a field lies in, and go there. @param {HTMLElement | null} field @param {HTMLElement} target */
export function led(field, target) {
  const own = field?.matches("[data-member]") ? field.querySelector(":scope > details") : null;
  for (let fold = own ?? field?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    /** @type {HTMLDetailsElement} */ (fold).open = true;
  }
  target.focus();
  target.scrollIntoView({ block: "center" });
}

/** @param {HTMLElement} field */
function labelOf(field) {
  const own = field.querySelector(":scope > label, :scope > legend, :scope > .list-title");
  const above = field.parentElement?.closest("[data-control=list], [data-control=groups]")?.querySelector(":scope > .list-title");
  return (own ?? above)?.firstChild?.textContent?.trim() ?? "";
}

export function hidden() {
  const box = document.getElementById("problems");
  if (box) box.hidden = true;
}
