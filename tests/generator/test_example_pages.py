"""What the pages of the example's learners say of the same thing agrees, whichever page says it."""

import re

import pytest

from generator.model.pathway_picture import PathwayPicture
from generator.model.picture import Picture
from generator.view.editions.room import SHEETS
from generator.view.editions.way import way_of
from generator.view.levels import standing_sign
from generator.view.pages.pathway import PathwayPage
from generator.view.pages.reached import ReachedPage
from generator.view.said import in_sentence
from generator.view.site import site_of
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view.pages import words_in

LEARNERS = tuple(sorted(records_of_all()))
WORDS = words_in("en")


def contents(of: Picture, kind: str) -> tuple[object, ...]:
    return tuple(page.content for page in site_of(of, WORDS).pages if page.kind == kind)


def titles(of: Picture, pathway: PathwayPicture, state: str) -> frozenset[str]:
    return frozenset(in_sentence(step.requirement.title, of, WORDS) for step in pathway.steps if step.state == state)


@pytest.mark.parametrize("learner", LEARNERS)
def test_what_is_reached_is_never_called_not_started(learner: str) -> None:
    of = picture(learner)
    reached = [standing for standing in of.standings.values() if standing.reached]
    assert "Not started yet" not in {standing_sign(standing, of, WORDS).label for standing in reached}


@pytest.mark.parametrize("learner", LEARNERS)
def test_reached_holds_every_step_that_its_pathways_count(learner: str) -> None:
    of = picture(learner)
    (page,) = contents(of, "reached")
    assert isinstance(page, ReachedPage)
    told = [line.i_can.text for subject in page.subjects for line in subject.lines]
    met = [step for pathway in of.pathways for step in pathway.steps if step.by == "other_way"]
    for step in met:
        assert in_sentence(step.requirement.title, of, WORDS) in told or any(
            standing.reached for standing in step.standings
        )
    assert re.findall(r"\d+", page.summary)[:1] == [str(len(told))] or not told


def test_an_example_learner_met_a_step_another_way() -> None:
    """Else the test above proves nothing."""
    assert any(step.by == "other_way" for step in picture("s-0010").pathways[0].steps)


@pytest.mark.parametrize("learner", LEARNERS)
def test_a_pathway_that_draws_more_steps_than_it_counts_says_so(learner: str) -> None:
    of = picture(learner)
    for pathway, page in zip(of.pathways, contents(of, "pathway"), strict=True):
        assert isinstance(page, PathwayPage)
        drawn = sum(1 for step in pathway.steps if not step.requirement.optional)
        assert (page.enough is not None) == (pathway.needed < drawn and not pathway.complete)


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_printed_plan_calls_ready_only_what_has_not_begun(learner: str) -> None:
    of = picture(learner)
    for pathway in of.pathways[:1]:
        opening = way_of(of, SHEETS["letter", "standard"], WORDS).opening
        said = " ".join(sentence for sentence in opening if sentence.startswith("Ready next: "))
        assert not [title for title in titles(of, pathway, "working") if title in said]
        assert bool(said) == bool(titles(of, pathway, "ready"))
