"""pathbook init: a school's own repository, ready to push; and newer templates for one that is there"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.init_said import Folders, When, folder_and_name, known, made_said, when_asked
from generator.cli.options import On, command_name
from generator.cli.proposing import DryRun
from generator.starter.answers import DEPLOYS, FORGES, LANGUAGES

if TYPE_CHECKING:
    from generator.cli.init_asked import Said

Forge = Annotated[
    str | None, typer.Option(metavar="|".join(FORGES), help="Where the repository will lie.", show_default=False)
]
Deploy = Annotated[
    str | None, typer.Option(metavar="|".join(DEPLOYS), help="Where the sealed sites are served.", show_default=False)
]
Language = Annotated[
    list[str] | None,
    typer.Option(
        metavar="|".join(LANGUAGES),
        help="In which the school writes; several, the first is its own.",
        show_default=False,
    ),
]
SchoolOption = Annotated[
    list[str] | None,
    typer.Option(
        "--school",
        metavar="FOLDER=NAME",
        help="For a district: a school in a folder of its own; name as many as there are.",
        show_default=False,
    ),
]


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="A new folder.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option(help="What the school is called.", show_default=False)] = None,
    forge: Forge = None,
    deploy: Deploy = None,
    language: Language = None,
    owner: Annotated[
        str | None, typer.Option(help="To whom the repository belongs at the forge.", show_default=False)
    ] = None,
    school: SchoolOption = None,
    branch: Annotated[str | None, typer.Option(help="What the main branch is called.", show_default=False)] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Of the school. Left out: this machine's.", show_default=False)
    ] = None,
    example: Annotated[
        bool | None, typer.Option("--example/--no-example", help="With an invented learner.", show_default=False)
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Bring this Pathbook's templates into a repository that is there.")
    ] = False,
    dry_run: DryRun = False,
    on: On = None,
) -> None:
    """Make a school's own repository, ready to push: plans, frameworks, workflows, who looks at what, a manual.

    What is not said is asked for on a terminal. With --update, newer templates come in and the school's changes stay.
    """
    from generator.cli.init_asked import Said

    said = Said(
        name=name,
        languages=known(tuple(language or ()), LANGUAGES, "--language"),
        forge=next(iter(known((forge,) if forge else (), FORGES, "--forge")), None),
        owner=owner,
        deploy=next(iter(known((deploy,) if deploy else (), DEPLOYS, "--deploy")), None),
        example=example,
    )
    schools = tuple(map(folder_and_name, school or ()))
    if update:
        from generator.cli.init_update import bring_up_to_date

        if branch is not None:
            raise typer.BadParameter("the repository has its branch already", param_hint="--branch")
        bring_up_to_date(folder or Path(), said, schools, when_asked(timezone, on), dry_run=dry_run)
        return
    if folder is None:
        raise typer.BadParameter(f"name a new folder, for example:  {command_name()} init our-school")
    begin(folder.absolute(), said, schools, branch or "main", when_asked(timezone, on), dry_run=dry_run)


def begin(folder: Path, said: "Said", schools: Folders, branch: str, when: When, *, dry_run: bool) -> None:
    from generator.cli.init_asked import asked
    from generator.cli.making_new import terminal_or_none
    from generator.starter.answers import HERE, USUAL_DEPLOY, Answers, School, answered, name_from
    from generator.starter.making import make, refuse_where_full, would_be_made

    refuse_where_full(folder)
    terminal = terminal_or_none()
    said = said if terminal is None else asked(said, name_from(folder.name), terminal)
    name, forge = said.name or name_from(folder.name), said.forge or "github"
    answers = answered(
        Answers(
            name=name,
            schools=tuple(School(folder=each, name=own) for each, own in schools) or (School(folder=HERE, name=name),),
            forge=forge,
            deploy=said.deploy or USUAL_DEPLOY[forge],
            languages=said.languages or ("en",),
            branch=branch,
            owner=said.owner or "",
            example=said.example is not False,
        )
    )
    if dry_run:
        print(*(f"would be made: {file}" for file in would_be_made(answers, when.day, when.timezone)), sep="\n")
        return
    made = make(folder, answers, when.day, when.timezone)
    print("\n".join(made_said(folder, answers, made)))
