"""The promises of generator/ARCHITECTURE.md that concern the house as a whole. Promise 1 is in test_schemas."""

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from generator.cli.app import COMMANDS, status_of
from generator.view.site import PAGES
from tests.history import begun, git

TOP = Path(__file__).parent.parent
GENERATOR = TOP / "generator"
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path.name != "__init__.py")
MADE_IN_TEST_BAD_CASES = {"file-too-large", "outside-school", "unreadable-file"}  # no text file can show these
BAD = TOP / "tests" / "cases" / "bad"
PATHBOOK = Path(sys.executable).with_name("pathbook")


def test_promise_2_every_page_has_one_template_and_the_reverse() -> None:
    templates = {path.name.removesuffix(".html.j2") for path in (TOP / "site_templates/pages").glob("*.html.j2")}
    assert templates == set(PAGES)


def codes_in(module: Path) -> Iterator[str]:
    """Problem codes a module can give: the second argument of Problem(…), and codes that a table names."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "unknown" and isinstance(node.args[1], ast.Constant):
            yield f"unknown-{str(node.args[1].value).replace(' ', '-')}"
        for argument in node.args:
            if name in {"Problem", "problem"} and isinstance(argument, ast.Constant):
                yield from re.findall(r"^[a-z]+(?:-[a-z0-9]+)+$", str(argument.value))


def test_promise_3_every_problem_of_a_rule_has_a_case_that_shows_it() -> None:
    codes = {
        code
        for folder in ("check", "load", "yamltext")
        for path in (GENERATOR / folder).glob("*.py")
        for code in codes_in(path)
    }
    shown = {folder.name.partition("--")[0] for folder in BAD.iterdir()}
    assert codes - shown - MADE_IN_TEST_BAD_CASES == set(), "a code without a case in tests/cases/bad"


def test_promise_3_every_case_shows_its_code() -> None:
    for case in sorted(BAD.iterdir()):
        told = (case / "problem.txt").read_text(encoding="utf-8")
        assert f"{case.name.partition('--')[0]}: " in told, case.name


def test_promise_7_every_module_is_in_the_architecture_and_the_reverse() -> None:
    text = (GENERATOR / "ARCHITECTURE.md").read_text(encoding="utf-8")
    house = text.partition("<!-- house -->")[2].partition("<!-- /house -->")[0]
    named = set(re.findall(r"`([a-z_0-9/]+\.py)`", house))
    assert named == {path.relative_to(GENERATOR).as_posix() for path in MODULES}


def shown_commands() -> Iterator[tuple[str, str]]:
    """(file, command line) of each `pathbook …` line that README and the documentation show."""
    for page in (TOP / "README.md", *sorted((GENERATOR / "docs").glob("*.md"))):
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
            for line in block.splitlines():
                if line.startswith("$ pathbook "):
                    yield page.name, line.removeprefix("$ ").partition("  #")[0].strip()


def test_promise_8_every_command_shown_exists_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    shown = tuple(shown_commands())
    assert len(shown) >= 5
    for page, line in shown:
        words = shlex.split(line)[1:]
        name = next((name for name in COMMANDS if name.split() == words[: len(name.split())]), None)
        assert name is not None, f"{page}: {line}"
        options = [word.partition("=")[0] for word in words if word.startswith("--") and word != "--"]
        assert status_of([*name.split(), "--help"]) == 0
        told = capsys.readouterr().out
        assert [option for option in options if option not in told] == [], f"{page}: {line}"


def test_promise_8_every_example_runs(tiny_school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a small school with a history, a newer framework and a standards file; what serves is run in its own tests."""
    standards = TOP.parent / "shared/data/asn/CCSS_Math.asn.xml"
    (tiny_school / "plans/class-harbor").mkdir()
    (tiny_school / "plans/s-0001").rename(tiny_school / "plans/class-harbor/s-0001")
    shutil.copytree(TOP / "tests/cases/good/two-versions/frameworks", tiny_school / "frameworks", dirs_exist_ok=True)
    newer = tiny_school / "frameworks/core-2/framework.yml"
    newer.write_text(newer.read_text(encoding="utf-8") + "status: draft\n", encoding="utf-8")
    calendar = tiny_school / "plans/calendar.yml"
    term = "    terms: [{id: fall, start: 2026-08-31, finish: 2026-12-04}]\n"
    calendar.write_text(calendar.read_text(encoding="utf-8") + term, encoding="utf-8")
    learner = tiny_school / "plans/class-harbor/s-0001/learner.yml"
    access = "access: {epoch: 1, slots: {student: 1, advisor: 1}}\n"
    learner.write_text(learner.read_text(encoding="utf-8") + access, encoding="utf-8")
    school = tiny_school / "plans/school.yml"
    address = "publish: {base_url: https://plans.school.example, access: sealed}"
    school.write_text(school.read_text(encoding="utf-8").replace("publish: {access: plain}", address), encoding="utf-8")
    monkeypatch.setenv("PATHBOOK_MASTER", sha256(b"of this school alone").hexdigest())
    begun(tiny_school)
    git(tiny_school, "tag", "november")
    monkeypatch.chdir(tiny_school)
    pages: dict[str, str] = {}
    for page, line in shown_commands():
        pages.setdefault(line, page)
    for line, page in pages.items():
        words = shlex.split(line)[1:]
        if words[0] in {"serve", "edit", "desk", "new"} or words[1:2] == ["scores"]:
            continue
        if words[0] in {"import", "export"} and not standards.is_file():
            continue
        if "standards.xml" in words:
            shutil.copyfile(standards, "standards.xml")
        assert status_of(words) == 0, f"{page}: {line}"


