"""Documents made of the schemas' own examples, mutated documents, and small schools on disk."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from generator.load.schema import KINDS
from generator.load.schemas import schema_of
from generator.problem import Problem
from generator.yamltext.read import PlacedMap, Value, read

FILE = "a.yml"


class Bare(str):
    """Written without quotes."""

    __slots__ = ()


def example_of(kind: str) -> dict[str, Any]:
    """A document with every field of its kind, each as its example."""
    schema = schema_of(KINDS[kind].file)
    if kind == "people":
        return dict(schema["examples"][0])
    return {name: field["examples"][0] for name, field in schema["properties"].items()}


def as_text(data: Any) -> str:
    """A document on one line."""
    match data:
        case Mapping():
            return "{" + ", ".join(f"{json.dumps(key)}: {as_text(value)}" for key, value in data.items()) + "}"
        case list():
            return "[" + ", ".join(as_text(entry) for entry in data) + "]"
        case Bare():
            return str(data)
        case _:
            return json.dumps(data)


def read_again(data: Any) -> Value:
    value, problems = read(as_text(data), FILE)
    assert problems == ()
    return value


def read_group(text: str) -> PlacedMap:
    value, problems = read(text, FILE)
    assert problems == ()
    assert isinstance(value, PlacedMap)
    return value


NUMBERS = ("20", "-1", "0", "01", "1.5", ".5", "5.", "1e3", "-0", "+7", "1e999", "9" * 20)
DAYS = ("2026-11-30", "2026-02-30", "2028-02-29", "2027-02-29", "30.11.2026", "2026-27")
NAMES = ("g1", "c1", "p1", "s-0001", "es", "pt-BR", "a:b", "framework:a.b", "latest", "learning", "got-it", "x")
BARE_WORDS = st.sampled_from((*NUMBERS, *DAYS, *NAMES, "yes", "no", "on", "true", "False", "~", "null")).map(Bare)
SCALARS = st.one_of(BARE_WORDS, st.sampled_from(["", "x", "20", "2026-11-30", "true", "g1\n", "a b", "ü"]), st.none())
ANY_VALUE = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "any", "text", "en", "x", "", "title"]).filter(bool), below, max_size=2
        )
    ),
    max_leaves=4,
)


def steps_in(data: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys or indexes."""
    if isinstance(data, Mapping):
        entries: Any = list(data.items())
    elif isinstance(data, list):
        entries = list(enumerate(data))
    else:
        return []
    return [(data, step) for step, _ in entries] + [found for _, below in entries for found in steps_in(below)]


@st.composite
def mistaken(draw: st.DrawFn, kind: str) -> Any:
    """A right document, then some mistakes in it: replaced, removed or misnamed values."""
    data = json.loads(json.dumps(example_of(kind)))
    for _ in range(draw(st.integers(0, 3))):
        spots = steps_in(data)
        if not spots:
            break
        holder, step = spots[draw(st.integers(0, len(spots) - 1))]
        what = draw(st.sampled_from(("replace", "replace", "replace", "remove", "misname")))
        if what == "replace":
            holder[step] = draw(ANY_VALUE)
        elif what == "remove":
            del holder[step]
        elif isinstance(step, str):
            holder[draw(st.sampled_from((step + "s", step.upper(), "x y", "es", "any")))] = holder.pop(step)
    return data


SCHOOL: Mapping[str, str] = {
    "plans/school.yml": """\
format: 2
name: A school
languages: [en, es]
scales:
  learning:
    levels:
      - {id: starting, label: Starting, points: 1}
      - {id: got-it, label: Got it, points: 3, proficient: true}
default_scale: learning
calculation: {method: latest}
evidence_rule: {pieces: 2}
""",
    "plans/calendar.yml": """\
timezone: America/New_York
years:
  "2026-27": {start: 2026-08-31, finish: 2027-06-16}
""",
    "frameworks/core/framework.yml": """\
id: core
title: Core
competencies:
  - id: numbers
    statement: Numbers
    competencies:
      - {id: count, statement: Counts to ten}
""",
}
LEARNER: Mapping[str, str] = {
    "plans/s-0001/learner.yml": "learner: s-0001\nstage: elementary\nteam:\n  - {person: t-0001, role: advisor}\n",
    "plans/s-0001/2026-27/plan.yml": "learner: s-0001\nschool_year: 2026-27\nstatus: active\n",
    "plans/s-0001/2026-27/goals/g1.yml": "id: g1\nstart: 2026-09-01\ndue: 2026-11-30\n",
    "plans/s-0001/evidence/2026-10-01-strips.yml": "evidence:\n  - {id: strips, title: Strips, kind: observation}\n",
}


def written(root: Path, *layers: Mapping[str, str]) -> Path:
    """A school with these files; a later layer goes over an earlier one."""
    for name, text in {name: text for layer in layers for name, text in layer.items()}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Each problem's place and code."""
    return [(str(problem.place), problem.code) for problem in problems]
