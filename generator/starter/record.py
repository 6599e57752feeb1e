"""What `init` wrote last, kept in one small file of the repository, to tell whose words are whose.

Each file is named by its git blob. Its text is in git already, wherever the school left the file as it came; where the
school's file is another one, the text as it came is kept in here.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from generator.changes import Blob
from generator.problem import ToolFailed
from generator.starter.answers import DEPLOYS, FORGES, LANGUAGES, Answers, School

RECORD = ".pathbook-init.json"
ABOUT = "Written by pathbook init, which needs it to bring newer templates without touching what is yours. Keep it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`files`: the blob of each file as it came; `texts`: as it came, where git does not hold it."""

    pathbook: str
    answers: Answers
    files: Mapping[str, Blob]
    texts: Mapping[str, str] = field(default_factory=dict)


def record_text(record: Record) -> bytes:
    told: dict[str, Any] = {"about": ABOUT, "pathbook": record.pathbook, "answers": asdict(record.answers)}
    told |= {"files": dict(sorted(record.files.items()))}
    told |= {"texts": {path: text.splitlines(keepends=True) for path, text in sorted(record.texts.items())}}
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def record_in(raw: bytes) -> Record:
    """Raises ToolFailed where the file is none that `init` wrote, as after a merge that left git's marks in it."""
    try:
        told: Any = json.loads(raw)
        texts = {str(path): "".join(map(str, lines)) for path, lines in told["texts"].items()}
        files = {str(path): str(blob) for path, blob in told["files"].items()}
        return Record(pathbook=str(told["pathbook"]), answers=answers_in(told["answers"]), files=files, texts=texts)
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "it cannot be read; take it from the last commit that holds it whole:  git log -- " + RECORD
        raise ToolFailed(RECORD, hint) from None


def answers_in(told: Mapping[str, Any]) -> Answers:
    answers = Answers(
        name=str(told["name"]),
        schools=tuple(School(folder=str(each["folder"]), name=str(each["name"])) for each in told["schools"]),
        forge=str(told["forge"]),
        deploy=str(told["deploy"]),
        languages=tuple(map(str, told["languages"])),
        branch=str(told["branch"]),
        owner=str(told["owner"]),
        example=bool(told["example"]),
    )
    known = answers.forge in FORGES and answers.deploy in DEPLOYS and {*answers.languages} <= {*LANGUAGES}
    if not known or not answers.languages or not answers.schools:
        raise ValueError
    return answers
