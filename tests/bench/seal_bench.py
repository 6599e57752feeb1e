"""Sealing: the example school's sites, sealed and opened again, against writing the files that come out of it.

The learners take turns, each with the readers its plan names. A code is worked out once a process, so a teacher's costs
something only at the first site.
"""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.build import build_learner
from generator.checked import checked_learner, checked_school
from generator.manifest import Order
from generator.model.access import readers_of
from generator.publish.contents import SealedFile
from generator.publish.derived import key_of_code
from generator.publish.pb1 import ITERATIONS, opened_file, opened_manifest, slots_of
from generator.publish.previous import BLOBS, MANIFEST
from generator.publish.sealed import Seal, publication_of, seal_site, write_files
from generator.records.learner import Learner
from generator.sealing import seal_of
from generator.workshop import Workshop
from tests.bench.table import Row, interleaved, ms

SCHOOL, DAY = Path(__file__).resolve().parents[2], date(2026, 11, 20)
MEDIA, PAPERS, ONE_PAGE = "evidence/files/", "papers/", "standalone.html"
GOAL_MS, GOAL_SITE_KB, GOAL_EDITION_KB = 20, 400, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One learner's site, ready for each of the ways. `published`: what comes out of sealing it.

    The sizes are of blobs in bytes: `media` with photos, recordings and the page that holds the photos once more,
    `editions` with what goes home on paper.
    """

    plain: Path
    contents: Mapping[str, bytes]
    learner: Learner
    seal: Seal
    published: Mapping[str, bytes]
    media: int
    editions: tuple[int, ...]


def seal_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and how much is published."""
    shop = shop_in(workspace)
    sites = sites_in(shop, workspace)
    key_of_code.cache_clear()
    seconds = interleaved(
        {
            "sealing": lambda n: publication_of(sites[n].contents, afresh(shop, sites[n])),
            "first": lambda n: seal_site(sites[n].plain, fresh(workspace, "first", n), afresh(shop, sites[n])),
            "again": lambda n: seal_site(sites[n].plain, fresh(workspace, "again", n), sites[n].seal),
            "code": lambda n: key_of_code(f"{n:020}", b"of no school", ITERATIONS),
            "bare": lambda n: write_files(fresh(workspace, "bare", n), sites[n].published),
        },
        len(sites),
    )
    sealing, first, again, bare = (seconds[way] for way in ("sealing", "first", "again", "bare"))
    against = "writing the same bytes"
    rows = (
        Row(what="sealing a site", ours=sealing, baseline=bare, against=against, goal=f"≤ {GOAL_MS} ms"),
        Row(what="reading, sealing, writing, opening again", ours=first, baseline=bare, against=against),
        Row(what="the same, and nothing has changed", ours=again, baseline=bare, against=against),
    )
    return rows, shape_of(sites, sealing, seconds["code"])


def shop_in(workspace: Path) -> Workshop:
    order = Order(root=SCHOOL, out=workspace / "out", access="sealed", release=1, how="serial")
    return Workshop(order=order, school=checked_school(SCHOOL, None, lambda _zone: DAY))


def sites_in(shop: Workshop, workspace: Path) -> list[Site]:
    """Built whole, with their papers, and opened again: so the plain pages are those that a build seals."""
    sites: list[Site] = []
    for folder in shop.school.folders:
        records, _ = checked_learner(shop.school, folder)
        if records is not None and readers_of(records.learner, DAY):
            build_learner(shop, folder)
            sites.append(opened(seal_of(shop, records.learner), records.learner, shop, workspace / "plain"))
    return sites


def opened(seal: Seal, learner: Learner, shop: Workshop, into: Path) -> Site:
    top = shop.order.sites / seal.vault.folder
    published = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    manifest = opened_manifest(seal.vault, published[MANIFEST])
    sealed = {path: file for path, file in manifest.files.items() if isinstance(file, SealedFile)}
    sizes = {path: len(published[f"{BLOBS}/{file.name}"]) for path, file in sealed.items()}
    contents = {
        path: opened_file(seal.vault, path, file.digest, published[f"{BLOBS}/{file.name}"])
        for path, file in sealed.items()
    }
    write_files(into / learner.learner, contents)
    photos = [size for path, size in sizes.items() if path.startswith(MEDIA)]
    return Site(
        plain=into / learner.learner,
        contents=contents,
        learner=learner,
        seal=seal,
        published=published,
        media=sum(photos) + (sizes[ONE_PAGE] if photos else 0),
        editions=tuple(size for path, size in sizes.items() if path.startswith(PAPERS)),
    )


def fresh(workspace: Path, way: str, number: int) -> Path:
    folder = workspace / way / str(number)
    folder.mkdir(parents=True)
    return folder


def afresh(shop: Workshop, site: Site) -> Seal:
    """As if nothing had been published before; the slots are made too."""
    slots = slots_of(site.seal.vault, shop.master, readers_of(site.learner, DAY))
    return replace(site.seal, slots=slots, previous=None)


def shape_of(sites: list[Site], sealing: float, code: float) -> str:
    whole = [sum(map(len, site.published.values())) for site in sites]
    bare = [size - site.media - sum(site.editions) for size, site in zip(whole, sites, strict=True)]
    editions = [size for site in sites for size in site.editions]
    slots = statistics.mean(len(site.seal.codes) for site in sites)
    return (
        f"Sealing {len(sites)} sites of the example school, {slots:.1f} readers each: {ms(sealing)} (goal {GOAL_MS}), "
        f"where a code that was not met before takes {ms(code)}. "
        f"Published without media and papers: {kb(bare)} (goal {GOAL_SITE_KB}); "
        f"a paper: {kb(editions)} (goal {GOAL_EDITION_KB}); with everything: {kb(whole)}."
    )


def kb(sizes: list[int]) -> str:
    """Median and largest, in thousands of bytes."""
    return f"{statistics.median(sizes) / 1000:.0f} kB, at most {max(sizes) / 1000:.0f}" if sizes else "none"
