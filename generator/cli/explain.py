"""pathbook explain: how the level of one learner in one competency was worked out, every number of it.

Told in the school's own language by the same view that makes the learner's page, so that both say the same.
"""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, TypeAlias

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.explain_rows import rows_of
from generator.cli.learner_asked import AsJson, LearnerAsked, folder_of, records_for
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.load.catalogues import words_for
from generator.load.people import people_for
from generator.model.as_of import records_on
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.standing import ledger_of, standing_of
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import Competency, CompetencyRef
from generator.render.sources import template_folders
from generator.view.in_short import in_short
from generator.view.page import RichText
from generator.view.said import title, unmarked
from generator.view.working import CountedPiece, Decision, LeftOutPiece, Working, working_of
from generator.words import Words

CompetencyAsked: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="COMPETENCY", help="What about: ccss-math:4.nf.a.1, or its id or official code where only one has it."
    ),
]


def explain(
    learner: LearnerAsked,
    competency: CompetencyAsked,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """Show how a learner's level was worked out.

    The pieces in order, the formula with its numbers, and what is still missing.
    """
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        records = records_for(school, folder_of(school, learner))
        named = people_for(records, school.people)
        picture = picture_of(records, school.commons, named, school.on, school.groundwork)
        standing = standing_on(competency_named(competency, picture, school.commons), picture, records, school)
        own = school.commons.school.languages[0]
        words = words_for(own, own, template_folders(top))
    if as_json:
        print(json.dumps(rows_of(standing, picture, words), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(standing, picture, words)))


def competency_named(asked: str, picture: Picture, commons: Commons) -> CompetencyRef:
    """The ref itself; else the only competency of that id or code, or the only one this learner has to do with."""
    if asked in commons.competencies:
        return asked
    wanted = asked.casefold()
    found = [ref for ref, each in commons.competencies.items() if wanted in names_of(ref, each)]
    known = [ref for ref in found if ref in picture.standings]
    for only in (found, known):
        if len(only) == 1:
            return only[0]
    if found:
        raise typer.BadParameter(f"{asked!r} may be {' or '.join(found)}; write which", param_hint="COMPETENCY")
    near = nearest(wanted, commons.competencies)
    hint = f"; did you mean {near}?" if near else ""
    raise typer.BadParameter(f"there is no competency {asked!r}{hint}", param_hint="COMPETENCY")


def names_of(ref: CompetencyRef, competency: Competency) -> tuple[str, ...]:
    """What a competency may be asked for by, in small letters."""
    return tuple(name.casefold() for name in (ref, competency.id, competency.code) if name is not None)


def nearest(wanted: str, competencies: Mapping[CompetencyRef, Competency]) -> str | None:
    refs = {name: ref for ref, each in competencies.items() for name in names_of(ref, each)}
    near = get_close_matches(wanted, refs, n=1)
    return refs[near[0]] if near else None


def standing_on(ref: CompetencyRef, picture: Picture, records: LearnerRecords, school: CheckedSchool) -> Standing:
    """What the pages show; of a competency that none of them names, what there would be to show."""
    if ref in picture.standings:
        return picture.standings[ref]
    ledger = ledger_of(records_on(records, picture.on), picture.on, school.groundwork.carried)
    return standing_of(ref, None, ledger, school.commons)


def as_lines(standing: Standing, picture: Picture, words: Words) -> Iterator[str]:
    working = working_of(standing, picture, words)
    competency = standing.competency
    code = f" ({competency.code})" if competency.code else ""
    yield f"{picture.learner.learner} · {picture.on} · {standing.ref}{code}"
    yield title(competency.short or competency.i_can or competency.statement, words)
    yield ""
    yield in_short(standing, picture, words)
    if working.decision is not None:
        yield ""
        yield from decision_lines(working.decision)
    yield from piece_lines(working, words)
    yield ""
    yield words.say("From these to one level")
    yield from indented(result_lines(working))
    yield ""
    yield words.say("Is there enough to call it reached?")
    yield from indented(f"{need.state_words} · {need.text}" for need in working.needs)
    yield from indented(working.reached)


def decision_lines(decision: Decision) -> Iterator[str]:
    yield decision.sentence if decision.until is None else f"{decision.sentence} {decision.until}"
    yield from indented((unmarked(decision.reason), decision.both))


def piece_lines(working: Working, words: Words) -> Iterator[str]:
    """What counted, what stands beside and what was left out; a list with nothing in it is not there."""
    if working.counted:
        yield from ("", words.say("Counted, oldest first"))
    for piece in working.counted:
        yield from indented(counted_lines(piece, words))
    if working.beside:
        yield from ("", words.say("Shown beside, never counted"))
    for own in working.beside:
        sign = f": {label_of(own.sign.label)}" if own.sign else ""
        yield f"  {own.day}  {unmarked(own.title)} ({label_of(own.kind)}){sign}"
    if working.left_out:
        yield from ("", words.say("Not counted, and why"))
    for left_out in working.left_out:
        yield from indented(left_out_lines(left_out))


def counted_lines(piece: CountedPiece, words: Words) -> Iterator[str]:
    yield f"{piece.day}  {unmarked(piece.title)} ({piece.kind}): {label_of(piece.sign.label)}, {piece.points}"
    if piece.carried is not None:
        yield f"  {piece.carried}"
    if piece.own_view is not None:
        yield f"  {words.say('My own view, not counted:')} {label_of(piece.own_view.label)}"


def left_out_lines(piece: LeftOutPiece) -> Iterator[str]:
    yield f"{piece.day}  {unmarked(piece.title)}: {piece.why}"
    if piece.reason is not None:
        yield f"  {unmarked(piece.reason)}"


def result_lines(working: Working) -> Iterator[str]:
    yield working.method
    formula = working.formula
    if formula is not None:
        yield from () if formula.picked is None else (formula.picked,)
        yield from (f"  {line}" for line in formula.lines)
        yield from formula.after
    yield from working.result


def label_of(label: RichText | str) -> str:
    return label if isinstance(label, str) else unmarked(label)


def indented(lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
