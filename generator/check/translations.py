"""Texts in several languages: what is behind, what only a machine has written, and what a reader still lacks.

All of it can wait, so all of it is a warning, told where something can be done about it and no oftener than that.
"""

from collections.abc import Iterable, Iterator

from babel import Locale

from generator.check.case import Case
from generator.check.walk import Wording
from generator.locales import name_in
from generator.model.readers import languages_needed, readers_on
from generator.model.texts import Found
from generator.model.translatable import Wish, all_shared, texts_of_plan
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.text import LanguageTag
from generator.translated import code_of, gap_in, is_shown, is_stale, is_unreviewed, original_of

LONGEST_EXCERPT, PLACES_NAMED = 90, 3


def plan_translated(case: Case) -> Iterator[Problem]:
    """What this learner's readers do not get in their language, or get as it was before."""
    own = case.commons.school.languages[0]
    needed = tuple(tag for tag in languages_needed(case.records.learner, case.commons.school, case.on) if tag != own)
    if not needed and all(wording.language in ("", own) for wording in case.wordings):
        return
    wishes = tuple(texts_of_plan(case.records, case.commons, case.on))
    for language in needed:
        yield from missing(language, wishes, case)
    yield from versions_in_order(wish for wish in wishes if not wish.shared)


def plan_readable(case: Case) -> Iterator[Problem]:
    """Every text of the learner has a version that may be shown, those of earlier years too."""
    yield from (only_machine(wording.found) for wording in case.wordings if by_machine(wording))


def by_machine(wording: Wording) -> bool:
    """Whether nobody has read any version of the text; most texts are plain strings, and quickly passed."""
    return wording.language != "" and all(is_unreviewed(each) for each in wording.found.text.versions.values())


def shared_translated(commons: Commons) -> Iterator[Problem]:
    """The same in the files that learners share; what is missing there is told of each learner who would read it."""
    wishes = tuple(wish for wish in all_shared(commons) if "" not in wish.found.text.versions)
    yield from versions_in_order(wishes)
    for wish in wishes:
        if all(is_unreviewed(version) for version in wish.found.text.versions.values()):
            yield only_machine(wish.found)


def missing(language: LanguageTag, wishes: tuple[Wish, ...], case: Case) -> Iterator[Problem]:
    """One line a learner and language, however much it is: `pathbook translate export` lists it."""
    texts = {
        code_of(words_of(wish)): wish for wish in reversed(wishes) if gap_in(wish.found.text, language, wish.own)
    }  # fmt: skip
    if not texts:
        return
    place, learner = asked_at(language, case), case.records.learner.learner
    many = f"{len(texts)} texts of this plan" if len(texts) > 1 else "one text of this plan"
    named = [short(wish.found.place, case.records.folder) for wish in reversed(texts.values())][:PLACES_NAMED]
    yield Problem(
        place,
        "translation-missing",
        f"{many} cannot be read in {english(language)}; {english(case.commons.school.languages[0])} is shown",
        hint=f"`pathbook translate export {language} {learner}` writes them into a file for a translator. "
        f"They begin with {', '.join(named)}.",
        length=len(language),
        severity="warning",
    )


def asked_at(language: LanguageTag, case: Case) -> Place:
    """Where the language is asked for: by a home, else by the learner's own site."""
    learner = case.records.learner
    home = next((home for home in readers_on(learner, case.on) if home.language == language), None)
    if home is not None:
        return home.place.at("language")
    return learner.place.at("site_language")


def short(place: Place, folder: str) -> str:
    """A place as somebody finds it who is looking at the learner's folder."""
    return f"{place.file.removeprefix(f'{folder}/')}:{place.line}"


def versions_in_order(wishes: Iterable[Wish]) -> Iterator[Problem]:
    unread: dict[tuple[str, LanguageTag], list[Place]] = {}
    for wish in wishes:
        text = wish.found.text
        for language, version in text.versions.items():
            place = wish.found.place_of(language)
            if version.of is not None and is_stale(text, language, wish.own):
                yield stale(wish, language, place)
            if is_unreviewed(version) and len(text.versions) > 1:
                unread.setdefault((place.file, language or wish.own), []).append(place)
    for (_, language), places in unread.items():
        yield unreviewed(language, places)


def stale(wish: Wish, language: LanguageTag, place: Place) -> Problem:
    name, first = english(language), original_of(wish.found.text, wish.own)
    shown = is_shown(wish.found.text, language, wish.own)
    of = f"this {name} text was made from other words than stand here now"
    held_back = "" if shown else f", and not from the same numbers: readers see {english(first or wish.own)} instead"
    excerpt, words = words_of(wish)[:LONGEST_EXCERPT], words_of(wish)
    return Problem(
        place,
        "translation-stale",
        of + held_back,
        hint=f"Now it says: “{' '.join(excerpt.split())}{'…' if len(words) > LONGEST_EXCERPT else ''}” "
        f"Where the {name} still says the same, write `of: {code_of(words)}`.",
        severity="warning",
    )


def unreviewed(language: LanguageTag, places: list[Place]) -> Problem:
    name, count = english(language), len(places)
    what = f"a machine wrote this {name} text" if count == 1 else f"a machine wrote {count} {name} texts of this file"
    nobody = "nobody who knows the language has reviewed it" if count == 1 else "nobody has reviewed them"
    return Problem(
        places[0],
        "translation-unreviewed",
        f"{what}, and {nobody}; no reader sees {'it' if count == 1 else 'them'}",
        hint="Have somebody who knows the language read it, then write `reviewed:` with the day beside it.",
        severity="warning",
    )


def only_machine(found: Found) -> Problem:
    """Nothing of it may be shown, and nothing else can be."""
    return Problem(
        found.place,
        "only-machine-text",
        "all there is of this text was written by a machine, and nobody has reviewed it",
        hint="Write `by: human` if a person wrote it; else have it read, and write `reviewed:` with the day.",
    )


def words_of(wish: Wish) -> str:
    text = wish.found.text
    return text.versions[original_of(text, wish.own)].text


def english(language: LanguageTag) -> str:
    return name_in(language, Locale("en"))
