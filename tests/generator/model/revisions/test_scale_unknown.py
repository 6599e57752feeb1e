"""A proposal may name a scale that the school does not have: its report is told all the same."""

from dataclasses import replace

from generator.load.revisions.files import revision_of
from generator.model.revisions.told import told_of
from tests.generator.model.revisions.said import commons

FILE = "plans/s-0001/evidence/a.yml"
PIECE = b"evidence:\n  - {id: a, results: [{competency: 'no:where', level: got-it}]}\n"


def test_a_level_of_a_scale_that_nobody_knows_is_told() -> None:
    known = commons()
    odd = replace(known, school=replace(known.school, default_scale="learnin"))
    revision = revision_of(FILE, PIECE, PIECE.replace(b"got-it", b"starting"))
    assert revision is not None
    for before, after in ((known, odd), (odd, known), (odd, odd)):
        assert [each.what and each.what.field for each in told_of((revision,), before, after)] == [
            "evidence.evidence.results.level"
        ]
