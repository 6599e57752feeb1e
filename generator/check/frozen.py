"""Years that were put away: whoever reads them later reads what was there."""

from collections.abc import Iterator

from generator.check.case import Case
from generator.problem import Problem
from generator.records.plan import Frozen

MEANT = "Take that back; or, where it has to be, {line}, which says that it is meant."


def frozen_years_unedited(case: Case) -> Iterator[Problem]:
    """A file of a year says something else than when it was put away, has come since, or is gone."""
    for year in case.records.years:
        frozen = year.plan.frozen
        now = case.facts.frozen.get(year.plan.school_year)
        if frozen is None or now is None:
            continue
        for file in sorted(frozen.files.keys() | now.keys()):
            if frozen.files.get(file) != now.get(file):
                yield edited(f"{year.plan.school_year}/{file}", file, frozen, now.get(file))


def edited(path: str, file: str, frozen: Frozen, now: str | None) -> Problem:
    """Told at the file's line. `now` None: the file is gone."""
    before = frozen.files.get(file)
    did = "was added" if before is None else "was taken away" if now is None else "was changed"
    line = f"take out the line of `{file}`" if now is None else f'write `{file}: "{now}"` here'
    return Problem(
        frozen.place.at("files", file),
        "frozen-year-edited",
        f"{path} {did} after the year was put away on {frozen.on}",
        hint=MEANT.format(line=line),
        severity="warning",
        length=len(before or "") or 1,
    )
