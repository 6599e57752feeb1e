/**
 * The page that asks for the code. It stands at every address of a sealed site until a worker answers there.
 *
 * The code never leaves this page: not into an address, not into a form that is sent, not into any store.
 */

import { codeIn, faultOf, folded, grouped, openedFile, openedManifest, openedSlots, readSlots, textOf } from "./core.js";

/** @typedef {import("./core.js").Vault} Vault */

const HIDDEN_TOO_LONG = 15 * 60_000;
const OPEN_TOO_LONG = 60 * 60_000;
const PLACE = /^(.*\/s\/[a-z2-7]{16}\/)(.*)$/.exec(location.pathname);
const scope = PLACE ? PLACE[1] : "";
const folder = scope.split("/").slice(-2)[0];
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** What went wrong, as a key of the words. */
class Fault extends Error {}

/**
 * An element; what begins with `text` names a key of the words that it says.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} inside
 */
function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** An element that says a message, in whichever language is chosen. @param {string} tag @param {string} key @param {Record<string, string>} attributes */
function saying(tag, key, attributes = {}) {
  return made(tag, { ...attributes, "data-said": key });
}

/** The language of the address, else the one chosen before, else of the browser, else the school's own. */
function languageHere() {
  const known = Object.keys(WORDS);
  const wanted = [PLACE?.[2].split("/")[0] ?? "", kept("pathbook-language"), ...navigator.languages];
  return [...wanted, ...wanted.map((tag) => tag.split("-")[0])].find((tag) => known.includes(tag)) ?? known[0];
}

/** @param {string} name */
function kept(name) {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    return;
  }
}

/** @param {string} language */
function speak(language) {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.documentElement.dir = words.dir;
  document.title = words.title;
  for (const each of document.querySelectorAll("[data-said]")) each.textContent = words[each.getAttribute("data-said") ?? ""];
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", words[each.getAttribute("data-label") ?? ""]);
  for (const each of document.querySelectorAll("nav button")) each.setAttribute("aria-pressed", String(each.getAttribute("lang") === language));
}

function languages() {
  const buttons = Object.entries(WORDS).map(([language, words]) => {
    const button = made("button", { type: "button", lang: language, dir: words.dir }, words.name);
    button.addEventListener("click", () => {
      keep("pathbook-language", language);
      speak(language);
    });
    return button;
  });
  return buttons.length > 1 ? [made("nav", { "data-label": "language" }, ...buttons)] : [];
}

/** What cannot work here and why; "" where it can. @returns {string} */
function obstacle() {
  if (!PLACE) return "nowhere";
  if (!isSecureContext) return "insecure";
  return "DecompressionStream" in self && crypto.subtle && "timeout" in AbortSignal ? "" : "old";
}

/** @param {string} key */
function showObstacle(key) {
  const rest = key === "insecure" ? [made("p", {}, saying("a", "secure", { href: location.href.replace(/^http:/, "https:") }))] : [];
  main.replaceChildren(...languages(), saying("h1", "title"), saying("p", key, { role: "alert" }), ...rest);
}

const input = /** @type {HTMLInputElement} */ (
  made("input", { id: "code", type: "text", dir: "ltr", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "message hint" })
);
const remember = /** @type {HTMLInputElement} */ (made("input", { id: "remember", type: "checkbox", "aria-describedby": "warning" }));
const button = /** @type {HTMLButtonElement} */ (saying("button", "open", { disabled: "" }));
const message = made("p", { id: "message", role: "alert" });

function showForm() {
  const form = made(
    "form",
    { autocomplete: "off", novalidate: "" },
    saying("label", "label", { for: "code" }),
    saying("p", "hint", { id: "hint" }),
    input,
    message,
    made("p", { class: "choice" }, remember, saying("label", "remember", { for: "remember" })),
    saying("p", "warning", { id: "warning" }),
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submitted();
  });
  main.replaceChildren(...languages(), saying("h1", "title"), saying("p", "lead"), form, saying("p", "lost"));
}

/** @param {string} key "" takes it away */
function tell(key) {
  if (key) message.setAttribute("data-said", key);
  else message.removeAttribute("data-said");
  message.textContent = key ? WORDS[document.documentElement.lang][key] : "";
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

/** @param {Event} event */
function typed(event) {
  const how = event instanceof InputEvent ? event.inputType : "";
  if (event instanceof InputEvent && event.isComposing) return;
  let code = folded(input.value);
  let symbols = folded(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  // Taking away a dash means the symbol beside it: else the dash would only come back.
  if (code === before && how === "deleteContentBackward" && symbols > 0 && symbols < code.length) {
    symbols -= 1;
    code = code.slice(0, symbols) + code.slice(symbols + 1);
  } else if (code === before && how === "deleteContentForward") {
    code = code.slice(0, symbols) + code.slice(symbols + 1);
  } else if (how !== "insertText" && code.length > before.length + 1) {
    code = codeIn(input.value);
    symbols = Math.min(symbols, code.length);
  }
  before = code;
  regroup(code, symbols);
  input.removeAttribute("aria-invalid");
  tell("");
}

/** @param {ClipboardEvent} event */
function pasted(event) {
  const code = codeIn((event.clipboardData?.getData("text") ?? "").slice(0, 500));
  if (faultOf(code) !== "") return;
  event.preventDefault();
  before = code;
  regroup(code, code.length);
  input.removeAttribute("aria-invalid");
  tell("");
}

/** @param {string} address @param {string} missing */
async function fetched(address, missing) {
  const response = await fetch(address, { cache: "no-cache" }).catch(() => {
    throw new Fault("network");
  });
  if (!response.ok) throw new Fault(response.status === 404 || response.status === 410 ? missing : "host");
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {ServiceWorker} worker @param {Record<string, unknown>} told @returns {Promise<{ ok?: boolean, have?: boolean, why?: string }>} */
function ask(worker, told) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data ?? {});
    setTimeout(() => resolve({ why: "host" }), 30_000);
    worker.postMessage(told, [channel.port2]);
  });
}

