/**
 * What a worker keeps on the device: a few values of one folder, and its sealed files for times without a network.
 *
 * Every plan of the origin could read here, so nothing that is kept tells anything, but for a key that somebody wished
 * to be remembered.
 */

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const SCOPE = new URL(worker.registration.scope).pathname;
export const FOLDER = SCOPE.split("/").slice(-2)[0];
const BASE = "pathbook";
const SHELF = "kept";
const CUPBOARD = `${BASE}:${FOLDER}`;

/**
 * @param {IDBTransactionMode} mode
 * @param {(shelf: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>}
 */
function shelved(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(BASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction(SHELF, mode);
      const request = act(change.objectStore(SHELF));
      change.onabort = () => reject(change.error);
      change.oncomplete = () => resolve(request.result);
      opening.result.close();
    };
  });
}

/** Undefined where nothing is kept, or the browser keeps nothing. @param {string} what */
export function recalled(what) {
  return shelved("readonly", (shelf) => shelf.get(`${what}:${FOLDER}`)).catch(() => {});
}

/** @param {string} what @param {unknown} value */
export function remembered(what, value) {
  return shelved("readwrite", (shelf) => shelf.put(value, `${what}:${FOLDER}`)).catch(() => {});
}

/** @param {string} what */
export function forgotten(what) {
  return shelved("readwrite", (shelf) => shelf.delete(`${what}:${FOLDER}`)).catch(() => {});
}

/** What was put away under an address; undefined where nothing was. @param {string} address */
export async function putAway(address) {
  const response = await caches.match(address, { cacheName: CUPBOARD, ignoreVary: true }).catch(() => {});
  return response && new Uint8Array(await response.arrayBuffer());
}

/** @param {string} address @param {Uint8Array<ArrayBuffer>} bytes */
export async function putBy(address, bytes) {
  const cupboard = await caches.open(CUPBOARD);
  await cupboard.put(address, new Response(bytes)).catch(() => {}); // full: then it is not there without a network
}

/** For later, as the host sends it; nothing where it does not. @param {string} address @param {RequestInit} how */
export async function fetchedBy(address, how) {
  const response = await fetch(address, how).catch(() => null);
  const cupboard = await caches.open(CUPBOARD);
  if (response?.ok) await cupboard.put(address, response).catch(() => {});
}

/** Every address of which something was put away; the others than `known` are dropped. @param {Set<string>} known */
export async function tidied(known) {
  const cupboard = await caches.open(CUPBOARD);
  const there = (await cupboard.keys()).map((request) => new URL(request.url).pathname);
  for (const address of there) if (!known.has(address)) await cupboard.delete(address);
  return there;
}
