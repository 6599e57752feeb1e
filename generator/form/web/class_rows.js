/** A row for each learner: levels as one row of buttons that the arrow keys walk, or a field for points, and a note. */

import { made, word } from "./words.js";

/** @typedef {import("./picker.js").Row} Row */
/** @typedef {{ levels: Record<string, string>, points: Record<string, string>, note: string }} Mark */
/** @typedef {{ id: string, name: string }} Learner */
/** @typedef {{ rows: Row[], inPoints: boolean, withNotes: boolean, learners: Learner[], mark: (learner: string) => Mark, changed: () => void }} Sheet */

export const ABSENT = "absent";

/** @param {Sheet} sheet @returns {HTMLElement[]} */
export function rowsOf(sheet) {
  return sheet.learners.map((learner) => rowOf(sheet, learner));
}

/** @param {Sheet} sheet @param {Learner} learner */
function rowOf(sheet, learner) {
  const row = made("div", "", { class: "learner", role: "group", "aria-labelledby": `name-${learner.id}`, "data-learner": learner.id });
  row.append(made("p", learner.name, { class: "name", id: `name-${learner.id}`, dir: "auto" }));
  for (const competency of sheet.rows) {
    row.append(sheet.inPoints ? pointsOf(sheet, learner, competency) : levelsOf(sheet, learner, competency));
  }
  if (sheet.withNotes) row.append(noteOf(sheet, learner));
  return row;
}

/** Said to whoever hears the page: of whom, and where there are several competencies, of which. @param {Sheet} sheet @param {Learner} learner @param {Row} competency */
function calledBy(sheet, learner, competency) {
  return sheet.rows.length > 1 ? `${learner.name}, ${competency.title}` : learner.name;
}

/** @param {Sheet} sheet @param {Learner} learner @param {Row} competency */
function levelsOf(sheet, learner, competency) {
  const group = made("div", "", { class: "choices", role: "radiogroup", "aria-label": calledBy(sheet, learner, competency) });
  if (sheet.rows.length > 1) group.append(made("span", competency.title, { class: "of", dir: "auto" }));
  const mark = sheet.mark(learner.id);
  for (const { id, label } of [...competency.levels, { id: ABSENT, label: word("absent") }]) {
    const radio = made("input", "", { type: "radio", name: `${learner.id} ${competency.ref}`, value: id });
    radio.checked = mark.levels[competency.ref] === id;
    radio.addEventListener("change", () => {
      mark.levels[competency.ref] = id;
      sheet.changed();
    });
    const button = made("label", "", { class: id === ABSENT ? "choice absent" : "choice" });
    button.append(radio, made("span", label, { dir: "auto" }));
    group.append(button);
  }
  return group;
}

/** @param {Sheet} sheet @param {Learner} learner @param {Row} competency */
function pointsOf(sheet, learner, competency) {
  const mark = sheet.mark(learner.id);
  const field = made("label", "", { class: "points" });
  const most = word("points-of").replace("{most}", competency.most);
  const input = made("input", "", { type: "text", inputmode: "decimal", "aria-label": `${calledBy(sheet, learner, competency)}: ${most}` });
  input.value = mark.points[competency.ref] ?? "";
  input.addEventListener("input", () => {
    mark.points[competency.ref] = input.value.trim().replace(",", ".");
    sheet.changed();
  });
  input.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault(); // as in a table of a spreadsheet
    const all = [...document.querySelectorAll(".points input")];
    /** @type {HTMLElement | undefined} */ (all[all.indexOf(input) + step * sheet.rows.length])?.focus();
  });
  if (sheet.rows.length > 1) field.append(made("span", competency.title, { class: "of", dir: "auto" }));
  field.append(input);
  return field;
}

/** @param {Sheet} sheet @param {Learner} learner */
function noteOf(sheet, learner) {
  const mark = sheet.mark(learner.id);
  const input = made("input", "", { type: "text", class: "note-of", dir: "auto", placeholder: word("note"), "aria-label": `${learner.name}: ${word("note")}` });
  input.value = mark.note;
  input.addEventListener("input", () => {
    mark.note = input.value;
    sheet.changed();
  });
  return input;
}

/** A level for everybody who is there, to begin with. @param {Sheet} sheet @param {() => void} redraw @returns {HTMLElement[]} */
export function everyoneOf(sheet, redraw) {
  if (sheet.inPoints) return [];
  return sheet.rows.map((competency) => {
    const row = made("div", "", { class: "everyone", role: "group", "aria-label": `${word("everyone")}: ${competency.title}` });
    row.append(made("p", `${word("everyone")}:`, { class: "name" }));
    const choices = made("div", "", { class: "choices" });
    if (sheet.rows.length > 1) choices.append(made("span", competency.title, { class: "of", dir: "auto" }));
    for (const level of competency.levels) {
      const button = made("button", level.label, { type: "button", class: "quiet small", title: level.means, dir: "auto" });
      button.addEventListener("click", () => {
        for (const { id } of sheet.learners) {
          const { levels } = sheet.mark(id);
          if (levels[competency.ref] !== ABSENT) levels[competency.ref] = level.id;
        }
        redraw();
        sheet.changed();
      });
      choices.append(button);
    }
    row.append(choices, meaningsOf(competency));
    return row;
  });
}

/** What each level means, for whoever wants to be sure. @param {Row} competency */
function meaningsOf(competency) {
  const fold = made("details", "", { class: "meanings" });
  const list = made("dl");
  for (const level of competency.levels) list.append(made("dt", level.label, { dir: "auto" }), made("dd", level.means, { dir: "auto" }));
  fold.append(made("summary", word("meanings")), list);
  return fold;
}
