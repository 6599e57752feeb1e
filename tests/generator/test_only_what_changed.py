"""Who is built again: exactly those whose pages or papers a build of everybody would make otherwise.

Each row is a kind of change. What only-what-changed leaves in `out` must be what a forced build makes of the same
files, to the byte (else too little was built); and whoever was drawn must be whose bytes differ (else too much was).
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.build import build
from generator.manifest import Built, Order, Outcome
from generator.programs import programs, shipped
from generator.publish.keys import TEST_MASTER, folder_of
from tests.conftest import CASES
from tests.history import begun, committed, write

DAY = date(2026, 11, 20)
LEARNERS = ("s-0001", "s-0002", "s-0003")
EVERYBODY = frozenset(LEARNERS)
PHOTO = "plans/s-0003/evidence/2026-10-02-strips.png"
pytestmark = pytest.mark.build


class Nobody:
    """Looks on."""

    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def made(school: Path, out: Path, day: date = DAY, **asked: Any) -> Outcome:
    order = Order(root=school, out=out, **{"how": "serial", "only": "site", **asked})
    return build(order, lambda _zone: day, Nobody())


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(school: Path) -> None:
        text = (school / file).read_text(encoding="utf-8")
        assert old in text, f"nothing to change in {file}"
        (school / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def added(file: str, text: str) -> Callable[[Path], None]:
    return lambda school: write(school, file, text)


def together(*edits: Callable[[Path], None]) -> Callable[[Path], None]:
    """Several kinds of change in one build, where they concern different learners: a build of everybody is dear."""

    def edit(school: Path) -> None:
        for each in edits:
            each(school)

    return edit


def photographed(school: Path, colour: str) -> None:
    (school / PHOTO).parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).save(school / PHOTO)


def a_school(root: Path) -> None:
    """Three learners: one as in the smallest school, one alone with a framework, one with Spanish and a photo."""
    shutil.copytree(CASES / "base", root)
    for learner in LEARNERS[1:]:
        folder = root / "plans" / learner
        shutil.copytree(root / "plans/s-0001", folder)
        for file in ("learner.yml", "2026-27/plan.yml"):
            replaced(f"plans/{learner}/{file}", "s-0001", learner)(root)
    shutil.copytree(root / "frameworks/core", root / "frameworks/alone")
    replaced("frameworks/alone/framework.yml", "core", "alone")(root)
    for file in ("evidence/2026-10-01-strips.yml", "2026-27/goals/g1.yml", "2026-27/plan.yml"):
        replaced(f"plans/s-0002/{file}", "core", "alone")(root)
    replaced("plans/school.yml", "languages: [en]", "languages: [en, es]")(root)
    replaced("plans/s-0002/2026-27/goals/g1.yml", "title: Fold paper strips\n    minutes: 20", "activity: walk")(root)
    replaced("plans/s-0002/learner.yml", "person: t-0001", "person: t-0002")(root)
    replaced("plans/s-0002/evidence/2026-10-01-strips.yml", "assessor: t-0001", "assessor: t-0002")(root)
    write(root, "plans/people.yml", PEOPLE)
    write(root, "frameworks/catalogue/activities.yml", CATALOGUE)
    write(root, "plans/groups/room-1.yml", GROUP)
    learner = "plans/s-0003/learner.yml"
    write(root, learner, (root / learner).read_text() + "languages: [es]\n")
    for name in LEARNERS:
        file = f"plans/{name}/learner.yml"
        write(root, file, (root / file).read_text() + "access: {epoch: 1, slots: {student: 1, advisor: 1}}\n")
    photographed(root, "teal")
    shown = "    files:\n      - {path: 2026-10-02-strips.png, alt: Paper strips, people: no_people}\n"
    strips = "plans/s-0003/evidence/2026-10-01-strips.yml"
    write(root, strips, (root / strips).read_text() + shown)
    write(root, ".gitignore", "out/\n")
    begun(root, "2026-11-02")


LIBRARIES, PROGRAM = "../libraries", "../program"  # beside the school; the tests lay them into Python's way
NEWER, NOBODY_READS = "{epoch: 2, slots: {student: 1}}", "{epoch: 2, slots: {}}"
PEOPLE = """\
t-0001: {name: {en: Robin Ashby}, given: {en: Robin}, roles: [teacher]}
t-0002: {name: {en: Kim Oduya}, given: {en: Kim}, roles: [teacher]}
s-0001: {name: {en: Ada Arden}, given: {en: Ada}, roles: [learner]}
s-0002: {name: {en: Bo Birch}, given: {en: Bo}, roles: [learner]}
s-0003: {name: {en: Cy Cedar}, given: {en: Cy}, roles: [learner]}
"""
CATALOGUE = """\
activities:
  - {id: walk, title: Walk the number line, mode: direct, minutes: 30, competencies: ["alone:fractions.1"]}
