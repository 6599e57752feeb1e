"""A plain site sealed into a published folder: what comes out, what stays from the one before, what is refused."""

import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.contents import Manifest, SealedFile
from generator.publish.front import Front
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.paths import MOST_STEPS, stub_paths
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots, slots_of
from generator.publish.reopened import check_reopened
from generator.publish.sealed import Seal, Sealed, seal_site
from generator.publish.swap import digest_of
from generator.publish.vault import Vault, vault_of
from generator.render.page_policy import with_policy

LEARNER = "s-0001"
HOME, TEACHER = Reader(who="household:s-0001", version=1), Reader(who="t-0002", version=1)
READERS = (HOME, TEACHER)
FRONT = Front(
    files={}, stub=b"<!doctype html><title>Private page</title>", worker=b'importScripts("/_pb/0f/core.js");\n'
)
DAY = date(2026, 11, 20)
FASTEST = 1_000  # iterations
SCRIPT, PEOPLES = "__md_scope=new URL('.',location)", "evil()"
DIGEST = b64encode(sha256(SCRIPT.encode()).digest()).decode()
PAGE = (
    '<html><head><link href="_theme/0f0f/css/a.css"></head>'
    f"<script>{SCRIPT}</script><main><script>{PEOPLES}</script>Zebra canary</main></html>"
)
SITE: Mapping[str, bytes] = {
    "index.html": with_policy(PAGE, f"<script>{PEOPLES}</script>").encode(),
    "goal/g1/index.html": b"<html><head></head>Goal <script>more()</script></html>",
    "ar/goal/g3/index.html": "<html>هدف</html>".encode(),
    "search/search_index.json": b'{"config":{"lang":["es"]},"docs":[{"text":"Zebra canary"}]}',
    "papers/plan-ar-letter-standard.pdf": b"%PDF-1.7 Zebra canary",
    "evidence/files/notes.html": b"%PDF-1.7 it says what it is, whatever its name",
}
THEME: Mapping[str, bytes] = {
    "css/a.css": b"a{}",
    "css/a.css.map": b"{}",
    "fonts/a.woff2": b"font",
    "fonts/OFL.txt": b"licence",
    "fonts/a.ttf": b"of print",
    "assets/javascripts/lunr/min/lunr.es.min.js": b"es",
    "assets/javascripts/lunr/min/lunr.fr.min.js": b"fr",
    "assets/javascripts/lunr/min/lunr.stemmer.support.min.js": b"all",
    "assets/javascripts/lunr/wordcut.js": b"th",
}


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def theme_in(folder: Path) -> Path:
    laid(folder / "_theme" / "0f0f", THEME)
    return folder / "_theme"


def seal_for(folder: Path, readers: tuple[Reader, ...] = READERS, epoch: int = 1, learner: str = LEARNER) -> Seal:
    vault = vault_of(TEST_MASTER, learner, epoch, readers)
    return Seal(
        vault=vault,
        slots=slots_of(vault, TEST_MASTER, readers, FASTEST),
        codes=tuple(code_of(TEST_MASTER, reader) for reader in readers),
        theme=theme_in(folder),
        base="/plans/",
        front=FRONT,
        languages=("es",),
        previous=None,
        release=42,
        on=DAY,
    )


Published = Callable[[str, Mapping[str, bytes], Seal], tuple[Path, Sealed]]


@pytest.fixture(name="published")
def _published(tmp_path: Path) -> Published:
    def published(name: str, files: Mapping[str, bytes], seal: Seal) -> tuple[Path, Sealed]:
        into = laid(tmp_path / name / "sealed", {})
        return into, seal_site(laid(tmp_path / name / "plain", files), into, seal)

    return published


def opened(folder: Path, reader: Reader) -> tuple[Vault, Manifest] | None:
    vault = opened_slots((folder / "_pb/slots.json").read_bytes(), code_of(TEST_MASTER, reader))
    return None if vault is None else (vault, opened_manifest(vault, (folder / "_pb/m").read_bytes()))


def read_by(folder: Path, reader: Reader) -> Mapping[str, bytes] | None:
    """Every file as the reader of a published folder finds it; None: the code opens nothing."""
    if (found := opened(folder, reader)) is None:
        return None
    vault, manifest = found
    return {
        path: opened_file(vault, path, file.digest, (folder / "_pb/b" / file.name).read_bytes())
        for path, file in manifest.files.items()
        if isinstance(file, SealedFile)
    }


