/**
 * The page that asks for the code. It stands at every address of a sealed site until a worker answers there.
 *
 * The code never leaves this page: not into an address, not into a form that is sent, not into any store.
 */

import { fetched } from "./asked.js";
import { Fault, openedFile, openedManifest, openedSlots, readSlots, textOf } from "./core.js";
import { askingForm, button, emptied, languageAmong, languageButtons, made, page, saying, speak, tell } from "./entry.js";
import { showWhole } from "./whole.js";

/** @typedef {import("./core.js").Vault} Vault */

const WHOLE = "standalone.html";
const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const workers = navigator.serviceWorker;
const PLACE = /^(.*\/s\/([a-z2-7]{16})\/)(.*)$/.exec(location.pathname);
const [, scope, folder, path = ""] = PLACE ?? [];
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const remember = /** @type {HTMLInputElement} */ (made("input", { id: "remember", type: "checkbox", "aria-describedby": "warning" }));

/** What this tab kept under a name until now; "" where the browser keeps nothing. @param {string} name @param {string} [value] from now on */
function kept(name, value) {
  try {
    const before = sessionStorage.getItem(name) ?? "";
    if (value !== undefined) sessionStorage.setItem(name, value);
    return before;
  } catch {
    return "";
  }
}

/** @param {string} language */
function chosen(language) {
  kept("pathbook-language", language);
  speak(language);
}

/** Why a code is of no use here; "" where it is. The worker tells of what it has met. */
function obstacle() {
  if (!PLACE) return "nowhere";
  if (!isSecureContext) return "insecure";
  return "DecompressionStream" in self && "timeout" in AbortSignal ? (main.dataset.why ?? "") : "old";
}

/** @param {string} why */
function showObstacle(why) {
  const title = main.dataset.why ? "unopened" : "title";
  main.replaceChildren(...languageButtons(chosen), saying("h1", title), saying("p", why, { role: "alert" }));
  if (why === "insecure") main.append(saying("a", "secure", { href: location.href.replace(/^http:/, "https:") }));
  else if (main.dataset.why) main.append(saying("a", "again", { href: "" }));
}

function showForm() {
  const choice = made("p", { class: "choice" }, remember, saying("label", "remember", { for: "remember" }));
  const form = askingForm(open, choice, saying("p", "warning", { id: "warning" }));
  main.replaceChildren(...languageButtons(chosen), saying("h1", "title"), saying("p", "lead"), form, saying("p", "lost"));
  button.disabled = false;
}

/** @param {ServiceWorker} worker @param {Record<string, unknown>} told @returns {Promise<{ ok?: boolean, have?: boolean, why?: string }>} */
function ask(worker, told) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve({ why: "host" }), 30_000);
    worker.postMessage(told, [channel.port2]);
  });
}

/** The worker of this folder, once it can answer; null where the browser allows none. */
async function readyWorker() {
  try {
    const registration = await workers.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
    const late = new Promise((resolve) => setTimeout(resolve, 10_000));
    if (!registration.active) await Promise.race([workers.ready, late]);
    return registration.active;
  } catch {
    return null;
  }
}

/** What the code opens, or a fault. @param {string} code */
async function vaultOf(code) {
  const bytes = await fetched(`${scope}_pb/slots.json`, "gone");
  const vault = await openedSlots(readSlots(textOf(bytes), folder), code);
  if (!vault) throw new Fault("other");
  return vault;
}

/** @param {string} code */
async function open(code) {
  const vault = await vaultOf(code);
  const worker = await working;
  if (!worker) return openWhole(vault);
  const said = await ask(worker, { t: "open", vault, remember: remember.checked });
  if (!said.ok) throw new Fault(said.why);
  handing = vault;
  emptied();
  location.reload();
}

/** The whole plan as one page, for browsers that allow no worker: its script is loaded only then. @param {Vault} vault */
async function openWhole(vault) {
  const manifest = await openedManifest(await fetched(`${scope}_pb/m`, "gone"), vault);
  const file = manifest.files[WHOLE];
  const blob = await fetched(`${scope}_pb/b/${file.b}`, "damaged");
  const html = textOf(await openedFile(blob, vault, WHOLE, file.h ?? ""));
  const script = /** @type {HTMLScriptElement} */ (made("script", { src: HERE.replace("unlock.js", "whole.js") }));
  script.onload = () => showWhole(main, html);
  document.head.append(script);
}

/** After a reload that went around the worker: it may hold the key, and one ordinary reload goes through it. */
async function openAgain() {
  const registration = await workers.getRegistration(scope);
  const again = kept("pathbook-again", "");
  if (workers.controller || !registration?.active || again) return;
  const said = await ask(registration.active, { t: "have" });
  if (!said.have) return;
  kept("pathbook-again", "yes");
  location.reload();
}

/** Until the page has changed it is a keeper too, for a worker that the browser stops meanwhile. @param {MessageEvent} event */
function lend(event) {
  if (event.data.t === "need") event.ports[0].postMessage({ vault: handing });
}

/** @type {Vault | null} */
let handing = null;
/** @type {Promise<ServiceWorker | null>} */
let working = Promise.resolve(null);

speak(languageAmong([kept("pathbook-language"), ...navigator.languages, path.split("/")[0]]));
const why = obstacle();
if (why) {
  showObstacle(why);
} else {
  showForm();
  if (workers) {
    workers.addEventListener("message", lend);
    workers.startMessages();
    openAgain().catch(() => {});
    working = readyWorker();
  }
  const told = kept("pathbook", "");
  if (told === "idle" || told === "locked") tell(told);
}
speak(page.lang);
