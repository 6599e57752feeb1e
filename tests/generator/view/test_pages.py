"""What every page of a learner's site keeps to, and what each says for which learner."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from generator.model.picture import Picture
from generator.records.evidence import Excluded
from generator.records.plan import Judgement
from generator.records.school import Person
from generator.view.evidence import line_of
from generator.view.page import RichText
from generator.view.site import PAGES, site_of
from generator.words import Words
from tests.generator.messages import ROOT, all_messages
from tests.generator.view.lived_in import lived_in
from tests.generator.view.made import (
    EQUAL_NOW,
    GOT_IT,
    HERE,
    PATHWAY,
    PEOPLE,
    SECOND,
    TALK,
    bare,
    goal_picture,
    picture,
    standing,
    t,
)
from tests.generator.view.pages import Element, pages_of, read, spoken, without_words, words_in

LEARNERS: Mapping[str, Picture] = {
    "with something of everything": picture(),
    "who has just come": bare(),
    "who has been here for a while": lived_in(),
    "without a pathway": picture(pathways=()),
    "with one goal of their own making": picture(goals=(SECOND,)),
    "whom people.yml does not know": picture(people={}),
    "with a decision by a teacher": picture(
        goals=(
            goal_picture(
                standings=(
                    replace(
                        EQUAL_NOW,
                        level=GOT_IT,
                        judgement=Judgement(
                            id="j1",
                            competency="ccss-math:4.nf.a.1",
                            level="got-it",
                            reason=t("She explained it to the class."),
                            by="t-0001",
                            on=date(2026, 11, 18),
                            place=HERE,
                        ),
                    ),
                )
            ),
        )
    ),
}
SHOWN_NOTHING = picture(evidence=(), goals=(goal_picture(evidence=()),))
LANGUAGES = ("en", "es", "ar")
GOLDEN = Path(__file__).parent / "golden"
every_learner = pytest.mark.parametrize("learner", LEARNERS.values(), ids=LEARNERS.keys())


def elements_of(html: str, name: str) -> list[Element]:
    return [element for element in read(html) if element.tag == name]


def with_class(html: str, name: str) -> list[Element]:
    return [element for element in read(html) if name in element.attributes.get("class", "").split()]


@every_learner
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_one_heading_and_tells_its_day(learner: Picture, language: str) -> None:
    words = words_in(language)
    updated = words.say("Updated {day}", day=words.day(learner.updated))
    for path, html in pages_of(learner, words).items():
        assert len(elements_of(html, "h1")) == 1, path
        assert updated in elements_of(html, "header")[0].text, path


@pytest.mark.parametrize(
    "page", ["", "pathway/p1/", "goal/g1/", "evidence/", "reached/", "about/", "conversations/", "family/"]
)
def test_a_page_as_it_stands(page: str, golden: Callable[[Path, str], None]) -> None:
    learner = lived_in() if page in {"conversations/", "family/"} else picture()
    html = pages_of(learner, words_in("en"))[page]
    golden(GOLDEN / f"{page.partition('/')[0] or 'home'}.html", html + "\n")


@every_learner
def test_headings_never_skip_a_level(learner: Picture) -> None:
    for path, html in pages_of(learner, words_in("en")).items():
        levels = [int(element.tag[1]) for element in read(html) if re.fullmatch("h[1-6]", element.tag)]
        assert all(below - above <= 1 for above, below in pairwise(levels)), f"{path}: {levels}"


@every_learner
def test_every_id_stands_once_and_every_way_leads_somewhere(learner: Picture) -> None:
    site = site_of(learner, words_in("en"))
    html = pages_of(learner, words_in("en"))
    photos = {copy.path for photo in site.photos for copy in photo.copies}
    ids = {path: [e.attributes["id"] for e in read(page) if "id" in e.attributes] for path, page in html.items()}
    for path, found in ids.items():
        assert len(found) == len(set(found)), path
        for element in read(html[path]):
            for name in element.attributes.get("aria-labelledby", "").split():
                assert name in found, f"{path}: {name}"
            way = element.attributes.get("href", element.attributes.get("src", ""))
            if way and not way.startswith(("https:", "mailto:", "tel:")):
                target, _, anchor = resolved(path, way).partition("#")
                assert target in html or target in site.files or target in photos, f"{path}: {way}"
                assert not anchor or anchor in ids[target], f"{path}: {way}"


def resolved(path: str, way: str) -> str:
    """Where a relative way leads from the page at a path."""
    if way.startswith("#"):
        return path + way
    parts = path.split("/")[:-1]
    while way.startswith("../"):
        parts, way = parts[:-1], way[3:]
    return "/".join([*parts, "" if way == "./" else way])


@every_learner
def test_no_title_holds_a_name(learner: Picture) -> None:
    site = site_of(learner, words_in("en"))
    titles = [site.title, *(page.title for page in site.pages), *(e.title for page in site.pages for e in page.search)]
    for person in PEOPLE.values():
        for name in (*person.name.values(), *person.given.values()):
            assert not [title for title in titles if name in title]


def test_a_name_in_an_i_can_sentence_does_not_reach_the_title() -> None:
    goal = replace(SECOND.goal, i_can=t("I can tell why {student} folds *paper*"))
    site = site_of(picture(goals=(replace(SECOND, goal=goal),)), words_in("en"))
    assert [page.title for page in site.pages if page.kind == "goal"] == ["I can tell why the student folds paper"]


@every_learner
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_stand_inside_a_drawing(learner: Picture, language: str) -> None:
    for path, html in pages_of(learner, words_in(language)).items():
        assert [e.text for e in elements_of(html, "svg") if e.text] == [], path


def test_each_chart_has_a_sentence_that_says_the_same() -> None:
    html = pages_of(picture(), words_in("en"))
    assert "My level: Starting from Oct 16 and Getting closer from Nov 3." in read(html[""])[0].text
    assert "Steps reached so far: 3. Steps planned by Nov 16: 3." in read(html["pathway/p1/"])[0].text
    for chart in ("pb-levels", "pb-pace"):
        assert all(e.hidden for page in html.values() for e in with_class(page, chart)), "a reader hears the sentence"


def test_home_answers_the_four_questions_in_order() -> None:
    home = pages_of(picture(), words_in("en"))[""]
    asked = [element.text for element in with_class(home, "pb-question")]
    assert [text[:40] for text in asked] == [
        "1 Where am I now, and when do I move for",
        "2 What am I doing to get there? Fold pap",
        "3 What do I need to show? I draw a pictu",
        "4 What have I shown so far? Nov 19 Recip",
    ]
    after = [element.text for element in elements_of(home, "h2")]
    assert after == [
        "I can explain why two fractions are equal, and I can make equal fractions.",
        "I am also working on",
        "Goals I have reached",
        "In my words",
    ]


@pytest.mark.parametrize(
    ("page", "said", "because"),
    [
        ("", "2 more pieces of work with “Got it”, and I move forward.", "what is still to come, once"),
        ("", "My newest piece of work shows “Getting closer”.", "and says why one stands there"),
        ("", "My aim: December 11, 2026.", "the aim is a day"),
        ("", "Handed in, waiting to be looked at", "what waits is shown as waiting"),
        ("", "My own view", "what one thinks oneself is told, and no level beside it"),
        ("", "2 more on the page of this goal", "home shows the newest three"),
        ("", "Next conversation about my plan: Wednesday, December 9, 2026, with Ms. Okafor.", "with whom one talks"),
        ("goal/g1/", "Layla wants to write a recipe book.", "people's words say the given name"),
        ("goal/g1/", "The newest piece of work decides.", "the method is a sentence"),
        ("goal/g1/", "Result: 2.00 on a scale from 1 to 4. That is the level “Getting closer”.", "two decimals"),
        ("goal/g1/", "Shown beside, never counted", "one's own view is told apart from what is left out"),
        ("goal/g1/", "My newest piece of work shows “Getting closer”.", "why one stands where one stands"),
        ("goal/g1/", "“Getting closer” begins at 2, “Got it” at 3.", "which level's points the number has reached"),
        ("goal/g1/", "Of 1, 2, 2, the newest is 2.", "which score was taken"),
        ("goal/g1/", "Nov 3 · Paper-strip photo journal", "which piece shows a criterion"),
        ("goal/g1/", "2 different pieces of work are at the level to reach. So far: 0.", "how much evidence there is"),
        ("goal/g1/", "Standards © their owners. Encoding CC BY 3.0.", "attribution is printed"),
        ("pathway/p1/", "3 of 8 steps reached", "how far the pathway is"),
        ("pathway/p1/", "Opens the way to “Project: a recipe book”", "what a ready step opens"),
        (
            "pathway/p1/",
            "First reach “Measure with fractions” and one of these: "
            "“Compare any two fractions” or “Tenths and hundredths”.",
            "what a step waits for keeps its alls and its ones",
        ),
        (
            "pathway/p1/",
            "From Nov 16 to Jun 16 there are 61 school days; the longest way still to go takes about 58. "
            "It fits, with little time to spare.",
            "whether the time suffices",
        ),
        ("pathway/p1/", "If things go on like the last weeks: between Mar 3 and Apr 20.", "the forecast is a band"),
        ("pathway/p1/", "“Project: a recipe book”: 24 school days, like the others on average", "days nobody told"),
        ("pathway/p1/", "In the last 40 school days up to then: 3 reached.", "how the band came about"),
        ("pathway/p1/", "From then to Nov 16 it is 1 school day.", "how the pace came about"),
        ("pathway/p1/", "What I chose Keep a bean diary", "a choice is shown"),
        ("pathway/p1/", "On plan: no more than 5 school days away from it.", "pace is a sentence"),
        ("evidence/", "My own view, not counted: Getting closer", "one's own level stands beside"),
        ("evidence/", "Beside my goals", "pieces without a goal have their place"),
        ("evidence/", "Shown above for another goal too", "a piece of two goals stands whole once"),
        ("reached/", "Reached October 2, 2026", "the day"),
        ("reached/", "Best evidence: Starting check", "and the best piece"),
        ("about/", "More time for tests", "what the learner chose to show"),
        ("about/", "twice a week", "the support that runs now"),
    ],
)
def test_what_a_page_says(page: str, said: str, because: str) -> None:
    assert said in read(pages_of(picture(), words_in("en"))[page])[0].text, because


@pytest.mark.parametrize(
    ("learner", "page", "said", "because"),
    [
        (
            bare(),
            "",
            "No goals have been agreed yet. At the first conversation we choose one together.",
            "what comes next",
        ),
        (bare(), "", "The day of the next conversation about my plan is not set yet.", "and that it has no day"),
        (bare(), "", "Here is room for my own words.", "nothing said yet"),
        (bare(), "evidence/", "Nothing yet. First we choose a goal together", "nothing shown yet, and nothing to show"),
        (SHOWN_NOTHING, "evidence/", "The first piece of work I show will stand here", "nothing shown yet"),
        (SHOWN_NOTHING, "evidence/", "What I could show first", "and what could be"),
        (bare(), "", "What do I want to learn first?", "what one could bring to the first conversation"),
        (bare(), "reached/", "Nothing yet. What I reach will stand here and stay.", "nothing reached yet"),
        (bare(), "about/", "What do others come to me for?", "nothing written yet"),
        (picture(goals=(SECOND,)), "", "No activities yet. We choose the first one together.", "no activities"),
        (picture(goals=(SECOND,)), "", "What counts as showing it is not written down yet.", "no criteria"),
        (
            picture(goals=(SECOND,)),
            "",
            "I move forward when I have shown everything on the list.",
            "a goal without levels",
        ),
        (
            picture(goals=(goal_picture(standings=(standing(),)),)),
            "",
            "Not started yet",
            "no level: the ladder without a place",
        ),
        (
            picture(goals=(replace(SECOND, goal=replace(SECOND.goal, status="paused")),)),
            "",
            "No goal is active now. At the next conversation we choose what comes next.",
            "only a paused goal",
        ),
        (
            picture(people={}),
            "",
            "Next conversation about my plan: Wednesday, December 9, 2026.",
            "nobody's name is known",
        ),
        (picture(people={}), "goal/g1/", "the student wants to write a recipe book.", "nor the learner's"),
        (
            LEARNERS["with a decision by a teacher"],
            "goal/g1/",
            "On November 18, 2026 Ms. Okafor decided on the level “Got it”.",
            "who",
        ),
        (LEARNERS["with a decision by a teacher"], "goal/g1/", "She explained it to the class.", "why"),
        (LEARNERS["with a decision by a teacher"], "goal/g1/", "Result: 2.00", "and the number that it stands before"),
        (
            LEARNERS["with a decision by a teacher"],
            "goal/g1/",
            "The decision stands for 3.00. The work alone gives 2.00, “Getting closer”. The decision is what counts.",
            "both numbers",
        ),
    ],
)
def test_what_a_page_says_to_whom(learner: Picture, page: str, said: str, because: str) -> None:
    assert said in read(pages_of(learner, words_in("en"))[page])[0].text, because


def test_a_ladder_tells_where_one_is_by_words() -> None:
    rungs = with_class(pages_of(picture(), words_in("en"))[""], "pb-rung")
    assert [rung.text.partition(" I ")[0] for rung in rungs] == [
        "Starting",
        "Getting closer",
        "Got it",
        "Going further",
    ]
    assert ["I am here" in rung.text for rung in rungs] == [False, True, False, False]
    assert ["Move forward at this level" in rung.text for rung in rungs] == [False, False, True, False]
    not_rated = picture(goals=(goal_picture(standings=(standing(),)),))
    assert not [r for r in with_class(pages_of(not_rated, words_in("en"))[""], "pb-rung") if "I am here" in r.text]


def test_what_was_not_chosen_to_be_shown_is_nowhere() -> None:
    assert not [path for path, html in pages_of(picture(), words_in("en")).items() if "not for this page" in html]


def test_foreign_words_carry_their_language_and_direction() -> None:
    home = pages_of(picture(), words_in("ar"))[""]
    foreign = [e for e in read(home) if e.attributes.get("lang")]
    assert {(e.attributes["lang"], e.attributes["dir"]) for e in foreign} == {("en", "ltr")}
    assert "Teach a partner with a number line" in {e.text for e in foreign}
    assert "الكسور" not in {e.text for e in foreign}


@pytest.mark.parametrize(
    ("grade", "said", "because"),
    [
        ("4", "Grade 4", "a number"),
        ("04", "Grade 4", "however it is written"),
        ("K", "Kindergarten", "a word"),
        (None, "", "an educator"),
    ],
)
def test_the_grade_as_people_say_it(grade: str | None, said: str, because: str) -> None:
    head = elements_of(pages_of(picture(grade=grade), words_in("en"))[""], "header")[0].text
    assert re.sub(r"\s+", " ", head) == re.sub(
        r"\s+", " ", f"What I am working on Layla Haddad {said} Updated November 17, 2026"
    ), because


def test_links_lead_only_to_hosts_the_school_allows() -> None:
    html = pages_of(picture(), words_in("en"))["evidence/"]
    links = {e.text: e.attributes["href"] for e in elements_of(html, "a") if e.attributes["href"].startswith("http")}
    assert links == {"Lesson (another website: khanacademy.org)": "https://www.khanacademy.org/math"}
    assert "Elsewhere" in read(html)[0].text


@pytest.mark.parametrize(
    ("changed", "level", "said", "because"),
    [
        ({}, True, "Getting closer", "a piece that counts shows its level"),
        ({"kind": "self"}, False, "My own view", "one's own view is never mixed in"),
        ({"kind": "prior_learning"}, False, "Learned before", "nor is what was learned before"),
        (
            {
                "excluded": Excluded(
                    reason=t("The sheet was another's."), by="t-0001", on=date(2026, 11, 18), place=HERE
                )
            },
            False,
            "Set aside, not counted",
            "nor what was set aside",
        ),
        ({"assessed_on": None, "results": ()}, False, "Handed in, waiting to be looked at", "nobody has looked yet"),
    ],
)
def test_a_piece_at_a_glance(changed: dict[str, Any], level: bool, said: str, because: str) -> None:
    shown = line_of(replace(TALK, **changed), EQUAL_NOW, picture(), words_in("en"))
    assert (shown.sign is not None) == level, because
    assert said in (
        (shown.sign.label.text if isinstance(shown.sign.label, RichText) else "") if shown.sign else shown.kind
    )


def test_a_piece_that_was_tried_again_says_so() -> None:
    again = replace(TALK, id="talk-2", supersedes="talk")
    html = pages_of(picture(evidence=(again, TALK)), words_in("en"))["evidence/"]
    assert "Replaced by a newer try" in next(e.text for e in read(html) if e.attributes.get("id") == "e-talk")
    assert "Replaced by a newer try" not in next(e.text for e in read(html) if e.attributes.get("id") == "e-talk-2")


def test_files_beside_evidence_are_found_under_names_that_say_nothing() -> None:
    """Their addresses stay in the browser's history."""
    site = site_of(picture(), words_in("en"))
    folder = "evidence/files/"
    assert site.files == {
        f"{folder}a7067fee5786.mp3": "plans/s-0001/evidence/said.mp3",
        f"{folder}8b0ab25aab5e.pdf": "plans/s-0001/evidence/labels.pdf",
    }
    [photo] = site.photos
    assert photo.source == "plans/s-0001/evidence/strips.jpg"
    assert [copy.path for copy in photo.copies] == [
        f"{folder}672ea1895a47.jpg-{form}" for form in ("small.webp", "large.webp", "large.jpg")
    ]
    html = pages_of(picture(), words_in("en"))["goal/g1/"]
    [shown] = elements_of(html, "img")
    assert shown.attributes["alt"] == "Three folded strips of paper, side by side"
    assert shown.attributes["src"] == f"../../{folder}672ea1895a47.jpg-large.jpg"
    [heard] = elements_of(html, "audio")
    assert (heard.attributes["src"], heard.attributes["preload"]) == (f"../../{folder}a7067fee5786.mp3", "none")
    assert "Recording, 512 kB" in html
    assert "PDF, 1.3 MB" in html