def blobs_in(folder: Path) -> set[str]:
    return {blob.name for blob in (folder / "_pb/b").iterdir()}


def test_readers_find_every_file_and_nobody_else_any(tmp_path: Path, published: Published) -> None:
    folder, done = published("once", SITE, seal_for(tmp_path))
    assert read_by(folder, HOME) == read_by(folder, TEACHER) == SITE
    assert read_by(folder, Reader(who="t-0003", version=1)) is None
    assert read_by(folder, replace(HOME, version=2)) is None
    assert done == Sealed(release=42, changed=True)


def test_the_manifest_says_what_files_are_and_what_may_run(tmp_path: Path, published: Published) -> None:
    folder, _ = published("once", SITE, seal_for(tmp_path))
    found = opened(folder, HOME)
    assert found is not None
    _, manifest = found
    types = {path: file.media_type for path, file in manifest.files.items()}
    assert types["index.html"] == "text/html; charset=utf-8"
    assert types["evidence/files/notes.html"] == "application/pdf", "its first bytes tell, and not its name"
    assert manifest.csp == (DIGEST,), "neither what people wrote, nor a page without a policy, allows a script"
    assert (manifest.theme, manifest.on, manifest.release, manifest.old) == ("/plans/_theme/", DAY, 42, ())


def test_only_files_of_the_theme_that_a_page_can_need_are_pinned(tmp_path: Path, published: Published) -> None:
    folder, _ = published("once", SITE, seal_for(tmp_path))
    found = opened(folder, HOME)
    assert found is not None
    pinned = {path.removeprefix("_theme/0f0f/") for path in found[1].files if path.startswith("_theme/")}
    lunr = "assets/javascripts/lunr/min/lunr"
    assert pinned == {"css/a.css", "fonts/a.woff2", f"{lunr}.es.min.js", f"{lunr}.stemmer.support.min.js"}


def test_a_page_that_needs_what_the_theme_has_not_is_not_published(tmp_path: Path, published: Published) -> None:
    with pytest.raises(ToolFailed, match=r"cannot be published: a\.gone"):
        published("once", {"index.html": b'<link href="_theme/0f0f/a.gone">'}, seal_for(tmp_path))


def test_an_address_in_somebodys_words_is_words(tmp_path: Path, published: Published) -> None:
    words = b'<p>See _theme/0f0f/a.gone and &lt;link href="_theme/0f0f/b.gone"&gt;</p><img alt="_theme/0f0f/c.gone">'
    folder, _ = published("once", {"index.html": words}, seal_for(tmp_path))
    assert read_by(folder, HOME) == {"index.html": words}


def test_a_file_of_the_theme_may_have_any_name(tmp_path: Path, published: Published) -> None:
    seal = seal_for(tmp_path)
    laid(seal.theme / "0f0f", {"images/our school & you.png": b""})
    page = b'<img src="../_theme/0f0f/images/our%20school%20&amp;%20you.png">'
    folder, _ = published("once", {"about/index.html": page}, seal)
    found = opened(folder, HOME)
    assert found is not None
    assert "_theme/0f0f/images/our school & you.png" in found[1].files


def test_no_word_and_no_name_is_published(tmp_path: Path, published: Published) -> None:
    folder, _ = published("once", SITE, seal_for(tmp_path))
    for path in folder.rglob("*"):
        assert not re.search("zebra|canary|papers|letter|s-0001|t-0002|notes", path.name, re.IGNORECASE)
        if path.is_file():
            assert not re.search(rb"zebra|canary|s-0001|t-0002", path.read_bytes(), re.IGNORECASE)
    kinds = {re.sub(r"[a-z2-7]{26}$", "*", path.relative_to(folder).as_posix()) for path in folder.rglob("*.*")}
    assert {kind for kind in kinds if not kind.endswith("index.html")} == {"sw.js", "_pb/slots.json"}
    assert {path.read_bytes() for path in folder.rglob("index.html")} == {FRONT.stub}


def test_folders_times_and_the_order_of_files_mean_nothing(tmp_path: Path, published: Published) -> None:
    one, _ = published("one", SITE, seal_for(tmp_path / "one"))
    other, _ = published("other", dict(reversed(list(SITE.items()))), seal_for(tmp_path / "other"))
    assert digest_of(one) == digest_of(other)


