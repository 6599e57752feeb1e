"""One learner's papers and site, written beside the last good ones and swapped in together.

A site ends open, sealed, or as one file for a stick; either way the same plain pages are made first.
"""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.manifest import Built, Part
from generator.model.access import Reader, epoch_of, readers_of
from generator.model.picture import Picture
from generator.problem import BuildStopped, Problem
from generator.publish.scan import as_problem, found_in_plain, sought_for
from generator.publish.swap import swapped_in
from generator.records.commons import People
from generator.records.learner import Learner
from generator.sealing import LYING, may_be_read
from generator.view.edition import editions_of, editions_with_appendix
from generator.view.page import Edition, Paper, Site
from generator.view.site import sites_of
from generator.workshop import Workshop

PAPERS = "papers"  # the folder of a learner's site that holds what was printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that one learner's pages and papers say on a day, and who reads it: nothing is left to decide.

    `readers`, `epoch`: what a sealed site is sealed for; of an open one, nothing. `may_be_read`: there is to be a site.
    """

    learner: Learner
    people: People
    sites: tuple[Site, ...]
    editions: tuple[Edition, ...]
    readers: tuple[Reader, ...] = ()
    epoch: int = 0
    may_be_read: bool

    @property
    def shared(self) -> Mapping[str, Edition]:
        return shared_papers(self.editions)


def said_of(shop: Workshop, picture: Picture, on: date) -> Said:
    """What is to be written, as far as it was ordered."""
    order, learner = shop.order, picture.learner
    may_be = may_be_read(order, learner, on)
    printing = editions_with_appendix if order.appendix else editions_of
    editions = () if order.only == "site" else printing(picture, shop.words)
    papers = papers_of(shared_papers(editions))
    sealed = order.access != "plain"
    return Said(
        learner=learner,
        people=picture.people,
        sites=() if order.only == "pdf" or not may_be else sites_of(picture, shop.words, papers),
        editions=editions,
        readers=readers_of(learner, on) if sealed else (),
        epoch=epoch_of(learner) if sealed else 0,
        may_be_read=may_be,
    )


def drawn(
    shop: Workshop,
    said: Said,
    problems: tuple[Problem, ...],
    kept: tuple[str, ...] | None = None,
    parts: tuple[Part, ...] = ("site", "pdf"),
) -> Built:
    """The plans on paper and the site of one learner. Whatever fails, both stay as they were.

    `kept`: texts that the pages must not hold; None: they are not searched, since nothing is published of them.
    `parts`: which are to be made anew; papers also where the site needs them and they are not there.
    """
    learner, order = said.learner.learner, shop.order
    drawing = tuple(part for part in order.parts if part in parts)
    lying = order.pdfs / learner
    if "pdf" in order.parts and "pdf" not in drawing and said.sites and drawing and not lying.is_dir():
        drawing = order.parts
    told: dict[Part, tuple[Problem, ...]] = {}
    with ExitStack() as swaps:
        if "pdf" in drawing:
            lying = swaps.enter_context(swapped_in(lying))
            told["pdf"] = written_on_paper(shop, said.editions, lying)
        if "site" in drawing and said.sites:
            folder = swaps.enter_context(LYING[order.access or "sealed"](shop, said.learner))
            told["site"] = written_as_site(shop, said.sites, folder)
            lay_papers(said, lying, folder)
            if kept is not None:
                refuse_what_is_others(shop, said, folder, kept)
    return Built(
        learner=learner,
        problems=(*problems, *(each for part in told.values() for each in part)),
        on=shop.school.on,
        pages=sum(len(site.pages) for site in said.sites),
        editions=tuple(one.name for one in said.editions),
        may_be_read=said.may_be_read,
        themes=themes_of(shop, said) if "site" in drawing else (),
        drawn=drawing,
        whole=reasons_of(shop, said) if "site" in drawing else (),
        warned={part: len(problems) for part, problems in told.items()},
    )


def themes_of(shop: Workshop, said: Said) -> tuple[str, ...]:
    return tuple({shop.builder(site.language).theme_name: None for site in said.sites})


def reasons_of(shop: Workshop, said: Said) -> tuple[str, ...]:
    """Why MkDocs had to write these sites whole, which takes longer; none where it had not."""
    reasons = (shop.builder(site.language).why_whole for site in said.sites)
    return tuple(dict.fromkeys(reason for reason in reasons if reason is not None))


def lay_papers(said: Said, printed: Path, folder: Path) -> None:
    """The papers that a site links lie inside it."""
    for name, edition in said.shared.items():
        (folder / PAPERS).mkdir(exist_ok=True)
        shutil.copy(printed / f"{edition.name}.pdf", folder / PAPERS / f"{name}.pdf")


def refuse_what_is_others(shop: Workshop, said: Said, plain: Path, kept: tuple[str, ...]) -> None:
    """Raises BuildStopped with all that stands on the pages and is not for those who read them."""
    learner = said.learner
    found = found_in_plain(plain, sought_for(learner.learner, shop.school.names, kept, said.people.values()))
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
