"""Prerequisites that lead back to themselves: refused with every name in them, however they hide."""

import tracemalloc
from time import process_time

import pytest

from generator.check.ids import no_cycles
from generator.model.groundwork import without_detours
from generator.records.commons import Commons
from generator.records.framework import Condition
from generator.records.library import Pathway
from tests.generator.model.made import all_of, any_of, commons, competency, framework, pathway, requirement


def told(shared: Commons) -> list[str]:
    return [problem.message.removeprefix("nobody can ever start: ") for problem in no_cycles(shared)]


def school(*steps: Pathway, **before: Condition) -> Commons:
    """Competencies a to e of mathematics in grade 4, x to z of another framework in grade 2, and what they need."""
    maths = framework(*(competency(id, prerequisites=before.get(id), grades=("4",)) for id in "abcde"))
    other = framework(*(competency(id, prerequisites=before.get(id), grades=("2",)) for id in "xyz"), id="early")
    return commons(maths, other, pathways=steps)


@pytest.mark.parametrize(
    ("shared", "cycles", "because"),
    [
        (school(a=all_of("early:x"), x=all_of("early:y")), [], "a line across frameworks and grades"),
        (school(a=all_of("math:a")), ["math:a → math:a"], "its own prerequisite"),
        (
            school(a=all_of("early:x"), x=all_of("early:y"), y=all_of("math:a")),
            ["math:a → early:x → early:y → math:a"],
            "round through another framework and grade",
        ),
        (
            school(a=any_of("math:b", "early:x"), b=all_of("math:a")),
            ["math:a → math:b → math:a"],
            "through one choice of several: refused too, though the other would lead past it",
        ),
        (
            school(a=all_of("math:b", "math:c"), b=all_of("math:a"), c=all_of(any_of("early:x", all_of("math:a")))),
            ["math:a → math:b → math:a", "math:a → math:c → math:a"],
            "two that share a name are two",
        ),
        (
            school(
                pathway(requirement("one", "math:a", prerequisites=all_of("two")), requirement("two", "math:b")),
                b=all_of("early:x"),
                x=all_of("early:y"),
                y=all_of("math:a"),
            ),
            ["one → two → early:x → early:y → math:a → one"],
            "steps and competencies mixed: each by name, also those no step asks for",
        ),
        (
            school(
                pathway(requirement("one", "math:a", "math:c"), requirement("two", "math:b", "math:d")),
                a=all_of("math:b"),
                d=all_of("math:c"),
            ),
            ["one → math:b → two → math:c → one"],
            "no step names another, and yet each would wait for the other",
        ),
        (
            school(pathway(requirement("one", prerequisites=all_of("one")))),
            ["one → one"],
            "a step that waits for itself",
        ),
        (
            school(
                pathway(
                    requirement("one", "math:a"),
                    requirement("two", "math:b"),
                    requirement("again", "math:a", level="further", prerequisites=all_of("two")),
                ),
                b=all_of("math:a"),
            ),
            [],
            "asked for again at a higher level: the first step is what comes before",
        ),
        (
            school(pathway(requirement("both", "math:a", "math:b")), b=all_of("math:a")),
            [],
            "two competencies of one step go together",
        ),
        (
            school(
                pathway(requirement("one", "math:a"), requirement("two", "math:b")),
                a=all_of("math:b"),
                b=all_of("math:a"),
            ),
            ["math:a → math:b → math:a"],
            "told where the competencies are written, and not again for the pathway",
        ),
    ],
)
def test_a_cycle_is_told_with_every_name_in_it(shared: Commons, cycles: list[str], because: str) -> None:
    assert told(shared) == cycles, because


def test_a_long_pathway_with_a_hidden_cycle_is_refused_at_once_with_every_name() -> None:
    """Four hundred steps in a line; one near the end waits, through forty competencies elsewhere, for one after it."""
    maths = framework(*(competency(f"m{at}") for at in range(399)), competency("m399"))
    hidden = [competency(f"h{at}", prerequisites=all_of(f"early:h{at + 1}")) for at in range(39)]
    early = framework(*hidden, competency("h39", prerequisites=all_of("math:m395")), id="early")
    steps = [
        requirement(f"s{at}", f"math:m{at}", prerequisites=all_of(f"s{at - 1}") if at else None) for at in range(400)
    ]
    steps[390] = requirement("s390", "math:m390", prerequisites=all_of("s389", any_of("math:m1", "early:h0")))
    began = process_time()
    [cycle] = told(commons(maths, early, pathways=(pathway(*steps),)))
    assert process_time() - began < 5
    names = cycle.split(" → ")
    assert names[0] == names[-1] == "s390"
    assert {f"early:h{at}" for at in range(40)} | {f"s{at}" for at in range(390, 396)} <= set(names)
    assert len(set(names)) == len(names) - 1


def test_ten_thousand_competencies_in_a_line_and_in_a_circle() -> None:
    def line(last: Condition | None) -> Commons:
        members = [competency(f"n{at}", prerequisites=all_of(f"math:n{at + 1}")) for at in range(9_999)]
        return commons(framework(*members, competency("n9999", prerequisites=last)))

    assert told(line(None)) == []
    [cycle] = told(line(all_of("math:n0")))
    assert len(cycle.split(" → ")) == 10_001


def test_a_chain_of_thousands_is_kept_in_little_room() -> None:
    chain = {f"s{at}": (f"s{at - 1}",) if at else () for at in range(3000)}
    tracemalloc.start()
    assert without_detours(chain) == chain
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2_000_000
