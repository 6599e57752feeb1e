"""Who at home reads a learner's plan on the day, and so in which languages it must exist."""

from datetime import date

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry


def homes_of(picture: Picture) -> tuple[FamilyEntry, ...]:
    """Family entries in force on the day; none for a learner who holds the rights and keeps the plan private."""
    if not parents_may_see(picture):
        return ()
    return tuple(home for home in picture.learner.family if _in_force(home.from_, home.to, picture.on))


def readers_of(picture: Picture) -> tuple[FamilyEntry, ...]:
    """The homes that may read the plan."""
    return tuple(home for home in homes_of(picture) if home.rights != "none")


def parents_may_see(picture: Picture) -> bool:
    """Whether a learner who holds the rights has kept the plan from the parents."""
    holder = picture.learner.rights_holder
    if holder is None or holder.who == "parents" or not _in_force(holder.from_, None, picture.on):
        return True
    return holder.parents_may_see


def site_language_of(picture: Picture) -> str:
    """The language of the learner's own site, and of what is printed for nobody else."""
    return picture.learner.site_language or picture.school.languages[0]


def languages_of(picture: Picture) -> tuple[str, ...]:
    """Every language the site is wished in, the site's own first."""
    homes = (home.language for home in readers_of(picture))
    return tuple(dict.fromkeys((site_language_of(picture), *picture.learner.languages, *homes)))


def _in_force(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)
