"""Who at home reads a learner's plan on a day, and so in which languages its words are needed."""

from datetime import date

from generator.records.learner import FamilyEntry, Learner
from generator.records.school import School
from generator.records.text import LanguageTag


def homes_on(learner: Learner, on: date) -> tuple[FamilyEntry, ...]:
    """Family entries in force on the day; none for a learner who holds the rights and keeps the plan private."""
    if not parents_may_see(learner, on):
        return ()
    return tuple(home for home in learner.family if is_in_force(home.from_, home.to, on))


def readers_on(learner: Learner, on: date) -> tuple[FamilyEntry, ...]:
    """The homes that may read the plan."""
    return tuple(home for home in homes_on(learner, on) if home.rights != "none")


def parents_may_see(learner: Learner, on: date) -> bool:
    """Whether a learner who holds the rights has not kept the plan from the parents."""
    holder = learner.rights_holder
    if holder is None or holder.who == "parents" or not is_in_force(holder.from_, None, on):
        return True
    return holder.parents_may_see


def site_language(learner: Learner, school: School) -> LanguageTag:
    """The language of the learner's own site, and of what is printed for nobody else."""
    return learner.site_language or school.languages[0]


def languages_needed(learner: Learner, school: School, on: date) -> tuple[LanguageTag, ...]:
    """The languages somebody counts on: the site's own, then each home's."""
    return tuple(dict.fromkeys((site_language(learner, school), *(home.language for home in readers_on(learner, on)))))


def is_in_force(start: date | None, end: date | None, on: date) -> bool:
    """Both ends included; None: open."""
    return (start is None or start <= on) and (end is None or on <= end)
