/**
 * The service worker of one learner's folder: whatever a browser asks for there, it answers from sealed files.
 *
 * Nothing leaves for another origin, or for an address outside the folder. What it cannot prove it does not show.
 */

import { bytesOf, textOf } from "./core.js";
import { hold, isTab, leftBefore, lent, lock, seen, tellTabs, vaultNow } from "./custody.js";
import { guarded, pageOf, partOf, policyFor } from "./headers.js";
import { whyOf } from "./asked.js";
import { SEALED, asIs, fileOf, forgetManifest, has, keepAll, manifestNow } from "./site.js";
import { FOLDER, SCOPE, putAway, worker } from "./store.js";

/** @typedef {import("./core.js").Vault} Vault */
/** @typedef {import("./core.js").Manifest} Manifest */
/** @typedef {{ t: string, vault?: Vault, remember?: boolean, why?: string }} Told */

const FRONTS = HOME.replace(/[^/]+\/$/, ""); // every release of the browser side
const INDEX = "index.html";
const MISSING = "404.html";
const SITEMAP = "sitemap.xml";
const SLOW = 5000; // milliseconds
const KEEPER = `<head><script src="${HOME}keeper.js" data-scope="${SCOPE}"></script>`;

/** The page that asks for the code; or says what is the matter, where there is no use in a code. @param {string} why */
async function door(why) {
  const page = await asIs(SCOPE).catch(() => putAway(SCOPE));
  return page ? pageOf(textOf(page).replace("<main>", `<main data-why="${why}">`), why ? 502 : 200) : Response.error();
}

/** What is no page of the plan: the browser side, and sealed files for whoever has typed a code. @param {Request} request @param {string} path */
async function asPublished(request, path) {
  const ours = path.startsWith(HOME);
  // Not what was put by: a script in another plan of this origin could have put something else there.
  const asking = ours ? fetch(path, { cache: "force-cache", signal: AbortSignal.timeout(SLOW) }) : fetch(request);
  const now = await asking.catch(() => null);
  // But this release of the browser side may be gone from the host while the next one waits for its turn here.
  return now && (now.ok || !ours) ? now : ((await caches.match(path)) ?? Response.error());
}

