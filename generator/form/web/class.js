/** One assessment for a whole group: what it was, what was seen of each, saved as one piece of work. */

import { Gone, asked, saidBy } from "./calls.js";
import { ABSENT, everyoneOf, rowsOf } from "./class_rows.js";
import { Keeper } from "./drafts.js";
import { withToday } from "./levels.js";
import { picks } from "./picker.js";
import { made, told, word } from "./words.js";

/** @typedef {import("./picker.js").Row} Row */
/** @typedef {import("./class_rows.js").Mark} Mark */
/** @typedef {{ title: string, assessed_on: string, kind: string, context: string, inPoints: boolean, withNotes: boolean, competencies: string[], marks: Record<string, Mark> }} Words */
/** @typedef {{ field: string, message: string, learner: string | null }} Problem */

/** @template {HTMLElement} T @param {string} selector @returns {T} */
const one = (selector) => /** @type {T} */ (document.querySelector(selector));
const FIELDS = /** @type {const} */ (["title", "assessed_on", "kind", "context"]);

const form = /** @type {HTMLFormElement} */ (one("#class"));
const facts = JSON.parse(one("#facts").textContent ?? "{}");
const state = one("#state");
const list = one("[data-competencies]");
const save = /** @type {HTMLButtonElement} */ (one("button.save"));
/** @type {Map<string, Row>} what is known of the competencies that were picked */
const known = new Map();
/** @type {Words} */
let words = begun(facts.draft);
/** @type {{ branch: string, tip: string, batch: string, words: Words } | null} what was saved last, while it can be taken back */
let last = null;
let saving = false;
let once = crypto.randomUUID(); // a save that is sent again because no answer came is the same save
let left = ""; // who was left out of it

const sheet = {
  learners: facts.learners,
  changed,
  mark,
  get rows() { return words.competencies.flatMap((ref) => known.get(ref) ?? []); },
  get inPoints() { return words.inPoints; },
  get withNotes() { return words.withNotes; },
};

const keeper = new Keeper(facts.key, () => words, {
  kept: () => says(word("kept"), "waiting"),
  gone: () => says(word("gone"), "trouble"),
  refused: (said) => says(said, "trouble"),
});

/** @param {Partial<Words> | null} draft @returns {Words} */
function begun(draft) {
  const empty = { title: "", assessed_on: "", kind: "", context: "", inPoints: false, withNotes: false };
  return { ...empty, competencies: [], marks: {}, ...draft };
}

/** @param {string} learner @returns {Mark} */
function mark(learner) {
  return (words.marks[learner] ??= { levels: {}, points: {}, note: "" });
}

/** @param {string} sentence @param {string} mood */
function says(sentence, mood) {
  if (saving && mood === "waiting") return;
  state.textContent = mood === "waiting" ? `${sentence} ${entered()}` : sentence;
  state.dataset.mood = mood;
}

/** How many are done: somebody who was not there is done too. */
function entered() {
  const held = words.inPoints ? "points" : "levels";
  const done = facts.learners.filter((/** @type {{ id: string }} */ { id }) => {
    return words.competencies.some((ref) => words.marks[id]?.[held][ref]);
  });
  return word("entered").replace("{n}", String(done.length)).replace("{all}", facts.learners.length);
}

function changed() {
  keeper.ended = false;
  once = crypto.randomUUID();
  says(word("unsaved"), "waiting");
  keeper.touched();
}

function drawn() {
  one("[data-rows]").replaceChildren(...(sheet.rows.length ? rowsOf(sheet) : []));
  one("[data-everyone]").replaceChildren(...everyoneOf(sheet, drawn));
  one("[data-first]").hidden = sheet.rows.length > 0;
  one("#keys").hidden = !sheet.rows.length || words.inPoints;
}

/** One more competency, to be searched or known already. @param {string} ref */
function asking(ref) {
  const blank = /** @type {HTMLTemplateElement} */ (one("#competency"));
  const item = /** @type {HTMLElement} */ (/** @type {Element} */ (blank.content.firstElementChild).cloneNode(true));
  const field = /** @type {HTMLElement} */ (item.querySelector(".picker"));
  const own = /** @type {HTMLInputElement} */ (field.querySelector("input"));
  own.value = ref;
  field.addEventListener("pathbook:picked", (event) => {
    const row = /** @type {CustomEvent<Row>} */ (event).detail;
    const before = known.has(row.ref) ? words.competencies.join() : null;
    known.set(row.ref, row);
    listed();
    if (words.competencies.join() !== before) drawn(); // else the rows stand there, and somebody may be typing in them
  });
  item.querySelector("[data-remove]")?.addEventListener("click", () => {
    item.remove();
    relisted();
    if (!list.childElementCount) asking("");
    changed();
  });
  list.append(item);
  picks(field, async () => facts.suggested);
}

