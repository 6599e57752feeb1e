/**
 * The format pb1 in the browser: folding a code, opening slots, manifest and blobs. See ../FORMAT.md.
 *
 * The unlock page, the worker and the single file all read with it. It only reads; it asks for nothing and keeps nothing.
 */

/** @typedef {{ folder: string, epoch: number, key: CryptoKey }} Vault `key` opens everything of one folder and epoch */
/** @typedef {{ v: number, epoch: number, folder: string, slots: string[], kdf: { name: string, iterations: number, salt: string } }} Slots */
/** @typedef {{ b?: string, h?: string, d?: string, p?: string, t: string }} Sealed a sealed file, or one of the theme's */
/** @typedef {{ v: number, epoch: number, folder: string, release: number, on: string, theme: string, csp: string[], files: Record<string, Sealed> }} Manifest */

/** What went wrong, as a key of the words. */
export class Fault extends Error {}

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 20;
const FIVE_GROUPS = /(?<![0-9A-Z])(?=((?:[0-9A-Z]{4}[^0-9A-Z]{0,3}){5})(?![0-9A-Z]))/g;
const LEAST_ROUNDS = 1000;
const MOST_ROUNDS = 5_000_000;
const MOST_SLOTS = 256;
const SLOT_BYTES = 60;
const NONCE_BYTES = 12;

/** Text as bytes. @param {string} text */
export function bytesOf(text) {
  return new TextEncoder().encode(text);
}

/** Bytes as text; they must be UTF-8. @param {Uint8Array<ArrayBuffer>} bytes */
export function textOf(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** Bytes of base64, also of the kind that stands in addresses. @param {string} text */
export function unbase64(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(plain.length); // sign by sign: a plan with recordings has millions, and `from` takes seconds
  for (let place = 0; place < plain.length; place += 1) bytes[place] = plain.charCodeAt(place);
  return bytes;
}

/** Digits of Arabic and Persian keyboards as 0-9, wide letters as narrow ones, all in capitals. @param {string} typed */
function plainSigns(typed) {
  return typed
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toUpperCase();
}

/** What somebody typed, as symbols of a code: O is 0, I and L are 1, what is no symbol is left out. @param {string} typed */
export function folded(typed) {
  const symbols = plainSigns(typed).replaceAll("O", "0").replace(/[IL]/g, "1");
  return [...symbols].filter((sign) => SYMBOLS.includes(sign)).join("");
}

/** Luhn's sum with 32 symbols, from the right; a whole code has 0. @param {string} code */
function checkSum(code) {
  let sum = 0;
  for (const [place, symbol] of [...code].reverse().entries()) {
    const value = SYMBOLS.indexOf(symbol) * (place % 2 === 0 ? 1 : 2);
    sum += (value >> 5) + (value & 31);
  }
  return sum % 32;
}

/**
 * What is wrong with folded symbols, before any work is done; "" where nothing is.
 * @param {string} code
 * @returns {"" | "empty" | "short" | "long" | "typo"}
 */
export function faultOf(code) {
  if (code.length === 0) return "empty";
  if (code.length < CODE_LENGTH) return "short";
  if (code.length > CODE_LENGTH) return "long";
  return checkSum(code) === 0 ? "" : "typo";
}

/**
 * The code within a text: alone, or with words beside it such as "Code:". Without one, all its symbols.
 * @param {string} text
 */
export function codeIn(text) {
  const whole = folded(text);
  const parts = [...plainSigns(text).matchAll(FIVE_GROUPS)].map((found) => folded(found[1]));
  return [whole, ...parts, whole.slice(-CODE_LENGTH)].find((part) => faultOf(part) === "") ?? whole;
}

/** XXXX-XXXX-… @param {string} code */
export function grouped(code) {
  return code.replace(/.{4}(?=.)/g, "$&-");
}

/**
 * @param {CryptoKey} key
 * @param {string} info
 */
function keyFor(key, info) {
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf(info) };
  return crypto.subtle.deriveKey(parameters, key, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
}

/** A key that only leads to other keys, and that no script can read. @param {BufferSource} bytes */
function root(bytes) {
  return crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
}

/**
 * Throws where the box was not sealed with this key, for this place.
 * @param {CryptoKey} key
 * @param {Uint8Array<ArrayBuffer>} nonce
 * @param {Uint8Array<ArrayBuffer>} box
 * @param {string} place
 */
async function unsealed(key, nonce, box, place) {
  const parameters = { name: "AES-GCM", iv: nonce, additionalData: bytesOf(place) };
  return new Uint8Array(await crypto.subtle.decrypt(parameters, key, box));
}

/**
 * Slots as they came from the host, which may send anything: a count of rounds without end would only stop the browser.
 * @param {string} text
 * @param {string} folder
 * @returns {Slots}
 */
export function readSlots(text, folder) {
  const slots = JSON.parse(text);
  const kdf = slots.kdf;
  const counts = Number.isInteger(kdf.iterations) && kdf.iterations >= LEAST_ROUNDS && kdf.iterations <= MOST_ROUNDS;
  const ours = slots.v === 1 && slots.folder === folder && kdf.name === "PBKDF2-HMAC-SHA256";
  if (!ours || !counts || slots.slots.length > MOST_SLOTS) throw new Error("slots");
  return slots;
}

/**
 * What a code opens; null where it opens none of the slots.
 * @param {Slots} slots
 * @param {string} code folded
 * @returns {Promise<Vault | null>}
 */
export async function openedSlots(slots, code) {
  const { folder, epoch, kdf } = slots;
  const typed = await crypto.subtle.importKey("raw", bytesOf(code), "PBKDF2", false, ["deriveBits"]);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt: unbase64(kdf.salt), iterations: kdf.iterations };
  const reader = await root(await crypto.subtle.deriveBits(rounds, typed, 256));
  const key = await keyFor(reader, ["pb1/kek", folder, epoch].join("\n"));
  const place = ["pb1/slot", folder, epoch, kdf.name, kdf.iterations, kdf.salt].join("\n");
  for (const each of slots.slots) {
    const slot = unbase64(each);
    if (slot.length !== SLOT_BYTES) continue;
    try {
      const content = await unsealed(key, slot.slice(0, NONCE_BYTES), slot.slice(NONCE_BYTES), place);
      const vault = { folder, epoch, key: await root(content) };
      content.fill(0);
      return vault;
    } catch {
      continue; // somebody else's, or a decoy
    }
  }
  return null;
}

