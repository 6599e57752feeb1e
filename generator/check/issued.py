"""What was sent home is written down whole: for a term that exists, edition after edition, none of them twice."""

from collections.abc import Iterator

from generator.check.case import Case, unknown
from generator.problem import Place, Problem
from generator.records.issued import Issued

AS_WRITTEN = "`pathbook issue` writes this file; take back what was edited by hand."


def terms_of_issued_known(case: Case) -> Iterator[Problem]:
    for year in case.records.years:
        school_year = case.commons.calendar.years.get(year.plan.school_year)
        if school_year is None:
            continue  # the plan itself is told that nobody knows its year
        terms = [term.id for term in school_year.terms]
        for each in year.issued:
            if each.term not in terms:
                yield unknown(each.place.at("term"), "term", each.term, terms)


def issued_in_order(case: Case) -> Iterator[Problem]:
    """Numbers count up from 1, days run forwards, and each edition after the first corrects an earlier one."""
    for year in case.records.years:
        newest: dict[tuple[str, str], Issued] = {}
        for each in year.issued:
            yield from after(newest.get((each.term, each.edition)), each)
            newest[each.term, each.edition] = each


def after(before: Issued | None, each: Issued) -> Iterator[Problem]:
    expected = 1 if before is None else before.number + 1
    if each.number != expected:
        message = f"edition {each.number} of {each.edition!r} stands where edition {expected} belongs"
        yield out_of_order(each.place.at("number"), message)
    elif each.corrects is None and before is not None:
        yield out_of_order(each.place, f"edition {each.number} of {each.edition!r} does not say which one it corrects")
    elif each.corrects is not None and each.corrects >= each.number:
        message = f"edition {each.number} of {each.edition!r} cannot correct edition {each.corrects}"
        yield out_of_order(each.place.at("corrects"), message)
    elif before is not None and each.on < before.on:
        message = f"edition {each.number} of {each.edition!r} went home before the one it corrects, on {before.on}"
        yield out_of_order(each.place.at("on"), message)


def out_of_order(place: Place, message: str) -> Problem:
    return Problem(place, "issued-out-of-order", message, hint=AS_WRITTEN)