"""
GROUP = """\
id: room-1
title: Room 1
kind: class
members:
  - {learner: s-0001, from: 2026-08-31}
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A kind of change. `drawn`: None: exactly whose bytes differ; else who is drawn since nobody can know better."""

    name: str
    edit: Callable[[Path], None] = lambda _: None
    differs: frozenset[str] | None = None  # None: whoever it is
    drawn: frozenset[str] | None = None
    day: date = DAY
    asked: Mapping[str, Any] = field(default_factory=dict)
    because: str


def only(*learners: str) -> frozenset[str]:
    return frozenset(learners)


def said_and_taken_back(school: Path) -> None:
    """The files are what they were; what git tells of them is not."""
    goal = "plans/s-0001/2026-27/goals/g1.yml"
    replaced(goal, "Fold paper strips", "Fold paper circles")(school)
    committed(school, "2026-11-09")
    replaced(goal, "Fold paper circles", "Fold paper strips")(school)
    committed(school, "2026-11-10")


def without(learner: str) -> Callable[[Path], None]:
    return lambda school: shutil.rmtree(school / "plans" / learner)


def own_template(school: Path, line: str) -> None:
    """The school's own page of what is reached, with one line more on it."""
    name = "pages/reached.html.j2"
    write(school, f"site_templates/{name}", f"{line}{(shipped('site_templates') / name).read_text()}")


def own_font(school: Path, instead: str) -> None:
    """The school's own print letters: another face under the name of the usual one."""
    fonts = shipped("site_templates") / "theme/fonts"
    target = school / "site_templates/theme/fonts/NotoSans-Regular.ttf"
    target.parent.mkdir(parents=True)
    shutil.copy(fonts / instead, target)


SITES = (
    Row(
        name="a goal, a note of staff; evidence of another learner",
        edit=together(
            replaced("plans/s-0001/2026-27/goals/g1.yml", "Fold paper strips", "Fold paper squares"),
            added("plans/s-0001/staff/notes.yml", "notes:\n  - {on: 2026-11-09, by: t-0001, text: Quiet today.}\n"),
            added(
                "plans/s-0002/evidence/2026-11-01-more.yml",
                "evidence:\n  - {id: e2, title: More strips, kind: observation, assessed_on: 2026-11-01}\n",
            ),
        ),
        differs=only("s-0001", "s-0002"),
        because="each is one learner's",
    ),
    Row(
        name="a framework that one learner's goals are of; the photo of another",
        edit=together(
            replaced("frameworks/alone/framework.yml", "I can compare fractions.", "I can tell which is more."),
            lambda school: photographed(school, "olive"),
        ),
        differs=only("s-0002", "s-0003"),
        because="the third one's goals are of another framework; the photo has its name and size, and other pixels",
    ),
    Row(
        name="history; the catalogue of activities",
        edit=together(said_and_taken_back, replaced("frameworks/catalogue/activities.yml", "number line", "long line")),
        differs=only("s-0001", "s-0002"),
        because="the page Changes tells of what git knows; one learner's goal names the activity",
    ),
    Row(
        name="a redaction; a translation",
        edit=together(
            added(
                "plans/s-0001/redactions.yml",
                "redactions:\n  - {evidence: e1, by: t-0001, on: 2026-11-19, reason_code: other-child}\n",
            ),
            added(
                "site_templates/words/es.po",
                'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                'msgid "My goals"\nmsgstr "Mis propósitos"\n',
            ),
        ),
        differs=only("s-0001", "s-0003"),
        because="what was redacted is shown no longer; one learner reads Spanish",
    ),
    Row(
        name="the name of a teacher; a remark in a plan; a household; what no page tells",
        edit=together(
            replaced("plans/people.yml", "Kim", "Kym"),
            replaced("plans/s-0001/2026-27/goals/g1.yml", "id: g1", "# to be talked about\nid: g1"),
            replaced("plans/s-0003/learner.yml", "stage:", "household: h-01\nstage:"),
            added("plans/imports/gradebook.yml", "id: gradebook\n"),
            added("plans/groups/room-2.yml", GROUP.replace("room-1", "room-2").replace("s-0001", "s-0003")),
        ),
        differs=only("s-0002"),
        because="one learner's pages name her; the other plans are read, and say what they said",
    ),
    Row(
        name="template",
        edit=lambda school: own_template(school, "The school's own line"),
        differs=EVERYBODY,
        because="everybody has that page",
    ),
    Row(
        name="template that says the same",
        edit=lambda school: own_template(school, "{# a remark #}"),
        differs=only(),
        drawn=EVERYBODY,
        because="what a template does is known once it is used; then nothing is touched",
    ),
    Row(
        name="setting",
        edit=replaced("plans/school.yml", "label: Starting", "label: Beginning"),
        differs=EVERYBODY,
        because="everybody's level is called otherwise",
    ),
    Row(
        name="base of the sites",
        edit=added("mkdocs.yml", shipped("mkdocs.yml").read_text().replace("primary: custom", "primary: teal", 1)),
        differs=EVERYBODY,
        because="colours are the school's own",
    ),
    Row(
        name="next day",
        day=DAY + timedelta(days=1),
        differs=only(),
        because="nothing that is shown changes on a Saturday",
    ),
    Row(name="next week", day=DAY + timedelta(days=3), because="whoever's pages tell of a week"),
    Row(name="earlier", day=DAY - timedelta(days=9), because="a build of an earlier day is another one"),
    Row(
        name="learner who leaves",
        edit=without("s-0002"),
        differs=only("s-0002"),
        drawn=only(),
        because="nobody else's pages told of them",
    ),
)