def test_the_menu_gathers_goals_and_leaves_one_pathway_alone() -> None:
    words = words_in("en")
    assert [item.title for item in site_of(picture(), words).nav] == [
        *("What I am working on", "My pathway: Fractions", "My goals", "Evidence", "Reached", "Earlier years"),
        *("About me", "Conversations", "Changes", "For my family"),
    ]
    two = picture(pathways=(PATHWAY, replace(PATHWAY, id="p2")))
    assert [item.title for item in site_of(two, words).nav if item.children] == ["My pathways", "My goals"]


def test_search_knows_every_goal_by_its_title() -> None:
    site = site_of(picture(), words_in("en"))
    found = {entry.title: page.path for page in site.pages for entry in page.search if page.kind == "goal"}
    assert found == {
        "Equal fractions": "goal/g1/",
        "I can write my opinion and back it up with three reasons.": "goal/g2/",
        "I can place a fraction on a number line.": "goal/g3/",
    }


def pseudo() -> Words:
    """A language in which every message is marked, and days hold no letter of ours."""
    messages = all_messages()
    return Words(
        language="zz",
        base_language="zz",
        locale=Locale.parse("ja"),
        messages={m.text: f"⟦{m.text}⟧" for m in messages if m.many is None},
        plurals={m.text: (f"⟦{m.text}⟧", f"⟦{m.many}⟧") for m in messages if m.many is not None},
        plural_form=lambda n: int(n != 1),
    )