def test_a_learner_of_whom_nothing_changed_keeps_every_byte(
    tmp_path: Path, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = seal_for(tmp_path)
    first, _ = published("first", SITE, seal)
    changed, _ = published("changed", {**SITE, "index.html": b"<html>New</html>"}, replace(seal, previous=first))
    packed = zlib.compress
    monkeypatch.setattr(
        "generator.publish.frame.zlib.compress", lambda content, _: packed(content, 0) if content else content
    )
    later = replace(seal, previous=changed, release=99, on=DAY + timedelta(days=9))
    again, done = published("again", {**SITE, "index.html": b"<html>New</html>"}, later)
    assert digest_of(again) == digest_of(changed)
    assert done == Sealed(release=43, changed=False)
    assert len(blobs_in(again)) == len(SITE) + 1, "the old page is still there for whoever has it open"


@pytest.mark.parametrize(
    ("given", "before", "expected", "because"),
    [
        (50, 42, 50, "commits have been made"),
        (42, 42, 43, "another day, at the same commit"),
        (7, 42, 43, "a build from an older commit must not look older"),
    ],
)
def test_releases_only_rise(
    given: int, before: int, expected: int, because: str, tmp_path: Path, published: Published
) -> None:
    seal = seal_for(tmp_path)
    first, _ = published("first", SITE, replace(seal, release=before))
    _, done = published("next", {"index.html": b"New"}, replace(seal, release=given, previous=first))
    assert done == Sealed(release=expected, changed=True), because


@pytest.mark.parametrize(
    ("readers", "epoch", "because"),
    [
        ((HOME,), 1, "the teacher left, and the home opens what lay there"),
        ((TEACHER, replace(HOME, version=2)), 1, "a letter was lost, and the teacher opens what lay there"),
        (READERS, 2, "a device was lost"),
    ],
)
def test_with_another_key_releases_still_rise_and_nothing_old_stays(
    readers: tuple[Reader, ...], epoch: int, because: str, tmp_path: Path, published: Published
) -> None:
    first, _ = published("first", SITE, replace(seal_for(tmp_path), release=42))
    seal = replace(seal_for(tmp_path, readers, epoch), previous=first, release=5)
    folder, done = published("next", SITE, seal)
    assert done == Sealed(release=43, changed=True), because
    assert blobs_in(folder).isdisjoint(blobs_in(first)), because
    assert len(blobs_in(folder)) == len(SITE), because
    gone = set(READERS) - set(readers)
    assert all(read_by(folder, reader) is None for reader in gone), because
    assert all(read_by(folder, reader) == SITE for reader in readers), because


def test_old_files_stay_one_release_long(tmp_path: Path, published: Published) -> None:
    seal = seal_for(tmp_path)
    versions = [{**SITE, "index.html": f"<html>{number}</html>".encode()} for number in range(4)]
    folder: Path | None = None
    counts: list[int] = []
    for number, files in enumerate(versions):
        before = blobs_in(folder) if folder else set()
        folder, _ = published(str(number), files, replace(seal, previous=folder))
        found = opened(folder, HOME)
        assert found is not None
        assert set(found[1].old) == blobs_in(folder) - {
            f.name for f in found[1].files.values() if isinstance(f, SealedFile)
        }
        assert not before or len(before & blobs_in(folder)) == len(SITE)
        counts.append(len(blobs_in(folder)))
    assert counts == [len(SITE), *[len(SITE) + 1] * 3]


def broken_manifest(folder: Path) -> None:
    (folder / "_pb/m").write_bytes((folder / "_pb/m").read_bytes()[:-1])


def no_slots(folder: Path) -> None:
    (folder / "_pb/slots.json").unlink()


def a_page_of_the_host(folder: Path) -> None:
    for name in ("slots.json", "m"):
        (folder / "_pb" / name).write_bytes(b"<html>404</html>")


@pytest.mark.parametrize("damage", [broken_manifest, no_slots, a_page_of_the_host])
def test_what_cannot_be_opened_is_taken_for_nothing(
    damage: Callable[[Path], None], tmp_path: Path, published: Published
) -> None:
    seal = seal_for(tmp_path)
    first, _ = published("first", SITE, replace(seal, release=99))
    damage(first)
    fresh, _ = published("fresh", SITE, seal)
    folder, done = published("next", SITE, replace(seal, previous=first))
    assert digest_of(folder) == digest_of(fresh)
    assert done == Sealed(release=42, changed=True)


def test_another_learners_folder_is_taken_for_nothing(tmp_path: Path, published: Published) -> None:
    first, _ = published("first", SITE, replace(seal_for(tmp_path, learner="s-0002"), release=99))
    _, done = published("next", SITE, replace(seal_for(tmp_path), previous=first))
    assert done.release == 42


def test_damage_on_the_host_is_mended_without_a_new_release(tmp_path: Path, published: Published) -> None:
    seal = seal_for(tmp_path)
    first, _ = published("first", SITE, seal)
    whole = digest_of(first)
    for number, blob in enumerate(sorted((first / "_pb/b").iterdir())):
        blob.write_bytes(blob.read_bytes()[:-1] if number % 2 else b"")
    folder, done = published("next", SITE, replace(seal, previous=first, release=50))
    assert digest_of(folder) == whole
    assert done == Sealed(release=42, changed=False)


@pytest.mark.parametrize(
    ("path", "content", "because"),
    [
        ("assets/bundle.js.map", b"{}", "source maps tell how things are made"),
        ("run.js", b"1", "scripts are the theme's"),
        ("plan.docx", b"PK", "a kind nobody allowed"),
        ("plan", b"", "no kind at all"),
        ("evidence/files/note.pdf", b"<html>", "its first bytes are no paper's"),
        ("ar/evidence/files/picture.svg", b"<svg>", "drawings of others can hold scripts"),
        ("_theme/0f0f/css/a.css", b"a{}", "a place of the browser side's"),
        ("_pb/m", b"PB1M", "a place of the browser side's"),
        ("sw.js", b"", "a place of the browser side's"),
        ("a\nb.html", b"", "a line feed parts the values that a key is made of"),
        ("a\\..\\b.html", b"", "it leaves the folder on some systems"),
        ("a\u202eb.html", b"", "signs that nobody sees"),
    ],
)
def test_what_has_no_place_in_a_site_is_refused(
    path: str, content: bytes, because: str, tmp_path: Path, published: Published
) -> None:
    with pytest.raises(ToolFailed, match="the site holds"):
        published("once", {"index.html": b"", path: content}, seal_for(tmp_path))
    assert not (tmp_path / "once/sealed/_pb/m").exists(), because


def test_links_out_of_the_folder_are_refused(tmp_path: Path, published: Published) -> None:
    laid(tmp_path, {"secret/staff.html": b"staff"})
    plain = laid(tmp_path / "once/plain", {})
    for name, leads_to in (("a.html", tmp_path / "secret/staff.html"), ("secret", tmp_path / "secret")):
        (plain / name).symlink_to(leads_to)
        with pytest.raises(ToolFailed, match="cannot be published"):
            published("once", {"index.html": b""}, seal_for(tmp_path))
        (plain / name).unlink()


def spoilt_content(folder: Path) -> None:
    blob = min((folder / "_pb/b").iterdir())
    blob.write_bytes(blob.read_bytes()[:-1])


def spoilt_slots(folder: Path) -> None:
    slots = slots_of(vault_of(TEST_MASTER, LEARNER, 1, (TEACHER,)), TEST_MASTER, (TEACHER,), FASTEST)
    (folder / "_pb/slots.json").write_bytes(slots)


def something_more(folder: Path) -> None:
    (folder / "_pb/b/stray").write_bytes(b"")


@pytest.mark.parametrize("spoil", [spoilt_content, spoilt_slots, something_more, broken_manifest])
def test_what_does_not_open_again_stops_the_build(
    spoil: Callable[[Path], None], tmp_path: Path, published: Published
) -> None:
    seal = seal_for(tmp_path)
    folder, _ = published("once", SITE, seal)
    check_reopened(folder, seal.vault, seal.codes, SITE, seal.theme)
    with pytest.raises(RuntimeError, match="opens to something else"):
        check_reopened(folder, seal.vault, seal.codes, {**SITE, "index.html": b"other"}, seal.theme)
    with pytest.raises(RuntimeError, match="a reader's code"):
        check_reopened(folder, seal.vault, (), SITE, seal.theme)
    spoil(folder)
    with pytest.raises(RuntimeError):
        check_reopened(folder, seal.vault, seal.codes, SITE, seal.theme)


def test_a_changed_file_of_the_theme_stops_the_build(tmp_path: Path, published: Published) -> None:
    seal = seal_for(tmp_path)
    folder, _ = published("once", SITE, seal)
    (seal.theme / "0f0f/css/a.css").write_bytes(b"b{}")
    with pytest.raises(RuntimeError, match="theme"):
        check_reopened(folder, seal.vault, seal.codes, SITE, seal.theme)


names = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
sites = st.dictionaries(
    st.builds("{}/{}.html".format, st.sampled_from(["goal/g1", "ar/about", "evidence"]), names)
    | st.builds("papers/{}.pdf".format, names),
    st.text(st.characters(codec="utf-8", exclude_characters="_"), max_size=300).map(str.encode),
    min_size=1,
    max_size=6,
)
people = st.lists(st.sampled_from([f"p-{number:04}" for number in range(6)]), min_size=1, max_size=4, unique=True)


@settings(max_examples=15)
@given(sites, people, st.integers(1, 3))
def test_any_site_opens_with_each_readers_code_and_no_other(
    files: Mapping[str, bytes], whos: list[str], epoch: int
) -> None:
    readers = tuple(Reader(who=who, version=1) for who in sorted(whos))
    with TemporaryDirectory() as workspace:
        top = Path(workspace)
        folder = laid(top / "sealed", {})
        seal_site(laid(top / "plain", files), folder, replace(seal_for(top, readers, epoch), languages=()))
        for number in range(6):
            reader = Reader(who=f"p-{number:04}", version=1)
            assert read_by(folder, reader) == (files if reader in readers else None)


@settings(max_examples=6)
@given(sites.filter(lambda files: len(files) > 1), sites)
def test_no_blob_opens_in_the_place_of_another(files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Of the same site, of the version before, of another learner and of another epoch."""
    with TemporaryDirectory() as workspace:
        top = Path(workspace)
        plain = laid(top / "plain", files)
        folders: dict[str, Path] = {}
        for name, seal, held in (
            ("now", seal_for(top), plain),
            ("before", seal_for(top), laid(top / "was", before)),
            ("other", seal_for(top, learner="s-0002"), plain),
            ("epoch", seal_for(top, epoch=2), plain),
        ):
            folders[name] = laid(top / name, {})
            seal_site(held, folders[name], replace(seal, languages=()))
        found = opened(folders["now"], HOME)
        assert found is not None
        vault, manifest = found
        blobs = {blob.name: blob.read_bytes() for folder in folders.values() for blob in (folder / "_pb/b").iterdir()}
        for (path, file), name in ((entry, name) for entry in manifest.files.items() for name in blobs):
            assert isinstance(file, SealedFile)
            if name != file.name:
                with pytest.raises(ToolFailed):
                    opened_file(vault, path, file.digest, blobs[name])
        for one, other in permutations(folders, 2):
            if {one, other} != {"now", "before"}:
                first = opened(folders[one], HOME)
                assert first is not None
                with pytest.raises(ToolFailed):
                    opened_manifest(first[0], (folders[other] / "_pb/m").read_bytes())


@pytest.mark.parametrize(
    ("paths", "count", "because"),
    [
        (("index.html",), 16, "nothing is hidden by nothing"),
        (("goal/g6/index.html", "pathway/p2/index.html"), 16, "six goals and two pathways have room"),
        (("goal/g7/index.html",), 32, "the seventh goal needs the next step"),
        (("es/goal/g7/index.html",), 32, "in whichever language"),
        (("pathway/p3/index.html",), 32, "so does the third pathway"),
        (("goal/g20/index.html", "pathway/p4/index.html"), 32, "16·2 - 8 - 4 goals"),
        (("goal/g21/index.html",), 48, "and one more"),
        (("goal/g9999/index.html",), 16 * MOST_STEPS, "there is an end to it"),
    ],
)
def test_where_the_unlock_page_lies(paths: tuple[str, ...], count: int, because: str) -> None:
    alone, spoken = stub_paths(paths, ()), stub_paths(paths, ("en", "es", "ar"))
    assert (len(alone), len(spoken)) == (count, 4 * count), because
    assert {"", "about/", "goal/g1/", "pathway/p2/"} <= set(alone)
    assert {"es/", "ar/family/"} <= set(spoken)
    assert sorted(spoken) == sorted(below + path for below in ("", "en/", "es/", "ar/") for path in alone)
