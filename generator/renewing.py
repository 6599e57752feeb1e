"""One learner's outputs, made anew as far as they would say something else. Whatever says the same keeps every byte."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from generator.drawing import Said, drawn, refuse_what_is_others
from generator.lying import digest_of_output, place_of
from generator.manifest import Built, Line, Made, Part
from generator.problem import Problem
from generator.render.photos import within
from generator.shown import digest_of_values
from generator.unchanged import Known, Look, words_used
from generator.workshop import Workshop


def renewed(
    shop: Workshop, said: Said, problems: tuple[Problem, ...], kept: tuple[str, ...], known: Known, through: date
) -> Built:
    """`kept`: texts that pages must not hold. `through`: the last day on which all this is said, if nothing changes."""
    shown, searched = shown_by(shop, said, known.look), searched_for(said, kept, known.look)
    stale = tuple(part for part in shop.order.parts if not says(known.before.get(part), shown[part]))
    if "site" in shop.order.parts and "site" not in stale and known.before["site"].searched != searched:
        # The pages are the same, but what they must not hold is not: a new learner's name, a new note of staff.
        if shop.order.access == "plain":
            refuse_what_is_others(shop, said, shop.order.sites / said.learner.learner, kept)
        else:
            stale = (*stale, "site")
    built = drawn(shop, said, problems, kept, stale)
    made = {part: made_of(shop, said, built, part, known.before.get(part)) for part in shop.order.parts}
    parts: Mapping[Part, Made] = {
        part: replace(
            each, key=known.key, shown=shown[part], searched=searched, on=shop.school.on, good_through=through
        )
        for part, each in made.items()
    }
    return replace(built, line=Line(warnings=len(problems), parts=parts))


def says(before: Made | None, shown: str) -> bool:
    return before is not None and before.shown == shown


def shown_by(shop: Workshop, said: Said, look: Look) -> Mapping[Part, str]:
    """All that pages say, and all that papers say, with what turns it into files. The papers lie in the site too."""
    on_paper = {name: words_used(look, (edition.language,)) for name, edition in said.shared.items()}
    papers = digest_of_values(look.files["pdf"], on_paper, said.shared)
    spoken = words_used(look, (site.language for site in said.sites))
    site = (look.files["site"], spoken, papers, said.sites, tuple(files_in(shop, said)), said.readers, said.epoch)
    languages = words_used(look, (edition.language for edition in said.editions))
    return {
        "site": digest_of_values(*site, said.may_be_read),
        "pdf": digest_of_values(look.files["pdf"], languages, said.editions),
    }


def files_in(shop: Workshop, said: Said) -> Iterator[str]:
    """What a site shows of the learner's files, by what they hold."""
    for site in said.sites:
        if not site.folder:  # the others lead to these
            for source in (*site.files.values(), *(photo.source for photo in site.photos)):
                yield sha256(within(shop.order.root, source).read_bytes()).hexdigest()


def searched_for(said: Said, kept: tuple[str, ...], look: Look) -> str:
    return digest_of_values(look.everyone, kept, [person.name for person in said.people.values()])


def made_of(shop: Workshop, said: Said, built: Built, part: Part, before: Made | None) -> Made:
    """What lies there now; what was not drawn is as it was."""
    if before is not None and part not in built.drawn:
        return before
    on, there = shop.school.on, part == "pdf" or bool(said.sites)
    place = place_of(shop.order, lambda: shop.master, built.learner, part)
    return Made(
        key="",
        shown="",
        files=digest_of_output(place) if there else "",
        on=on,
        good_through=on,
        count=len(built.editions) if part == "pdf" else built.pages,
        warnings=built.warned.get(part, 0),
        themes=built.themes if part == "site" else (),
    )
