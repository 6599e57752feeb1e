"""The two sentences for a nine-year-old: one for every situation, and no promise that is not kept."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.records.evidence import Evidence
from generator.records.framework import ParentRule
from generator.records.learner import Accepted
from generator.records.plan import Confirmed, Judgement
from generator.records.school import MethodName, Person, ReachedRule
from generator.view.in_short import in_short, of_goal_in_short
from tests.generator.model import made
from tests.generator.model.made import calculation, confirmed, evidence_rule, judgement, piece
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view.made import goal_picture
from tests.generator.view.pages import words_in

METHODS: tuple[MethodName, ...] = (
    *("latest", "highest", "mean", "median", "mode", "mean_of_highest_k"),
    *("weighted_average", "decaying_average", "n_mastery", "power_law"),
)
ENGLISH = words_in("en")
DAY = timedelta(days=1)
NOBODY_NAMED: dict[str, Person] = {}


def stands(
    *evidence: Evidence,
    by: Any = None,
    rule: Any = None,
    confirm: Any = "model",
    accepted: tuple[Accepted, ...] = (),
    judgements: tuple[Judgement, ...] = (),
    reached: tuple[Confirmed, ...] = (),
) -> tuple[Standing, Picture]:
    """Where a learner with these pieces stands on the one competency of the goal; 2 pieces are asked for."""
    school = made.school(
        calculation=by or calculation(),
        evidence_rule=rule or evidence_rule(pieces=2),
        reached=ReachedRule(confirm=confirm, place=made.HERE),
    )
    year = made.year(made.plan(judgements=judgements, reached=reached), made.goal("g1", made.REF))
    records = made.records(*evidence, who=made.learner(accepted=accepted), years=(year,))
    of = picture_of(records, made.commons(school=school), NOBODY_NAMED, made.ON)
    return of.standings[made.REF], of


def told(*evidence: Evidence, **facts: Any) -> str:
    return in_short(*stands(*evidence, **facts), ENGLISH)


GOT, CLOSER = piece("got", "10-02", 3), piece("closer", "10-01", 2)
ONE_SIDED = evidence_rule(pieces=2, kinds=("portfolio",), contexts=2, assessors=3, within_days=30)
SITUATIONS = (
    (told(), "I have not shown this yet.", "nothing yet"),
    (
        told(CLOSER),
        "My newest piece of work shows “closer”. 2 more pieces of work with “got-it”, and I move forward.",
        "below the target",
    ),
    (
        told(CLOSER, by=calculation("mean")),
        "My first piece of work shows “closer”. I move forward when all my work together shows “got-it”. "
        "At “got-it” I still need: 2 more pieces of work.",
        "no promise where one more piece may not be enough",
    ),
    (
        told(CLOSER, piece("again", "10-02", 2), by=calculation("mean")),
        "All my work together shows “closer”. I move forward when all of it together shows “got-it”. "
        "At “got-it” I still need: 2 more pieces of work.",
        "several pieces, all counted together",
    ),
    (
        told(CLOSER, by=calculation("highest")),
        "My best piece of work shows “closer”. 2 more pieces of work with “got-it”, and I move forward.",
        "the best decides",
    ),
    (
        told(CLOSER, GOT),
        "I showed “got-it” once. One more piece of work with “got-it”, and I move forward.",
        "at the target, but once",
    ),
    (
        told(GOT, piece("x", "10-03", 4), rule=evidence_rule(pieces=3)),
        "I showed “got-it” or more 2 times. One more piece of work with “got-it”, and I move forward.",
        "above the target",
    ),
    (
        told(GOT, rule=ONE_SIDED),
        "My newest piece of work shows “got-it”. To move forward at “got-it” I still need: one more piece of work, "
        "a piece of the kind “From my portfolio”, work from one more place, 2 more people who look at my work, and "
        "2 pieces of work within 30 days.",
        "everything the evidence rule can lack",
    ),
    (told(GOT, piece("x", "10-03", 3)), "I reached this on October 3, 2026. It stays reached.", "reached"),
    (
        told(GOT, piece("x", "10-03", 3), piece("y", "10-05", 1)),
        "I reached this on October 3, 2026, and that stays. My work now shows “starting”, so I look at it again.",
        "reached, and worth another look",
    ),
    (
        told(GOT, piece("x", "10-03", 3), judgements=(judgement("11-01", 2),)),
        "I reached this on October 3, 2026, and that stays. My teacher now says “closer”, so I look at it again.",
        "reached, and a teacher has seen less since",
    ),
    (
        told(CLOSER, judgements=(judgement("11-01", 3),)),
        "My teacher decided that I am at “got-it”. 2 more pieces of work with “got-it”, and I move forward.",
        "a teacher decided, and there is too little to show for it",
    ),
    (
        told(GOT, judgements=(judgement("11-01", 2),)),
        "My teacher decided that I am at “closer”. I move forward at “got-it”. "
        "At “got-it” I still need: one more piece of work.",
        "a teacher decided against the rating",
    ),
    (
        told(GOT, piece("x", "10-03", 3), confirm="person"),
        "I have shown all that I need. Now a teacher has to say yes.",
        "waiting for a teacher's word",
    ),
    (
        told(GOT, reached=(confirmed("10-20"),), confirm="person"),
        "A teacher said on October 20, 2026 that I reached this. It stays reached.",
        "with a teacher's word",
    ),
    (
        told(accepted=(made.accepted("09-05"),)),
        "I learned this before I came to this school. It counts here too.",
        "brought along",
    ),
    (
        told(GOT, by=calculation(minimum_evidence=3)),
        "It takes 2 more pieces of work to tell my level.",
        "not enough for a rating",
    ),
    (told(GOT, by=calculation("power_law")), "It takes one more piece of work to tell my level.", "no curve yet"),
    (
        told(GOT, by=calculation("n_mastery", n=3)),
        "I showed “got-it” 1 of 3 times. Then I get a level.",
        "too rarely at the level",
    ),
    (
        told(piece("none", "10-01", results=(made.result(points=Decimal(0)),)), GOT, by=calculation("power_law")),
        "One piece of my work has no points. So my level cannot be worked out. My teacher can help.",
        "a zero has no curve",
    ),
    (
        told(GOT, by=calculation("teacher")),
        "My teacher looks at all my work to tell my level. My teacher has not decided yet.",
        "a teacher decides, and has not",
    ),
    (
        told(piece("mine", "10-01", 3, kind="self")),
        "I have said what I think. My level comes from work that a teacher has looked at.",
        "only one's own view",
    ),
    (
        told(piece("before", "10-01", 3, kind="prior_learning")),
        "I learned some of this before. My level comes from work that I show here.",
        "only what was learned before",
    ),
    (
        told(piece("try", "10-01", 3, kind="formative")),
        "My work so far was for learning. Next comes work that tells my level.",
        "only work that does not count",
    ),
    (
        told(piece("handed-in", "10-01")),
        "I have handed in work. A teacher still has to look at it.",
        "nobody has given a level yet",
    ),
    (
        told(piece("copied", "10-01", 3, excluded=made.excluded())),
        "I have shown work. None of it counts for a level yet.",
        "set aside",
    ),
)


@pytest.mark.parametrize(("said", "expected", "because"), SITUATIONS)
def test_why_one_stands_where_one_stands(said: str, expected: str, because: str) -> None:
    assert said == expected, because


def test_a_competency_of_parts_says_so() -> None:
    standing, of = stands()
    parent = replace(standing.competency, rule=ParentRule(all=True, place=made.HERE))
    said = in_short(replace(standing, competency=parent), of, ENGLISH)
    assert said == "This has parts. I reach it when I have reached enough of them."


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith(("e", "ed")) and not word.lower().endswith(("le", "ted", "ded"))
    return max(groups - silent, 1)


def reading_grade(text: str) -> float:
    """The grade of Flesch and Kincaid, 1975; what stands in quotation marks or brackets is the school's, not ours."""
    plain = re.sub(r" \(.*?\)|“|”", "", text)
    words = re.findall(r"[A-Za-z-]+|\d+", plain)
    sentences = len(re.findall(r"[.!?:](?: |$)", plain))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(("said", "because"), [(said, because) for said, _, because in SITUATIONS])
