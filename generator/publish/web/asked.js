/** Bytes asked of the host, and what it means that they do not come. */

import { Fault } from "./core.js";

/**
 * `missing`: what it means that nothing lies there.
 * @param {string} address
 * @param {string} missing
 * @param {RequestInit} how
 */
export async function fetched(address, missing, how = { cache: "no-cache" }) {
  const response = await fetch(address, how).catch(() => {
    throw new Fault("network");
  });
  if (!response.ok) throw new Fault([404, 410].includes(response.status) ? missing : "host");
  return new Uint8Array(await response.arrayBuffer());
}

/** Of anything that was thrown: a key of the words. @param {unknown} thrown @param {string} otherwise */
export function whyOf(thrown, otherwise) {
  return thrown instanceof Fault ? thrown.message : otherwise;
}
