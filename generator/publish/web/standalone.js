/**
 * A plan in one file, as it lies on a stick: it asks for the code, opens what it holds itself, and needs no network.
 *
 * Beside it in the file stand the slots and the sealed plan as text. The code and the plan are kept nowhere.
 */

import { Fault, openedFile, openedSlots, readSlots, textOf, unbase64 } from "./core.js";
import { askingForm, button, languageAmong, languageButtons, saying, speak } from "./entry.js";
import { showWhole } from "./whole.js";

const PATH = "standalone.html";
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** What stands in the file under an id. @param {string} id */
function held(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Throws where the file is not as it was made. @param {string} code */
async function planOf(code) {
  const told = held("slots").textContent ?? "";
  const vault = await openedSlots(readSlots(told, JSON.parse(told).folder), code);
  if (!vault) throw new Fault("other");
  const plan = held("plan");
  return textOf(await openedFile(unbase64(plan.textContent ?? ""), vault, PATH, plan.dataset.digest ?? ""));
}

if ("DecompressionStream" in self && crypto.subtle) {
  const form = askingForm(async (code) => showWhole(main, await planOf(code)));
  main.replaceChildren(...languageButtons(speak), saying("h1", "title"), saying("p", "lead"), form, saying("p", "lost"));
  button.disabled = false;
} else {
  main.replaceChildren(saying("h1", "title"), saying("p", "old", { role: "alert" }));
}
speak(languageAmong(navigator.languages));
