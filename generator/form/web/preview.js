/**
 * The learner's pages beside the form, with what is being typed: asked for when somebody pauses, shown where they were.
 *
 * On a narrow page it lies over the form and is called by a button.
 */

import { Gone, asked } from "./calls.js";
import { made, word } from "./words.js";

const QUIET = 350; // milliseconds after the last change
const BESIDE = matchMedia("(min-width: 1180px)");

const form = document.getElementById("thing");
const place = document.getElementById("preview");
/** @type {Record<string, string | null>} */
const facts = JSON.parse(document.getElementById("facts")?.textContent ?? "{}");
const UPLOAD = /^[0-9a-f]{24}$/;

/** Photos that go along: new ones are called by a number until they are saved. @param {any} value @returns {{ upload: string }[]} */
function uploadsIn(value) {
  const files = (value?.evidence ?? []).flatMap((/** @type {any} */ piece) => piece?.files ?? []);
  return files.filter((/** @type {any} */ file) => UPLOAD.test(file?.path)).map((/** @type {any} */ file) => ({ upload: file.path }));
}

/** A photo shows before it is said in words what it shows. @param {any} value */
function withoutWaiting(value) {
  if (!Array.isArray(value?.evidence)) return value;
  const named = (/** @type {any} */ file) => (UPLOAD.test(file?.path) && !file.alt ? { ...file, alt: "…" } : file);
  const pieces = value.evidence.map((/** @type {any} */ piece) => (
    Array.isArray(piece?.files) ? { ...piece, files: piece.files.map(named) } : piece
  ));
  return { ...value, evidence: pieces };
}

class Preview {
  /** @param {HTMLElement} aside */
  constructor(aside) {
    this.aside = aside;
    this.value = JSON.parse(document.getElementById("value")?.textContent ?? "{}");
    this.site = "";
    this.anchor = "";
    this.waiting = 0;
    this.asking = false;
    this.again = false;
    this.frames = made("div", "", { class: "frames" });
    /** @type {HTMLIFrameElement | null} the one that is looked at */
    this.frame = null;
    this.says = made("p", "", { class: "preview-says", role: "status" });
    this.hide = made("button", word("preview-hide"), { type: "button", class: "quiet small" });
    this.opener = made("button", word("preview-show"), { type: "button", class: "quiet", "aria-controls": aside.id });
    const head = made("div", "", { class: "preview-head" });
    head.append(made("h2", word("preview")), this.hide);
    aside.append(head, this.says, this.frames);
    form?.querySelector(".savebar .save")?.before(this.opener);
    this.listen();
    this.show(BESIDE.matches);
  }

  listen() {
    this.opener.addEventListener("click", () => {
      this.show(true);
      this.hide.focus();
    });
    this.hide.addEventListener("click", () => {
      this.show(false);
      this.opener.focus();
    });
    this.aside.addEventListener("keydown", (event) => event.key === "Escape" && !BESIDE.matches && this.hide.click());
    BESIDE.addEventListener("change", () => this.show(BESIDE.matches));
    document.addEventListener("pathbook:changed", (event) => {
      this.value = /** @type {CustomEvent} */ (event).detail.value;
      this.soon();
    });
  }

  /** @param {boolean} is */
  show(is) {
    this.aside.hidden = !is;
    this.opener.hidden = is;
    this.opener.setAttribute("aria-expanded", String(is));
    document.body.classList.toggle("covered", is && !BESIDE.matches);
    const main = document.getElementById("main");
    if (main) main.inert = is && !BESIDE.matches;
    if (is) this.look();
  }

  soon() {
    clearTimeout(this.waiting);
    if (!this.aside.hidden) this.waiting = setTimeout(() => this.look(), QUIET);
  }

  /** One question at a time; what changed meanwhile is asked right after. */
  async look() {
    this.again = this.asking;
    if (this.asking) return;
    this.asking = true;
    try {
      this.answered(await asked("POST", "/api/preview", this.question()));
    } catch (failed) {
      if (!(failed instanceof Gone)) throw failed;
      this.say(word("gone"));
    } finally {
      this.asking = false;
      if (this.again) this.soon();
    }
  }

  question() {
    const { learner, kind, name, year, before } = facts;
    const value = withoutWaiting(this.value);
    return { learner, kind, name, year, before, value, photos: uploadsIn(this.value), shown: this.site !== "" };
  }

  /** @param {import("./calls.js").Answered} answer */
  answered({ status, body }) {
    if (body.later) return;
    if (status !== 200) this.say(body.said ?? word("failed"));
    else this.say(body.behind ? word("preview-waits") : "");
    if (body.site) this.turnTo(body.site, body.page, body.anchor);
  }

  /** @param {string} sentence */
  say(sentence) {
    if (this.says.textContent !== sentence) this.says.textContent = sentence;
  }

  /** The page somebody has gone to stays, and so does where they were on it: they see the old one until the new one stands. @param {string} site @param {string} page @param {string} anchor of what is being typed: shown when it is new */
  turnTo(site, page, anchor) {
    this.frames.querySelector(".coming")?.remove();
    const coming = made("iframe", "", { title: word("preview-frame"), sandbox: "allow-same-origin", class: "coming" });
    const { path, top } = this.whereabouts(page);
    coming.addEventListener("load", () => {
      if (coming.isConnected && coming !== this.frame) this.stand(coming, site, anchor, top);
    });
    coming.src = site + path;
    this.frames.append(coming);
  }

  /** @param {HTMLIFrameElement} coming @param {string} site @param {string} anchor @param {number} top */
  stand(coming, site, anchor, top) {
    const typed = anchor && anchor !== this.anchor ? coming.contentDocument?.getElementById(anchor) : null;
    if (typed) typed.scrollIntoView({ behavior: "instant" });
    else coming.contentWindow?.scrollTo({ top, behavior: "instant" });
    this.frame?.remove();
    this.frame = coming;
    this.site = site;
    this.anchor = anchor;
    coming.classList.remove("coming");
  }

  /** @param {string} page where one begins */
  whereabouts(page) {
    const there = this.frame?.contentWindow;
    const path = there?.location.pathname ?? "";
    return there && path.startsWith(this.site) ? { path: path.slice(this.site.length), top: there.scrollY } : { path: page, top: 0 };
  }
}

if (form && place) new Preview(place);
