/**
 * A competency is found by what one types: a code, words, a subject. Without this script its name can be typed.
 *
 * The pattern is the combobox of the ARIA Authoring Practices: the focus stays in the field, arrows walk the list.
 */

import { asked } from "./calls.js";
import { made, told, word } from "./words.js";

/** @typedef {{ id: string, label: string, means: string }} Level */
/** @typedef {{ ref: string, code: string, title: string, more: string, framework: string, hint: string, most: string, levels: Level[] }} Row `most`: points of the highest level */
/** @typedef {() => Promise<Row[]>} Near what is offered before anything is typed */

const QUIET = 120; // milliseconds after the last letter
const MOST_NEAR = 6;

const learner = document.getElementById("thing")?.dataset.learner ?? "";
/** @type {WeakSet<Element>} */
const upgraded = new WeakSet();
let number = 0;

/** @param {Record<string, string>} question @returns {Promise<Row[]>} */
async function found(question) {
  const { status, body } = await asked("GET", `/api/competencies?${new URLSearchParams(question)}`);
  if (status !== 200) throw new Error(body.said);
  return body.found;
}

/** What fits the letters, what is near the learner first. @param {string} typed @param {string} grade */
function fitting(typed, grade) {
  return found({ q: typed, learner, grade });
}

/** A competency as a sentence: code, title, framework. @param {Row} row */
function sentence(row) {
  const title = made("strong", row.title, { dir: "auto" });
  const of = made("span", row.framework, { class: "of", dir: "auto" });
  return row.code ? [made("span", row.code, { class: "code", dir: "ltr" }), " ", title, " ", of] : [title, " ", of];
}

/** @param {Row} row @param {string} id */
function option(row, id) {
  const item = made("li", "", { id, role: "option", "aria-selected": "false" });
  item.append(...sentence(row));
  if (row.hint) item.append(made("span", row.hint, { class: "hint" }));
  if (row.more) item.append(made("span", row.more, { class: "more-words", dir: "auto" }));
  return item;
}

/** The list below the field, and which of its rows the arrows are at. */
class Choices {
  /** @param {HTMLInputElement} box @param {string} name @param {(row: Row) => void} pick */
  constructor(box, name, pick) {
    this.box = box;
    /** @type {Row[]} */
    this.rows = [];
    this.at = -1;
    this.list = made("ul", "", { id: `${box.id}-list`, role: "listbox", "aria-label": name });
    this.state = made("p", "", { class: "picker-state" });
    box.setAttribute("aria-controls", this.list.id);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const item = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
      const row = item && this.rows[[...this.list.children].indexOf(item)];
      if (row) pick(row);
    });
    this.close();
    this.says("");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  get chosen() {
    return this.rows[this.at];
  }

  /** @param {string} sentenceBelow */
  says(sentenceBelow) {
    this.state.textContent = sentenceBelow;
    this.state.hidden = !sentenceBelow;
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  /** @param {Row[]} rows */
  show(rows) {
    this.rows = rows;
    this.close();
    this.list.replaceChildren(...rows.map((row, place) => option(row, `${this.list.id}-${place}`)));
    this.list.hidden = !rows.length;
    this.box.setAttribute("aria-expanded", String(rows.length > 0));
    this.says(rows.length ? "" : word("picker-none"));
    this.list.scrollIntoView({ block: "nearest" });
    told(rows.length ? word("picker-found").replace("{n}", String(rows.length)) : word("picker-none"));
  }

  /** @param {number} place before the first is the last */
  walkTo(place) {
    if (!this.rows.length) return;
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = (place + this.rows.length) % this.rows.length;
    const here = /** @type {HTMLElement} */ (this.list.children[this.at]);
    here.setAttribute("aria-selected", "true");
    here.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", here.id);
  }
}

