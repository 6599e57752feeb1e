"""What a former school vouches for: it satisfies, it never rates, and every page says that it was brought along."""

from collections.abc import Mapping

import pytest

from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.view.edition import editions_of
from tests.generator.model import made
from tests.generator.model.made import all_of, competency, framework, pathway, piece, requirement
from tests.generator.test_example_situations import picture as example
from tests.generator.view.pages import pages_of, read, words_in
from tests.generator.view.test_edition import texts_in

NEXT = "math:decimals"
SHARED = made.commons(
    framework(competency("fractions"), competency("decimals", prerequisites=all_of(made.REF))),
    pathways=(pathway(requirement("first", made.REF), requirement("then", NEXT)),),
)
VOUCHED = made.learner(accepted=(made.accepted("09-03"),))


def learner_who(*brought: object, work: int | None = None) -> Picture:
    """A learner on a pathway of two steps, with a goal on the first; `work` is the level of one piece."""
    pieces = () if work is None else (piece("own", "10-01", work),)
    year = made.year(made.plan(pathways=(made.follows(),)), made.goal("g1", made.REF, i_can=made.said("I can.")))
    who = VOUCHED if brought else made.learner()
    return picture_of(made.records(*pieces, who=who, years=(year,)), SHARED, {}, made.ON)


def texts_of(picture: Picture) -> Mapping[str, str]:
    return {path: read(html)[0].text for path, html in pages_of(picture, words_in("en")).items()}


@pytest.mark.parametrize(
    ("page", "said", "because"),
    [
        ("reached/", "Brought with me, September 3, 2026", "with the day on which it was accepted"),
        ("pathway/p1/", "Brought with me", "the step is not said to be reached by work that nobody saw here"),
        ("pathway/p1/", "1 of 2 steps reached", "it counts"),
        ("goal/g1/", "Brought with me", "in place of a level"),
        ("goal/g1/", "I learned this before I came to this school. It counts here too.", "in a child's words"),
        ("goal/g1/", "accepted on September 3, 2026", "and in the working"),
    ],
)
def test_a_page_says_that_it_was_brought_along(page: str, said: str, because: str) -> None:
    assert said in texts_of(learner_who("fractions"))[page], because


def test_it_satisfies_what_builds_on_it_and_rates_nothing() -> None:
    without, with_it = learner_who(), learner_who("fractions")
    assert [step.state for step in without.pathways[0].steps] == ["working", "blocked"]
    assert [step.state for step in with_it.pathways[0].steps] == ["reached", "ready"]
    assert with_it.pathways[0].steps[0].by == "accepted"
    standing = with_it.standings[made.REF]
    assert (standing.rating, standing.level) == (without.standings[made.REF].rating, None)


def test_own_work_below_it_keeps_its_level_and_what_was_brought_stays() -> None:
    picture = learner_who("fractions", work=2)
    standing = picture.standings[made.REF]
    assert standing.level is not None
    assert standing.level.id == "closer"
    assert standing.reached is not None
    assert standing.reached.by == "accepted"
    assert standing.worth_another_look


def test_the_printed_plan_says_so_too() -> None:
    edition, *_ = editions_of(learner_who("fractions"), words_in)
    said = tuple(texts_in(edition.content))
    assert said.count("Brought with me") == 3, "at a glance, with the goal, and on the way"


@pytest.mark.parametrize(("language", "said"), [("en", "Brought with me"), ("es", "Lo traje conmigo"), ("ar", "معي")])
def test_the_example_learner_who_moved_here_brought_it_along(language: str, said: str) -> None:
    pages = pages_of(example("s-0009"), words_in(language))
    assert said in read(pages["reached/"])[0].text
    assert said in read(pages["pathway/p1/"])[0].text
