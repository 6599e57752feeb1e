"""A publication judged: what is sound passes, and whatever is planted, swapped, cut or brought back is told."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.checked import checked_school
from generator.cli.app import status_of
from generator.load.learner_folders import learner_folders
from generator.load.people import everybody
from generator.manifest import Order
from generator.publish.expected import Expected
from generator.publish.faults import SAID, Fault, FaultKind
from generator.publish.gates import faults_in
from generator.publish.hashes import read_list
from generator.publish.keys import folder_of
from generator.publish.leaks import texts_in
from generator.publish.pb1 import FILE_MAGIC
from generator.publish.self_test import PLANTS, self_test
from generator.publish.swap import digest_of
from generator.publishing import expected_of, judged
from generator.records.school import Person
from generator.sample import write_sample
from generator.workshop import Workshop
from tests.conftest import EXAMPLE_DAY
from tests.generator.publish.test_scan import paper
from tests.history import begun, committed, write
from tests.test_privacy import mark, word_of

pytestmark = pytest.mark.build
SECRET = bytes(range(60, 92)).hex()
ONE, TWO = "s-00001", "s-00002"
GOAL = "2026-27/goals/g1.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A small school published twice; `first` is a copy of the first publication, with its list beside it."""

    root: Path
    site: Path
    first: Path
    shop: Workshop
    expected: Expected

    def folder(self, learner: str) -> str:
        return f"s/{folder_of(self.shop.master, learner)}"


def publish(root: Path, *more: str) -> int:
    return status_of(["build", "--root", str(root), "--on", EXAMPLE_DAY, "--only", "site", "--publish", *more])


def home_of(root: Path, learner: str) -> str:
    return next(folder.folder for folder in learner_folders(root)[0] if folder.learner == learner)


def edited(root: Path, learner: str, more: str) -> None:
    file = root / home_of(root, learner) / GOAL
    file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
    committed(root)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATHBOOK_MASTER", SECRET)
        top = tmp_path_factory.mktemp("gates")
        root, site, first = top / "school", top / "school/out/published", top / "first"
        write_sample(root, 3, 7)
        write(root, ".gitignore", "out/\n")
        begun(root)
        assert publish(root, "--executor", "serial") == 0
        shutil.copytree(site, first)
        shutil.copy(site.with_name("published.json"), first.with_name("first.json"))
        edited(root, ONE, "# a remark changes no page\n")
        edited_words(root)
        assert publish(root, "--executor", "serial") == 0
        school = checked_school(root, None, lambda _: date.fromisoformat(EXAMPLE_DAY))
        shop = Workshop(order=Order(root=root, out=root / "out", access="sealed"), school=school)
        expected = expected_of(shop, site, first, read_list(first.with_name("first.json")))
        yield Made(root=root, site=site, first=first, shop=shop, expected=expected)


def edited_words(root: Path) -> None:
    """The first learner's goal in other words."""
    file = root / home_of(root, ONE) / GOAL
    lines = file.read_text("utf-8").splitlines()
    changed = [f"{line} Quagmire" if line.startswith("why: ") else line for line in lines]
    assert lines != changed, "\n".join(lines)
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")
    committed(root)


def found(made: Made, site: Path) -> list[tuple[str, FaultKind]]:
    return [(fault.file, fault.kind) for fault in faults_in(site, made.expected)]


def test_what_was_published_passes(made: Made) -> None:
    assert list(judged(made.shop, made.site, made.first, made.expected.before)) == []


def test_only_what_changed_is_published_anew(made: Made) -> None:
    before, after = (
        read_list(file) for file in (made.first.with_name("first.json"), made.site.with_name("published.json"))
    )
    assert before is not None
    assert after is not None
    changed = {
        path for path in before.files.keys() | after.files.keys() if before.files.get(path) != after.files.get(path)
    }
    assert {path.split("/")[1] for path in changed} == {made.folder(ONE).removeprefix("s/")}
    one, two = (made.folder(learner).removeprefix("s/") for learner in (ONE, TWO))
    assert after.releases[one] > before.releases[one]
    assert after.releases[two] == before.releases[two]


