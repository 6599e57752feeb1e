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

/** @param {Element} field @returns {Input[]} the controls of a field itself */
export function inputsOf(field) {
  return [...field.querySelectorAll("input:not([data-fits]), textarea, select")].map((each) => /** @type {Input} */ (each));
}

/** @param {Element} field */
function looks(field) {
  const fits = [...field.querySelectorAll("[data-fits]")].map((each) => /** @type {HTMLInputElement} */ (each).checked);
  return JSON.stringify([inputsOf(field).map(shown), fits]);
}

/** @param {Input} input */
function shown(input) {
  return input instanceof HTMLInputElement && input.type === "checkbox" ? [input.value, input.checked] : input.value;
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
  came.set(field, { value, looks: looks(field) });
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

/** @param {HTMLElement} field @returns {any} undefined: nothing stands there */
function readField(field) {
  const before = came.get(field);
  switch (field.dataset.control) {
    case "group": return some(read(field), before?.value);
    case "groups":
    case "list": return some(membersOf(field).map(readMember).filter((each) => each !== undefined), before?.value);
    default:
  }
  if (before && before.looks === looks(field)) return before.value;
  switch (field.dataset.control) {
    case "text": return readText(field, before?.value);
    case "picks": return readPicks(field, before?.value);
    default: return inputsOf(field)[0]?.value.trim() || undefined;
  }
}

/** @param {HTMLElement} member @returns {any} */
function readMember(member) {
  return "group" in member.dataset ? read(member) : fieldsOf(member).map(readField)[0];
}

/** Nothing where there is nothing in it and nothing was. @param {any} value @param {any} before */
function some(value, before) {
  return Object.keys(value).length || before !== undefined && before !== null && !Object.keys(before).length ? value : undefined;
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
  const held = typeof before === "string" ? { [own]: before } : { ...(before ?? {}) };
  /** @type {Group} */
  const versions = {};
  for (const input of inputsOf(field)) {
    const tag = input.dataset.language ?? own;
    const version = versionOf(held[tag], input.value, field.querySelector(`[data-fits="${tag}"]:checked`) !== null);
    if (version !== undefined) versions[tag] = version;
  }
  const tags = Object.keys(versions);
  if (!tags.length) return undefined;
  const plain = tags.length === 1 && tags[0] === own && (before === undefined || before === null || typeof before === "string");
  return plain ? versions[own] : versions;
}

/** @param {any} held @param {string} typed @param {boolean} fits @returns {any} */
function versionOf(held, typed, fits) {
  const words = typeof held === "string" ? held : (held?.text ?? "");
  if (!typed.trim()) return undefined;
  if (fits) return { ...(typeof held === "string" ? { text: held } : held), of: NOW };
  if (typed === words || typed.trim() === words.trim()) return held ?? typed;
  return typeof held === "object" && held !== null ? { ...held, text: typed.trim() } : typed.trim();
}

/** @typedef {string | number} Step */

/** The deepest element on the way that steps lead. @param {Element} container @param {Step[]} steps @returns {HTMLElement | null} */
export function found(container, steps) {
  let here = /** @type {HTMLElement} */ (container);
  for (const step of steps) {
    const next = typeof step === "number" ? membersOf(here)[step] : fieldsOf(here).find((field) => field.dataset.key === step);
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
  const inner = withValue(copy[step], rest, put);
  if (inner !== null && inner !== undefined) copy[step] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy;
}
