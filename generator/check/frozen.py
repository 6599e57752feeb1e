"""Years that were put away: whoever reads them later reads what was there."""

from collections.abc import Iterator

from generator.check.case import Case
from generator.problem import Problem


def frozen_years_unedited(case: Case) -> Iterator[Problem]:
    """The files of a year say something else than when it was put away."""
    for year in case.records.years:
        frozen = year.plan.frozen
        now = case.facts.frozen.get(year.plan.school_year)
        if frozen is None or now is None or now == frozen.files:
            continue
        yield Problem(
            frozen.place.at("files"),
            "frozen-year-edited",
            f"files of {year.plan.school_year} have been changed since the year was put away on {frozen.on}",
            hint=f"Take the change back; or, where it has to be, write `files: {now}`, which says that it is meant.",
            severity="warning",
            length=len(frozen.files),
        )
