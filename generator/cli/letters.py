"""pathbook letters: a letter with the code for everybody who reads a plan."""

import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checked import checked_school
from generator.cli.options import MasterFile, On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain, counted, report
from generator.model.access import HOUSEHOLD
from generator.model.recipients import Recipient

if TYPE_CHECKING:
    from generator.checked import CheckedSchool
    from generator.lettering import Lettered
    from generator.publish.keys import Master

Asked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PERSON|LEARNER]...",
        help="Only these people or households, or all who read the plans of these learners.",
    ),
]
OutFolder = Annotated[
    Path | None,
    typer.Option(help="Where to write. Left out: the school's folder, in out/letters/.", show_default=False),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="LANGUAGE", help="In this language. Left out: in each reader's own.", show_default=False),
]


def letters_(
    asked: Asked = None,
    root: Root = None,
    out: OutFolder = None,
    master: MasterFile = None,
    language: Language = None,
    own: Annotated[
        bool, typer.Option("--own", help="Of a learner only the own letter, not those of all who read the plan.")
    ] = False,
    people: PeopleFile = None,
    on: On = None,
) -> None:
    """Print a letter with the address and the code for everybody who reads a plan.

    One PDF for each person and language, readable by you only. It lists files and ids, never a code.
    """
    from generator.lettering import (
        Errand,
        is_called,
        is_meant,
        letters,
        readers_in,
    )  # what printing needs: not for --help
    from generator.publish.keys import load_master

    top = root_of(root)
    secret = load_master(master)
    school = checked_school(top, people, day_asked(on))
    check_language(language, school)
    folder = (out or top / "out" / "letters").resolve()
    readers, unread = readers_in(school)
    wanted = chosen(readers, asked or [], is_called if own else is_meant)
    errand = Errand(
        school=school, master=secret, out=folder, language=language, how="processes", jobs=os.cpu_count() or 1
    )
    made: list[Lettered] = []
    for letter in letters(errand, wanted):
        made.append(letter)
        complain(f"{letter.file}: {letter.failed}") if letter.failed else print(letter.file)
    if problems := tuple(problem for letter in made for problem in letter.problems):
        report(problems, top)
    if unread and not asked:
        complain(f"Nobody reads the plan of {', '.join(unread)}: `access:` in learner.yml says who does.")
    print(said_of(made, folder, secret))
    if any(letter.failed for letter in made):
        raise typer.Exit(1)


def check_language(language: str | None, school: "CheckedSchool") -> None:
    """Raises BadParameter where nobody has put the sentences of letters into the language."""
    from generator.load.catalogues import languages_with_catalogue, words_for  # not for --help
    from generator.render.sources import template_folders

    folders, own = template_folders(school.root), school.commons.school.languages[0]
    if language is not None and not words_for(language, own, folders).has_catalogue:
        there = ", ".join(sorted(languages_with_catalogue(folders)))
        raise typer.BadParameter(f"no letter can be said in {language!r} yet; there are words in {there}")


def chosen(
    recipients: tuple[Recipient, ...], asked: list[str], fits: Callable[[Recipient, str], bool]
) -> tuple[Recipient, ...]:
    """All of them where nobody is named. Raises BadParameter for a word that means nobody."""
    for word in asked:
        if not any(fits(recipient, word) for recipient in recipients):
            known = {recipient.reader.who.removeprefix(f"{HOUSEHOLD}:") for recipient in recipients}
            near = get_close_matches(word, sorted(known), n=1)
            hint = f"; did you mean {near[0]}?" if near else "; `access:` in learner.yml says who reads"
            raise typer.BadParameter(f"{word!r} is nobody who reads a plan, and no plan that somebody reads{hint}")
    return tuple(one for one in recipients if not asked or any(fits(one, word) for word in asked))


def said_of(made: "list[Lettered]", folder: Path, secret: "Master") -> str:
    done = sum(letter.failed is None for letter in made)
    lines = [f"{counted(done, 'letter', 'letters')} in {folder}"]
    if secret.test:
        lines.append("They are for trying out: no secret was named, so everybody could work out these codes.")
    elif done:
        lines.append("They hold codes. Print them, hand them over, and delete the files.")
    return "\n".join(lines)
