"""Which languages a learner's site exists in, where each lies, and that all say the same pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.records.learner import FamilyEntry, Learner, RightsHolder
from generator.view.links import relative
from generator.view.page import Paper
from generator.view.site import sites_of
from tests.generator.view.made import HERE, ON, picture
from tests.generator.view.pages import html_of, words_in


def home(language: str, **more: Any) -> FamilyEntry:
    return FamilyEntry(id=f"home-{language}", language=language, place=HERE, **more)


def learner(**more: Any) -> Learner:
    return replace(Learner(learner="s-0001", stage="elementary", place=HERE), **more)


KEPT_PRIVATE = RightsHolder(who="student", from_=date(2026, 9, 1), parents_may_see=False, place=HERE)


@pytest.mark.parametrize(
    ("of", "folders", "because"),
    [
        (learner(), {"en": ""}, "the school's own, where nothing is said"),
        (learner(site_language="es"), {"es": ""}, "the site's own lies in the learner's folder"),
        (learner(languages=("ar", "en")), {"en": "", "ar": "ar/"}, "what the learner speaks"),
        (learner(family=(home("es"), home("ar"))), {"en": "", "es": "es/", "ar": "ar/"}, "what each home reads"),
        (learner(family=(home("es"), replace(home("es"), id="b"))), {"en": "", "es": "es/"}, "a language once"),
        (learner(family=(home("es", to=ON.replace(day=1)),)), {"en": ""}, "a home no longer in force reads nothing"),
        (learner(family=(home("es", rights="none"),)), {"en": ""}, "nor does one without rights"),
        (learner(family=(home("es"),), rights_holder=KEPT_PRIVATE), {"en": ""}, "nor where the learner said no"),
        (learner(languages=("so",), family=(home("hmn"),)), {"en": ""}, "no catalogue, no site: it would be English"),
        (learner(site_language="so", languages=("es",)), {"so": "", "es": "es/"}, "the site's own is always there"),
        (learner(family=(home("es-MX"),)), {"en": "", "es-MX": "es-MX/"}, "a region speaks its language"),
    ],
)
def test_languages_of_a_site(of: Learner, folders: Mapping[str, str], because: str) -> None:
    sites = sites_of(picture(learner=of), words_in)
    assert {each.language: each.folder for each in sites[0].languages} == folders, because
    assert tuple(site.folder for site in sites) == tuple(folders.values())
    assert {site.languages for site in sites} == {sites[0].languages}


def test_every_language_has_the_same_pages_in_the_same_order() -> None:
    english, arabic, spanish = sites_of(picture(learner=learner(languages=("ar", "es"))), words_in)
    assert [page.path for page in english.pages] == [page.path for page in arabic.pages]
    assert [page.path for page in english.pages] == [page.path for page in spanish.pages]
    assert (english.direction, arabic.direction, spanish.direction) == ("ltr", "rtl", "ltr")
    ours = [page.title for page in arabic.pages if page.kind != "goal"]
    assert set(ours).isdisjoint(page.title for page in english.pages)


def test_a_page_in_a_language_nobody_speaks_says_that_it_is_in_another() -> None:
    [somali] = sites_of(picture(learner=learner(site_language="so")), words_in)
    assert (somali.language, somali.direction) == ("en", "ltr")


def test_what_was_printed_is_linked_in_every_language() -> None:
    papers = (Paper(path="papers/plan-es.pdf", kind="plan", language="es", print="standard", paper="letter"),)
    for site in sites_of(picture(learner=learner(languages=("es",))), words_in, papers):
        [family] = (page for page in site.pages if page.kind == "family")
        assert "papers/plan-es.pdf" in html_of(family, words_in(site.language)), site.language


@pytest.mark.parametrize(
    ("target", "page", "folder", "way", "because"),
    [
        ("goal/g1/", "", "", "goal/g1/", "from the home page"),
        ("", "goal/g1/", "", "../../", "and back"),
        ("", "", "", "./", "a page to itself"),
        ("evidence/#e-1", "goal/g1/", "es/", "../../evidence/#e-1", "pages of a language lead to each other"),
        ("evidence/files/a.webp", "evidence/", "", "../evidence/files/a.webp", "files lie in the learner's folder"),
        ("evidence/files/a.webp", "evidence/", "es/", "../../evidence/files/a.webp", "which is one higher"),
        ("papers/plan-es.pdf", "family/", "es/", "../../papers/plan-es.pdf", "so do printed plans"),
    ],
)
def test_the_way_from_a_page_to_another(target: str, page: str, folder: str, way: str, because: str) -> None:
    assert relative(target, page, folder) == way, because
