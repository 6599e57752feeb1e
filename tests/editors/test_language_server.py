"""What somebody meets who edits plans in an editor: yaml-language-server with the school's schemas.

VS Code, Neovim, Helix and others use this server; here it runs without any of them.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.changes import Changes
from generator.checked import commons_of
from generator.editing.editors.modeline import modeline_for, schema_file
from generator.editing.editors.school_ids import SchoolId, SchoolIds
from generator.editing.editors.school_schema import school_schemas
from generator.editing.editors.vscode import SETTINGS, globs_of, ids_of, schemas_for_editors
from generator.importers.asn import asn_framework
from generator.load.kinds import FILES
from generator.load.schema import KINDS
from generator.problem import errors_in
from tests.conftest import CASES, TOP, laid_over
from tests.editors.language_server import PROGRAM, Found, LanguageServer, settings_for
from tests.editors.undecided import BECAUSE, DECIDED, NO_YAML, NOT_HERE

ASN = TOP.parent / "shared" / "data" / "asn"
BAD = CASES / "bad"
SAME, OWN = "of-the-small-school", "of-their-own"
SAID = re.compile(r"^(\S.*?\.yml):([0-9]+):[0-9]+: (?:warning: )?([a-z-]+): ", re.MULTILINE)
GOAL = "plans/s-0001/2026-27/goals/g{number}.yml"
MOST_SECONDS, MOST_BYTES = 0.1, 4_096
RIGHT = "id: g9\nstart: 2026-09-14\ndue: 2026-11-30\n"

pytestmark = [pytest.mark.skipif(not PROGRAM.is_file(), reason="needs npm ci"), pytest.mark.wire]


def write(root: Path, changes: Changes) -> None:
    for change in changes:
        (root / change.file).parent.mkdir(parents=True, exist_ok=True)
        (root / change.file).write_bytes(change.content or b"")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small school that bad cases start from, and those of them that change more of it than a learner's files."""
    top = tmp_path_factory.mktemp("cases")
    same = ids_below(CASES / "base")
    assert same is not None
    write(top / SAME, schemas_for_editors(top / SAME, same).changes)
    for case in sorted(filter(shares_more, BAD.iterdir())):
        school = top / OWN / case.name
        shutil.copytree(CASES / "base", school)
        laid_over(case, school)
        ids = ids_below(school)
        shutil.rmtree(school)
        if ids is not None and ids != same:
            write(school, schemas_for_editors(school, ids).changes)
    return top


def ids_below(root: Path) -> SchoolIds | None:
    """None where what all share cannot be used."""
    commons, problems = commons_of(root)
    return None if commons is None or errors_in(problems) else ids_of(root, commons)


def shares_more(case: Path) -> bool:
    """Whether it changes more of the school than one learner's files."""
    files = (path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file())
    return any(not file.startswith("plans/s-0001/") and file.endswith((".yml", ".gone")) for file in files)


@pytest.fixture(scope="module")
def server(cases: Path) -> Iterator[LanguageServer]:
    """One process for all tests of this file."""
    schemas: dict[str, Any] = {}
    of_school = {TOP.name: TOP, f"{SAME}/*": cases / SAME}
    of_school |= {f"{OWN}/{school.name}": school for school in sorted((cases / OWN).iterdir())}
    for folder, school in of_school.items():
        for kind in FILES:
            schemas[(school / schema_file(kind)).as_uri()] = below(folder, kind)
    started = LanguageServer(TOP, settings_for(schemas))
    yield started
    started.end()


def below(folder: str, kind: str) -> list[str]:
    globs = globs_of(kind)
    each = [globs] if isinstance(globs, str) else globs
    return [f"!{folder}/{glob[1:]}" if glob.startswith("!") else f"{folder}/{glob}" for glob in each]


