"""pathbook history: how one learner's plan came to be what it is, in plain words, from git."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generator.cli.language_asked import language_asked
from generator.cli.learner_asked import LearnerAsked, folder_of, records_for
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked, root_of
from generator.cli.report import complain

if TYPE_CHECKING:
    from generator.checked import CheckedSchool
    from generator.load.commit import Known
    from generator.model.picture import Picture
    from generator.view.revisions.sentence import Parts
    from generator.words import Words

Form = Literal["text", "json"]
Audience = Literal["teacher", "family"]
# A family asks the school; who sits before a copy of the files can fetch what it lacks.
LACKING = {
    "part": "Only a part of git's history is here; `git fetch --unshallow` brings the rest.",
    "none": "This copy knows no past: it is not in git, or holds the newest commit alone (`git fetch --unshallow`).",
}


def history(
    learner: LearnerAsked,
    form: Annotated[Form, typer.Option("--format", help="How it is told.")] = "text",
    audience: Annotated[Audience, typer.Option("--for", help="Who reads it.")] = "teacher",
    language: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="In this language. Left out: the school's own.", show_default=False),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="With names in place of ids, for this screen only.")] = False,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
) -> None:
    """Tell how a learner's plan changed, day by day: what, who wrote it, who agreed, and in which pull request.

    What was redacted, what is for staff and what was another learner's is not in it.
    """
    from generator.checked import checked_school

    if names and form == "json":
        raise typer.BadParameter("only on the screen: a program is told ids", param_hint="--names")
    home = root_of(root)
    words_asked = words_in(home, language)
    with root_asked(home, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        picture = picture_with_past(school, learner, home, known, names)
    words = words_asked(picture.school.languages[0])
    print(as_json(picture, words, audience) if form == "json" else as_text(picture, words, audience))
    if picture.history in LACKING and form == "text" and audience == "teacher":
        complain(LACKING[picture.history])


def words_in(root: Path, language: str | None) -> Callable[[str], "Words"]:
    """The words of a language, given the school's own."""
    from generator.load.catalogues import words_for
    from generator.render.sources import template_folders

    said = language_asked(root, language)
    return lambda own: words_for(said or own, own, template_folders(root))


def picture_with_past(
    school: "CheckedSchool", learner: str, home: Path, known: "Known | None", names: bool
) -> "Picture":
    """As a build makes it for the page of changes; `home` is where git is asked."""
    from generator.load.history.past import past_of
    from generator.load.people import people_for
    from generator.load.withheld import NOTHING_WITHHELD, withheld_of
    from generator.model.joined import picture_of
    from generator.recalled import history_for, texts_kept, unsayable_for, without_moved
    from generator.records.history import named_in

    folder = folder_of(school, learner)
    records = records_for(school, folder)
    until = "HEAD" if known is None else known.commit
    withheld = withheld_of(home, (folder,), until).get(learner, NOTHING_WITHHELD)
    unsayable = unsayable_for(school, records, texts_kept(school, folder, withheld, records))
    past = past_of(home, until, school.people, remembered_in(home))
    with past.texts() as texts:
        own = past.of(learner, texts)
        records = records if known is None else without_moved(records, own)
        told = history_for(school, records, own, unsayable)
    named = people_for(records, school.people, named_in(told)) if names else {}
    return picture_of(records, school.commons, named, school.on, school.groundwork, told)


def remembered_in(home: Path) -> Path | None:
    """What builds of this school remember of its past, where there are any; nothing is begun for a look."""
    book = home / "out" / ".pathbook"
    return book / "history" if book.is_dir() else None


def as_text(picture: "Picture", words: "Words", audience: Audience) -> str:
    from generator.view.pages.changes import days_told, notes_on

    lines = [f"{picture.learner.learner}, {words.day(picture.on)}"]
    for day in days_told(picture, words, audience):
        lines += ["", day.day]
        for said in day.lines:
            about = (*(plain((each.title,)) for each in said.things), *((said.more,) if said.more else ()))
            lines.append(f"  {said.words}{': ' if about else ''}{'; '.join(about)}")
            lines += [f"    {plain((part,))}" for part in (*said.about, *((said.again,) if said.again else ()))]
        for work in day.works:
            for told in work.told:
                lines.append(f"  {plain(told.title)}")
                lines += [f"    {plain(each)}" for each in (*told.sentences, *told.details)]
            lines += [f"    ({' · '.join(who)})" for who in ((*work.who, *filter(None, (work.request,))),) if who]
    return "\n".join((*lines, *(f"\n{note}" for note in notes_on(picture, words))))


def as_json(picture: "Picture", words: "Words", audience: Audience) -> str:
    """What the page says, as rows: `dated` is what records date themselves, `written` what git knows."""
    from generator.view.pages.changes import days_told
    from generator.view.written import work_of

    dated = [
        {
            "day": day.day_iso,
            "words": line.words,
            "about": [plain((each.title,)) for each in line.things],
            "more": [plain((part,)) for part in (*line.about, *((line.again,) if line.again else ()))],
        }
        for day in days_told(picture, words, audience)
        for line in day.lines
    ]
    written = [
        {
            "day": each.day.isoformat(),
            "commits": list(each.commits),
            "requests": list(each.requests),
            "written_by": list(each.proposed_by),
            "claims": [
                {"role": claim.role, "person": claim.person, "method": claim.method, "on": claim.on and str(claim.on)}
                for claim in each.agreed_by
            ],
            "changes": [
                {"title": plain(told.title), "sentences": [plain(said) for said in (*told.sentences, *told.details)]}
                for told in work.told
            ],
        }
        for each in picture.written
        if (work := work_of(each, picture, words, audience)) is not None
    ]
    rows = {"version": 1, "learner": picture.learner.learner, "on": str(picture.on), "known": picture.history}
    return json.dumps({**rows, "dated": dated, "written": written}, indent=2, ensure_ascii=False)


def plain(parts: "Parts") -> str:
    from generator.view.revisions.sentence import plain as as_plain

    return as_plain(parts)