function relisted() {
  listed();
  drawn();
}

/** The competencies as they stand on the page. */
function listed() {
  const refs = [...list.querySelectorAll(".picker > input[hidden]")].map((input) => /** @type {HTMLInputElement} */ (input).value);
  words.competencies = [...new Set(refs.filter(Boolean))];
}

/** Everything on the page from the words. */
function filled() {
  for (const name of FIELDS) /** @type {HTMLInputElement} */ (one(`#${name}`)).value = words[name];
  /** @type {HTMLInputElement} */ (one("#in-points")).checked = words.inPoints;
  /** @type {HTMLInputElement} */ (one("#with-notes")).checked = words.withNotes;
  list.replaceChildren();
  for (const ref of words.competencies.length ? words.competencies : [""]) asking(ref);
  drawn();
}

/** What is sent of a row: nothing of somebody who was not there. @param {string[]} without @returns {Record<string, Partial<Mark>>} */
function marksBut(without) {
  /** @type {Record<string, Partial<Mark>>} */
  const sent = {};
  for (const { id } of facts.learners) {
    const { levels, points, note } = mark(id);
    const seen = Object.fromEntries(Object.entries(words.inPoints ? points : levels).filter(([, value]) => value && value !== ABSENT));
    if (!without.includes(id) && Object.keys(seen).length) {
      sent[id] = { [words.inPoints ? "points" : "levels"]: seen, note: words.withNotes ? note : "" };
    }
  }
  return sent;
}

/** What stays to be entered when some are saved without the others. @param {string[]} without */
function restOf(without) {
  return { ...words, marks: Object.fromEntries(without.map((id) => [id, mark(id)])) };
}

/** @param {string[]} without who is left for later */
async function sent(without) {
  if (saving) return;
  saving = save.disabled = true;
  if (left !== without.join()) [left, once] = [without.join(), crypto.randomUUID()];
  says(word("saving"), "busy");
  await keeper.end();
  const { title, assessed_on: day, kind, context, competencies } = words;
  const body = { group: facts.group, once, title, assessed_on: day, kind, context, competencies };
  const rest = without.length ? restOf(without) : {};
  try {
    const answer = await asked("POST", "/api/class", { ...body, marks: marksBut(without), rest });
    if (answer.status === 200) finished(answer.body, without);
    else unfinished(answer.body.problems ?? [], saidBy(answer));
  } catch (failed) {
    if (!(failed instanceof Gone)) throw failed;
    says(word("gone"), "trouble");
    told(word("gone"));
    keeper.ended = false;
    keeper.touched();
  }
  saving = save.disabled = false;
}

/** @param {any} answer @param {string[]} without */
function finished(answer, without) {
  keeper.dropped();
  last = { branch: answer.entry.branch, tip: answer.tip, batch: answer.batch, words };
  words = begun(without.length ? restOf(without) : null);
  once = crypto.randomUUID();
  shownProblems([]);
  one("[data-done]").textContent = word("class-saved").replace("{n}", answer.saved);
  one("[data-next]").textContent = word(without.length ? "class-rest" : "class-next");
  one("#drafted").hidden = true;
  begins(false);
  one("#done").focus();
}

/** Between two assessments only what was saved is shown: it can be taken back until the next one begins. @param {boolean} is */
function begins(is) {
  form.hidden = !is;
  one("#done").hidden = is;
  for (const button of [one("[data-undo]"), one("[data-next]")]) button.hidden = is;
  if (!is) return;
  filled();
  says(words.competencies.length ? word("kept") : word("same"), words.competencies.length ? "waiting" : "");
}

/** @param {Problem[]} problems @param {string} said where there are none */
function unfinished(problems, said) {
  keeper.ended = false;
  keeper.touched();
  shownProblems(problems.length ? problems : [{ field: "", message: said, learner: null }]);
  one("#problems").focus();
  says(word("look"), "trouble");
}