/** One field, searched. Its own input keeps the value, and tells of it by `input` and `change`. */
class Picker {
  /** @param {HTMLElement} field @param {Near} near */
  constructor(field, near) {
    this.field = field;
    this.near = near;
    this.own = /** @type {HTMLInputElement} */ (field.querySelector("input"));
    this.label = /** @type {HTMLLabelElement} */ (field.querySelector("label"));
    this.picked = /** @type {HTMLElement} */ (field.querySelector("[data-picked]"));
    const name = this.label.firstChild?.textContent?.trim() ?? "";
    this.box = boxFor(this.own, this.label);
    this.choices = new Choices(this.box, name, (row) => this.pick(row));
    this.chips = made("div", "", { class: "chips", role: "group", "aria-label": word("picker-near") });
    this.search = made("div", "", { class: "search" });
    this.search.append(this.box, this.choices.list, this.choices.state);
    const change = word("picker-change");
    this.change = made("button", change, { type: "button", class: "quiet change", "aria-label": `${change}: ${name}` });
    this.waiting = 0;
    this.question = 0;
    this.own.hidden = true;
    this.own.after(this.chips, this.search);
    this.picked.after(this.change);
    this.listen();
    this.begin();
  }

  listen() {
    this.box.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.look(), QUIET);
    });
    this.box.addEventListener("click", () => this.choices.isOpen || this.look());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.choices.close());
    this.change.addEventListener("click", () => {
      this.show(null);
      this.offer();
      this.box.focus();
    });
  }

  begin() {
    const ref = this.own.value;
    this.show(null);
    if (!ref) return this.offer();
    this.picked.hidden = this.change.hidden = false;
    this.search.hidden = true;
    return found({ ref }).then(([row]) => row && this.tell(row), () => undefined);
  }

  async look() {
    const mine = ++this.question;
    try {
      const rows = await fitting(this.box.value, this.field.dataset.grade ?? "");
      if (mine === this.question) this.choices.show(rows);
    } catch {
      if (mine !== this.question) return;
      this.choices.close();
      this.choices.says(word("gone"));
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => (this.choices.isOpen ? this.choices.walkTo(this.choices.at + 1) : this.look()),
      ArrowUp: () => this.choices.isOpen && this.choices.walkTo(Math.max(this.choices.at, 0) - 1),
      Enter: () => this.choices.chosen && this.pick(this.choices.chosen), // and never sends the whole form
      Escape: () => (this.choices.isOpen ? this.choices.close() : (this.box.value = "")),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {Row | null} row null: nothing is picked, so one can search */
  show(row) {
    this.search.hidden = row !== null;
    this.picked.hidden = this.change.hidden = row === null;
    this.chips.hidden = row !== null || !this.chips.childElementCount;
    if (row) this.picked.replaceChildren(...sentence(row));
  }

  /** @param {Row} row */
  pick(row) {
    clearTimeout(this.waiting);
    this.question += 1;
    this.own.value = row.ref;
    this.box.value = "";
    this.choices.close();
    this.choices.says("");
    this.own.dispatchEvent(new Event("input", { bubbles: true }));
    this.own.dispatchEvent(new Event("change", { bubbles: true }));
    this.tell(row);
    this.change.focus();
    told(`${row.code} ${row.title}`);
  }

  /** What depends on the competency hears of it. @param {Row} row */
  tell(row) {
    this.show(row);
    this.field.dispatchEvent(new CustomEvent("pathbook:picked", { bubbles: true, detail: row }));
  }

  async offer() {
    const rows = await this.near().catch(() => []);
    const chips = rows.filter((row) => row.hint).slice(0, MOST_NEAR).map((row) => {
      const chip = made("button", "", { type: "button", class: "chip", title: row.hint });
      chip.append(...sentence(row));
      chip.addEventListener("click", () => this.pick(row));
      return chip;
    });
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length || this.search.hidden;
  }
}

/** The field in which one types, named and described as the plain one was. @param {HTMLInputElement} own @param {HTMLLabelElement} label */
function boxFor(own, label) {
  const box = made("input", "", {
    type: "text", id: `picker-${(number += 1)}`, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    autocomplete: "off", autocapitalize: "none", spellcheck: "false", dir: "auto", placeholder: word("picker-search"),
  });
  const described = own.getAttribute("aria-describedby");
  if (described) box.setAttribute("aria-describedby", described);
  label.htmlFor = box.id;
  return box;
}

/** @param {HTMLElement} field @param {Near} [near] */
export function picks(field, near = () => fitting("", "")) {
  if (upgraded.has(field)) return;
  upgraded.add(field);
  new Picker(field, near);
}

/** @param {ParentNode} within */
function upgrade(within) {
  for (const field of within.querySelectorAll("[data-picker]")) picks(/** @type {HTMLElement} */ (field));
}

const form = document.getElementById("thing");
if (form) {
  upgrade(form);
  new MutationObserver(() => upgrade(form)).observe(form, { childList: true, subtree: true });
}
