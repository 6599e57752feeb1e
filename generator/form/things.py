"""What can be edited of a learner: its kind, its name, the file it lies in, and where in the form it is found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.form.sheets.sections import SHEETS, Sheet
from generator.load.layout import ID, SCHOOL_YEAR
from generator.records.school import LearnerId

NEW = "new"
OF_A_YEAR = frozenset(("goal", "conference"))
FOLDERS: Mapping[str, str] = {
    "goal": "{year}/goals/{name}.yml",
    "conference": "{year}/conferences/{name}.yml",
    "evidence": "evidence/{name}.yml",
    "support": "supports/{name}.yml",
    "plan": "{name}/plan.yml",
    "learner": "learner.yml",
}
NO_SIGN_OF_A_KEY = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One file of a learner, there already or meant. `year` empty: it belongs to no school year; a plan is named so."""

    learner: LearnerId
    kind: str
    name: str
    year: str = ""

    @property
    def is_new(self) -> bool:
        return self.name == NEW

    @property
    def of_year(self) -> str:
        """The school year it goes with when that is put away; empty: it belongs to none."""
        return self.name if self.kind == "plan" else self.year

    def file_in(self, folder: str) -> str:
        """Its path, in a learner's folder; a new one has none yet."""
        return "" if self.is_new else f"{folder}/{FOLDERS[self.kind].format(name=self.name, year=self.year)}"

    @property
    def draft_key(self) -> str:
        """Under which what is typed into it is kept."""
        return f"{self.learner}.{self.kind}.{self.year or '-'}.{NO_SIGN_OF_A_KEY.sub('_', self.name)}"

    def address(self, sheet: str = "", **more: str) -> str:
        asked = {"year": self.year, "sheet": sheet, **more}
        told = urlencode({key: value for key, value in asked.items() if value})
        return f"/l/{self.learner}/{self.kind}/{self.name}" + (f"?{told}" if told else "")


def thing_called(learner: LearnerId, kind: str, name: str, year: str) -> Thing | None:
    """None: there can be no such thing. What is typed into an address leads nowhere but into the learner's folder."""
    sound = kind in SHEETS and (ID.fullmatch(name) or SCHOOL_YEAR.fullmatch(name))
    if not sound or (kind == "plan" and not SCHOOL_YEAR.fullmatch(name)) or (kind == "learner" and name != "learner"):
        return None
    if kind in OF_A_YEAR and not SCHOOL_YEAR.fullmatch(year):
        return None
    return Thing(learner=learner, kind=kind, name=name, year=year if kind in OF_A_YEAR else "")


def thing_in(file: str, learner: LearnerId) -> Thing | None:
    """Which thing a file is, by its path; None: no form shows it."""
    inside = file.partition(f"{learner}/")[2].removesuffix(".yml").removesuffix(".yaml").split("/")
    match inside:
        case ["learner"]:
            return Thing(learner=learner, kind="learner", name="learner")
        case [year, "plan"]:
            return Thing(learner=learner, kind="plan", name=year)
        case [year, "goals", name]:
            return Thing(learner=learner, kind="goal", name=name, year=year)
        case [year, "conferences", name]:
            return Thing(learner=learner, kind="conference", name=name, year=year)
        case ["evidence", name]:
            return Thing(learner=learner, kind="evidence", name=name)
        case ["supports", name]:
            return Thing(learner=learner, kind="support", name=name)
    return None


def sheet_of(kind: str, name: str) -> Sheet:
    """The page asked for, the first one where none is."""
    return next((sheet for sheet in SHEETS[kind] if sheet.name == name), SHEETS[kind][0])
