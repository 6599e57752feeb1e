"""What earlier builds left, when it is damaged, missing, half written, or of a build that asked for something else."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import programs as own_programs
from generator.build import build
from generator.cli.app import status_of
from generator.inputs import Memory, files_below, inputs, reads_anything
from generator.manifest import Built, Line, Made, Manifest, Order, Part, read_manifest, write_manifest
from generator.programs import programs, shipped
from generator.shown import digest_of_values
from tests.conftest import TOP
from tests.generator.test_only_what_changed import (
    DAY,
    EVERYBODY,
    LEARNERS,
    OPEN,
    Nobody,
    a_school,
    bytes_in,
    differing,
    made,
    outputs,
    replaced,
    touched,
)
from tests.history import write

EVIDENCE = "plans/s-0001/evidence/2026-10-01-strips.yml"
GOAL = "plans/s-0001/2026-27/goals/g1.yml"
pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("before")
    a_school(top / "school")
    made(top / "school", top / "out")
    return top


@pytest.fixture
def now(before: Path, tmp_path: Path) -> Path:
    return shutil.copytree(before, tmp_path / "now", symlinks=True)


MADE = Made(key="k", shown="s", files="f", on=DAY, good_through=DAY, count=3, themes=("t",))
LINES = {learner: Line(warnings=1, parts={"site": MADE}) for learner in LEARNERS}


def test_what_is_written_down_is_read_again(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest(lines={})
    write_manifest(tmp_path, LINES)
    assert read_manifest(tmp_path) == Manifest(lines=LINES)
    assert json.loads((tmp_path / "manifest.json").read_text())["format"] == 2
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


def test_half_of_it_tells_nothing(tmp_path: Path) -> None:
    write_manifest(tmp_path, LINES)
    whole = (tmp_path / "manifest.json").read_bytes()
    for end in range(len(whole)):
        (tmp_path / "manifest.json").write_bytes(whole[:end])
        assert read_manifest(tmp_path) == Manifest(lines={}, damaged=True), f"{end} bytes of it"


@given(st.data())
def test_nor_does_a_changed_one(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    book = tmp_path_factory.mktemp("book")
    write_manifest(book, LINES)
    raw = bytearray((book / "manifest.json").read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    (book / "manifest.json").write_bytes(raw)
    assert read_manifest(book) == Manifest(lines={}, damaged=True)


def of_issue_seven(out: Path) -> None:
    lines = {learner: {"on": "2026-11-20", "pages": 8, "editions": [], "mark": "m"} for learner in LEARNERS}
    (out / ".pathbook/manifest.json").write_text(json.dumps({"format": 1, "learners": lines}))


def put(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda out: (out / name).write_bytes(content)


def in_each(do: Callable[[Path], object], *names: str) -> Callable[[Path], None]:
    def done(out: Path) -> None:
        for name in names:
            do(out / name)

    return done


@dataclass(frozen=True, kw_only=True)
class Harm:
    """What somebody, or something, did to `out`. `drawn`: who is made anew."""

    do: Callable[[Path], object]
    drawn: frozenset[str] = EVERYBODY
    damaged: bool = False
    because: str


HARM = {
    "half a manifest": Harm(
        do=lambda out: os.truncate(out / ".pathbook/manifest.json", 700),
        damaged=True,
        because="half of it is no record",
    ),
    "an older format": Harm(do=of_issue_seven, damaged=True, because="another Pathbook wrote it down otherwise"),
    "no records at all": Harm(do=lambda out: shutil.rmtree(out / ".pathbook"), because="nothing is known"),
    "a site gone": Harm(
        do=lambda out: shutil.rmtree(out / "site/s/s-0002"), drawn=frozenset(("s-0002",)), because="it is missing"
    ),
    "a page gone": Harm(
        do=lambda out: (out / "site/s/s-0002/index.html").unlink(),
        drawn=frozenset(("s-0002",)),
        because="it is missing",
    ),
    "a file too much": Harm(
        do=put("site/s/s-0003/more.html", b"more"), drawn=frozenset(("s-0003",)), because="nobody asked for it"
    ),
    "a page of somebody else": Harm(
        do=lambda out: shutil.copytree(out / "site/s/s-0001", out / "site/s/s-0002", dirs_exist_ok=True),
        drawn=frozenset(("s-0002",)),
        because="other bytes in a folder that was written into",
    ),
    "no theme": Harm(do=lambda out: shutil.rmtree(out / "site/_theme"), because="every page leads to it"),
    "garbage in what only saves time": Harm(
        do=in_each(
            lambda file: file.write_bytes(b'{"": 5, "plans/s-0001": [1]}'), ".pathbook/files", ".pathbook/lying"
        ),
        drawn=frozenset(),
        because="then everything is read, and is what it was",
    ),
    "half of what only saves time": Harm(
        do=in_each(lambda file: os.truncate(file, 9), ".pathbook/files", ".pathbook/lying", ".pathbook/programs"),
        drawn=frozenset(),
        because="then everything is read, and is what it was",
    ),
    "copied to another machine": Harm(
        do=in_each(lambda file: os.utime(file, (1, 1)), *(f"site/s/{learner}" for learner in LEARNERS)),
        drawn=frozenset(),
        because="by their bytes the outputs are those that were made",
    ),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_harm_is_noticed_and_mended(harm: Harm, now: Path, before: Path) -> None:
    harm.do(now / "out")
    outcome = made(now / "school", now / "out")
    assert set(outcome.drawn) == harm.drawn, harm.because
    assert outcome.damaged == harm.damaged
    assert differing(outputs(now / "out"), outputs(before / "out")) == set()
    again = made(now / "school", now / "out")
    assert (again.built, again.damaged) == ((), False)


def test_a_damaged_record_is_said_in_one_line(now: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (now / "out/.pathbook/manifest.json").write_bytes(b"{")
    words = ("build", "--root", str(now / "school"), "--out", str(now / "out"), "--on", str(DAY))
    assert status_of((*words, "--only", "site", "--executor", "serial")) == 0
    assert capsys.readouterr().out.count("everybody is built anew") == 1


class Cut(Nobody):
    """The run ends when the first learner is done."""

    def finished(self, built: Built) -> None:
        raise KeyboardInterrupt


def test_what_a_cut_run_put_in_place_is_not_believed_to_be_older(now: Path, before: Path) -> None:
    """The outputs are of new files and the record is of old ones; then the old files come back."""
    school, out = now / "school", now / "out"
    text = (school / GOAL).read_text()
    replaced(GOAL, "Fold paper strips", "Fold paper squares")(school)
    with pytest.raises(KeyboardInterrupt):
        build(Order(root=school, out=out, how="serial", only="site"), lambda _zone: DAY, Cut())
    (school / GOAL).write_text(text)
    assert made(school, out).drawn == ("s-0001",)
    assert differing(outputs(out), outputs(before / "out")) == set()


def test_whoever_has_problems_is_read_until_they_are_mended(now: Path, before: Path) -> None:
    school, out = now / "school", now / "out"
    text = (school / GOAL).read_text()
    lay = touched(out, OPEN)
    (school / GOAL).write_text(f"{text}unknown: key\n")
    for _ in range(2):
        outcome = made(school, out)
        assert (outcome.failed, outcome.drawn, len(outcome.built)) == (("s-0001",), (), 1)
    (school / GOAL).write_text(text)
    assert made(school, out).drawn == ()
    assert touched(out, OPEN) == lay, "the last good pages stayed, and are right again"
    assert differing(outputs(out), outputs(before / "out")) == set()


@pytest.mark.parametrize(
    ("file", "text", "failed", "because"),
    [
        (
            "plans/people.yml",
            "s-0004: {name: {en: Fold Paper Strips}, given: {en: Fold}, roles: [learner]}\n",
            ("s-0001", "s-0003", "s-0004"),
            "a new learner is called as a page says",
        ),
        (
            "plans/s-0001/staff/notes.yml",
            "notes:\n  - {on: 2026-11-09, by: t-0001, text: I draw two fractions and say which is more. Not yet.}\n",
            ("s-0001",),
            "a page says what stands in a new note of staff",
        ),
    ],
)
def test_pages_that_say_the_same_are_searched_for_what_they_must_not_hold_since(
    now: Path, file: str, text: str, failed: tuple[str, ...], because: str
) -> None:
    school, out = now / "school", now / "out"
    with_forced = shutil.copytree(out, now / "forced")
    (school / file).parent.mkdir(exist_ok=True)
    with (school / file).open("a") as opened:
        opened.write(text)
    if "s-0004" in text:
        shutil.copytree(school / "plans/s-0003", school / "plans/s-0004")
        for name in ("learner.yml", "2026-27/plan.yml"):
            replaced(f"plans/s-0004/{name}", "s-0003", "s-0004")(school)
    forced = made(school, with_forced, force=True)
    outcome = made(school, out)
    assert outcome.failed == forced.failed == failed, because
    assert differing(outputs(out), outputs(with_forced)) == set()


def test_warnings_of_whoever_is_not_read_still_count(now: Path, capsys: pytest.CaptureFixture[str]) -> None:
    school = now / "school"
    replaced(GOAL, "Fold paper strips", "Fold with Bo paper strips")(school)
    write(school, "plans/groups/room-1.yml", ROOM)
    words = ("build", "--root", str(school), "--out", str(now / "out"), "--on", str(DAY), "--only", "site")
    first = status_of((*words, "--executor", "serial", "--strict"))
    told = capsys.readouterr()
    assert (first, "classmate-named" in told.err) == (1, True)
    again = status_of((*words, "--executor", "serial", "--strict"))
    told = capsys.readouterr()
    assert (again, "classmate-named" in told.err) == (1, False)
    assert "stay as they are, not told again: 1" in told.out


ROOM = """\
id: room-1
title: Room 1
kind: class
members:
  - {learner: s-0001, from: 2026-08-31}
  - {learner: s-0002, from: 2026-08-31}