/** What stands in a frame: without padding, and inflated where it was deflated. @param {Uint8Array<ArrayBuffer>} frame */
async function unpacked(frame) {
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(1);
  const payload = frame.slice(5, 5 + length);
  if (payload.length !== length || frame[0] > 1) throw new Error("frame");
  if (frame[0] === 0) return payload;
  const inflated = new Blob([payload]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} magic
 */
function behind(bytes, magic) {
  if (magic !== String.fromCharCode(...bytes.slice(0, magic.length))) throw new Error("kind");
  return bytes.slice(magic.length);
}

/**
 * Throws where it is not this folder's and epoch's, or not whole.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Vault} vault
 * @returns {Promise<Manifest>}
 */
export async function openedManifest(bytes, vault) {
  const box = behind(bytes, "PB1M");
  const place = ["pb1/manifest", vault.folder, vault.epoch].join("\n");
  const key = await keyFor(vault.key, place);
  const frame = await unsealed(key, box.slice(0, NONCE_BYTES), box.slice(NONCE_BYTES), place);
  const manifest = JSON.parse(textOf(await unpacked(frame)));
  if (manifest.v !== 1 || manifest.folder !== vault.folder || manifest.epoch !== vault.epoch) throw new Error("manifest");
  return manifest;
}

/**
 * A file of the site, from its blob. Throws where the blob is another one, or not whole.
 * @param {Uint8Array<ArrayBuffer>} blob
 * @param {Vault} vault
 * @param {string} path
 * @param {string} digest as the manifest names it
 */
export async function openedFile(blob, vault, path, digest) {
  const place = ["pb1/file", vault.folder, vault.epoch, path, digest].join("\n");
  const key = await keyFor(vault.key, place); // one key for one content: the nonce is always the same, and never used twice
  return unpacked(await unsealed(key, new Uint8Array(NONCE_BYTES), behind(blob, "PB1F"), place));
}

/**
 * Whether a file is what its SHA-256 says.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} digest base64 for addresses
 */
export async function isWhole(bytes, digest) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return String(found) === String(unbase64(digest));
}
