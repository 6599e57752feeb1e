"""Small whole schools, and all that their learners' pages and family plans say.

A case is a folder in cases/good: the files that differ from cases/base (an empty file `x.gone` takes `x` away), and
golden/, what stands on each page and in each edition on 2026-11-20, before the theme is put around it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.checked import checked_learner, checked_school
from generator.load.catalogues import words_for
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.render.pdf import warm_renderer
from generator.render.sources import template_folders
from generator.render.templates import environment, page_html
from generator.view.edition import editions_of
from generator.view.site import site_of
from generator.words import Words
from tests.conftest import CASES, laid_over

GOOD = CASES / "good"
ON = date(2026, 11, 20)
NAMES = sorted(folder.name for folder in GOOD.iterdir())


def drawn(school: Path) -> Iterator[tuple[str, str]]:
    """Every page and edition of every learner of a school, as (name of its golden file, text)."""
    folders = template_folders(school)
    checked = checked_school(school, None, lambda _: ON)
    templates = environment(folders)

    def words(language: str) -> Words:
        return words_for(language, "en", folders)

    press = warm_renderer(folders, words)
    for folder in checked.folders:
        records, problems = checked_learner(checked, folder)
        assert records is not None, problems
        people = people_for(records, checked.people)
        picture: Picture = picture_of(records, checked.commons, people, ON, checked.groundwork)
        own = words(picture.learner.site_language or "en")
        for page in site_of(picture, own).pages:
            name = page.path.strip("/").replace("/", "-") or "home"
            yield f"{folder.learner}/{name}.html", page_html(templates, page, own.for_stage(picture.learner.stage))
        for edition in editions_of(picture, words):
            yield f"{folder.learner}/{edition.name}.html", press.html(edition)[0]


def readable(html: str) -> str:
    """One element a line, and pictures by their size alone, so that a change is a small diff."""
    html = re.sub(r"data:[a-z/+-]+;[^\"')]{80,}", lambda found: f"data:…{len(found.group())} characters", html)
    lines = (
        line.rstrip() for line in re.sub(r"(</(?:p|li|h\d|section|header|tr|ol|ul|div)>)", r"\1\n", html).splitlines()
    )
    return "\n".join(line for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_school_says_this(name: str, tiny_school: Path, golden: Callable[[Path, str], None]) -> None:
    case = GOOD / name
    laid_over(case, tiny_school)
    made = {f"golden/{file}": readable(html) for file, html in drawn(tiny_school)}
    for file, text in made.items():
        golden(case / file, text)
    kept = {path.relative_to(case).as_posix() for path in (case / "golden").rglob("*.html")}
    assert kept - set(made) == set(), "golden files that nothing makes any more"
