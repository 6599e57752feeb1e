"""Pull requests, good, bad and hostile, played from the workflow of `pathbook init`: nothing of a request decides."""

import re
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from markdown_it import MarkdownIt

from tests.ci.conftest import school_at
from tests.ci.forge import MASTER, TOKEN, Forge, commands_in, forge_with

GOAL = "plans/example/s-0000/2026-27/goals/g1.yml"
EVIDENCE = "plans/example/s-0000/evidence/2026-11-16-strips.yml"
STEPS = [
    "Fetch the plans",
    "Take what decides from the branch that the request is for",
    "Set Pathbook up",
    "Check the plans",
    "Say what would change",
    "Make a preview that only the school can open",
]
EVIL = "Well done\n::error file=x::taken over\n::set-output name=made::true\n##[error]taken over <img src=x>"
PROBLEM = re.compile(r"::(error|warning) file=[^\n]*,title=[a-z-]+::")
Change = Callable[[Path], None]
Replaced = Callable[[str, str, str], Change]


def key_named(key: str) -> Change:
    def change(clone: Path) -> None:
        settings = clone / "plans/school.yml"
        text = re.sub(r"  preview_key: .*\n", "", settings.read_text())
        settings.write_text(text.replace("publish:\n", f"publish:\n  preview_key: {key}\n"))

    return change


def later(clone: Path) -> None:
    """A day that moves."""
    text = (clone / GOAL).read_text()
    assert "due: 2027-01-15" in text, "the example's goal ends on that day"
    (clone / GOAL).write_text(text.replace("due: 2027-01-15", "due: 2027-01-29"))


def hostile(key: str) -> Change:
    """Everything at once that somebody could try who may propose a change."""

    def change(clone: Path) -> None:
        key_named(key)(clone)
        later(clone)
        learner = clone / "plans/example/s-0000"
        (learner / "evidence" / "2026-11-17-link.yml").symlink_to("/proc/self/environ")
        (learner / "evidence" / "2026-11-18-out.yml").symlink_to("../../../../../../../../etc/passwd")
        (learner / "evidence" / "2026-11-19-a\n::error::name.yml").write_text("evidence: []\n")
        (clone / "plans" / "<b>s-0001<img src=x onerror=alert(1)>").mkdir()
        (clone / "plans" / "<b>s-0001<img src=x onerror=alert(1)>" / "x.yml").write_text("a: 1\n")
        bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(50))
        (learner / "supports").mkdir(exist_ok=True)
        (learner / "supports" / "bomb.yml").write_text(bomb)
        (learner / "supports" / "huge.yml").write_text("what: " + "x" * 11_000_000 + "\n")
        text = (learner / "evidence" / "2026-11-16-strips.yml").read_text()
        spelled = EVIL.replace("\n", "\n        ")
        (learner / "evidence" / "2026-11-16-strips.yml").write_text(
            re.sub(r"    title: .*\n", f"    title: |\n        {spelled}\n", text, count=1)
        )
        (clone / ".ci" / "check").write_text("#!/bin/sh\necho taken over; env\n")
        (clone / ".ci" / "setup").write_text("#!/bin/sh\necho taken over; env\n")
        (clone / ".ci" / "pathbook.txt").write_text("evil-pathbook\n")

    return change


@pytest.mark.build
def test_a_good_request_is_checked_told_and_shown_to_the_school_alone(forge: Forge) -> None:
    school, stranger = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    forge.merged(key_named(str(school.to_public())))

    def change(clone: Path) -> None:
        key_named(str(stranger.to_public()))(clone)
        later(clone)

    forge.proposed("entry/t-0001/2026-11-20-later", change)
    ran = forge.request("entry/t-0001/2026-11-20-later")
    assert ran.well, ran.log
    assert ran.asked == [*STEPS, "Keep the preview"]
    assert "10 school days later" in ran.summary
    assert "Waits for review" in ran.summary, "the report says which lane"
    assert list(ran.artifacts["preview"]) == ["s-0000.html.age"]
    locked = ran.artifacts["preview"]["s-0000.html.age"]
    assert b"Jan 29" in pyrage.decrypt(locked, [school]), "locked for the key that the branch names"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(locked, [stranger])
    assert ran.given == [], "a request gets no secret"
    assert TOKEN not in ran.log


@pytest.mark.build
def test_a_bad_request_fails_and_is_told_all_the_same(forge: Forge, replaced: Replaced) -> None:
    forge.proposed("typo", replaced(GOAL, "status: active", "status: actvie"))
    ran = forge.request("typo")
    assert ran.failed == ["Check the plans"]
    [error] = [line for line in commands_in(ran.log) if line.startswith("::error")]
    assert f"file={GOAL}" in error
    assert "did you mean 'active'?" in error
    assert "Say what would change" in ran.asked, "what it would change is told nevertheless"
    assert ran.summary
    assert "Make a preview that only the school can open" not in ran.asked
    assert not forge.issues


@pytest.mark.build
def test_forgejo_tells_a_request_apart_from_what_came_meanwhile(tmp_path: Path, replaced: Replaced) -> None:
    with forge_with(tmp_path / "forge", lambda url: school_at(tmp_path / "school", url, "forgejo", "rsync")) as forge:
        forge.workflows = ".forgejo/workflows"
        forge.proposed("later", later)
        forge.merged(replaced(GOAL, "A kite needs sticks", "Every kite needs sticks"))
        ran = forge.request_as_forgejo("later")
        assert ran.well, ran.log
        assert ran.asked == STEPS
        assert "10 school days later" in ran.summary
        assert "Every kite" not in ran.summary, "what the branch got meanwhile is not taken back"


@pytest.mark.build
def test_nothing_of_a_hostile_request_decides_and_nothing_leaks(forge: Forge) -> None:
    school, stranger = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    forge.merged(key_named(str(school.to_public())))
    forge.proposed("hostile", hostile(str(stranger.to_public())))
    ran = forge.request("hostile")
    assert ran.failed == ["Check the plans"], ran.log[:5000]
    assert "taken over; env" not in ran.log, "the scripts are those of the branch"
    assert "evil-pathbook" not in ran.log
    everything = ran.everything
    for secret in (MASTER, "root:x:", "GIT_CONFIG_NOSYSTEM=", "SOURCE_DATE_EPOCH="):
        assert secret.encode() not in everything, f"{secret} can be read"
    # a link is a file that names a place, so the log may say the place and nothing that lies there
    strange = [
        line for line in commands_in(ran.log) if not re.match(r"::(error|warning) file=[^\n]*,title=[a-z-]+::", line)
    ]
    assert not strange, strange
    assert not [line for line in commands_in(ran.log) if line.startswith("::set-output")]
    assert "<img" not in MarkdownIt("commonmark", {"html": True}).render(ran.summary), (
        "shown as letters, never as markup"
    )
    assert "preview" not in ran.artifacts, "a request that fails its check is not shown"