# What files hold as plain words or ids, so that it stands on every page as it was written.
AS_WRITTEN = ("Standards © their owners. Encoding CC BY 3.0.", "Fractions badge", "photos in plan", "PDF")


@every_learner
def test_everything_the_interface_says_is_translated(learner: Picture) -> None:
    people = {id: Person(name={"zz": "♪"}, given={"zz": "♪"}, place=HERE) for id in learner.people}
    signs = without_words(replace(learner, people={}, voice=None, frameworks=()))
    frameworks = {
        key: replace(each, framework=replace(each.framework, attribution=())) for key, each in signs.standings.items()
    }
    nameless = replace(signs, people=people, standings=frameworks)
    for path, html in pages_of(nameless, pseudo()).items():
        for said in spoken(read(html)):
            left = said
            while re.search(r"⟦[^⟦⟧]*⟧", left):
                left = re.sub(r"⟦[^⟦⟧]*⟧", "", left)
            for known in AS_WRITTEN:
                left = left.replace(known, "")
            assert re.findall(r"[A-Za-z]{2,}", left) == [], f"{path}: {left[:200]}"


def test_templates_never_call_words_safe() -> None:
    templates = (ROOT / "site_templates").rglob("*.j2")
    assert [file.name for file in templates if re.search(r"\|\s*safe\b|Markup", file.read_text("utf-8"))] == []


