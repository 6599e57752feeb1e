"""What stands behind evidence in the form: consents in people's words, what a class view sends, photos that wait."""

import os
from datetime import date
from pathlib import Path
from time import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes import Change
from generator.checked import CheckedSchool, checked_school
from generator.editing.intake.files import Taken
from generator.form.classes.marks import Mark, marked
from generator.form.pages.preview_sites import PreviewSites
from generator.form.saves.photos import UNUSED_SECONDS, about_consent, forget, forget_unused, keep, taken
from generator.load.catalogues import words_for
from generator.problem import Place
from generator.records.learner import Consent
from generator.records.text import Text, Version
from generator.render.sources import template_folders
from generator.words import Words
from tests.conftest import TOP

ON = date(2026, 11, 20)
HERE = Place("learner.yml")


def words(language: str = "en") -> Words:
    return words_for(language, "en", template_folders(TOP))


def asked(what: str, on: date, *, given: bool, until: date | None = None) -> Consent:
    return Consent(what=Text.plain(what), given=given, by="f-00011", on=on, until=until, place=HERE)


YES = asked("photos of work in the plan", date(2026, 9, 1), given=True)
SPANISH = Consent(
    what=Text({"es": Version(text="Fotos del trabajo")}), given=True, by="f-00011", on=date(2026, 9, 2), place=HERE
)


@pytest.mark.parametrize(
    ("consents", "told", "because"),
    [
        ((YES,), "", "the family has said yes"),
        ((SPANISH,), "", "in whatever language it was asked"),
        ((), "No answer of the family about photos", "nobody has asked"),
        ((asked("a trip to the coast", ON, given=True),), "No answer", "a yes to something else"),
        ((YES, asked("photos", date(2026, 10, 1), given=False)), "said no to photos on October 1", "the newest holds"),
        ((asked("photos", date(2026, 9, 1), given=True, until=date(2026, 11, 1)),), "ended on November 1", "it ended"),
    ],
)
def test_what_is_told_of_a_familys_answer_about_photos(consents: tuple[Consent, ...], told: str, because: str) -> None:
    said = about_consent(consents, ON, words())
    assert (told in said) if told else said == "", because


def test_what_a_class_view_sends_is_read_without_what_is_empty() -> None:
    ref = "ccss-math:4.nf.a.1"
    read = marked(
        {
            "title": " Fraction check ",
            "competencies": [ref, "", ref, 4],
            "marks": {
                "s-0001": {"levels": {ref: "got-it", "habits:other": "got-it"}, "note": "Slowly."},
                "s-0002": {"levels": {ref: ""}},
                "s-0003": {"points": {ref: "2.5"}},
                "s-0004": "nothing",
            },
        }
    )
    assert (read.title, read.competencies) == ("Fraction check", (ref,))
    assert read.marks == {
        "s-0001": Mark(levels={ref: "got-it"}, points={}, note="Slowly."),
        "s-0003": Mark(levels={}, points={ref: "2.5"}, note=""),
    }
    assert read.marks["s-0001"].results == ({"competency": ref, "level": "got-it", "note": "Slowly."},)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
FIELDS = ("group", "title", "kind", "assessed_on", "context", "competencies", "marks")


@settings(max_examples=60, deadline=None)
@given(sent=st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_whatever_a_page_sends_for_a_class_can_be_read(sent: dict[str, Any]) -> None:
    read = marked(sent)
    assert all(mark.results for mark in read.marks.values())


def test_photos_wait_privately_and_go_when_nobody_names_them(tmp_path: Path) -> None:
    named, forgotten, fresh = (
        keep(tmp_path, Taken(content=each, media_type="image/jpeg")) for each in (b"one", b"two", b"three")
    )
    (tmp_path / "s-0001.evidence.-.new.json").write_text(f'{{"photos": ["{named}"]}}', "utf-8")
    long_ago = time() - 2 * UNUSED_SECONDS
    cut_off = tmp_path / ".new-words"
    cut_off.write_text("half of some wo", "utf-8")
    for file in (*((tmp_path / "photos" / f"{upload}.jpg") for upload in (named, forgotten)), cut_off):
        os.utime(file, (long_ago, long_ago))
    forget_unused(tmp_path)
    assert not cut_off.exists(), "what the power cut left without a name"
    kept = {upload: taken(tmp_path, upload) for upload in (named, forgotten, fresh, "../../secret", "0" * 24)}
    assert {upload for upload, file in kept.items() if file is not None} == {named, fresh}
    assert (tmp_path / "photos").stat().st_mode & 0o077 == 0
    forget(tmp_path, named)
    assert taken(tmp_path, named) is None


@pytest.fixture(scope="module")
def school() -> CheckedSchool:
    return checked_school(TOP, None, lambda _zone: ON)


@pytest.mark.build
def test_each_person_has_previews_of_their_own_and_only_the_newest_stay(school: CheckedSchool) -> None:
    folder = next(each for each in school.folders if each.learner == "s-0002")
    file = f"{folder.folder}/2026-27/goals/g1.yml"
    raw = (TOP / file).read_bytes()
    sites = PreviewSites(TOP)
    try:
        versions = []
        for person, typed in (
            ("t-0001", "Mine, first"),
            ("t-0006", "Somebody else's"),
            ("t-0001", "Mine, 2"),
            ("t-0001", "3"),
        ):
            text = raw.decode().replace("status: active", f"outcome: {typed}\nstatus: active")
            change = Change(file=file, content=text.encode(), before=None)
            version, problems = sites.built(school, folder, (change,), person, words)
            assert version is not None, problems
            versions.append((person, version))
        there = [sites.site(person, "s-0002", version).is_dir() for person, version in versions]
        assert there == [False, True, True, True], "two of each person stay, the others go"
        assert not sites.site("t-0006", "s-0002", versions[-1][1]).exists()
        broken = Change(file=file, content=b"id: g1\n", before=None)
        version, problems = sites.built(school, folder, (broken,), "t-0001", words)
        assert version is None
        assert problems
        assert sites.site(*versions[-1][:1], "s-0002", versions[-1][1]).is_dir(), "what was shown last stays"
    finally:
        sites.close()
    assert not sites.theme.exists()