PAPERS = (
    Row(
        name="goal on paper",
        edit=replaced("plans/s-0001/2026-27/goals/g1.yml", "Fold paper strips", "Fold paper squares"),
        differs=only("s-0001"),
        because="a goal is one learner's",
    ),
    Row(
        name="font",
        edit=lambda school: own_font(school, "NotoSansArabic-Bold.ttf"),
        differs=only("s-0001", "s-0002"),
        because="letters have another shape",
    ),
    Row(
        name="version of a library",
        edit=lambda school: (school / LIBRARIES / "weasyprint-99.dist-info").mkdir(parents=True),
        differs=only(),
        drawn=only("s-0001", "s-0002"),
        because="nobody knows what it does before it is used; then nothing is touched",
    ),
)
SEALED_SITES = (
    Row(name="another day", day=DAY + timedelta(days=1), differs=only(), because="the number of a publication is none"),
    Row(
        name="a code renewed; an access taken away",
        edit=together(
            replaced("plans/s-0001/learner.yml", "student: 1", "student: 2"),
            replaced("plans/s-0002/learner.yml", "{epoch: 1, slots: {student: 1, advisor: 1}}", NEWER),
        ),
        differs=only("s-0001", "s-0002"),
        because="the pages are the same, and others open them",
    ),
    Row(
        name="nobody may read; a goal of another learner",
        edit=together(
            replaced("plans/s-0002/learner.yml", "{epoch: 1, slots: {student: 1, advisor: 1}}", NOBODY_READS),
            replaced("plans/s-0003/2026-27/goals/g1.yml", "Fold paper strips", "Fold paper squares"),
        ),
        differs=only("s-0002", "s-0003"),
        because="the site goes; a goal is one learner's",
    ),
    Row(
        name="address",
        edit=replaced(
            "plans/school.yml", "{access: plain}", "{access: plain, base_url: https://plans.school.example/x/}"
        ),
        differs=EVERYBODY,
        because="scripts are asked for below it",
    ),
    Row(
        name="program",
        edit=lambda school: write(school / PROGRAM, "generator/view/more.py", "# a remark"),
        differs=only(),
        drawn=EVERYBODY,
        because="nobody knows what it does before it is used; then nothing is touched",
    ),
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school, and beside it what was built of it: open sites."""
    top = tmp_path_factory.mktemp("before")
    a_school(top / "school")
    outcome = made(top / "school", top / "out")
    assert set(outcome.drawn) == EVERYBODY
    assert not outcome.all_problems
    return top


@pytest.fixture
def now(before: Path, tmp_path: Path) -> Path:
    """Copies of both, to change."""
    return shutil.copytree(before, tmp_path / "now", symlinks=True)


def bytes_in(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def outputs(out: Path) -> Mapping[str, bytes]:
    """All that is there but what Pathbook keeps for itself."""
    return {path: content for path, content in bytes_in(out).items() if not path.startswith(".pathbook/")}


def of_each(out: Path, names: Mapping[str, str]) -> Mapping[str, Mapping[str, bytes]]:
    """By learner, what lies there. `names`: how each one's site is called."""
    return {
        learner: {**bytes_in(out / "site/s" / name), **bytes_in(out / "pdf" / learner)}
        for learner, name in names.items()
    }


def touched(out: Path, names: Mapping[str, str]) -> Mapping[str, tuple[int, ...]]:
    """By learner, marks of the folders, which are others once anything is put in their place."""
    folders = {learner: (out / "site/s" / name, out / "pdf" / learner) for learner, name in names.items()}
    return {
        learner: tuple(folder.stat().st_ino for folder in both if folder.exists()) for learner, both in folders.items()
    }


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


OPEN = {learner: learner for learner in LEARNERS}
SEALED = {learner: folder_of(TEST_MASTER, learner) for learner in LEARNERS}


def compare(row: Row, now: Path, forced: Path, names: Mapping[str, str]) -> None:
    """The very promise. `forced`: where everybody is built; either empty, or as the last build left it."""
    school, out = now / "school", now / "out"
    first, lay = of_each(out, names), touched(out, names)
    row.edit(school)
    outcome = made(school, out, row.day, **row.asked)
    all_of_it = made(school, forced, row.day, force=True, **row.asked)
    assert differing(outputs(out), outputs(forced)) == set(), "too little was built"
    differs = differing(first, of_each(forced, names))
    assert row.differs is None or differs == row.differs, "the row says it otherwise"
    assert set(outcome.drawn) == (differs if row.drawn is None else row.drawn), "who was drawn"
    assert differing(lay, touched(out, names)) == differs, "whose folders were put in place"
    assert outcome.failed == all_of_it.failed
    assert (outcome.pages, outcome.editions) == (all_of_it.pages, all_of_it.editions)
    again = made(school, out, row.day, **row.asked)
    assert (again.drawn, len(again.built)) == ((), len(all_of_it.failed)), "and then nobody is read"


@pytest.mark.parametrize("row", SITES, ids=lambda row: row.name)
def test_whose_site_would_be_another_is_made_anew_and_no_other(row: Row, now: Path, tmp_path: Path) -> None:
    compare(row, now, tmp_path / "forced", OPEN)


@pytest.fixture(scope="module")
def before_on_paper(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = shutil.copytree(before, tmp_path_factory.mktemp("papers") / "top", symlinks=True)
    made(top / "school", top / "out", only="pdf", learners=LEARNERS[:2])
    return top


@pytest.mark.pdf
@pytest.mark.parametrize("row", PAPERS, ids=lambda row: row.name)
def test_whose_papers_would_be_others_are_printed_and_no_others(
    row: Row, before_on_paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = shutil.copytree(before_on_paper, tmp_path / "now", symlinks=True)
    monkeypatch.syspath_prepend(now / "school" / LIBRARIES)
    shutil.copytree(now / "out/site", tmp_path / "forced/site")
    shutil.copytree(now / "out/access", tmp_path / "forced/access")
    asked = {"only": "pdf", "learners": LEARNERS[:2]}
    compare(replace(row, asked=asked), now, tmp_path / "forced", OPEN)


@pytest.fixture(scope="module")
def before_sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("sealed")
    a_school(top / "school")
    made(top / "school", top / "out", access="sealed")
    return top


@pytest.mark.parametrize("row", SEALED_SITES, ids=lambda row: row.name)
def test_whose_sealed_site_would_be_another_is_sealed_anew_and_no_other(
    row: Row, before_sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = shutil.copytree(before_sealed, tmp_path / "now", symlinks=True)
    forced = shutil.copytree(
        now / "out", tmp_path / "forced", symlinks=True
    )  # what is sealed goes on from the last one
    program = now / "program"  # a file of Pathbook's own
    monkeypatch.setattr(
        "generator.unchanged.programs",
        lambda memory: f"{programs(memory)}{bytes_in(program) if program.exists() else ''}",
    )
    compare(replace(row, asked={"access": "sealed"}), now, forced, SEALED)


def test_another_secret_makes_other_sites_of_everybody(before_sealed: Path, tmp_path: Path) -> None:
    now = shutil.copytree(before_sealed, tmp_path / "now", symlinks=True)
    secret = tmp_path / "secret"
    secret.write_text(bytes(range(100, 132)).hex())
    outcome = made(now / "school", now / "out", access="sealed", master=secret)
    assert set(outcome.drawn) == EVERYBODY
    assert not {path.name for path in (now / "out/site/s").iterdir()} & set(SEALED.values())
    assert set(made(now / "school", now / "out", access="plain").drawn) == EVERYBODY, "nor are open ones sealed"