def test_blobs_of_the_release_before_stay_for_open_pages(made: Made) -> None:
    blobs = {path.name for path in (made.first / made.folder(ONE) / "_pb/b").iterdir()}
    assert blobs <= {path.name for path in (made.site / made.folder(ONE) / "_pb/b").iterdir()}


def test_the_command_judges_a_folder(made: Made, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    shutil.copytree(made.site, site)
    command = ["verify", str(site), "--root", str(made.root), "--on", EXAMPLE_DAY]
    listed = ["--list", str(made.site.with_name("published.json"))]
    assert status_of([*command, *listed]) == 0, capfd.readouterr().err
    assert "no word of a plan can be read" in capfd.readouterr().out
    assert status_of([*command, *listed, "--previous", str(made.first)]) == 0, capfd.readouterr().err
    added(site / "people.yml", b"x")
    assert status_of([*command, *listed]) == 1
    said = capfd.readouterr().err
    assert "people.yml is no file that Pathbook publishes" in said
    assert "people.yml is not on the list of what was published" in said


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def added(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def a_blob(folder: Path) -> Path:
    """One that is of today's release: the largest is the one-page copy, which changes with everything."""
    return max((folder / "_pb/b").iterdir(), key=lambda path: (path.stat().st_mtime, path.stat().st_size))


def swapped(one: Path, other: Path) -> None:
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


Plant = Callable[[Path, Path, Path], object]  # the folders of two learners, and the site
PLANTED: list[tuple[Plant, FaultKind, str]] = [
    (lambda one, two, site: added(site / "people.yml", b"x"), "unknown-file", "a file of the school"),
    (lambda one, two, site: added(one / "learner.yml", b"x"), "unknown-file", "a plan beside its sealed pages"),
    (lambda one, two, site: added(one / "plan.pdf", b"%PDF"), "unknown-file", "a paper in clear"),
    (lambda one, two, site: added(site / ".git/HEAD", b"ref"), "hidden", "git's own folder"),
    (lambda one, two, site: added(one / "_pb/.DS_Store", b""), "hidden", "what a system leaves"),
    (lambda one, two, site: (one / "robots.txt").symlink_to("/etc/hostname"), "link", "a way out"),
    (lambda one, two, site: (one / "anybody").mkdir(), "empty-folder", "a name without a file"),
    (lambda one, two, site: added(one / "about/index.html", b"<p>Hello"), "not-ours", "another page"),
    (lambda one, two, site: flipped(one / "sw.js"), "not-ours", "another worker"),
    (lambda one, two, site: flipped(site / "index.html"), "not-ours", "another entrance"),
    (lambda one, two, site: flipped(next((site / "_theme").rglob("*.min.js"))), "not-ours", "a changed theme"),
    (lambda one, two, site: flipped(next((site / "_pb").rglob("core.js"))), "not-ours", "a changed script"),
    (lambda one, two, site: added(next((site / "_pb").iterdir()) / "more.js", b"x"), "not-ours", "one more script"),
    (lambda one, two, site: next((site / "_theme").rglob("*.css")).unlink(), "missing", "a style sheet gone"),
    (lambda one, two, site: (one / "about/index.html").unlink(), "missing", "a page gone"),
    (lambda one, two, site: (one / "sw.js").unlink(), "missing", "the worker gone"),
    (lambda one, two, site: (one / "_pb/slots.json").unlink(), "missing", "nobody could open it"),
    (lambda one, two, site: (one / "_pb/m").unlink(), "missing", "the table of contents gone"),
    (lambda one, two, site: a_blob(one).unlink(), "missing", "a blob gone"),
    (lambda one, two, site: shutil.copytree(one / "about", one / "hobbies"), "unknown-file", "a page of no site"),
    (lambda one, two, site: shutil.copytree(one / "goal/g1", one / "goal/g99"), "unknown-file", "more goals than told"),
    (lambda one, two, site: flipped(one / "_pb/slots.json"), "slots", "a changed slot"),
    (lambda one, two, site: shutil.copy(two / "_pb/slots.json", one / "_pb"), "code", "another learner's slots"),
    (lambda one, two, site: shutil.copy(two / "_pb/slots.json", one / "_pb"), "other-code", "another's reader gets in"),
    (lambda one, two, site: shutil.copy(two / "_pb/m", one / "_pb"), "manifest", "another learner's contents"),
    (lambda one, two, site: flipped(one / "_pb/m"), "manifest", "a changed table of contents"),
    (lambda one, two, site: added(one / "_pb/m", (one / "_pb/m").read_bytes()[:-1]), "shape", "cut"),
    (lambda one, two, site: flipped(a_blob(one)), "blob", "a changed blob"),
    (lambda one, two, site: added(a_blob(one), a_blob(one).read_bytes()[:-1]), "shape", "a cut blob"),
    (lambda one, two, site: swapped(*sorted((two / "_pb/b").iterdir())[:2]), "blob", "two blobs swapped"),
    (lambda one, two, site: shutil.copy(a_blob(two), a_blob(one)), "blob", "a blob of another learner"),
    (lambda one, two, site: shutil.copy(a_blob(two), one / "_pb/b"), "unexplained", "one more blob"),
    (lambda one, two, site: added(one / f"_pb/b/{'a' * 26}", FILE_MAGIC + bytes(1040)), "not-random", "zeros"),
    (lambda one, two, site: added(one / f"_pb/b/{'a' * 26}", b"%PDF" + Random(1).randbytes(1040)), "shape", "a paper"),
    (lambda one, two, site: shutil.copytree(one, site / f"s/{'a' * 16}"), "strange-folder", "a folder of nobody"),
    (lambda one, two, site: shutil.copytree(one, site / "s/s-0001"), "strange-folder", "an open site's name"),
    (lambda one, two, site: shutil.rmtree(one), "no-site", "a site gone"),
    (lambda one, two, site: added(a_blob(one), b"<p>Quagmire, she said</p>"), "leak", "a page in place of a blob"),
]


@pytest.mark.parametrize(("plant", "kind", "because"), PLANTED, ids=[planted[-1] for planted in PLANTED])
def test_whatever_is_planted_is_told(made: Made, tmp_path: Path, plant: Plant, kind: FaultKind, because: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(made.site, site)
    plant(site / made.folder(ONE), site / made.folder(TWO), site)
    assert kind in {each for _, each in found(made, site)}, because


def test_the_release_before_is_not_published_again(made: Made, tmp_path: Path) -> None:
    """All of its files are sound; only its number tells."""
    expected = replace(made.expected, previous=made.site, before=read_list(made.site.with_name("published.json")))
    faults = list(faults_in(made.first, expected))
    assert faults == [Fault(file=f"{made.folder(ONE)}/_pb/m", kind="release")]


def test_a_reader_who_left_since_is_told(made: Made) -> None:
    """What lies there was right when it was built. Somebody who must not read it still could."""
    sites = {
        folder: replace(sealing, readers=sealing.readers[1:]) if folder == made.folder(ONE)[2:] else sealing
        for folder, sealing in made.expected.sites.items()
    }
    kinds = {fault.kind for fault in faults_in(made.site, replace(made.expected, sites=sites))}
    assert "slots" in kinds


def test_another_master_opens_nothing(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHBOOK_MASTER", bytes(range(100, 132)).hex())
    shop = Workshop(order=made.shop.order, school=made.shop.school)
    kinds = {fault.kind for fault in faults_in(made.site, expected_of(shop, made.site, None, None))}
    assert kinds == {"strange-folder", "no-site"}


def test_the_gates_find_what_is_planted_for_a_trial(made: Made) -> None:
    assert list(self_test(made.shop.front)) == []


def blind(site: Path, expected: Expected) -> Iterator[Fault]:
    yield from ()


def blind_to_leaks(site: Path, expected: Expected) -> Iterator[Fault]:
    yield from (fault for fault in faults_in(site, expected) if fault.kind not in ("leak", "leak-in-name"))


def without_names(site: Path, expected: Expected) -> Iterator[Fault]:
    nothing = replace(expected.secrets, roll=replace(expected.secrets.roll, first_words=frozenset(), pairs=frozenset()))
    yield from faults_in(site, replace(expected, secrets=nothing))


def alarmed(site: Path, expected: Expected) -> Iterator[Fault]:
    yield Fault(file="index.html", kind="leak")


@pytest.mark.parametrize("judge", [blind, blind_to_leaks])
def test_gates_that_find_nothing_fail_themselves(made: Made, judge: Callable[..., Iterator[Fault]]) -> None:
    assert {fault.file for fault in self_test(made.shop.front, judge)} == set(PLANTS)


def test_gates_that_find_only_some_fail_themselves(made: Made) -> None:
    unfound = {fault.file for fault in self_test(made.shop.front, without_names)}
    assert {said for said in PLANTS if " name " in said or said == "a page in place of a blob"} == unfound


def test_gates_that_find_everything_wrong_fail_themselves(made: Made) -> None:
    assert Fault(file="a whole publication", kind="self-test") in set(self_test(made.shop.front, alarmed))


def test_every_fault_says_what_to_do() -> None:
    assert all(message and hint for message, hint in SAID.values())


@pytest.fixture
def own_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHBOOK_MASTER", SECRET)


@pytest.fixture
def copy(made: Made, tmp_path: Path, own_secret: None) -> Path:
    """The school with its publication, to be spoiled."""
    shutil.copytree(made.root, tmp_path / "school")
    return tmp_path / "school"


def test_a_failed_gate_publishes_nothing(made: Made, copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = digest_of(copy / "out/published"), (copy / "out/published.json").read_bytes()
    two = copy / "out/site" / made.folder(TWO)
    added(two / "learner.yml", b"x")
    added(two / "_pb/.DS_Store", b"")
    assert publish(copy, ONE, "--executor", "serial") == 1
    said = capfd.readouterr().err
    assert "learner.yml is no file that Pathbook publishes" in said
    assert ".DS_Store has a hidden name" in said
    assert (digest_of(copy / "out/published"), (copy / "out/published.json").read_bytes()) == before
    assert not (copy / "out/.pathbook/publishing").exists()


def test_who_could_not_be_built_stays_as_published_last(made: Made, copy: Path) -> None:
    folder = copy / "out/published" / made.folder(TWO)
    before = digest_of(folder)
    added(copy / home_of(copy, TWO) / GOAL, b"title: [\n")
    committed(copy)
    assert publish(copy, "--executor", "serial", "--allow-failed", "1") == 0
    assert digest_of(folder) == before


def test_what_somebody_keeps_where_we_publish_is_not_taken_away(
    made: Made, copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    added(copy / "out/published/.git/HEAD", b"ref: refs/heads/pages")
    assert publish(copy, ONE, "--executor", "serial") == 1
    assert "published/.git is no file that Pathbook publishes" in capfd.readouterr().err
    assert (copy / "out/published/.git/HEAD").is_file()


def test_a_link_in_what_was_published_leads_nowhere(made: Made, copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever packs the folder may follow links, and whoever held the last publication may have put one there."""
    published = copy / "out/published"
    inside = published / made.folder(ONE)
    (inside / "about/plans").symlink_to(copy / "plans")
    (inside / "nobody").mkdir()
    moved = (published / made.folder(TWO)).rename(copy / "elsewhere")
    (published / made.folder(TWO)).symlink_to(moved)
    assert publish(copy, ONE, "--executor", "serial") == 0
    assert not [path for path in published.rglob("*") if path.is_symlink() or path.name == "nobody"]
    assert moved.is_dir()
    (published / "s").rename(copy / "sites")
    (published / "s").symlink_to(copy / "plans")
    before = digest_of(copy / "plans")
    assert publish(copy, ONE, "--executor", "serial") == 1
    assert "published/s is a link" in capfd.readouterr().err
    assert digest_of(copy / "plans") == before


def test_a_name_in_an_attached_paper_stops_its_learner(
    made: Made, copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = next(person.name["en"] for id_, person in people_of_school(made) if id_ == TWO)
    home = home_of(copy, ONE)
    added(copy / home / "evidence/report.pdf", paper(title=f"Report on {name}"))
    file = min((copy / home / "evidence").glob("*.yml"))
    told = "kind: observation, assessed_on: 2026-11-02, assessor: t-0001, files: [{path: report.pdf, alt: A report}]"
    piece = f"  - {{id: x1, title: Report, {told}}}\n"
    file.write_text(file.read_text("utf-8") + piece, encoding="utf-8")
    committed(copy)
    status = publish(copy, "--executor", "serial")
    said = capfd.readouterr().err
    assert "not-published: " in said, said
    assert f"holds the full name of another learner ({TWO})" in said
    assert name not in said
    assert status == 1


def people_of_school(made: Made) -> Iterator[tuple[str, Person]]:
    yield from everybody(made.shop.school.people)


REFUSED = [
    ((), {}, False, "the secret is the one that everybody knows"),
    ((), {"PATHBOOK_MASTER": SECRET}, True, "git here does not hold all that was published before"),
    (("--access", "plain"), {"PATHBOOK_MASTER": SECRET}, False, "only sealed sites are"),
    (("--access", "standalone"), {"PATHBOOK_MASTER": SECRET}, False, "only sealed sites are"),
]


@pytest.mark.parametrize(("more", "environment", "without_git", "said"), REFUSED, ids=[each[-1] for each in REFUSED])
def test_what_must_not_be_published_is_not_even_built(
    tiny_school: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    environment: dict[str, str],
    without_git: bool,
    said: str,
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny_school.parent))
    monkeypatch.delenv("PATHBOOK_MASTER", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if not without_git:
        begun(tiny_school)
    assert publish(tiny_school, *more) == 1
    assert said in capfd.readouterr().err
    assert not (tiny_school / "out").exists()


@pytest.mark.parametrize("more", [("--only", "pdf"), ("--at", "HEAD")])
def test_a_publication_is_of_todays_sites(tiny_school: Path, more: tuple[str, ...]) -> None:
    assert publish(tiny_school, *more) == 2


def test_a_site_without_photos_and_papers_is_published_in_400_kb(made: Made) -> None:
    """Everything that lies in the folder, the page that asks for the code at every address too."""
    for learner in (ONE, TWO):
        sizes = [file.stat().st_size for file in (made.first / made.folder(learner)).rglob("*") if file.is_file()]
        assert 50_000 < sum(sizes) <= 400_000, learner


@settings(max_examples=1, phases=(Phase.generate,))  # a build is too slow to shrink
@given(seed=st.integers(0, 10_000), students=st.integers(1, 3))
def test_no_word_of_a_plan_is_in_what_is_published(seed: int, students: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATHBOOK_MASTER", SECRET)
        root = Path(folder) / "school"
        write_sample(root, students, seed)
        learners = mark(root)
        begun(root)
        assert publish(root, "--executor", "serial") == 0
        site = root / "out/published"
        names = "\n".join(path.relative_to(site).as_posix() for path in site.rglob("*"))
        for path in (each for each in site.rglob("*") if each.is_file()):
            content = path.read_bytes()
            read = "\n".join((names, content.decode("latin-1"), *texts_in(content)))
            assert [learner for learner in learners if word_of(learner) in read or learner in names] == []
            assert "canary" not in read
            assert "onlyforstaff" not in read
