"""Files of every kind in two versions, joined by what they say, with the comments of both."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merging import marked, merged_file
from generator.yamltext.merge import three_way
from generator.yamltext.placed import thawed
from generator.yamltext.read import BYTE_ORDER_MARK, read
from generator.yamltext.splice import rewritten
from tests.generator.yamltext.fuzz import OPERATIONS, comments
from tests.generator.yamltext.styles import STYLES

EXAMPLE = Path(__file__).parents[2]

# What a kind of file looks like, what each of two people made of it, and what both make.
KINDS = {
    "group": (
        "id: class-a\nmembers:\n  - {learner: s-1, from: 2026-08-31}\nstaff:\n  - {person: t-1, role: advisor}\n",
        [("s-1, from: 2026-08-31}", "s-1, from: 2026-08-31, to: 2026-12-01}")],
        [("staff:", "  - {learner: s-2, from: 2026-11-01}\nstaff:")],
        "id: class-a\nmembers:\n  - {learner: s-1, from: 2026-08-31, to: 2026-12-01}\n"
        "  - {learner: s-2, from: 2026-11-01}\nstaff:\n  - {person: t-1, role: advisor}\n",
    ),
    "framework": (
        "id: m\nscales:\n  s:\n    levels:\n      - {id: no, label: No, points: 0}\ncompetencies:\n  - id: a\n"
        "    statement: A.\n    competencies:\n      - {id: a1, statement: A1.}\n",
        [("No, points: 0}", "Not yet, points: 0}"), ("A1.}", "A1.}\n      - {id: a3, statement: A3.}")],
        [("A1.}", "A1.}\n      - {id: a2, statement: A2.}"), ("statement: A.", "statement: All.")],
        "id: m\nscales:\n  s:\n    levels:\n      - {id: no, label: Not yet, points: 0}\ncompetencies:\n  - id: a\n"
        "    statement: All.\n    competencies:\n      - {id: a1, statement: A1.}\n      - {id: a3, statement: A3.}\n"
        "      - {id: a2, statement: A2.}\n",
    ),
    "plan": (
        "learner: s-1\nstatus: draft\nvoice:\n  - {text: I like maps., on: 2026-09-01}\n",
        [("status: draft", "status: active")],
        [("09-01}", "09-01}\n  - {text: I like trains., on: 2026-11-01}\napprovals:\n"
          "  - {covers: [plan], role: family, person: f-1, on: 2026-11-02, method: paper}")],
        "learner: s-1\nstatus: active\nvoice:\n  - {text: I like maps., on: 2026-09-01}\n"
        "  - {text: I like trains., on: 2026-11-01}\napprovals:\n"
        "  - {covers: [plan], role: family, person: f-1, on: 2026-11-02, method: paper}\n",
    ),
    "goal": (
        "id: g1\ncompetencies:\n  - {ref: m:a}\nstart: 2026-09-01\ndue: 2026-11-01\n",
        [("{ref: m:a}", "{ref: m:a, target: got-it}"), ("11-01", "12-01")],
        [("{ref: m:a}", "{ref: m:a}\n  - {ref: m:b}"), ("start:", "status: active\nstart:")],
        "id: g1\ncompetencies:\n  - {ref: m:a, target: got-it}\n  - {ref: m:b}\nstatus: active\nstart: 2026-09-01\n"
        "due: 2026-12-01\n",
    ),
    "evidence": (
        "evidence:\n  - id: quiz\n    title: Quiz\n    results:\n      - {competency: m:a, level: no}\n    files:\n"
        "      - {path: a.jpg, alt: A}\n",
        [("level: no", "level: got-it"), ("title: Quiz", "title: First quiz")],
        [("no}", "no}\n      - {competency: m:b, level: no}"), ("alt: A}", "alt: A drawing}")],
        "evidence:\n  - id: quiz\n    title: First quiz\n    results:\n      - {competency: m:a, level: got-it}\n"
        "      - {competency: m:b, level: no}\n    files:\n      - {path: a.jpg, alt: A drawing}\n",
    ),
    "conference": (
        "on: 2026-11-12\nkind: family\nattendees: [student, family, t-1]\ndecisions:\n  - Read at home.\n",
        [("t-1]", "t-1, t-2]"), ("Read at home.", "Read at home each day.")],
        [("family, t-1", "t-1"), ("home.", "home.\n  - Meet again in March.")],
        "on: 2026-11-12\nkind: family\nattendees: [student, t-1, t-2]\ndecisions:\n  - Read at home each day.\n"
        "  - Meet again in March.\n",
    ),
    "support": (
        "id: chair\nstart: 2026-09-01\nchecks:\n  - {on: 2026-10-01, value: 3}\ndecisions: []\n",
        [("value: 3}", "value: 4}")],
        [("3}", "3}\n  - {on: 2026-11-01, value: 5}"), ("[]", "[{on: 2026-11-01, decide: keep, by: t-1, reason: R}]")],
        "id: chair\nstart: 2026-09-01\nchecks:\n  - {on: 2026-10-01, value: 4}\n  - {on: 2026-11-01, value: 5}\n"
        "decisions:\n  - {on: 2026-11-01, decide: keep, by: t-1, reason: R}\n",
    ),
    "supports of the library": (
        "supports:\n  - {id: chair, title: A chair, need: N, what: W}\n",
        [("A chair", "A quiet chair")],
        [("W}", "W}\n  - {id: time, title: Time, need: N, what: W}")],
        "supports:\n  - {id: chair, title: A quiet chair, need: N, what: W}\n"
        "  - {id: time, title: Time, need: N, what: W}\n",
    ),
    "staff": (
        "notes:\n  - {on: 2026-09-01, by: t-1, text: One.}\ntiers:\n  - {tier: 2, area: reading, from: 2026-09-01}\n",
        [("One.}", "One.}\n  - {on: 2026-10-01, by: t-1, text: Two.}")],
        [("One.}", "One.}\n  - {on: 2026-10-01, by: t-2, text: Three.}"),
         ("2026-09-01}", "2026-09-01, to: 2026-11-01}")],
        "notes:\n  - {on: 2026-09-01, by: t-1, text: One.}\n  - {on: 2026-10-01, by: t-1, text: Two.}\n"
        "  - {on: 2026-10-01, by: t-2, text: Three.}\ntiers:\n"
        "  - {tier: 2, area: reading, from: 2026-09-01, to: 2026-11-01}\n",
    ),
    "redactions": (
        "redactions:\n  - {evidence: quiz, by: t-1, on: 2026-09-01, reason_code: r}\n",
        [("r}", "r}\n  - {path: a.jpg, by: t-1, on: 2026-10-01, reason_code: r}")],
        [("r}", "r}\n  - {commit: abc, by: t-1, on: 2026-10-01, reason_code: r}")],
        "redactions:\n  - {evidence: quiz, by: t-1, on: 2026-09-01, reason_code: r}\n"
        "  - {path: a.jpg, by: t-1, on: 2026-10-01, reason_code: r}\n"
        "  - {commit: abc, by: t-1, on: 2026-10-01, reason_code: r}\n",
    ),
    "school": (
        "name: {en: School}\nlanguages: [en, es]\nscales:\n  s: {levels: [{id: no, points: 0}]}\n"
        "policy:\n  week: mon\n",
        [("[en, es]", "[en, es, ar]"), ("points: 0}", "points: 0}, {id: yes, points: 1}")],
        [("{en: School}", "{en: School, es: Escuela}"), ("week: mon", "week: sun")],
        "name: {en: School, es: Escuela}\nlanguages: [en, es, ar]\nscales:\n"
        "  s: {levels: [{id: no, points: 0}, {id: yes, points: 1}]}\npolicy:\n  week: sun\n",
    ),
    "calendar": (
        'years:\n  "2026-27":\n    terms:\n      - {id: fall, start: 2026-08-31}\n    closed:\n'
        '      - {from: 2026-11-11}\n',
        [("2026-11-11}", "2026-11-11, why: Veterans Day}"),
         ("08-31}", "08-31}\n      - {id: winter, start: 2026-12-07}")],
        [("2026-11-11}", "2026-11-11}\n      - {from: 2026-11-25, to: 2026-11-27}"), ("08-31}", "09-01}")],
        'years:\n  "2026-27":\n    terms:\n      - {id: fall, start: 2026-09-01}\n'
        '      - {id: winter, start: 2026-12-07}\n'
        "    closed:\n      - {from: 2026-11-11, why: Veterans Day}\n      - {from: 2026-11-25, to: 2026-11-27}\n",
    ),
    "people": (
        "# Staff\nt-1: {name: {en: Ada Example}, roles: [teacher]}\n",
        [("roles: [teacher]", "roles: [teacher, leader]"),
         ("]}\n", "]}\nt-2: {name: {en: Bo Example}, roles: [teacher]}\n")],
        [("]}\n", "]}\n# Learners\ns-1: {name: {en: Cy Example}, roles: [learner]}\n")],
        "# Staff\nt-1: {name: {en: Ada Example}, roles: [teacher, leader]}\n"
        "t-2: {name: {en: Bo Example}, roles: [teacher]}\n"
        "# Learners\ns-1: {name: {en: Cy Example}, roles: [learner]}\n",
    ),
    "learner": (
        "learner: s-1\nenrolment:\n  - {school: A, from: 2025-09-01}\nteam:\n  - {person: t-1, role: advisor}\n"
        "consents:\n  - {what: photos, given: true, by: f-1, on: 2026-09-01}\n",
        [("2025-09-01}", "2025-09-01, to: 2026-06-17}\n  - {school: B, from: 2026-08-31}"),
         ("advisor}", "advisor, for: [m]}")],
        [("advisor}", "advisor}\n  - {person: t-2, role: mentor}"), ("given: true", "given: false")],
        "learner: s-1\nenrolment:\n  - {school: A, from: 2025-09-01, to: 2026-06-17}\n"
        "  - {school: B, from: 2026-08-31}\nteam:\n"
        "  - {person: t-1, role: advisor, for: [m]}\n  - {person: t-2, role: mentor}\nconsents:\n"
        "  - {what: photos, given: false, by: f-1, on: 2026-09-01}\n",
    ),
    "issued": (
        "issued:\n  - {term: fall, edition: family, number: 1, digest: a}\n",
        [("a}", "a}\n  - {term: fall, edition: family, number: 2, digest: b}")],
        [("a}", "a}\n  - {term: fall, edition: learner, number: 1, digest: c}")],
        "issued:\n  - {term: fall, edition: family, number: 1, digest: a}\n"
        "  - {term: fall, edition: family, number: 2, digest: b}\n"
        "  - {term: fall, edition: learner, number: 1, digest: c}\n",
    ),
    "migration": (
        "moves:\n  - {from: [m:a], to: [m:b], kind: renamed}\n",
        [("renamed}", "renamed, rating: keep}")],
        [("renamed}", "renamed}\n  - {from: [m:c], kind: dropped}")],
        "moves:\n  - {from: [m:a], to: [m:b], kind: renamed, rating: keep}\n  - {from: [m:c], kind: dropped}\n",
    ),
    "requirements": (
        "id: p\ngrades: ['4']\nrules:\n  - {id: r1, text: One., citation: C}\n",
        [("C}", "C, note: N}"), ("['4']", "['4', '5']")],
        [("One.", "One rule."), ("C}", "C}\n  - {id: r2, text: Two.}")],
        "id: p\ngrades: ['4', '5']\nrules:\n  - {id: r1, text: One rule., citation: C, note: N}\n"
        "  - {id: r2, text: Two.}\n",
    ),
    "glossary": (
        "terms:\n  - {id: pace, term: Pace, means: Speed.}\n",
        [("Speed.}", "Speed., also: [speed]}")],
        [("Speed.", "How fast.")],
        "terms:\n  - {id: pace, term: Pace, means: How fast., also: [speed]}\n",
    ),
}  # fmt: skip


def changed(text: str, edits: list[tuple[str, str]]) -> str:
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = new.join(text.rsplit(old, 1))
    return text


def said(text: str | bytes) -> Any:
    value, problems = read(text if isinstance(text, str) else text.decode(), "")
    assert not problems, problems
    return thawed(value)


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_every_kind_join_by_what_they_say(kind: str) -> None:
    base, mine, other, expected = KINDS[kind]
    ours, theirs = changed(base, mine).encode(), changed(base, other).encode()
    for one, another in ((ours, theirs), (theirs, ours)):
        merged = merged_file(base.encode(), one, another)
        assert merged.clashes == ()
        assert merged.content is not None
        if one is ours:
            assert merged.content.decode() == expected


def edited(chance: random.Random, text: str, count: int, word: str) -> str:
    """A text after some edits, with a comment of its own."""
    wanted = thawed(read(text, "")[0])
    for _ in range(count):
        OPERATIONS[chance.choice(list(OPERATIONS))](chance, wanted)
    lines = rewritten(text, wanted).text.split("\n")
    tops = [number for number, line in enumerate(lines) if line[:1].isalpha() and number]
    ending = "\r" if "\r" in text else ""
    return "\n".join([*lines[: (at := chance.choice(tops))], f"# {word}{ending}", *lines[at:]])


@pytest.mark.parametrize("style", STYLES)
def test_what_is_joined_is_in_the_text_with_the_comments_of_both(style: str) -> None:
    chance, base = random.Random(style), STYLES[style]
    for _ in range(40):
        ours, theirs = (edited(chance, base, chance.randint(0, 2), word) for word in ("our remark", "their remark"))
        merged = merged_file(base.encode(), ours.encode(), theirs.encode())
        asked = three_way(said(base), said(ours), said(theirs))
        assert merged.content is not None
        text = merged.content.decode()
        assert said(text) == asked.value
        assert merged.clashes == asked.clashes
        assert "# our remark" in text
        assert "# their remark" in text
        assert not (comments(base) & comments(ours) & comments(theirs)) - comments(text)
        assert text.count("\r\n") == (text.count("\n") if "\r\n" in base else 0)
        assert text.startswith(BYTE_ORDER_MARK) == base.startswith(BYTE_ORDER_MARK)


@pytest.mark.parametrize(
    "file", sorted((EXAMPLE / "plans").glob("class-summit/*/learner.yml")), ids=lambda path: path.parent.name
)
def test_both_sides_of_a_clash_stand_in_the_marked_file(file: Path) -> None:
    base = file.read_text(encoding="utf-8")
    versions = [base.replace("stage: ", f"stage: {word}") for word in ("ours_", "theirs_")]
    merged = merged_file(base.encode(), *(version.encode() for version in versions))
    text = (marked(merged) or b"").decode()
    assert [clash.steps for clash in merged.clashes] == [("stage",)]
    assert text.count("<<<<<<< ours\nstage: ours_") == 1
    assert text.count("=======\nstage: theirs_") == 1
    assert [line for line in text.splitlines() if "_" not in line and line[0] not in "<=>"] == [
        line for line in base.splitlines() if not line.startswith("stage: ") and "_" not in line
    ]


def test_a_large_file_joins_in_a_blink() -> None:
    lines = [
        f"s-{number:04d}: {{name: {{en: Name {number}}}, roles: [learner]}} # {number}\n" for number in range(2000)
    ]
    base = "".join(lines)
    merged = merged_file(base.encode(), f"{base}# our\nt-1: {{}}\n".encode(), f"{base}# their\nt-2: {{}}\n".encode())
    assert merged.content == f"{base}# our\nt-1: {{}}\n# their\nt-2: {{}}\n".encode()


SIGNS = st.sampled_from(
    ["#", "\n", "\r", " ", "- ", ": ", "{", "]", "|", "'", '"', "&a", "\u2028", "\ufeff", "---\n", "\x00", "é"]
)


@settings(max_examples=120, deadline=None)
@given(style=st.sampled_from(list(STYLES)), places=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 900), SIGNS)))
def test_whatever_is_typed_something_is_made_of_it(style: str, places: list[tuple[int, int, str]]) -> None:
    versions = [STYLES[style]] * 3
    for number, place, sign in places:
        versions[number] = versions[number][:place] + sign + versions[number][place:]
    base, ours, theirs = (version.encode() for version in versions)
    merged = merged_file(base, ours, theirs)
    assert marked(merged) is not None
    if ours == theirs or base == theirs:
        assert merged.content == ours
    assert merged.clashes or merged.content == merged.with_theirs


A, B, C = b"why: a\n", b"why: b\n", b"why: c\n"
WHOLE = (
    (A, A, A, A, 0, "nothing happened"),
    (A, B, A, B, 0, "only we changed it"),
    (A, A, B, B, 0, "only they changed it"),
    (A, B, B, B, 0, "both changed it the same way"),
    (A, None, A, None, 0, "we removed it"),
    (A, A, None, None, 0, "they removed it"),
    (A, None, None, None, 0, "both removed it"),
    (A, None, B, None, 1, "we removed what they changed"),
    (A, B, None, B, 1, "they removed what we changed"),
    (A, None, b"# new\nwhy: a\n", None, 0, "they changed a comment of what we removed"),
    (None, A, None, A, 0, "we added it"),
    (None, None, A, A, 0, "they added it"),
    (None, A, A, A, 0, "both added the same"),
    (None, A, b"why: 'a'  # said\n", b"why: a # said\n", 0, "both added it with the same words"),
    (None, A, B, A, 1, "both added it, each another"),
    (None, b"id: g1\nwhy: a\n", b"id: g1\ndue: d\n", b"id: g1\nwhy: a\n", 1, "two things of one name are no mixture"),
    (None, b"why: a\n", b"due: d\n", b"why: a\ndue: d\n", 0, "what has no name may be joined"),
    (A, b"\x89PNG\xff", b"\x89PNG\xfe", b"\x89PNG\xff", 1, "what is no text cannot be joined"),
    (A, b"why: [a\n", b"why: b\n", b"why: [a\n", 1, "one side cannot be read"),
    (b"a: [1\nb: 1\nc: 1\n", b"a: [1]\nb: 1\nc: 1\n", b"a: [1\nb: 1\nc: 2\n", b"a: [1]\nb: 1\nc: 2\n", 0, "mended"),
    (b"a: b: c\n1\n2\n", b"a: b: d\n1\n2\n", b"a: b: c\n1\n3\n", b"a: b: d\n1\n3\n", 0, "no YAML: by lines"),
    (b"a: b: c\n", b"a: b: d\n", b"a: b: e\n", b"a: b: d\n", 1, "and asked about where they clash"),
    (b"why: a\r\n", b"why: b\r\n", b"why: a\r\ndue: d\r\n", b"why: b\r\ndue: d\r\n", 0, "ends of lines stay ours"),
    (b"why: a\n", b"why: a\ndue: d", b"why: c\n", b"why: c\ndue: d", 0, "no last line end stays none"),
    (b"why: a\r\n", b"why: a\nid: g\n", b"why: c\r\n", b"why: c\nid: g\n", 0, "their ends of lines do not matter"),
)  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "expected", "clashes", "because"), WHOLE)
def test_files_that_come_and_go(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, expected: bytes | None, clashes: int, because: str
) -> None:
    merged = merged_file(base, ours, theirs)
    assert (merged.content, len(merged.clashes)) == (expected, clashes), because
    if clashes:
        assert merged.with_theirs == theirs, "and what they wrote is kept beside"


REMARKS = (
    ("# one\na: 1\n", "# one\na: 2\nb: 1\n", "# two\na: 1\nb: 1\n", "# two\na: 2\nb: 1\n", "a comment reworded"),
    ("a: 1\n", "a: 2\n", "a: 1 # why\n", "a: 2 # why\n", "a comment put behind"),
    ("a: 1 # x\n", "a: 2 # y\n", "a: 1 # z\n", "# z\na: 2 # y\n", "both reworded it: both stay"),
    ("a: |\n  x", "b: 1\na: |\n  x", "# of a\na: |\n  x", "b: 1\n# of a\na: |\n  x", "a text without an end"),
    ("a: 1\nb: 1\n", "b: 1\n", "# of a\na: 1\nb: 1\n", "b: 1\n# of a\n", "what it spoke of is gone: it comes last"),
)


@pytest.mark.parametrize(("base", "ours", "theirs", "expected", "because"), REMARKS)
def test_comments_of_both_stay(base: str, ours: str, theirs: str, expected: str, because: str) -> None:
    merged = merged_file(base.encode(), ours.encode(), theirs.encode())
    assert (merged.content or b"").decode() == expected, because
