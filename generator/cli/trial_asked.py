"""What is to be tried without editing a file, as typed: where it would be written, and with which values."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, TypeAlias, get_args

import typer

from generator.cli.method_asked import refuse_faults
from generator.model.mastery.parameters import PARAMETER_NAMES
from generator.model.mastery.scores import NEVER_COUNT
from generator.model.tried import THE_SCHOOL, Trial, calculation_at, governed, nearer_than, tried
from generator.records.commons import Commons
from generator.records.school import EvidenceKind, MethodName

KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
OWN_TO_A_METHOD = (*PARAMETER_NAMES, "cap")
MOST_NAMED = 8


def kinds_typed(text: str | None, option: str) -> tuple[str, ...] | None:
    """Kinds of evidence with commas between them; None: not typed."""
    if text is None:
        return None
    kinds = tuple(part.strip() for part in text.split(",") if part.strip())
    for kind in kinds:
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind!r} is no kind of evidence{near(kind, KINDS)}", param_hint=option)
        if option == "--counts" and kind in NEVER_COUNT:
            raise typer.BadParameter(f"{kind!r} is shown beside a rating and never enters it", param_hint=option)
    return kinds


def near(name: str, known: Sequence[str]) -> str:
    found = get_close_matches(name, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""


def a_number(help_: str, parameter: str | None = None) -> Any:
    names = () if parameter is None else (parameter,)
    return typer.Option(*names, min=1, help=help_, show_default=False)


Method: TypeAlias = Annotated[MethodName | None, typer.Option(help="Try this method.", show_default=False)]
Weight: TypeAlias = Annotated[int | None, a_number("Percent given to the newest score.")]
N: TypeAlias = Annotated[int | None, a_number("How many proficient scores are needed.", "--n")]
K: TypeAlias = Annotated[int | None, a_number("How many of the best scores count.", "--k")]
Window: TypeAlias = Annotated[int | None, a_number("How many of the newest scores count.")]
MinimumEvidence: TypeAlias = Annotated[int | None, a_number("Pieces needed before there is a rating.")]
Counts: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="KIND,KIND", help="Kinds of evidence that count.", show_default=False),
]
Pieces: TypeAlias = Annotated[int | None, a_number("Pieces needed before a level is reached.")]
Kinds: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="KIND,KIND", help="At least one piece of each of these.", show_default=False),
]
Contexts: TypeAlias = Annotated[int | None, a_number("In so many contexts.")]
Assessors: TypeAlias = Annotated[int | None, a_number("Seen by so many people.")]
WithinDays: TypeAlias = Annotated[int | None, a_number("All of them within so many days.")]
In: TypeAlias = Annotated[
    str, typer.Option("--in", metavar="PLACE", help="Where it would be set: school, a framework, or a competency.")
]
ScaleTried: TypeAlias = Annotated[
    str | None, typer.Option("--scale", metavar="ID", help="Try this scale of the school.", show_default=False)
]
Migrate: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="FRAMEWORK", help="Try to bring plans to this version of a framework.", show_default=False),
]


def given(**values: Any) -> dict[str, Any]:
    """Only what was typed."""
    return {name: value for name, value in values.items() if value is not None}


def trial_of(
    commons: Commons,
    where: str,
    calculation: Mapping[str, Any],
    rule: Mapping[str, Any],
    scale: str | None,
    migrate: str | None,
) -> Trial:
    """Raises BadParameter for a place or a scale the school does not have, and for numbers the method cannot use."""
    refuse_nowhere(commons, where)
    refuse_scale(commons, where, scale)
    refuse_migration(commons, migrate)
    changed = dict(calculation)
    if calculation:
        now = calculation_at(commons, where)
        method = calculation.get("method", now.method)
        refuse_faults(method, {name: calculation.get(name) for name in PARAMETER_NAMES})
        if method != now.method:  # another method's numbers mean something else, or nothing
            changed = dict.fromkeys(OWN_TO_A_METHOD) | changed
    return Trial(where=where, calculation=changed, evidence_rule=dict(rule), scale=scale, migrate=migrate)


def refuse_nowhere(commons: Commons, where: str) -> None:
    places = (THE_SCHOOL, *commons.frameworks, *commons.competencies)
    if where not in places:
        hint = near(where, places)
        raise typer.BadParameter(f"there is no framework or competency {where!r}{hint}", param_hint="--in")


def refuse_scale(commons: Commons, where: str, scale: str | None) -> None:
    if scale is None:
        return
    if where in commons.competencies:
        raise typer.BadParameter("a scale is set for the school or a framework, not for one competency")
    framework = commons.frameworks.get(where)
    known = (*commons.school.scales, *((framework.scales or {}) if framework else ()))
    if scale not in known:
        raise typer.BadParameter(f"there is no scale {scale!r}{near(scale, known)}", param_hint="--scale")


def refuse_migration(commons: Commons, migrate: str | None) -> None:
    if migrate is not None and migrate not in commons.migrations:
        known = tuple(commons.migrations)
        hint = f"; there are: {', '.join(known)}" if known else "; no framework here has a migration.yml"
        raise typer.BadParameter(f"no migration leads to {migrate!r}{hint}", param_hint="--migrate")


def notes_on(commons: Commons, trial: Trial) -> tuple[str, ...]:
    """What to know before reading the result: what the trial reaches, and what it cannot."""
    asked = (("calculation", trial.calculation), ("evidence_rule", trial.evidence_rule), ("scale", trial.scale))
    reach = (reach_of(commons, trial.where, setting) for setting, wanted in asked if wanted)
    return (
        *reach,
        *levels_said(commons, trial),
        *idle(commons, trial),
    )


def reach_of(commons: Commons, where: str, setting: str) -> str:
    name = setting.replace("_", " ")
    own = nearer_than(commons, where, setting)
    reached = len(governed(commons, where, setting))
    place = "the school" if where == THE_SCHOOL else where
    if not reached:
        return f"Nothing can change: everything in {place} has a nearer {name}. Name its place with --in."
    said = f"The {name} set for {place} holds for {reached} of {len(commons.competencies)} competencies"
    if not own:
        return f"{said}."
    shown = ", ".join(own[:MOST_NAMED]) + (f" and {len(own) - MOST_NAMED} more" if len(own) > MOST_NAMED else "")
    return f"{said}; those of {shown} are nearer and go on holding."


def levels_said(commons: Commons, trial: Trial) -> Iterator[str]:
    """How levels are told on another scale, each way once."""
    if trial.scale is None:
        return
    ways: dict[str, list[str]] = {}
    for framework, levels in tried(commons, trial).carried.items():
        ways.setdefault(", ".join(f"{old} → {new}" for old, new in levels.items()), []).append(framework)
    for way, frameworks in ways.items():
        yield f"Levels of {', '.join(frameworks)} are told as {way}."


def idle(commons: Commons, trial: Trial) -> Iterator[str]:
    asks = trial.calculation or trial.evidence_rule or trial.scale
    if asks and tried(commons, trial).commons == commons:
        yield "That is set there already."
