/**
 * The files of one plan: found in its manifest, fetched sealed, opened. What cannot be proved whole is not given out.
 */

import { fetched, whyOf } from "./asked.js";
import { Fault, isWhole, openedFile, openedManifest } from "./core.js";
import { SCOPE, fetchedBy, putAway, putBy, recalled, remembered, tidied } from "./store.js";

/** @typedef {import("./core.js").Vault} Vault */
/** @typedef {import("./core.js").Manifest} Manifest */
/** @typedef {import("./core.js").Sealed} Sealed */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

export const SEALED = `${SCOPE}_pb/`;
const SLOTS = `${SEALED}slots.json`;
const FRONT = ["core.js", "words.js", "unlock.js", "keeper.js", "unlock.css"].map((name) => HOME + name);
const MANIFEST = `${SEALED}m`;
const FRESH = 60_000;
const JUST_NOW = 300; // a page is loaded anew as soon as its code was accepted
const PATIENCE = 2000;

/** @type {Manifest | null} */
let manifest = null;
/** @type {Bytes} */
let sealed = new Uint8Array(0); // the same bytes again need no opening
let asked = 0;

/** @param {Bytes} one @param {Bytes} other */
function isSame(one, other) {
  return !indexedDB.cmp(one, other); // byte by byte, and faster than a script
}

/** What the host says now; what it said before, where it says nothing. @param {string} address @param {number} patience */
export async function asIs(address, patience = 5 * PATIENCE) {
  const signal = AbortSignal.timeout(patience);
  return fetched(address, "gone", { cache: "no-cache", signal }).catch(async (trouble) => {
    const why = whyOf(trouble, "network");
    const before = why !== "gone" && (await putAway(address));
    if (before) return before;
    throw new Fault(why);
  });
}

/** A manifest that this key does not open: the locks were changed, or somebody damaged it. */
async function whyNotOpened() {
  const before = await putAway(SLOTS);
  const now = await fetched(SLOTS, "gone").catch(() => before);
  return new Fault(before && now && isSame(now, before) ? "damaged" : "rekeyed");
}

/** An older one than this device has seen is refused; in a new epoch numbers may begin anywhere. @param {Bytes} bytes @param {Vault} vault */
async function accepted(bytes, vault) {
  const found = await openedManifest(bytes, vault).catch(async () => {
    throw await whyNotOpened();
  });
  const { epoch, release } = found;
  const [first, last] = (await recalled("release")) ?? [];
  const newer = epoch - first || release - last;
  if (newer < 0) throw new Fault("older");
  if (newer || !manifest) {
    await putBy(MANIFEST, bytes);
    await remembered("release", [epoch, release]);
  }
  sealed = bytes;
  return found;
}

/**
 * The manifest as it is now; as it was last where the host says nothing. `ask`: also where it has just been asked.
 * @param {Vault} vault
 * @param {boolean} ask
 */
export async function manifestNow(vault, ask) {
  if (manifest && Date.now() - asked < (ask ? JUST_NOW : FRESH)) return manifest;
  const bytes = await asIs(MANIFEST, manifest ? PATIENCE : undefined).catch((trouble) => {
    if (!manifest || whyOf(trouble, "host") === "gone") throw trouble;
  });
  asked = Date.now();
  if (bytes && (!manifest || !isSame(bytes, sealed))) manifest = await accepted(bytes, vault);
  return /** @type {Manifest} */ (manifest);
}

/** After the key has changed or gone. */
export function forgetManifest() {
  manifest = null;
}

/** @param {Sealed} file @param {Manifest} from */
function addressOf(file, from) {
  return file.b ? `${SEALED}b/${file.b}` : from.theme + file.p;
}

/** @param {Vault} vault @param {string} path @param {Sealed} file @param {Bytes} bytes */
async function opened(vault, path, file, bytes) {
  if (file.h) return openedFile(bytes, vault, path, file.h);
  if (await isWhole(bytes, file.d ?? "")) return bytes;
  throw new Fault("part");
}

/** @param {Vault} vault @param {string} path @param {Sealed} file @param {string} address @param {RequestInit} how */
async function fromHost(vault, path, file, address, how) {
  const bytes = await fetched(address, "part", how);
  const whole = await opened(vault, path, file, bytes);
  await putBy(address, bytes);
  return whole;
}

/** @param {Vault} vault @param {string} path @param {Manifest} from @param {RequestInit} how */
async function wholeOf(vault, path, from, how) {
  const file = from.files[path];
  const address = addressOf(file, from);
  const before = await putAway(address);
  const kept = before && (await opened(vault, path, file, before).catch(() => null));
  return kept || fromHost(vault, path, file, address, how);
}

/** @param {Manifest} from @param {string} path */
export function has(from, path) {
  return Object.hasOwn(from.files, path);
}

/** @param {Vault} vault @param {string} path @param {Manifest} from @param {RequestInit} how */
async function kindAndBytes(vault, path, from, how) {
  if (!has(from, path)) return null;
  return { type: from.files[path].t, bytes: await wholeOf(vault, path, from, how) };
}

/** What a file is and holds; null where the plan has none of that path. @param {Vault} vault @param {string} path */
export async function fileOf(vault, path) {
  const known = await manifestNow(vault, false);
  return kindAndBytes(vault, path, known, {}).catch(async (trouble) => {
    if (whyOf(trouble, "part") !== "part") throw trouble;
    // It may have been published anew a moment ago, or an old copy may stand in the way.
    const now = await manifestNow(vault, true);
    return kindAndBytes(vault, path, now, { cache: "reload" }).catch((again) => {
      throw new Fault(whyOf(again, "part"));
    });
  });
}

let keeping = 0;

/** Fetch quietly what a visit without a network would need, and drop what nothing needs any more. */
export async function keepAll() {
  if (!manifest || keeping === manifest.release) return;
  const from = manifest;
  keeping = from.release;
  const wanted = [...FRONT, ...Object.values(from.files).map((file) => addressOf(file, from))];
  const there = await tidied(new Set([SCOPE, SLOTS, MANIFEST, ...wanted]));
  for (const address of [SCOPE, SLOTS]) await fetchedBy(address, { cache: "no-cache" });
  for (const address of wanted) if (!there.includes(address)) await fetchedBy(address, {});
}