def test_a_nine_year_old_can_read_it(said: str, because: str) -> None:
    assert reading_grade(said) < 5, because
    assert len(re.findall(r"[.!?](?: |$)", said)) <= 3


PROMISE = re.compile(r"(One|\d+) more pieces? of work with “got-it”, and I move forward\.")
LEVELS = st.lists(st.integers(1, 4), min_size=1, max_size=8)


@given(st.sampled_from(METHODS), LEVELS, st.integers(1, 4), st.integers(1, 4), st.integers(50, 99), st.booleans())
def test_a_promise_is_kept(
    method: MethodName, levels: list[int], asked: int, few: int, weight: int, judged: bool
) -> None:
    """Whoever adds as many pieces at the target as the sentence says has moved forward."""
    facts: dict[str, Any] = {
        "by": calculation(method, n=few, k=few, window=few, weight=weight),
        "rule": evidence_rule(pieces=asked),
        "judgements": (judgement("09-02", 3),) if judged else (),
    }
    pieces = tuple(piece(f"p{at}", made.day("09-10") + at * DAY, level) for at, level in enumerate(levels))
    promised = PROMISE.search(told(*pieces, **facts))
    if promised is not None:
        more = 1 if promised[1] == "One" else int(promised[1])
        new = tuple(piece(f"n{at}", made.day("10-10") + at * DAY, 3) for at in range(more))
        assert stands(*pieces, *new, **facts)[0].reached is not None


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("learner", sorted(records_of_all()))
def test_every_goal_of_the_example_says_something_short(learner: str, language: str) -> None:
    of, words = picture(learner), words_in(language)
    for standing in of.standings.values():
        said = in_short(standing, of, words)
        assert 10 < len(said) < 260


def goal_of(*standings: Standing, criteria: Any = ()) -> str | None:
    return of_goal_in_short(goal_picture(standings=standings, criteria=criteria), ENGLISH)


def test_a_goal_of_several_parts_says_how_many_are_reached() -> None:
    none, _ = stands()
    reached, _ = stands(GOT, piece("x", "10-03", 3))
    assert goal_of(none) is None, "one part tells of itself"
    assert goal_of(none, none) == "This goal has 2 parts. I reach it when I have reached all of them."
    assert goal_of(none, reached, none) == "This goal has 3 parts. I have reached 1 of them."


def test_a_goal_without_levels_counts_its_list() -> None:
    assert of_goal_in_short(goal_picture(standings=()), ENGLISH) == "I have shown 2 of 4 things on my list."
    assert goal_of() is None, "a goal without a list has nothing to count"
