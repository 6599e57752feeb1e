"""Problems on the screen, or in the form another program reads."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

from generator.problem import Problem, errors_in, in_reading_order, shown

Format = Literal["text", "json", "github", "gitlab", "sarif"]
ABOUT_PROBLEMS = "https://github.com/pathbook/pathbook"


def report(problems: tuple[Problem, ...], root: Path | None = None, form: Format = "text") -> None:
    """Print problems: text on standard error, every other form on standard output, for whoever reads it."""
    ordered = in_reading_order(problems)
    stream = sys.stderr if form == "text" else sys.stdout
    print(FORMS[form](ordered, root), file=stream)


def put_out(text: str, out: Path | None) -> None:
    """A text for another program: whole into a file, or printed; in UTF-8, whatever the screen speaks."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    elif out.exists() and not out.is_file():
        out.write_bytes(text.encode())
    else:
        out = out.resolve()  # a link stays a link
        beside = out.with_name(f".new-{os.getpid()}-{out.name}")
        try:
            beside.write_bytes(text.encode())
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    print(f"pathbook: {sentence}", file=sys.stderr)


def count_of(problems: tuple[Problem, ...]) -> str:
    """How many problems and warnings, in words."""
    errors = len(errors_in(problems))
    warnings = len(problems) - errors
    return (
        f"{errors} {'problem' if errors == 1 else 'problems'}, {warnings} {'warning' if warnings == 1 else 'warnings'}"
    )


def as_text(problems: tuple[Problem, ...], root: Path | None) -> str:
    from generator.load.source import line_of  # where something is wrong; else it is loaded for nothing

    places = {(problem.place.file, problem.place.line) for problem in problems}
    lines = {} if root is None else {place: line_of(root, *place) for place in places}  # each read once
    blocks = [shown(problem, lines.get((problem.place.file, problem.place.line))) for problem in problems]
    return "\n\n".join([*blocks, count_of(problems)])


def as_json(problems: tuple[Problem, ...], _root: Path | None) -> str:
    rows = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    errors = len(errors_in(problems))
    return json.dumps(
        {"problems": rows, "errors": errors, "warnings": len(rows) - errors}, indent=2, ensure_ascii=False
    )


def as_github(problems: tuple[Problem, ...], _root: Path | None) -> str:
    """Workflow commands: GitHub shows ten of a kind a step, so the count stands at the end."""
    lines = [
        f"::{problem.severity} file={escaped(problem.place.file, 'property')},line={problem.place.line},"
        f"col={problem.place.column},title={escaped(problem.code, 'property')}"
        f"::{escaped(sentence_of(problem), 'message')}"
        for problem in problems
    ]
    return "\n".join([*lines, count_of(problems)])


def escaped(text: str, where: Literal["property", "message"]) -> str:
    """Text that a workflow command cannot mistake for its own signs."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if where == "property" else text


def as_gitlab(problems: tuple[Problem, ...], _root: Path | None) -> str:
    """GitLab's code quality report."""
    rows = [
        {
            "description": sentence_of(problem),
            "check_name": problem.code,
            "fingerprint": fingerprint_of(problem),
            "severity": "major" if problem.severity == "error" else "minor",
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_sarif(problems: tuple[Problem, ...], _root: Path | None) -> str:
    """SARIF 2.1.0."""
    from importlib.metadata import version  # which loads what reads e-mails

    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "pathbook",
        "version": version("pathbook"),
        "informationUri": ABOUT_PROBLEMS,
        "rules": [{"id": code, "shortDescription": {"text": code.replace("-", " ")}} for code in codes],
    }
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": problem.severity,
            "message": {"text": sentence_of(problem)},
            "partialFingerprints": {"pathbook/v1": fingerprint_of(problem)},
            "locations": [{"physicalLocation": physical(problem)}],
        }
        for problem in problems
    ]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {
        "$schema": schema,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def physical(problem: Problem) -> Mapping[str, object]:
    """SARIF's place of a problem."""
    region = {
        "startLine": problem.place.line,
        "startColumn": problem.place.column,
        "endColumn": problem.place.column + problem.length,
    }
    return {"artifactLocation": {"uri": problem.place.file}, "region": region}


def sentence_of(problem: Problem) -> str:
    """What is wrong and what to try, in one line."""
    return problem.message if problem.hint is None else f"{problem.message} ({problem.hint})"


def fingerprint_of(problem: Problem) -> str:
    """The same for the same problem when lines above it move."""
    return sha256(f"{problem.place.file}\0{problem.code}\0{problem.message}".encode()).hexdigest()[:32]


FORMS: Mapping[Format, Callable[[tuple[Problem, ...], Path | None], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
