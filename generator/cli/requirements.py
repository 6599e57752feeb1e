"""pathbook requirements: pack by pack and rule by rule, what the plans of a school hold, lack and are due for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Annotated, TypeAlias

import typer

from generator.check.packs import NOT_LEGAL_ADVICE
from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.cli.learner_asked import AsJson, folders_asked, own_words
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.cli.report import complain
from generator.load.learner import load_staff
from generator.load.learner_folders import LearnerFolder
from generator.model.required import Asked, asked_of, comes_round
from generator.records.library import PackRule, RequirementPack
from generator.records.school import LearnerId, School

PackAsked: TypeAlias = Annotated[
    str | None, typer.Argument(metavar="[PACK]", help="Only this pack, also one that the school has not adopted.")
]
InGroup: TypeAlias = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help="Only who is in this group.", show_default=False)
]


@dataclass(slots=True, kw_only=True)
class RuleTold:
    """One rule over all plans. `due`: the day, and who must have done it by then."""

    rule: PackRule
    plans: int = 0
    lacking: list[LearnerId] = field(default_factory=list)
    due: list[tuple[date, LearnerId]] = field(default_factory=list)
    person: bool = False


@dataclass(slots=True, kw_only=True)
class PackTold:
    pack: RequirementPack
    learners: set[LearnerId] = field(default_factory=set)
    rules: dict[str, RuleTold] = field(default_factory=dict)


def requirements(
    pack: PackAsked = None,
    group: InGroup = None,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """Show which plans hold what a pack asks for.

    Rule by rule, with who lacks it, and which reviews are due when.
    """
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        packs = packs_asked(pack, school)
        told, unread = told_of(school, packs, folders_asked((), group, school))
    if unread:
        complain(f"Left out, because `pathbook check` finds mistakes in their files: {', '.join(unread)}.")
    if as_json:
        print(json.dumps(as_rows(told, school), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(told, school)))


def packs_asked(name: str | None, school: CheckedSchool) -> tuple[RequirementPack, ...]:
    """The one pack asked for; empty: whichever packs the school and its plans name."""
    known = school.commons.packs
    if name is not None and name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known)) or 'none'}"
        raise typer.BadParameter(f"there is no requirement pack {name!r}; {hint}", param_hint="PACK")
    return () if name is None else (known[name],)


def told_of(
    school: CheckedSchool, packs: tuple[RequirementPack, ...], folders: Sequence[LearnerFolder]
) -> tuple[tuple[PackTold, ...], tuple[LearnerId, ...]]:
    """What is told of each pack, and whose files cannot be read. Of a learner only the id is kept."""
    told = {pack.id: PackTold(pack=pack) for pack in packs}
    unread: list[LearnerId] = []
    for folder in folders:
        records, _ = checked_learner(school, folder)
        if records is None:
            unread.append(folder.learner)
            continue
        if packs and records.learner.kind != "student":
            continue
        staff, _ = load_staff(school.root, folder)
        for asked in asked_of(records, staff, school.commons, school.on, packs):
            add(told.setdefault(asked.pack.id, PackTold(pack=asked.pack)), asked, folder.learner)
    return tuple(told[id_] for id_ in sorted(told)), tuple(unread)


def add(told: PackTold, asked: Asked, learner: LearnerId) -> None:
    told.learners.add(learner)
    of_rule = told.rules.setdefault(asked.rule.id, RuleTold(rule=asked.rule))
    of_rule.plans += 1
    of_rule.person = asked.state == "person"
    if asked.state == "lacking":
        of_rule.lacking.append(learner)
    if asked.due is not None:
        of_rule.due.append((asked.due, learner))


def rules_told(told: PackTold) -> tuple[RuleTold, ...]:
    """In the order of the pack; rules that ask nothing of anybody here are left out."""
    return tuple(told.rules[rule.id] for rule in told.pack.rules if rule.id in told.rules)


def as_lines(told: tuple[PackTold, ...], school: CheckedSchool) -> Iterator[str]:
    if not told:
        names = ", ".join(sorted(school.commons.packs))
        known = f" There are: {names}." if names else " frameworks/requirements/ holds none yet."
        yield f"No requirement pack is in use. Name one under `requirements` in plans/school.yml.{known}"
        return
    for each in told:
        yield from lines_of_pack(each, school)
        yield ""
    yield NOT_LEGAL_ADVICE


def lines_of_pack(told: PackTold, school: CheckedSchool) -> Iterator[str]:
    own = school.commons.school
    yield f"{told.pack.id}: {own_words(told.pack.title, own)}"
    yield f"  {source_of(told.pack)}"
    if told.pack.note is not None:
        yield f"  {own_words(told.pack.note, own)}"
    yield f"  On {school.on} it asks something of {count(len(told.learners), 'learner', 'learners')}."
    rules = rules_told(told)
    yield from lines_held(tuple(each for each in rules if not each.person and not comes_round(each.rule)), own)
    yield from lines_due(rules, school)
    yield from lines_for_people(tuple(each for each in rules if each.person), own)


def source_of(pack: RequirementPack) -> str:
    read = "" if pack.source.read_on is None else f", read on {pack.source.read_on}"
    return f"{pack.source.citation}{read}"


def count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def lines_held(rules: tuple[RuleTold, ...], own: School) -> Iterator[str]:
    if rules:
        yield ""
        yield "  What plans hold"
    for each in rules:
        yield f"    {each.plans - len(each.lacking)} of {each.plans}  {rule_said(each.rule, own)}"
        if each.lacking:
            yield f"      not yet: {', '.join(each.lacking)}"
        if each.rule.note is not None:
            yield f"      {own_words(each.rule.note, own)}"


def rule_said(rule: PackRule, own: School) -> str:
    cited = "" if rule.citation is None else f" [{rule.citation}]"
    return f"{rule.id}: {own_words(rule.text, own)}{cited}"


def lines_due(rules: tuple[RuleTold, ...], school: CheckedSchool) -> Iterator[str]:
    """What comes round again: the rules first, then one line a day and rule, the earliest day first."""
    coming = tuple(each for each in rules if not each.person and comes_round(each.rule))
    if not coming:
        return
    yield ""
    yield "  What is due"
    for each in coming:
        yield f"    {rule_said(each.rule, school.commons.school)}"
        if each.rule.note is not None:
            yield f"      {own_words(each.rule.note, school.commons.school)}"
    if not any(each.due for each in coming):
        yield "    Nothing, for the plans looked at here."
    for (day, rule), learners in due_by_day(coming).items():
        late = " (overdue)" if day < school.on else ""
        yield f"    {day}{late}  {rule}: {', '.join(learners)}"


def due_by_day(rules: tuple[RuleTold, ...]) -> Mapping[tuple[date, str], list[LearnerId]]:
    days: dict[tuple[date, str], list[LearnerId]] = {}
    for day, rule, learner in sorted((day, each.rule.id, learner) for each in rules for day, learner in each.due):
        days.setdefault((day, rule), []).append(learner)
    return days


def lines_for_people(rules: tuple[RuleTold, ...], own: School) -> Iterator[str]:
    if rules:
        yield ""
        yield "  What only a person can judge"
    for each in rules:
        yield f"    {rule_said(each.rule, own)}"
        if each.rule.note is not None:
            yield f"      {own_words(each.rule.note, own)}"


def as_rows(told: tuple[PackTold, ...], school: CheckedSchool) -> dict[str, object]:
    return {
        "on": school.on.isoformat(),
        "not_legal_advice": NOT_LEGAL_ADVICE,
        "packs": [pack_row(each, school.commons.school) for each in told],
    }


def pack_row(told: PackTold, own: School) -> dict[str, object]:
    read_on = told.pack.source.read_on
    return {
        "id": told.pack.id,
        "title": own_words(told.pack.title, own),
        "citation": told.pack.source.citation,
        "read_on": None if read_on is None else read_on.isoformat(),
        "note": None if told.pack.note is None else own_words(told.pack.note, own),
        "learners": len(told.learners),
        "rules": [rule_row(each, own) for each in rules_told(told)],
    }


def rule_row(told: RuleTold, own: School) -> dict[str, object]:
    return {
        "id": told.rule.id,
        "text": own_words(told.rule.text, own),
        "citation": told.rule.citation,
        "note": None if told.rule.note is None else own_words(told.rule.note, own),
        "for_a_person": told.person,
        "plans": told.plans,
        "lacking": told.lacking,
        "due": [{"day": day.isoformat(), "learner": learner} for day, learner in sorted(told.due)],
    }
