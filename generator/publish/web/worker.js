/**
 * The service worker of one learner's folder: answers from sealed files, and keeps the key as long as it may.
 *
 * Nothing leaves for another origin, or for an address outside the folder. What it cannot prove it does not show.
 */

import { bytesOf, isWhole, openedFile, openedManifest, textOf } from "./core.js";

/** @typedef {import("./core.js").Vault} Vault */
/** @typedef {import("./core.js").Manifest} Manifest */
/** @typedef {import("./core.js").Sealed} Sealed */
/** @typedef {"key" | "network" | "host" | "gone" | "damaged" | "part" | "older"} Why */
/** @typedef {{ t: string, vault?: Vault, remember?: boolean, why?: string }} Told */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = new URL(worker.registration.scope).pathname;
const FOLDER = SCOPE.split("/").slice(-2)[0];
const SEALED = `${SCOPE}_pb/`;
const FRONT = [SCOPE, `${SEALED}slots.json`, ...["core.js", "words.js", "unlock.js", "keeper.js", "unlock.css"].map((name) => HOME + name)];
const STORE = `pathbook:${FOLDER}`;
const IDLE = 15 * 60_000;
const FRESH = 60_000;
const PATIENCE = 2000;

/** @type {{ vault: Vault, remember: boolean } | null} */
let held = null;
/** @type {Manifest | null} */
let manifest = null;
let asked = 0;
let alive = Date.now();

/** Why something cannot be shown, as a key of the words. */
class Trouble extends Error {
  /** @param {Why} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * One request to the small store of this origin, whose keys end with the folder.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>}
 */
function stored(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("pathbook", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction("kept", mode);
      const request = act(change.objectStore("kept"));
      change.onabort = () => reject(change.error);
      change.oncomplete = () => resolve(request.result);
      opening.result.close();
    };
  });
}

/** @param {string} what */
function recalled(what) {
  return stored("readonly", (store) => store.get(`${what}:${FOLDER}`)).catch(() => undefined);
}

/**
 * @param {string} what
 * @param {unknown} value
 */
function remembered(what, value) {
  return stored("readwrite", (store) => store.put(value, `${what}:${FOLDER}`)).catch(() => undefined);
}

/** Windows that show something of this folder. A frame inside another page counts for nothing: who knows who made it. */
async function tabs() {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter((each) => isOurs(each));
}

/** @param {Client} client */
function isOurs(client) {
  return new URL(client.url).pathname.startsWith(SCOPE) && client.frameType !== "nested";
}

/** Let go of the key, here and on the disk; every tab goes back to the unlock page. @param {string} why */
async function lock(why) {
  held = manifest = null;
  await stored("readwrite", (store) => store.delete(`key:${FOLDER}`));
  for (const each of await tabs()) each.postMessage({ t: "locked", why });
}

/** Asks the keeper of a tab for the key it holds in its memory. @param {Client} tab @returns {Promise<Vault | null>} */
function heldBy(tab) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data.vault);
    setTimeout(() => resolve(null), 700);
    tab.postMessage({ t: "need" }, [channel.port2]);
  });
}

/** The key, if it is still to be had: from memory, from the disk where somebody wished so, from a tab. */
async function vaultNow() {
  if (held && !held.remember && Date.now() - alive > IDLE) await lock("idle");
  if (held) return held.vault;
  const kept = await recalled("key");
  if (kept) {
    held = { vault: kept, remember: true };
    return held.vault;
  }
  for (const tab of await tabs()) {
    const vault = await heldBy(tab);
    if (vault && vault.folder === FOLDER) {
      held = { vault, remember: false };
      return vault;
    }
  }
  return null;
}

/** Whoever opens a page when no tab of the plan is left begins anew: closing the last one was leaving. @param {FetchEvent} event */
async function leftBefore(event) {
  if (!held || held.remember || event.request.mode !== "navigate") return;
  const others = (await tabs()).filter((each) => each.id !== event.resultingClientId);
  if (others.length === 0) held = manifest = null;
}

/**
 * From the host; the reason as trouble where it gives nothing.
 * @param {string} address
 * @param {RequestInit} how
 * @param {Why} missing
 */
async function fetched(address, how, missing) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, how);
  } catch {
    throw new Trouble("network");
  }
  if (response.status === 404 || response.status === 410) throw new Trouble(missing);
  if (!response.ok) throw new Trouble("host");
  return new Uint8Array(await response.arrayBuffer());
}

