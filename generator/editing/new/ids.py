"""Names for new things: never one that was ever used. What a name once meant, evidence and signatures go on meaning.

Known are the files as they stand, what they refer to, and what git remembers of files and lines that are gone, on any
branch: what two people begin at the same time gets two names wherever one of them can see the other's.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import normalize

from generator.editing.judging import files_below
from generator.importers.ids import free_id, slug
from generator.load.git import run_git
from generator.load.layout import YAML_ENDINGS
from generator.load.source import value_of
from generator.problem import ToolFailed
from generator.records.school import LearnerId
from generator.yamltext.read import PlacedList, PlacedMap, Value

FEWEST_LETTERS = 3
LONGEST_SLUG = 40
NUMBERED = re.compile(r"([a-z])([1-9][0-9]{0,3})")
ID_LINE = re.compile(r"""[+-].*?\bid: *["']?([a-z0-9][a-z0-9._-]*)""")
DIFF_OF = re.compile(r'(?:---|\+\+\+) "?[ab]/(.+?)"?\t?')
PART_OF = re.compile(r"plans/(?:[^/]+/)?([a-z]-[0-9]{4,8})/(.+)")
# Fields that name goals, criteria and pieces of evidence: what is gone may still be spoken of.
REFERENCES = frozenset(("shows", "covers", "goals", "supersedes", "evidence_shown", "evidence"))
WITHOUT_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Names that are taken for good among one learner's things.

    `files` are paths within the learner's folder; `ids` what is called `id` in each of them; `named` what fields that
    refer to something say: g1, g1.c2, fraction-strips.
    """

    files: frozenset[str] = frozenset()
    ids: Mapping[str, frozenset[str]]
    named: frozenset[str] = frozenset()

    def ids_in(self, part: str) -> frozenset[str]:
        """Ids of all files with this in their path: "/goals/", "evidence/"."""
        return frozenset(id_ for file, ids in self.ids.items() if part in file for id_ in ids)

    def names_in(self, part: str) -> frozenset[str]:
        """Names of files with this in their path, without folders and endings."""
        return frozenset(file.rpartition("/")[2].rpartition(".")[0] for file in self.files if part in file)


NOTHING_USED = Used(ids={})


def used_in(values: Mapping[str, Value]) -> Used:
    """What is taken in files as they stand; keys are paths within the learner's folder."""
    ids: dict[str, frozenset[str]] = {}
    named: set[str] = set()
    for file, value in values.items():
        told = tuple(told_in(value))
        ids[file] = frozenset(name for name, is_id in told if is_id)
        named |= {name for name, is_id in told if not is_id}
    return Used(files=frozenset(values), ids=ids, named=frozenset(named))


def told_in(value: Value, field: str = "") -> Iterator[tuple[str, bool]]:
    """Each name that a value gives or refers to, and whether it gives it."""
    if isinstance(value, PlacedMap):
        for key, inner in value.items():
            yield from told_in(inner, key)
    elif isinstance(value, PlacedList):
        for inner in value:
            yield from told_in(inner, field)
    elif isinstance(value, str) and (field == "id" or field in REFERENCES):
        yield value, field == "id"


def joined(*several: Used) -> Used:
    """What any of them says is taken."""
    files = {file for used in several for file in used.ids}
    return Used(
        files=frozenset(file for used in several for file in used.files),
        ids={file: frozenset[str]().union(*(used.ids.get(file, ()) for used in several)) for file in files},
        named=frozenset(name for used in several for name in used.named),
    )


def values_in(root: Path, folder: str) -> Mapping[str, Value]:
    """Each file of a folder, by its path in it; None where it holds nothing that can be read, as photos do."""
    files = tuple(files_below(root, folder))
    return {
        file.removeprefix(f"{folder}/"): value_of(root, file)[0] if file.endswith(YAML_ENDINGS) else None
        for file in files
    }


def used_ever(root: Path, learner: LearnerId) -> Used:
    """What git remembers of a learner's files, wherever they lay, on every branch; nothing where there is no git."""
    return used_ever_each(root, (learner,))[learner]


def used_ever_each(root: Path, learners: Collection[LearnerId]) -> Mapping[LearnerId, Used]:
    """The same for several: git goes through its history once."""
    where = (f":(glob)plans/**/{learner}/**" for learner in learners)
    asked = ("-c", "core.quotePath=false", "log", "--all", "--format=", "-p", "-U0", "--no-color", "--no-ext-diff")
    try:
        told = run_git(root, *asked, "--no-textconv", "--no-renames", "-m", "--relative", "--", *where)
    except ToolFailed:
        return dict.fromkeys(learners, NOTHING_USED)
    return used_in_diff("" if told.returncode else told.stdout.decode(errors="replace"), learners)


