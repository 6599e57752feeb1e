/** The first page: what was saved is sent from here. */

import { Gone, asked, saidBy } from "./calls.js";
import { told, word } from "./words.js";

/** @param {HTMLButtonElement} button */
async function send(button) {
  const entry = /** @type {HTMLElement} */ (button.closest("[data-branch]"));
  const why = /** @type {HTMLElement} */ (entry.querySelector("[data-why]"));
  button.disabled = true;
  why.hidden = true;
  told(word("sending"));
  try {
    const answer = await asked("POST", "/api/send", { branch: entry.dataset.branch });
    if (answer.status === 200) return sent();
    complain(why, saidBy(answer));
  } catch (failed) {
    if (!(failed instanceof Gone)) throw failed;
    complain(why, word("gone"));
  }
  button.disabled = false;
  button.focus();
  return undefined;
}

/** The page says anew how everything stands. */
function sent() {
  told(word("sent"));
  location.hash = "entries";
  location.reload();
}

/** @param {HTMLElement} line @param {string} sentence */
function complain(line, sentence) {
  line.textContent = sentence;
  line.hidden = false;
  told(sentence);
}

/** Leave those whose names hold what is typed, whatever their marks: "tomas" finds Tomás. @param {string} typed */
function find(typed) {
  const wanted = plain(typed);
  for (const item of document.querySelectorAll(".people > li")) {
    /** @type {HTMLElement} */ (item).hidden = !plain(item.textContent ?? "").includes(wanted);
  }
  for (const circle of document.querySelectorAll(".card:has(> .people)")) {
    /** @type {HTMLElement} */ (circle).hidden = !circle.querySelector(".people > li:not([hidden])");
  }
}

/** @param {string} words */
function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

document.querySelector("[data-find]")?.addEventListener("input", (event) => {
  find(/** @type {HTMLInputElement} */ (event.target).value);
});
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-send]") : null;
  if (button instanceof HTMLButtonElement) send(button);
});
for (const button of document.querySelectorAll("[data-send]")) /** @type {HTMLButtonElement} */ (button).disabled = false;
if (location.hash === "#entries") document.getElementById("entries")?.focus();