/** Each where it belongs, and all of them at the top. @param {Problem[]} problems */
function shownProblems(problems) {
  for (const mended of form.querySelectorAll(".bad-here")) mended.remove();
  for (const mended of form.querySelectorAll("[aria-invalid]")) mended.removeAttribute("aria-invalid");
  const lines = problems.map((problem, at) => lineOf(problem, at));
  one("#problems ul").replaceChildren(...lines);
  one("#problems").hidden = !problems.length;
  const held = [...new Set(problems.flatMap(({ learner }) => learner ?? []))];
  const others = Object.keys(marksBut(held)).length;
  const button = one("[data-others]");
  button.hidden = !others || !held.length || problems.some(({ learner }) => !learner);
  button.textContent = word("class-others").replace("{n}", String(others));
  button.dataset.without = held.join(" ");
}

/** @param {Problem} problem @param {number} at */
function lineOf({ field, message, learner }, at) {
  const name = facts.learners.find((/** @type {{ id: string }} */ { id }) => id === learner)?.name;
  const place = one(learner ? `.learner[data-learner="${learner}"]` : `[data-field="${field}"]`);
  const sentence = name ? `${name}: ${message}` : message;
  if (!place) return made("li", sentence);
  const input = beside(place, made("p", message, { class: "bad-here", id: `bad-${at}` }));
  place.id ||= `place-${at}`;
  const link = made("a", sentence, { href: `#${place.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (input ?? place).focus();
    place.scrollIntoView({ block: "center" });
  });
  const line = made("li");
  line.append(link);
  return line;
}

/** @param {HTMLElement} place @param {HTMLElement} said @returns {HTMLElement | null} the first control there */
function beside(place, said) {
  const input = /** @type {HTMLElement | null} */ (place.querySelector("input:not([hidden]), select"));
  const label = place.querySelector(":scope > :is(label, h2, h3)");
  if (label) label.after(said);
  else place.append(said);
  input?.setAttribute("aria-invalid", "true");
  input?.setAttribute("aria-describedby", said.id);
  return input;
}

async function undone() {
  if (!last) return;
  const { branch, tip, batch } = last;
  const answer = await asked("POST", "/api/class/undo", { branch, tip, batch }).catch(() => null);
  const well = answer?.status === 200;
  one("[data-done]").textContent = well ? word("class-undone") : (answer ? saidBy(answer) : word("gone"));
  one("#done").focus();
  if (!well) return;
  ({ words } = last);
  last = null;
  begins(true);
  one("#done").hidden = false;
  changed();
}

function listened() {
  for (const name of FIELDS) {
    const input = /** @type {HTMLInputElement} */ (one(`#${name}`));
    input.addEventListener("input", () => {
      words[name] = input.value;
      changed();
    });
  }
  for (const [id, key] of /** @type {const} */ ([["#in-points", "inPoints"], ["#with-notes", "withNotes"]])) {
    const box = /** @type {HTMLInputElement} */ (one(id));
    box.addEventListener("change", () => {
      words[key] = box.checked;
      drawn();
      changed();
    });
  }
  list.addEventListener("change", (event) => {
    if (/** @type {HTMLElement} */ (event.target).hidden) changed();
  });
  one("[data-add]").addEventListener("click", () => {
    asking("");
    /** @type {HTMLElement | null} */ (list.querySelector("li:last-child [role=combobox]"))?.focus();
  });
}

function pressed() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sent([]);
  });
  one("[data-others]").addEventListener("click", (event) => {
    sent((/** @type {HTMLElement} */ (event.currentTarget).dataset.without ?? "").split(" "));
  });
  one("[data-undo]").addEventListener("click", undone);
  one("[data-next]").addEventListener("click", () => {
    begins(true);
    one("#main").focus();
  });
  one("[data-forget]").addEventListener("click", async () => {
    await keeper.forget();
    location.reload();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keeper.keep(true));
  addEventListener("pagehide", () => keeper.keep(true));
  addEventListener("beforeunload", (event) => {
    if (keeper.unkept && !keeper.ended) event.preventDefault();
  });
}

filled();
listened();
pressed();
withToday(one(".field-date"));
one("#drafted").hidden = !facts.draft;
