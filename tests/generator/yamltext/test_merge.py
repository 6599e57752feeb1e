"""Laws of joining two versions: what is independent always joins, a true clash is always told, no word is lost."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.yamltext.merge import ABSENT, path_in, same, three_way, with_theirs
from generator.yamltext.placed import Plain
from tests.generator.yamltext.fuzz import OPERATIONS, leaves

Act: TypeAlias = tuple[Any, ...]
QUICK = settings(max_examples=150, deadline=None)


def goal() -> dict[str, Any]:
    """A file with every sort of list: with ids, with keys, of words, of sentences, of texts; and groups in groups."""
    return {
        "id": "g1",
        "why": "Because.",
        "i_can": {"en": "I can.", "es": "Puedo."},
        "competencies": [{"ref": "m:a", "target": "got-it"}, {"ref": "m:b"}, {"ref": "m:c"}],
        "activities": [{"id": f"a{n}", "title": f"Step {n}", "minutes": n, "who": {"en": "I"}} for n in range(1, 5)],
        "team": [{"person": "t-1", "role": "mentor"}, {"person": "t-2", "role": "advisor", "for": ["m:a", "m:b"]}],
        "grades": ["3", "4", "5"],
        "strengths": ["Reads aloud a lot.", "Sings in the choir.", "Asks good questions."],
        "profile": {"needs": ["A seat in front.", "More time."], "language": "en"},
        "start": "2026-09-01",
    }


# What can be done to it: each touches nothing that another touches.
ACTS: Mapping[str, Callable[[Any], object]] = {
    "a field": lambda goal: goal.update(why="So that I know."),
    "a new field": lambda goal: goal.update(status="paused"),
    "a field goes": lambda goal: goal.pop("start"),
    "a language": lambda goal: goal["i_can"].update(es="Yo puedo."),
    "a new language": lambda goal: goal["i_can"].update(ar="أستطيع."),
    "a target": lambda goal: goal["competencies"][0].update(target="with-help"),
    "a new target": lambda goal: entry(goal, "competencies", "ref", "m:b").update(target="got-it"),
    "a competency goes": lambda goal: goal["competencies"].remove({"ref": "m:c"}),
    "a new competency": lambda goal: goal["competencies"].append({"ref": "m:d"}),
    "another new competency": lambda goal: goal["competencies"].append({"ref": "m:e"}),
    "a step": lambda goal: entry(goal, "activities", "id", "a1").update(title="Another title"),
    "the same step": lambda goal: entry(goal, "activities", "id", "a1").update(minutes=20),
    "deep in a step": lambda goal: entry(goal, "activities", "id", "a1")["who"].update(es="Yo"),
    "a step goes": lambda goal: goal["activities"].remove(entry(goal, "activities", "id", "a2")),
    "a new step": lambda goal: goal["activities"].append({"id": "a8", "title": "New"}),
    "another new step": lambda goal: goal["activities"].insert(0, {"id": "a9", "title": "Newer"}),
    "a role": lambda goal: entry(goal, "team", "person", "t-1").update(to="2027-01-01"),
    "a word goes": lambda goal: goal["grades"].remove("3"),
    "a new word": lambda goal: goal["grades"].append("6"),
    "another new word": lambda goal: goal["grades"].append("7"),
    "a word in a list in a list": lambda goal: entry(goal, "team", "person", "t-2")["for"].append("m:z"),
    "a sentence": lambda goal: put(goal["strengths"], "Sings in the choir.", "Sings in two choirs."),
    "another sentence": lambda goal: put(goal["strengths"], "Asks good questions.", "Asks very good questions."),
    "a new sentence": lambda goal: goal["strengths"].append("Jumps."),
    "a first sentence": lambda goal: goal["strengths"].insert(0, "Laughs."),
    "a group's field": lambda goal: goal["profile"].update(language="ar"),
    "a sentence in a group": lambda goal: put(goal["profile"]["needs"], "More time.", "Much more time."),
}  # fmt: skip


def entry(goal: Any, field: str, key: str, name: str) -> Any:
    return next(each for each in goal[field] if each[key] == name)


def put(entries: list[Any], old: str, new: str) -> None:
    entries[entries.index(old)] = new


def done(acts: Sequence[str]) -> Any:
    made = goal()
    for act in acts:
        ACTS[act](made)
    return made


def unordered(value: Any) -> Any:
    """A value in which lists have no order."""
    if isinstance(value, Mapping):
        return {key: unordered(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(map(unordered, value), key=repr)
    return value


ACT_LISTS = st.lists(st.sampled_from(sorted(ACTS)), unique=True)


@QUICK
@given(mine=ACT_LISTS, other=ACT_LISTS)
def test_independent_edits_always_join(mine: list[str], other: list[str]) -> None:
    ours, theirs = done(mine), done(other)
    merged = three_way(goal(), ours, theirs)
    assert merged.clashes == ()
    assert unordered(merged.value) == unordered(done(list(dict.fromkeys([*mine, *other]))))


@QUICK
@given(mine=ACT_LISTS, other=ACT_LISTS)
def test_it_does_not_matter_which_side_is_ours(mine: list[str], other: list[str]) -> None:
    one, another = three_way(goal(), done(mine), done(other)), three_way(goal(), done(other), done(mine))
    assert unordered(one.value) == unordered(another.value)


@pytest.mark.parametrize("act", ACTS)
def test_an_unchanged_side_leaves_the_other_as_it_is(act: str) -> None:
    base, changed = goal(), done([act])
    for ours, theirs in ((base, changed), (changed, base), (changed, changed)):
        merged = three_way(base, ours, theirs)
        assert (merged.value, merged.clashes) == (changed, ())


CLASHES: Mapping[str, tuple[Callable[[Any, str], object], tuple[str | int, ...]]] = {
    "a field": (lambda goal, word: goal.update(why=word), ("why",)),
    "a new field": (lambda goal, word: goal.update(outcome=word), ("outcome",)),
    "a language": (lambda goal, word: goal["i_can"].update(en=word), ("i_can", "en")),
    "a field of a step": (
        lambda goal, word: entry(goal, "activities", "id", "a3").update(title=word),
        ("activities", "a3", "title"),
    ),
    "a new step of the same id": (
        lambda goal, word: goal["activities"].append({"id": "a7", "title": word}),
        ("activities", "a7"),
    ),
    "a target": (lambda goal, word: goal["competencies"][1].update(target=word), ("competencies", "m:b", "target")),
    "a role": (
        lambda goal, word: entry(goal, "team", "person", "t-2").update(to=word),
        ("team", "t-2", "to"),
    ),
    "a sentence": (lambda goal, word: put(goal["strengths"], "Reads aloud a lot.", f"Reads {word}."), ("strengths", 0)),
    "text against texts": (lambda goal, word: goal.update(why=word if word[0] == "o" else {"en": word}), ("why",)),
}


@pytest.mark.parametrize("clash", CLASHES)
@settings(max_examples=20, deadline=None)
@given(mine=ACT_LISTS, other=ACT_LISTS)
def test_a_true_clash_is_always_told_with_both_sides_words(clash: str, mine: list[str], other: list[str]) -> None:
    change, steps = CLASHES[clash]
    apart = {"a field"} if steps == ("why",) else set()
    ours, theirs = done([act for act in mine if act not in apart]), done([act for act in other if act not in apart])
    change(ours, "ours word"), change(theirs, "theirs word")
    merged = three_way(goal(), ours, theirs)
    (told,) = merged.clashes
    assert told.steps[: len(steps)] == steps or steps[0] == "strengths" == told.steps[0]
    assert ("ours word" in str(told.ours), "theirs word" in str(told.theirs)) == (True, True)
    path = path_in(merged.value, told.steps)
    assert path is not None
    assert same(at(merged.value, path), told.ours)
    assert "theirs word" in str(with_theirs(goal(), ours, theirs))


def at(value: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value


REMOVED: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    "a step": (
        lambda goal: goal["activities"].pop(2),
        lambda goal: entry(goal, "activities", "id", "a3").update(title="Changed"),
    ),
    "a field": (lambda goal: goal.pop("why"), lambda goal: goal.update(why="Changed")),
    "a list": (lambda goal: goal.pop("activities"), lambda goal: goal["activities"].append({"id": "a9"})),
    "a sentence": (
        lambda goal: goal["strengths"].pop(0),
        lambda goal: put(goal["strengths"], "Reads aloud a lot.", "x y"),
    ),
    "a group": (lambda goal: goal.pop("profile"), lambda goal: goal["profile"]["needs"].append("Glasses.")),
}


@pytest.mark.parametrize("what", REMOVED)
def test_what_one_takes_away_and_the_other_changes_is_a_clash(what: str) -> None:
    remove, change = REMOVED[what]
    ours, theirs = goal(), goal()
    remove(ours), change(theirs)
    assert [clash.kind for clash in three_way(goal(), ours, theirs).clashes] == ["removed_by_us"]
    assert [clash.kind for clash in three_way(goal(), theirs, ours).clashes] == ["removed_by_them"]
    assert with_theirs(goal(), ours, theirs) == theirs


def words(value: Any) -> Counter[str]:
    return Counter(str(leaf) for _, leaf in leaves({"top": value}))


@QUICK
@given(seed=st.integers(0, 10**6), count=st.integers(1, 4))
def test_no_new_word_of_either_side_is_lost(seed: int, count: int) -> None:
    chance = random.Random(seed)
    base = goal()
    sides = [goal(), goal()]
    for side in sides:
        for _ in range(count):
            OPERATIONS[chance.choice(list(OPERATIONS))](chance, side)
    merged = three_way(base, *sides)
    kept = words(merged.value) + words([[clash.ours, clash.theirs] for clash in merged.clashes])
    for side in sides:
        new = words(side) - words(base)
        assert not {word for word in new if word not in kept}, merged.clashes


def test_two_versions_of_nothing_are_told_apart_from_empty() -> None:
    assert three_way({"a": None}, {"a": None}, {}).value == {}
    assert three_way(ABSENT, {"why": "x"}, {"due": "y"}).value == {"why": "x", "due": "y"}
    assert [clash.kind for clash in three_way(ABSENT, {"id": "g7", "why": "x"}, {"id": "g7"}).clashes] == ["added"]


ORDERS = (
    ("1234", "2134", "1243", "2143", "each moved others"),
    ("1234", "4123", "2341", "4231", "each moved one to an end"),
    ("1234", "3124", "1234", "3124", "one moved"),
    ("1234", "2134", "2134", "2134", "both moved the same"),
    ("1234", "1324", "15234", "15324", "one moved, one put in"),
    ("1234", "124", "1243", None, "one took away, one moved"),
    ("123", "12345", "12367", "1234567", "both appended: ours first"),
    ("123", "4123", "5123", "45123", "both put in front"),
    ("123", "", "123", "", "all taken away"),
)


@pytest.mark.parametrize(("base", "ours", "theirs", "expected", "because"), ORDERS)
def test_order_is_joined_too(base: str, ours: str, theirs: str, expected: str | None, because: str) -> None:
    merged = three_way(*({"l": [{"id": f"a{letter}"} for letter in text]} for text in (base, ours, theirs)))
    assert merged.clashes == (), because
    got = "".join(each["id"][1:] for each in merged.value.get("l", ()))
    assert got == (expected if expected is not None else "124"), because


def test_two_orders_that_cannot_both_hold_are_asked_about() -> None:
    versions = [{"l": [{"id": f"a{letter}"} for letter in text]} for text in ("123", "213", "132")]
    merged = three_way(*versions)
    (told,) = merged.clashes
    assert (told.kind, told.steps, told.ours, told.theirs) == ("order", ("l",), ["a2", "a1", "a3"], ["a1", "a3", "a2"])
    assert merged.value == versions[1]
    assert with_theirs(*versions) == versions[2]


@pytest.mark.parametrize(
    ("one", "other", "expected", "because"),
    [
        (Plain("4"), "4", False, "a number is not a text"),
        (Plain("g1"), "g1", True, "a word is, quoted or not"),
        (Plain("4"), 4, True, "as a form gives it"),
        (Plain("1.10"), Plain("1.1"), False, "a version is what was typed"),
        (Plain("true"), True, True, "so is a truth value"),
        (1, True, False, "one is not yes"),
        (None, "", False, "nothing is not an empty text"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True, "fields have no order"),
        ([1, 2], [2, 1], False, "entries have one"),
    ],
)
def test_what_says_the_same(one: Any, other: Any, expected: bool, because: str) -> None:
    assert same(one, other) is expected, because
    assert same(other, one) is expected, because
