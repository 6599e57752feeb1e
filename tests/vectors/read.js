/** The frozen vectors, read by the browser side: what it gets wrong, as a list. */

const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const plain64 = (some) => btoa([...some].map((each) => String.fromCharCode(each)).join(""));

async function opens(core, vector, vault, folder) {
  try {
    if (vector.kind === "manifest") await core.openedManifest(bytes(vector.sealed), vault);
    else if (vector.kind === "file") await core.openedFile(bytes(vector.blob), vault, vector.path, vector.digest);
    else {
      const slots = core.readSlots(vector.slots, folder);
      const code = core.folded(vector.code);
      return core.faultOf(code) === "" && (await core.openedSlots(slots, code)) !== null;
    }
    return true;
  } catch {
    return false;
  }
}

export async function mistakes(core, vectors) {
  const wrong = [];
  const slots = core.readSlots(vectors.slots, vectors.derived.folder);
  let vault = null;
  for (const { code, who } of vectors.codes) {
    vault = await core.openedSlots(slots, core.folded(code));
    if (vault === null) wrong.push(`the code of ${who} opens nothing`);
  }
  const manifest = await core.openedManifest(bytes(vectors.manifest.sealed), vault);
  if (JSON.stringify(manifest) !== vectors.manifest.json) wrong.push("the manifest says something else");
  for (const { path, digest, blob, content } of vectors.files) {
    if (plain64(await core.openedFile(bytes(blob), vault, path, digest)) !== content) wrong.push(`${path} is another`);
  }
  for (const { typed, folded, is_code, because } of vectors.folding) {
    const code = core.folded(typed);
    if (code !== folded || (core.faultOf(code) === "") !== is_code) wrong.push(`folded otherwise: ${because}`);
  }
  for (const vector of vectors.refused) {
    if (await opens(core, vector, vault, vectors.derived.folder)) wrong.push(`opened: ${vector.because}`);
  }
  return wrong;
}