/** What was put by for times without a network. @param {string} address */
async function putBy(address) {
  const response = await caches.match(address, { cacheName: STORE, ignoreVary: true }).catch(() => undefined);
  return response && new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {string} address
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function putAway(address, bytes) {
  try {
    const store = await caches.open(STORE);
    await store.put(address, new Response(bytes));
  } catch {
    return; // a full disk only means that it is not there without a network
  }
}

/** A manifest that does not open: the locks were changed, or somebody damaged it. */
async function whyNotOpened() {
  const address = `${SEALED}slots.json`;
  const before = await putBy(address);
  const now = await fetched(address, { cache: "no-cache" }, "gone").catch(() => before);
  return new Trouble(before && String(now) === String(before) ? "damaged" : "key");
}

/**
 * The manifest as it is now; as it was last seen where the host cannot be asked. Older ones than seen are refused.
 * @param {Vault} vault
 * @param {boolean} ask also where it was asked for a moment ago
 * @returns {Promise<Manifest>}
 */
async function manifestNow(vault, ask) {
  if (manifest && !ask && Date.now() - asked < FRESH) return manifest;
  const address = `${SEALED}m`;
  const patience = manifest ? PATIENCE : 10 * PATIENCE;
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = await fetched(address, { cache: "no-cache", signal: AbortSignal.timeout(patience) }, "gone");
  } catch (trouble) {
    if (!(trouble instanceof Trouble) || trouble.why === "gone") throw trouble;
    if (manifest) return manifest;
    const before = await putBy(address);
    if (!before) throw trouble;
    bytes = before;
  }
  asked = Date.now();
  const found = await openedManifest(bytes, vault).catch(async () => {
    throw await whyNotOpened();
  });
  const seen = (await recalled("release")) ?? 0;
  if (found.release < seen) throw new Trouble("older");
  if (found.release > seen || !manifest) {
    await putAway(address, bytes);
    await remembered("release", found.release);
  }
  manifest = found;
  return found;
}

/**
 * @param {Sealed} file
 * @param {Manifest} from
 */
function addressOf(file, from) {
  return file.b ? `${SEALED}b/${file.b}` : from.theme + file.p;
}

/**
 * @param {Vault} vault
 * @param {string} path
 * @param {Sealed} file
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function opened(vault, path, file, bytes) {
  if (file.h) return openedFile(bytes, vault, path, file.h);
  if (!(await isWhole(bytes, String(file.d)))) throw new Error("changed");
  return bytes;
}

/**
 * A file of the site; null where the manifest has none of that path.
 * @param {Vault} vault
 * @param {string} path
 * @param {boolean} ask
 */
async function fileOf(vault, path, ask) {
  let from = await manifestNow(vault, ask);
  for (const last of [false, true]) {
    const file = Object.hasOwn(from.files, path) ? from.files[path] : null;
    if (!file) return null;
    const address = addressOf(file, from);
    const before = await putBy(address);
    const kept = before && (await opened(vault, path, file, before).catch(() => null));
    if (kept) return { file, bytes: kept };
    try {
      const bytes = await fetched(address, last ? { cache: "reload" } : {}, "part");
      const whole = await opened(vault, path, file, bytes);
      await putAway(address, bytes);
      return { file, bytes: whole };
    } catch (trouble) {
      const why = trouble instanceof Trouble ? trouble.why : "part";
      if (why !== "part" || last) throw new Trouble(why);
      from = await manifestNow(vault, true); // it may have been published anew a moment ago
    }
  }
  return null;
}

/** Fetch quietly what a visit without a network would need, and drop what nothing needs any more. */
async function keepAll() {
  if (!manifest) return;
  const from = manifest;
  const store = await caches.open(STORE);
  const sealed = Object.values(from.files).filter((file) => file.b);
  const wanted = new Set([...FRONT, ...sealed.map((file) => addressOf(file, from))]);
  const theme = Object.values(from.files).filter((file) => file.d);
  const known = new Set([...wanted, `${SEALED}m`, ...theme.map((file) => addressOf(file, from))]);
  const there = (await store.keys()).map((request) => new URL(request.url).pathname);
  for (const address of wanted) {
    if (there.includes(address) && !FRONT.includes(address)) continue;
    const bytes = await fetched(address, FRONT.includes(address) ? { cache: "no-cache" } : {}, "part").catch(() => null);
    if (bytes) await putAway(address, bytes);
  }
  for (const address of there.filter((each) => !known.has(each))) await store.delete(address);
}

