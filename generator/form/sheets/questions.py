"""Two people changed the same field: each such place as a question, with the words of both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.form.sheets.lists import Lists
from generator.form.sheets.schema_tree import Node
from generator.form.sheets.versions import spread, words_of
from generator.form.sheets.wording import choice_of, label_of, said

Step = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`steps` lead to the field, with positions in lists. `mine` and `theirs` as people read them.

    `both`: two people each made something new, a whole goal or a step of one, and it got the same id: two things.
    """

    steps: tuple[Step, ...]
    number: int
    label: str
    mine: str
    theirs: str
    whose: str
    both: bool


def questions_of(clashes: Any, nodes: Sequence[Node], value: Any, lists: Lists) -> tuple[Question, ...]:
    """What a save found, as it lies in a draft: a browser wrote it there, so it may hold anything."""
    found = [each for each in clashes if isinstance(each, Mapping)] if isinstance(clashes, list) else []
    return tuple(question_of(each, number, nodes, value, lists) for number, each in enumerate(found))


def question_of(clash: Mapping[str, Any], number: int, nodes: Sequence[Node], value: Any, lists: Lists) -> Question:
    field = clash.get("field")
    named = tuple(step for step in field if isinstance(step, str | int)) if isinstance(field, list) else ()
    steps = positions(named, value)
    labels, node = path_of(steps, nodes, lists)
    whose = clash.get("whose")
    return Question(
        steps=steps,
        number=number,
        label=" › ".join(labels) or lists.words.say("This page"),
        mine=told(clash.get("mine"), node, nodes, lists),
        theirs=told(clash.get("theirs"), node, nodes, lists),
        whose=whose if isinstance(whose, str) and whose else lists.words.say("Somebody else"),
        both=clash.get("kind") == "added" and (not steps or (node is not None and node.is_list_of_groups)),
    )


def path_of(steps: Iterable[Step], nodes: Sequence[Node], lists: Lists) -> tuple[list[str], Node | None]:
    """What the fields on the way are called, and the last one."""
    labels: list[str] = []
    node: Node | None = None
    for step in steps:
        inner = nodes if node is None else node.inner
        below = next((each for each in inner if each.key == step), None)
        if below is not None:
            node = below
            labels.append(said(lists.words, label_of(node)))
        elif isinstance(step, int) and labels:
            labels[-1] += f" {step + 1}"
    return labels, node


def positions(steps: Sequence[Step], value: Any) -> tuple[Step, ...]:
    """The steps with positions where they named members of lists by id."""
    found: list[Step] = []
    for step in steps:
        if isinstance(value, list):
            ids = [each.get("id") if isinstance(each, Mapping) else None for each in value]
            step = ids.index(step) if isinstance(step, str) and step in ids else step
            value = value[step] if isinstance(step, int) and 0 <= step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
        found.append(step)
    return tuple(found)


def told(value: Any, node: Node | None, nodes: Sequence[Node], lists: Lists) -> str:
    """A value as people read it; of a whole file its fields, one after the other."""
    return joined(value, nodes, lists) if node is None and isinstance(value, Mapping) else readable(value, node, lists)


def joined(value: Mapping[str, Any], nodes: Iterable[Node], lists: Lists) -> str:
    parts = ((node, value.get(node.key)) for node in nodes)
    return " · ".join(readable(inner, node, lists) for node, inner in parts if inner not in (None, "", [], {}))


def readable(value: Any, node: Node | None, lists: Lists) -> str:
    """A value as people read it; what a whole group holds, one after the other."""
    if value in (None, "", [], {}):
        return lists.words.say("Nothing")
    if isinstance(value, list):
        return lists.words.listed(tuple(readable(each, node, lists) for each in value))
    if isinstance(value, Mapping):
        if node is not None and node.inner:
            return joined(value, node.inner, lists)
        return " / ".join(words_of(version) for version in spread(value, "").values())
    return one_readable(str(value), node, lists)


def one_readable(text: str, node: Node | None, lists: Lists) -> str:
    if node is None:
        return text
    if node.choices and text in node.choices:
        return said(lists.words, choice_of(node.path, text))
    if "date" in (node.ref, node.of):
        try:
            return lists.words.day(date.fromisoformat(text))
        except ValueError:
            return text
    named = dict(pick for picks in lists.picks.values() for pick in picks)
    return lists.title_of(text) or dict(lists.levels[""]).get(text) or named.get(text, text)
