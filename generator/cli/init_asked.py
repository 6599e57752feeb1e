"""What `pathbook init` asks on a terminal where it was not said; nobody has to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.cli.dialogue import HOW, Menu, Terminal, picked
from generator.editing.new.choices import Choice
from generator.starter.answers import USUAL_DEPLOY, WITHOUT_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was typed as options; None or empty: it was not."""

    name: str | None = None
    languages: tuple[str, ...] = ()
    forge: str | None = None
    owner: str | None = None
    deploy: str | None = None
    example: bool | None = None


LANGUAGES = (("en", "English"), ("es", "Español"), ("ar", "العربية"))
FORGES = (("github", "GitHub"), ("gitlab", "GitLab"), ("forgejo", "Forgejo"))
DEPLOYS = (
    ("pages", "the pages of the forge"),
    ("s3", "a bucket that speaks S3"),
    ("rsync", "a server of the school's own, by rsync"),
    ("folder", "a folder that somebody fetches, nothing sent anywhere"),
)
YES_NO = (("yes", "yes"), ("no", "no"))
OWNER_EXPLAINED = (
    "The organisation or group at the forge to which the repository will belong, as in its address. The teams that "
    "look at changes are named by it. Left out, the files say OWNER, and you replace it."
)


def asked(said: Said, usual_name: str, terminal: Terminal) -> Said:
    """All of it, asked for where it was not said."""
    terminal.say(HOW)
    name = said.name or typed("What is the school called?", usual_name, "It stands on every page.", terminal)
    languages = said.languages or (
        chosen("In which language does the school write?", LANGUAGES, "en", "Plans can be translated later.", terminal),
    )
    forge = said.forge or chosen("Where will the repository lie?", FORGES, "github", "The files differ.", terminal)
    owner = typed("To whom does it belong there?", "", OWNER_EXPLAINED, terminal) if said.owner is None else said.owner
    where = "Only sealed sites go there, so it may be any host. To change it later: pathbook init --update --deploy"
    deploy = said.deploy or chosen(
        "Where are the sites served?", deploys_of(forge), USUAL_DEPLOY[forge], where, terminal
    )
    example = said.example
    if example is None:
        why = "Somebody invented to look at and to try things on; pathbook init --update --no-example takes them away."
        example = chosen("An invented learner to begin with?", YES_NO, "yes", why, terminal) == "yes"
    return Said(name=name, languages=languages, forge=forge, owner=owner, deploy=deploy, example=example)


def deploys_of(forge: str) -> Sequence[tuple[str, str]]:
    return [each for each in DEPLOYS if not (each[0] == "pages" and forge in WITHOUT_PAGES)]


def chosen(ask: str, choices: Sequence[tuple[str, str]], usual: str, explained: str, terminal: Terminal) -> str:
    menu = Menu(
        ask=ask,
        choices=[Choice(id=id_, label=label) for id_, label in choices],
        explained=explained,
        usual=usual,
    )
    return picked(menu, terminal) or usual


def typed(ask: str, usual: str, explained: str, terminal: Terminal) -> str:
    while (answer := terminal.line(f"{ask}{f' [{usual}]' if usual else ''}: ").strip()) == "?":
        terminal.say(f"  {explained}")
    return answer or usual
