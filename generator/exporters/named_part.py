"""The part of a framework that something names: those competencies, and what stands above them, in their places."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.records.framework import Competency, Framework


def named_part(framework: Framework, named: Collection[str]) -> Framework | None:
    """`named`: refs, of any framework. None: nothing of this one is named."""
    ids = {ref.removeprefix(f"{framework.id}:") for ref in named if ref.startswith(f"{framework.id}:")}
    kept = tuple(kept_of(framework.competencies, ids))
    return replace(framework, competencies=kept) if kept else None


def kept_of(competencies: tuple[Competency, ...], ids: Collection[str]) -> Iterator[Competency]:
    for competency in competencies:
        inner = tuple(kept_of(competency.competencies, ids))
        if inner or competency.id in ids:
            yield replace(competency, competencies=inner)