/** The words for whoever has no page yet: of the language in the address, else of the browser. @param {string} path */
function wordsFor(path) {
  const known = Object.keys(WORDS);
  const asked = [path.split("/")[0], ...navigator.languages, ...navigator.languages.map((tag) => tag.split("-")[0])];
  const language = asked.find((tag) => known.includes(tag)) ?? known[0];
  return { language, words: WORDS[language] };
}

/** @param {Record<string, string>} headers */
function guarded(headers) {
  return {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "noopener-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  };
}

/** @param {string} type @param {string[]} scripts digests of those that stand inside pages */
function policyFor(type, scripts) {
  if (type.startsWith("application/pdf")) return "frame-ancestors 'none'";
  if (type.startsWith("image/svg")) return "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
  if (!type.startsWith("text/html")) return "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  const allowed = scripts.map((digest) => ` 'sha256-${digest}'`).join("");
  return [
    `default-src 'none'; script-src 'self'${allowed}; connect-src 'self'; worker-src 'self'; font-src 'self'`,
    "img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'",
    "style-src-attr 'unsafe-inline'; frame-src 'none'; object-src 'none'; manifest-src 'none'; base-uri 'none'",
    "form-action 'none'; frame-ancestors 'none'",
  ].join("; ");
}

/** A page of our own that says what is the matter. @param {Why} why @param {string} path */
function troublePage(why, path) {
  const { language, words } = wordsFor(path);
  const html =
    `<!doctype html><html lang="${language}" dir="${words.dir}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.unopened}</title>` +
    `<link rel="icon" href="data:,"><link rel="stylesheet" href="${HOME}unlock.css"><main><h1>${words.unopened}</h1>` +
    `<p role="alert">${words[why]}</p><p><a href="">${words.again}</a></p></main>`;
  const policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
  return new Response(html, { status: why === "network" ? 503 : 502, headers: guarded(headers) });
}

/** The page that asks for the code, as it was last where there is no network. */
async function unlockPage() {
  const asking = fetched(SCOPE, { cache: "no-cache", signal: AbortSignal.timeout(5 * PATIENCE) }, "gone");
  const html = await asking.catch(async (trouble) => {
    const before = await putBy(SCOPE);
    if (!before) throw trouble;
    return before;
  });
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "frame-ancestors 'none'" };
  return new Response(html, { headers: guarded(headers) });
}

/** What says nothing about anybody, and what is sealed: asked of the host, else as it was. @param {string} address */
async function asIs(address) {
  const bytes = await fetched(address, { cache: address.startsWith(HOME) ? "default" : "no-cache" }, "gone").catch(
    async (trouble) => {
      const before = await putBy(address);
      if (!before) throw trouble;
      return before;
    },
  );
  const types = { js: "text/javascript", css: "text/css", json: "application/json" };
  const type = Object.entries(types).find(([ending]) => address.endsWith(`.${ending}`));
  return new Response(bytes, { headers: guarded({ "Content-Type": type ? type[1] : "application/octet-stream" }) });
}

/** Addresses of the pages of one language, for the theme's way of changing pages without loading all anew. @param {string} below */
function sitemapOf(below) {
  const paths = Object.keys(manifest?.files ?? {}).filter((path) => path.startsWith(below) && path.endsWith("index.html"));
  const here = worker.location.origin + SCOPE;
  const lines = paths.map((path) => `<url><loc>${here}${path.slice(0, -"index.html".length)}</loc></url>`);
  return bytesOf(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${lines.join("")}</urlset>`);
}

/** Part of a recording, as players ask for it. @param {Uint8Array<ArrayBuffer>} bytes @param {string} range @param {Record<string, string>} headers */
function partOf(bytes, range, headers) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range);
  const from = asked?.[1] ? Number(asked[1]) : Math.max(0, bytes.length - Number(asked?.[2] ?? 0));
  const to = asked?.[1] && asked[2] ? Math.min(Number(asked[2]), bytes.length - 1) : bytes.length - 1;
  if (!asked || from > to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${bytes.length}` } });
  const told = { ...headers, "Content-Range": `bytes ${from}-${to}/${bytes.length}` };
  return new Response(bytes.slice(from, to + 1), { status: 206, headers: told });
}

/** @param {Uint8Array<ArrayBuffer>} html */
function withKeeper(html) {
  const keeper = `<script src="${HOME}keeper.js" data-scope="${SCOPE}" defer></script></head>`;
  return bytesOf(textOf(html).replace("</head>", () => keeper));
}

/** A name for a saved file that says nothing about anybody. @param {string} path */
function nameOf(path) {
  return `learning-plan${/\.\w+$/.exec(path)?.[0] ?? ""}`;
}

