/** One thing's form: what is typed is kept, checked where it stands, saved, and never lost. */

import { Gone, asked, saidBy } from "./calls.js";
import { oddDays, outrun, relevel } from "./controls.js";
import { Keeper } from "./drafts.js";
import { added, focusFirst, listen, summarized as glanced } from "./members.js";
import { cleared, hidden, led, shown, summarized } from "./problems.js";
import { differs, found, inputsOf, read, remember, speaks, withValue } from "./value.js";
import { told, word } from "./words.js";

const CHECK_QUIET = 1200;

const form = /** @type {HTMLFormElement} */ (document.getElementById("thing"));
const locked = form.querySelector(".only-read") !== null; // there is nothing to save, and no button for it
const state = /** @type {HTMLElement} */ (document.getElementById("state"));
const save = /** @type {HTMLButtonElement} */ (form.querySelector("button.save"));
const facts = brought("facts");
const levels = brought("levels");
/** @type {Set<Element>} fields that somebody was at: the others are not judged before a save */
const visited = new Set();
/** Photos that were sent and belong to no saved piece yet: by the name that stands for their file. @type {Set<string>} */
const uploads = new Set(facts.uploads);
let checking = 0;
let asking = 0;
let saving = false;
let once = crypto.randomUUID(); // a save that is sent again because no answer came is the same save

const keeper = new Keeper(facts.key, draft, {
  kept: () => says("kept", "waiting"),
  gone: () => says("gone", "trouble"),
  refused: (said) => saysAloud(said, "trouble"),
});

/** @param {string} id */
function brought(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}");
}

function photos() {
  const files = [...form.querySelectorAll("[data-photos] [data-key=path] input")];
  const names = files.map((input) => /** @type {HTMLInputElement} */ (input).value);
  return names.filter((name) => uploads.has(name)).map((upload) => ({ upload }));
}

function draft() {
  return { value: read(form), before: facts.before, clashes: facts.clashes, photos: photos(), at: new Date().toISOString() };
}

/** @param {string} key @param {string} mood */
function says(key, mood) {
  saysAloud(word(key), mood);
}

/** @param {string} sentence @param {string} mood */
function saysAloud(sentence, mood) {
  if (saving && mood === "waiting") return;
  // Whoever hears the page is not told at every pause that all is well, but at once when it is not.
  if (mood === "trouble" && state.dataset.mood !== mood) told(sentence);
  if (state.textContent !== sentence) state.textContent = sentence;
  state.dataset.mood = mood;
}

/** @returns {any} what the server is asked to check or to save */
function whole() {
  const { learner, kind, name, year, file, before } = facts;
  return { learner, kind, name, year, file, before, value: read(form), photos: photos(), once };
}

function touched() {
  if (locked) return;
  once = crypto.randomUUID();
  says("unsaved", "waiting");
  keeper.touched();
  clearTimeout(checking);
  checking = setTimeout(check, CHECK_QUIET);
  document.dispatchEvent(new CustomEvent("pathbook:changed", { detail: { value: read(form) } }));
}

async function check() {
  const turn = ++asking;
  const answer = await asked("POST", "/api/check", whole()).catch(() => null);
  // Something was typed meanwhile, or the page is being saved: this answer is of yesterday.
  if (!answer || turn !== asking || saving || answer.status !== 200 && answer.status !== 422) return;
  const problems = answer.body.problems ?? [];
  shown(form, problems.filter((/** @type {import("./problems.js").Problem} */ each) => wasAt(each)));
  if (!problems.length) hidden();
}

/** @param {import("./problems.js").Problem} problem */
function wasAt(problem) {
  const field = found(form, problem.field);
  return field !== null && [...visited].some((each) => field.contains(each));
}

/** A piece saved before its photo has arrived would stand there without it. */
function filesOnTheirWay() {
  return form.querySelector(".on-its-way") !== null;
}

/** @param {Event} event */
async function submitted(event) {
  event.preventDefault();
  if (saving || locked) return;
  clearTimeout(checking);
  asking += 1;
  if (filesOnTheirWay()) return refused([], word("on-its-way"));
  saving = true;
  save.disabled = true;
  saysAloud(word("saving"), "busy");
  await keeper.keep();
  try {
    await settled(await asked("POST", "/api/save", whole()));
  } catch (failed) {
    if (!(failed instanceof Gone)) throw failed;
    saving = false;
    says("gone", "trouble");
  }
  saving = false;
  save.disabled = false;
  return undefined;
}

/** @param {import("./calls.js").Answered} answer */
async function settled(answer) {
  const { status, body } = answer;
  if (status === 200) return finished(body);
  if (status === 409 && body.clashes) return clashed(body);
  return refused(body.problems ?? [], saidBy(answer));
}

/** @param {import("./problems.js").Problem[]} problems @param {string} why said where there are none */
function refused(problems, why) {
  shown(form, problems);
  summarized(form, problems, problems.length ? "" : why);
  saysAloud(problems.length ? word("look") : why, "trouble");
}

/** The plan says so already: nothing was saved, and nobody is told it was. */
function unchanged() {
  if (document.getElementById("drafted")) location.replace(facts.address);
  says("same", "");
  told(word("same"));
}

/** @param {any} body */
async function finished(body) {
  if (!body.entry) return unchanged();
  await keeper.forget();
  document.dispatchEvent(new CustomEvent("pathbook:saved", { detail: body }));
  const asks = new URLSearchParams(location.search);
  asks.set("saved", "1");
  location.replace(`/l/${facts.learner}/${facts.kind}/${body.name ?? facts.name}?${asks}#saved`);
  return undefined;
}

