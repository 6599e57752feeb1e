"""The plan of the new year, begun from the old one; and the old one, put away as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.changes import Change, Changes, blob_of
from generator.editing.amended import Told, amended_text, begun_from, put
from generator.editing.year.turn import Turn
from generator.load.frozen import PLAN, digests_of, files_of_year
from generator.load.layout import listing_of
from generator.model.rollover import lasts_into
from generator.records.commons import PlanYear
from generator.records.plan import PlanPathway
from generator.writing import raw_of

# What stays with its year: words of the learner, of people and of homes, and what was met and confirmed in it.
STAYS = ("voice", "judgements", "reached", "fulfilled", "approvals", "notices", "frozen", "reviews")


def new_plan(
    turn: Turn, folder: str, old: PlanYear, pathways: tuple[PlanPathway, ...], reviews: tuple[date, ...]
) -> Change:
    """What was chosen for longer than a year goes on; nobody has agreed to anything yet."""
    going = {each.id: each for each in pathways}

    def amend(told: Told) -> None:
        told |= {"school_year": turn.name, "status": "active"}
        for field in STAYS:
            told.pop(field, None)
        put(
            told,
            "pathways",
            [walked_on(each, going, turn) for each in told.get("pathways") or () if each["id"] in going],
        )
        courses = [each for each in told.get("program_of_study") or () if each.get("status") != "dropped"]
        put(told, "program_of_study", courses)
        put(told, "experiences", [each for each in told.get("experiences") or () if lasts(each, turn)])
        put(told, "reviews", [{"due": day} for day in reviews])

    return begun_from(turn.school.root, old.plan.place.file, f"{folder}/{turn.name}/{PLAN}", amend)


def walked_on(written: Mapping[str, Any], going: Mapping[str, PlanPathway], turn: Turn) -> dict[str, Any]:
    """A pathway with its id and its choices; with its days too, where they were agreed for longer than a year."""
    if lasts_into(going[written["id"]], turn.year):
        return dict(written)
    return {field: value for field, value in written.items() if field != "finish"} | {"start": turn.year.start}


def lasts(experience: Mapping[str, Any], turn: Turn) -> bool:
    return "to" not in experience or date.fromisoformat(experience["to"]) >= turn.year.start


def put_away(turn: Turn, folder: str, old: PlanYear, others: Changes) -> Change:
    """The old plan, archived, with digests of its year's files as they will be; `others`: what else changes there."""
    file, top = old.plan.place.file, f"{folder}/{old.plan.school_year}"
    files = dict(files_of_year(turn.school.root, listing_of(turn.school.root, top)))
    for change in others:
        name = change.file.removeprefix(f"{top}/")
        if name in files:
            files[name] = change.content or b""
    raw = raw_of(turn.school.root, file)

    def archive(told: Told) -> None:
        told["status"] = "archived"
        told.pop("frozen", None)

    digests = digests_of(files | {PLAN: amended_text(file, raw, archive)})

    def freeze(told: Told) -> None:
        archive(told)
        by = {} if turn.person is None else {"by": turn.person}
        told["frozen"] = {"on": turn.school.on, **by, "files": digests}

    content = amended_text(file, raw, freeze)
    return Change(file=file, content=content, before=blob_of(raw))