/**
 * @param {FetchEvent} event
 * @param {URL} url
 * @param {Vault} vault
 */
async function answerFrom(event, url, vault) {
  const began = performance.now();
  const opens = event.request.mode === "navigate";
  const asked = decodeURIComponent(url.pathname.slice(SCOPE.length));
  const path = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
  let found = await fileOf(vault, path, opens);
  const status = found ? 200 : 404;
  if (!found && manifest && Object.hasOwn(manifest.files, `${path}/index.html`)) {
    return Response.redirect(`${url.pathname}/${url.search}`, 302);
  }
  found ??= await fileOf(vault, `${path.split("/")[0]}/404.html`, false);
  found ??= await fileOf(vault, "404.html", false);
  if (!found) return new Response("", { status: 404, headers: guarded({}) });
  const type = found.file.t;
  const headers = guarded({
    "Content-Type": type,
    "Content-Security-Policy": policyFor(type, manifest?.csp ?? []),
    "Server-Timing": `pathbook;dur=${(performance.now() - began).toFixed(1)}`,
    ...(url.searchParams.has("dl") ? { "Content-Disposition": `attachment; filename="${nameOf(path)}"` } : {}),
    ...(/^(audio|video)/.test(type) ? { "Accept-Ranges": "bytes" } : {}),
  });
  const range = event.request.headers.get("range");
  if (range) return partOf(found.bytes, range, headers);
  if (path.endsWith("sitemap.xml")) found.bytes = sitemapOf(path.slice(0, -"sitemap.xml".length));
  return new Response(type.startsWith("text/html") ? withKeeper(found.bytes) : found.bytes, { status, headers });
}

/** @param {FetchEvent} event @param {URL} url */
async function answer(event, url) {
  const opens = event.request.mode === "navigate";
  const path = url.pathname.slice(SCOPE.length);
  try {
    if (url.pathname.startsWith(HOME)) return await asIs(url.pathname);
    if (!url.pathname.startsWith(SCOPE)) return Response.error();
    if (path.startsWith("_pb/") || path === "sw.js") return opens ? await unlockPage() : await asIs(url.pathname);
    await leftBefore(event);
    const vault = await vaultNow();
    if (opens) alive = Date.now();
    if (vault) return await answerFrom(event, url, vault);
    return opens ? await unlockPage() : new Response("", { status: 403, headers: guarded({}) });
  } catch (trouble) {
    const why = trouble instanceof Trouble ? trouble.why : "host";
    if (why === "key") {
      await lock("key");
      return opens ? unlockPage().catch(() => troublePage("network", path)) : Response.error();
    }
    if (opens) return troublePage(why, path);
    const said = Object.fromEntries(Object.entries(WORDS).map(([language, words]) => [language, words[why]]));
    const page = await worker.clients.get(event.clientId);
    page?.postMessage({ t: "trouble", said });
    return new Response("", { status: 502, headers: guarded({}) });
  }
}

/** A tab brings the key that a code has opened. @param {Told} told */
async function opening(told) {
  const vault = told.vault;
  if (!vault || vault.folder !== FOLDER) return { ok: false, why: "other" };
  manifest = null;
  try {
    await manifestNow(vault, true);
  } catch (trouble) {
    const why = trouble instanceof Trouble ? trouble.why : "host";
    return { ok: false, why: why === "key" ? "damaged" : why };
  }
  held = { vault, remember: told.remember === true };
  alive = Date.now();
  if (held.remember) await remembered("key", vault);
  return { ok: true };
}

/** @param {Told} told @param {Client} tab */
async function reply(told, tab) {
  if (told.t === "open") return opening(told);
  if (told.t === "lock") return lock(told.why ?? "locked");
  const vault = await vaultNow();
  if (told.t === "alive") {
    alive = Date.now();
    for (const each of await tabs()) each.postMessage({ t: "alive" });
  }
  // A window that another page opened may be in its hands: it gets no key to hold.
  const holds = told.t === "hold" && vault && !held?.remember && tab.frameType === "top-level";
  return { have: vault !== null, vault: holds ? vault : null };
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  event.respondWith(url.origin === worker.location.origin ? answer(event, url) : Response.error());
});

worker.addEventListener("message", (event) => {
  const tab = event.source;
  const port = event.ports[0];
  if (!(tab instanceof Client) || !isOurs(tab)) return;
  const replying = reply(event.data, tab);
  event.waitUntil(
    replying.then(async (said) => {
      port?.postMessage(said);
      if (event.data.t === "open") await keepAll().catch(() => undefined);
    }),
  );
});
