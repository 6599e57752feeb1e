"""A report for a program. `version` grows where a field goes away or means something else; new ones may come."""

import json
from collections.abc import Mapping
from typing import Any

from generator.cli.what_if_rows import learner_row
from generator.records.revision import FileRevision
from generator.reporting.parts import Report, Section
from generator.view.revisions.sentence import Sentence, plain, plain_of

VERSION = 1


def as_json(report: Report) -> str:
    return json.dumps(as_rows(report), indent=2, ensure_ascii=False)


def as_rows(report: Report) -> Mapping[str, Any]:
    asked = report.asked
    return {
        "version": VERSION,
        "base": asked.proposal.base,
        "head": asked.proposal.head,
        "on": str(report.on),
        "for": asked.audience,
        "language": report.words.language,
        "lane": report.lane.lane,
        "why": [
            {"reason": each.reason, "learners": list(each.learners), "files": list(each.files)}
            for each in report.lane.why
        ],
        "proposer": asked.proposer,
        "totals": {
            "changed": len(report.learners),
            "affected": len(report.affected),
            "look_at_twice": report.warnings,
            "looked_at": report.looked_at,
        },
        "files": [file_row(each) for each in report.revisions],
        "sections": [section_row(each) for each in report.sections],
        "others": [section_row(each) for each in report.others],
        "not_compared": list(report.unusable),
        "withheld": list(report.withheld),
    }


def file_row(revision: FileRevision) -> Mapping[str, Any]:
    """Which fields of it are others, without what they say: that is for people."""
    return {
        "file": revision.file,
        "was": revision.was,
        "kind": revision.schema or None,
        "learner": revision.learner,
        "did": revision.did,
        "readable": revision.readable,
        "fields": [{"field": each.field, "entry": list(each.entry), "did": each.did} for each in revision.fields],
    }


def section_row(section: Section) -> Mapping[str, Any]:
    return {
        "learner": section.learner,
        "chapters": [
            {
                "title": plain(chapter.title),
                "page": chapter.path,
                "sentences": [sentence_row(said) for said in chapter.sentences],
            }
            for chapter in section.chapters
        ],
        "effects": [sentence_row(said) for said in section.effects],
        "difference": None if section.difference is None else learner_row(section.difference),
        "compared": section.compared,
        "untold": section.untold,
        "problems": [
            {"file": each.place.file, "line": each.place.line, "code": each.code, "message": each.message}
            for each in section.problems
        ],
    }


def sentence_row(said: Sentence) -> Mapping[str, Any]:
    return {"text": plain_of(said), "look_twice": said.warning, "detail": said.small}