"""


def test_one_kind_of_outputs_neither_ages_nor_takes_away_the_other(now: Path, tmp_path: Path) -> None:
    school, out = now / "school", now / "out"

    def of_one(only: Part | None, where: Path = out) -> tuple[tuple[Part, ...], ...]:
        """Which kinds were drawn of whoever was read."""
        return tuple(one.drawn for one in made(school, where, only=only, learners=("s-0001",)).built)

    assert of_one("pdf") == (("pdf",),)
    assert of_one("site") == (), "the sites are still known"
    replaced(GOAL, "Fold paper strips", "Fold paper squares")(school)
    assert of_one("site") == (("site",),)
    assert of_one("pdf") == (("pdf",),), "that the site is new says nothing of the papers"
    assert of_one("pdf") == ()
    assert of_one(None) == (("site",),), "papers lie in the site now; they say what they said"
    assert of_one(None, tmp_path / "forced") == (("site", "pdf"),)
    for place in ("site/s/s-0001", "pdf/s-0001"):
        assert differing(bytes_in(out / place), bytes_in(tmp_path / "forced" / place)) == set()


def test_a_publication_needs_no_papers_that_lie_open(now: Path) -> None:
    """CI keeps what is sealed between its runs, and nothing else."""
    school, out = now / "school", now / "out"
    published = now / "published"

    def published_again() -> tuple[Built, ...]:
        order = {"access": "sealed", "only": None, "learners": ("s-0001",), "previous": published}
        outcome = made(school, out, **order)  # type: ignore[arg-type]
        shutil.rmtree(published, ignore_errors=True)
        shutil.copytree(out / "site", published)
        return outcome.built

    assert [one.drawn for one in published_again()] == [("site", "pdf")]
    shutil.rmtree(out / "pdf")
    assert published_again() == ()
    replaced(GOAL, "Fold paper strips", "Fold paper squares")(school)
    assert [one.drawn for one in published_again()] == [("site", "pdf")]
    replaced(EVIDENCE, "title: Paper strips", "title: Strips, paper")(school)
    shutil.rmtree(out / "pdf")
    assert [one.drawn for one in published_again()] == [("site", "pdf")], "the site needs its papers"
    shutil.rmtree(published / "s")
    assert [one.drawn for one in published_again()] == [("site",)], "what was published last is not what lies here"


HOOK = """\
from pathlib import Path

