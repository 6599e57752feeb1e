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

async function unread(core, vectors, vault) {
  const manifest = await core.openedManifest(bytes(vectors.manifest.sealed), vault);
  const wrong = JSON.stringify(manifest) === vectors.manifest.json ? [] : ["the manifest says something else"];
  for (const { path, digest, blob, content } of vectors.files) {
    const found = plain64(await core.openedFile(bytes(blob), vault, path, digest));
    if (found !== content) wrong.push(`${path} is another`);
  }
  return wrong;
}

function misfolded(core, vectors) {
  const wrong = vectors.folding.filter(({ typed, folded, is_code }) => {
    const code = core.folded(typed);
    return code !== folded || (core.faultOf(code) === "") !== is_code;
  });
  return wrong.map(({ because }) => `folded otherwise: ${because}`);
}

export async function mistakes(core, vectors) {
  const wrong = misfolded(core, vectors);
  const slots = core.readSlots(vectors.slots, vectors.derived.folder);
  for (const { code } of vectors.codes) {
    const vault = await core.openedSlots(slots, core.folded(code));
    wrong.push(...(await unread(core, vectors, vault)));
    for (const vector of vectors.refused) {
      if (await opens(core, vector, vault, vectors.derived.folder)) wrong.push(`opened: ${vector.because}`);
    }
  }
  return wrong;
}
