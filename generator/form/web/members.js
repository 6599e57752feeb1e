/** Lists in a form: one more, one less, another order. Every button works by key, and what it did is said. */

import { fieldsOf, inputsOf, membersOf, rememberMember } from "./value.js";
import { made, told, word } from "./words.js";

let count = 1000; // above any number the server gave

/** @param {HTMLElement} form */
export function listen(form) {
  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const list = /** @type {HTMLElement | null} */ (button.closest("[data-control=groups], [data-control=list]"));
    if (!list) return;
    if ("add" in button.dataset) focusFirst(added(list));
    else if (button.dataset.act) acted(list, /** @type {HTMLElement} */ (button.closest("[data-member]")), button);
  });
  form.addEventListener("input", (event) => {
    const member = event.target instanceof Element ? event.target.closest("[data-member]") : null;
    if (member) summarized(/** @type {HTMLElement} */ (member));
  });
  renumbered(form);
}

/** One more member, empty. @param {HTMLElement} list @param {any} [value] what it is to hold besides what it shows */
export function added(list, value) {
  const blank = /** @type {HTMLTemplateElement} */ (list.querySelector(":scope > template[data-blank]"));
  const copy = /** @type {DocumentFragment} */ (blank.content.cloneNode(true));
  named(copy, blank.dataset.blank ?? "", String(count++));
  const member = /** @type {HTMLElement} */ (copy.querySelector("[data-member]"));
  /** @type {HTMLElement} */ (list.querySelector(":scope > [data-members]")).append(copy);
  rememberMember(member, value);
  for (const fold of member.querySelectorAll(":scope > details")) /** @type {HTMLDetailsElement} */ (fold).open = true;
  changed(list, word("added"), member);
  return member;
}

/** Put a number into the ids of a blank, those inside its own blanks too. @param {DocumentFragment} part @param {string} place @param {string} number */
function named(part, place, number) {
  for (const element of part.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes(place)) element.setAttribute(name, value.replaceAll(place, number));
    }
    if (element instanceof HTMLTemplateElement) named(element.content, place, number);
  }
}

/** @param {HTMLElement} list @param {HTMLElement} member @param {HTMLButtonElement} button */
function acted(list, member, button) {
  if (button.dataset.act === "remove") return removed(list, member);
  const beside = button.dataset.act === "up" ? member.previousElementSibling : member.nextElementSibling;
  if (!beside) return undefined;
  if (button.dataset.act === "up") beside.before(member);
  else beside.after(member);
  changed(list, word("moved"), member);
  // At an end of the list its own way on is closed; the other button is the next one at hand.
  const other = /** @type {HTMLButtonElement} */ (member.querySelector("button[data-act]:not(:disabled)"));
  (button.disabled ? other : button).focus();
  return undefined;
}

/** Taken out, with a way back where it stood. @param {HTMLElement} list @param {HTMLElement} member */
function removed(list, member) {
  const after = member.nextElementSibling;
  const place = /** @type {HTMLElement} */ (member.parentElement);
  const line = made("li", "", { class: "gone" });
  const back = made("button", word("back"), { type: "button", class: "quiet" });
  line.append(made("span", `${word("removed")}: ${titleOf(member)} `), back);
  member.replaceWith(line);
  back.addEventListener("click", () => {
    line.replaceWith(member);
    changed(list, word("added"), member);
    focusFirst(member);
  });
  changed(list, word("removed"), after instanceof HTMLElement ? member : place);
  document.dispatchEvent(new CustomEvent("pathbook:removed", { detail: { list, member, upload: member.dataset.upload } }));
  back.focus();
}

/** @param {HTMLElement} list @param {string} what @param {HTMLElement} member */
function changed(list, what, member) {
  renumbered(list);
  told(`${what}: ${titleOf(member)}`);
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLElement} member */
function titleOf(member) {
  const said = member.querySelector("[data-summary]")?.textContent?.trim();
  if (said) return said;
  const list = member.closest("[data-control=groups], [data-control=list]");
  return `${titleOfList(list)} ${member.querySelector("[data-number]")?.textContent ?? ""}`.trim();
}