/** What the server joined is shown, with a question for each place that it could not. @param {any} body */
async function clashed(body) {
  const joined = { value: body.value, before: body.before, clashes: body.clashes, photos: photos(), at: new Date().toISOString() };
  await keeper.end();
  await asked("PUT", keeper.path, joined);
  location.hash = "questions";
  location.reload();
}

/** What shall stand there after an answer. @type {Record<string, (value: any, steps: (string | number)[], clash: any) => any>} */
const ANSWERS = {
  mine: (value) => value,
  theirs: (value, steps, clash) => withValue(value, steps, clash.theirs),
  // Theirs keeps the id, for it stands in the plan already; mine gets the next one when it is saved.
  both: (value, steps, clash) => {
    const put = withValue(value, steps, clash.theirs);
    return withValue(put, [...steps.slice(0, -1), "one more"], { ...clash.mine, id: undefined });
  },
};

/**
 * Two goals that both became g7: what stands in the plan stays, and what was typed here becomes a new one to be saved.
 *
 * @param {any} clash
 */
async function apart(clash) {
  const address = `/l/${facts.learner}/${facts.kind}/new?${new URLSearchParams({ year: facts.year })}`;
  const key = facts.key.slice(0, -facts.name.length);
  const kept = { value: { ...clash.mine, id: undefined }, before: null, photos: photos(), at: new Date().toISOString() };
  const answer = await asked("PUT", `/api/draft/${encodeURIComponent(`${key}new`)}`, kept);
  if (answer.status >= 300) return refused([], saidBy(answer));
  await asked("POST", "/api/save", { ...whole(), value: clash.theirs });
  await keeper.forget();
  location.assign(address);
  return undefined;
}

/** One question answered. @param {HTMLElement} item @param {string} whose */
async function chosen(item, whose) {
  const number = Number(item.dataset.question);
  const steps = JSON.parse(item.dataset.steps ?? "[]");
  if (whose === "both" && !steps.length) return apart(facts.clashes[number]);
  const value = ANSWERS[whose]?.(read(form), steps, facts.clashes[number]);
  const clashes = facts.clashes.filter((/** @type {unknown} */ _, /** @type {number} */ at) => at !== number);
  await keeper.end();
  await asked("PUT", keeper.path, { value, before: facts.before, clashes, photos: photos(), at: new Date().toISOString() });
  location.hash = clashes.length ? "questions" : "main";
  location.reload();
  return undefined;
}

/** @param {Event} event */
function typed(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const field = /** @type {HTMLElement | null} */ (target.closest("[data-control]"));
  if (field) visited.add(field);
  if (field?.dataset.control === "text") outrun(field);
  touched();
}

/** Where the address leads on this page: a field, the questions, what was saved. */
function arrived() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && form.contains(target)) led(target, target);
  else if (target?.matches("section[tabindex], main")) target.focus();
}

function started() {
  speaks(facts.own);
  oddDays(form);
  remember(form, brought("value"));
  listen(form);
  for (const fold of form.querySelectorAll(".lone > [data-members] > [data-member] > details")) {
    /** @type {HTMLDetailsElement} */ (fold).open = true;
  }
  // Before this script ran, a press would have done nothing.
  for (const button of document.querySelectorAll("button[data-waits]")) /** @type {HTMLButtonElement} */ (button).disabled = false;
  arrived();
  if (document.getElementById("saved")) history.replaceState(null, "", `${facts.address}#saved`);
  if (differs(form)) touched();
}

form.addEventListener("input", typed);
form.addEventListener("change", (event) => {
  const field = /** @type {HTMLElement} */ (event.target).closest("[data-control=competency]");
  if (field) relevel(/** @type {HTMLElement} */ (field), levels);
  const member = field?.closest("[data-member]");
  if (member) glanced(/** @type {HTMLElement} */ (member));
});
form.addEventListener("submit", submitted);
form.addEventListener("keydown", (event) => {
  // The key that ends a line would save a form that is half filled in.
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit();
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keeper.keep(true);
});
addEventListener("pagehide", () => keeper.keep(true));
addEventListener("beforeunload", (event) => {
  if ((keeper.unkept || filesOnTheirWay()) && !keeper.ended) event.preventDefault();
});
document.querySelector("[data-forget]")?.addEventListener("click", async () => {
  await keeper.forget();
  location.replace(facts.address);
});
for (const button of document.querySelectorAll("[data-keep]")) {
  button.addEventListener("click", () => {
    const item = /** @type {HTMLElement} */ (button.closest("[data-question]"));
    chosen(item, /** @type {HTMLElement} */ (button).dataset.keep ?? "mine");
  });
}
document.addEventListener("pathbook:add", (event) => {
  const { list, value, upload } = /** @type {CustomEvent} */ (event).detail;
  const member = added(list, value);
  for (const [key, words] of Object.entries(value)) {
    const field = found(member, [key]);
    const input = field && inputsOf(field)[0];
    if (input && typeof words === "string") input.value = words;
  }
  if (upload) {
    member.dataset.upload = upload;
    uploads.add(upload);
  }
  const alt = found(member, ["alt"]);
  if (alt) focusFirst(alt);
  touched();
});
/** What was saved here cannot be joined with what is published by now: the server has the question ready. */
async function unsettled() {
  if (locked || !facts.clashing || facts.clashes.length) return;
  const answer = await asked("POST", "/api/check", whole()).catch(() => null);
  if (answer?.status === 409 && answer.body.clashes) await clashed(answer.body);
}

started();
unsettled();
document.body.dataset.ready = "yes";
cleared(form);
