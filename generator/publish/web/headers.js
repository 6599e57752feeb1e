/** What a browser is told beside every answer, since a static host tells it nothing of the kind. */

/** @param {Record<string, string>} headers */
export function guarded(headers) {
  return {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "noopener-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  };
}

/** A page that brings a policy of its own, but for what only a header can say. @param {string} html @param {number} status */
export function pageOf(html, status) {
  const told = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "frame-ancestors 'none'" };
  return new Response(html, { status, headers: guarded(told) });
}

/** What a file may do where it is shown by itself. @param {string} type @param {string[]} scripts digests of those inside pages */
export function policyFor(type, scripts) {
  if (type.startsWith("application/pdf")) return "frame-ancestors 'none'"; // the browser's own viewer needs its freedom
  if (type.startsWith("image/svg")) return "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
  if (!type.startsWith("text/html")) return "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  const inside = scripts.map((digest) => `'sha256-${digest}'`).join(" ");
  return [
    `default-src 'none'; script-src 'self' ${inside}; connect-src 'self'; worker-src 'self'; font-src 'self'`,
    "; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'",
    "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'",
  ].join("");
}

/** Part of a recording, as players ask for it. @param {Uint8Array<ArrayBuffer>} bytes @param {string} range @param {Record<string, string>} told */
export function partOf(bytes, range, told) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? ["", "", ""];
  const end = bytes.length - 1;
  const from = first ? Number(first) : bytes.length - Number(last);
  const to = first && last ? Math.min(Number(last), end) : end;
  if (from > to || from < 0) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${bytes.length}` } });
  const headers = { ...told, "Content-Range": `bytes ${from}-${to}/${bytes.length}` };
  return new Response(bytes.slice(from, to + 1), { status: 206, headers });
}
