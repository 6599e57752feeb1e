"""One learner's papers and site, written beside the last good ones and swapped in together.

A site ends open, sealed, or as one file for a stick; either way the same plain pages are made first.
"""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from generator.manifest import Built
from generator.model.picture import Picture
from generator.problem import BuildStopped, Problem
from generator.publish.scan import as_problem, found_in_plain, sought_for
from generator.publish.swap import swapped_in
from generator.sealing import LYING, may_be_read
from generator.view.edition import editions_of, editions_with_appendix
from generator.view.page import Edition, Paper, Site
from generator.view.site import sites_of
from generator.workshop import Workshop

PAPERS = "papers"  # the folder of a learner's site that holds what was printed


def drawn(
    shop: Workshop, picture: Picture, problems: tuple[Problem, ...], kept: tuple[str, ...] | None = None
) -> Built:
    """The plans on paper and the site of one picture. Whatever fails, both stay as they were.

    `kept`: texts that the pages must not hold; None: they are not searched, since nothing is published of them.
    """
    learner, order = picture.learner.learner, shop.order
    may_be = may_be_read(shop, picture.learner)
    printing = editions_with_appendix if order.appendix else editions_of
    editions = () if order.only == "site" else printing(picture, shop.words)
    shared = shared_papers(editions)
    sites = () if order.only == "pdf" or not may_be else sites_of(picture, shop.words, papers_of(shared))
    with ExitStack() as swaps:
        printed = swaps.enter_context(swapped_in(order.pdfs / learner)) if order.only != "site" else None
        if printed is not None:
            problems += written_on_paper(shop, editions, printed)
        if sites:
            folder = swaps.enter_context(LYING[order.access or "sealed"](shop, picture.learner))
            problems += written_as_site(shop, sites, folder)
            if printed is not None and shared:
                (folder / PAPERS).mkdir()
                for name, edition in shared.items():
                    shutil.copy(printed / f"{edition.name}.pdf", folder / PAPERS / f"{name}.pdf")
            if kept is not None:
                refuse_what_is_others(shop, picture, folder, kept)
    pages = sum(len(site.pages) for site in sites)
    return Built(
        learner=learner,
        problems=problems,
        on=picture.on,
        pages=pages,
        editions=tuple(one.name for one in editions),
        may_be_read=may_be,
        themes=tuple({shop.builder(site.language).theme_name: None for site in sites}),
    )


def refuse_what_is_others(shop: Workshop, picture: Picture, plain: Path, kept: tuple[str, ...]) -> None:
    """Raises BuildStopped with all that stands on the pages and is not for those who read them."""
    learner = picture.learner
    found = found_in_plain(plain, sought_for(learner.learner, shop.school.names, kept, picture.people.values()))
    if found:
        folder = learner.place.file.rpartition("/")[0]
        raise BuildStopped(tuple(as_problem(each, folder) for each in found), str(shop.order.root))


def written_on_paper(shop: Workshop, editions: tuple[Edition, ...], folder: Path) -> tuple[Problem, ...]:
    """Each edition as a PDF in the folder; what there is to say about them."""
    problems: tuple[Problem, ...] = ()
    for edition in editions:
        printed = shop.press.printed(edition)
        (folder / f"{edition.name}.pdf").write_bytes(printed.document)
        problems += printed.problems
    return problems


def written_as_site(shop: Workshop, sites: tuple[Site, ...], folder: Path) -> tuple[Problem, ...]:
    """The site in each of its languages; what there is to say about them."""
    problems: tuple[Problem, ...] = ()
    for site in sites:
        problems += shop.builder(site.language).write(site, folder / site.folder)
    return problems


def shared_papers(editions: tuple[Edition, ...]) -> Mapping[str, Edition]:
    """The editions that lie beside a site, by names without a home: all homes read the same site, and none may learn
    there of another. Of several that are alike, the first."""
    return {shared_name(edition): edition for edition in reversed(editions)}


def shared_name(edition: Edition) -> str:
    if edition.kind == "phone":
        return f"{edition.kind}-{edition.language}"
    return f"{edition.kind}-{edition.language}-{edition.paper}-{edition.print}"


def papers_of(shared: Mapping[str, Edition]) -> tuple[Paper, ...]:
    """The same as the site links them."""
    return tuple(
        Paper(
            path=f"{PAPERS}/{name}.pdf",
            kind=edition.kind,
            language=edition.language,
            print=edition.print,
            paper=edition.paper,
        )
        for name, edition in shared.items()
    )
