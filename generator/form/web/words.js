/** What scripts say: the page brings the sentences along, in its language. */

/** @param {string} key */
export function word(key) {
  for (const kept of document.querySelectorAll("template[data-words]")) {
    const found = /** @type {HTMLTemplateElement} */ (kept).content.querySelector(`[data-word="${key}"]`);
    if (found) return found.textContent ?? "";
  }
  return "";
}

/** Say something to whoever hears the page. @param {string} sentence */
export function told(sentence) {
  const line = document.getElementById("told");
  if (!line) return;
  line.textContent = "";
  // Said twice it would not be heard twice, unless the line was empty in between.
  setTimeout(() => { line.textContent = sentence; }, 50);
}

/** An element with its text. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [text] @param {Record<string, string>} [attributes] */
export function made(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