def used_in_diff(diff: str, learners: Collection[LearnerId]) -> Mapping[LearnerId, Used]:
    """What the lines of a history give ids to, by whose folder a file lay in."""
    found: dict[LearnerId, dict[str, set[str]]] = {learner: {} for learner in learners}
    ids: set[str] = set()
    for line in diff.splitlines():
        if (of := DIFF_OF.fullmatch(line)) and (part := PART_OF.fullmatch(of[1])):
            ids = found.get(part[1], {}).setdefault(part[2], set())
        elif name := ID_LINE.match(line):
            ids.add(name[1])
    return {
        learner: Used(files=frozenset(files), ids={file: frozenset(each) for file, each in files.items()})
        for learner, files in found.items()
    }


def used_by(root: Path, folder: str, past: Used | None = None) -> Used:
    """All that is taken among the things of the learner with this folder; `past` None: git is asked."""
    ever = used_ever(root, folder.rpartition("/")[2]) if past is None else past
    return joined(used_in(values_in(root, folder)), ever)


def next_goal_id(used: Used) -> str:
    mentioned = {name.partition(".")[0] for name in used.named}
    return next_numbered("g", used.ids_in("/goals/") | used.names_in("/goals/") | mentioned)


def next_part_id(used: Used, goal: str, letter: str, taken: Collection[str] = ()) -> str:
    """For a criterion ("c") or an activity ("a") of a goal."""
    mentioned = {name.removeprefix(f"{goal}.") for name in used.named if name.startswith(f"{goal}.")}
    return next_numbered(letter, used.ids_in(f"/goals/{goal}.yml") | mentioned | {*taken})


def next_numbered(letter: str, taken: Iterable[str]) -> str:
    """The number behind the highest one that was ever used: gaps stay gaps."""
    numbers = {int(found[2]) for name in taken if (found := NUMBERED.fullmatch(name)) and found[1] == letter}
    highest = max(numbers, default=0)
    number = highest + 1 if highest < 9999 else next(free for free in range(1, 10_000) if free not in numbers)
    return f"{letter}{number}"


def next_evidence_id(title: str, kind: str, used: Used) -> str:
    """A few words of the title; evidence goes by the names of its files too, which people read."""
    days_off = {re.sub(r"^[0-9-]{10}-?", "", name) for name in used.names_in("evidence/")}
    return free_id(words_for(title, kind), used.ids_in("evidence/") | used.named | days_off)


def evidence_file_name(on: date, words: str, used: Used) -> str:
    """The name of a new file of evidence without its ending; no file beside it, photos neither, has the same."""
    return free_id(f"{on.isoformat()}-{words}", used.names_in("evidence/"))


def next_support_id(what: str, used: Used) -> str:
    return free_id(words_for(what, "support"), used.ids_in("supports/") | used.names_in("supports/"))


def conference_file_name(on: date, used: Used) -> str:
    """A second talk on one day gets a number."""
    return free_id(on.isoformat(), used.names_in("/conferences/"))


def words_for(title: str, otherwise: str) -> str:
    """A title as a name for files and addresses: its first words in plain letters.

    `otherwise` where the title is in another script: letters put in their place say nothing to whoever reads it.
    """
    plain = normalize("NFKC", title).casefold().translate(WITHOUT_MARKS)
    made = slug(plain).replace(".", "-").replace("_", "-")
    while len(made) > LONGEST_SLUG and "-" in made:
        made = made.rpartition("-")[0]
    letters = sum(letter.isalnum() for letter in title)
    kept = sum(letter.isalnum() for letter in slug(plain[:200]))
    enough = kept >= FEWEST_LETTERS and 2 * kept >= min(letters, LONGEST_SLUG)
    return made if enough else slug(otherwise.replace("_", "-")) or "new"


def next_person_id(letter: str, taken: Iterable[str]) -> str:
    """The number behind the highest one of this letter, as long as the numbers of the school are."""
    digits = [name[2:] for name in taken if name[:2] == f"{letter}-"]
    length = max((len(each) for each in digits), default=4)
    return f"{letter}-{max(map(int, digits), default=0) + 1:0{length}d}"


def family_ids(learner: str, count: int, taken: Collection[str]) -> tuple[str, ...]:
    """Ids for those at home: the learner's number and one digit more, f-00011 for s-0001; else the next free ones."""
    wishes = [f"f-{learner[2:]}{number}" for number in range(1, 10)]
    free = [wish for wish in wishes if wish not in taken and len(wish) <= len("f-00000000")]
    ids = free[:count]
    while len(ids) < count:
        ids.append(next_person_id("f", (*taken, *ids)))
    return tuple(ids)
