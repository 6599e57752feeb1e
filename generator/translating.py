"""What readers lack in their language, gathered for translators: outsiders, who must not learn whose plan it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.check.names import full_names_in
from generator.checked import CheckedSchool, checked_learner
from generator.load.learner_folders import LearnerFolder
from generator.model.as_of import records_on
from generator.model.readers import languages_needed
from generator.model.surroundings import conferences_of, grade_on, next_conference_of
from generator.model.translatable import Wish, all_of_learner, all_shared, texts_of_plan
from generator.model.translations import Reading
from generator.problem import Place
from generator.records.commons import LearnerRecords
from generator.records.text import LanguageTag, Version
from generator.translated import CONTROL


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """`withheld`: texts that must not leave the school, and why. `unusable`: learners whose files have errors."""

    readings: tuple[Reading, ...]
    withheld: tuple[tuple[Place, str], ...]
    unusable: tuple[str, ...]


def gathering_of(
    school: CheckedSchool,
    folders: Iterable[LearnerFolder],
    language: LanguageTag | None,
    *,
    all_of_it: bool,
) -> Gathering:
    """What readers of these plans meet, of those that are read in a language; None: of all of them.

    `all_of_it`: however old, and with all that learners share.
    """
    readings: list[Reading] = []
    withheld: dict[tuple[Place, str], None] = {}
    unusable: list[str] = []
    for folder in folders:
        records, _ = checked_learner(school, folder)
        if records is None:
            unusable.append(folder.learner)
        elif language is None or language in languages_of(records, school):
            readings.append(reading_of(records, school, withheld, all_of_it=all_of_it))
    if all_of_it:
        shared = outward(all_shared(school.commons), "", school, withheld)
        readings.append(Reading(wishes=shared, who="", needed_by=None))
    return Gathering(readings=tuple(readings), withheld=tuple(withheld), unusable=tuple(unusable))


def languages_of(records: LearnerRecords, school: CheckedSchool) -> tuple[LanguageTag, ...]:
    """The languages that somebody reads this plan in; the learner's own too, where the site is in them."""
    needed = languages_needed(records.learner, school.commons.school, school.on)
    return (*needed, *records.learner.languages)


def reading_of(
    records: LearnerRecords, school: CheckedSchool, withheld: dict[tuple[Place, str], None], *, all_of_it: bool
) -> Reading:
    commons, on = school.commons, school.on
    known = records_on(records, on)
    now = texts_of_plan(records, commons, on)
    older = all_of_learner(known, commons.school.languages[0]) if all_of_it else ()
    return Reading(
        wishes=outward((*now, *older), records.learner.learner, school, withheld),
        who=who_reads(records, on),
        needed_by=next_conference_of(conferences_of(known), on),
    )


def who_reads(records: LearnerRecords, on: date) -> str:
    """For a translator, who needs the tone and not the name."""
    grade = grade_on(records.learner, on)
    if grade is None:
        return "a member of staff" if records.learner.kind != "student" else records.learner.stage
    return f"grade {grade.lstrip('0') or grade}"


def outward(
    wishes: Iterable[Wish], learner: str, school: CheckedSchool, withheld: dict[tuple[Place, str], None]
) -> tuple[Wish, ...]:
    """The wishes without those that name a child: translators are outsiders."""
    person = school.people.get(learner) if learner else None
    given = "|".join(map(re.escape, sorted(set(person.given.values())))) if person else ""
    own_name = re.compile(rf"(?<!\w)(?:{given})(?!\w)") if given else None
    kept = []
    for wish in wishes:
        why = next((why for each in wish.found.text.versions.values() if (why := named(each, own_name, school))), None)
        if why is None:
            kept.append(wish)
        else:
            withheld[wish.found.place, why] = None
    return tuple(kept)


def named(version: Version, own_name: re.Pattern[str] | None, school: CheckedSchool) -> str | None:
    """Why a version must stay here; None: nothing in it tells who a child is."""
    if full_names_in(version.text, school.names, ""):
        return "it holds the full name of a learner"
    if own_name is not None and own_name.search(version.text):
        return "it holds the learner’s given name; write {student} instead"
    return "it holds a sign that no file can carry" if CONTROL.search(version.text) else None
