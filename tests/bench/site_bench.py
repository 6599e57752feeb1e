"""Sites: the warm builder, and the whole chain, against `mkdocs build` of the same pages and against bare writing.

The sample school's learners take turns: each round is another learner. Whoever keeps words gets learners whose words
nobody met before, as in a build.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache
from pathlib import Path

from jinja2 import Environment

from generator.build import build_learner
from generator.checked import checked_learner, checked_school
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.render.glossary import explained
from generator.render.places import BESIDE_SITES
from generator.render.search_entries import search_entries
from generator.render.sources import base_config
from generator.render.templates import environment, page_html
from generator.render.themed import LearnerPages, themed_items, themed_of
from generator.render.warm_build import WarmBuild, warm_build
from generator.render.warm_pages import nav_of, source_of
from generator.sample import write_sample
from generator.sample_pupil import TODAY
from generator.view.page import Site
from generator.view.readers import site_language_of
from generator.view.site import site_of
from generator.workshop import Workshop
from tests.bench.table import Row, interleaved, ms

LEARNERS = 64  # each way that keeps words it met has learners of its own
WARM_UP = 4  # the first sites of a worker also compile the theme's templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One learner, ready for each of the ways."""

    folder: LearnerFolder
    site: Site
    html: Mapping[str, str]  # page path → the page's inside
    project: Path  # the same pages as an ordinary MkDocs project
    files: Mapping[str, bytes]  # what the builder makes of them


def site_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and what was measured in a few words."""
    shop, prepared = workshop_in(workspace)
    learners = [finished(shop, folder, workspace) for folder in shop.school.folders]
    forget()
    for learner in learners[:WARM_UP]:
        build_learner(shop, learner.folder)
    built, chained, told = (learners[WARM_UP + first :: 3] for first in range(3))
    whole = {language: whole_builder(shop, language) for language in {each.site.language for each in learners}}
    seconds = interleaved(
        {
            "plain": lambda n: plainly(built[n]),
            "builder": lambda n: by_builder(shop, built[n], workspace / "builder" / str(n)),
            "chain": lambda n: build_learner(shop, chained[n].folder),
            "html": lambda n: html_of(shop, told[n].site),
            "bare": lambda n: barely(built[n].files, workspace / "bare" / str(n)),
            "whole": lambda n: by_mkdocs(whole, built[n], workspace / "whole" / str(n)),
            "learned": lambda n: learned(whole, built[n]),
        },
        len(built),
    )
    return rows_of(seconds), shape_of(learners[WARM_UP:], prepared)


def rows_of(seconds: Mapping[str, float]) -> tuple[Row, ...]:
    plain, builder, chain, bare = (seconds[way] for way in ("plain", "builder", "chain", "bare"))
    against, floor = "mkdocs build", "writing the same bytes"
    return (
        Row(what="A: the builder alone, a site", ours=builder, baseline=plain, against=against, goal="≥ 100×"),
        Row(what="B: plan to site, a learner", ours=chain, baseline=plain, against=against, goal="≥ 25×"),
        Row(what="a site without shells: MkDocs kept warm", ours=seconds["whole"], baseline=plain, against=against),
        Row(what="shells of one shape, learned", ours=seconds["learned"], baseline=plain, against=against),
        Row(what="the inside of a learner's pages", ours=seconds["html"], baseline=chain, against="plan to site"),
        Row(what="the builder alone, a site", ours=builder, baseline=bare, against=floor, goal="≥ 1/3"),
    )


def forget() -> None:
    """Whatever was kept of learners' words while they were made ready: a build meets them for the first time."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper):
            each.cache_clear()


def workshop_in(workspace: Path) -> tuple[Workshop, float]:
    """The sample school, read and checked, and a worker's tools; how long preparing the tools took."""
    root = workspace / "school"
    write_sample(root, LEARNERS)
    order = Order(root=root, out=workspace / "out", only="site", how="serial")
    shop = Workshop(order=order, school=checked_school(root, None, lambda _zone: TODAY))
    start = time.perf_counter()
    for language in shop.school.commons.school.languages:
        whole_builder(shop, language)
    return shop, time.perf_counter() - start


def whole_builder(shop: Workshop, language: str) -> WarmBuild:
    """What a worker makes ready where no shells are kept."""
    order = shop.order
    return warm_build(
        root=order.root,
        config_file=base_config(order.root),
        templates=shop.templates,
        shared=order.theme,
        words=shop.words(language),
        theme_from_site=BESIDE_SITES,
    )


def finished(shop: Workshop, folder: LearnerFolder, workspace: Path) -> Finished:
    records, problems = checked_learner(shop.school, folder)
    if records is None:
        raise SystemExit(f"the sample school has problems: {problems}")
    picture = picture_of(
        records, shop.school.commons, people_for(records, shop.school.people), TODAY, shop.school.groundwork
    )
    words = shop.words(site_language_of(picture))
    site = site_of(picture, words)
    html = html_of(shop, site)
    project = workspace / "projects" / site.learner
    write_project(project, site, html)
    into = workspace / "s" / site.learner
    for _ in range(2):  # from now on there are shells of this shape
        shop.builder(site.language).write_pages(site, html, into)
    files = {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}
    return Finished(folder=folder, site=site, html=html, project=project, files=files)


def html_of(shop: Workshop, site: Site) -> Mapping[str, str]:
    words = shop.words(site.language).for_stage(site.stage)
    templates = templates_of(shop.templates)
    return {
        page.path: explained(page_html(templates, page, words, site.folder), page, site.glossary) for page in site.pages
    }


@cache
def templates_of(folders: tuple[Path, ...]) -> Environment:
    return environment(folders)


def write_project(project: Path, site: Site, html: Mapping[str, str]) -> None:
    """The pages as documents of an ordinary MkDocs project, on the same base."""
    for path, page in html.items():
        source = project / "docs" / source_of(path)
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(page, encoding="utf-8")
    base = base_config(project)
    theme = {"custom_dir": str(base.parent / "site_templates" / "theme"), "language": site.language}
    nav = nav_of(themed_items(site.nav))
    config = {"INHERIT": str(base), "docs_dir": "docs", "site_dir": "site", "nav": nav, "theme": theme}
    (project / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


def plainly(learner: Finished) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, check=True, cwd=learner.project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})


def by_builder(shop: Workshop, learner: Finished, into: Path) -> None:
    shop.builder(learner.site.language).write_pages(learner.site, learner.html, into)


def by_mkdocs(whole: Mapping[str, WarmBuild], learner: Finished, into: Path) -> None:
    site = learner.site
    pages = LearnerPages(themed=themed_of(site, learner.html), entries=search_entries(site), files={})
    whole[site.language].build(pages, site, into)


def learned(whole: Mapping[str, WarmBuild], learner: Finished) -> None:
    whole[learner.site.language].learned(themed_of(learner.site, learner.html))


def barely(files: Mapping[str, bytes], into: Path) -> None:
    for folder in {(into / name).parent for name in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (into / name).write_bytes(content)


def shape_of(learners: list[Finished], prepared: float) -> str:
    pages = statistics.median(len(learner.html) for learner in learners)
    size = statistics.median(sum(map(len, learner.files.values())) for learner in learners)
    return (
        f"{len(learners)} learners of the sample school, medians: {pages:g} pages and {size / 1000:.0f} kB a site "
        f"without the shared theme. Preparing a worker: {ms(prepared)}, once."
    )
