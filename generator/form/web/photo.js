/**
 * Photos, papers and recordings beside a piece of evidence: from the camera, a folder, by dropping or by pasting.
 *
 * They go to this school's own machine at once, which keeps a copy without place, day and device; large photos are made
 * smaller here already, so that a slow tablet sends little. Nothing is kept in the browser.
 */

import { made, told, word } from "./words.js";

/** @typedef {{ upload: string, media_type: string, size: string, consent: string }} Taken */

const KINDS = "image/*,.heic,.heif,application/pdf,audio/*";
const SMALL_ENOUGH = 3_000_000; // bytes that are sent as they are
const LONGEST = 2400; // pixels: more than is kept, so that nothing shows of two rounds

const learner = document.getElementById("thing")?.dataset.learner ?? "";
/** @type {WeakSet<Element>} */
const upgraded = new WeakSet();

/** A photo with fewer pixels and no tags; anything this browser cannot draw goes as it is. @param {File} file @returns {Promise<Blob>} */
async function reduced(file) {
  if (file.size <= SMALL_ENOUGH || !file.type.startsWith("image/")) return file;
  try {
    const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST / Math.max(whole.width, whole.height));
    const canvas = new OffscreenCanvas(Math.round(whole.width * share), Math.round(whole.height * share));
    canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.93 });
  } catch {
    return file;
  }
}

