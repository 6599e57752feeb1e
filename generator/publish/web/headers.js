/** What a browser is told beside every answer, since a static host tells it nothing of the kind. */

/** @param {Record<string, string>} headers */
export function guarded(headers = {}) {
  return {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "noopener-allow-popups",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  };
}

/** A page that brings a policy of its own, but for what only a header can say. @param {string} html @param {number} status */
export function pageOf(html, status) {
  const told = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": UNFRAMED };
  return new Response(html, { status, headers: guarded(told) });
}

const UNFRAMED = "frame-ancestors 'none'";

/** What a file may do where it is shown by itself. @param {string} type @param {string[]} scripts digests of those inside pages */
export function policyFor(type, scripts) {
  if (type.startsWith("application/pdf")) return UNFRAMED; // the browser's own viewer needs its freedom
  if (type.startsWith("image/svg")) return `default-src 'none'; style-src 'unsafe-inline'; sandbox; ${UNFRAMED}`;
  if (!type.startsWith("text/html")) return `default-src 'self'; style-src 'unsafe-inline'; ${UNFRAMED}`;
  const inside = scripts.map((digest) => `'sha256-${digest}'`).join(" ");
  return [
    `default-src 'self'; script-src 'self' ${inside}; img-src 'self' data:; style-src 'self' 'unsafe-inline'`,
    "; style-src-elem 'self'; style-src-attr 'unsafe-inline'; frame-src 'none'; object-src 'none'; base-uri 'none'",
    `; form-action 'none'; ${UNFRAMED}`,
  ].join("");
}

/** Part of a recording, as players ask for it. @param {Uint8Array<ArrayBuffer>} bytes @param {string} range @param {Record<string, string>} told */
export function partOf(bytes, range, told) {
  const [first, last] = range.replace("bytes=", "").split("-");
  const from = Number(first);
  const to = Math.min(Number(last || Infinity), bytes.length - 1);
  const headers = { ...told, "Content-Range": `bytes ${from}-${to}/${bytes.length}` };
  return from > to ? new Response(null, { status: 416 }) : new Response(bytes.slice(from, to + 1), { status: 206, headers });
}