def test_the_settings_that_ship_name_the_schemas_of_the_school() -> None:
    shipped = json.loads((TOP / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"]
    assert shipped == {f"./{schema_file(kind)}": globs_of(kind) for kind in FILES}
    assert all((TOP / address).is_file() for address in shipped)


def texts_below(root: Path) -> dict[Path, str]:
    files = sorted((*root.glob("plans/**/*.yml"), *root.glob("frameworks/**/*.yml")))
    return {file: file.read_text(encoding="utf-8") for file in files}


def test_nothing_is_said_of_any_file_of_the_example_school(server: LanguageServer) -> None:
    texts = texts_below(TOP)
    assert len(texts) > 300
    said = server.problems(texts)
    assert {file.relative_to(TOP).as_posix(): told for file, told in said.items() if told} == {}


def test_an_editor_agrees_with_check_on_every_case_a_schema_can_decide(server: LanguageServer, cases: Path) -> None:
    own = {school.name for school in (cases / OWN).iterdir()}
    files = {
        cases / (OWN if case.name in own else SAME) / case.name / file.relative_to(case): file
        for case in BAD.iterdir()
        for file in sorted(case.rglob("*.yml"))
        if case.name != "file-not-utf8"
    }
    said = server.problems({path: file.read_text(encoding="utf-8") for path, file in files.items()})
    apart = {
        file.relative_to(BAD).as_posix(): said[path]
        for path, file in files.items()
        if not agree(file, {line for line, _ in said[path]})
    }
    assert apart == {}


def agree(file: Path, lines: set[int]) -> bool:
    """Whether an editor speaks of the lines of a file that `check` has something against, and of no others."""
    case, _, inside = file.relative_to(BAD).as_posix().partition("/")
    golden = (BAD / case / "problem.txt").read_text(encoding="utf-8")
    told = [(int(line), code) for name, line, code in SAID.findall(golden) if name == inside]
    decided = {line for line, code in told if code in DECIDED}
    broken = {line for line, code in told if code in NO_YAML}
    if case in NOT_HERE and told:
        return lines != decided | broken
    return broken <= lines if broken else lines == decided


def test_what_an_editor_cannot_decide_is_listed_with_the_reason() -> None:
    codes = {folder.name.partition("--")[0] for folder in BAD.iterdir()}
    listed = [*DECIDED, *NO_YAML, *(code for group in BECAUSE.values() for code in group)]
    assert len(listed) == len(set(listed))
    assert set(listed) == codes
    assert set(NOT_HERE) <= {folder.name for folder in BAD.iterdir()}


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        (
            RIGHT.replace("2026-11-30", "30.11.2026"),
            ((3, "Write the date as year-month-day, for example 2026-11-30."),),
            "no pattern is shown",
        ),
        (RIGHT + "status: actve\n", ((4, "Write one of these: active, reached, paused, dropped."),), "a choice"),
        (
            RIGHT + "activities:\n  - id: a1\n    minutes: ten\n",
            ((6, "Write a whole number here, without quotes."),),
            "a number",
        ),
        (
            RIGHT + "activities: read\n",
            ((4, "This is a list: write each entry on a line of its own, after a dash."),),
            "a list",
        ),
        (RIGHT + 'why: "  "\n', ((4, "Write some words here, or leave the field out."),), "nothing but spaces"),
        (RIGHT + "wy: I need it\n", ((4, "Property wy is not allowed."),), "the field is named"),
        ("id: g9\nstart: 2026-09-14\n", ((1, 'Missing property "due".'),), "what is missing is named"),
        (
            RIGHT + "competencies:\n  - ref: ccss-math:4.nf.a.1x\n",
            (
                (
                    5,
                    "There is no such competency at this school. Ask your editor for suggestions here (Ctrl+Space) to "
                    "see them all.",
                ),
            ),
            "378 codes would not be read",
        ),
        (
            RIGHT.replace("g9", "goal 9"),
            ((1, "An id of a goal is the letter g and a number, for example g1."),),
            "an id",
        ),
    ],
)
def test_a_mistake_is_told_in_plain_words(server: LanguageServer, text: str, expected: Found, because: str) -> None:
    file = TOP / GOAL.format(number=abs(hash(text)))
    assert server.problems({file: text})[file] == expected, because


