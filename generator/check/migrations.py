"""Migrations between versions of a framework: they lead somewhere, once each; and plans that still lag behind one.

A plan that lags is a warning; from the day the school has set in migration.yml it is an error of that learner alone.
"""

from collections.abc import Iterator, Mapping

from generator.check.case import Case, scale_of
from generator.check.references import competency_known
from generator.model.brought_along import shared_mentions
from generator.model.carried import levels_shared, versions_before
from generator.model.fates import fates_of
from generator.model.lagging import Lag, adopted_moves, lags_of
from generator.model.migration import Moves, framework_in, moves_into, open_goals
from generator.model.pathway import cycles_in
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.framework import CompetencyRef, FrameworkId, Migration, Move

ARITY: Mapping[str, tuple[str, str]] = {
    "same": ("one", "one"),
    "split": ("one", "several"),
    "merged": ("several", "one"),
    "narrowed": ("one", "one"),
    "dropped": ("any", "none"),
}
MOST_NAMED = 8


def migrations_resolve(commons: Commons) -> Iterator[Problem]:
    """Every competency a migration names exists, the later ones in the framework the file belongs to."""
    for into, migration in commons.migrations.items():
        for move in migration.moves:
            for position, ref in enumerate(move.from_):
                yield from earlier_known(move.place.at("from", position), ref, into, commons)
            for position, ref in enumerate(move.to):
                place = move.place.at("to", position)
                yield from competency_known(place, ref, commons)
                if framework_in(ref) != into and ref in commons.competencies:
                    yield elsewhere(place, ref, f"a migration leads into its own framework, {into}")


def earlier_known(place: Place, ref: CompetencyRef, into: FrameworkId, commons: Commons) -> Iterator[Problem]:
    yield from competency_known(place, ref, commons)
    if framework_in(ref) == into:
        yield elsewhere(place, ref, f"a migration leads here from an earlier framework, and {ref} is of {into} itself")


def elsewhere(place: Place, ref: CompetencyRef, message: str) -> Problem:
    hint = "Write the earlier competency under `from:`, the one of this framework under `to:`."
    return Problem(place, "wrong-way", message, hint=hint, length=len(ref))


def moves_agree(commons: Commons) -> Iterator[Problem]:
    """A move has as many competencies on each side as its kind says, and none is moved twice."""
    for migration in commons.migrations.values():
        moved: dict[CompetencyRef, Place] = {}
        for move in migration.moves:
            yield from as_its_kind(move)
            for position, ref in enumerate(move.from_):
                place = move.place.at("from", position)
                if ref in moved:
                    yield twice(place, ref, moved[ref])
                moved.setdefault(ref, place)


def as_its_kind(move: Move) -> Iterator[Problem]:
    numbers = {"one": (1, 1), "several": (2, None), "none": (0, 0), "any": (1, None)}
    for side, refs, asked in zip(("from", "to"), (move.from_, move.to), ARITY[move.kind], strict=True):
        least, most = numbers[asked]
        if len(refs) < least or (most is not None and len(refs) > most):
            yield Problem(
                move.place.at(side) if refs else move.place,
                "move-of-another-kind",
                f"`kind: {move.kind}` has {competencies(asked)} under `{side}:`, and this has {len(refs)}",
                hint="same: one to one; split: one to several; merged: several to one; dropped: to none.",
            )


def competencies(asked: str) -> str:
    return "one competency" if asked == "one" else f"{asked} competencies" if asked == "several" else asked


def twice(place: Place, ref: CompetencyRef, first: Place) -> Problem:
    return Problem(
        place,
        "moved-twice",
        f"{ref} is moved twice; the first is at {first}",
        hint="Name it in one move; where it became several, write `kind: split` with all of them.",
        length=len(ref),
    )


def versions_in_order(commons: Commons) -> Iterator[Problem]:
    """No version comes after itself, through whatever others."""
    for cycle in cycles_in(versions_before(commons)):
        chain = " → ".join((*cycle, cycle[0]))
        if len(cycle) > 1:  # a framework that names itself is told move by move
            yield Problem(
                commons.migrations[cycle[0]].place.at("moves"),
                "migration-cycle",
                f"these versions each come after the other: {chain}",
                hint="Take the migration of the older version away.",
            )


def migrations_complete(commons: Commons) -> Iterator[Problem]:
    """A migration says of every competency that plans may use where it went, and what it keeps can be kept."""
    for into, migration in commons.migrations.items():
        moves = moves_into(into, commons)
        for earlier in () if moves is None else moves.earlier:
            if earlier != into:
                yield from not_moved(earlier, migration, commons)
        yield from kept_on_other_scale(migration, into, commons)