def test_no_module_is_longer_than_300_lines() -> None:
    assert [path.name for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_every_package_file_is_empty() -> None:
    assert [path for path in GENERATOR.rglob("__init__.py") if path.read_text(encoding="utf-8")] == []


def test_only_the_command_line_prints_or_asks_the_clock() -> None:
    asking = re.compile(r"\bprint\(|date\.today\(|datetime\.now\(|time\.time\(")
    others = [path for path in MODULES if path.parent.name != "cli"]
    assert [path.name for path in others if asking.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("arguments", "status", "because"),
    [
        (("--version",), 0, "a version is an answer"),
        (("chek",), 2, "there is no such command"),
        (("build", "--jobs", "none"), 2, "a number is asked for"),
        (("build", "--root", str(TOP), "--previous", "last"), 2, "nothing is published, so nothing is compared"),
        (("check", "--root", "/nowhere"), 2, "that is no school"),
        (("build", "s-9999", "--root", str(TOP), "--out", "/tmp/pathbook-none"), 3, "there is no such learner"),
    ],
)
def test_a_run_ends_with_the_status_the_manual_tells(
    arguments: tuple[str, ...], status: int, because: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(arguments) == status, because
    assert "Traceback" not in capsys.readouterr().err


def test_a_misspelt_command_is_answered_with_the_nearest_and_its_process_ends_so() -> None:
    ended = subprocess.run([PATHBOOK, "chek"], capture_output=True, text=True, check=False)
    assert (ended.returncode, "check" in ended.stderr, "Traceback" in ended.stderr) == (2, True, False)


def test_help_loads_nothing_that_pages_papers_and_seals_are_made_with() -> None:
    """Somebody who mistyped a command waits for the modules of all of them."""
    script = "import sys; from generator.cli.app import app_for; app_for(()); print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", f"import json; {script}"], capture_output=True, text=True, check=True)
    heavy = {"mkdocs", "weasyprint", "jinja2", "cryptography", "bcrypt", "pyrage", "PIL", "pikepdf", "pypdfium2"}
    assert not heavy & set(json.loads(told.stdout))


def test_checking_loads_neither_mkdocs_nor_weasyprint() -> None:
    script = "import sys, generator.cli.check; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", f"import json; {script}"], capture_output=True, text=True, check=True)
    assert not {"mkdocs", "weasyprint", "jinja2"} & set(json.loads(told.stdout))
