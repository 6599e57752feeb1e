"""Files that evidence shows: they exist, are of an allowed kind and size, and do not say where somebody lives."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.case import Case, did_you_mean
from generator.problem import Place, Problem
from generator.records.facts import FileFacts
from generator.records.school import Policy

MEGABYTE = Decimal(1_000_000)


def evidence_files(case: Case) -> Iterator[Problem]:
    """Every file that a piece of evidence names."""
    policy = case.commons.school.policy or Policy(place=Place("plans/school.yml"))
    for piece in case.records.evidence:
        for file in piece.files:
            place = file.place.at("path")
            facts = case.facts.files.get(file.path)
            if facts is None:
                yield Problem(
                    place,
                    "missing-file",
                    f"there is no file {file.path!r} beside this evidence",
                    hint=did_you_mean(file.path, case.facts.files)
                    or "Put the file into the learner's evidence folder.",
                    length=len(file.path),
                )
            else:
                yield from file_allowed(place, file.path, facts, policy)


def file_allowed(place: Place, path: str, facts: FileFacts, policy: Policy) -> Iterator[Problem]:
    if facts.media_type not in policy.media_types:
        kind = facts.media_type or "of no kind we know"
        yield Problem(place, "file-kind", f"{path!r} is {kind}", hint=_mend(kind, policy), length=len(path))
    if facts.bytes > policy.max_file_mb * MEGABYTE:
        size = (facts.bytes / MEGABYTE).quantize(Decimal("0.1"))
        message = f"{path!r} has {size} MB; the school allows {policy.max_file_mb} MB"
        yield Problem(place, "file-size", message, hint="Make it smaller, and save it again.", length=len(path))
    if facts.has_location:
        yield Problem(
            place,
            "file-location",
            f"{path!r} says where it was made",
            hint="Save it again without its location, before it enters the history.",
            length=len(path),
        )


def _mend(kind: str, policy: Policy) -> str:
    """Films are too large for a history that keeps everything, and hard to make safe: they are linked."""
    if kind.startswith("video/"):
        return "A film is linked, not kept here: put it on a host the school allows, and name it under links."
    return f"The school allows {', '.join(policy.media_types)}."
