/**
 * The form as a value, and back: what was touched is read from the page, all else stays as it came.
 *
 * So what a form does not show, and how something is written that nobody changed, goes back to the server unchanged.
 */

/** @typedef {Record<string, any>} Group */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input */

/** What came with an element: its value, and how its controls looked. @type {WeakMap<Element, { value: any, looks: string }>} */
const came = new WeakMap();
const NOW = "now";
const NOTHING = { value: undefined, looks: "" };
let own = "en";

/** @param {string} language the school's own */
export function speaks(language) {
  own = language;
}

/** @param {Element} container @returns {HTMLElement[]} the fields that lie in it and in no group inside it */
export function fieldsOf(container) {
  const all = /** @type {HTMLElement[]} */ ([...container.querySelectorAll("[data-control]")]);
  return all.filter((field) => field.parentElement?.closest("[data-group], [data-member]") === container);
}

/** @param {Element} list @returns {HTMLElement[]} */
export function membersOf(list) {
  return [...list.querySelectorAll(":scope > [data-members] > [data-member]")].map((each) => /** @type {HTMLElement} */ (each));
}

/** @param {Element} field @returns {Input[]} the controls that hold its value; others may stand beside them */
export function inputsOf(field) {
  return [...field.querySelectorAll("[data-own]")].map((each) => /** @type {Input} */ (each));
}

/** How a field looks. @param {Element} field @param {(input: Input) => unknown} [seen] */
function looks(field, seen = shown) {
  const fits = [...field.querySelectorAll("[data-fits]:checked")].map((each) => /** @type {HTMLElement} */ (each).dataset.fits);
  return JSON.stringify([inputsOf(field).map(seen), fits]);
}

/** @param {Input} input */
function shown(input) {
  return isBox(input) ? input.checked : input.value;
}

/**
 * What the server put there. Somebody on a slow tablet types before this script runs, and a browser fills in again what
 * stood there before a reload: both are changes, so what is seen now is no beginning.
 *
 * @param {Input} input
 */
function sent(input) {
  if (input instanceof HTMLSelectElement) return [...input.options].find((each) => each.defaultSelected)?.value ?? "";
  return isBox(input) ? input.defaultChecked : input.defaultValue;
}

/** @param {Input} input @returns {input is HTMLInputElement} */
function isBox(input) {
  return input instanceof HTMLInputElement && input.type === "checkbox";
}

/** Whether something was typed before this script ran. @param {Element} form */
export function differs(form) {
  return [...form.querySelectorAll("[data-control]")].some((field) => {
    const looked = came.get(field)?.looks;
    return Boolean(looked) && looked !== looks(field);
  });
}

/** Remember what came. @param {Element} container a group @param {Group | undefined} value */
export function remember(container, value) {
  came.set(container, { value, looks: "" });
  for (const field of fieldsOf(container)) rememberField(field, value?.[field.dataset.key ?? ""]);
}

/** @param {HTMLElement} field @param {any} value */
function rememberField(field, value) {
  const control = field.dataset.control;
  if (control === "group") return remember(field, value);
  if (control === "groups" || control === "list") {
    came.set(field, { value, looks: "" });
    membersOf(field).forEach((member, at) => rememberMember(member, Array.isArray(value) ? value[at] : undefined));
    return undefined;
  }
  came.set(field, { value, looks: looks(field, sent) });
  return undefined;
}

/** @param {HTMLElement} member @param {any} value */
export function rememberMember(member, value) {
  if ("group" in member.dataset) return remember(member, value);
  for (const field of fieldsOf(member)) rememberField(field, value);
  return undefined;
}

/** A group as it stands. @param {Element} container @returns {Group} */
export function read(container) {
  /** @type {Group} */
  const found = { ...(came.get(container)?.value ?? {}) };
  for (const field of fieldsOf(container)) {
    const key = field.dataset.key ?? "";
    const value = readField(field);
    if (value === undefined) delete found[key];
    else found[key] = value;
  }
  return found;
}

/** How each control is read once it was touched. @type {Record<string, (field: HTMLElement, before: any) => any>} */
const READERS = { text: readText, picks: readPicks };