/** `fetch` cannot tell how much is sent already. @param {Blob} content @param {(share: number) => void} onWay @returns {Promise<{ status: number, body: any }>} */
function sent(content, onWay) {
  return new Promise((answered, lost) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/photo/${learner}`);
    request.setRequestHeader("X-Pathbook", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onWay(event.loaded / Math.max(event.total, 1)));
    request.addEventListener("load", () => answered({ status: request.status, body: request.response ?? {} }));
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    request.send(content);
  });
}

/** A file on its way, with its name and how far it is; and what went wrong, until one tries again or gives up. */
class OnItsWay {
  /** @param {Photos} photos @param {File} file */
  constructor(photos, file) {
    this.photos = photos;
    this.file = file;
    this.row = made("li", "", { class: "on-its-way" });
    this.bar = made("progress", "", { max: "1", "aria-label": file.name });
    this.says = made("p", "", { role: "alert" });
    this.again = made("button", word("photo-again"), { type: "button", class: "quiet" });
    const leave = made("button", word("photo-leave"), { type: "button", class: "quiet" });
    this.ways = made("p", "", { class: "ways" });
    this.ways.append(this.again, leave);
    this.row.append(made("span", file.name, { dir: "auto" }), this.bar, this.says, this.ways);
    this.again.addEventListener("click", () => this.go());
    leave.addEventListener("click", () => this.end());
    photos.waiting.append(this.row);
  }

  async go() {
    this.ways.hidden = true;
    this.bar.hidden = false;
    this.says.textContent = "";
    told(word("photo-sending"));
    try {
      const { status, body } = await sent(await reduced(this.file), (share) => { this.bar.value = share; });
      if (status === 200) return this.arrived(body);
      return this.failed(body.said || word("failed"), status !== 422);
    } catch {
      return this.failed(word("gone"), true);
    }
  }

  /** @param {Taken} taken */
  arrived(taken) {
    this.end();
    this.photos.add(taken);
  }

  /** @param {string} sentence @param {boolean} mayTryAgain */
  failed(sentence, mayTryAgain) {
    this.bar.hidden = true;
    this.ways.hidden = false;
    this.again.hidden = !mayTryAgain;
    this.says.textContent = sentence;
  }

  end() {
    this.row.remove();
    this.photos.rest();
  }
}

/** The place on the page where files of one piece of evidence are added. */
class Photos {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    this.zone = made("div", "", { class: "photos" });
    this.waiting = made("ul", "", { class: "waiting" });
    this.consent = made("p", "", { class: "note ask", hidden: "" });
    const ways = made("p", "", { class: "ways" });
    ways.append(this.button("photo-take", { accept: "image/*", capture: "environment" }, "camera"));
    ways.append(this.button("photo-choose", { accept: KINDS, multiple: "" }, "folder"));
    this.zone.append(ways, made("p", word("photo-drop"), { class: "help drop-words" }), this.waiting, this.consent);
    this.list.querySelector("[data-add]")?.replaceWith(this.zone);
    this.listen();
    this.dress();
    new MutationObserver(() => this.dress()).observe(list, { childList: true, subtree: true });
  }

  /** A button that opens the device's own way to a picture. @param {string} key @param {Record<string, string>} how @param {string} look */
  button(key, how, look) {
    const input = made("input", "", { type: "file", tabindex: "-1", "aria-hidden": "true", ...how });
    const button = made("button", word(key), { type: "button", class: `add ${look}` });
    input.hidden = true;
    input.addEventListener("change", () => {
      this.take([...(input.files ?? [])]);
      input.value = "";
    });
    input.addEventListener("input", (event) => event.stopPropagation()); // it is no field of the form
    button.addEventListener("click", () => input.click());
    button.append(input);
    return button;
  }

  listen() {
    const over = (/** @type {boolean} */ is) => this.zone.classList.toggle("over", is);
    this.list.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    this.zone.addEventListener("pathbook:files", (event) => this.take(/** @type {CustomEvent} */ (event).detail));
    this.list.addEventListener("dragleave", () => over(false));
    this.list.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      this.take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** One after the other: a tablet has little room. @param {File[]} files */
  async take(files) {
    for (const file of files) await new OnItsWay(this, file).go();
  }

  /** @param {Taken} taken */
  add(taken) {
    told(`${word("photo-added")} ${taken.size}`);
    this.consent.textContent = taken.media_type.startsWith("image/") ? taken.consent : "";
    this.consent.hidden = !this.consent.textContent;
    const value = { path: taken.upload, alt: "", people: "" };
    const detail = { list: this.list, value, upload: taken.upload };
    document.dispatchEvent(new CustomEvent("pathbook:add", { detail }));
  }

  rest() {
    if (!this.waiting.childElementCount) this.consent.hidden = !this.consent.textContent;
  }

  /** Each file that is there gets its picture, and its name is no matter of whoever adds it. */
  dress() {
    for (const member of this.list.querySelectorAll("[data-member]")) {
      const field = member.querySelector("[data-key=path]");
      const input = field?.querySelector("input");
      if (!input?.value || upgraded.has(member)) continue;
      upgraded.add(member);
      field?.classList.add("unseen-field");
      member.prepend(thumbnail(input.value));
    }
  }
}

/** @param {string} name of a file beside the evidence, or of one that waits */
function thumbnail(name) {
  const address = `/api/photo/${learner}/${encodeURIComponent(name)}`;
  const frame = made("div", "", { class: "thumbnail" });
  const picture = made("img", "", { src: address, alt: "", decoding: "async" });
  picture.addEventListener("error", () => {
    const shown = /^[0-9a-f]{24}$/.test(name) ? word("photo-other") : name;
    picture.replaceWith(made("span", shown, { class: "file", dir: "auto" }));
  });
  frame.append(picture);
  return frame;
}

/** @param {ParentNode} within */
function upgrade(within) {
  for (const list of within.querySelectorAll("[data-photos]")) {
    if (upgraded.has(list)) continue;
    upgraded.add(list);
    new Photos(/** @type {HTMLElement} */ (list));
  }
}

const form = document.getElementById("thing");
if (form) {
  upgrade(form);
  new MutationObserver(() => upgrade(form)).observe(form, { childList: true, subtree: true });
  // A file dropped beside the place must not make the browser leave the page with what is typed.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
}
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  const list = form?.querySelector("[data-member]:has([data-photos]) [data-photos], [data-photos]");
  const zone = list?.querySelector(".photos");
  if (!files.length || !zone) return;
  event.preventDefault();
  zone.dispatchEvent(new CustomEvent("pathbook:files", { detail: files }));
});