/** @param {Element | null} list */
function titleOfList(list) {
  return list?.querySelector(":scope > .list-title")?.textContent ?? "";
}

/** Numbers, what the buttons are called, and which of them lead nowhere. @param {HTMLElement} within */
function renumbered(within) {
  const inside = /** @type {HTMLElement[]} */ ([...within.querySelectorAll("[data-control=groups], [data-control=list]")]);
  for (const list of within.matches("[data-control]") ? [within, ...inside] : inside) {
    const members = membersOf(list);
    members.forEach((member, at) => placed(member, at, members.length, titleOfList(list)));
    list.classList.toggle("lone", members.length < 2);
  }
}

/** @param {HTMLElement} member @param {number} at @param {number} all @param {string} title of its list */
function placed(member, at, all, title) {
  const number = member.querySelector("[data-number]");
  if (number) number.textContent = String(at + 1);
  const name = `${title} ${at + 1}`;
  for (const button of toolsOf(member)) {
    button.setAttribute("aria-label", `${button.dataset.name}: ${name}`);
    if (button.dataset.act === "up") button.disabled = at === 0;
    if (button.dataset.act === "down") button.disabled = at === all - 1;
  }
  labelled(member, name);
  summarized(member);
}

/**
 * A value alone has no name of its own on the page: it is heard by its place in the list. Several fields are, together,
 * a group of that name: every step has a “How far it is”.
 *
 * @param {HTMLElement} member
 * @param {string} name
 */
function labelled(member, name) {
  if ("group" in member.dataset) return member.querySelector(":scope > details, :scope > .grow")?.setAttribute("aria-label", name);
  for (const field of fieldsOf(member)) {
    for (const input of inputsOf(field).slice(0, 1)) input.setAttribute("aria-label", name);
  }
  return undefined;
}

/** @param {HTMLElement} member @returns {HTMLButtonElement[]} */
function toolsOf(member) {
  const own = [...member.querySelectorAll("button[data-act]")].filter((button) => button.closest("[data-member]") === member);
  return own.map((button) => /** @type {HTMLButtonElement} */ (button));
}

/** What a folded member holds, in a line. @param {HTMLElement} member */
export function summarized(member) {
  const line = member.querySelector(":scope > details > summary [data-summary]");
  if (!line) return;
  const words = fieldsOf(member).map(glance).filter(Boolean).slice(0, 4).join(" · ");
  line.textContent = words || word("empty");
}

const NO_GLANCE = ["groups", "list", "group", "picks", "file"];

/** @param {HTMLElement} field */
function glance(field) {
  if (NO_GLANCE.includes(field.dataset.control ?? "")) return "";
  const picked = field.querySelector("[data-picked]")?.textContent?.trim();
  const seen = picked || inputsOf(field).slice(0, 1).map(glanceOf).join("");
  // A number alone tells nobody what it counts.
  return seen && field.dataset.control === "number" ? `${nameOf(field)}: ${seen}` : seen;
}

/** @param {HTMLElement} field */
function nameOf(field) {
  return field.querySelector(":scope > label")?.firstChild?.textContent?.trim() ?? "";
}

/** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input */
function glanceOf(input) {
  if (!input.value) return "";
  if (input instanceof HTMLSelectElement) return input.selectedOptions[0]?.text ?? "";
  return input.type === "date" ? dayIn(input.value) : input.value;
}

/** @param {string} day */
function dayIn(day) {
  const known = new Date(`${day}T12:00:00`);
  return Number.isNaN(known.valueOf()) ? day : known.toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
}

/** @param {HTMLElement} member */
export function focusFirst(member) {
  const first = /** @type {HTMLElement | null} */ (member.querySelector("input:not([type=hidden]), textarea, select"));
  (first ?? member).focus();
}