/** The worker of this folder, once it can answer; null where the browser allows none. @returns {Promise<ServiceWorker | null>} */
async function readyWorker() {
  try {
    const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
    const late = new Promise((resolve) => setTimeout(resolve, 10_000));
    await Promise.race([navigator.serviceWorker.ready, late]);
    return registration.active;
  } catch {
    return null;
  }
}

/** What the code opens, or a fault. @param {string} code */
async function vaultOf(code) {
  const bytes = await fetched(`${scope}_pb/slots.json`, "gone");
  let slots;
  try {
    slots = readSlots(textOf(bytes), folder);
  } catch {
    throw new Fault("damaged");
  }
  const vault = await openedSlots(slots, code);
  if (!vault) throw new Fault("other");
  return vault;
}

async function submitted() {
  const code = codeIn(input.value);
  const fault = faultOf(code);
  if (button.disabled) return;
  if (fault) return refuse(fault);
  busy(true);
  try {
    const vault = await vaultOf(code);
    const worker = await working;
    if (worker) await openWith(worker, vault);
    else await openWhole(vault);
  } catch (error) {
    busy(false);
    refuse(error instanceof Fault ? error.message : "damaged");
  }
}

/** @param {boolean} yes */
function busy(yes) {
  button.disabled = yes;
  button.setAttribute("data-said", yes ? "opening" : "open");
  speak(document.documentElement.lang);
}

/** @param {string} key */
function refuse(key) {
  tell(key);
  if (["empty", "short", "long", "typo", "other"].includes(key)) input.setAttribute("aria-invalid", "true");
  input.focus();
}

/** @param {ServiceWorker} worker @param {Vault} vault */
async function openWith(worker, vault) {
  const said = await ask(worker, { t: "open", vault, remember: remember.checked });
  if (!said.ok) throw new Fault(said.why ?? "host");
  handing = vault;
  input.value = "";
  location.reload();
}

/** Without a worker: the whole plan as one page, in a frame where nothing runs. @param {Vault} vault */
async function openWhole(vault) {
  const manifest = await openedManifest(await fetched(`${scope}_pb/m`, "gone"), vault);
  const file = manifest.files["standalone.html"];
  const html = await openedFile(await fetched(`${scope}_pb/b/${file.b}`, "damaged"), vault, "standalone.html", String(file.h));
  const lock = saying("button", "lock", { type: "button" });
  lock.addEventListener("click", () => location.reload());
  const frame = /** @type {HTMLIFrameElement} */ (made("iframe", { sandbox: "allow-popups allow-downloads", "data-label": "whole" }));
  frame.srcdoc = textOf(html);
  input.value = "";
  main.className = "whole";
  main.replaceChildren(made("p", {}, saying("span", "whole"), lock), frame);
  speak(document.documentElement.lang);
  lockLater();
}

/** A frame tells nothing of who reads in it: it is locked when it was long out of sight, and after an hour. */
function lockLater() {
  setTimeout(() => location.reload(), OPEN_TOO_LONG);
  /** @type {number | undefined} */
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => location.reload(), HIDDEN_TOO_LONG);
  });
}

/** After a reload that went around the worker: it may hold the key, and one ordinary reload goes through it. */
async function openAgain() {
  if (navigator.serviceWorker.controller) return keep("pathbook-again", "");
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (!registration?.active || kept("pathbook-again")) return keep("pathbook-again", "");
  const said = await ask(registration.active, { t: "have" });
  if (!said.have) return;
  keep("pathbook-again", "yes");
  location.reload();
}

/** @type {Vault | null} */
let handing = null;
/** @type {Promise<ServiceWorker | null>} */
let working = Promise.resolve(null);

const hindered = obstacle();
if (hindered) {
  showObstacle(hindered);
} else {
  showForm();
  if (navigator.serviceWorker) {
    void openAgain().catch(() => undefined);
    working = readyWorker();
    // Until the page has changed this one is a keeper too, for a worker that the browser stops meanwhile.
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data.t === "need") event.ports[0].postMessage({ vault: handing });
    });
    navigator.serviceWorker.startMessages();
  }
  input.addEventListener("input", typed);
  input.addEventListener("paste", pasted);
  const why = kept("pathbook");
  keep("pathbook", "");
  if (why === "idle" || why === "locked") tell(why);
  button.disabled = false;
}
speak(languageHere());
