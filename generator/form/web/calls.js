/** Asking the form's server. It may be gone for a while: then nothing is lost, and it is asked again. */

import { word } from "./words.js";

/** No answer came: the server has ended, or the network is down. */
export class Gone extends Error {}

/** @typedef {{ status: number, body: any }} Answered */

const NO_WAY_IN = [401, 403];

/** Whether the page is let in no longer: the form was started again, or a login has ended. @param {Answered} answer */
export function isLocked({ status, body }) {
  return NO_WAY_IN.includes(status) && !body.said;
}

/** What is told of a refusal. @param {Answered} answer */
export function saidBy(answer) {
  return answer.body.said || word(isLocked(answer) ? "locked" : "failed");
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] sent as JSON
 * @param {boolean} [leaving] the page may go away before the answer comes
 * @returns {Promise<Answered>}
 */
export async function asked(method, path, body, leaving = false) {
  /** @type {RequestInit} */
  const request = { method, headers: { "X-Pathbook": "1" }, cache: "no-store", redirect: "error" };
  if (body !== undefined) {
    request.headers = { "X-Pathbook": "1", "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
    // A browser sends at most 64 kB on behalf of a page that has gone.
    request.keepalive = leaving && request.body.length < 60_000;
  }
  const answer = await answered(path, request);
  const text = await answer.text().catch(() => "");
  return { status: answer.status, body: parsed(text) };
}

/** @param {string} path @param {RequestInit} request */
async function answered(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new Gone();
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
