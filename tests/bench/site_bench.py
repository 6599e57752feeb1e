"""Sites: the warm builder, and the whole chain, against `mkdocs build` of the same pages and against bare writing.

The sample school's learners take turns: each round is another learner, built in each of the ways.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build import build_learner
from generator.checked import checked_learner, checked_school
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.render.said import said_items
from generator.render.sources import base_config
from generator.render.templates import environment, page_html
from generator.render.warm_pages import nav_of, source_of
from generator.sample import write_sample
from generator.sample_pupil import TODAY
from generator.view.page import Site
from generator.view.readers import site_language_of
from generator.view.site import site_of
from generator.workshop import Workshop
from tests.bench.table import Row, interleaved, ms

LEARNERS = 24
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
    for learner in learners[:WARM_UP]:
        build_learner(shop, learner.folder)
    measured = learners[WARM_UP:]
    seconds = interleaved(
        {
            "plain": lambda n: plainly(measured[n]),
            "builder": lambda n: by_builder(shop, measured[n], workspace / "builder" / str(n)),
            "chain": lambda n: build_learner(shop, measured[n].folder),
            "bare": lambda n: barely(measured[n].files, workspace / "bare" / str(n)),
        },
        len(measured),
    )
    plain, builder, chain, bare = (seconds[way] for way in ("plain", "builder", "chain", "bare"))
    rows = (
        Row(what="A: warm builder alone, a site", ours=builder, baseline=plain, against="mkdocs build", goal="≥ 22×"),
        Row(what="B: plan to site, a learner", ours=chain, baseline=plain, against="mkdocs build"),
        Row(what="warm builder alone, a site", ours=builder, baseline=bare, against="writing the same bytes"),
    )
    return rows, shape_of(measured, prepared)


def workshop_in(workspace: Path) -> tuple[Workshop, float]:
    """The sample school, read and checked, and a worker's tools; how long preparing the tools took."""
    root = workspace / "school"
    write_sample(root, LEARNERS)
    order = Order(root=root, out=workspace / "out", only="site", how="serial")
    shop = Workshop(order=order, school=checked_school(root, None, lambda _zone: TODAY))
    start = time.perf_counter()
    for language in shop.school.commons.school.languages:
        shop.builder(language)
    return shop, time.perf_counter() - start


def finished(shop: Workshop, folder: LearnerFolder, workspace: Path) -> Finished:
    records, problems = checked_learner(shop.school, folder)
    if records is None:
        raise SystemExit(f"the sample school has problems: {problems}")
    picture = picture_of(
        records, shop.school.commons, people_for(records, shop.school.people), TODAY, shop.school.groundwork
    )
    words = shop.words(site_language_of(picture))
    site = site_of(picture, words)
    templates = environment(shop.templates)
    html = {page.path: page_html(templates, page, words) for page in site.pages}
    project = workspace / "projects" / site.learner
    write_project(project, site, html)
    into = workspace / "s" / site.learner
    shop.builder(site.language).write_pages(site, html, into)
    files = {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}
    return Finished(folder=folder, site=site, html=html, project=project, files=files)


def write_project(project: Path, site: Site, html: Mapping[str, str]) -> None:
    """The pages as documents of an ordinary MkDocs project, on the same base."""
    for path, page in html.items():
        source = project / "docs" / source_of(path)
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(page, encoding="utf-8")
    base = base_config(project)
    theme = {"custom_dir": str(base.parent / "site_templates" / "theme"), "language": site.language}
    nav = nav_of(said_items(site.nav))
    config = {"INHERIT": str(base), "docs_dir": "docs", "site_dir": "site", "nav": nav, "theme": theme}
    (project / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


def plainly(learner: Finished) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, check=True, cwd=learner.project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})


def by_builder(shop: Workshop, learner: Finished, into: Path) -> None:
    shop.builder(learner.site.language).write_pages(learner.site, learner.html, into)


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