def test_a_code_is_suggested_with_its_title_and_explained_where_it_stands(server: LanguageServer) -> None:
    file = TOP / GOAL.format(number="-suggested")
    text = RIGHT + "competencies:\n  - ref: ccss-math:4.nf.a.1\n    target: \n  - ref: \n"
    server.problems({file: text})
    offered = {each["label"]: each["insertText"] for each in server.suggestions(file, 7, 10)}
    label = next(label for label in offered if label.startswith("ccss-math:4.nf.a.1 "))
    assert offered[label] == "ccss-math:4.nf.a.1"
    assert "Equal frac" in label
    assert "got-it  Got it" in {each["label"] for each in server.suggestions(file, 6, 13)}
    hover = server.hover(file, 5, 14)
    assert "CCSS.Math.Content.4.NF.A.1 Equal fractions" in hover
    assert len(hover) < 600


def test_a_whole_new_goal_is_offered_and_holds_no_empty_list(server: LanguageServer) -> None:
    file = TOP / GOAL.format(number="-new")
    server.problems({file: ""})
    body = next(each["insertText"] for each in server.suggestions(file, 1, 1) if each["label"] == "New goal")
    filled = re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", body)
    again = TOP / GOAL.format(number="-filled")
    assert server.problems({again: filled + "\n"})[again] == ()


def test_the_first_line_of_a_new_file_leads_to_its_schema_from_any_depth(server: LanguageServer) -> None:
    """As editors know it that read no settings of VS Code: the folder is none that the settings name."""
    texts = {}
    for depth, kind in ((1, "school"), (4, "goal"), (7, "evidence")):
        file = "/".join(["elsewhere"] * depth) + f"/{kind}-new.yml"
        texts[TOP / file] = modeline_for(kind, file) + "surely_no_field: 1\n"
        assert (TOP / file).parent.joinpath(
            texts[TOP / file].partition("$schema=")[2].partition("\n")[0]
        ).resolve() == (TOP / schema_file(kind))
    for told in server.problems(texts).values():
        assert (2, "Property surely_no_field is not allowed.") in told


@pytest.mark.parametrize("many", [300, 3_000])
def test_thousands_of_codes_keep_a_hover_small_and_suggestions_quick(
    many: int, server: LanguageServer, tmp_path: Path, record_property: Any
) -> None:
    known = published_standards(many)
    for name, content in school_schemas(nothing_but(known)).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    file = tmp_path / "g1.yml"
    refs = "".join(f"  - ref: {known[number * 7].id}\n" for number in range(10))
    text = modeline_for("goal", "g1.yml") + RIGHT + "competencies:\n" + refs + "  - ref: \n"
    assert len(server.problems({file: text})[file]) == 1
    hover = server.hover(file, 7, 12)
    assert known[7].title[:30] in hover
    took = 1.0
    for _ in range(12):  # whoever else uses the machine slows some of them down
        before = server.seconds()
        offered = server.suggestions(file, 16, 10)
        took = min(took, server.seconds() - before)
        if took <= MOST_SECONDS:
            break
    record_property("hover_bytes", len(hover.encode()))
    record_property("suggestions_seconds", took)
    print(f"{many} codes: hover {len(hover.encode())} bytes, suggestions {took * 1000:.0f} ms of the server's time")
    assert len(offered) == many
    assert len(hover.encode()) <= MOST_BYTES
    assert took <= MOST_SECONDS


def published_standards(many: int) -> tuple[SchoolId, ...]:
    """Codes and statements of published standards; where there are not as many, some come in several editions."""
    if not ASN.is_dir():
        pytest.skip("../shared/data is not here")
    items = [
        (framework, number, item.statement)
        for framework, file in (("math", "CCSS_Math.asn.xml"), ("ngss", "NGSS.asn.xml"))
        for number, item in enumerate(asn_framework((ASN / file).read_bytes()).items.values())
    ]
    editions = (
        SchoolId(id=f"{framework}-{edition}:{number // 30}.{number}", title=" ".join(statement.split())[:110])
        for edition in range(1 + many // len(items))
        for framework, number, statement in items
    )
    return tuple(each for each, _ in zip(editions, range(many), strict=False))


def nothing_but(competencies: tuple[SchoolId, ...]) -> SchoolIds:
    known = ids_below(CASES / "base")
    assert known is not None
    return {**dict.fromkeys(known, ()), "competency": competencies}


def test_every_kind_of_file_has_its_place() -> None:
    assert set(FILES) == set(KINDS)