/** Addresses of pages, for the theme's way from page to page: only this worker knows where the site lies. @param {Manifest} from @param {string} below */
function sitemapOf(from, below) {
  const pages = Object.keys(from.files).filter((path) => path.startsWith(below) && path.endsWith(INDEX));
  const lines = pages.map((path) => `<url><loc>${worker.location.origin}${SCOPE}${path.slice(0, -INDEX.length)}</loc></url>`);
  const type = "application/xml";
  return { type, bytes: bytesOf(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${lines.join("")}</urlset>`) };
}

/** @param {Vault} vault @param {Manifest} from @param {string} path */
function found(vault, from, path) {
  if (path.endsWith(SITEMAP)) return sitemapOf(from, path.slice(0, -SITEMAP.length));
  return fileOf(vault, path);
}

/** Where somebody is led who asked for what is not there: to the page that says so, of the language in the address. @param {Manifest} from @param {string} path */
function notFound(from, path) {
  const own = [`${path.split("/")[0]}/${MISSING}`, MISSING].find((each) => has(from, each));
  return own ? Response.redirect(SCOPE + own, 302) : nothing(404);
}

/** A name to save a file under: of a paper its own, which is of kind and language; of what people attached none. @param {string} path */
function nameOf(path) {
  return /papers\/([\w-]+\.pdf)$/.exec(path)?.[1] ?? `learning-plan${/\.\w+$/.exec(path)?.[0] ?? ""}`;
}

/** Headers for one file. @param {string} type @param {string} path @param {Manifest} from @param {boolean} saves */
function headersFor(type, path, from, saves) {
  return guarded({
    "Content-Type": type,
    "Content-Security-Policy": policyFor(type, from.csp),
    ...(saves ? { "Content-Disposition": `attachment; filename="${nameOf(path)}"` } : {}),
    ...(/^(audio|video)/.test(type) ? { "Accept-Ranges": "bytes" } : {}),
  });
}

/** @param {string} asked as it stands in the address */
function pathOf(asked) {
  try {
    const path = decodeURIComponent(asked);
    return /(^|\/)$/.test(path) ? path + INDEX : path;
  } catch {
    return asked;
  }
}

/** @param {Request} request @param {URL} url @param {Vault} vault */
async function fromPlan(request, url, vault) {
  const began = performance.now();
  const opens = request.mode === "navigate";
  if (opens) seen();
  const from = await manifestNow(vault, opens);
  const path = pathOf(url.pathname.slice(SCOPE.length));
  if (has(from, `${path}/${INDEX}`)) return Response.redirect(`${url.pathname}/${url.search}`, 302);
  const there = await found(vault, from, path);
  if (!there) return opens ? notFound(from, path) : nothing(404);
  const headers = headersFor(there.type, path, from, url.searchParams.has("dl"));
  const timing = { ...headers, "Server-Timing": `pathbook;dur=${(performance.now() - began).toFixed(1)}` };
  return responseOf(there, path, timing, request.headers.get("range"));
}

/** @param {{ type: string, bytes: Uint8Array<ArrayBuffer> }} there @param {string} path @param {Record<string, string>} headers @param {string | null} range */
function responseOf({ type, bytes }, path, headers, range) {
  if (range && /^bytes=\d+-\d*$/.test(range)) return partOf(bytes, range, headers); // else all of it, as is allowed
  const body = type.startsWith("text/html") ? textOf(bytes).replace("<head>", () => KEEPER) : bytes;
  return new Response(body, { status: path.endsWith(MISSING) ? 404 : 200, headers });
}

/** What anybody may read: the browser side, the sealed files, the worker itself. @param {string} path */
function isPublic(path) {
  return path.startsWith(FRONTS) || path.startsWith(SEALED) || path === `${SCOPE}sw.js`;
}

/** @param {FetchEvent} event @param {URL} url @param {boolean} opens a page, and not a part of one */
async function answer(event, url, opens) {
  if (url.origin !== worker.location.origin) return Response.error();
  if (isPublic(url.pathname)) return opens ? door("") : asPublished(event.request, url.pathname);
  if (!url.pathname.startsWith(SCOPE)) return Response.error();
  await leftBefore(event);
  const vault = await vaultNow();
  return vault ? fromPlan(event.request, url, vault) : closed(opens);
}

/** @param {number} status */
function nothing(status) {
  return new Response("", { status, headers: guarded() });
}

/** @param {boolean} opens */
function closed(opens) {
  forgetManifest();
  return opens ? door("") : nothing(403);
}

/** The same, and what is said where it fails. @param {FetchEvent} event */
async function answered(event) {
  const url = new URL(event.request.url);
  const opens = event.request.mode === "navigate";
  try {
    return await answer(event, url, opens);
  } catch (trouble) {
    const why = whyOf(trouble, "host");
    if (why === "rekeyed") await locked(why);
    else if (!opens) (await worker.clients.get(event.clientId))?.postMessage({ t: "trouble", why, words: WORDS });
    return opens ? door(why === "rekeyed" ? "" : why) : nothing(502);
  }
}

/** @param {string} why */
async function locked(why) {
  forgetManifest();
  await lock(why);
}

/** A tab brings the key that a code has opened. @param {Told} told */
async function openedWith(told) {
  const vault = told.vault;
  if (vault?.folder !== FOLDER) return { why: "other" };
  forgetManifest();
  try {
    await manifestNow(vault, true);
  } catch (trouble) {
    const why = whyOf(trouble, "host");
    return { why: why === "rekeyed" ? "damaged" : why };
  }
  await hold(vault, told.remember === true);
  return { ok: true };
}

/** @param {Told} told @param {Client} tab */
async function reply(told, tab) {
  if (told.t === "open") return openedWith(told);
  if (told.t === "lock") return locked(told.why ?? "");
  const vault = await vaultNow();
  if (told.t === "alive" && vault) {
    seen();
    await tellTabs(told);
  }
  return { have: vault !== null, vault: told.t === "hold" ? lent(tab) : null };
}

worker.oninstall = () => worker.skipWaiting();
worker.onactivate = (event) => event.waitUntil(worker.clients.claim());
worker.onfetch = (event) => event.respondWith(answered(event));
worker.addEventListener("message", (event) => {
  const tab = event.source;
  if (!(tab instanceof Client) || !isTab(tab)) return;
  const replying = reply(event.data, tab).then((said) => event.ports[0]?.postMessage(said));
  event.waitUntil(event.data.t === "hold" ? replying.then(keepAll).catch(() => {}) : replying);
});
