"""Edits by the thousand: four files as different hands write them, seven ways to change one, all as often.

`python -m tests.generator.yamltext.fuzz 6000` makes 6,000 edits and prints how many were right, how many were spliced,
how many lost a comment, and how often one changed field costs two lines. The suite makes some hundred of them.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from time import perf_counter
from typing import Any, TypeAlias

import yaml

from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import BYTE_ORDER_MARK, read
from generator.yamltext.sheet import end_of
from generator.yamltext.splice import Refused, rewritten
from tests.generator.yamltext.styles import SCALARS, STYLES, TEXTS, WORDS

Path: TypeAlias = tuple[str | int, ...]
Node: TypeAlias = Any


def containers(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every mapping and list of a value, with the way to it."""
    if isinstance(value, dict | list):
        yield path, value
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from containers(inner, (*path, step))


def leaves(value: Any) -> Iterator[tuple[Path, Any]]:
    for path, holder in containers(value):
        for step, inner in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if not isinstance(inner, dict | list):
                yield (*path, step), inner


def held(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def some(chance: random.Random, value: Any, kind: type[Any], least: int = 0) -> tuple[Path, Any]:
    return chance.choice([each for each in containers(value) if isinstance(each[1], kind) and len(each[1]) >= least])


def new_entry(chance: random.Random, holder: list[Any]) -> Any:
    """An entry like its siblings."""
    if holder and isinstance(holder[0], dict) and holder[0]:
        number = chance.randrange(10**6)
        entry: Any = {"id": f"n{number}"} if "id" in holder[0] else {next(iter(holder[0])): f"n{number}"}
        return entry | {"title": chance.choice(WORDS), "more": chance.choice([["x", "y"], {"en": "E"}, "w", 3])}
    return [chance.choice(WORDS)] if holder and isinstance(holder[0], list) else chance.choice(WORDS + TEXTS)


def set_word(chance: random.Random, value: Any) -> Path:
    path, _ = chance.choice(list(leaves(value)))
    held(value, path[:-1])[path[-1]] = chance.choice(WORDS + SCALARS)
    return path


def set_text(chance: random.Random, value: Any) -> Path:
    path, _ = chance.choice([leaf for leaf in leaves(value) if leaf[0][-1] != "id"])
    held(value, path[:-1])[path[-1]] = chance.choice(TEXTS)
    return path


def insert_key(chance: random.Random, value: Any) -> Path:
    path, holder = some(chance, value, dict)
    pairs = list(holder.items())
    inner = chance.choice([*WORDS, *TEXTS, *SCALARS, {"en": "E", "es": "x: y"}, ["p", "q"], [{"id": "n1", "a": "b"}]])
    pairs.insert(chance.randint(0, len(pairs)), (f"new_{chance.randrange(10**6)}", deepcopy(inner)))
    holder.clear()
    holder.update(pairs)
    return path


def insert_entry(chance: random.Random, value: Any) -> Path:
    path, holder = some(chance, value, list)
    holder.insert(chance.randint(0, len(holder)), new_entry(chance, holder))
    return path


def remove(chance: random.Random, value: Any) -> Path:
    path, holder = some(chance, value, chance.choice((dict, list)), 1)
    step = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    holder.pop(step)
    return (*path, step)


def rename(chance: random.Random, value: Any) -> Path:
    path, holder = some(chance, value, dict, 1)
    old = chance.choice(list(holder))
    pairs = [(f"renamed_{chance.randrange(10**6)}" if key == old else key, inner) for key, inner in holder.items()]
    holder.clear()
    holder.update(pairs)
    return path


def reorder(chance: random.Random, value: Any) -> Path:
    path, holder = some(chance, value, list, 2)
    if chance.random() < 0.5:
        holder.insert(chance.randrange(len(holder)), holder.pop(chance.randrange(len(holder))))
    else:
        chance.shuffle(holder)
    return path


# Each changes the value it is given and tells where.
OPERATIONS: Mapping[str, Callable[[random.Random, Any], Path]] = {
    "set a word": set_word,
    "set a text": set_text,
    "insert a key": insert_key,
    "insert an entry": insert_entry,
    "remove": remove,
    "rename": rename,
    "re-order": reorder,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One edit: whether the data are exact, how it was written, the comments that went, and the lines it cost.

    `one_line`: a word on one line became another word that fits there.
    """

    style: str
    operation: str
    text: str
    wanted: Any
    made: str
    exact: bool
    how: str
    lost: tuple[str, ...]
    lines: int
    one_line: bool
    seconds: float

    @property
    def is_good(self) -> bool:
        return self.exact and self.how == "splice" and not self.lost and (not self.one_line or self.lines == 2)


def tried(chance: random.Random, style: str, text: str, operation: str) -> Tried:
    old = thawed(read(text, "")[0])
    wanted = deepcopy(old)
    path = OPERATIONS[operation](chance, wanted)
    start = perf_counter()
    try:
        result = rewritten(text, wanted)
        made, how = result.text, str(result.how)
    except Refused:
        made, how = text, "refused"
    seconds = perf_counter() - start
    value, problems = read(made, "")
    gone = comments_with(text, path) if operation == "remove" else frozenset()
    return Tried(
        style=style, operation=operation, text=text, wanted=wanted, made=made, how=how, seconds=seconds,
        exact=not problems and means(value, wanted),
        lost=tuple(sorted((comments(text) - comments(made)).keys() - gone)),
        lines=lines_changed(text, made),
        one_line=operation == "set a word" and is_on_one_line(text, path) and fits(held(old, path), held(wanted, path)),
    )  # fmt: skip


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# c[0-9]+\b", text))


def node_at(body: str, path: Path) -> tuple[int, Node]:
    """Where a key or dash stands, and the node behind it."""
    node: Node = yaml.compose(body, Loader=yaml.CLoader)
    start = 0
    for step in path:
        if isinstance(step, str):
            key, node = next(pair for pair in node.value if pair[0].value == step)
            start = key.start_mark.index
            continue
        column, in_brackets = node.start_mark.column, node.flow_style
        node = node.value[step]
        start = node.start_mark.index
        if not in_brackets:
            start = next(at for at in range(start, -1, -1) if body[at] == "-" and column_of(body, at) == column)
    return start, node


def column_of(body: str, at: int) -> int:
    return at - body.rfind("\n", 0, at) - 1


def comments_with(text: str, path: Path) -> frozenset[str]:
    """The comments that go with what is taken away: behind it on its lines, and between them."""
    body = text.removeprefix(BYTE_ORDER_MARK) + "\n"
    start, node = node_at(body, path)
    return frozenset(comments(body[start : body.find("\n", max(end_of(body, node), start))]))


def is_on_one_line(text: str, path: Path) -> bool:
    node = node_at(text.removeprefix(BYTE_ORDER_MARK), path)[1]
    return node.start_mark.line == node.end_mark.line and node.style not in ("|", ">")


def fits(old: Any, new: Any) -> bool:
    """Whether a word is another one, and short enough for its line."""
    return not means(old, new) and len(str(new)) < 40


def lines_changed(old: str, new: str) -> int:
    """Lines taken out and put in, as a diff counts them."""
    opcodes = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    return sum((b - a) + (d - c) for what, a, b, c, d in opcodes if what != "equal")


def edits(count: int, seed: int) -> Iterator[Tried]:
    """As many edits of each style by each operation, `count` in all."""
    for style, text in STYLES.items():
        for operation in OPERATIONS:
            chance = random.Random(f"{seed} {style} {operation}")
            for _ in range(-(-count // (len(STYLES) * len(OPERATIONS)))):
                yield tried(chance, style, text, operation)


def main() -> None:
    asked = [int(word) for word in sys.argv[1:]]
    count, seed = (asked + [6000, 1][len(asked) :])[:2]
    made = tuple(edits(count, seed))
    print(f"{'operation':<16} {'edits':>6} {'exact':>8} {'spliced':>8} {'lost a comment':>15} {'ms':>6}")
    for operation in (*OPERATIONS, "all"):
        own = [each for each in made if operation in (each.operation, "all")]
        exact, spliced = (sum(kind) / len(own) for kind in ([e.exact for e in own], [e.how == "splice" for e in own]))
        lost, took = sum(bool(each.lost) for each in own), sum(each.seconds for each in own) / len(own) * 1000
        print(f"{operation:<16} {len(own):>6} {exact:>8.2%} {spliced:>8.2%} {lost:>15} {took:>6.2f}")
    words = [each for each in made if each.one_line]
    print(f"one changed field is a diff of two lines: {sum(each.lines == 2 for each in words)} of {len(words)}")


if __name__ == "__main__":
    main()