/** @param {HTMLElement} field @returns {any} undefined: nothing stands there */
function readField(field) {
  const { value: before, looks: looked } = came.get(field) ?? NOTHING;
  const control = field.dataset.control ?? "";
  if (control === "group") return some(read(field), before);
  if (["groups", "list"].includes(control)) return some(readMembers(field), before);
  if (looked === looks(field)) return before;
  return (READERS[control] ?? readLine)(field, before);
}

/** @param {HTMLElement} list */
function readMembers(list) {
  return filledMembers(list).map(readMember);
}

/** The members that hold something: one that was added and left empty is none. @param {Element} list */
function filledMembers(list) {
  return membersOf(list).filter((member) => {
    const value = readMember(member);
    return value !== undefined && (typeof value !== "object" || value === null || Object.keys(value).length > 0);
  });
}

/** @param {HTMLElement} field */
function readLine(field) {
  return inputsOf(field)[0]?.value.trim() || undefined;
}

/** @param {HTMLElement} member @returns {any} */
function readMember(member) {
  return "group" in member.dataset ? read(member) : fieldsOf(member).map(readField)[0];
}

/** What is left; what came where nothing is left that a form can show. @param {any} value @param {any} before */
function some(value, before) {
  const emptied = before && typeof before === "object" && Object.keys(before).length > 0;
  return Object.keys(value).length || emptied ? orNothing(value) : before;
}

/** @param {any} value */
function orNothing(value) {
  return Object.keys(value).length ? value : undefined;
}

/** In the order in which they stood, then that of the page. @param {HTMLElement} field @param {any} before */
function readPicks(field, before) {
  const boxes = inputsOf(field).map((each) => /** @type {HTMLInputElement} */ (each));
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const kept = Array.isArray(before) ? before.filter((each) => chosen.includes(each)) : [];
  const all = [...kept, ...chosen.filter((each) => !kept.includes(each))];
  return all.length ? all : undefined;
}

/** Each language that holds words; one alone in the school's own language is a plain text. @param {HTMLElement} field @param {any} before */
function readText(field, before) {
  const held = spread(before, own);
  const versions = versionsIn(field, held);
  const tags = Object.keys(versions);
  if (!tags.length) return undefined;
  return held !== before && tags.join() === own ? versions[own] : versions;
}

/** @param {HTMLElement} field @param {Group} held @returns {Group} */
function versionsIn(field, held) {
  /** @type {Group} */
  const versions = {};
  for (const input of inputsOf(field)) {
    const tag = input.dataset.language ?? own;
    const fits = field.querySelector(`[data-fits="${tag}"]:checked`) !== null;
    if (input.value.trim()) versions[tag] = fits ? { ...spread(held[tag], "text"), of: NOW } : versionOf(held[tag], input.value.trim());
  }
  return versions;
}

/** A text that stands alone, as the group it is short for. @param {any} held @param {string} key @returns {Group} */
function spread(held, key) {
  return held && typeof held === "object" ? held : { [key]: held ?? undefined };
}

/** @param {any} held @param {string} typed @returns {any} */
function versionOf(held, typed) {
  if (spread(held, "text").text?.trim() === typed) return held;
  return held && typeof held === "object" ? { ...held, text: typed } : typed;
}

/** @typedef {string | number} Step */

/** The deepest element on the way that steps lead. @param {Element} container @param {Step[]} steps @returns {HTMLElement | null} */
export function found(container, steps) {
  let here = /** @type {HTMLElement} */ (container);
  for (const step of steps) {
    const next = typeof step === "number" ? filledMembers(here)[step] : fieldsOf(here).find((field) => field.dataset.key === step);
    if (!next) break;
    here = next;
  }
  return here === container ? null : here;
}

/** A value with another one at a place. @param {any} value @param {Step[]} steps @param {any} put null: taken away */
export function withValue(value, steps, put) {
  const [step, ...rest] = steps;
  if (step === undefined) return put;
  const copy = Array.isArray(value) ? [...value] : { ...(value ?? {}) };
  const key = Array.isArray(copy) ? placeIn(copy, step) : step;
  const inner = withValue(copy[key], rest, put);
  if (inner !== null && inner !== undefined) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

/** A member by its position or its id; one that is not there comes last. @param {any[]} list @param {Step} step */
function placeIn(list, step) {
  const place = typeof step === "number" ? step : list.findIndex((each) => each?.id === step);
  return place < 0 ? list.length : place;
}
