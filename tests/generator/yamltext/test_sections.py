"""A large file is changed key by key, without being looked at whole."""

import random

from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import read
from generator.yamltext.sections import LARGE, by_sections
from generator.yamltext.splice import rewritten, splice
from tests.generator.yamltext.fuzz import comments


def people(count: int, ending: str = "\n") -> str:
    """A file of names, with a comment above every tenth and some on lines of their own."""
    lines = ["# Everybody."]
    for number in range(count):
        lines += [f"# c{number}"] if number % 10 == 0 else []
        given = f"given: {{en: Given {number}}}, roles: [learner], contact: {{email: a{number}@school.example}}"
        lines += (
            [f"s-{number:04d}:", f"  given: {{en: Given {number}}}", "  roles: [learner] # c1"]
            if number % 7 == 0
            else [f"s-{number:04d}: {{name: {{en: Name {number}}}, {given}}}"]
        )
    return ending.join([*lines, ""])


def test_a_large_file_says_what_was_wanted_and_keeps_its_comments() -> None:
    chance = random.Random(6)
    for ending in ("\n", "\r\n"):
        text = people(1200, ending)
        assert len(text) > LARGE
        value, _ = read(text, "")
        for _ in range(4):
            wanted = thawed(value)
            for key in chance.sample(sorted(wanted), 3):
                del wanted[key]
            wanted[chance.choice(sorted(wanted))]["given"] = {"en": "Another"}
            pairs = list(wanted.items())
            pairs.insert(chance.randrange(len(pairs)), ("t-0001", {"given": {"en": "New"}}))
            made = by_sections(text, value, dict(pairs), splice)
            assert made is not None
            assert means(read(made, "")[0], dict(pairs))
            assert len(comments(text) - comments(made)) <= 3


def test_the_ends_of_a_large_file_may_change_too() -> None:
    text = people(1200).removesuffix("\n")
    wanted = thawed(read(text, "")[0])
    del wanted["s-0000"], wanted["s-1199"]
    made = rewritten(text, wanted | {"t-0001": {"given": {"en": "New"}}})
    assert made.how == "splice"
    assert made.text.startswith("# Everybody.\n# c0\ns-0001: ")
    assert made.text.endswith("\nt-0001:\n  given: {en: New}")
