/** Format pb1 written a second time, from FORMAT.md alone, with what browsers bring. Python opens what comes out. */

const bytes = (text) => new TextEncoder().encode(text);
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const hex = (some) => [...some].map((each) => each.toString(16).padStart(2, "0")).join("");
const plain64 = (some) => btoa([...some].map((each) => String.fromCharCode(each)).join(""));
const base64 = (some) => plain64(some).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function base32(some) {
  const bits = [...some].map((each) => each.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{1,5}/g).map((five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

async function hkdf(key, info, length) {
  const root = await crypto.subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytes(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, root, length * 8));
}

async function hmac(key, message) {
  const marking = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", marking, message));
}

async function gcm(key, nonce, message, info) {
  const sealing = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: nonce, additionalData: bytes(info) };
  return new Uint8Array(await crypto.subtle.encrypt(how, sealing, message));
}

function codeOf(secret) {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const number = BigInt(`0x${hex(secret)}`);
  const values = Array.from({ length: 19 }, (_, place) => Number((number >> BigInt(5 * place)) & 31n));
  const doubled = values.toReversed().map((value, place) => (place % 2 ? value : 2 * value));
  const sum = doubled.reduce((total, value) => total + Math.floor(value / 32) + (value % 32), 0);
  return [...values, (32 - (sum % 32)) % 32].map((value) => alphabet[value]).join("");
}

async function frameOf(content, floor) {
  const packing = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate"));
  const packed = new Uint8Array(await new Response(packing).arrayBuffer());
  const [method, payload] = packed.length < content.length ? [1, packed] : [0, content];
  const length = Math.max(5 + payload.length, floor);
  const step = 2 ** (Math.floor(Math.log2(length)) - Math.floor(Math.log2(Math.floor(Math.log2(length)))) - 1);
  const frame = new Uint8Array(Math.ceil(length / step) * step);
  frame[0] = method;
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, 5);
  return frame;
}

async function slotsOf(master, folder, epoch, content, readers, iterations) {
  const salt = await hkdf(master, "pb1/salt", 16);
  const bound = ["pb1/slot", folder, epoch, "PBKDF2-HMAC-SHA256", iterations, base64(salt)].join("\n");
  const slots = [];
  const codes = [];
  for (const { who, version } of readers) {
    const code = codeOf(await hkdf(master, `pb1/code\n${who}\n${version}`, 16));
    const typed = await crypto.subtle.importKey("raw", bytes(code), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    const reader = new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256));
    const nonceKey = await hkdf(reader, `pb1/slot-nonce\n${folder}\n${epoch}`, 32);
    const nonce = (await hmac(nonceKey, joined(bytes(`${bound}\n`), content))).slice(0, 12);
    const key = await hkdf(reader, `pb1/kek\n${folder}\n${epoch}`, 32);
    slots.push(joined(nonce, await gcm(key, nonce, content, bound)));
    codes.push(code);
  }
  const lines = readers.map(({ who, version }) => `${who} ${version}`).sort().join("\n");
  const access = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(lines))));
  for (let i = 0; slots.length < 8; i++) slots.push(await hkdf(master, `pb1/decoy\n${access}\n${bound}\n${i}`, 60));
  slots.sort((one, other) => (hex(one) < hex(other) ? -1 : 1));
  const kdf = { iterations, name: "PBKDF2-HMAC-SHA256", salt: base64(salt) };
  return { codes, text: `${JSON.stringify({ epoch, folder, kdf, slots: slots.map(base64), v: 1 })}\n` };
}

async function fileOf(content, folder, epoch, path, text) {
  const frame = await frameOf(bytes(text), 1024);
  const names = await hkdf(content, "pb1/name", 32);
  const digest = base64((await hmac(names, joined(bytes("digest\n"), frame))).slice(0, 16));
  const info = ["pb1/file", folder, epoch, path, digest].join("\n");
  const blob = joined(bytes("PB1F"), await gcm(await hkdf(content, info, 32), new Uint8Array(12), frame, info));
  const name = base32((await hmac(names, bytes(`blob\n${info}`))).slice(0, 16));
  return { path, frame: plain64(frame), digest, name, blob: plain64(blob) };
}

async function manifestOf(content, folder, epoch, said) {
  const frame = await frameOf(bytes(JSON.stringify(said)), 4096);
  const info = `pb1/manifest\n${folder}\n${epoch}`;
  const nonceKey = await hkdf(content, `pb1/manifest-nonce\n${folder}\n${epoch}`, 32);
  const nonce = (await hmac(nonceKey, frame)).slice(0, 12);
  const sealed = joined(bytes("PB1M"), nonce, await gcm(await hkdf(content, info, 32), nonce, frame, info));
  return { frame: plain64(frame), sealed: plain64(sealed) };
}

/** Everything that is published of one learner, from the master on. */
export async function written({ master, learner, epoch, readers, files, iterations }) {
  const secret = Uint8Array.from(master.match(/../g), (two) => parseInt(two, 16));
  const lines = readers.map(({ who, version }) => `${who} ${version}`).sort().join("\n");
  const access = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(lines))));
  const folder = base32(await hkdf(secret, `pb1/folder\n${learner}`, 10));
  const content = await hkdf(secret, `pb1/content\n${learner}\n${epoch}\n${access}`, 32);
  const sealed = [];
  for (const [path, text] of Object.entries(files)) sealed.push(await fileOf(content, folder, epoch, path, text));
  const named = Object.fromEntries(sealed.map(({ path, name, digest }) => [path, { b: name, h: digest, t: "text/html" }]));
  const said = { csp: [], epoch, files: named, folder, old: [], on: "2026-11-20", release: 7, theme: "/_theme/", v: 1 };
  const manifest = await manifestOf(content, folder, epoch, said);
  const { codes, text } = await slotsOf(secret, folder, epoch, content, readers, iterations);
  return { folder, codes, slots: text, files: sealed, manifest };
}
