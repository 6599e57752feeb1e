/**
 * Stands in every page of a sealed site. It holds the key in memory for a worker that the browser stopped, locks what
 * nobody uses any more, and says so where a part of a page is missing.
 */

/** @typedef {import("./core.js").Vault} Vault */
/** @typedef {{ t: string, why: string, words: typeof WORDS }} Told */

const IDLE = 15 * 60_000;
const OFTEN = 20_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
const scope = String(/** @type {HTMLScriptElement} */ (document.currentScript).dataset.scope);
const workers = navigator.serviceWorker;
const page = document.documentElement;

/** @type {Vault | null} */
let held = null;
let alive = Date.now();
let told = 0;

/**
 * Asks the worker of this folder, also where it has to be woken.
 * @param {Record<string, unknown>} message
 * @returns {Promise<{ have?: boolean, vault?: Vault | null }>}
 */
async function ask(message) {
  const registration = await workers.getRegistration(scope);
  const worker = registration?.active;
  if (!worker) return { have: false };
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data ?? {});
    setTimeout(() => resolve({}), 5000);
    worker.postMessage(message, [channel.port2]);
  });
}

/** Nothing of the plan stays on the screen; the same address then asks for the code. @param {string} why */
function leave(why) {
  held = null;
  page.hidden = true;
  sessionStorage.setItem("pathbook", why);
  location.reload();
}

/** @param {string} why */
async function lock(why) {
  held = null;
  page.hidden = true;
  await ask({ t: "lock", why });
  leave(why);
}

async function hold() {
  const answer = await ask({ t: "hold" });
  held = answer.vault ?? null;
  if (answer.have === false) leave("");
  page.hidden = false;
}

/** Whether nobody has used the plan for too long; where the device remembers the key there is nothing to lock. */
function isIdle() {
  return held !== null && Date.now() - alive > IDLE;
}

function lockIfIdle() {
  if (isIdle()) lock("idle");
}

/** Somebody is there. Whoever comes back too late is no sign of life. */
function seen() {
  if (isIdle()) return void lock("idle");
  alive = Date.now();
  if (alive - told < OFTEN) return;
  told = alive;
  ask({ t: "alive" });
}

/** @param {Told} told */
function tell({ why, words }) {
  const banner = document.getElementById("pathbook-trouble") ?? document.createElement("p");
  banner.id = "pathbook-trouble";
  banner.className = "pb-trouble";
  banner.setAttribute("role", "alert");
  banner.textContent = (words[page.lang] ?? Object.values(words)[0])[why];
  if (!banner.isConnected) document.body.prepend(banner);
}

/** The theme changes pages without loading them anew: whoever listens is led to the new one's title. @param {MutationRecord[]} changes */
function changed(changes) {
  for (const each of document.querySelectorAll(":is([data-pathbook-lock], [data-pathbook-save])[hidden]")) each.removeAttribute("hidden");
  const added = changes.flatMap((change) => [...change.addedNodes]);
  if (document.readyState !== "complete" || !added.some((each) => each instanceof Element && each.matches(".md-container"))) return;
  const title = document.querySelector("h1");
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
}

workers.addEventListener("message", (event) => {
  const message = /** @type {Told} */ (event.data);
  if (message.t === "need") {
    event.ports[0].postMessage({ vault: isIdle() ? null : held });
    lockIfIdle();
  }
  if (message.t === "alive") alive = Date.now();
  if (message.t === "locked") leave(message.why);
  if (message.t === "trouble") tell(message);
});
workers.startMessages();

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-pathbook-lock]")) lock("locked");
});
for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true });
document.addEventListener("visibilitychange", lockIfIdle);
setInterval(lockIfIdle, OFTEN);
// A page that is put aside may come back after somebody locked the plan: it shows nothing until that is known.
addEventListener("pagehide", () => {
  page.hidden = true;
});
addEventListener("pageshow", (event) => {
  if (event.persisted) hold();
});
new MutationObserver(changed).observe(page, { childList: true, subtree: true });
hold();
