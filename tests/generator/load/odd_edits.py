"""Files in which something stands that belongs nowhere: lists for words, words for lists, empty groups, nothing."""

import random
from collections.abc import Iterator
from copy import deepcopy

from generator.load.schema import KINDS
from generator.yamltext.placed import thawed
from generator.yamltext.read import read
from generator.yamltext.splice import written
from tests.generator.load.random_edits import Edit, Node, files_by_kind

ODD: tuple[Node, ...] = (
    *("", "word", None, 3, True, "2026-99-99", "-"),
    *([], ["a"], [["a"], ["a"]], [None], [{"x": "y"}], [{"id": "a"}, {"id": "a"}], [{"id": None}]),
    *({}, {"a": "b"}, {"a": {"b": ["c"]}}, {"id": ["a"]}, {"any": [{"any": ["x"]}]}, {"en": {"text": ["x"]}}),
)


def odd_edits(count: int, seed: int) -> Iterator[Edit]:
    """Mistakes, and as often their mending."""
    chance = random.Random(seed)
    for _ in range(count):
        name, text = chance.choice(files_by_kind()[chance.choice(list(KINDS))])
        value = thawed(read(text, "")[0])
        for _ in range(chance.choice((1, 1, 2, 3))):
            put_oddly(chance, value)
        versions = [text, written(value)]
        chance.shuffle(versions)
        yield Edit(file=name, field="", did="odd", before=versions[0], after=versions[1])


def put_oddly(chance: random.Random, value: Node) -> None:
    steps = [way for way in ways(value) if way]
    if steps:
        *around, last = chance.choice(steps)
        for step in around:
            value = value[step]
        value[last] = deepcopy(chance.choice(ODD))


def ways(value: Node, way: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
    yield way
    for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from ways(value[step], (*way, step))
