/**
 * Who holds the key, and how long: the worker while a tab of the plan is open, a tab when the browser stops the worker,
 * the device where somebody wished so. Locking lets go of it everywhere.
 */

import { FOLDER, SCOPE, forgotten, recalled, remembered, worker } from "./store.js";

/** @typedef {import("./core.js").Vault} Vault */

const IDLE = 900_000; // milliseconds: a quarter of an hour
const ANSWERS_WITHIN = 2000;

/** @type {{ vault: Vault, remember: boolean } | null} */
let held = null;
let alive = Date.now();

/** A window at an address of this folder. A frame inside another page is none: who knows who made it. @param {Client} client */
export function isTab(client) {
  return new URL(client.url).pathname.startsWith(SCOPE) && client.frameType !== "nested";
}

export async function tabs() {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(isTab);
}

/** @param {Record<string, unknown>} message */
export async function tellTabs(message) {
  for (const each of await tabs()) each.postMessage(message);
}

/** Somebody is there. */
export function seen() {
  alive = Date.now();
}

/** @param {Vault} vault @param {boolean} remember */
export async function hold(vault, remember) {
  held = { vault, remember };
  seen();
  if (remember) await remembered("key", vault);
}

/** Lets go of the key in memory and on the device; every tab goes back to the page that asks for the code. @param {string} why */
export async function lock(why) {
  held = null;
  await forgotten("key");
  await tellTabs({ t: "locked", why });
}

/** Asks a tab for the key in its memory; fails where it has none. @param {Client} tab @returns {Promise<Vault>} */
function heldBy(tab) {
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => (data.vault?.folder === FOLDER ? resolve(data.vault) : reject());
    setTimeout(reject, ANSWERS_WITHIN);
    tab.postMessage({ t: "need" }, [channel.port2]);
  });
}

/** The key, where it is still to be had. @returns {Promise<Vault | null>} */
export async function vaultNow() {
  if (held && !held.remember && Date.now() - alive > IDLE) await lock("idle");
  if (held) return held.vault;
  const kept = await recalled("key");
  if (kept) held = { vault: kept, remember: true };
  else await askTabs();
  return held && held.vault;
}

async function askTabs() {
  const vault = await Promise.any((await tabs()).map(heldBy)).catch(() => null);
  if (vault) held = { vault, remember: false };
}

/** The key for a tab to hold. None for a window that another page opened, and may have in its hands. @param {Client} tab */
export function lent(tab) {
  return held && !held.remember && tab.frameType === "top-level" ? held.vault : null;
}

/** Who opens a page while no tab of the plan is left begins anew: closing the last one was leaving. @param {FetchEvent} event */
export async function leftBefore(event) {
  if (!held || held.remember || event.request.mode !== "navigate") return;
  const others = (await tabs()).filter((each) => each.id !== event.resultingClientId);
  if (!others.length) held = null;
}
