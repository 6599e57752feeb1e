"""Who at home reads a learner's plan on the day of a picture, and so in which languages it must exist."""

from generator.model.picture import Picture
from generator.model.readers import homes_on, languages_needed, readers_on, site_language
from generator.records.learner import FamilyEntry


def homes_of(picture: Picture) -> tuple[FamilyEntry, ...]:
    """Family entries in force on the day; none for a learner who holds the rights and keeps the plan private."""
    return homes_on(picture.learner, picture.on)


def readers_of(picture: Picture) -> tuple[FamilyEntry, ...]:
    """The homes that may read the plan."""
    return readers_on(picture.learner, picture.on)


def site_language_of(picture: Picture) -> str:
    """The language of the learner's own site, and of what is printed for nobody else."""
    return site_language(picture.learner, picture.school)


def languages_of(picture: Picture) -> tuple[str, ...]:
    """Every language the site is wished in, the site's own first."""
    needed = languages_needed(picture.learner, picture.school, picture.on)
    return tuple(dict.fromkeys((needed[0], *picture.learner.languages, *needed)))