def test_a_template_decides_nothing() -> None:
    compares = re.compile(
        r"\{%[^%]*(?:==|!=|<|>|\bis (?!defined)|\bnot in\b|\|\s*(?:sort|round|format|selectattr|length))[^%]*%\}"
    )
    templates = [*(ROOT / "site_templates" / "pages").glob("*.j2"), *(ROOT / "site_templates" / "parts").glob("*.j2")]
    assert [(file.name, found) for file in templates for found in compares.findall(file.read_text("utf-8"))] == []


def test_the_table_of_pages_is_in_the_order_people_see_them() -> None:
    assert tuple(PAGES) == (
        "home",
        "pathway",
        "goal",
        "evidence",
        "reached",
        "earlier",
        "about",
        "conversations",
        "changes",
        "family",
    )
    kinds = [page.kind for page in site_of(picture(), words_in("en")).pages]
    assert list(dict.fromkeys(kinds)) == list(PAGES)


def test_files_that_differ_only_in_their_ending_have_copies_of_their_own() -> None:
    [strips] = [piece for piece in picture().evidence if any(file.path == "strips.jpg" for file in piece.files)]
    photo = next(file for file in strips.files if file.path == "strips.jpg")
    both = replace(strips, files=(photo, replace(photo, path="strips.png")))
    facts = picture().files
    files = {**facts, "strips.png": replace(facts["strips.jpg"], media_type="image/png")}
    photos = site_of(replace(picture(evidence=(both,)), files=files), words_in("en")).photos
    copies = [copy.path for each in photos for copy in each.copies]
    assert len(photos) == 2
    assert len(set(copies)) == len(copies) == 6
