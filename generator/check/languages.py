"""Languages that sites and plans are wished in, and what a family gets in one that Pathbook does not speak yet.

Nobody is left without a plan for it, so all of this is a warning.
"""

from collections.abc import Iterator

from babel import Locale

from generator.check.case import Case
from generator.locales import is_plain, locale_of, name_in
from generator.model.readers import readers_on
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.text import LanguageTag

MANUAL = "The page “Languages” of the documentation says how."


def school_languages_spoken(commons: Commons) -> Iterator[Problem]:
    """The school's own languages."""
    for position, language in enumerate(commons.school.languages):
        yield from unspoken(language, commons.school.place.at("languages", position), commons)


def home_languages_spoken(case: Case) -> Iterator[Problem]:
    """The languages of one learner's site and homes; what the school itself speaks is told there."""
    learner, told = case.records.learner, set(case.commons.school.languages)
    wished = [(home.language, home.place.at("language")) for home in readers_on(learner, case.on)]
    if learner.site_language is not None:
        wished.insert(0, (learner.site_language, learner.place.at("site_language")))
    for language, place in wished:
        if language not in told:
            told.add(language)
            yield from unspoken(language, place, case.commons)


def unspoken(language: LanguageTag, place: Place, commons: Commons) -> Iterator[Problem]:
    """What is missing for a language: its catalogue, or else the months to write its days with; and its glossary."""
    if not commons.catalogues:  # nobody has looked
        return
    if not has_catalogue(language, commons):
        yield without_catalogue(language, place, commons)
    elif is_plain(locale_of(language)):
        said = f"the names of days and months in {english(language)} are not known: days are written like 2026-12-04"
        hint = "They come from Unicode's CLDR, through Babel. Numbers are written plainly, like 1234.5."
        yield told(place, "language-without-dates", said, hint, language)
    if commons.glossary and has_catalogue(language, commons) and not is_explained(language, commons):
        yield without_glossary(language, place)


def without_catalogue(language: LanguageTag, place: Place, commons: Commons) -> Problem:
    name, own = english(language), commons.school.languages[0]
    instead = english(own if has_catalogue(own, commons) else "en")
    said = f"nobody has put Pathbook's own words into {name} yet: headings and labels are in {instead}"
    hint = (
        f"What people wrote in {name} is shown in {name}. "
        f"One file more and everything is: site_templates/words/{language.partition('-')[0]}.po. {MANUAL}"
    )
    return told(place, "language-without-catalogue", said, hint, language)


def has_catalogue(language: LanguageTag, commons: Commons) -> bool:
    """Of the language, or of the language without its region."""
    return not commons.catalogues.isdisjoint({language, language.partition("-")[0]})


def is_explained(language: LanguageTag, commons: Commons) -> bool:
    """Whether the school has a glossary in the language, or in the language without its region."""
    return not {language, language.partition("-")[0]}.isdisjoint(commons.glossary)


def without_glossary(language: LanguageTag, place: Place) -> Problem:
    name = english(language)
    said = f"the school's words are not explained in {name}: pages and plans in {name} explain none"
    hint = f"Translate one of the files of frameworks/glossary: frameworks/glossary/{language.partition('-')[0]}.yml."
    return told(place, "glossary-missing", said, hint, language)


def told(place: Place, code: str, said: str, hint: str, language: LanguageTag) -> Problem:
    return Problem(place, code, said, hint=hint, length=len(language), severity="warning")


def english(language: LanguageTag) -> str:
    name = name_in(language, Locale("en"))
    return name if name != language else f"“{language}”"
