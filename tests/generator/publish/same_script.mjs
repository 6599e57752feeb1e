/** Reads modules and what is published of each from standard input, and which names are shortened; tells what differs. */

import { stdin, stdout } from "node:process";

import { parse } from "espree";

const PLACES = new Set(["start", "end", "range", "loc", "raw"]);

function said(text, sourceType, names) {
  const spoken = (key, value) => (PLACES.has(key) ? undefined : (key === "name" && names[value]) || value);
  const whole = parse(text, { ecmaVersion: 2022, sourceType });
  const kept = whole.body.filter((each) => each.type !== "ImportDeclaration");
  return JSON.stringify(kept.map((each) => (each.type === "ExportNamedDeclaration" ? each.declaration : each)), spoken);
}

let typed = "";
for await (const part of stdin) typed += part;
const { names, pairs } = JSON.parse(typed);
const differing = Object.entries(pairs).filter(([, [source, script]]) => said(source, "module", names) !== said(script, "script", {}));
stdout.write(JSON.stringify(differing.map(([name]) => name)));