def not_moved(earlier: FrameworkId, migration: Migration, commons: Commons) -> Iterator[Problem]:
    moved = {ref for move in migration.moves for ref in move.from_}
    left = [
        ref
        for ref, competency in commons.competencies.items()
        if framework_in(ref) == earlier
        and ref not in moved
        and competency.status == "active"
        and not competency.competencies
    ]
    if left:
        more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
        yield Problem(
            migration.place.at("moves"),
            "not-moved",
            f"nothing says where these went: {', '.join(left[:MOST_NAMED])}{more}",
            hint="Add a move for each; `kind: dropped` where nothing took its place.",
            severity="warning",
        )


def kept_on_other_scale(migration: Migration, into: FrameworkId, commons: Commons) -> Iterator[Problem]:
    """Levels that mean nothing on the new scale, at the first move that would keep them; once for each framework."""
    told: set[FrameworkId] = set()
    for move in migration.moves:
        refs = [ref for ref in move.from_ if ref in commons.competencies and framework_in(ref) not in told]
        if move.rating != "keep" or not move.to or into not in commons.frameworks:
            continue
        for earlier in dict.fromkeys(framework_in(ref) for ref in refs):
            lacking = levels_lacking(earlier, into, commons)
            if lacking:
                told.add(earlier)
                yield Problem(
                    move.place.at("rating"),
                    "kept-on-other-scale",
                    f"on the scale of {into} some levels of {earlier} are missing or mean else: {', '.join(lacking)}",
                    hint="Results at these levels are not carried: a person decides about each learner.",
                    severity="warning",
                    length=len(move.rating),
                )


def levels_lacking(earlier: FrameworkId, into: FrameworkId, commons: Commons) -> list[str]:
    before, after = scale_of(commons.frameworks[earlier], commons), scale_of(commons.frameworks[into], commons)
    if before is None or after is None:
        return []
    shared = levels_shared(before, after)
    return [level.id for level in before.levels if level.id not in shared]


def shared_files_current(commons: Commons) -> Iterator[Problem]:
    """Pathways, activities, courses and prerequisites ask for the version that holds: one warning a file."""
    for moves in adopted_moves(commons):
        told: set[str] = set()
        for mention in shared_mentions(moves, commons):
            if mention.to and mention.place.file not in told:
                told.add(mention.place.file)
                yield Problem(
                    mention.place,
                    "framework-superseded",
                    f"{mention.ref} belongs to an earlier version; {moves.into} has taken its place",
                    hint=f"Use {', '.join(mention.to)}. `pathbook migrate {moves.into}` lists every such place.",
                    severity="warning",
                    length=len(mention.ref),
                )


def plans_current(case: Case) -> Iterator[Problem]:
    """An open plan works with the version that holds."""
    for moves in case.groundwork.adopted:
        for lag in lags_of(case.records.years, moves):
            yield lag_problem(lag, case)


def lag_problem(lag: Lag, case: Case) -> Problem:
    into, until = lag.moves.into, lag.moves.on
    late = until is not None and case.on >= until
    later = f"; from {until} on this learner's pages wait until it is brought along"
    days = "" if until is None else f" since {until}" if late else later
    which = f" (goal {', '.join(lag.goals)})" if len(lag.goals) == 1 else f" (goals {', '.join(lag.goals)})"
    return Problem(
        lag.place,
        "framework-superseded",
        f"this plan{which if lag.goals else ''} still works with {lag.earlier}, and {into} has taken its place{days}",
        hint=f"`pathbook migrate {into} {case.records.learner.learner}` shows what would change, and loses nothing.",
        severity="error" if late else "warning",
        length=len(lag.name),
    )


def ratings_decided(case: Case) -> Iterator[Problem]:
    """A goal that has moved, where what was shown before does not speak for itself: a person decides."""
    aims = [aim for goal, _ in open_goals(case.records.years) for aim in goal.competencies]
    for moves in case.groundwork.adopted:
        if not any(framework_in(aim.ref) == moves.into for aim in aims):
            continue
        waiting = waiting_in(case, moves)
        for aim in aims:
            earlier = waiting.get(aim.ref)
            if earlier is not None:
                who = earlier[1] or "A teacher"
                yield Problem(
                    aim.place.at("ref"),
                    "rating-needs-person",
                    f"{aim.ref} took the place of {earlier[0]}, and what was shown of that does not carry by itself",
                    hint=f"{who} decides: with a judgement in plan.yml (`judgements:`), or with new evidence.",
                    severity="warning",
                    length=len(aim.ref),
                )


def waiting_in(case: Case, moves: Moves) -> dict[CompetencyRef, tuple[CompetencyRef, str | None]]:
    """The new competencies that wait for a person, each with an earlier one and whoever is to decide."""
    if case.commons.school.default_scale not in case.commons.school.scales:
        return {}  # nothing can be rated; the setting is told
    return {
        standing.ref: (fate.ref, fate.who)
        for fate in fates_of(case.records, moves, case.commons, case.groundwork.carried, case.on)
        if fate.fate == "person"
        for standing in fate.after
    }
