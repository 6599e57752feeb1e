"""The whole picture of one learner: how long it takes, and how that grows with the pieces of evidence.

Made-up records, no files: a pathway of sixty steps, each a competency of its own, in a framework where the methods take
turns; pieces spread over the school year, every fifth about two competencies (1.2 results a piece, as in the example
school), and more goals than anybody there has.
"""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from generator.model.clock import findings_of
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.mastery.methods import METHODS
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from tests.bench.table import Row, interleaved, ms
from tests.generator.model import made

COMPETENCIES = 60
PIECES = (100, 200, 400, 800)
USUAL = 200
BUDGET = 0.005
CLOCK_BUDGET = 0.0005
ROUNDS = 60
FIRST_DAY, LAST_DAY = date(2026, 8, 31), date(2027, 6, 1)
KINDS = ("performance", "observation", "summative", "formative", "portfolio")


def picture_rows(_workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and what was measured in a few words."""
    school = school_of(COMPETENCIES)
    groundwork = groundwork_of(school)
    learners = {pieces: learner_with(pieces) for pieces in PIECES}

    def picture(records: LearnerRecords, _round: int) -> object:
        return picture_of(records, school, {}, LAST_DAY, groundwork)

    seconds = interleaved({str(pieces): partial(picture, known) for pieces, known in learners.items()}, ROUNDS)
    usual_learner = learners[USUAL]
    stands = picture_of(usual_learner, school, {}, LAST_DAY, groundwork)

    def clock(_round: int) -> object:
        return findings_of(stands, usual_learner, school, groundwork)

    clock_seconds = interleaved({"clock": clock}, ROUNDS)["clock"]
    usual, most = seconds[str(USUAL)], seconds[str(PIECES[-1])]
    times = PIECES[-1] // USUAL
    rows = (
        Row(
            what=f"picture of {COMPETENCIES} competencies and {USUAL} pieces",
            ours=usual,
            baseline=BUDGET,
            against="the time it may take",
            goal="≥ 1×",
        ),
        Row(
            what=f"picture of {PIECES[-1]} pieces",
            ours=most,
            baseline=usual * times,
            against=f"{times} times the time of {USUAL} pieces (linear)",
            goal="≥ 1×",
        ),
        Row(
            what="what the clock finds in that picture",
            ours=clock_seconds,
            baseline=CLOCK_BUDGET,
            against="the time it may take",
            goal="≥ 1×",
        ),
    )
    told = ", ".join(f"{pieces} pieces {ms(taken)}" for pieces, taken in seconds.items())
    return rows, f"Pictures of one learner with {COMPETENCIES} competencies: {told}."


def school_of(competencies: int) -> Commons:
    methods = tuple(METHODS)
    standards = tuple(
        made.competency(
            f"c{number}",
            prerequisites=made.all_of(f"math:c{number - 3}") if number >= 3 else None,
            calculation=made.calculation(methods[number % len(methods)]),
            evidence_rule=made.evidence_rule(pieces=2),
        )
        for number in range(competencies)
    )
    steps = (made.requirement(f"r{number}", f"math:c{number}", expected_days=3) for number in range(competencies))
    return made.commons(made.framework(*standards), pathways=(made.pathway(*steps),))


def learner_with(pieces: int) -> LearnerRecords:
    goals = tuple(
        made.goal(
            f"g{number + 1}",
            f"math:c{number * 7}",
            f"math:c{number * 7 + 1}",
            due=date(2027, 6, 10),
            success_criteria=(made.criterion("c1"),),
        )
        for number in range(8)
    )
    agreed = made.plan(pathways=(made.follows(),))
    return made.records(*(piece(number, pieces) for number in range(pieces)), years=(made.year(agreed, *goals),))


def piece(number: int, of: int) -> Evidence:
    """Spread over the year; one competency after the other, now and then two at once, levels that rise."""
    day = FIRST_DAY + timedelta(days=number * (LAST_DAY - FIRST_DAY).days // of)
    refs = [f"math:c{number % COMPETENCIES}"]
    if number % 5 == 0:
        refs.append(f"math:c{(number + 7) % COMPETENCIES}")
    level = 1 + min(3 * number // of + number % 2, 3)
    return made.piece(
        f"e{number}",
        day,
        results=tuple(made.result(ref, level) for ref in refs),
        kind=KINDS[number % len(KINDS)],
        assessor="t-0001",
        shows=(f"g{number % 8 + 1}.c1",),
    )
