"""What a school's own README and manuals say can be done: commands that exist, links that lead somewhere."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.cli.app import COMMANDS, status_of
from generator.load.history.message import request_in
from generator.starter.answers import FORGES, LANGUAGES, School
from generator.starter.rendering import rendered
from generator.yamltext.read import read
from tests.generator.starter.repositories import answers_for

SHOWN = re.compile(r"(?:`|^|# +)(pathbook [a-z][^`\n#]*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")


def manuals() -> Iterator[tuple[str, str]]:
    """Every Markdown file of a repository, for one school and for a district, with what it is called here."""
    district = (School(folder="north", name="North"), School(folder="south", name="South"))
    for forge, language in zip(FORGES, LANGUAGES, strict=True):
        one = answers_for(forge, languages=(language,), example=forge != "gitlab")
        for answers in (one, replace(one, schools=district)):
            for path, text in rendered(answers).items():
                if path.endswith((".md", ".yml", ".yaml")) or "/" not in path:
                    yield f"{forge}: {path}", text.decode(errors="replace")


def test_every_command_that_is_named_exists_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    lines = {found.strip(): where for where, text in manuals() for found in SHOWN.findall(text)}
    assert len(lines) > 10
    for line, where in lines.items():
        words = shlex.split(line)[1:]
        name = next((name for name in COMMANDS if name.split() == words[: len(name.split())]), None)
        assert name is not None, f"{where}: {line}"
        assert status_of([*name.split(), "--help"]) == 0
        told = capsys.readouterr().out
        options = [word.partition("=")[0] for word in words if word.startswith("--")]
        assert [option for option in options if option not in told] == [], f"{where}: {line}"


@pytest.mark.parametrize("forge", FORGES)
def test_every_link_leads_to_a_file_that_is_there(forge: str) -> None:
    texts = rendered(answers_for(forge))
    for path in (path for path in texts if path.endswith(".md")):
        folder = path.rpartition("/")[0]
        for target, anchor in LINK.findall(texts[path].decode()):
            file = f"{folder}/{target}" if folder and target else target or path
            assert file in texts, f"{path}: {target}"
            headings = re.findall(r"^#+ (.+)$", texts[file].decode(errors="replace"), re.MULTILINE)
            names = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
            assert not anchor or anchor in names, f"{path}: {target}#{anchor}"


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("deploy", ["s3", "folder"])
def test_every_setting_can_be_read(forge: str, deploy: str) -> None:
    for path, text in rendered(answers_for(forge, name='"#: {x}', deploy=deploy)).items():
        if path.endswith((".json", ".code-workspace")):
            json.loads(text)
        elif path.endswith((".yml", ".yaml")):
            value, problems = read(text.decode(), path)
            assert value is not None, path
            assert [problem.message for problem in problems] == [], path


def test_the_history_reads_the_numbers_that_gitlab_is_asked_to_write() -> None:
    template = re.search(
        r"squash_commit_template=(.+)'", rendered(answers_for("gitlab"))["docs/setting-up.md"].decode()
    )
    assert template is not None
    subject = template[1].replace("%{title}", "Goal g1").replace("%{local_reference}", "!12")
    assert request_in(subject.replace("%{reference}", "north/plans!12")) == "!12"