def on_post_page(output, page, config):
    return output + Path(__file__).with_name("motto.txt").read_text()
"""


def test_what_a_program_of_the_school_brings_onto_pages_is_asked_for_every_time(now: Path) -> None:
    school, out = now / "school", now / "out"
    write(school, "look.py", HOOK)
    write(school, "motto.txt", "<p>Be kind</p>")
    write(school, "mkdocs.yml", shipped("mkdocs.yml").read_text() + "hooks: [look.py]\n")
    page = out / "site/s/s-0001/index.html"
    assert set(made(school, out).drawn) == EVERYBODY
    assert "Be kind" in page.read_text()
    lay = touched(out, OPEN)
    assert set(made(school, out).drawn) == EVERYBODY
    assert touched(out, OPEN) == lay, "what came out the same stays where it is"
    write(school, "motto.txt", "<p>Be brave</p>")
    made(school, out)
    assert "Be brave" in page.read_text()


class Meeting(Nobody):
    """One build goes on only once the other waits for it."""

    def __init__(self, met: Event) -> None:
        self.met = met

    def begins(self, learners: int) -> None:
        assert self.met.wait(60)

    def waiting(self, who: str) -> None:
        self.met.set()


def test_two_builds_at_once_that_ask_for_different_things_spoil_nothing(now: Path, tmp_path: Path) -> None:
    school, out, met = now / "school", now / "out", Event()
    replaced(GOAL, "Fold paper strips", "Fold paper squares")(school)
    ended = []

    def asked(learners: tuple[str, ...], appendix: bool) -> None:
        order = Order(root=school, out=out, how="serial", only="site", learners=learners, appendix=appendix)
        ended.append(build(order, lambda _zone: DAY, Meeting(met)).failed)

    both = [Thread(target=asked, args=each) for each in ((("s-0001",), False), (LEARNERS, True))]
    for each in both:
        each.start()
    for each in both:
        each.join(120)
    assert ended == [(), ()]
    made(school, tmp_path / "forced", force=True)
    made(school, out)
    assert differing(outputs(out), outputs(tmp_path / "forced")) == set()


@pytest.mark.parametrize(
    ("edit", "because"),
    [
        (lambda top: write(top, "generator/view/new.py", ""), "a new file"),
        (lambda top: write(top, "generator/view/site.py", "other"), "a changed file"),
        (lambda top: (top / "generator/view/site.py").unlink(), "a file that is gone"),
        (lambda top: write(top, "site_templates/pages/home.html.j2", "other"), "a template"),
        (lambda top: write(top, "mkdocs.yml", "other"), "the base of the sites"),
    ],
)
def test_programs_are_others_with(
    edit: Callable[[Path], object], because: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in ("generator/view/site.py", "site_templates/pages/home.html.j2", "mkdocs.yml"):
        write(tmp_path, file, "one")
    monkeypatch.setattr(own_programs, "PACKAGE", tmp_path / "generator")
    memory = tmp_path / "memory"
    one = programs(memory)
    assert programs(memory) == one == programs()
    write(tmp_path, "generator/__pycache__/site.pyc", "made by Python")
    assert programs(memory) == one
    edit(tmp_path)
    assert programs(memory) != one, because
    assert programs(memory) == programs()


def test_programs_are_others_with_another_version_of_any_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = programs()
    monkeypatch.syspath_prepend(tmp_path)
    assert programs() == one
    (tmp_path / "weasyprint-99.dist-info").mkdir()
    assert programs() != one


def test_all_of_the_same_is_told_alike_in_every_process() -> None:
    """A set comes in another order in each."""
    said = "frozenset(map(str, range(99))), {'b': 1, 'a': (None, True)}, date(2026, 11, 20)"
    code = f"from datetime import date; from generator.shown import digest_of_values as d; print(d({said}))"
    told = {
        subprocess.run(
            (sys.executable, "-c", code),
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{digest_of_values(frozenset(map(str, range(99))), {'b': 1, 'a': (None, True)}, DAY)}\n".encode()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((True,), ("true",)),
        ((None,), ("",)),
        (((),), ((("",),),)),
        ((frozenset("ab"),), (frozenset("a"),)),
        ((date(2026, 1, 1),), ("2026-01-01",)),
        ((Line(parts={}),), (Line(parts={}, warnings=1),)),
    ],
)
def test_what_is_not_the_same_is_told_otherwise(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest_of_values(*one) != digest_of_values(*other)


def test_whatever_the_base_of_the_sites_names_is_an_input(tmp_path: Path) -> None:
    write(tmp_path, "plans/school.yml", "")
    assert inputs(tmp_path) == ("plans",)
    write(tmp_path, "mkdocs.yml", "INHERIT: ./shared/base.yml\ntheme: {name: material, custom_dir: look}\n")
    write(tmp_path, "shared/base.yml", "theme:\n  logo: shared/owl.svg\n")
    write(tmp_path, "shared/owl.svg", "<svg/>")
    assert set(inputs(tmp_path)) == {"plans", "mkdocs.yml", "shared/base.yml", "shared/owl.svg"}
    write(tmp_path, "our look/main.html", "")
    for said in (
        "{custom_dir: our look}",
        "{custom_dir: 'our look'}",
        "\n  custom_dir: our look  # ours",
        "\n- ./our look/",
    ):
        write(tmp_path, "mkdocs.yml", f"theme: {said}\n")
        assert set(inputs(tmp_path)) == {"plans", "mkdocs.yml", "our look"}, said


@pytest.mark.parametrize(
    ("base", "expected", "because"),
    [
        (shipped("mkdocs.yml").read_text(), False, "ours"),
        ("plugins:\n  - search:\n", False, "the search alone, as a mapping"),
        ("theme: material\n", False, "none is named"),
        ("plugins:\n  - search\n  - macros\n", True, "it may read any file"),
        ("plugins: [search, macros]\n", True, "on one line too"),
        ("hooks:\n  - ours.py\n", True, "a program of the school's own"),
        ("extra:\n  owner: !ENV OWNER\n", True, "the environment is nobody's file"),
    ],
)
def test_programs_of_which_nobody_knows_what_they_read(base: str, expected: bool, because: str, tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", base)
    assert reads_anything(tmp_path) == expected, because


def test_a_link_counts_with_what_lies_behind_it(tmp_path: Path) -> None:
    write(tmp_path, "plans/s-0001/evidence/a.yml", "one")
    write(tmp_path, "elsewhere/b.yml", "one")
    (tmp_path / "plans/s-0001/b.yml").symlink_to("../../elsewhere/b.yml")
    (tmp_path / "plans/s-0001/all").symlink_to("../../elsewhere")
    (tmp_path / "plans/s-0001/round").symlink_to("..")

    def held() -> str:
        return Memory(tmp_path / "memory").held("s-0001", files_below(tmp_path, "plans/s-0001")).digest

    one = held()
    assert held() == one
    write(tmp_path, "elsewhere/b.yml", "two")
    assert held() != one
